"""Rule: after a refused payment the customer can try again or pay otherwise, with cart and data as they were."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import DrillKind
from frictionaudit.rules.aftermath import (
    is_empty_cart,
    look_at,
    lost_fields,
    picture_of,
    trouble_of,
    was_ordered_before,
)
from frictionaudit.rules.payment.answers import Answer, answer_of, earlier_pages, pay_subject, success_of, way_on
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule


@rule(
    id="payment/decline-dead-end",
    reads=VisitEvidence,
    criterion=Criterion.PAYMENT,
    severity=Severity.CRITICAL,
    title="A refused payment is a dead end",
    message="After the refused payment nothing on the page lets the customer try again or pay in another way.",
    variants={
        "cart": "After the refused payment the cart is empty (“{text}”).",
        "data": "After the refused payment “{text}” must be typed again.",
        "error": "After the refused payment the page {text}.",
    },
    customer="Now I have to start all over.",
    why="A refused card is no refusal to buy: most customers have another card or another way to pay, if they are let.",
    how_to_fix="Stay on the payment page, keep the cart, the address and the delivery, let the customer press again, "
    "and offer the other ways to pay right there. Only card number and CVC need to be typed again.",
    errands=(DrillKind.PAYMENT_DECLINED.value,),
    words=("text",),
    limits=("Where the payment is a whole page, only a test card that is declined can show the answer.",),
)
def decline_dead_end(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where the page errs, cart or data are gone, or no control leads on."""
    answer = answer_of(visit, DrillKind.PAYMENT_DECLINED)
    if not isinstance(answer, Answer):
        yield answer
    elif success_of(visit, answer.step):
        yield Inapplicable(answer.step.index)
    else:
        yield from _verdicts(visit, answer.step, answer.page)


def _verdicts(visit: VisitEvidence, step: StepEvidence, page: PageEvidence) -> Iterator[Verdict]:
    at, cart = pay_subject(step), look_at(visit, "cart")
    lost = lost_fields(visit, page, step.index)
    trouble = trouble_of(visit, step, *earlier_pages(visit, step))
    way = way_on(visit, step, page)
    words = is_empty_cart(visit, step) or is_empty_cart(visit, cart)
    if words and not (way and was_ordered_before(visit, step)):
        picture = "" if is_empty_cart(visit, step) else picture_of(cart)
        yield Friction(at=at, variant="cart", parameters={"text": words}, screenshot=picture, step=step.index)
    elif trouble and way is None:
        yield Friction(at=at, variant="error", parameters={"text": trouble}, blocks=True, step=step.index)
    elif way is None and (page.busy or page.is_truncated):
        yield Incomplete("the page was still busy, or not all of it was read", step.index)
    elif way is None:
        yield Friction(at=at, blocks=True, step=step.index)
    elif lost:
        name = lost[0].label or lost[0].subject.name
        yield Friction(at=at, variant="data", parameters={"text": name}, step=step.index)
