"""How long the customer of a step still waits."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest

from frictionaudit.replay.clock import Deadline, now_ms
from frictionaudit.replay.gather import LAST_LOOK_S
from frictionaudit.replay.walk import _patience_left
from frictionaudit.replay.watching import expectations
from frictionaudit.replay.watching.expectations import ExpectationWait


@pytest.mark.parametrize(("pressed_s_ago", "least"), [(None, LAST_LOOK_S), (60, LAST_LOOK_S), (0, 14)])
def test_what_stands_there_after_long_typing_is_seen(pressed_s_ago: float | None, least: float) -> None:
    pressed = None if pressed_s_ago is None else now_ms() - pressed_s_ago * 1000
    draft: Any = SimpleNamespace(patience_s=15.0, input_at=pressed)
    assert least <= _patience_left(draft) <= 15


def test_a_page_so_long_that_one_look_takes_its_time_is_looked_at_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    page: Any = object()
    frame: Any = object()
    # Another frame comes up meanwhile, and goes again.
    frames = iter([[frame], [frame, object()]])
    monkeypatch.setattr(expectations, "loaded_frames", lambda page: next(frames, [frame]))
    monkeypatch.setattr(expectations, "RELIST_S", 0.05)
    looks: list[object] = []

    async def look(self: ExpectationWait, element: object, deadline: Deadline) -> None:
        looks.append(element)
        await asyncio.sleep(0.2 if len(looks) == 1 else 9)

    monkeypatch.setattr(ExpectationWait, "_visible", look)
    network: Any = SimpleNamespace(mark=0)
    wait = ExpectationWait(lambda: [page], network, lambda: 200, "en")
    assert asyncio.run(wait._somewhere(lambda frame: cast("Any", frame), Deadline(5)))
    assert (len(looks), wait.where) == (2, page)
