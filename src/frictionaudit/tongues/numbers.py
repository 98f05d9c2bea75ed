"""Numbers, shares and moments as the language that is spoken now writes them."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from frictionaudit.tongues.language import ENGLISH, language

__all__ = ["day", "decimal", "figures_told", "locale_of", "moment", "money", "month", "percent"]

_LOCALES = {ENGLISH: "en_GB"}
"""English as most of Europe writes it: the day before the month, 24 hours."""

_SMALLEST_GROUPED = 10_000
"""Below it digits stand in one row, as in "4000 ms": ISO 80000-1 leaves that open, and it reads quicker."""

_FIGURE = re.compile(
    r"(?P<foreign>'[^']*'|[“”„][^“”]*[“”]|\([^()]*\))"
    r"|(?<![\w.:/-])(?:(?P<date>\d{4}-\d\d-\d\d)|(?P<number>-?\d+(?:\.\d+)?))(?![\w:/-]|\.\d)"
)
"""A day or a number of our own; what stands in quotation marks or brackets is the shop's or a name."""


def decimal(value: float, places: int = 2, *, least_places: int = 0) -> str:
    """Give a number with at most so many decimals, and at least so many."""
    return _decimal(language(), value, places, least_places)


def percent(value: float, places: int = 0) -> str:
    """Give percent with at most so many decimals: "91 %" for 91, as the language sets its sign."""
    from babel import Locale  # here, for most commands write no numbers
    from babel.numbers import format_percent

    locale = Locale.parse(locale_of(language()))
    pattern = locale.percent_formats[None].pattern
    return format_percent(value / 100, pattern.replace("0", "0." + "#" * places) if places else pattern, locale)


def moment(at: datetime) -> str:
    """Give day and time of day, "21 November 2026, 21:55"; the clock is the moment's own."""
    from babel.dates import format_date, format_time

    locale = locale_of(language())
    return f"{format_date(at, 'long', locale)}, {format_time(at, 'HH:mm', locale=locale)}"


def day(at: date) -> str:
    """Give a day, "21 November 2026"."""
    from babel.dates import format_date

    return format_date(at, "long", locale_of(language()))


def month(at: date) -> str:
    """Give the month of a day, "November 2026"."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", at, locale=locale_of(language()))


def money(amount: float, currency: str, *, has_cents: bool = False) -> str:
    """Give an amount, "115 600 €", as the language places its currency; a three-letter code where that has no sign."""
    from babel import Locale
    from babel.numbers import format_currency, get_currency_symbol

    locale = Locale.parse(locale_of(language()))
    pattern = locale.currency_formats["standard"].pattern
    if get_currency_symbol(currency, locale).isalpha():
        pattern = pattern.replace("¤#", "¤\N{NO-BREAK SPACE}#")
    if has_cents:
        return format_currency(amount, currency, pattern, locale)
    return format_currency(amount, currency, pattern.replace(".00", ""), locale, currency_digits=False)


def figures_told(words: str) -> str:
    """Give a sentence of ours with its days (2026-10-31) and numbers (12.59) as the language writes them."""
    return _FIGURE.sub(_figure_told, words)


def locale_of(language: str) -> str:
    """Give the locale whose customs a language follows here."""
    return _LOCALES.get(language, language)


def _figure_told(found: re.Match[str]) -> str:
    if found["number"]:
        return decimal(float(found["number"])).replace("-", "\N{MINUS SIGN}")
    try:
        return day(date.fromisoformat(found["date"])) if found["date"] else found[0]
    except ValueError:
        return found[0]


@lru_cache(maxsize=4_096)
def _decimal(language: str, value: float, places: int, least_places: int) -> str:
    from babel.numbers import format_decimal

    fraction = "0" * least_places + "#" * (places - least_places)
    pattern = "#,##0" if abs(value) >= _SMALLEST_GROUPED else "0"
    return format_decimal(value, f"{pattern}.{fraction}" if fraction else pattern, locale=locale_of(language))
