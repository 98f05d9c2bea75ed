"""Whether the page can be enlarged, and the keyboard's focus be seen."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    judge_action,
    make_action,
    make_page,
    make_step,
    make_visit,
)

from frictionaudit.evidence.action import ActionUse
from frictionaudit.evidence.common import Subject
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.registry import Verdict, all_rules

FOCUS = "access/lost-focus"


def zoom(*allowed: bool | None) -> list[Verdict]:
    pages = (make_page("Shop", url=f"http://127.0.0.1/{n}", allows_zoom=each) for n, each in enumerate(allowed))
    return list(all_rules()["access/blocked-zoom"].judge(make_visit(*(make_step(page=page) for page in pages))))


def test_a_shop_that_forbids_it_is_told_once_at_its_first_page() -> None:
    found = friction_of(zoom(True, False, False))
    assert found.step == 1
    assert found.parameters == {"pages": 2, "of": 3}


def test_pages_that_allow_it_or_say_nothing_pass() -> None:
    assert zoom(True, None) == []
    visit = make_visit(make_step(page=None))
    assert is_inapplicable(list(all_rules()["access/blocked-zoom"].judge(visit)))


@pytest.mark.parametrize(("mark", "count"), [("none", 1), ("own", 0), ("browser", 0)])
def test_focus_without_a_mark_is_lost(mark: str, count: int) -> None:
    assert len(judge_action(FOCUS, make_action(focus_mark=mark, use=ActionUse(loses_focus=False)))) == count


def test_a_button_that_goes_takes_the_focus_with_it() -> None:
    found = friction_of(judge_action(FOCUS, make_action(focus_mark="own", use=ActionUse(loses_focus=True))))
    assert found.variant == "thrown"


def test_styles_that_cannot_be_read_leave_it_open() -> None:
    assert is_incomplete(judge_action(FOCUS, make_action()))


@pytest.mark.parametrize(
    "changes",
    [
        {"is_primary": False},
        {"kind": ActionKind.FILL},
        {"element": None},
        {"hidden_by": "display"},
        {"is_focusable": False},
        {"is_native_control": False},
        {"tag": "input", "subject": Subject(role="searchbox", name="Search")},
    ],
)
def test_only_the_control_that_leads_on_is_judged(changes: dict[str, Any]) -> None:
    assert is_inapplicable(judge_action(FOCUS, make_action(**{"focus_mark": "none", **changes})))
