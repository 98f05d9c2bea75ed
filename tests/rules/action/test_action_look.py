"""small-target, low-contrast, nameless, fake-control, cut-label, moving-target: thresholds and either side of them."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from tests.rules.action.makers import friction_of, is_inapplicable, is_incomplete, judge_action, make_action

from frictionaudit.evidence.action import ActionUse, Motion
from frictionaudit.evidence.common import Box, Subject
from frictionaudit.findings.model import Severity
from frictionaudit.journey.model import ActionKind, Commitment, InputDevice

MOUSE, TOUCH, KEYBOARD = InputDevice.MOUSE, InputDevice.TOUCH, InputDevice.KEYBOARD


class TestSmallTarget:
    @staticmethod
    def _judge(pointer: InputDevice, side: float, **changes: Any) -> list[Any]:
        box = Box(x=0, y=0, width=120, height=side)
        action = make_action(**{"target_box": box, "is_spaced": False, **changes})
        return judge_action("action/small-target", action, pointer=pointer)

    @pytest.mark.parametrize(
        ("pointer", "side", "severity"),
        [
            (MOUSE, 23, Severity.MINOR),
            (MOUSE, 23.7, None),
            (MOUSE, 24, None),
            (TOUCH, 23, Severity.SERIOUS),
            (TOUCH, 24, Severity.MINOR),
            (TOUCH, 43, Severity.MINOR),
            (TOUCH, 44, None),
        ],
    )
    def test_thresholds(self, pointer: InputDevice, side: float, severity: Severity | None) -> None:
        verdicts = self._judge(pointer, side)
        assert (friction_of(verdicts).severity if verdicts else None) is severity

    def test_width_counts_as_much_as_height(self) -> None:
        friction_of(self._judge(MOUSE, 30, target_box=Box(x=0, y=0, width=16, height=40)))

    @pytest.mark.parametrize("pointer", [MOUSE, TOUCH])
    def test_room_around_it_excuses_a_small_target(self, pointer: InputDevice) -> None:
        assert self._judge(pointer, 16, is_spaced=True) == []
        assert self._judge(pointer, 16, is_spaced=True, spacing_px=14) == []

    def test_unknown_room_is_incomplete(self) -> None:
        assert is_incomplete(self._judge(TOUCH, 16, is_spaced=None))

    def test_a_finger_needs_more_room_than_the_least(self) -> None:
        assert friction_of(self._judge(TOUCH, 20, is_spaced=True, spacing_px=2)).severity is Severity.MINOR
        assert self._judge(MOUSE, 20, is_spaced=True, spacing_px=2) == []

    def test_a_button_that_binds_is_not_excused_by_room(self) -> None:
        action = make_action(target_box=Box(x=0, y=0, width=120, height=20), is_spaced=True, spacing_px=19)
        found = judge_action("action/small-target", action, pointer=TOUCH, commits=Commitment.CART)
        assert friction_of(found).severity is Severity.MINOR
        assert judge_action("action/small-target", action, pointer=TOUCH) == []

    def test_links_in_running_text_are_exempt(self) -> None:
        assert is_inapplicable(self._judge(TOUCH, 16, is_inline_link=True))

    def test_the_keyboard_needs_no_target(self) -> None:
        assert is_inapplicable(self._judge(KEYBOARD, 10))

    def test_unknown_size_is_incomplete(self) -> None:
        assert is_incomplete(self._judge(MOUSE, 10, target_box=None))


class TestLowContrast:
    @pytest.mark.parametrize(
        ("contrast", "is_large", "severity"),
        [
            (4.5, False, "passed"),
            (4.49, False, None),
            (2.0, False, None),
            (1.99, False, Severity.SERIOUS),
            (3.0, True, "passed"),
            (2.99, True, None),
            (1.99, True, Severity.SERIOUS),
        ],
    )
    def test_thresholds(self, contrast: float, is_large: bool, severity: Severity | str | None) -> None:
        verdicts = judge_action("action/low-contrast", make_action(contrast=contrast, is_large_text=is_large))
        assert (friction_of(verdicts).severity if verdicts else "passed") == severity

    def test_text_over_a_picture_is_incomplete(self) -> None:
        assert is_incomplete(judge_action("action/low-contrast", make_action(contrast=None)))

    def test_disabled_controls_are_exempt(self) -> None:
        assert is_inapplicable(judge_action("action/low-contrast", make_action(contrast=1.5, is_disabled=True)))


class TestNameless:
    @pytest.mark.parametrize("name", ["", " ", "\ue001", "\u200b"])
    def test_nothing_to_say(self, name: str) -> None:
        subject = Subject(role="button", name=name, locator="#cart")
        found = friction_of(judge_action("action/nameless", make_action(subject=subject)))
        assert found.parameters == {"role": "button", "locator": "#cart"}

    @pytest.mark.parametrize("name", ["Buy", "×", "🛒", "+", "買う"])
    def test_any_letter_or_sign_is_a_name(self, name: str) -> None:
        subject = Subject(role="button", name=name)
        assert judge_action("action/nameless", make_action(subject=subject)) == []

    def test_fields_have_labels_not_names(self) -> None:
        field = make_action(subject=Subject(role="textbox"), tag="input")
        assert is_inapplicable(judge_action("action/nameless", field))


class TestFakeControl:
    FAKE: ClassVar[dict[str, Any]] = {"tag": "div", "is_native_control": False}

    def test_a_div_that_answers(self) -> None:
        assert friction_of(judge_action("action/fake-control", make_action(**self.FAKE))).parameters["tag"] == "div"

    @pytest.mark.parametrize("real", ["has_control_role", "inside_control", "is_native_control"])
    def test_not_where_it_is_a_control(self, real: str) -> None:
        assert judge_action("action/fake-control", make_action(**{**self.FAKE, real: True})) == []

    def test_a_custom_element_is_incomplete(self) -> None:
        assert is_incomplete(judge_action("action/fake-control", make_action(**{**self.FAKE, "tag": "buy-button"})))

    def test_what_did_not_answer_is_no_control(self) -> None:
        dead = make_action(**self.FAKE, use=ActionUse(effects=("focus",)))
        assert is_inapplicable(judge_action("action/fake-control", dead))

    def test_a_press_on_the_way_is_not_watched_and_counts(self) -> None:
        friction_of(judge_action("action/fake-control", make_action(**self.FAKE, use=None, is_primary=False)))

    def test_what_could_not_be_pressed_is_no_control(self) -> None:
        covered = make_action(**self.FAKE, use=None, failure="covered")
        assert is_inapplicable(judge_action("action/fake-control", covered))

    def test_held_before_it_could_answer(self) -> None:
        held = make_action(**self.FAKE, use=None, is_held=True, commits=Commitment.ORDER)
        friction_of(judge_action("action/fake-control", held))


class TestCutLabel:
    @pytest.mark.parametrize(
        ("cut", "name", "commits", "is_found"),
        [
            (None, "Pay now", Commitment.PAYMENT, False),
            ("overflow", "Blue mug with a handle", Commitment.NONE, True),
            ("ellipsis", "Blue mug with a handle", Commitment.NONE, False),
            ("ellipsis", "Blue mug with a handle", Commitment.CART, False),
            ("ellipsis", "Blue mug wi…", Commitment.NONE, True),
            ("ellipsis", "", Commitment.NONE, True),
            ("ellipsis", "Pay 24.90 € now", Commitment.PAYMENT, True),
        ],
    )
    def test_cases(self, cut: str | None, name: str, commits: Commitment, is_found: bool) -> None:
        action = make_action(label_cut=cut, subject=Subject(role="button", name=name), commits=commits)
        assert bool(judge_action("action/cut-label", action)) is is_found

    def test_the_value_of_a_field_is_no_label(self) -> None:
        field = make_action(
            kind=ActionKind.CLICK, label_cut="overflow", subject=Subject(role="textbox", name="Name"), tag="input"
        )
        assert is_inapplicable(judge_action("action/cut-label", field))


class TestMovingTarget:
    @pytest.mark.parametrize(("distance", "is_found"), [(24, False), (24.5, True)])
    def test_more_than_half_its_height(self, distance: float, is_found: bool) -> None:
        action = make_action(motion=Motion(distance_px=distance))
        assert bool(judge_action("action/moving-target", action)) is is_found

    def test_names_what_pushed_it(self) -> None:
        action = make_action(motion=Motion(distance_px=90, cause="img “Campaign”"))
        found = friction_of(judge_action("action/moving-target", action))
        assert (found.variant, found.parameters["cause"]) == ("pushed", "img “Campaign”")

    @pytest.mark.parametrize("unknown", [{"motion": None}, {"subject": Subject(role="button", name="Buy")}])
    def test_unwatched_is_incomplete(self, unknown: dict[str, Any]) -> None:
        assert is_incomplete(judge_action("action/moving-target", make_action(**unknown)))
