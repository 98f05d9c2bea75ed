"""The shop's own funnel: what findings take, held against the sessions that reached each step.

The figures cannot say why people leave, only how many do. So they bound the findings from one side: what the findings
of a step take can be no more than what left there. What left beyond that has other reasons, or frictions that were not
found, and raises nothing.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frictionaudit.figures.model import Figures
from frictionaudit.figures.outcome import Funnel, FunnelStep
from frictionaudit.journey.model import Stage
from frictionaudit.results import StepSurvival
from frictionaudit.scoring.constants import FUNNEL_CONFIDENCE, LEAST_SESSIONS

__all__ = ["WILLING_FROM", "funnel_of", "sessions_in_cart", "step_indices"]

WILLING_FROM = (Stage.CART, Stage.CHECKOUT, Stage.PAY, Stage.CONFIRM)
"""Who stands here wants to buy; before it, most look around, and their leaving says nothing of friction."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Steps between two known counts of sessions, and the shares of those who got through.

    Attributes:
        steps: Indices; the customers who left did so at one of them.
        kept, low, high: As the figures say, with what chance may have done to them.
    """

    steps: range
    kept: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Fit:
    """What one step keeps, and the powers of the predicted shares that these are: middle, lowest, highest."""

    kept: float
    low: float
    high: float
    powers: tuple[float, float, float] = (1.0, 1.0, 1.0)
    is_fitted: bool = False


def funnel_of(curve: Sequence[StepSurvival], figures: Figures) -> Funnel | None:
    """Fit a journey's curve to the newest funnel of the figures; None where they have none for it.

    Args:
        curve: The journey's, predicted by the findings alone.
        figures: With sessions by step: their names, ids, or stages (then the stage's first step).
    """
    period = next((each for each in figures.periods() if figures.by_step("sessions", each)), None)
    if period is None:
        return None
    sessions = _by_index(curve, figures, period)
    if not sessions:
        return None
    found = figures.at("orders", period)
    orders = found.value if found else None
    kept = [_predicted(curve, index) for index in range(len(curve))]
    fits = _fits(kept, _stretches(curve, sessions, orders))
    return Funnel(period=period, file=figures.file, orders=orders, steps=_steps(curve, sessions, fits))


def step_indices(curve: Sequence[StepSurvival]) -> Mapping[str, int]:
    """Give the index of each step by every word that a figures file may call it by, in small letters."""
    indices: dict[str, int] = {}
    for name in ("step", "step_id", "stage"):
        for step in curve:
            indices.setdefault(str(getattr(step, name)).casefold(), step.index)
    return indices


def sessions_in_cart(funnel: Funnel | None, curve: Sequence[StepSurvival]) -> float | None:
    """Give how many sessions reached the first step from which on customers want to buy; None where not known."""
    if funnel is None:
        return None
    willing = {step.index for step in curve if step.stage in WILLING_FROM}
    return next((step.sessions for step in funnel.steps if step.index in willing and step.sessions), None)


def _by_index(curve: Sequence[StepSurvival], figures: Figures, period: str) -> dict[int, float]:
    indices = step_indices(curve)
    rows = figures.by_step("sessions", period)
    return {indices[row.step.casefold()]: row.value for row in rows if row.step.casefold() in indices}


def _predicted(curve: Sequence[StepSurvival], index: int) -> _Fit | None:
    """Give what a step keeps of those who reach it, None where the curve has ended."""
    here, before = curve[index], curve[index - 1] if index else None
    if here.left is None:
        return None

    def share(name: str) -> float:
        after, start = getattr(here, name), getattr(before, name) if before else 100.0
        return 0.0 if not start or after is None else min(1.0, float(after / start))

    return _Fit(share("left"), share("low"), share("high"))


def _stretches(curve: Sequence[StepSurvival], sessions: Mapping[int, float], orders: float | None) -> list[_Stretch]:
    """Part the path from the cart on by the steps whose sessions are known; the orders close it."""
    points = [(index, sessions[index]) for index in sorted(sessions) if curve[index].stage in WILLING_FROM]
    if orders is not None and points:
        points.append((len(curve), orders))
    return [
        _Stretch(range(first, second), *_share(came, went))
        for (first, came), (second, went) in itertools.pairwise(points)
        if came >= LEAST_SESSIONS.value
    ]


def _share(came: float, went: float) -> tuple[float, float, float]:
    """Give the share that went on, with Wilson's interval: what it may be among many more sessions."""
    share, z2 = min(1.0, went / came), FUNNEL_CONFIDENCE.value**2
    middle = (share + z2 / (2 * came)) / (1 + z2 / came)
    half = math.sqrt(z2 * (share * (1 - share) / came + z2 / (4 * came**2))) / (1 + z2 / came)
    return share, max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def _fits(predicted: Sequence[_Fit | None], stretches: Sequence[_Stretch]) -> list[_Fit | None]:
    """Hold the steps of each stretch against who left there, all of them by one power."""
    fits = [*predicted]
    for stretch in stretches:
        own = [each for index in stretch.steps if (each := predicted[index]) is not None]
        if len(own) < len(stretch.steps):
            continue  # the walk ended on the way, so nothing is known of what the rest would take
        powers = (
            _power(math.prod(each.kept for each in own), stretch.kept),
            _power(math.prod(each.low for each in own), stretch.low),
            _power(math.prod(each.high for each in own), stretch.high),
        )
        for index, step in zip(stretch.steps, own, strict=True):
            kept, low, high = (
                part**power for part, power in zip((step.kept, step.low, step.high), powers, strict=True)
            )
            fits[index] = _Fit(kept, low, high, powers, is_fitted=True)
    return fits


def _power(predicted: float, observed: float) -> float:
    """Give the power that lifts a predicted share to the one that was seen; 1 where that is no higher."""
    if observed <= predicted or predicted >= 1.0:
        return 1.0
    # Where nobody should get through and some do, the figures tell of another shop, or of the time before the fault.
    return math.log(observed) / math.log(predicted) if predicted > 0 else 1.0


def _steps(
    curve: Sequence[StepSurvival], sessions: Mapping[int, float], fits: Sequence[_Fit | None]
) -> tuple[FunnelStep, ...]:
    left = low = high = 100.0
    steps = []
    for step, fit in zip(curve, fits, strict=True):
        known = {"step": step.step, "index": step.index, "sessions": sessions.get(step.index), "predicted": step.left}
        if fit is None:
            steps.append(FunnelStep.model_validate(known))
            continue
        left, low, high = left * fit.kept, low * fit.low, high * fit.high
        steps.append(
            FunnelStep.model_validate(
                {
                    **known,
                    "fitted": round(left, 2),
                    "low": round(low, 2),
                    "high": round(high, 2),
                    **dict(
                        zip(("factor", "factor_most", "factor_least"), (round(p, 4) for p in fit.powers), strict=True)
                    ),
                    "is_fitted": fit.is_fitted,
                }
            )
        )
    return tuple(steps)
