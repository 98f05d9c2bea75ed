"""What the target and the shop's own figures come to beside what was measured; run.json keeps it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from frictionaudit.figures.model import Figure
from frictionaudit.record import Record

__all__ = [
    "Funnel",
    "FunnelStep",
    "GoalResult",
    "GoalState",
    "Impact",
    "ImpactHead",
    "MendImpact",
    "Span",
    "TargetState",
]


class GoalState(StrEnum):
    """How it stands with a goal."""

    MET = "met"
    ON_THE_WAY = "on_the_way"
    """Not met, and its day has not passed."""
    OVERDUE = "overdue"
    """Not met, and its day has passed."""
    UNMEASURED = "unmeasured"
    """Nothing says where it stands: no run or figures that measure it."""


class GoalResult(Record):
    """A bound of the target state, and where it stands; `by` is None for what holds at any time.

    Attributes:
        metric: See journey/metrics.py.
        now: What is measured; None where it is not.
        is_whole: False where not all of the path was seen: a count is then at least so much.
        gap: How far from the bound, in the metric's own unit; 0 where it is held, None where that is not known.
        has_held: None where it could not be told.
        period: Of the figures that it was measured on; "" where this run measured it.
        currency: Of money; "" else.
    """

    metric: str
    at_least: float | None = None
    at_most: float | None = None
    by: date | None = None
    owner: str = ""
    now: float | None = None
    is_whole: bool = True
    gap: float | None = None
    has_held: bool | None = None
    state: GoalState | None = None
    """Of goals with a date."""
    period: str = ""
    currency: str = ""


class TargetState(Record):
    """The written target state against what is measured.

    Attributes:
        on: The day that goals were held against.
        bounds: What must hold at any time.
        goals: What must hold by a day, in the order of the file.
        believed: The shop's self-assessment, 0..100.
        measured: The score, beside it.
    """

    on: date
    bounds: tuple[GoalResult, ...] = ()
    goals: tuple[GoalResult, ...] = ()
    believed: float | None = None
    measured: float | None = None


class FunnelStep(Record):
    """One step of the shop's own funnel beside the curve; all of 100 willing customers at the start of the path.

    Attributes:
        sessions: That reached the step; None where the figures do not say.
        predicted: Left after the step by the findings alone.
        fitted: The same, held against the sessions; None where the curve ends before.
        factor: The power that the share who stay here was raised to, at most 1: 0.5 halves what the findings take;
            1 where no more left than predicted, or nothing was held against it.
        factor_most, factor_least: The same for the most and for the least that the findings may take.
        is_fitted: True where there were sessions enough to hold it against.
    """

    step: str
    index: int
    sessions: float | None = None
    predicted: float | None = None
    fitted: float | None = None
    low: float | None = None
    high: float | None = None
    factor: float = 1.0
    factor_most: float = 1.0
    factor_least: float = 1.0
    is_fitted: bool = False


class Funnel(Record):
    """The shop's funnel of one period, and the curve fitted to it."""

    period: str
    file: str
    orders: float | None = None
    steps: tuple[FunnelStep, ...] = ()


class Span(Record):
    """A range; low <= high."""

    low: float
    high: float


class ImpactHead(Record):
    """What friction may cost under one head, in one period.

    Attributes:
        id: "lost_sales", "lost_customers", "support_load", "mending_cost" or "brand", as Filenius names them.
        period: Of the figures.
        amount: Orders, customers, contacts or hours; None where the figures do not say.
        money: The same in the figures' currency.
        margin: What of the money is margin.
        inputs: The rows of the figures that it was reckoned from.
        missing: Metrics that the figures would need for what is None.
    """

    id: Literal["lost_sales", "lost_customers", "support_load", "mending_cost", "brand"]
    period: str = ""
    amount: Span | None = None
    money: Span | None = None
    margin: Span | None = None
    inputs: tuple[Figure, ...] = ()
    missing: tuple[str, ...] = ()


class MendImpact(Record):
    """What mending all findings of one rule may win back in the period; None where the figures do not say."""

    rule: str
    orders: Span | None = None
    money: Span | None = None


class Impact(Record):
    """What friction may cost, from the owner's own figures.

    Attributes:
        journeys: Ids of the journeys that the figures are about.
        file, currency: Of the figures.
        kept: Share of the willing customers left, 0..1.
        blocked: Share of the customers who cannot pass a step, 0..1.
        most_orders: Sessions in the cart that did not order: no mend wins back more. None where not known.
        is_fitted: True where `kept` is that of the fitted curve.
    """

    journeys: tuple[str, ...]
    file: str = ""
    currency: str = ""
    kept: Span
    blocked: float = 0.0
    most_orders: float | None = None
    is_fitted: bool = False
    heads: tuple[ImpactHead, ...] = ()
    mends: tuple[MendImpact, ...] = ()
