"""Periods of figures: a year, quarter, month, week, day, or from one day to another."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

__all__ = ["period_of", "span_of"]

_QUARTER = re.compile(r"(\d{4})-?Q([1-4])", re.IGNORECASE)
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[/.](\d{4})")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})")


def period_of(text: str) -> str | None:
    """Give a period as ISO writes it, None for what is none.

    `9/2026` and `14.9.2026`, as spreadsheets write them, are read too; `9/14/26` is not, for nobody can tell its order.
    """
    try:
        found = (shape(text) for shape in (_year, _quarter, _week, _month, _day, _days))
        return next((each for each in found if each), None)
    except ValueError:  # week 60, the 31st of June
        return None


def span_of(period: str) -> tuple[date, date]:
    """Give the last day and the first of a period, so that periods sort by where they end; none sorts as the oldest."""
    try:
        return _span(period)
    except ValueError:  # of a run.json that somebody wrote by hand
        return date.min, date.min


def _span(period: str) -> tuple[date, date]:
    first, _, second = period.partition("/")
    if second:
        return date.fromisoformat(second), date.fromisoformat(first)
    if found := _QUARTER.fullmatch(period):
        year, quarter = int(found[1]), int(found[2])
        return _end(year, 3 * quarter), date(year, 3 * quarter - 2, 1)
    if found := _WEEK.fullmatch(period):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday + timedelta(days=6), monday
    parts = [int(part) for part in period.split("-") if part]
    match parts:
        case [year]:
            return date(year, 12, 31), date(year, 1, 1)
        case [year, month]:
            return _end(year, month), date(year, month, 1)
        case [year, month, day]:
            return date(year, month, day), date(year, month, day)
    return date.min, date.min


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _year(text: str) -> str | None:
    return text if re.fullmatch(r"(19|20)\d\d", text) else None


def _quarter(text: str) -> str | None:
    found = _QUARTER.fullmatch(text)
    return f"{found[1]}-Q{found[2]}" if found else None


def _week(text: str) -> str | None:
    found = _WEEK.fullmatch(text)
    if not found:
        return None
    date.fromisocalendar(int(found[1]), int(found[2]), 1)
    return f"{found[1]}-W{int(found[2]):02}"


def _month(text: str) -> str | None:
    found = _MONTH.fullmatch(text)
    return f"{date(int(found[1] or found[4]), int(found[2] or found[3]), 1):%Y-%m}" if found else None


def _day(text: str) -> str | None:
    found = _DAY.fullmatch(text)
    if not found:
        return None
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    return date(int(year), int(month), int(day)).isoformat()


def _days(text: str) -> str | None:
    first, _, second = text.partition("/")
    begin, end = _day(first.strip()), _day(second.strip())
    return f"{begin}/{end}" if begin and end and begin <= end else None
