"""What a shop says when a payment does not go through, and which ways on it leaves: shared by the rules here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from frictionaudit.evidence.common import AROUND, Subject, TextBlock
from frictionaudit.evidence.errand import ErrandFacts
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import DrillKind, Stage
from frictionaudit.lexicon import Meaning, meanings_of, says
from frictionaudit.rules.aftermath import Place, claims_success, new_blocks, place_of, said
from frictionaudit.rules.common import path_of
from frictionaudit.rules.languages import own_languages
from frictionaudit.rules.payment.offers import offers_on
from frictionaudit.rules.registry import Inapplicable, Incomplete

__all__ = [
    "Answer",
    "answer_of",
    "earlier_pages",
    "is_code",
    "new_words",
    "pay_subject",
    "says_of_payment",
    "success_of",
    "way_on",
]

_CONTROLS = frozenset({"button", "link", "option", "label"})
_FORM_STAGES = (Stage.CHECKOUT, Stage.PAY)
_WAYS = frozenset({Meaning.PAY, Meaning.ORDER, Meaning.SUBSCRIBE, Meaning.CHECKOUT})
_CODE_WORD = re.compile(r"\b\w*_\w*\b|\b[A-Z]{1,6}[-:]?\d{2,}\b|\b\d{2,}\b")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CODE_NAME = re.compile(r"(?:code|kode|kood|kod|c[oó]digo|codice)(?:[iu]|em)?", re.IGNORECASE)
_NAME_WORDS = 3
"""Words at the most by which a code is announced: "Response code 05", "Código de respuesta: 51"."""


@dataclass(frozen=True)
class Answer:
    """What a payment that does not go through led to.

    Attributes:
        step: The step that paid.
        page: The page after it.
        facts: What was done to the payment.
    """

    step: StepEvidence
    page: PageEvidence
    facts: ErrandFacts


def answer_of(visit: VisitEvidence, *kinds: str) -> Answer | Inapplicable | Incomplete:
    """Give what a payment drill of one of the kinds led to, or why there is nothing to judge."""
    place = place_of(visit, *kinds, otherwise="the step was not reached")
    if not isinstance(place, Place):
        return place
    step, facts = place.step, place.facts
    if step.page is None:
        return Incomplete("the page after the payment could not be read", step.index)
    if facts.is_page_request:
        mend = "; name a test card that is declined (card:)" if DrillKind.PAYMENT_DECLINED in kinds else ""
        return Incomplete(f"the request is a whole page: what the server says then cannot be tried{mend}", step.index)
    later = _charging_step(visit, step)
    if later and not facts.request_count:
        return Incomplete(f"this step does not charge; name “{later}” in the drill, which does", step.index)
    return Answer(step, step.page, facts)


def _charging_step(visit: VisitEvidence, step: StepEvidence) -> str:
    """Give the name of the later step that binds where this one does not: a card may be typed long before."""
    later = (each.name for each in visit.journey.steps[step.index + 1 :] if each.commits.is_binding)
    return "" if step.commits.is_binding else next(later, "")


def earlier_pages(visit: VisitEvidence, step: StepEvidence) -> list[PageEvidence]:
    """Give the pages that the customer saw before the payment."""
    return [each.page for each in visit.steps[: step.index] if each.page is not None]


def new_words(visit: VisitEvidence, step: StepEvidence, page: PageEvidence) -> list[TextBlock]:
    """Give the running text that the payment brought up; the browser's own dialogs count as text."""
    told = [TextBlock(text=dialog.message, tag="dialog", role="alert") for dialog in step.dialogs if dialog.message]
    fresh = new_blocks(page, *earlier_pages(visit, step))
    # What the choice of a way to pay had unfolded stood there when the button was pressed.
    in_sight = {block.text for block in (step.primary.view if step.primary else None) or ()}
    return [*told, *(block for block in fresh if block.role not in _CONTROLS and block.text not in in_sight)]


def success_of(visit: VisitEvidence, step: StepEvidence) -> str | None:
    """Give the words by which the shop says that the order went through, where it does."""
    if step.page is None:
        return None
    words = claims_success(visit, step.page, *earlier_pages(visit, step))
    if words is None and step.expectations and all(each.has_held for each in step.expectations):
        return next((each.wanted for each in step.expectations if each.wanted), step.name)
    return words


def is_code(text: str) -> bool:
    """Tell whether a text is a code, with or without the word error: "card_declined", "Error 402", "05"."""
    rest = _CODE_WORD.sub(" ", text)
    words = _LETTERS.findall(rest)
    is_announced = len(words) <= _NAME_WORDS and any(_CODE_NAME.fullmatch(word) for word in words)
    return rest != text and (len(words) <= 1 or is_announced)


def way_on(visit: VisitEvidence, step: StepEvidence, page: PageEvidence) -> str | None:
    """Give the name of a usable control that pays again, pays otherwise or leads back to paying."""
    own = step.primary.element.subject.name if step.primary and step.primary.element else ""
    for name in _usable_names(page):
        if said(name, visit, page, Meaning.CONTACT) is not None:
            continue  # advice after a refusal, and at the foot of every page: it pays nothing
        is_said = said(name, visit, page, Meaning.TRY_AGAIN, Meaning.OTHER_PAYMENT) is not None
        if is_said or (own and name == own) or _leads_on(name, own_languages(page, visit)):
            return name
    return _asked_again(visit, step, page) or _led_back(visit, step, page)


def _led_back(visit: VisitEvidence, step: StepEvidence, page: PageEvidence) -> str | None:
    """Give the name of a link to a page from which the customer had gone on to pay, whatever the link is called."""
    pages: dict[bool, set[str]] = {True: set(), False: {path_of(page.url)}}
    for before, following in pairwise(visit.steps[: step.index + 1]):
        if before.page is not None:
            pages[following.stage in _FORM_STAGES].add(path_of(before.page.url))
    host = urlsplit(page.url).netloc
    links = [(each.subject.name, each.href, each.region) for each in page.controls if not each.is_disabled]
    links += [(each.text, each.url, each.region) for each in page.links]
    return next(
        (
            name
            for name, address, region in links
            if name
            and region not in AROUND
            and urlsplit(address).netloc == host
            and path_of(address) in pages[True] - pages[False]
        ),
        None,
    )


def _asked_again(visit: VisitEvidence, step: StepEvidence, page: PageEvidence) -> str | None:
    """Give the button, pressed before on the way here, of a page that asks again how to pay.

    Where the order is placed on a page of its own, a refusal leads back to the page before it, whose button only says
    that it goes on.
    """
    pressed = {
        each.primary.element.subject.name
        for each in visit.steps[: step.index]
        if each.stage in _FORM_STAGES and each.primary and each.primary.element
    }
    usable = (each.subject.name for each in page.controls if not each.is_disabled)
    name = next((each for each in usable if each and each in pressed), None)
    return name if name and offers_on(page, visit.locale) else None


def pay_subject(step: StepEvidence) -> Subject:
    """Give the subject of a finding about the answer to a payment: the press that paid."""
    element = step.primary.element if step.primary else None
    return element.subject if element else Subject(role="page", name=step.name)


def _leads_on(name: str, languages: Sequence[str]) -> bool:
    return any(meanings_of(name, code) & _WAYS or _goes_on_to_pay(name, code) for code in (*languages, "en"))


def _goes_on_to_pay(name: str, language: str) -> bool:
    """Tell “Continue to payment” from “Continue shopping”."""
    paying = (Meaning.PAYMENT_METHOD, Meaning.CHARGING)
    return Meaning.CONTINUE in meanings_of(name, language) and any(says(name, each, language) for each in paying)


def _usable_names(page: PageEvidence) -> list[str]:
    buttons = [each.subject.name for each in page.controls if not each.is_disabled]
    if not page.controls:
        buttons = [block.text for block in page.blocks if block.role == "button"]
    return [*buttons, *(link.text for link in page.links)]


def says_of_payment(visit: VisitEvidence, page: PageEvidence, block: TextBlock) -> str | None:
    """Give the words of a block that tell of a payment that failed, or of what to do then."""
    return said(
        block.text, visit, page, Meaning.DECLINED, Meaning.TRY_AGAIN, Meaning.OTHER_PAYMENT, Meaning.GENERIC_ERROR
    )
