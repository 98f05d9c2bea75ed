"""Rule: the customer can choose how to pay."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon.brands import PaymentKind
from frictionaudit.rules.help.told_way import only_payment_told
from frictionaudit.rules.payment.offers import checkout_pages, offers_on
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule


@rule(
    id="help/one-way-to-pay",
    reads=VisitEvidence,
    criterion=Criterion.HELP,
    severity=Severity.MINOR,
    title="There is only one way to pay",
    message="“{method}” is the only way to pay.",
    customer="I'd rather pay another way.",
    why="Of US shoppers who left a checkout, 9 % found too few ways to pay (Baymard 2025).",
    how_to_fix="Offer a second way that works otherwise: beside cards the online bank or wallet that your market uses.",
    references=("https://baymard.com/lists/cart-abandonment-rate",),
)
def one_way_to_pay(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where the choice, or the only form, of the whole checkout holds one method."""
    if visit.errand != "walk":
        yield Inapplicable()
        return
    read = [(step, offers) for step, page in checkout_pages(visit) if (offers := offers_on(page, visit.locale))]
    grouped = {offer.kind for _, offers in read for offer in offers.chosen_from}
    offered = {
        offer.label.casefold(): (step, offer)
        for step, offers in read
        for offer in offers.all
        # The form of the chosen way, on a later page, is no second way.
        if offers.group is not None or offer.kind not in grouped
    }
    if not offered:
        told = only_payment_told(visit)
        if told is None:
            yield Incomplete("the ways to pay could not be read")
        else:
            yield Friction(at=told.subject, parameters={"method": told.words}, step=told.step)
        return
    if len(offered) > 1:
        return
    ((step, offer),) = offered.values()
    if offer.kind in (None, PaymentKind.MIXED):
        yield Incomplete("whether the one name stands for several ways to pay is not known")
    elif not any(offers.group is not None for _, offers in read):
        yield Incomplete("only a form or button was seen, no choice of ways to pay")
    else:
        yield Friction(at=offer.choice.subject, parameters={"method": offer.label}, step=step)
