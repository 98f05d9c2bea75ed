"""Currencies that shops write as words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from frictionaudit.rules.money import amounts_in


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("24,90 Euro", "24.90", "EUR"),
        ("nur 5 Euro", "5", "EUR"),
        ("24,90 eurot", "24.90", "EUR"),
        ("249 kronor", "249", "SEK"),
        ("249 kroner", "249", "DKK"),
        ("99,90 złotych", "99.90", "PLN"),
    ],
)
def test_an_amount_is_read(text: str, value: str, currency: str) -> None:
    (amount,) = amounts_in(text)
    assert amount.value == Decimal(value)
    assert currency in amount.currencies


@pytest.mark.parametrize("text", ["EURO 2024", "2 Euro-Paletten", "4 kronblad", "Europa 3"])
def test_what_only_begins_so_is_none(text: str) -> None:
    assert not amounts_in(text)
