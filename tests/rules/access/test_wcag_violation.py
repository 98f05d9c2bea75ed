"""access/wcag-violation: axe-core's word, without what the action rules say already."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    judge_step,
    make_action,
    make_step,
    make_visit,
)

from frictionaudit.evidence.common import Box, Gap, Subject
from frictionaudit.evidence.page import AxeEvidence, AxeNode, AxeViolation
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Outcome, Severity
from frictionaudit.journey.model import InputDevice
from frictionaudit.rules.engine import judge
from frictionaudit.rules.registry import Friction, Verdict, all_rules

RULE = "access/wcag-violation"


def _violation(rule: str, *locators: str, impact: str = "serious", node_count: int = 0) -> AxeViolation:
    nodes = tuple(AxeNode(subject=Subject(role="button", name=name[1:], locator=name)) for name in locators)
    return AxeViolation(
        rule=rule, impact=impact, help="Text must stand out", help_url="https://x", nodes=nodes, node_count=node_count
    )


def _step(*violations: AxeViolation, **changes: Any) -> StepEvidence:
    return make_step(axe=AxeEvidence(version="4", violations=violations), **changes)


def _judge(*steps: StepEvidence, **changes: Any) -> list[Verdict]:
    return judge_step(RULE, make_visit(*steps, **changes), 0)


@pytest.mark.parametrize(
    ("impact", "severity"),
    [
        ("critical", Severity.CRITICAL),
        ("serious", Severity.SERIOUS),
        ("moderate", Severity.MODERATE),
        ("minor", Severity.MINOR),
        ("", None),
    ],
)
def test_severity_follows_impact(impact: str, severity: Severity | None) -> None:
    assert friction_of(_judge(_step(_violation("label", "#mail", impact=impact)))).severity is severity


def test_one_finding_a_rule_with_its_nodes() -> None:
    step = _step(_violation("label", "#a", "#b", "#c", "#d", node_count=9), _violation("image-alt", "#mug"))
    first, second = _judge(step)
    assert isinstance(first, Friction)
    assert isinstance(second, Friction)
    assert (first.at.name, second.at.name) == ("label", "image-alt")
    assert first.at.locator == "#a"
    assert first.parameters["count"] == 9
    assert first.parameters["nodes"] == "button “a”, button “b”, button “c”"


def test_each_axe_rule_has_its_own_fingerprint() -> None:
    visit = make_visit(_step(_violation("label", "#a"), _violation("image-alt", "#a")))
    findings = judge([visit], {RULE: all_rules()[RULE]}).findings
    assert len({finding.fingerprint for finding in findings}) == 2


@pytest.mark.parametrize(
    ("axe_rule", "trouble"),
    [
        ("color-contrast", {"contrast": 3.0}),
        ("color-contrast", {"contrast": 1.0, "hidden_by": "text-colour"}),
        ("button-name", {"subject": Subject(role="button", locator="#buy")}),
        ("target-size", {"target_box": Box(x=0, y=0, width=16, height=16), "is_spaced": False}),
    ],
)
class TestSaidByActionRules:
    def test_the_actions_own_element_is_left_out(self, axe_rule: str, trouble: dict[str, Any]) -> None:
        step = _step(_violation(axe_rule, "#buy"))
        acting = make_step(make_action(**trouble), name="Next", id="next")
        assert _judge(step, acting, pointer=InputDevice.TOUCH) == []

    def test_its_words_in_an_element_of_their_own_are_left_out(self, axe_rule: str, trouble: dict[str, Any]) -> None:
        step = _step(_violation(axe_rule, "#buy > span", "#buyer > span"))
        acting = make_step(make_action(**trouble), name="Next", id="next")
        found = friction_of(_judge(step, acting, pointer=InputDevice.TOUCH))
        assert (found.at.locator, found.parameters["count"]) == ("#buyer > span", 1)

    def test_other_elements_stay(self, axe_rule: str, trouble: dict[str, Any]) -> None:
        step = _step(_violation(axe_rule, "#buy", "#other"))
        acting = make_step(make_action(**trouble), name="Next", id="next")
        found = friction_of(_judge(step, acting, pointer=InputDevice.TOUCH))
        assert (found.at.locator, found.parameters["count"]) == ("#other", 1)

    def test_it_stays_where_no_action_rule_speaks(self, axe_rule: str, trouble: dict[str, Any]) -> None:
        step = _step(_violation(axe_rule, "#buy"))
        friction_of(_judge(step, make_step(make_action(), name="Next", id="next")))


def test_other_axe_rules_are_not_compared() -> None:
    friction_of(_judge(_step(_violation("label", "#buy"), actions=(make_action(contrast=1.5),))))


def test_a_page_that_was_judged_before_is_not_judged_again() -> None:
    step = make_step(axe=AxeEvidence(version="4", same_as_step=0))
    assert is_inapplicable(_judge(step))


@pytest.mark.parametrize(
    ("second", "places"),
    [
        (_violation("select-name", "#language"), None),
        (_violation("select-name", "#language", "#sort"), "sort"),
        (_violation("label", "#language"), "language"),
        (_violation("select-name", "#language", node_count=12), "language"),
    ],
    ids=["the header again", "and another", "another rule", "places that are not named"],
)
def test_what_stands_on_every_page_is_told_where_it_first_shows(second: AxeViolation, places: str | None) -> None:
    first = _step(_violation("select-name", "#language"), index=0)
    judged = judge([make_visit(first, _step(second, index=1, id="next", name="Next"))], {RULE: all_rules()[RULE]})
    told = [finding.message for finding in judged.findings if finding.step_index == 1]
    assert len(told) == (places is not None)
    assert all(f"“{places}”" in message for message in told)


def test_no_axe_is_incomplete() -> None:
    assert is_incomplete(_judge(make_step()))
    gap = make_step(gaps=(Gap(what="axe", reason="the page closed"),))
    outcomes = judge([make_visit(gap)], {RULE: all_rules()[RULE]}).outcomes
    assert [(o.outcome, o.reason) for o in outcomes] == [(Outcome.INCOMPLETE, "the page closed")]


def test_no_page_no_matter() -> None:
    assert is_inapplicable(_judge(make_step(page=None)))
