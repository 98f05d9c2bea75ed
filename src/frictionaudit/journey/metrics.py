"""What a goal can be set for, and what a figures file can hold: one vocabulary for both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from frictionaudit.journey.loading.near import did_you_mean

__all__ = ["CRITERIA", "FIGURES", "MEASURED", "OWN", "Metric", "MetricClass", "Unit", "metric_of", "unknown_metric"]

CRITERIA = (
    *("errors", "speed", "navigation", "commitment", "action"),
    *("payment", "validation", "confirmation", "help", "access"),
)

OWN = "own."
"""Before the name of a figure that only this shop has: own.newsletter."""


class Unit(StrEnum):
    """What a metric is counted in."""

    POINTS = "points"
    """Willing customers left of 100, or the net promoter score."""
    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    HOURS = "hours"
    SECONDS = "seconds"


class MetricClass(StrEnum):
    """The four classes in which Filenius measures digital customer experience."""

    QUANTITATIVE = "quantitative"
    QUALITATIVE = "qualitative"
    ECONOMIC = "economic"
    TECHNICAL = "technical"


@dataclass(frozen=True, slots=True)
class Metric:
    """One thing that is measured.

    Attributes:
        unit: What it is counted in.
        kind: Which of the four classes it belongs to.
        meaning: What it says, as docs/figures.md prints it.
        has_steps: True where a figures file may give it step by step.
    """

    unit: Unit
    kind: MetricClass
    meaning: str
    has_steps: bool = False


_QUANTITATIVE, _ECONOMIC = MetricClass.QUANTITATIVE, MetricClass.ECONOMIC

FIGURES: Mapping[str, Metric] = MappingProxyType(
    {
        "visitors": Metric(Unit.COUNT, _QUANTITATIVE, "People who came"),
        "sessions": Metric(
            Unit.COUNT, _QUANTITATIVE, "Visits; with a step: those that reached it, the shop's own funnel", True
        ),
        "orders": Metric(Unit.COUNT, _QUANTITATIVE, "Orders that were placed"),
        "conversion": Metric(Unit.PERCENT, _QUANTITATIVE, "Orders of 100 sessions; left out: orders / sessions"),
        "contacts": Metric(
            Unit.COUNT, _QUANTITATIVE, "Calls, messages and chats to customer service about buying", True
        ),
        "repeat_orders": Metric(
            Unit.COUNT, _QUANTITATIVE, "Further orders that a customer places later, on average: 0.8"
        ),
        "revenue": Metric(Unit.MONEY, _ECONOMIC, "What was sold; left out: orders × order_value"),
        "order_value": Metric(Unit.MONEY, _ECONOMIC, "What an order is worth on average; left out: revenue / orders"),
        "margin": Metric(Unit.PERCENT, _ECONOMIC, "What is left of the revenue after the goods are paid"),
        "contact_cost": Metric(Unit.MONEY, _ECONOMIC, "What one contact costs"),
        "mending_hours": Metric(Unit.HOURS, _ECONOMIC, "Hours that went into finding and mending faults of the shop"),
        "hour_cost": Metric(Unit.MONEY, _ECONOMIC, "What one such hour costs"),
    }
)
"""What a figures file may hold, besides figures of one's own."""

_TECHNICAL = MetricClass.TECHNICAL

MEASURED: Mapping[str, Metric] = MappingProxyType(
    {
        "score": Metric(Unit.POINTS, _TECHNICAL, "Willing customers left of 100"),
        "steps": Metric(Unit.COUNT, _TECHNICAL, "Steps from the cart to the confirmation"),
        "fields": Metric(Unit.COUNT, _TECHNICAL, "Fields to type or to choose in before the order"),
        "seconds": Metric(Unit.SECONDS, _TECHNICAL, "Predicted seconds of the whole path"),
        "nps": Metric(Unit.POINTS, MetricClass.QUALITATIVE, "Net promoter score of the feedback, −100 to 100"),
        **{f"criteria.{name}": Metric(Unit.POINTS, _TECHNICAL, f"The score of `{name}` alone") for name in CRITERIA},
    }
)
"""What a run or the feedback measures, besides the figures."""

_OWN_NAME = re.compile(r"own\.[\w-]{1,40}")


def metric_of(name: str) -> Metric | None:
    """Give what is known of a metric; None where there is none of that name."""
    if _OWN_NAME.fullmatch(name):
        return Metric(Unit.COUNT, _QUANTITATIVE, "A figure of the shop's own", has_steps=True)
    return MEASURED.get(name) or FIGURES.get(name)


def unknown_metric(name: str, *, is_goal: bool) -> tuple[str, str]:
    """Say what is wrong with a metric's name, and which one was probably meant."""
    criteria = [each for each in MEASURED if each.startswith("criteria.")]
    known = [*(each for each in MEASURED if each not in criteria), *FIGURES, *criteria] if is_goal else [*FIGURES]
    mend = did_you_mean(name, known, "metrics")
    return f"unknown metric '{name}'", f"{mend}; a figure of your own is called {OWN}…: {OWN}newsletter"
