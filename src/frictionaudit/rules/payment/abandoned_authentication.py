"""Rule: who gives up at the bank finds the shop as it was, and a way to pay."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import DrillKind, Stage
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.aftermath import (
    Place,
    claims_success,
    is_empty_cart,
    knows,
    look_at,
    page_subject_of,
    picture_of,
    place_of,
    said,
    trouble_of,
    was_ordered_before,
)
from frictionaudit.rules.common import path_of, shortened
from frictionaudit.rules.languages import has_said, reading_languages
from frictionaudit.rules.payment.answers import new_words, says_of_payment, way_on
from frictionaudit.rules.payment.offers import offers_on
from frictionaudit.rules.registry import Friction, Incomplete, Verdict, rule


@rule(
    id="payment/abandoned-authentication",
    reads=VisitEvidence,
    criterion=Criterion.PAYMENT,
    severity=Severity.SERIOUS,
    title="Who gives up at the bank is lost",
    message="Back from the bank without having confirmed, the customer finds no way to try again or to pay otherwise.",
    variants={
        "order": "Back from the bank without having confirmed, the customer reads “{text}”.",
        "cart": "Back from the bank without having confirmed, the customer finds an empty cart (“{text}”).",
        "error": "Back from the bank without having confirmed, the customer comes to a page that {text}.",
        "silent": "Back from the bank without having confirmed, the customer stands on “{text}” again and reads "
        "nothing about the payment.",
    },
    customer="My bank app failed. And now?",
    why="The bank's confirmation fails for reasons that have nothing to do with the wish to buy: an app that hangs, a "
    "phone in the other room.",
    how_to_fix="Let the address to which the bank sends customers back tell a payment that failed or was given up from "
    "one that went through: say so, keep the cart, and show the ways to pay.",
    errands=(DrillKind.AUTHENTICATION_ABANDONED.value,),
)
def abandoned_authentication(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where the shop shows nothing, an error, an empty cart or an order."""
    place = place_of(visit, DrillKind.AUTHENTICATION_ABANDONED, look="given-up", otherwise="the bank was not left")
    if not isinstance(place, Place):
        yield place
        return
    verdict = _verdict(visit, place)
    if verdict is not None:
        yield verdict


def _verdict(visit: VisitEvidence, place: Place) -> Verdict | None:
    step, look = place.step, place.look
    known = [each.page for each in visit.steps]
    page, cart = look.page, look_at(visit, "cart")
    trouble = trouble_of(visit, look, *known)
    if trouble and (page is None or not trouble.startswith("says") or way_on(visit, step, page) is None):
        return _friction(step, look, "error", trouble)
    if page is None:
        return Incomplete("the page after the bank could not be read", step.index)
    if urlsplit(page.url).hostname != urlsplit(visit.journey.base_url).hostname:
        return Incomplete("the customer did not come back to the shop", step.index)
    if success := claims_success(visit, page, *known):
        return _friction(step, look, "order", success)
    if was_ordered_before(visit, step) and way_on(visit, step, page) is not None:
        return _way_on(visit, place, page)  # its cart may rightly be empty
    if words := is_empty_cart(visit, look):
        return _friction(step, look, "cart", words)
    if cart is not None and (words := is_empty_cart(visit, cart)):
        return _friction(step, cart, "cart", words)
    return _way_on(visit, place, page)


def _way_on(visit: VisitEvidence, place: Place, page: PageEvidence) -> Verdict | None:
    step, look = place.step, place.look
    if way_on(visit, step, page) is not None:
        # Where the window was closed, or the customer went Back, it is not the shop that sent them here.
        is_sent = place.facts.gave_up_by == "cancel" and not _asks_to_pay(visit, step, page)
        return _unsaid(visit, step, look, page) if is_sent else None
    if not knows(visit, page, Meaning.TRY_AGAIN, Meaning.OTHER_PAYMENT):
        return Incomplete("the words of trying again are not known in this language", step.index)
    if _still_asks(visit, step.page, page):
        return Incomplete("the bank was not left", step.index)
    return _friction(step, look, "", "")


def _still_asks(visit: VisitEvidence, before: PageEvidence | None, page: PageEvidence) -> bool:
    """Tell whether what was pressed to give up stands there as before: the bank in its frame is yet to go."""
    languages = reading_languages(page, visit)
    names = {control.subject.name for control in before.controls} if before is not None else set()
    shown = (control.subject.name for control in page.controls)
    return any(name in names and has_said(name, Meaning.CANCEL, languages) for name in shown)


def _asks_to_pay(visit: VisitEvidence, step: StepEvidence, page: PageEvidence) -> bool:
    """Tell whether the customer stands where one pays: the same form again is a clear way to try again."""
    shown = {control.subject.name for control in page.controls}
    for before, paying in pairwise(visit.steps[: step.index + 1]):
        if not (paying.commits.is_binding or paying.stage is Stage.PAY):
            continue
        button = paying.primary.element.subject.name if paying.primary and paying.primary.element else ""
        if button in shown - {""} or (before.page is not None and _place_of(before.page) == _place_of(page)):
            return True
    return offers_on(page, visit.locale) is not None


def _place_of(page: PageEvidence) -> tuple[str, str]:
    return path_of(page.url), urlsplit(page.url).fragment


def _unsaid(visit: VisitEvidence, step: StepEvidence, look: StepEvidence, page: PageEvidence) -> Verdict | None:
    """Judge a page off the payment, say the cart, that leads on to it: does it say what has become of the payment?"""
    earlier = [each.page for each in visit.steps if each.page is not None]
    fresh = new_words(visit, step, page)
    if any(says_of_payment(visit, page, block) or said(block.text, visit, page, Meaning.CANCEL) for block in fresh):
        return None
    if fresh or all(_place_of(each) != _place_of(page) for each in earlier):
        return Incomplete("whether the page says what has become of the payment could not be told", step.index)
    return _friction(step, look, "silent", next(iter(page.headings), page.title))


def _friction(step: StepEvidence, look: StepEvidence, variant: str, text: str) -> Friction:
    at, picture = page_subject_of(look), picture_of(look)
    return Friction(at=at, variant=variant, parameters={"text": shortened(text)}, screenshot=picture, step=step.index)
