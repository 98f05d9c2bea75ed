"""The target state: each bound and each goal against what is measured, and the gap between belief and measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from frictionaudit.figures.outcome import GoalResult, GoalState, TargetState
from frictionaudit.journey.metrics import Unit, metric_of
from frictionaudit.journey.model import Goal, Target
from frictionaudit.results import Gate
from frictionaudit.scoring.measures import Measured
from frictionaudit.tongues import translatable

__all__ = ["goal_gates", "target_state"]

_NOTHING = Measured(None)
_LIMITS = (("steps", "max_steps"), ("fields", "max_fields"), ("seconds", "max_seconds"))


def target_state(target: Target, measured: Mapping[str, Measured], today: date) -> TargetState | None:
    """Hold a target against what is measured; None where nothing is stated.

    Args:
        target: As the journey states it.
        measured: By metric; see measures.py.
        today: The day that goals are held against: one whose `by` is before it is overdue.
    """
    if target == Target():
        return None
    return TargetState(
        on=today,
        bounds=tuple(_held(bound, measured) for bound in _bounds(target)),
        goals=tuple(_goal(goal, measured, today) for goal in target.goals),
        believed=target.self_assessment,
        measured=measured.get("score", _NOTHING).value,
    )


def goal_gates(state: TargetState) -> tuple[Gate, ...]:
    """Give a gate for each goal: one that is overdue falls; one on the way does not, and what is unmeasured is open."""
    return tuple(
        Gate(
            id=f"goal:{goal.metric}",
            wanted=_wanted_words(goal),
            got=_got_words(goal),
            has_held=None if goal.state is GoalState.UNMEASURED else goal.state is not GoalState.OVERDUE,
        )
        for goal in state.goals
    )


def _bounds(target: Target) -> Iterator[GoalResult]:
    if target.score is not None:
        yield GoalResult(metric="score", at_least=target.score)
    for name, wanted in target.criteria.items():
        yield GoalResult(metric=f"criteria.{name}", at_least=wanted)
    for metric, key in _LIMITS:
        if (most := getattr(target, key)) is not None:
            yield GoalResult(metric=metric, at_most=most)


def _goal(goal: Goal, measured: Mapping[str, Measured], today: date) -> GoalResult:
    held = _held(GoalResult.model_validate(goal.model_dump()), measured)
    return held.model_copy(update={"state": _state(held, goal.by, today)})


def _state(held: GoalResult, by: date, today: date) -> GoalState:
    if held.has_held is None:
        return GoalState.UNMEASURED
    if held.has_held:
        return GoalState.MET
    return GoalState.OVERDUE if by < today else GoalState.ON_THE_WAY


def _held(bound: GoalResult, measured: Mapping[str, Measured]) -> GoalResult:
    """Hold one bound. What was seen of an unfinished path can be too much already, but never little enough."""
    found = measured.get(bound.metric, _NOTHING)
    if found.value is None:
        return bound
    below = (bound.at_least or 0) - found.value if bound.at_least is not None else 0.0
    above = found.value - bound.at_most if bound.at_most is not None else 0.0
    gap = max(below, above, 0.0)
    is_known = found.is_whole or gap > 0
    is_money = (known := metric_of(bound.metric)) is not None and known.unit is Unit.MONEY
    return bound.model_copy(
        update={
            "now": found.value,
            "is_whole": found.is_whole,
            "gap": round(gap, 6) if is_known else None,
            "has_held": gap == 0 if is_known else None,
            "period": found.period,
            "currency": found.currency if is_money else "",
        }
    )


def _wanted_words(goal: GoalResult) -> str:
    bound = _number((goal.at_most if goal.at_least is None else goal.at_least) or 0)
    if goal.at_least is None:
        return translatable(f"at most {bound} by {goal.by}")
    return translatable(f"at least {bound} by {goal.by}")


def _got_words(goal: GoalResult) -> str:
    if goal.now is None:
        return translatable("not measured")
    now, gap = _number(goal.now), _number(goal.gap or 0)
    if goal.state is GoalState.UNMEASURED:
        return translatable(f"at least {now}; not all of the path was seen")
    if goal.state is GoalState.MET:
        return translatable(f"{now}, met")
    if goal.state is GoalState.OVERDUE:
        return translatable(f"{now}, {gap} to go, overdue")
    return translatable(f"{now}, {gap} to go, on the way")


def _number(value: float) -> str:
    return f"{round(value, 2):.15g}"
