"""Labels of sums: of the goods alone, or of all that is charged."""

from __future__ import annotations

import re

from frictionaudit.lexicon import Meaning, meanings_of, says
from frictionaudit.rules.languages import says_any
from frictionaudit.rules.prices.words import words_in

__all__ = ["SUM_OF_PARTS", "is_subtotal", "joins_delivery", "says_total"]

SUM_OF_PARTS = re.compile(r"\b(?:sub|delsumma|väli|zwischen)[\s-]?(?:total|summ|sum)", re.IGNORECASE)
"""Subtotals written apart, so that the word total stands in them."""

_SIGNS = re.compile(r"[+&]")
_AND = {
    "da": "og", "de": "und", "en": "and", "es": "y", "et": "ja", "fi": "ja", "fr": "et", "it": "e", "nb": "og",
    "nl": "en", "pl": "i", "pt": "e", "sv": "och",
}  # fmt: skip


def says_total(text: str) -> bool:
    """In whatever language: pages declare wrongly."""
    return says(text, Meaning.TOTAL, None) is not None


def is_subtotal(label: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a label names the sum of the goods."""
    if says_any(label, Meaning.SUBTOTAL, languages) or SUM_OF_PARTS.search(label):
        return True
    return any(Meaning.SUBTOTAL in meanings_of(label, code) for code in languages)


def joins_delivery(label: str, languages: tuple[str, ...]) -> bool:
    """Read "Delivery and goods, total": the words of a subtotal stand in it, and more is added up."""
    words = {*words_in(label), *_SIGNS.findall(label)}
    is_joined = any(words & {"+", "&", _AND.get(code, "+")} for code in languages)
    return is_joined and says_any(label, Meaning.DELIVERY, languages) is not None
