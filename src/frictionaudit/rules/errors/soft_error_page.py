"""Rule: no page says in words that it failed while its status says that all is well."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from frictionaudit.evidence.common import AROUND_OR_ASIDE, Subject, TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind
from frictionaudit.lexicon.matcher import Meaning, language_of, languages, meanings_of, says
from frictionaudit.rules.common import has_failed, is_sabotaged, shortened, stands_on_no_good_document
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

LITTLE_TEXT = 900
"""Characters beside the message: an apology, a search tip and some links fit in; a product, an article or a checkout
does not. Project's choice."""

SORRY_TEXT = 350
"""Characters of a page whose heading is no message, while the text beneath it is one. Project's choice."""

MESSAGE_WORDS = 14
"""Words of a heading that is itself the message. Project's choice."""

_SENTENCE_END = re.compile(r"(?<=[.!…])\s+")

_FAILURES = (Meaning.NOT_FOUND, Meaning.MAINTENANCE, Meaning.EXPIRED, Meaning.GENERIC_ERROR)
_WAYS_TO_BUY = (Meaning.ADD_TO_CART, Meaning.CHECKOUT, Meaning.PAY, Meaning.ORDER)


@rule(
    id="errors/soft-error-page",
    reads=PageEvidence,
    criterion=Criterion.ERRORS,
    severity=Severity.SERIOUS,
    title="The page tells the customer that it failed",
    message="The page says “{text}” and offers little else.",
    customer="The page says error. Where do I go now?",
    why="The customer reads an apology in place of what they came for. Since the status says that all is well, "
    "monitoring and search engines do not notice.",
    how_to_fix="Mend what the page could not show, and answer with a true status (404, 503) where it stays gone. "
    "Lead on from the message: search, the cart, contact.",
    references=("https://developers.google.com/search/docs/crawling-indexing/http-network-errors#soft-404-errors",),
)
def soft_error_page(page: PageEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where a message of failure is the page's main content."""
    step = context.step
    if step.wall is not None or stands_on_no_good_document(step, context.visit) or is_sabotaged(context.visit):
        yield Inapplicable()
        return
    apart = AROUND_OR_ASIDE - {"dialog"} | {"main", ""} if _goes_on_in_dialog(page, context) else AROUND_OR_ASIDE
    content = [block for block in page.blocks if block.region not in apart]
    message = _message(content, page.title, _meanings(context), is_stuck=has_failed(step))
    if message is not None and not _has_other_purpose(page, content, apart):
        block, words = message
        yield Friction(
            at=Subject(role=block.role or "text", name=block.text, locator=block.locator, box=block.box),
            parameters={"text": shortened(words)},
            blocks=has_failed(step),
        )
        return
    if message is None and language_of(context.language) not in languages():
        yield Incomplete(f"no words for error pages in the language “{context.language}”")


def _goes_on_in_dialog(page: PageEvidence, context: Context) -> bool:
    """Tell whether the step was taken in a dialog that still stands: a till over the page is where the customer is."""
    before = context.previous[-1].page if context.previous else None
    if before is None or before.url != page.url:
        return False
    stood = {overlay.subject.locator for overlay in before.overlays if overlay.kind == "dialog" and overlay.by_action}
    return any(overlay.kind == "dialog" and overlay.subject.locator in stood for overlay in page.overlays)


def _meanings(context: Context) -> tuple[Meaning, ...]:
    """Leave "not found" out after a search: it is then the search that found nothing."""
    if any(action.kind is ActionKind.SEARCH for action in context.step.actions):
        return tuple(meaning for meaning in _FAILURES if meaning is not Meaning.NOT_FOUND)
    return _FAILURES


def _message(
    content: Sequence[TextBlock], title: str, meanings: Sequence[Meaning], *, is_stuck: bool
) -> tuple[TextBlock, str] | None:
    """Give the block that carries the message of failure, where that is what the page is about."""
    headings = [block for block in content if block.role == "heading"]
    lead = next((block for block in headings if block.tag == "h1"), headings[0] if headings else None)
    if lead is not None:
        if not _is_message(lead.text, meanings):
            return _told_beneath(lead, content, meanings, is_stuck=is_stuck)
        has_little_else = _length(content) - len(lead.text) <= LITTLE_TEXT
        return (lead, lead.text) if has_little_else or _is_message(title, meanings) else None
    if _length(content) > LITTLE_TEXT:
        return None
    return next(((block, block.text) for block in content if _is_message(block.text, meanings)), None)


def _told_beneath(
    lead: TextBlock, content: Sequence[TextBlock], meanings: Sequence[Meaning], *, is_stuck: bool
) -> tuple[TextBlock, str] | None:
    """Give the text right beneath a heading that only says sorry, where there is next to nothing else.

    Where the customer gets no further here, its first sentence may be the message and the rest say what to do.
    It may be a heading of its own, the only other one: "Results for “mug”", "Oops! Something went wrong". Where more
    stand there they are questions that the shop answers, where a price does it is the name of something sold.
    """
    following = next(iter(content[content.index(lead) + 1 :]), None)
    if following is None or following.role not in ("", "heading") or "?" in following.text:
        return None
    if _length(content) > SORRY_TEXT:
        return None
    if following.role and (_headings(content) > 2 or any(amounts_in(block.text) for block in content)):
        return None
    if _is_message(following.text, meanings):
        return (following, following.text)
    first = _SENTENCE_END.split(following.text.strip())[0]
    return (following, first) if is_stuck and _is_message(first, meanings) else None


def _headings(content: Sequence[TextBlock]) -> int:
    return sum(block.role == "heading" for block in content)


def _is_message(text: str, meanings: Sequence[Meaning]) -> bool:
    """Tell whether the text is itself the message, in any language: shops mix them on error pages."""
    if not text or len(text.split()) > MESSAGE_WORDS:
        return False
    whole = meanings_of(text, None)
    return any(meaning in whole or says(text, meaning, None) is not None for meaning in meanings)


def _length(content: Sequence[TextBlock]) -> int:
    return sum(len(block.text) for block in content)


def _has_other_purpose(page: PageEvidence, content: Sequence[TextBlock], apart: Collection[str]) -> bool:
    """Tell whether the page still sells or asks: then the words are a product's name or a form's answer."""
    buttons = [block.text for block in content if block.role == "button"]
    if any(meanings_of(name, None) & set(_WAYS_TO_BUY) for name in buttons):
        return True
    # "To the checkout" may be the way out of an error page, as a link that looks like a button.
    drawn = [c.subject.name for c in page.controls if c.is_button_like and c.region not in apart]
    if any(meanings_of(name, None) & (set(_WAYS_TO_BUY) - {Meaning.CHECKOUT}) for name in drawn):
        return True
    asked = [f for form in page.forms for f in form.fields if f.kind not in ("search", "hidden", "submit", "button")]
    return len(asked) >= 2
