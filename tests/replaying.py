"""Replay in one driver and one browser an engine for all tests of a process: starting them costs more than a walk."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.replay import ReplaySettings, VisitPlan, replay
from frictionaudit.replay.browsers.engine import Engines
from frictionaudit.replay.events import Listener

__all__ = ["close_browsers", "replayed"]


def replayed(
    plans: Sequence[VisitPlan], settings: ReplaySettings, folder: Path, on_event: Listener | None = None
) -> list[VisitEvidence]:
    """Make the visits, as `replay` does."""
    return _running().replay(plans, settings, folder, on_event)


def close_browsers() -> None:
    """End what the tests of this process have started."""
    if _running.cache_info().currsize:
        _running().close()


class _Running:
    """Browsers in an event loop of their own, which goes on from test to test."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._engines = Engines()
        asyncio.run_coroutine_threadsafe(self._engines.__aenter__(), self._loop).result()

    def replay(
        self, plans: Sequence[VisitPlan], settings: ReplaySettings, folder: Path, on_event: Listener | None
    ) -> list[VisitEvidence]:
        job = replay(plans, settings, folder, on_event, self._engines)
        return asyncio.run_coroutine_threadsafe(job, self._loop).result()

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._engines.__aexit__(None, None, None), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


_running = cache(_Running)
