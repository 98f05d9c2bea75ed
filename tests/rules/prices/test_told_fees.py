"""Fees that a sentence told beforehand, and sums that come out at whole coins."""

from __future__ import annotations

import pytest
from tests.rules.action.makers import make_block
from tests.rules.prices.makers import make_page, outcome_of, said
from tests.rules.prices.test_price_rules import RISING, cart, path

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
