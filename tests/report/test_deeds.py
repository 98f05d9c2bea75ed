"""What the customer did, in the language of the reader."""

from __future__ import annotations

import pytest

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.step import ExpectationEvidence, StepEvidence, StepStatus
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


@pytest.mark.parametrize(("glob", "told"), [("**/maksu*", "/maksu"), ("http://shop.test/", "http://shop.test/")])
def test_an_address_is_told_without_the_stars_of_its_glob(glob: str, told: str) -> None:
    expected = ExpectationEvidence(kind="url", wanted=glob, has_held=True)
    step = StepEvidence(index=0, name="A", id="a", stage=Stage.PAY, status=StepStatus.PASSED, expectations=(expected,))
    with speaking("en"):
        assert deeds_of([step]) == (f"Expected the address “{told}”, and it came",)
