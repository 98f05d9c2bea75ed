"""The shop's own funnel beside the curve: what findings take is held against who left."""

from __future__ import annotations

import pytest
from tests.scoring.books import make_books, make_figures
from tests.scoring.makers import PATH, make_finding, make_run, make_visit

from frictionaudit.figures.outcome import Funnel
from frictionaudit.findings.model import Finding, Severity
from frictionaudit.results import StepSurvival
from frictionaudit.scoring.constants import LEAST_SESSIONS, SEVERITY_SHARES
from frictionaudit.scoring.funnel import funnel_of, step_indices

SERIOUS = SEVERITY_SHARES[Severity.SERIOUS]


def funnel(*rows: tuple[str, float] | tuple[str, float, str], findings: tuple[Finding, ...] = ()) -> Funnel | None:
    return make_run([make_visit()], findings, books=(make_books(*rows),)).journeys[0].funnel


def kept(found: Funnel | None, index: int) -> float:
    assert found is not None
    before = found.steps[index - 1].fitted if index else 100.0
    here = found.steps[index].fitted
    assert here is not None
    assert before is not None
    return here / before


AT_PAY = (make_finding("payment/unclear-decline", Severity.SERIOUS, step=3),)


@pytest.mark.parametrize(
    ("orders", "fitted"),
    [
        (990, 0.99),  # fewer left than predicted: the finding takes no more than these
        (1000, 1.0),
        (900, 0.9),  # more than the middle, less than the most that it may take
        (880, 1 - SERIOUS.high),
        (500, 1 - SERIOUS.high),  # the rest has other reasons
    ],
)
def test_a_finding_takes_what_left_but_never_more_than_it_may(orders: float, fitted: float) -> None:
    found = funnel(("sessions", 1000, "Pay"), ("orders", orders), findings=AT_PAY)
    assert kept(found, 3) == pytest.approx(fitted, abs=1e-3)
    assert found is not None
    last = found.steps[3]
    assert last.low is not None
    assert last.high is not None
    assert last.fitted is not None
    assert 100 * (1 - SERIOUS.high) - 0.01 <= last.low <= last.fitted <= last.high <= 100
    assert (last.is_fitted, last.predicted) == (True, 94)


def test_steps_between_two_counts_share_what_left() -> None:
    findings = (make_finding(severity=Severity.SERIOUS, step=1), make_finding(severity=Severity.SERIOUS, step=2))
    two = tuple(f.model_copy(update={"rule": f"speed/r{n}", "fingerprint": f"{n}"}) for n, f in enumerate(findings))
    found = funnel(("sessions", 1000, "cart"), ("sessions", 810, "Pay"), findings=two)
    assert kept(found, 1) == pytest.approx(0.9, abs=1e-3)
    assert kept(found, 2) == pytest.approx(0.9, abs=1e-3)
    assert kept(found, 3) == 1


def test_who_looks_around_says_nothing_of_friction() -> None:
    early = (make_finding(severity=Severity.SERIOUS, step=0),)
    found = funnel(("sessions", 9000, "Open the shop"), ("sessions", 1000, "cart"), ("orders", 900), findings=early)
    assert kept(found, 0) == pytest.approx(0.94)
    assert found is not None
    assert [step.is_fitted for step in found.steps] == [False, False, False, False]
    assert [step.sessions for step in found.steps] == [9000, 1000, None, None]


@pytest.mark.parametrize(("sessions", "is_fitted"), [(LEAST_SESSIONS.value, True), (LEAST_SESSIONS.value - 1, False)])
def test_few_sessions_are_chance(sessions: float, is_fitted: bool) -> None:
    found = funnel(("sessions", sessions, "pay"), ("orders", 50), findings=AT_PAY)
    assert found is not None
    assert found.steps[3].is_fitted is is_fitted


def test_more_sessions_later_than_before_are_all_of_them() -> None:
    assert kept(funnel(("sessions", 500, "pay"), ("orders", 600), findings=AT_PAY), 3) == 1


def test_nothing_to_fit() -> None:
    assert funnel(("orders", 10)) is None
    assert funnel(("sessions", 100, "elsewhere")) is None
    curve = [StepSurvival(step="Pay", step_id="pay", index=0, stage=PATH[3].stage, left=None)]
    found = funnel_of(curve, make_figures(("sessions", 1000, "pay"), ("orders", 900)))
    assert found is not None
    assert (found.steps[0].fitted, found.steps[0].is_fitted) == (None, False)


def test_a_step_goes_by_its_name_before_its_id_before_its_stage() -> None:
    curve = make_run([make_visit()]).journeys[0].curve
    found = step_indices(curve)
    assert (found["put it in the cart"], found["cart"], found["checkout"], found["pay"]) == (1, 1, 2, 3)
