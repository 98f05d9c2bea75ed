"""What a step asks of the customer, counted and predicted."""

from __future__ import annotations

import pytest
from tests.scoring.makers import make_steps, make_visit

from frictionaudit.evidence.action import ActionEvidence, ElementEvidence
from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.effort import StepEffort, effort_of, predicted_seconds, whole_effort
from frictionaudit.evidence.step import NavigationEvidence, StepEvidence, TransitionEvidence
from frictionaudit.journey.model import ActionKind


def step(*actions: ActionEvidence, **more: object) -> StepEvidence:
    return make_steps()[0].model_copy(update={"actions": actions, **more})


def below(kind: ActionKind) -> ActionEvidence:
    element = ElementEvidence(subject=Subject(role="button", name="Buy"), tag="button", is_below_fold=True)
    return ActionEvidence(kind=kind, element=element)


def test_typing_counts_its_field_and_its_characters() -> None:
    typed = effort_of(step(ActionEvidence(kind=ActionKind.FILL, value="12345", characters=5)))
    assert typed == StepEffort(fields=1, characters=5, seconds=round(1.35 + 1.1 + 0.2 + 0.8 + 5 * 0.28, 2))


def test_a_masked_value_counts_what_was_typed() -> None:
    secret = ActionEvidence(kind=ActionKind.FILL, value="[secret]", characters=16)
    assert effort_of(step(secret)).characters == 16
    old = ActionEvidence(kind=ActionKind.FILL, value="[secret]")
    assert effort_of(step(old)).characters == 8


@pytest.mark.parametrize(
    ("kind", "clicks", "fields"),
    [
        (ActionKind.CLICK, 1, 0),
        (ActionKind.CHECK, 1, 0),
        (ActionKind.SELECT, 0, 1),
        (ActionKind.SEARCH, 0, 1),
        (ActionKind.GOTO, 0, 0),
        (ActionKind.HOVER, 0, 0),
    ],
)
def test_presses_and_fields_are_counted_apart(kind: ActionKind, clicks: int, fields: int) -> None:
    found = effort_of(step(ActionEvidence(kind=kind, value="x" if fields else None)))
    assert (found.clicks, found.fields) == (clicks, fields)


def test_what_was_held_or_failed_asks_for_nothing() -> None:
    held = ActionEvidence(kind=ActionKind.CLICK, is_held=True)
    failed = ActionEvidence(kind=ActionKind.FILL, value="x", failure="no element matches")
    assert effort_of(step(held, failed)) == StepEffort()


def test_scrolls_loads_and_waits() -> None:
    loads = (NavigationEvidence(url="/a", status=200), NavigationEvidence(url="/b", is_replaced=True))
    waited = TransitionEvidence(settled_ms=1500, patience_ms=20_000)
    found = effort_of(step(below(ActionKind.CLICK), navigations=loads, transition=waited))
    assert (found.scrolls, found.page_loads) == (1, 1)
    assert found.seconds == pytest.approx(1.35 + 1.1 + 0.2 + 1.5)


def test_a_path_is_the_sum_of_its_steps() -> None:
    one = step(ActionEvidence(kind=ActionKind.CLICK))
    whole = whole_effort([effort_of(one), effort_of(one)])
    assert whole.clicks == 2
    visit = make_visit(steps=(one, one.model_copy(update={"index": 1})))
    assert predicted_seconds(visit) == pytest.approx(whole.seconds)
