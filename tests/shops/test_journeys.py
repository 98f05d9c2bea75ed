"""The journeys of the demo shop load, and what is expected of them names what is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from frictionaudit.journey.loading.loader import check, load_journey
from frictionaudit.journey.model import Journey
from frictionaudit.shops import FRICTIONS

ROOT = Path(__file__).parents[2]
JOURNEYS = ROOT / "journeys"
EXPECTED: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("bad_day.yaml"))


@pytest.fixture(scope="module")
def bad_day() -> Journey:
    return load_journey(JOURNEYS / "bad-day.yaml", env={})


def _switched_on(journey: Journey) -> set[str]:
    address = journey.steps[0].actions[0].value
    assert address is not None
    return set(address.text.removeprefix("/?friction=").split(","))


def test_all_journeys_load_without_a_mistake_or_a_warning() -> None:
    assert check([JOURNEYS], env={}) == []


def test_the_bad_day_has_enough_frictions_and_all_can_be_walked_past(bad_day: Journey) -> None:
    names = _switched_on(bad_day)
    assert len(names) >= 25
    assert all(FRICTIONS[name].is_passable for name in names)


def test_each_friction_of_the_bad_day_is_expected_at_one_step(bad_day: Journey) -> None:
    expected = [rule for rules in EXPECTED["found"].values() for rule in rules]
    assert sorted(expected) == sorted(FRICTIONS[name].rule for name in _switched_on(bad_day))
    steps = {step.id for step in bad_day.steps}
    assert set(EXPECTED["found"]) == steps
    assert set(EXPECTED["also"]) <= steps | {""}


def test_each_friction_that_ends_the_path_has_its_place() -> None:
    journey = load_journey(JOURNEYS / "bad-day-dead-end.yaml", env={})
    assert set(EXPECTED["dead_ends"]) == {name for name, friction in FRICTIONS.items() if not friction.is_passable}
    for name, end in EXPECTED["dead_ends"].items():
        assert end["rule"] == FRICTIONS[name].rule
        assert end["step"] in {step.id for step in journey.steps}
        aimed = load_journey(JOURNEYS / "bad-day-dead-end.yaml", env={"FRICTION": name})
        assert _switched_on(aimed) == {name}
