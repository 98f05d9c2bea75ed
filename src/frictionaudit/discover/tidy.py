"""From what a recorder heard to what a person did: no presses that only put the cursor somewhere, searches as such."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from frictionaudit.discover.recording import Deed, Notes
from frictionaudit.journey.model import ActionKind, Consent, Locator
from frictionaudit.lexicon import Meaning, meanings_of, says

__all__ = ["Tidied", "means", "tidied"]

BANNER_DEEDS = 4
"""Cookie banners are answered within so many presses of coming; later "Accept" accepts something else."""

_TYPED_ROLES = frozenset({"textbox", "searchbox", "spinbutton"})
_INTO_FIELDS = frozenset({ActionKind.FILL, ActionKind.SELECT, ActionKind.SEARCH})


@dataclass
class Tidied:
    """What is left.

    Attributes:
        deeds: In order.
        consent: How the cookie banner was answered; None where none was seen.
    """

    deeds: list[Deed] = field(default_factory=list)
    consent: Consent | None = None


def means(words: str, meaning: Meaning, language: str) -> bool:
    """Tell whether a label as a whole means something, in the shop's language or in English, which shops mix in."""
    return bool(words) and any(meaning in meanings_of(words, code) for code in dict.fromkeys((language, "en")))


def tidied(deeds: Sequence[Deed], language: str, notes: Notes) -> Tidied:
    """Tidy up.

    Args:
        deeds: As recorded.
        language: Of the shop's words.
        notes: Takes what was taken for something else than a press.
    """
    result = Tidied()
    left = _without_banner(deeds, language, notes, result)
    left = [_as_tick(deed) for deed in left]
    left = [deed for deed, following in _pairs(left) if not _only_enters_field(deed, following)]
    for deed, following in _pairs(left):
        if not _is_typed_over(deed, following):
            _take(result.deeds, deed, language)
    return result


def _pairs(deeds: Sequence[Deed]) -> Iterator[tuple[Deed, Deed | None]]:
    """Give each deed with the one after it."""
    yield from zip(deeds, [*deeds[1:], None], strict=True)


def _without_banner(deeds: Sequence[Deed], language: str, notes: Notes, result: Tidied) -> list[Deed]:
    """Take out the answers to a cookie banner: `consent:` says them for every visit."""
    kept: list[Deed] = []
    pressed = 0
    for deed in deeds:
        if not _answers_banner(deed, language, pressed):
            pressed += deed.kind is ActionKind.CLICK
            kept.append(deed)
            continue
        consent = Consent.REJECT if means(deed.words, Meaning.REJECT, language) else Consent.ACCEPT
        result.consent = result.consent or consent
        what = f"'{deed.words}' was taken for the answer to the cookie banner: consent: {consent}"
        notes.note(deed.line, what, f"if it was something else, write it back: click: {deed.words}")
        _hand_on(kept, deed)
    return kept


def _take(kept: list[Deed], deed: Deed, language: str) -> None:
    """Keep a deed; what sends a search off is one with what was typed."""
    before = kept[-1] if kept else None
    if before is not None and before.kind is ActionKind.SEARCH and before.target is not None and _sends(deed, language):
        known = {"has_navigated": deed.has_navigated, "url_after": deed.url_after, "title_after": deed.title_after}
        kept[-1] = before.model_copy(update={"target": None, "expect": (*before.expect, *deed.expect)} | known)
    elif deed.kind is ActionKind.FILL and _is_search(deed, language):
        kept.append(deed.model_copy(update={"kind": ActionKind.SEARCH}))
    else:
        kept.append(deed)


def _sends(deed: Deed, language: str) -> bool:
    """Tell what sends a search: Enter, or the button beside the box."""
    if deed.kind is ActionKind.PRESS:
        return deed.value == "Enter"
    return deed.kind is ActionKind.CLICK and means(deed.words, Meaning.SEARCH, language)


def _is_search(deed: Deed, language: str) -> bool:
    is_named = deed.hint.casefold() in ("q", "search", "query", "s") or "search" in deed.hint.casefold()
    return deed.role == "searchbox" or means(deed.words, Meaning.SEARCH, language) or (is_named and not deed.words)


def _answers_banner(deed: Deed, language: str, pressed: int) -> bool:
    """Tell the answer to a cookie banner: early, and in its words."""
    if deed.kind is not ActionKind.CLICK or pressed >= BANNER_DEEDS or not deed.words:
        return False
    answers = [m for m in (Meaning.REJECT, Meaning.ACCEPT) if means(deed.words, m, language)]
    is_said = any(says(deed.words, Meaning.COOKIES, code) for code in (language, "en"))
    return bool(answers) or (is_said and not means(deed.words, Meaning.MANAGE, language))


def _hand_on(kept: list[Deed], deed: Deed) -> None:
    """What was seen after a press that goes was seen after the deed before it."""
    if kept and deed.expect:
        kept[-1] = kept[-1].model_copy(update={"expect": (*kept[-1].expect, *deed.expect)})


def _only_enters_field(deed: Deed, following: Deed | None) -> bool:
    """Tell a press that puts the cursor into a field: filling it does so by itself."""
    if deed.kind is not ActionKind.CLICK or deed.has_navigated or deed.expect:
        return False
    if deed.role in _TYPED_ROLES:
        return True
    if following is not None and following.kind is ActionKind.CHECK and deed.words in following.words:
        return True  # the words of a label, or its ground, were pressed, and the box that they belong to follows
    return following is not None and following.kind in _INTO_FIELDS and _same(deed.target, following.target)


def _is_typed_over(deed: Deed, following: Deed | None) -> bool:
    """Tell a field that is filled again at once: the last text is what was meant."""
    is_filled_twice = following is not None and deed.kind is following.kind is ActionKind.FILL and not deed.expect
    return is_filled_twice and following is not None and _same(deed.target, following.target)


def _same(one: Locator | None, other: Locator | None) -> bool:
    if one is None or other is None:
        return False
    words = [each.name or each.label or each.text or each.placeholder for each in (one, other)]
    return one == other or (words[0] is not None and words[0] == words[1] and one.nth == other.nth)


def _as_tick(deed: Deed) -> Deed:
    """Say of a press on a radio or a box what it does; a second press on the same box is the reader's to see."""
    is_box = deed.kind is ActionKind.CLICK and deed.role in ("radio", "checkbox", "switch")
    return deed.model_copy(update={"kind": ActionKind.CHECK}) if is_box else deed
