"""Numbers as spreadsheets of all countries write them: 1,234.50 or 1 234,50 or 1.234,50, with % or a currency."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["Writing", "bare", "unit_of", "writing_of"]

_SPACES = " \u00a0\u202f"
_CURRENCIES = {"€": "EUR", "£": "GBP", "zł": "PLN", "¥": "JPY", "₹": "INR"}
"""Signs of one currency only; $ and kr are of many."""
_SIGN = r"%|[A-Z]{3}|\$|kr\.?|" + "|".join(map(re.escape, _CURRENCIES))
_SIGNED = re.compile(rf"(?P<before>{_SIGN})?\s*(?P<number>[-+−]?[\d{_SPACES}.,'’]*\d)\s*(?P<after>{_SIGN})?")


class Writing:
    """One way to write numbers: what stands between thousands, and before the decimals."""

    def __init__(self, group: str, decimal: str) -> None:
        self._shape = re.compile(rf"[-+]?(\d{{1,3}}([{group}]\d{{3}})+|\d+)([{decimal}]\d+)?")
        self._group = re.compile(f"[{group}]")
        self._decimal = decimal

    def read(self, number: str) -> float | None:
        """Give the number, None where it is not written in this way."""
        number = number.replace("−", "-")
        if not self._shape.fullmatch(number):
            return None
        return float(self._group.sub("", number).replace(self._decimal, "."))


_POINTED = (Writing(",", "."), Writing("'’", "."), Writing(_SPACES, "."))
_COMMAED = (Writing(".", ","), Writing(_SPACES, ","))


def writing_of(numbers: Sequence[str], *, is_comma_likely: bool) -> Writing:
    """Give the way in which most of these are written; all of one file are written alike.

    Args:
        numbers: Without their units.
        is_comma_likely: Where 1.234 could be either: a file that is separated by semicolons has decimal commas.
    """
    ways = (*_COMMAED, *_POINTED) if is_comma_likely else (*_POINTED, *_COMMAED)
    return max(ways, key=lambda way: sum(way.read(each) is not None for each in numbers))


def bare(text: str) -> tuple[str, str]:
    """Part a cell into its number and its unit: "24,90 €" gives "24,90" and "EUR"; ("", "") where it is no number."""
    found = _SIGNED.fullmatch(text.strip())
    if found is None:
        return "", ""
    return found["number"], unit_of(found["after"] or found["before"] or "")


def unit_of(sign: str) -> str:
    """Give a currency's three letters for its sign; every other unit as it is."""
    return _CURRENCIES.get(sign, sign)
