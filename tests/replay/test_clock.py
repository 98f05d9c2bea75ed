"""The runner's heartbeat: how long the machine held it up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import pytest

from frictionaudit.loops import run_to_end
from frictionaudit.replay.clock import BEAT_S, Deadline, Pulse


async def _lag(held_up_s: float) -> float:
    """Beat once while the loop's clock leaps ahead, as it does where nothing else ran meanwhile."""
    loop = asyncio.get_running_loop()
    leaps: Iterator[float] = iter((0.0, BEAT_S + held_up_s))
    loop.time = lambda: next(leaps)  # type: ignore[method-assign]
    try:
        with Pulse() as pulse:
            pass
    finally:
        del loop.time
    return pulse.lag_ms


@pytest.mark.parametrize(("held_up_s", "lag_ms"), [(0.0, 0.0), (1.5, 1500.0), (-0.02, 0.0)])
def test_a_late_beat_tells_how_long_the_machine_stood_still(held_up_s: float, lag_ms: float) -> None:
    assert run_to_end(_lag(held_up_s)) == pytest.approx(lag_ms)


def test_a_machine_that_slept_is_told_though_the_loops_own_clock_slept_too(monkeypatch: pytest.MonkeyPatch) -> None:
    leaps = iter((100.0, 100.0 + BEAT_S + 30))
    monkeypatch.setattr(time, "time", lambda: next(leaps))
    assert run_to_end(_lag(0.0)) == pytest.approx(30_000)


@pytest.mark.parametrize(("left_s", "patience_s"), [(5.0, 20.0), (-3.0, 20.0), (60.0, 60.0)])
def test_patience_that_begins_later_ends_no_sooner(left_s: float, patience_s: float) -> None:
    assert Deadline(20.0).no_sooner_than(left_s).patience_s == patience_s
