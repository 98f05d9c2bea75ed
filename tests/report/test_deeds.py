"""What the customer did, in the language of the reader."""

from __future__ import annotations

import pytest

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.journey.model import ActionKind, Stage
from frictionaudit.report.page.deeds import deeds_of
from frictionaudit.tongues import speaking


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Pressed “Pay”: could not, 'Pay' is disabled"),
        ("sv", "Tryckte på ”Pay”: gick inte, 'Pay' är inaktiv"),
    ],
)
def test_why_a_deed_failed_is_told_in_the_language_of_the_report(language: str, told: str) -> None:
    action = ActionEvidence(kind=ActionKind.CLICK, target="'Pay'", failure="'Pay' is disabled")
    step = StepEvidence(index=0, name="A", id="a", stage=Stage.PAY, status=StepStatus.FAILED, actions=(action,))
    with speaking(language):
        assert deeds_of([step]) == (told,)
