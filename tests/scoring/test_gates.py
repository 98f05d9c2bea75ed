"""Gates, targets and the exit code."""

from __future__ import annotations

import pytest
from tests.scoring.makers import make_finding, make_run, make_steps, make_visit

from frictionaudit.evidence.action import ActionEvidence, ActionUse
from frictionaudit.evidence.common import Box, Subject
from frictionaudit.evidence.effort import fields_before_order, predicted_seconds
from frictionaudit.evidence.page import FieldEvidence, FormEvidence, PageEvidence, ViewportContent
from frictionaudit.evidence.step import StepStatus, TransitionEvidence
from frictionaudit.evidence.visit import VisitEvidence, VisitOutcome
from frictionaudit.findings.model import Severity
from frictionaudit.journey.model import ActionKind, Target
from frictionaudit.results import Gate, Run


def gate(run: Run, wanted: str) -> Gate:
    return next(each for each in run.gates if each.id == wanted)


def field(name: str, kind: str = "text") -> FieldEvidence:
    return FieldEvidence(subject=Subject(role="textbox", name=name), kind=kind, name=name)


def page(*fields: FieldEvidence) -> PageEvidence:
    return PageEvidence(
        url="http://127.0.0.1:8000/",
        viewport=Box(x=0, y=0, width=1350, height=940),
        viewport_content=ViewportContent(text_length=1, images=0, painted=0),
        forms=(FormEvidence(action="/", method="post", fields=fields),),
    )


def with_pages(*pages: PageEvidence | None, target: Target | None = None) -> VisitEvidence:
    steps = [step.model_copy(update={"page": own}) for step, own in zip(make_steps(), pages, strict=True)]
    return make_visit(steps=tuple(steps), target=target)


def test_targets_are_gates() -> None:
    target = Target(score=95, criteria={"speed": 90, "payment": 95}, max_steps=2)
    run = make_run([make_visit(target=target)], [make_finding(severity=Severity.SERIOUS)])
    assert gate(run, "score").model_dump() == {
        "id": "score", "journey": "buy", "wanted": "at least 95", "got": "94", "has_held": False,
    }  # fmt: skip
    assert gate(run, "criterion:speed").has_held is True
    assert (gate(run, "criterion:payment").has_held, gate(run, "criterion:payment").got) == (None, "not judged")
    assert (gate(run, "max_steps").got, gate(run, "max_steps").has_held) == ("3 steps", False)
    assert run.exit_code == 1


@pytest.mark.parametrize(("fail_on", "has_held"), [(Severity.CRITICAL, True), (Severity.SERIOUS, False)])
def test_fail_on(fail_on: Severity, has_held: bool) -> None:
    run = make_run([make_visit()], [make_finding(severity=Severity.SERIOUS)], fail_on=fail_on)
    assert gate(run, "fail-on").has_held is has_held
    assert run.exit_code == (0 if has_held else 1)


def test_fail_on_counts_a_friction_of_many_visits_once() -> None:
    visits = [make_visit("a"), make_visit("b", browser="firefox")]
    findings = [make_finding(severity=Severity.CRITICAL, visit=visit.id) for visit in visits]
    assert gate(make_run(visits, findings), "fail-on").got == "1 finding"


def test_a_broken_journey_fells_its_gate_and_names_step_and_visit() -> None:
    steps = make_steps(StepStatus.PASSED, StepStatus.TIMED_OUT, *[StepStatus.NOT_REACHED] * 2)
    run = make_run([make_visit(outcome=VisitOutcome.TIMED_OUT, steps=steps)])
    assert gate(run, "journey").got == "broke at 'Put it in the cart' (desktop, chromium)"
    assert gate(run, "journey").has_held is False


def test_a_gate_that_fell_outweighs_a_wall() -> None:
    visits = [make_visit("a", outcome=VisitOutcome.LOGIN_REQUIRED), make_visit("b", browser="firefox")]
    assert make_run(visits).exit_code == 3
    assert gate(make_run(visits), "journey").got == "login required (desktop, chromium)"
    assert make_run(visits, [make_finding(severity=Severity.CRITICAL, visit="b")]).exit_code == 1


@pytest.mark.parametrize("errand", ["walk", "payment_error@pay"])
def test_a_crash_is_no_verdict_on_the_shop(errand: str) -> None:
    crashed = make_visit("a", errand=errand, outcome=VisitOutcome.CRASHED)
    run = make_run([crashed, make_visit("b", browser="firefox")])
    assert run.exit_code == 3
    assert run.score.value == 100


def test_a_drill_that_ends_at_a_login_is_no_wall() -> None:
    visits = [make_visit("a"), make_visit("a.1", errand="session_expired@pay", outcome=VisitOutcome.LOGIN_REQUIRED)]
    assert make_run(visits).exit_code == 0


def test_fields_are_counted_once_and_boxes_are_none() -> None:
    visit = with_pages(
        page(field("newsletter")),
        page(field("email"), field("name"), field("terms", "checkbox"), field("go", "submit")),
        page(field("email"), field("card"), field("discount_code"), field("qty", "number")),
        page(field("survey")),
    )
    assert fields_before_order(visit) == (3, True)


@pytest.mark.parametrize(("most", "has_held"), [(3, None), (1, False)])
def test_an_unseen_page_leaves_the_count_of_fields_open(most: int, has_held: bool | None) -> None:
    visit = with_pages(None, page(field("email"), field("name")), None, None, target=Target(max_fields=most))
    found = gate(make_run([visit]), "max_fields")
    assert found.has_held is has_held
    assert found.got.startswith("at least 2 fields")


def test_predicted_seconds_are_thought_hand_and_waiting() -> None:
    typed = ActionEvidence(kind=ActionKind.FILL, value="12345", use=ActionUse())
    pressed = ActionEvidence(kind=ActionKind.CLICK, use=ActionUse())
    held = ActionEvidence(kind=ActionKind.CLICK, is_held=True)
    first, *rest = make_steps()
    transition = TransitionEvidence(settled_ms=2000, patience_ms=20_000)
    acted = first.model_copy(update={"actions": (typed, pressed, held), "transition": transition})
    visit = make_visit(steps=(acted, *rest), target=Target(max_seconds=5))
    assert predicted_seconds(visit) == pytest.approx((1.35 + 1.1 + 0.2 + 0.8 + 5 * 0.28) + (1.35 + 1.1 + 0.2) + 2)
    assert (gate(make_run([visit]), "max_seconds").got, make_run([visit]).exit_code) == ("10 predicted seconds", 1)
