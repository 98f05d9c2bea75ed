"""Rule: who gives up at the bank finds the shop as it was, and a way to pay."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import DrillKind
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
    trouble_of,
    was_ordered_before,
)
from frictionaudit.rules.common import shortened
from frictionaudit.rules.payment.answers import way_on
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
    verdict = _verdict(visit, place.step, place.look)
    if verdict is not None:
        yield verdict


def _verdict(visit: VisitEvidence, step: StepEvidence, look: StepEvidence) -> Verdict | None:
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
        return None
    if words := is_empty_cart(visit, look):
        return _friction(step, look, "cart", words)
    if cart is not None and (words := is_empty_cart(visit, cart)):
        return _friction(step, cart, "cart", words)
    return _way_on(visit, step, look, page)


def _way_on(visit: VisitEvidence, step: StepEvidence, look: StepEvidence, page: PageEvidence) -> Verdict | None:
    if way_on(visit, step, page) is not None:
        return None
    if not knows(visit, page, Meaning.TRY_AGAIN, Meaning.OTHER_PAYMENT):
        return Incomplete("the words of trying again are not known in this language", step.index)
    return _friction(step, look, "", "")


def _friction(step: StepEvidence, look: StepEvidence, variant: str, text: str) -> Friction:
    at, picture = page_subject_of(look), picture_of(look)
    return Friction(at=at, variant=variant, parameters={"text": shortened(text)}, screenshot=picture, step=step.index)
