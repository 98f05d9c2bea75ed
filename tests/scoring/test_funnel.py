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
    ("orders", "fitted", "low"),
    [
        (1000, 1.0, 0.996),  # nobody left, so nothing took anybody; 4 of 1000 is what chance leaves open
        (990, 0.99, 0.982),  # the finding takes no more than left
        (941, 0.941, 0.925),
        (940, 0.94, 0.924),
        (930, 0.94, 0.912),  # more left than predicted: the rest has other reasons
        (500, 0.94, 1 - SERIOUS.high),
    ],
)
def test_a_finding_takes_no_more_than_left(orders: float, fitted: float, low: float) -> None:
    found = funnel(("sessions", 1000, "Pay"), ("orders", orders), findings=AT_PAY)
    assert kept(found, 3) == pytest.approx(fitted, abs=1e-3)
    assert found is not None
    last = found.steps[3]
    assert last.low == pytest.approx(100 * low, abs=0.1)
    assert last.high is not None
    assert last.fitted is not None
    assert last.low is not None
    assert last.low <= last.fitted <= last.high <= 100
    assert (last.is_fitted, last.predicted) == (True, 94)


def test_steps_between_two_counts_share_what_left() -> None:
    findings = (make_finding(severity=Severity.SERIOUS, step=1), make_finding(severity=Severity.SERIOUS, step=2))
    two = tuple(f.model_copy(update={"rule": f"speed/r{n}", "fingerprint": f"{n}"}) for n, f in enumerate(findings))
    found = funnel(("sessions", 1000, "cart"), ("sessions", 960, "Pay"), findings=two)
    assert kept(found, 1) == pytest.approx(0.96**0.5, abs=1e-3)
    assert kept(found, 2) == pytest.approx(0.96**0.5, abs=1e-3)
    assert kept(found, 3) == 1


def test_who_looks_around_says_nothing_of_friction() -> None:
    early = (make_finding(severity=Severity.SERIOUS, step=0),)
    found = funnel(("sessions", 9000, "Open the shop"), ("sessions", 1000, "cart"), ("orders", 900), findings=early)
    assert kept(found, 0) == pytest.approx(0.94)
    assert found is not None
    assert [step.is_fitted for step in found.steps] == [False, True, True, True]
    assert [step.fitted for step in found.steps] == [94, 94, 94, 94]
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
