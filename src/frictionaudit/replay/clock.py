"""One clock for the driver and the page: epoch milliseconds. Both run on one machine, so they agree."""

from __future__ import annotations

import asyncio
import time
from types import TracebackType

__all__ = ["Deadline", "Pulse", "now_ms"]

BEAT_S = 0.05


def now_ms() -> float:
    """Give epoch milliseconds, as `performance.timeOrigin + performance.now()` does in the page."""
    return time.time() * 1000


class Deadline:
    """The end of a customer's patience."""

    def __init__(self, patience_s: float) -> None:
        self.patience_s = patience_s
        self._end = time.monotonic() + patience_s

    @property
    def left_s(self) -> float:
        """Seconds left, never below zero."""
        return max(0.0, self._end - time.monotonic())

    @property
    def left_ms(self) -> float:
        """Milliseconds left for Playwright, which takes 0 for "no limit": so never below 1."""
        return max(1.0, self.left_s * 1000)

    @property
    def is_over(self) -> bool:
        """True when nothing is left."""
        return self.left_s <= 0

    def no_sooner_than(self, left_s: float) -> Deadline:
        """Give the later end of the two."""
        return self if left_s <= self.left_s else Deadline(left_s)


class Pulse:
    """The runner's own heartbeat while the page works: a machine that holds it up holds the browser up too.

    Attributes:
        lag_ms: How late its latest beat came, at worst.
    """

    def __init__(self) -> None:
        self.lag_ms = 0.0
        self._due = self._due_ms = 0.0
        self._next: asyncio.TimerHandle | None = None

    def __enter__(self) -> Pulse:
        self._wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._note()
        if self._next is not None:
            self._next.cancel()

    def _wait(self) -> None:
        loop = asyncio.get_running_loop()
        self._due = loop.time() + BEAT_S
        self._due_ms = now_ms() + BEAT_S * 1000
        self._next = loop.call_at(self._due, self._beat)

    def _beat(self) -> None:
        self._note()
        self._wait()

    def _note(self) -> None:
        # A machine that sleeps, or sets its clock, leaps on the clock that pages are measured by, not on the loop's.
        late_ms = (asyncio.get_running_loop().time() - self._due) * 1000
        self.lag_ms = max(self.lag_ms, late_ms, now_ms() - self._due_ms)
