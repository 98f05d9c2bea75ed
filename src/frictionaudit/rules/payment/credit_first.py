"""Rule: in Finland ways to pay without credit come first, and none is chosen for the customer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon.brands import PaymentKind
from frictionaudit.rules.payment.offers import Offer, Offers, checkout_pages, offers_on
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule

_RANKS: dict[PaymentKind | None, tuple[int, int]] = {
    PaymentKind.BANK: (1, 1),
    PaymentKind.CARD: (2, 2),
    PaymentKind.INVOICE: (3, 3),
    PaymentKind.INSTALMENT: (3, 3),
    # From an account or from a card, as the customer has set it up.
    PaymentKind.WALLET: (1, 2),
    PaymentKind.CASH: (1, 2),
    PaymentKind.MIXED: (1, 3),
    None: (1, 3),
}
"""Lowest and highest rank a method may have: 1 without credit, 2 possibly with credit, 3 always credit or later.

Source: Consumer Protection Act of Finland (KSL) 6:12b, in force since 1 October 2023.
"""


@rule(
    id="payment/credit-first",
    reads=VisitEvidence,
    criterion=Criterion.PAYMENT,
    severity=Severity.SERIOUS,
    title="Paying on credit comes first",
    message="“{credit}” stands before “{other}”; ways to pay without credit have to come first.",
    variants={"preselected": "“{method}” is chosen already; the customer has to choose the way to pay."},
    customer="I didn't mean to pay by instalments.",
    why="In Finland the order of payment methods is law: first without credit, then those that may include it, last "
    "those that always do; and none may be preselected (KSL 6:12b, since 1 October 2023).",
    how_to_fix="Order them: online bank, then cards and wallets, then invoice and instalments; preselect none.",
    references=("https://www.finlex.fi/fi/laki/ajantasa/1978/19780038",),
    limits=("Whether a card or a wallet pays on credit cannot be seen.",),
)
def credit_first(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield findings for a preselected method and for a broken order, where the methods are first shown."""
    market = (visit.journey.market or "").strip().upper()
    if visit.errand != "walk" or (market and market != "FI"):
        yield Inapplicable()
        return
    if not market:
        yield Incomplete("the journey names no market")
        return
    if visit.journey.customers != "consumer":
        yield Inapplicable()
        return
    read = ((step, offers) for step, page in checkout_pages(visit) if (offers := offers_on(page, visit.locale)))
    step, offers = next(((step, offers) for step, offers in read if offers.group is not None), (0, None))
    if offers is None:
        yield Incomplete("the ways to pay could not be read")
        return
    if len(offers.chosen_from) < 2:
        yield Inapplicable()  # a single method has no order
        return
    yield from _judge(offers, step)


def _judge(offers: Offers, step: int) -> Iterator[Verdict]:
    chosen = next((offer for offer in offers.chosen_from if offer.choice.is_preselected), None)
    if chosen is not None:
        parameters = {"method": chosen.label}
        yield Friction(at=chosen.choice.subject, variant="preselected", parameters=parameters, step=step)
    pairs = list(combinations(offers.chosen_from, 2))
    broken = next(((first, second) for first, second in pairs if _lowest(first) > _highest(second)), None)
    if broken is not None:
        first, second = broken
        # Beside a preselected first method the finding would fall into one with it.
        at = second.choice.subject if first is chosen else first.choice.subject
        yield Friction(at=at, parameters={"credit": first.label, "other": second.label}, step=step)
    elif any(_highest(first) > _lowest(second) for first, second in pairs):
        yield Incomplete("whether one of the ways to pay includes credit is not known", step=step)


def _lowest(offer: Offer) -> int:
    return _RANKS[offer.kind][0]


def _highest(offer: Offer) -> int:
    return _RANKS[offer.kind][1]
