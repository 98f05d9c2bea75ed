"""Amounts that an order is held against: "a fee for orders below 20 €" names 20 € as nobody's price."""

from __future__ import annotations

import re

from frictionaudit.lexicon import Meaning, says

__all__ = ["ends_at_threshold", "without_thresholds"]

_NUMBER = re.compile(r"\d[\d.,]*(?:\s\d{3})*")
_REACH_WORDS = 3
"""Words right before an amount among which the comparison stands: "less than", "inférieur à"."""


def ends_at_threshold(before: str) -> bool:
    """Tell whether the text holds something against the amount that follows it; in whatever language."""
    last = " ".join(before.split()[-_REACH_WORDS:])
    return says(last, Meaning.THRESHOLD, None) is not None


def without_thresholds(text: str) -> str:
    """Give the text without the numbers that something is held against."""
    kept, at = "", 0
    for number in _NUMBER.finditer(text):
        if ends_at_threshold(text[: number.start()]):
            kept, at = kept + text[at : number.start()], number.end()
    return kept + text[at:]
