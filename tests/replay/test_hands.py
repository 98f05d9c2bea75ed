"""Where the finger comes down."""

from __future__ import annotations

from typing import Any, cast

from playwright.async_api import Page

from frictionaudit.journey.model import InputDevice
from frictionaudit.loops import run_to_end
from frictionaudit.replay.hands import Hands


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
