"""What a run comes to: scores over visits, curves, who can buy."""

from __future__ import annotations

import pytest
from tests.scoring.makers import make_finding, make_outcomes, make_run, make_steps, make_visit

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.findings.model import Criterion, Outcome, RuleOutcome, Severity
from frictionaudit.journey.model import Persona
from frictionaudit.results import Run, Score

PASSED, FAILED, HELD, LEFT_OUT = StepStatus.PASSED, StepStatus.FAILED, StepStatus.HELD, StepStatus.NOT_REACHED
WALLS = [VisitOutcome.BLOCKED_BY_BOT_WALL, VisitOutcome.LOGIN_REQUIRED, VisitOutcome.OUT_OF_STOCK]


def criterion(run: Run, wanted: Criterion) -> Score:
    return next(each.score for each in run.criteria if each.id == wanted)


def lefts(run: Run) -> list[float | None]:
    return [point.left for point in run.journeys[0].curve]


def test_a_clean_walk_keeps_everyone() -> None:
    run = make_run([make_visit()])
    assert run.score == Score(value=100, low=100, high=100, judged=1)
    assert run.can_buy is True
    assert run.exit_code == 0
    assert lefts(run) == [100, 100, 100, 100]


def test_a_criterion_of_which_nothing_was_judged_has_no_score() -> None:
    run = make_run([make_visit()])
    assert [each.id for each in run.criteria] == list(Criterion)
    assert criterion(run, Criterion.ERRORS).value == 100
    assert criterion(run, Criterion.PAYMENT) == Score(value=None, judged=0)


def test_findings_say_what_they_take() -> None:
    cause = make_finding("speed/slow-server", Severity.SERIOUS, step=1)
    consequence = make_finding("speed/slow-page", Severity.SERIOUS, step=1, explained_by=cause.fingerprint)
    fact = make_finding("confirmation/unverified-end", Severity.INFO, step=3)
    run = make_run([make_visit()], [cause, consequence, fact])
    assert [finding.takes for finding in run.findings] == [0.06, 0.0, 0.0]
    assert run.score.value == 94
    assert (run.score.low, run.score.high) == (88, 97)
    assert criterion(run, Criterion.SPEED).value == 94
    assert [point.lost for point in run.journeys[0].curve] == [0, 6, 0, 0]
    assert [step.left for step in run.visits[0].steps] == [100, 94, 94, 94]


def test_a_broken_step_takes_everyone() -> None:
    walk = make_visit(outcome=VisitOutcome.FAILED, steps=make_steps(PASSED, PASSED, FAILED, LEFT_OUT))
    run = make_run([walk], [make_finding("action/missing", Severity.CRITICAL, step=2, blocks=True)])
    assert run.score == Score(value=0, low=0, high=0, judged=0.75)
    assert criterion(run, Criterion.ACTION).value == 0
    assert criterion(run, Criterion.ERRORS).value == 100
    assert lefts(run) == [100, 100, 0, 0]
    assert run.findings[0].takes == 1
    assert run.can_buy is False
    assert run.exit_code == 1


def test_a_visit_that_failed_before_its_first_step_ended_is_broken() -> None:
    walk = make_visit(outcome=VisitOutcome.TIMED_OUT, steps=make_steps(*[LEFT_OUT] * 4))
    run = make_run([walk], outcomes=[])
    assert run.score.value == 0
    assert criterion(run, Criterion.ERRORS).value == 0
    assert run.exit_code == 1


def test_what_comes_after_a_held_step_is_unknown_and_not_lost() -> None:
    walk = make_visit(outcome=VisitOutcome.STOPPED_FOR_SAFETY, steps=make_steps(PASSED, PASSED, HELD, LEFT_OUT))
    run = make_run([walk], [make_finding(severity=Severity.SERIOUS, step=2)])
    assert lefts(run) == [100, 100, 94, None]
    assert run.score.value == 94
    assert run.score.judged == 0.75
    assert run.can_buy is None
    assert run.exit_code == 0


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_is_not_judged_and_not_zero(wall: VisitOutcome) -> None:
    walled = make_visit(outcome=wall, steps=make_steps(PASSED, FAILED, LEFT_OUT, LEFT_OUT))
    finding = make_finding(step=0)
    run = make_run([walled], [finding])
    assert run.score == Score(value=None, judged=0)
    assert lefts(run) == [None] * 4
    assert run.findings[0].takes is None
    assert (run.can_buy, run.exit_code) == (None, 3)


def test_a_walled_visit_leaves_its_weight_to_its_persona() -> None:
    phone, desktop = Persona(name="phone", traffic_share=3), Persona(name="desktop", traffic_share=1)
    visits = [
        make_visit("a", persona=phone),
        make_visit("b", persona=phone, browser="firefox", outcome=VisitOutcome.BLOCKED_BY_BOT_WALL),
        make_visit("c", persona=desktop),
    ]
    run = make_run(visits, [make_finding(severity=Severity.SERIOUS, visit="a")])
    assert run.score.value == pytest.approx(75 * 0.94 + 25)
    assert [persona.weight for persona in run.personas] == [0.75, 0.25]
    assert run.score.judged == pytest.approx(0.625)
    assert run.exit_code == 3


def test_incomplete_is_no_pass_and_no_zero() -> None:
    walk = make_visit()
    said = [RuleOutcome(rule="errors/page-failed", visit=walk.id, step=0, outcome=Outcome.INCOMPLETE, reason="x")]
    run = make_run([walk], outcomes=said)
    assert run.score == Score(value=None, judged=0)
    passes = [RuleOutcome(rule="errors/blank-page", visit=walk.id, step=0, outcome=Outcome.PASSED)]
    assert make_run([walk], outcomes=said + passes).score == Score(value=100, low=100, high=100, judged=0.5)


def test_the_mean_curve_never_rises_and_ends_at_the_score() -> None:
    visits = [
        make_visit("a", outcome=VisitOutcome.STOPPED_FOR_SAFETY, steps=make_steps(PASSED, HELD, LEFT_OUT, LEFT_OUT)),
        make_visit("b", browser="firefox"),
    ]
    findings = [
        make_finding(severity=Severity.CRITICAL, step=1, visit="a"),
        make_finding("help/x", Severity.SERIOUS, step=None, visit="b"),
    ]
    run = make_run(visits, findings)
    assert lefts(run) == [100, 75, 75, 72]
    assert run.score.value == run.journeys[0].score.value == 72


def test_a_drill_counts_by_exposure_on_its_walk() -> None:
    visits = [make_visit("a"), make_visit("a.drill", errand="payment_declined@pay", outcome=VisitOutcome.FAILED)]
    same = make_finding("help/x", Severity.SERIOUS, visit="a", step=0)
    again = make_finding("help/x", Severity.SERIOUS, visit="a.drill", step=0, exposure=0.1)
    own = make_finding("payment/decline-dead-end", Severity.CRITICAL, visit="a.drill", step=3, exposure=0.1)
    run = make_run(visits, [same, again, own])
    assert run.score.value == pytest.approx(100 * 0.94 * 0.95)
    assert [finding.takes for finding in run.findings] == [0.06, None, 0.05]
    assert [visit.score.value for visit in run.visits] == [run.score.value, None]
    assert run.can_buy is True
    assert len(run.personas) == 1


def test_a_drill_that_one_walked_counts_for_all_who_walk_the_journey() -> None:
    phone = Persona(name="phone")
    visits = [
        make_visit("a"),
        make_visit("b", persona=phone),
        make_visit("a.drill", errand="payment_declined@pay"),
    ]
    own = make_finding("payment/decline-dead-end", Severity.CRITICAL, visit="a.drill", step=3, exposure=0.1)
    run = make_run(visits, [own])
    assert [persona.score.value for persona in run.personas] == [95, 95]
    assert run.score.value == 95


def test_the_same_friction_of_two_drills_counts_once_for_the_more_exposed() -> None:
    visits = [make_visit("a"), make_visit("a.1", errand="reload@pay"), make_visit("a.2", errand="back@pay")]
    findings = [
        make_finding("help/x", Severity.SERIOUS, visit="a.1", exposure=0.05),
        make_finding("help/x", Severity.SERIOUS, visit="a.2", exposure=0.2),
    ]
    run = make_run(visits, findings)
    assert run.score.value == pytest.approx(100 - 6 * 0.2)
    assert [finding.takes for finding in run.findings] == [None, 0.012]


def test_who_can_buy() -> None:
    phone = Persona(name="phone")
    visits = [
        make_visit("a"),
        make_visit("b", persona=phone, outcome=VisitOutcome.FAILED, steps=make_steps(FAILED, *[LEFT_OUT] * 3)),
    ]
    run = make_run(visits)
    assert [(persona.name, persona.can_buy) for persona in run.personas] == [("desktop", True), ("phone", False)]
    assert run.can_buy is False


def test_a_run_without_visits() -> None:
    run = make_run([])
    assert run.score.value is None
    assert run.can_buy is None
    assert run.exit_code == 3
    assert not run.journeys
    assert not run.personas


def test_timings_of_a_step_come_from_its_evidence() -> None:
    run = make_run([make_visit()])
    step = run.visits[0].steps[0]
    assert (step.name, step.lcp_ms, step.settled_ms, step.screenshot) == ("Open the shop", None, None, "")


def test_outcomes_and_notes_are_kept() -> None:
    walk = make_visit()
    outcomes = make_outcomes([], [walk])
    run = make_run([walk], outcomes=outcomes)
    assert list(run.outcomes) == outcomes
    assert run.notes == ("Chromium ran with --no-sandbox.",)
