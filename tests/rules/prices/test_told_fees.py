"""Fees that a sentence told beforehand, and sums that come out at whole coins."""

from __future__ import annotations

import pytest
from tests.rules.action.makers import make_block
from tests.rules.prices.makers import make_page, outcome_of, said
from tests.rules.prices.test_price_rules import CART, RISING, _way, cart, path

from frictionaudit.findings.model import Outcome

SNEAKED = "commitment/sneaked-item"


@pytest.mark.parametrize(
    ("language", "sentence", "outcome"),
    [
        ("en", "We add a handling fee of 3.00 € to small orders, those under 40 €.", Outcome.PASSED),
        ("de", "Bei Bestellungen unter 40 € berechnen wir einen Mindermengenzuschlag von 3,00 €.", Outcome.PASSED),
        ("en", "A handling fee may be added to small orders.", Outcome.FAILED),
    ],
)
def test_a_fee_that_a_sentence_told_surprises_nobody(language: str, sentence: str, outcome: Outcome) -> None:
    told = make_page("Blue mug", blocks=[make_block(sentence)], language=language)
    visit = path(told, cart(("Total", "24.90 €")), cart(("Handling fee", "3.00 €"), ("Total", "27.90 €")))
    assert outcome_of(RISING, visit) is outcome


@pytest.mark.parametrize(
    ("label", "fee", "total", "outcome"),
    [
        ("Handling fee", "3.00 €", "32.80 €", Outcome.FAILED),
        ("Express surcharge", "3.00 €", "32.80 €", Outcome.PASSED),  # bears the name of a choice
        ("Delivery", "7.90 €", "32.80 €", Outcome.PASSED),
    ],
)
def test_a_fee_as_high_as_two_choices_lie_apart(label: str, fee: str, total: str, outcome: Outcome) -> None:
    ways = tuple(_way(name, 200.0 + 40 * place) for place, name in enumerate(("Parcel 4.90 €", "Express 7.90 €")))
    offered = make_page(*CART, ("Delivery", "4.90 €"), ("Total", "29.80 €"), fields=ways)
    rows = ((label, fee),) if label == "Delivery" else (("Delivery", "4.90 €"), (label, fee))
    visit = path(offered, offered, cart(*rows, ("Total", total)))
    assert outcome_of(RISING, visit) is outcome


@pytest.mark.parametrize(
    ("label", "amount", "total", "outcome"),
    [
        ("Rounding", "0.10 €", "25.00 €", Outcome.PASSED),
        ("Handling", "0.10 €", "25.00 €", Outcome.FAILED),
        ("Rounding", "5.10 €", "30.00 €", Outcome.FAILED),
    ],
)
def test_whole_coins_are_no_fee(label: str, amount: str, total: str, outcome: Outcome) -> None:
    visit = path(cart(("Total", "24.90 €")), cart((label, amount), ("Total", total)))
    assert outcome_of(RISING, visit) is outcome
    assert said(SNEAKED, visit) == []
