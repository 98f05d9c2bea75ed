"""A window for pages that scripts draw: opened once a walk is over, and only where a source says too little."""

from __future__ import annotations

import asyncio
import contextlib
from types import TracebackType
from typing import Self

from playwright.async_api import BrowserContext, Error

from frictionaudit.journey.model import Journey, Persona
from frictionaudit.replay.browsers.engine import CLOSE_PATIENCE_S, Engine
from frictionaudit.replay.safety.guard import RouteGuard, VisitGuard
from frictionaudit.replay.safety.hosts import HostPolicy, host_of

__all__ = ["Drawer"]

OPEN_MS = 6_000
REST_MS = 3_000
"""Until the page has asked for nothing for half a second; one that keeps asking is taken as it stands."""


class Drawer:
    """Opens pages as a stranger would: no cookies, nothing pressed, no host that the journey does not name."""

    def __init__(self, engine: Engine, journey: Journey, persona: Persona) -> None:
        self._engine = engine
        self._journey = journey
        self._persona = persona
        self._context: BrowserContext | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._context is not None:
            with contextlib.suppress(Error, TimeoutError):
                await asyncio.wait_for(self._context.close(), CLOSE_PATIENCE_S)

    async def draw(self, url: str) -> str | None:
        """Give what stands on a page once its scripts have drawn it, as HTML; None where it did not open."""
        with contextlib.suppress(Error, TimeoutError):
            context = self._context or await self._opened()
            page = await asyncio.wait_for(context.new_page(), OPEN_MS / 1000)
            try:
                answer = await page.goto(url, timeout=OPEN_MS)
                with contextlib.suppress(Error):
                    await page.wait_for_load_state("networkidle", timeout=REST_MS)
                is_there = (answer is None or answer.ok) and host_of(page.url) == host_of(url)
                return await page.content() if is_there else None
            finally:
                with contextlib.suppress(Error, TimeoutError):
                    await asyncio.wait_for(page.close(), CLOSE_PATIENCE_S)
        return None

    async def _opened(self) -> BrowserContext:
        self._context = context = await self._engine.new_context(self._journey, self._persona)
        await RouteGuard(context, VisitGuard(HostPolicy.of(self._journey))).attach()
        return context
