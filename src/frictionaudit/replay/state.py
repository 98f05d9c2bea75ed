"""What one visit has at hand: its window, its collectors, its persona."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, CDPSession, Error, Page

from frictionaudit.journey.model import Journey, Locator, Persona
from frictionaudit.replay.acting.hands import Hands
from frictionaudit.replay.browsers.engine import Engine
from frictionaudit.replay.page.locate import Found
from frictionaudit.replay.safety.guard import RouteGuard, VisitGuard
from frictionaudit.replay.safety.masking import Mask
from frictionaudit.replay.watching.collectors import VisitCollectors
from frictionaudit.replay.watching.network import NetworkCollector

__all__ = ["VisitState"]


@dataclass
class VisitState:
    """The tools of one visit.

    Attributes:
        windows: Open windows, the one that the customer looks at last.
        sessions: CDP session of each window, Chromium only.
        stopped: Set when the visit cannot go on: the window crashed, or a host was refused.
        crashed: The window's process died.
    """

    engine: Engine
    context: BrowserContext
    journey: Journey
    persona: Persona
    guard: VisitGuard
    network: NetworkCollector
    collectors: VisitCollectors
    mask: Mask
    language: str
    windows: list[Page] = field(default_factory=list)
    sessions: dict[Page, CDPSession] = field(default_factory=dict)
    stopped: asyncio.Event = field(default_factory=asyncio.Event)
    crashed: bool = False
    watched: tuple[Locator, Found, int] | None = None
    """What is pressed next, as found on the page before, and how many documents there had been."""
    binding_presses: int = 1
    """How often a binding press is made: twice by the drill double_submit alone, where orders are allowed."""
    heals: bool = False
    """What is near is used where a locator finds nothing, and told."""
    route_guard: RouteGuard | None = None
    """Holds requests on engines without CDP."""
    camera: Callable[[], Awaitable[None]] | None = None
    """Waits until the picture is there that is being taken of the page."""

    @property
    def is_pictured(self) -> bool:
        """A picture is being taken: the page may be looked at, not changed."""
        return self.camera is not None

    async def pictured(self) -> None:
        """Wait until the page may be changed again."""
        if self.camera is not None:
            await self.camera()

    @property
    def page(self) -> Page:
        """The window that the customer looks at."""
        return self.windows[-1]

    @property
    def hands(self) -> Hands:
        """The customer's hands on that window."""
        return Hands(self.page, self.persona.input, self.session)

    @property
    def session(self) -> CDPSession | None:
        """CDP session of that window; None on engines without."""
        return self.sessions.get(self.page)

    def is_watched(self, wanted: Locator) -> bool:
        """Tell whether the element is known from the page before, and its document still stands."""
        return self.watched is not None and self.watched[0] is wanted and self.watched[2] == self.network.documents

    def take_watched(self, wanted: Locator) -> Found | None:
        """Give the element that was watched, where it is the wanted one and its document still stands."""
        watched = self.watched if self.is_watched(wanted) else None
        self.watched = None
        return watched[1] if watched is not None else None

    @property
    def has_lost_browser(self) -> bool:
        """The browser's process is gone."""
        browser = self.engine.browser
        return browser is None or not browser.is_connected()

    async def adopt(self, page: Page) -> None:
        """Take a window under the visit's policy and throttling."""
        self.network.watch(page)
        if self.engine.kind != "chromium":
            return
        with contextlib.suppress(Error):
            session = await self.context.new_cdp_session(page)
            self.sessions[page] = session
            if self.engine.guard is not None:
                await self.engine.guard.watch(session, self.guard)
            await self._throttle(session)

    async def commit(self) -> None:
        """A binding press is about to be made: from now on foreign writes are blocked where the policy says so."""
        if self.engine.guard is not None:
            await self.engine.guard.commit(self.guard)
        elif self.route_guard is not None:
            await self.route_guard.commit()

    async def _throttle(self, session: CDPSession) -> None:
        network = self.persona.network
        if network is not None:
            await session.send("Network.enable", {"maxTotalBufferSize": 0, "maxResourceBufferSize": 0})
            await session.send(
                "Network.emulateNetworkConditions",
                {
                    "offline": False,
                    "latency": network.latency_ms,
                    "downloadThroughput": network.download_kbps * 1000 / 8,
                    "uploadThroughput": network.upload_kbps * 1000 / 8,
                },
            )
        if self.persona.cpu_slowdown > 1:
            await session.send("Emulation.setCPUThrottlingRate", {"rate": self.persona.cpu_slowdown})

    def count_waiting(self) -> None:
        """Count from now on how long the machine lets the pages wait."""
        if self.engine.run_queue is not None:
            self.engine.run_queue.begin()

    def waited_ms(self) -> float | None:
        """Give how long it has let them wait since; None where that is not known."""
        return self.engine.run_queue.waited_ms() if self.engine.run_queue is not None else None

    def look_at(self, page: Page) -> None:
        """Turn to another open window."""
        if page in self.windows:
            self.windows.remove(page)
        self.windows.append(page)

    def open_windows(self) -> list[Page]:
        """Give the customer's window first, then the others that are open."""
        self.forget_closed()
        return [self.page, *(page for page in self.windows if page is not self.page)]

    def forget_closed(self) -> None:
        """Go back to the opener of windows that are closed."""
        still = [page for page in self.windows if not page.is_closed()]
        if still:
            self.windows[:] = still
