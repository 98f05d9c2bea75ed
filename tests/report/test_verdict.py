"""Can the customer buy? Told from what broke, never from where the run itself was interrupted."""

from __future__ import annotations

import pytest
from tests.report.sample import Sample

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.report.page.verdict import Answer, answer_of


@pytest.mark.parametrize(
    ("run_status", "step_status", "answer"),
    [
        ("partial", StepStatus.PASSED, Answer.UNKNOWN),
        ("partial", StepStatus.FAILED, Answer.NO),
        ("complete", StepStatus.PASSED, Answer.NO),
    ],
)
def test_an_interrupted_walk_does_not_say_that_nobody_can_buy(
    sample: Sample, run_status: str, step_status: StepStatus, answer: Answer
) -> None:
    visit = sample.run.visits[0]
    steps = tuple(step.model_copy(update={"status": step_status}) for step in visit.steps[:3])
    cut = visit.model_copy(update={"outcome": VisitOutcome.FAILED, "errand": "walk", "steps": steps})
    assert answer_of(sample.run.model_copy(update={"status": run_status, "visits": (cut,)})) is answer
