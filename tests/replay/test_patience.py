"""How long the customer of a step still waits."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from frictionaudit.replay.clock import now_ms
from frictionaudit.replay.gather import LAST_LOOK_S
from frictionaudit.replay.walk import _patience_left


@pytest.mark.parametrize(("pressed_s_ago", "least"), [(None, LAST_LOOK_S), (60, LAST_LOOK_S), (0, 14)])
def test_what_stands_there_after_long_typing_is_seen(pressed_s_ago: float | None, least: float) -> None:
    pressed = None if pressed_s_ago is None else now_ms() - pressed_s_ago * 1000
    draft: Any = SimpleNamespace(patience_s=15.0, input_at=pressed)
    assert least <= _patience_left(draft) <= 15
