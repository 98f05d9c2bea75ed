"""What a detour or drill left behind: shared by the rules that judge a shop's bad days and its customers' side ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Subject, TextBlock
from frictionaudit.evidence.errand import ErrandFacts
from frictionaudit.evidence.page import FieldEvidence, PageEvidence
from frictionaudit.evidence.purpose import CARD, page_languages, purpose_of
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import ActionKind, Commitment
from frictionaudit.lexicon import Meaning, claims, has_words, order_reference_in
from frictionaudit.rules.common import document_of
from frictionaudit.rules.languages import own_languages, says_any
from frictionaudit.rules.registry import Inapplicable, Incomplete
from frictionaudit.tongues import translatable

__all__ = [
    "Place",
    "claims_success",
    "drilled_step",
    "has_ordered",
    "is_empty_cart",
    "knows",
    "look_at",
    "lost_fields",
    "new_blocks",
    "not_judged",
    "page_before",
    "page_subject_of",
    "picture_of",
    "place_of",
    "said",
    "trouble_of",
    "was_ordered_before",
]

MESSAGE_WORDS = 14
"""Words of a heading that is itself the message. Project's choice, as in errors/soft-error-page."""

_UNPAID = (Meaning.DECLINED, Meaning.TRY_AGAIN, Meaning.OTHER_PAYMENT)

_FAILURES = (Meaning.NOT_FOUND, Meaning.MAINTENANCE, Meaning.GENERIC_ERROR)
_RESENDS = "ERR_CACHE_MISS"
"""Chromium's word for the page on which it asks whether a form is to be sent again: the shop answered it directly."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")

_BACK = "back"
_DIGITS = re.compile(r"\d+")
_COUNTS_NOTHING = re.compile(r"(?<![\d.,])0(?![\d.,%])")
_COUNT_LABEL = 40
"""Characters of a label that counts the cart. Project's choice."""

_CONTROLS = frozenset({"button", "link", "option", "label"})


def not_judged(visit: VisitEvidence, *kinds: str) -> Inapplicable | Incomplete | None:
    """Say why there is nothing to judge: another errand, or one that could not be carried out."""
    if visit.errand_kind not in kinds:
        return Inapplicable()
    facts = visit.errand_facts
    if facts is None:
        return Incomplete("what was done on the way was not noted down")
    if facts.failure:
        return Incomplete(facts.failure)
    return None


@dataclass(frozen=True)
class Place:
    """Where an errand led.

    Attributes:
        step: The step that it is about.
        look: Where the customer stood afterwards: a look off the path, or the step itself.
        facts: What was done.
    """

    step: StepEvidence
    look: StepEvidence
    facts: ErrandFacts


def place_of(
    visit: VisitEvidence, *kinds: str, otherwise: str, look: str | None = None
) -> Place | Inapplicable | Incomplete:
    """Give where an errand of one of the kinds led, or why there is nothing to judge.

    Args:
        visit: Any visit.
        kinds: Of the detour or drill.
        otherwise: The reason where it did not lead there.
        look: The look off the path that is asked for, see `look_at`; the step itself where None.
    """
    nothing = not_judged(visit, *kinds)
    if nothing is not None:
        return nothing
    step = drilled_step(visit)
    seen = step if look is None else look_at(visit, look)
    if step is None or seen is None or visit.errand_facts is None:
        return Incomplete(otherwise)
    return Place(step, seen, visit.errand_facts)


def drilled_step(visit: VisitEvidence) -> StepEvidence | None:
    """Give the step that the errand is about."""
    place = visit.errand.partition("@")[2]
    return next((step for step in visit.steps if step.id == place), None)


def has_ordered(visit: VisitEvidence, step: StepEvidence) -> bool:
    """Tell whether the order went through there: behind it, an empty cart and blank forms are right.

    An order that is still to be paid has not: who turns back at the bank has bought nothing yet.
    """
    is_paid_later = any(later.commits is Commitment.PAYMENT for later in visit.steps if later.index > step.index)
    return step.commits.is_binding and step.status is StepStatus.PASSED and not is_paid_later


def was_ordered_before(visit: VisitEvidence, step: StepEvidence) -> bool:
    """Tell whether the order stood before it was paid for: it keeps the goods, and the cart is empty rightly."""
    before = visit.steps[: step.index]
    return any(each.commits is Commitment.ORDER and each.status is StepStatus.PASSED for each in before)


def look_at(visit: VisitEvidence, name: str) -> StepEvidence | None:
    """Give a look off the path: "back", "forward", "reload", "cart", "deep-link", "given-up"."""
    return next((step for step in visit.aftermath if step.id == name), None)


def page_before(visit: VisitEvidence, step: StepEvidence) -> PageEvidence | None:
    """Give the page that the step began on."""
    return visit.steps[step.index - 1].page if 0 < step.index <= len(visit.steps) else None


def knows(visit: VisitEvidence, page: PageEvidence | None, *meanings: Meaning) -> bool:
    """Tell whether one of the languages to read in has words for all of these."""
    return any(all(has_words(code, meaning) for meaning in meanings) for code in own_languages(page, visit))


def said(text: str, visit: VisitEvidence, page: PageEvidence | None, *meanings: Meaning) -> str | None:
    """Give the first words of the text that have one of the meanings."""
    found = (says_any(text, meaning, own_languages(page, visit)) for meaning in meanings)
    return next((words for words in found if words), None)


def new_blocks(page: PageEvidence, *known: PageEvidence | None) -> list[TextBlock]:
    """Give the texts that none of the earlier pages had."""
    texts = {block.text for each in known if each is not None for block in each.blocks}
    return [block for block in page.blocks if block.text not in texts]


def claims_success(visit: VisitEvidence, page: PageEvidence, *known: PageEvidence | None) -> str | None:
    """Give the new words by which a page says that the order went through, or its new order number."""
    running = [block for block in new_blocks(page, *known) if block.role not in _CONTROLS]
    for block in running:
        for sentence in _SENTENCE_END.split(block.text):
            # "Look whether the order confirmation has come before you try again" claims nothing, nor does "No order …".
            found = (claims(sentence, Meaning.CONFIRMATION, code) for code in own_languages(page, visit))
            words = next((each for each in found if each), None)
            if words and not said(sentence, visit, page, Meaning.TRY_AGAIN):
                return words
    # A shop that keeps the order until it is paid names its number beside the refusal.
    if any(said(block.text, visit, page, *_UNPAID) for block in running):
        return None
    text = "\n".join(block.text for block in running)
    return next((ref for code in own_languages(page, visit) if (ref := order_reference_in(text, code, page.url))), None)


def is_empty_cart(visit: VisitEvidence, look: StepEvidence | None) -> str | None:
    """Give the words by which a page says that the cart is empty, where no page with the goods in it said so."""
    if look is None or look.page is None:
        return None
    full = _pages_with_goods(visit, look)
    fresh = new_blocks(look.page, *full)
    words = next((words for b in fresh if (words := said(b.text, visit, look.page, Meaning.CART_EMPTY))), None)
    return words or next((b.text for b in fresh if _counts_nothing_now(b.text, visit, look.page, full)), None)


def _counts_nothing_now(
    text: str, visit: VisitEvidence, page: PageEvidence, full: Sequence[PageEvidence | None]
) -> bool:
    """Tell whether a label that counted the cart, "Cart (1)", now counts nothing: "Cart (0)"."""
    if not _COUNTS_NOTHING.search(text) or len(text) > _COUNT_LABEL or not said(text, visit, page, Meaning.CART):
        return False
    shape = _DIGITS.sub("0", text)
    counted = (block.text for each in full if each is not None for block in each.blocks)
    return any(other != text and _DIGITS.sub("0", other) == shape for other in counted)


def _pages_with_goods(visit: VisitEvidence, look: StepEvidence) -> list[PageEvidence | None]:
    """Give the pages from the filled cart on: before that, a drawer rightly said that it is empty.

    Back leads to a page as it was, which may be one from before the goods were put in the cart.
    """
    passed = [step for step in visit.steps if step.status is StepStatus.PASSED]
    filled = next((step.index for step in passed if step.commits is Commitment.CART), 0)
    place = drilled_step(visit)
    is_before = look.id == _BACK or (place is not None and place.index < filled)
    return [step.page for step in passed if step.index >= filled or is_before]


def trouble_of(visit: VisitEvidence, look: StepEvidence, *known: PageEvidence | None) -> str:
    """Say in a few words why a page is none that a customer can use, or ""."""
    document, page = document_of(look), look.page
    if document is not None and _RESENDS in document.detail:
        return translatable("asks whether to send the form again")
    if document is not None and document.failure is not None:
        return translatable("could not be reached")
    if document is not None and document.status is not None and document.status >= 400:
        return translatable(f"answers {document.status}")
    if look.failure_kind in ("navigation", "crash"):
        return translatable("could not be shown")
    if page is None:
        return ""
    content = page.viewport_content
    if not (page.blocks or page.busy or content.text_length or content.images or content.painted):
        return translatable("is blank")
    message = _failing_message(visit, page, known)
    return translatable(f"says “{message}”") if message else ""


def lost_fields(visit: VisitEvidence, page: PageEvidence, upto: int) -> list[FieldEvidence]:
    """Give the fields of a page that the customer had filled in by a step and that are empty now.

    Cards and passwords are left out, and fields that only happen to be called the same: most of what was typed at one
    step must be there.
    """
    lost: list[FieldEvidence] = []
    languages = page_languages(page, visit.locale)
    for step in visit.steps[: upto + 1]:
        typed = [action for action in step.actions if _is_typing(action)]
        there = [field for field in _fields(page) if any(_is_of(action, field) for action in typed)]
        if there and 2 * len(there) >= len(typed):
            lost += [
                field for field in there if not (field.is_filled or field.is_sensitive or _is_card(field, languages))
            ]
    return lost


def page_subject_of(look: StepEvidence) -> Subject:
    """Give the subject of a finding about a page off the path: named by the look, so that its identity stays."""
    return Subject(role="page", name=look.name, locator=look.page.url if look.page else "")


def picture_of(look: StepEvidence | None) -> str:
    """Give the picture of a look."""
    return look.screenshots[0].path if look is not None and look.screenshots else ""


def _failing_message(visit: VisitEvidence, page: PageEvidence, known: Sequence[PageEvidence | None]) -> str:
    """Give a new heading, or the title, that says that the page failed."""
    headings = [block.text for block in new_blocks(page, *known) if block.role == "heading"]
    titles = [] if page.title in {each.title for each in known if each is not None} else [page.title]
    for text in (*headings[:1], *titles):
        if text and len(text.split()) <= MESSAGE_WORDS and said(text, visit, page, *_FAILURES):
            return text
    return ""


def _is_typing(action: ActionEvidence) -> bool:
    is_done = action.failure is None and not action.is_held and action.element is not None
    return action.kind is ActionKind.FILL and bool((action.value or "").strip("0")) and is_done


def _is_of(action: ActionEvidence, field: FieldEvidence) -> bool:
    """A path of elements may lead elsewhere on another page: the name must agree too."""
    subject = action.element.subject if action.element else None
    if subject is None or subject.locator != field.subject.locator:
        return False
    return not subject.name or subject.name in (field.subject.name, field.label)


def _is_card(field: FieldEvidence, languages: tuple[str, ...]) -> bool:
    """Tell a field of the card, its holder's name too, by its token or its words; a form clears them together."""
    if field.kind == "password" or any(token.startswith("cc-") for token in field.autocomplete.lower().split()):
        return True
    purpose = purpose_of(field, languages)
    return purpose is not None and purpose.name in CARD


def _fields(page: PageEvidence) -> Iterator[FieldEvidence]:
    for form in page.forms:
        yield from form.fields
