"""The target state: bounds, goals with dates, and the gap between belief and measure."""

from __future__ import annotations

from datetime import date

import pytest
from tests.scoring.books import make_books
from tests.scoring.makers import make_finding, make_run, make_steps, make_visit

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.figures.model import Books
from frictionaudit.figures.outcome import GoalState, TargetState
from frictionaudit.findings.model import Severity
from frictionaudit.journey.model import Goal, Target
from frictionaudit.results import Run

TODAY = date(2026, 11, 22)
YESTERDAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 23)


def run_of(target: Target, *, books: Books | None = None, today: date = TODAY, held: bool = False) -> Run:
    steps = make_steps(StepStatus.PASSED, StepStatus.PASSED, StepStatus.HELD, StepStatus.NOT_REACHED) if held else None
    outcome = VisitOutcome.STOPPED_FOR_SAFETY if held else VisitOutcome.COMPLETED
    visit = make_visit(target=target, steps=steps, outcome=outcome)
    finding = make_finding(severity=Severity.SERIOUS)
    return make_run([visit], [finding], books=(books,) if books else (), today=today)


def state_of(target: Target, **given: object) -> TargetState:
    state = run_of(target, **given).journeys[0].target_state  # type: ignore[arg-type]
    assert state is not None
    return state


def test_without_a_target_there_is_no_state() -> None:
    assert run_of(Target()).journeys[0].target_state is None


@pytest.mark.parametrize(
    ("wanted", "by", "state", "has_held"),
    [
        (94, YESTERDAY, GoalState.MET, True),
        (94, TOMORROW, GoalState.MET, True),
        (94.01, TOMORROW, GoalState.ON_THE_WAY, True),
        (94.01, TODAY, GoalState.ON_THE_WAY, True),
        (94.01, YESTERDAY, GoalState.OVERDUE, False),
    ],
)
def test_a_goal_on_both_sides_of_its_bound_and_its_day(
    wanted: float, by: date, state: GoalState, has_held: bool
) -> None:
    run = run_of(Target(goals=(Goal(metric="score", at_least=wanted, by=by, owner="Maija"),)))
    found = run.journeys[0].target_state
    assert found is not None
    [goal] = found.goals
    assert (goal.state, goal.now, goal.owner) == (state, 94, "Maija")
    assert goal.gap == pytest.approx(max(0, wanted - 94))
    [gate] = [each for each in run.gates if each.id == "goal:score"]
    assert (gate.has_held, gate.journey, run.exit_code) == (has_held, "buy", 0 if has_held else 1)


def test_goals_on_the_owners_figures_and_feedback() -> None:
    books = make_books(("orders", 30), ("sessions", 1000), ("contacts", 41), nps=(5, 2, 3))
    goals = [
        Goal(metric="conversion", at_least=3.5, by=TOMORROW),
        Goal(metric="contacts", at_most=40, by=YESTERDAY),
        Goal(metric="nps", at_least=20, by=YESTERDAY),
        Goal(metric="own.newsletter", at_least=1, by=YESTERDAY),
        Goal(metric="order_value", at_least=1, by=YESTERDAY),
    ]
    state = state_of(Target(goals=tuple(goals)), books=books)
    assert [(each.state, each.now, each.gap, each.period) for each in state.goals] == [
        (GoalState.ON_THE_WAY, 3, 0.5, "2026-09"),
        (GoalState.OVERDUE, 41, 1, "2026-09"),
        (GoalState.MET, 20, 0, "2026-09"),
        (GoalState.UNMEASURED, None, None, ""),
        (GoalState.UNMEASURED, None, None, ""),
    ]


def test_gates_say_it_in_plain_numbers() -> None:
    books = make_books(("orders", 30), ("sessions", 1100), ("revenue", 1_250_000.5))
    goals = (
        Goal(metric="conversion", at_least=3, by=YESTERDAY),
        Goal(metric="revenue", at_most=1_300_000, by=TOMORROW),
    )
    run = run_of(Target(goals=goals), books=books)
    assert [(each.wanted, each.got) for each in run.gates if each.id.startswith("goal:")] == [
        ("at least 3 by 2026-11-21", "2.73, 0.27 to go, overdue"),
        ("at most 1300000 by 2026-11-23", "1250000.5, met"),
    ]


def test_what_is_not_measured_falls_no_gate() -> None:
    run = run_of(Target(goals=(Goal(metric="nps", at_least=20, by=YESTERDAY),)))
    [gate] = [each for each in run.gates if each.id == "goal:nps"]
    assert (gate.has_held, gate.got, run.exit_code) == (None, "not measured", 0)


def test_an_unfinished_path_can_be_too_long_but_never_short_enough() -> None:
    goals = (Goal(metric="fields", at_most=5, by=YESTERDAY), Goal(metric="steps", at_most=2, by=YESTERDAY))
    fields, steps = state_of(Target(goals=goals), held=True).goals
    assert (fields.state, fields.now, fields.is_whole, fields.gap) == (GoalState.UNMEASURED, 0, False, None)
    assert (steps.state, steps.now, steps.gap) == (GoalState.OVERDUE, 3, 1)


def test_bounds_and_belief_stand_beside_what_is_measured() -> None:
    target = Target(score=95, criteria={"speed": 90, "payment": 95}, max_steps=3, max_seconds=60, self_assessment=99)
    state = state_of(target)
    assert [(each.metric, each.now, each.gap, each.has_held) for each in state.bounds] == [
        ("score", 94, 1, False),
        ("criteria.speed", 94, 0, True),
        ("criteria.payment", None, None, None),
        ("steps", 3, 0, True),
        ("seconds", 0, 0, True),
    ]
    assert (state.believed, state.measured, state.on) == (99, 94, TODAY)


def test_the_runs_own_day_counts_where_none_is_given() -> None:
    run = make_run([make_visit(target=Target(score=1))])
    state = run.journeys[0].target_state
    assert state is not None
    assert state.on == date(2026, 11, 21)
