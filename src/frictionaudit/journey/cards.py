"""Card numbers: which may be typed into a test shop, and which look real."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from frictionaudit.journey.loading.document import Document

__all__ = ["is_card_reference", "is_test_card", "looks_like_card"]

CARD_TEXT = re.compile(r"[0-9 .-]{12,30}")

ISSUERS = re.compile(
    r"4(\d{15}|\d{18})|5[1-5]\d{14}|2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|6(011|5\d\d|4[4-9]\d)\d{12}|35(2[89]|[3-8]\d)\d{12}|3(0[0-5]|[68]\d)\d{11}|62\d{14}"
)
"""Visa, Mastercard, American Express, Discover, JCB, Diners, UnionPay: prefixes and lengths (ISO/IEC 7812)."""


def is_card_reference(reference: str | None) -> bool:
    """Tell whether a value is the customer's card by where the journey's data hold it: `$card.number`."""
    return reference is not None and reference.partition(".")[0] == "card"


def is_test_card(number: str) -> bool:
    """Tell whether a provider publishes this number for tests."""
    return CARD_TEXT.fullmatch(number) is not None and _digits(number) in _published()


def looks_like_card(text: str) -> bool:
    """Tell whether a text is a card number: an issuer's prefix and length, and a check digit that fits."""
    if not CARD_TEXT.fullmatch(text):
        return False
    digits = _digits(text)
    return ISSUERS.fullmatch(digits) is not None and _fits(digits)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _fits(digits: str) -> bool:
    """Check the last digit by Luhn's sum (ISO/IEC 7812-1, annex B)."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


@cache
def _published() -> frozenset[str]:
    listed = Document(Path(__file__).with_name("cards.yaml"), {})
    listed.load()
    return frozenset(_digits(card["number"]) for provider in listed.data for card in provider["cards"])
