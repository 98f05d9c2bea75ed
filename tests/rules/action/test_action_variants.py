"""differs-by-variant: the same action in several browsers, on several devices."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import friction_of, is_incomplete, make_action, make_step, make_visit

from frictionaudit.evidence.action import ActionUse
from frictionaudit.evidence.step import NavigationEvidence, StepEvidence, StepStatus
from frictionaudit.evidence.visit import EngineEvidence, VisitEvidence
from frictionaudit.journey.model import Persona
from frictionaudit.rules.registry import RunEvidence, Verdict, all_rules

DEAD = make_action(use=ActionUse(effects=()))


def _judge(*visits: VisitEvidence) -> list[Verdict]:
    return list(all_rules()["action/differs-by-variant"].judge(RunEvidence(visits)))


def _visit(browser: str, step: StepEvidence, **changes: Any) -> VisitEvidence:
    engine = EngineEvidence(name=browser, engine=browser, version="1")
    visit_id = changes.pop("id", f"buy.desktop.{browser}")
    return make_visit(make_step(name="Open", id="open"), step, engine=engine, id=visit_id, **changes)


def _failed(*actions: Any, **changes: Any) -> StepEvidence:
    given: dict[str, Any] = {"status": StepStatus.TIMED_OUT, "failure_kind": "expectation", **changes}
    return make_step(*(actions or (DEAD,)), **given)


def test_points_at_the_visit_that_fails() -> None:
    found = friction_of(_judge(_visit("chromium", make_step(make_action())), _visit("firefox", _failed())))
    assert (found.visit, found.step, found.at.locator) == ("buy.desktop.firefox", 1, "#buy")
    assert (found.parameters["works"], found.parameters["fails"]) == ("chromium", "firefox")


def test_names_only_what_differs() -> None:
    phone = _visit("chromium", _failed(), persona=Persona(name="phone"), id="buy.phone.chromium")
    found = friction_of(_judge(_visit("chromium", make_step(make_action())), phone))
    assert (found.parameters["works"], found.parameters["fails"]) == ("desktop", "phone")


def test_an_action_that_could_not_be_carried_out_counts() -> None:
    missing = make_action(match_count=0, element=None, use=None, failure="no element matches")
    friction_of(_judge(_visit("chromium", make_step(make_action())), _visit("firefox", _failed(missing))))


def test_one_variant_alone_is_incomplete() -> None:
    assert is_incomplete(_judge(_visit("chromium", make_step(make_action()))))
    assert is_incomplete(_judge(_visit("chromium", make_step(make_action())), _visit("chromium", _failed())))


@pytest.mark.parametrize(
    "other",
    [
        make_step(make_action()),
        _failed(make_action()),  # something followed: not the action's fault
        _failed(DEAD, navigations=(NavigationEvidence(url="http://127.0.0.1/", status=500),)),
        _failed(DEAD, wall="bot"),
        make_step(make_action(use=None, is_held=True), status=StepStatus.HELD),
        make_step(status=StepStatus.NOT_REACHED),
    ],
)
def test_nothing_to_tell(other: StepEvidence) -> None:
    assert _judge(_visit("chromium", make_step(make_action())), _visit("firefox", other)) == []


def test_failing_everywhere_is_no_difference() -> None:
    assert _judge(_visit("chromium", _failed()), _visit("firefox", _failed())) == []


def test_chance_is_no_variant() -> None:
    works = make_step(make_action())
    again = _visit("firefox", works, id="buy.desktop.firefox.2")
    assert _judge(_visit("chromium", works), _visit("firefox", _failed()), again) == []


def test_errands_are_not_compared_with_each_other() -> None:
    drill = _visit("firefox", _failed(), errand="payment_declined@buy")
    assert is_incomplete(_judge(_visit("chromium", make_step(make_action())), drill))
