"""Where the finger comes down."""

from __future__ import annotations

from typing import Any, cast

import pytest
from playwright.async_api import Page

from frictionaudit.journey.model import InputDevice
from frictionaudit.loops import run_to_end
from frictionaudit.replay.acting.hands import Hands
from frictionaudit.replay.page.locate import Found


class _Glass:
    """A phone whose glass has been moved over a page that is wider than it."""

    def __init__(self, *shift: float) -> None:
        self.shift = list(shift)
        self.taps: list[tuple[float, float]] = []
        self.touchscreen = self

    async def evaluate(self, _script: str, _argument: Any = None) -> list[float]:
        return self.shift

    async def tap(self, x: float, y: float) -> None:
        self.taps.append((x, y))


def test_a_finger_presses_through_the_moved_glass() -> None:
    glass = _Glass(5, 34)
    run_to_end(Hands(cast("Page", glass), InputDevice.TOUCH).press_at((83, 446)))
    assert glass.taps == [(78, 412)]


class _Field:
    """A field, and the keyboard over it."""

    def __init__(self) -> None:
        self.keyboard = self
        self.keys: list[str] = []

    async def evaluate(self, _script: str, _argument: Any = None) -> tuple[bool, bool, str]:
        return False, False, "".join(self.keys)

    async def type(self, text: str) -> None:
        self.keys.append(text)

    async def insert_text(self, _text: str) -> None:
        self.keys.append("")


@pytest.mark.parametrize(("room", "keys"), [(16, ["4000 0025 0000 3155"]), (19, [""]), (-1, [""])])
def test_what_is_too_long_for_a_field_is_typed_key_by_key(room: int, keys: list[str]) -> None:
    field = _Field()
    hands = Hands(cast("Page", field), InputDevice.TOUCH, cast("Any", field))
    found = Found(cast("Any", field), 1, 1, is_ambiguous=False)
    run_to_end(hands.type_into(found, "4000 0025 0000 3155", is_picker=False, is_empty=True, room=room))
    assert field.keys == keys


class _DateField(_Field):
    """A field of day, month and year: each takes its keys, and words that come whole go to the first."""

    async def evaluate(self, _script: str, _argument: Any = None) -> tuple[bool, bool, str]:
        return False, False, "06.MM.YYYY"

    async def press(self, key: str) -> None:
        self.keys.append(key)


@pytest.mark.parametrize(
    ("text", "keys"),
    [("04.12.2026", ["", "6", "ControlOrMeta+A", "Delete", "04.12.2026"]), ("High Street 1", ["", "1"])],
)
def test_a_date_that_did_not_go_in_whole_is_typed_key_by_key(text: str, keys: list[str]) -> None:
    field = _DateField()
    hands = Hands(cast("Page", field), InputDevice.MOUSE, cast("Any", field))
    found = Found(cast("Any", field), 1, 1, is_ambiguous=False)
    run_to_end(hands.type_into(found, text, is_picker=False, is_empty=True, room=-1))
    assert field.keys == keys
