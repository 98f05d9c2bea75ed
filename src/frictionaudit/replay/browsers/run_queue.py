"""How long the pages' processes stood ready and were not let run: on a busy machine that time is none of the shop's.

Linux tells it of each process (/proc/PID/schedstat, second figure: nanoseconds on the run queue; the kernel's
Documentation/scheduler/sched-stats). Elsewhere, and of other engines than Chromium, it is not known.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from playwright.async_api import Browser, CDPSession, Error

__all__ = ["RunQueue"]

_PROCESSES = Path("/proc")


class RunQueue:
    """What the processes that draw a browser's pages waited for a processor."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session
        self._before_ms: dict[int, float] = {}

    @classmethod
    async def attach(cls, browser: Browser) -> RunQueue:
        """Begin to watch a Chromium."""
        queue = cls(await browser.new_browser_cdp_session())
        await queue.look()
        return queue

    async def look(self) -> None:
        """See which processes there are: pages of another site get a new one."""
        with contextlib.suppress(Error):
            told = await self._session.send("SystemInfo.getProcessInfo")
            renderers = {each["id"] for each in told["processInfo"] if each["type"] == "renderer"}
            self._before_ms = {process: self._before_ms.get(process, 0.0) for process in renderers}

    def begin(self) -> None:
        """Count from now on."""
        for process in self._before_ms:
            self._before_ms[process] = _waited_ms(process) or 0.0

    def waited_ms(self) -> float | None:
        """Give the milliseconds that one of them has waited since, at most; None where the system does not tell."""
        waited = {process: _waited_ms(process) for process in self._before_ms}
        return max((ms - self._before_ms[process] for process, ms in waited.items() if ms is not None), default=None)


def _waited_ms(process: int) -> float | None:
    try:
        return int((_PROCESSES / str(process) / "schedstat").read_text(encoding="ascii").split()[1]) / 1e6
    except (OSError, ValueError, IndexError):  # another system, or it has ended
        return None
