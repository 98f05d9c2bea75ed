"""A confirmation may name no total, but what was paid."""

from __future__ import annotations

import pytest
from tests.rules.prices.makers import Row, make_page, make_path, make_step, outcome_of

from frictionaudit.findings.model import Outcome
from frictionaudit.journey.model import Commitment, Stage

DIFFERING = "confirmation/differing-total"
GOODS = ("Blue mug", "24.90 €")


@pytest.mark.parametrize(
    ("language", "rows", "outcome"),
    [
        ("en", [("Paid, including VAT", "29.80 €")], Outcome.PASSED),
        ("en", [("Paid, including VAT", "32.80 €")], Outcome.FAILED),
        ("en", [("Amount charged", "32.80 €")], Outcome.FAILED),
        ("fi", [("Maksettu", "29,80 €")], Outcome.PASSED),
        ("fi", [("Maksettu", "32,80 €")], Outcome.FAILED),
        ("sv", [("Betalt med Swish", "32,80 €")], Outcome.FAILED),
        ("sv", [("Betalat inkl. moms", "29,80 €")], Outcome.PASSED),
        ("pl", [("Zapłacono", "32,80 €")], Outcome.FAILED),
        ("en", [("Paid by gift card", "10.00 €"), ("Paid by card", "19.80 €")], Outcome.PASSED),
        ("en", [("Paid by gift card", "10.00 €"), ("Paid by card", "22.80 €")], Outcome.INCOMPLETE),
        ("en", [("VAT paid", "4.76 €")], Outcome.INCOMPLETE),
        ("en", [("Delivery paid", "4.90 €")], Outcome.INCOMPLETE),
        ("en", [("Paid plans from", "9.90 €")], Outcome.INCOMPLETE),
        ("en", [("Total", "29.80 €"), ("Paid today", "10.00 €")], Outcome.PASSED),
    ],
)
def test_what_was_paid_is_what_was_confirmed(language: str, rows: list[Row], outcome: Outcome) -> None:
    visit = make_path(
        make_step(make_page(GOODS, ("Delivery", "4.90 €"), ("Total", "29.80 €")), Stage.CHECKOUT),
        make_step(make_page(GOODS, *rows, language=language), Stage.PAY, Commitment.PAYMENT),
    )
    assert outcome_of(DIFFERING, visit) is outcome


@pytest.mark.parametrize(
    ("agreed", "confirmed", "outcome"),
    [
        (["1 × Blue mug"], ["2 × Blue mug"], Outcome.FAILED),
        (["1 x Blue mug — 24.90 €"], ["2 x Blue mug"], Outcome.FAILED),
        (["1 × Blue mug"], ["1 × Blue mug"], Outcome.PASSED),
        (["1 × Blue mug"], ["2 × Greeting card"], Outcome.FAILED),  # and not a word of the mug
        (["1 × Blue mug"], ["1 × Blå kopp", "Blue mug"], Outcome.PASSED),
        (["1 × Blue mug"], ["1 × Mug (blue)", "1 × Greeting card"], Outcome.PASSED),
        (["1 × Tea for us"], ["1 × Tea, 250 g"], Outcome.PASSED),  # what was agreed to is told by short words alone
        (["1 × Blue mug", "2 × Blue mug"], ["2 × Blue mug"], Outcome.PASSED),
        (["1 × 250 g"], ["2 × 250 g"], Outcome.PASSED),
        (["Blue mug"], ["2 × Blue mug"], Outcome.PASSED),
    ],
)
def test_how_many_is_compared_where_both_pages_say_so(
    agreed: list[str], confirmed: list[str], outcome: Outcome
) -> None:
    visit = make_path(
        make_step(make_page(*agreed, ("Delivery", "4.90 €"), ("Total", "29.80 €")), Stage.CHECKOUT),
        make_step(make_page(*confirmed, ("Total", "29.80 €")), Stage.PAY, Commitment.PAYMENT),
    )
    assert outcome_of(DIFFERING, visit) is outcome
