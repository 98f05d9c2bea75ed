"""missing, hidden, hover-only, covered, below-fold: is the control there, to be seen and to be pressed?"""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    judge_action,
    make_action,
)

from frictionaudit.evidence.action import Cover
from frictionaudit.evidence.common import Box, Gap, Subject
from frictionaudit.evidence.step import ConsentEvidence, NavigationEvidence, StepStatus
from frictionaudit.findings.model import Severity
from frictionaudit.journey.model import ActionKind

ELEMENT_RULES = [
    "action/hidden",
    "action/hover-only",
    "action/covered",
    "action/below-fold",
    "action/unexplained-disabled",
    "action/small-target",
    "action/low-contrast",
    "action/keyboard-unreachable",
    "action/nameless",
    "action/fake-control",
    "action/cut-label",
    "action/moving-target",
]


def _unmatched(**changes: Any) -> Any:
    return make_action(match_count=0, visible_match_count=0, element=None, use=None, **changes)


@pytest.mark.parametrize("rule", ELEMENT_RULES)
def test_a_control_that_was_not_found_is_no_matter_of_other_rules(rule: str) -> None:
    assert is_inapplicable(judge_action(rule, _unmatched()))


@pytest.mark.parametrize("rule", ELEMENT_RULES)
def test_a_control_that_could_not_be_examined_is_incomplete(rule: str) -> None:
    action = make_action(element=None, use=None, gaps=(Gap(what="element", reason="the probe was cut off"),))
    assert is_incomplete(judge_action(rule, action))


@pytest.mark.parametrize("rule", [*ELEMENT_RULES, "action/missing", "action/dead", "action/second-try"])
def test_an_address_is_no_control(rule: str) -> None:
    action = make_action(kind=ActionKind.GOTO, element=None, use=None, match_count=None)
    assert is_inapplicable(judge_action(rule, action))


@pytest.mark.parametrize(
    "rule", sorted({*ELEMENT_RULES, "action/missing", "action/dead"} - {"action/keyboard-unreachable"})
)
def test_a_sound_button_passes(rule: str) -> None:
    assert judge_action(rule, make_action()) == []


class TestMissing:
    def test_nothing_matches(self) -> None:
        found = friction_of(judge_action("action/missing", _unmatched(), status=StepStatus.FAILED))
        assert found.blocks
        assert found.at.name == "Add to cart"

    def test_near_matches_are_named(self) -> None:
        found = friction_of(judge_action("action/missing", _unmatched(near_matches=("Add to basket", "Add"))))
        assert found.variant == "near"
        assert found.parameters["near"] == "“Add to basket”, “Add”"

    def test_a_search_names_no_control(self) -> None:
        action = _unmatched(kind=ActionKind.SEARCH, target="", near_matches=("Cart",))
        assert friction_of(judge_action("action/missing", action)).variant == "search"

    @pytest.mark.parametrize(
        "navigation",
        [
            NavigationEvidence(url="http://127.0.0.1/", status=500),
            NavigationEvidence(url="http://127.0.0.1/", failure="refused"),
        ],
    )
    def test_not_where_the_page_itself_failed(self, navigation: NavigationEvidence) -> None:
        assert is_inapplicable(judge_action("action/missing", _unmatched(), navigations=(navigation,)))

    def test_a_replaced_navigation_is_no_failure(self) -> None:
        replaced = NavigationEvidence(url="http://127.0.0.1/", failure="aborted", is_replaced=True)
        friction_of(judge_action("action/missing", _unmatched(), navigations=(replaced,)))

    def test_not_at_a_wall(self) -> None:
        assert is_inapplicable(judge_action("action/missing", _unmatched(), wall="bot"))

    def test_an_action_that_was_never_looked_for_is_not_judged(self) -> None:
        action = make_action(match_count=None, element=None, use=None)
        assert is_inapplicable(judge_action("action/missing", action))


class TestHidden:
    def test_says_how(self) -> None:
        action = make_action(hidden_by="off-screen", use=None, failure="not visible")
        found = friction_of(judge_action("action/hidden", action, status=StepStatus.TIMED_OUT))
        assert (found.variant, found.blocks) == ("off-screen", True)

    def test_hover_only_speaks_for_what_hovering_shows(self) -> None:
        action = make_action(hidden_by="opacity", is_revealed_by_hover=True)
        assert is_inapplicable(judge_action("action/hidden", action))
        friction_of(judge_action("action/hover-only", action))

    @pytest.mark.parametrize(
        "rule", ["action/covered", "action/small-target", "action/low-contrast", "action/cut-label", "action/dead"]
    )
    def test_other_rules_are_silent_then(self, rule: str) -> None:
        assert is_inapplicable(judge_action(rule, make_action(hidden_by="opacity", contrast=1.0)))


class TestHoverOnly:
    def test_a_journey_that_hovers_first_leaves_it_open(self) -> None:
        hover = make_action(kind=ActionKind.HOVER, target="'Menu'", is_primary=False)
        assert is_incomplete(judge_action("action/hover-only", make_action(), actions=(hover,)))


class TestCovered:
    def test_at_the_centre_is_critical(self) -> None:
        cover = Cover(subject=Subject(role="dialog", name="Chat", locator="#chat"), at_centre=True, share=0.6)
        found = friction_of(judge_action("action/covered", make_action(covers=(cover,)), status=StepStatus.FAILED))
        assert found.severity is None
        assert found.blocks
        assert found.parameters["cover"] == "dialog “Chat” (#chat)"

    @pytest.mark.parametrize(("share", "is_found"), [(2 / 9, False), (3 / 9, True)])
    def test_one_whole_side_is_serious_and_a_corner_is_nothing(self, share: float, is_found: bool) -> None:
        cover = Cover(subject=Subject(role="region", name="Bar"), at_centre=False, share=share)
        verdicts = judge_action("action/covered", make_action(covers=(cover,)))
        assert bool(verdicts) is is_found
        if is_found:
            assert friction_of(verdicts).severity is Severity.SERIOUS

    def test_what_is_switched_off_lets_presses_through_to_the_group_that_holds_it(self) -> None:
        group = Cover(subject=Subject(role="radiogroup", name="Payment"), at_centre=True, share=1.0)
        banner = group.model_copy(update={"subject": Subject(role="dialog", name="Newsletter")})
        off = make_action(covers=(group,), is_disabled=True)
        assert judge_action("action/covered", off) == []
        assert friction_of(judge_action("action/covered", make_action(covers=(group,))))
        assert friction_of(judge_action("action/covered", make_action(covers=(group, banner), is_disabled=True)))

    def test_several_covers_add_up_and_the_largest_is_named(self) -> None:
        small = Cover(subject=Subject(role="img", name="Badge"), at_centre=False, share=1 / 9)
        large = Cover(subject=Subject(role="region", name="Bar"), at_centre=False, share=2 / 9)
        found = friction_of(judge_action("action/covered", make_action(covers=(small, large))))
        assert found.parameters == {"name": "Add to cart", "cover": "region “Bar”", "percent": 33}

    def test_a_question_about_cookies_that_is_still_open_is_scrolled_past(self) -> None:
        banner = Subject(role="dialog", name="Cookies", locator="#cookies")
        consent = ConsentEvidence(wanted="reject", result="failed", buttons=("Accept",), subject=banner, share=0.1)
        cover = Cover(subject=banner, at_centre=False, share=3 / 9)
        assert is_incomplete(judge_action("action/covered", make_action(covers=(cover,)), consent=consent))


class TestBelowFold:
    BELOW: ClassVar[dict[str, Any]] = {
        "is_below_fold": True,
        "first_box": Box(x=0, y=1200, width=200, height=48),
        "offset_top_px": 1200.0,
    }

    def test_out_of_the_first_screenful(self) -> None:
        found = friction_of(judge_action("action/below-fold", make_action(**self.BELOW)))
        assert found.parameters["offset_px"] == 1200

    @pytest.mark.parametrize("reason", ["has_equal_in_view", "page_reads_first"])
    def test_not_with_a_reason(self, reason: str) -> None:
        assert judge_action("action/below-fold", make_action(**self.BELOW, **{reason: True})) == []

    def test_not_below_fields_that_the_step_fills(self) -> None:
        fill = make_action(kind=ActionKind.FILL, is_primary=False)
        assert judge_action("action/below-fold", make_action(**self.BELOW), actions=(fill,)) == []

    def test_not_where_the_customer_has_scrolled_past_it(self) -> None:
        above = make_action(is_below_fold=True, first_box=Box(x=0, y=-200, width=200, height=48))
        assert judge_action("action/below-fold", above) == []

    @pytest.mark.parametrize("unknown", ["is_below_fold", "has_equal_in_view", "page_reads_first"])
    def test_unknown_is_incomplete(self, unknown: str) -> None:
        assert is_incomplete(judge_action("action/below-fold", make_action(**{**self.BELOW, unknown: None})))

    def test_only_the_primary_action_counts(self) -> None:
        assert is_inapplicable(judge_action("action/below-fold", make_action(**self.BELOW, is_primary=False)))
