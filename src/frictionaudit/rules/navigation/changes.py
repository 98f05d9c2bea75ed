"""What a page shows that it did not show before, and whether that tells of the cart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum

from frictionaudit.evidence.common import TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.lexicon import Meaning, has_words, meanings_of, says
from frictionaudit.rules.languages import own_languages
from frictionaudit.rules.registry import Context

__all__ = ["Sign", "may_tell_of_cart", "what_changed"]

_COUNT = re.compile(r"^\D{0,3}(\d{1,3})\D{0,2}$")
_NUMBER = re.compile(r"\d+")
_OWN_VALUE_TAGS = frozenset({"select", "option"})
"""They show what was chosen in them: "Sea green" where "Please select" stood."""
_MESSAGES = frozenset({"status", "alert", "log"})
_AT_TOP = frozenset({"header", "nav"})
_SHORT = 60
"""Characters of a text that counts the cart: "Cart (1)", "1 item · 24.90 €"."""


class Sign(Enum):
    """What the difference between two looks at a page says."""

    NOTHING = "nothing"
    CONFIRMS = "confirms"
    UNCLEAR = "unclear"
    OUT_OF_VIEW = "out of view"
    UNKNOWN_WORDS = "unknown words"


def what_changed(before: PageEvidence, after: PageEvidence, context: Context) -> Sign:
    """Compare a page before and after something was put in the cart."""
    if any(overlay.by_action for overlay in after.overlays):
        return Sign.CONFIRMS
    languages = own_languages(after, context.visit) or ("en",)
    fresh = [block for block in _fresh(before, after, _in_view_at_press(context)) if not _invites(block, languages)]
    in_view = [block for block in fresh if block.is_in_viewport]
    if any(_confirms(block, before, languages) for block in in_view):
        return Sign.CONFIRMS
    if not has_words(languages[0], Meaning.IN_CART) and (in_view or not fresh):
        return Sign.UNKNOWN_WORDS if in_view else Sign.NOTHING
    told = [block for block in in_view if not _is_of_its_own(block, before, after, context)]
    if any(not _only_digits_differ(block, before) for block in told):
        return Sign.UNCLEAR
    if any(_confirms(block, before, languages) for block in fresh):
        return Sign.OUT_OF_VIEW
    if _names_of_links(after) - _names_of_links(before) and not fresh:
        return Sign.UNCLEAR  # a cart icon that counts in its name only
    return Sign.NOTHING


def may_tell_of_cart(page: PageEvidence, context: Context) -> bool:
    """Tell whether anything on a page that nobody saw before might tell of the cart: words, a count, a layer."""
    languages = own_languages(page, context.visit) or ("en",)
    if page.is_truncated or page.overlays or not has_words(languages[0], Meaning.IN_CART):
        return True
    names = (*(block.text for block in page.blocks), *(link.text for link in page.links))
    is_told = any(
        _says_in_cart(name, language) or _counts_cart(name, language) for name in names for language in languages
    )
    known = _in_view_at_press(context)
    return is_told or any((_is_message(block) and not known[block.text]) or _is_badge(block) for block in page.blocks)


def _counts_cart(text: str, language: str) -> bool:
    numbers = [int(number) for number in _NUMBER.findall(text)] if len(text) <= _SHORT else []
    return any(numbers) and says(text, Meaning.CART, language) is not None


def _is_message(block: TextBlock) -> bool:
    return block.role in _MESSAGES


def _is_badge(block: TextBlock) -> bool:
    count = _COUNT.match(block.text)
    return count is not None and int(count[1]) > 0 and block.region in _AT_TOP


def _in_view_at_press(context: Context) -> Counter[str]:
    """Count the texts around the button before it was pressed: what a size chosen in the same step had changed."""
    primary = context.step.primary
    view = primary.view if primary is not None else None
    return Counter(block.text for block in view or ())


def _fresh(before: PageEvidence, after: PageEvidence, at_press: Counter[str]) -> list[TextBlock]:
    """Give the texts that stand there now and did not before, or not so often."""
    known = Counter(block.text for block in before.blocks) | at_press
    fresh = []
    for block in after.blocks:
        if known[block.text] > 0:
            known[block.text] -= 1
        else:
            fresh.append(block)
    return fresh


def _invites(block: TextBlock, languages: Iterable[str]) -> bool:
    """The button itself, whose words wait for a size or colour: it says what it will do, not what it has done."""
    return block.role == "button" and any(
        Meaning.ADD_TO_CART in meanings_of(block.text, language) for language in languages
    )


def _confirms(block: TextBlock, before: PageEvidence, languages: Iterable[str]) -> bool:
    if any(_says_in_cart(block.text, language) for language in languages):
        return True
    count = _COUNT.match(block.text)
    if count is not None:
        return _has_grown(int(count[1]), block, before)
    if len(block.text) > _SHORT or not _NUMBER.search(block.text):
        return False
    return any(says(block.text, Meaning.CART, language) for language in languages)


def _says_in_cart(text: str, language: str) -> bool:
    return says(text, Meaning.IN_CART, language) is not None or Meaning.IN_CART in meanings_of(text, language)


def _has_grown(count: int, block: TextBlock, before: PageEvidence) -> bool:
    """A badge that counts: at the same place there was a smaller number, or none at all."""
    earlier = [_COUNT.match(other.text) for other in before.blocks if other.locator == block.locator]
    numbers = [int(match[1]) for match in earlier if match is not None]
    return count > 0 and all(number < count for number in numbers)


def _only_digits_differ(block: TextBlock, before: PageEvidence) -> bool:
    """A clock, a countdown, a number of visitors: it goes on by itself."""
    shape = _NUMBER.sub("0", block.text)
    return bool(_NUMBER.search(block.text)) and any(_NUMBER.sub("0", other.text) == shape for other in before.blocks)


def _is_of_its_own(block: TextBlock, before: PageEvidence, after: PageEvidence, context: Context) -> bool:
    """What would stand there without the press: a size just chosen, in its list or beside it, or a layer by itself."""
    if block.role == "option" or block.tag in _OWN_VALUE_TAGS:
        return True
    layers = [overlay.texts for overlay in after.overlays if not overlay.by_action]
    return _repeats_choice(block.text, before, context) or any(block.text in texts for texts in layers)


def _repeats_choice(text: str, before: PageEvidence, context: Context) -> bool:
    """Read "M", or "Size M" where "Size" stood, once M was chosen."""
    chosen = [action.element.subject.name for action in context.step.actions[:-1] if action.element is not None]
    known = {"", *(block.text for block in before.blocks)}
    return any(name and text.endswith(name) and text.removesuffix(name).strip(" :") in known for name in chosen)


def _names_of_links(page: PageEvidence) -> set[str]:
    return {link.text for link in page.links if _NUMBER.search(link.text)}
