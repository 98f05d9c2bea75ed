"""Numbers as a reader takes them in: rounded as far as the measuring goes, with their unit, as their language does."""

from __future__ import annotations

from datetime import date, datetime

from frictionaudit.report.texts import text
from frictionaudit.tongues import numbers
from frictionaudit.tongues.numbers import decimal

__all__ = [
    "amount",
    "customers",
    "day",
    "moment",
    "money",
    "percent",
    "period",
    "points",
    "rough_money",
    "roughly",
    "seconds",
    "share",
    "shift",
    "span",
    "weight",
]

_NONE = "–"
_DAY, _MONTH = len("2026-09-14"), len("2026-09")


def seconds(ms: float | None) -> str:
    """Give "0.4 s", "12 s" or "2 min 5 s" for milliseconds; a dash for None."""
    if ms is None:
        return _NONE
    if ms < 9_950:
        places = 0 if ms < 5 else 2 if ms < 50 else 1
        return f"{decimal(round(ms / 1000, places), places, least_places=places)} s"
    whole = round(ms / 1000)
    return f"{whole} s" if whole < 120 else f"{whole // 60} min {whole % 60} s"


def weight(size: int | None) -> str:
    """Give "340 kB" or "2.1 MB" for bytes; a dash for None."""
    if size is None:
        return _NONE
    if size >= 995_000:
        return text("unit.megabytes", number=decimal(round(size / 1e6, 1), 1, least_places=1))
    return text("unit.kilobytes", number=decimal(round(size / 1e3), 0))


def shift(cls: float | None) -> str:
    """Give a layout shift with two decimals; a dash for None."""
    return _NONE if cls is None else decimal(cls, 2, least_places=2)


def percent(share: float) -> str:
    """Give "91 %" for 0.91, as the language sets it; never 100 % for less, never 0 % for more than nothing."""
    rounded = round(share * 100)
    if rounded == 100 and share < 1:
        rounded = 99
    if rounded == 0 and share > 0:
        rounded = 1
    return numbers.percent(rounded)


def amount(value: float) -> str:
    """Give a figure of the owner's as it was given, to the second decimal."""
    return decimal(value, 2)


def share(percent: float) -> str:
    """Give a share of the owner's as it was given: "2.56 %" for 2.56."""
    return numbers.percent(percent, 2)


def money(value: float, currency: str) -> str:
    """Give an amount of money as it was given, with cents where it has some."""
    return numbers.money(value, currency, has_cents=value != round(value))


def roughly(value: float) -> str:
    """Give an estimate: with three digits that count, and no decimals from 10 on."""
    return decimal(_rounded(value), 0 if abs(value) >= 9.95 else 1)


def rough_money(value: float, currency: str) -> str:
    """Give an estimate of money: with three digits that count, and no cents."""
    return numbers.money(round(_rounded(value)), currency)


def day(at: date) -> str:
    """Give "21 November 2026"."""
    return numbers.day(at)


def period(iso: str) -> str:
    """Give "October 2026" for 2026-10, days as days; other periods stay as they are written."""
    try:
        ends = [date.fromisoformat(each) for each in iso.split("/") if len(each) == _DAY]
        if ends:
            return "–".join(numbers.day(each) for each in ends)
        return numbers.month(date.fromisoformat(f"{iso}-01")) if len(iso) == _MONTH else iso
    except ValueError:
        return iso


def _rounded(value: float) -> float:
    """Round what is large to three digits: more of them would say that somebody knows."""
    return float(f"{value:.3g}") if abs(value) >= 1_000 else value


def points(value: float | None) -> str:
    """Give willing customers as a whole number; a dash for None."""
    return _NONE if value is None else f"{value:.0f}"


def customers(value: float) -> str:
    """Give how many of 100 customers: "12", "2.5", "0.4"."""
    if value < 0.95:
        return decimal(round(value, 1), 1, least_places=1) if value >= 0.05 else "0"
    return decimal(round(value), 0) if value >= 9.95 else decimal(round(value, 1), 1)


def span(low: float | None, high: float | None) -> str:
    """Give "54–70"; "" where the range is not known, one number where both ends agree."""
    if low is None or high is None:
        return ""
    return points(low) if points(low) == points(high) else f"{points(low)}–{points(high)}"


def moment(iso: str) -> str:
    """Give "21 November 2026, 21:55 UTC" for an ISO time; the text itself where it is none."""
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return numbers.moment(at) + (" UTC" if at.utcoffset() is not None and not at.utcoffset() else "")
