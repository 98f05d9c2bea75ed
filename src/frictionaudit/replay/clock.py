"""One clock for the driver and the page: epoch milliseconds. Both run on one machine, so they agree."""

from __future__ import annotations

import time

__all__ = ["Deadline", "now_ms"]


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
