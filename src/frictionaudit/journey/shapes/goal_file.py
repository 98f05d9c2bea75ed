"""The shape of a goal: a metric, a bound, a date and who sees to it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from frictionaudit.journey.metrics import metric_of, unknown_metric
from frictionaudit.journey.shapes.fields import FROM_ENV, Text, trouble
from frictionaudit.journey.shapes.step_file import Part

__all__ = ["GoalFile"]


def _metric(name: str) -> str:
    if metric_of(name) is None:
        raise trouble(*unknown_metric(name, is_goal=True))
    return name


def _date(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        written = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", value)
        likely = f"{written[3]}-{int(written[2]):02}-{int(written[1]):02}" if written else "2026-12-31"
        raise trouble(f"'{value}' is no date", f"write year, month and day: {likely}") from None


Bound = Annotated[float, Field(strict=True, allow_inf_nan=False), FROM_ENV]
Day = Annotated[Text, AfterValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]


class GoalFile(Part):
    """One goal with its date: where a metric must be, by when, and who sees to it."""

    metric: Annotated[Text, AfterValidator(_metric)]
    """score, criteria.payment, steps, fields, seconds, nps, or a metric of the figures file: conversion."""
    at_least: Bound | None = None
    """The metric must not be lower."""
    at_most: Bound | None = None
    """The metric must not be higher."""
    by: Day
    """The last day: 2026-12-31."""
    owner: Text | None = None
    """Who sees to it."""

    @model_validator(mode="after")
    def _has_one_bound(self) -> GoalFile:
        if (self.at_least is None) == (self.at_most is None):
            what = "a goal without a bound" if self.at_least is None else "'at_least' and 'at_most' in one goal"
            raise trouble(what, "write at_least: 85, or at_most: 12; for both write two goals")
        return self
