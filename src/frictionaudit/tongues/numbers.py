"""Numbers, shares and moments as the language that is spoken now writes them."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from frictionaudit.tongues.language import ENGLISH, language

__all__ = ["decimal", "locale_of", "moment", "percent"]

_LOCALES = {ENGLISH: "en_GB"}
"""English as most of Europe writes it: the day before the month, 24 hours."""

_SMALLEST_GROUPED = 10_000
"""Below it digits stand in one row, as in "4000 ms": ISO 80000-1 leaves that open, and it reads quicker."""


def decimal(value: float, places: int = 2, *, least_places: int = 0) -> str:
    """Give a number with at most so many decimals, and at least so many."""
    return _decimal(language(), value, places, least_places)


def percent(whole: int) -> str:
    """Give a whole number of percent: "91 %" for 91, as the language sets its sign."""
    from babel.numbers import format_percent  # here, for most commands write no numbers

    return format_percent(whole / 100, locale=locale_of(language()))


def moment(at: datetime) -> str:
    """Give day and time of day, "21 November 2026, 21:55"; the clock is the moment's own."""
    from babel.dates import format_date, format_time

    locale = locale_of(language())
    return f"{format_date(at, 'long', locale)}, {format_time(at, 'HH:mm', locale=locale)}"


def locale_of(language: str) -> str:
    """Give the locale whose customs a language follows here."""
    return _LOCALES.get(language, language)


@lru_cache(maxsize=4_096)
def _decimal(language: str, value: float, places: int, least_places: int) -> str:
    from babel.numbers import format_decimal

    fraction = "0" * least_places + "#" * (places - least_places)
    pattern = "#,##0" if abs(value) >= _SMALLEST_GROUPED else "0"
    return format_decimal(value, f"{pattern}.{fraction}" if fraction else pattern, locale=locale_of(language))
