"""The browsers of a run: one process an engine, launched once and again when it dies."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, Error, Playwright, ProxySettings, async_playwright

from frictionaudit.errors import AuditError
from frictionaudit.evidence.visit import EngineEvidence
from frictionaudit.journey import user_agent_for
from frictionaudit.journey.model import BrowserName, InputDevice, Journey, Persona
from frictionaudit.replay.browsers.find import BrowserFound, find_browser, launch_failure
from frictionaudit.replay.browsers.run_queue import RunQueue
from frictionaudit.replay.page.marks import know_marks
from frictionaudit.replay.probe import PROBE_SOURCE
from frictionaudit.replay.safety.guard import BrowserGuard

__all__ = ["Engine", "Engines"]

_SEES = {
    "chromium": frozenset({"lcp", "layout-shift", "longtask", "event", "touch", "throttle"}),
    "firefox": frozenset({"lcp", "event"}),
    "webkit": frozenset({"lcp", "event", "touch"}),
}
"""What an engine can show; the probe detects the rest in the page itself. Measured with Playwright 1.64."""

OPEN_PATIENCE_S = 60.0
"""A browser that has opened nothing by then hangs. Project's choice: on a busy machine Firefox takes ten seconds."""

CLOSE_PATIENCE_S = 5.0
"""A browser that has not closed by then is left to its process's end."""


@dataclass
class Engine:
    """A running browser and what is known of it."""

    playwright: Playwright
    found: BrowserFound
    slow_mo_ms: float = 0
    browser: Browser | None = None
    guard: BrowserGuard | None = None
    run_queue: RunQueue | None = None
    is_cold: bool = True
    """No visit has navigated yet: the first answer may hold the browser's own start."""
    _launching: asyncio.Lock = field(default_factory=asyncio.Lock)

    @classmethod
    def of(cls, playwright: Playwright, name: BrowserName, *, headed: bool = False, slow_mo_ms: float = 0) -> Engine:
        """Find the browser of that name; it is launched when first needed.

        Raises:
            BrowserMissingError: says how to get one.
        """
        return cls(playwright, find_browser(name, headed=headed), slow_mo_ms)

    @property
    def kind(self) -> str:
        """chromium, firefox or webkit."""
        return self.found.engine

    @property
    def is_bidi(self) -> bool:
        """An installed Firefox, driven by WebDriver BiDi."""
        return self.found.channel == "moz-firefox"

    def evidence(self) -> EngineEvidence:
        """Say which browser walked, and what it can show."""
        version = self.browser.version if self.browser is not None else self.found.version
        return EngineEvidence(
            name=self.found.name, engine=self.kind, version=version, source=self.found.source, sees=_SEES[self.kind]
        )

    async def ready(self) -> Browser:
        """Give the running browser, launched anew where it died.

        Raises:
            AuditError: it does not start.
        """
        async with self._launching:
            if self.browser is None or not self.browser.is_connected():
                launcher = getattr(self.playwright, self.kind)
                try:
                    self.browser = await launcher.launch(slow_mo=self.slow_mo_ms, **self.found.launch_options())
                except Error as error:
                    raise AuditError(launch_failure(self.found, error)) from None
                await know_marks(self.playwright)
                self.is_cold = True
                self.guard = self.run_queue = None
                if self.kind == "chromium":
                    self.guard = await BrowserGuard.attach(self.browser)
                    self.run_queue = await RunQueue.attach(self.browser)
            return self.browser

    async def new_context(self, journey: Journey, persona: Persona) -> BrowserContext:
        """Open a fresh context for one visit: no cookies, no cache but its own.

        A browser that hangs is ended, and launched anew once.

        Raises:
            AuditError: it does not start, or opens nothing.
        """
        for _ in range(2):
            browser = await self.ready()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(OPEN_PATIENCE_S):
                    context = await browser.new_context(**self._context_options(journey, persona))
                    await context.add_init_script(script=PROBE_SOURCE)
                    return context
            await self.close()
        raise AuditError(launch_failure(self.found, TimeoutError("it opens no window")))

    def _context_options(self, journey: Journey, persona: Persona) -> dict[str, Any]:
        options: dict[str, Any] = {
            "viewport": {"width": persona.viewport.width, "height": persona.viewport.height},
            "locale": persona.locale or journey.locale,
            "ignore_https_errors": journey.ignore_tls,
            "service_workers": "allow",
            "accept_downloads": True,
        }
        if not self.is_bidi:
            options["device_scale_factor"] = persona.device_scale_factor
            options["has_touch"] = persona.input is InputDevice.TOUCH
        if self.kind != "firefox":
            options["is_mobile"] = persona.is_mobile
        agent = user_agent_for(persona, self.found.name)
        if agent is not None:
            options["user_agent"] = agent
        if journey.http_credentials is not None:
            username, password = journey.http_credentials
            options["http_credentials"] = {
                "username": username,
                "password": password,
                "origin": _origin(journey.base_url),
            }
        if journey.storage_state is not None:
            options["storage_state"] = str(journey.storage_state)
        if journey.headers:
            options["extra_http_headers"] = dict(journey.headers)
        if journey.timezone:
            options["timezone_id"] = journey.timezone
        if journey.geolocation is not None:
            latitude, longitude = journey.geolocation
            options["geolocation"] = {"latitude": latitude, "longitude": longitude}
            options["permissions"] = ["geolocation"]
        if journey.proxy:
            options["proxy"] = ProxySettings(server=journey.proxy)
        return options

    async def close(self) -> None:
        """End the browser; one that hangs is not waited for."""
        if self.browser is not None:
            # Ctrl-C ends Playwright's driver as well, which it tells by a bare Exception.
            with contextlib.suppress(Exception):
                await asyncio.wait_for(self.browser.close(), CLOSE_PATIENCE_S)
            self.browser = None


class Engines:
    """Playwright's driver and the browsers that a run needs. They may outlive a run, for the next in the same loop."""

    def __init__(self) -> None:
        self._driver = async_playwright()
        self._known: dict[tuple[BrowserName, bool, float], Engine] = {}

    async def __aenter__(self) -> Engines:
        self._playwright = await self._driver.__aenter__()
        return self

    async def __aexit__(self, *raised: object) -> None:
        for engine in self._known.values():
            await engine.close()
        await self._driver.__aexit__(*raised)

    def of(self, name: BrowserName, *, headed: bool = False, slow_mo_ms: float = 0) -> Engine:
        """Find the browser of that name; it is launched when first needed.

        Raises:
            BrowserMissingError: says how to get one.
        """
        wanted = (name, headed, slow_mo_ms)
        if wanted not in self._known:
            self._known[wanted] = Engine.of(self._playwright, name, headed=headed, slow_mo_ms=slow_mo_ms)
        return self._known[wanted]


def _origin(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.split('/', 1)[0]}"
