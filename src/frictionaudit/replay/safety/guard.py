"""Stand between the browser and the hosts that were not named: nothing else is ever navigated to.

Chromium: CDP Fetch at the browser's own target, document requests only (and what the journey blocks), so that pop-ups
are held from their very first request and the HTTP cache stays on (Playwright's `route` switches it off, and the
figures would no longer be true).
Elsewhere: `context.route` on addresses of foreign hosts only.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import Browser, BrowserContext, CDPSession, Error, Request, Route

from frictionaudit.evidence.common import WRITING
from frictionaudit.replay.safety.hosts import HostPolicy, host_of, is_local_host

__all__ = ["BrowserGuard", "RouteGuard", "VisitGuard"]

_DOCUMENTS = [{"urlPattern": "*", "resourceType": "Document", "requestStage": "Request"}]
_ALL = [{"urlPattern": "*", "requestStage": "Request"}]


class VisitGuard:
    """The policy of one visit, and what it refused."""

    def __init__(self, policy: HostPolicy, on_refusal: Callable[[str], None] | None = None) -> None:
        self.policy = policy
        self.refused_host = ""
        """First host that a window was kept from, or ""."""
        self.refused_writes: list[str] = []
        """Addresses of writing requests that were blocked after the commit."""
        self.has_committed = False
        self.on_refusal = on_refusal

    def allows_window(self, url: str) -> bool:
        """Tell whether a window may go there, and remember a refusal."""
        if self.policy.may_visit(url):
            return True
        self.refused_host = self.refused_host or host_of(url)
        if self.on_refusal is not None:
            self.on_refusal(self.refused_host)
        return False

    def allows_request(self, method: str, url: str) -> bool:
        """Tell whether a request may leave after the commit."""
        if not (self.has_committed and self.policy.blocks_foreign_writes and method in WRITING):
            return True
        host = host_of(url)
        if not host or is_local_host(host):
            return True
        self.refused_writes.append(url)
        return False

    def has_refused(self, url: str) -> bool:
        """Tell whether it was the run itself that kept a request from its answer."""
        return self.policy.blocks(url) or url in self.refused_writes


class BrowserGuard:
    """Holds every document request of a Chromium until the visit's policy has spoken."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session
        self._guards: dict[str, VisitGuard] = {}  # by browser context id
        self._windows: dict[str, str] = {}  # main frame id -> browser context id
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    async def attach(cls, browser: Browser) -> BrowserGuard:
        """Start to hold the document requests of a Chromium."""
        guard = cls(await browser.new_browser_cdp_session())
        guard._session.on("Fetch.requestPaused", guard._paused)
        await guard._session.send("Fetch.enable", {"patterns": _DOCUMENTS})
        return guard

    async def watch(self, page_session: CDPSession, guard: VisitGuard) -> None:
        """Put a window's context under a visit's policy."""
        info = (await page_session.send("Target.getTargetInfo"))["targetInfo"]
        is_new = guard not in self._guards.values()
        self._guards[info["browserContextId"]] = guard
        self._windows[info["targetId"]] = info["browserContextId"]
        if is_new and guard.policy.blocked:
            await self._hold()

    async def commit(self, guard: VisitGuard) -> None:
        """From now on hold the visit's writing requests to foreign hosts too."""
        guard.has_committed = True
        if guard.policy.blocks_foreign_writes:
            await self._hold()

    async def forget(self, guard: VisitGuard) -> None:
        """The visit is over."""
        gone = {key for key, value in self._guards.items() if value is guard}
        self._guards = {key: value for key, value in self._guards.items() if key not in gone}
        self._windows = {frame: context for frame, context in self._windows.items() if context not in gone}
        with contextlib.suppress(Exception):  # the driver may be gone as well
            await self._hold()

    async def _hold(self) -> None:
        """Tell the browser which requests to hold: no more than need be."""
        guards = self._guards.values()
        is_bound = any(each.has_committed and each.policy.blocks_foreign_writes for each in guards)
        globs = dict.fromkeys(glob for each in guards for glob in each.policy.blocked)
        blocked = [{"urlPattern": f"*://{glob}{port}/*"} for glob in globs for port in ("", ":*")]
        await self._session.send("Fetch.enable", {"patterns": _ALL if is_bound else [*_DOCUMENTS, *blocked]})

    def _paused(self, event: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._decide(event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _decide(self, event: dict[str, Any]) -> None:
        request = event["request"]
        is_allowed = True
        if event["resourceType"] == "Document":
            guard = await self._guard_of_window(event["frameId"])
            is_allowed = guard is None or guard.allows_window(request["url"])
        if is_allowed:
            own = self._guards.get(self._windows.get(event.get("frameId", ""), ""))
            guards = self._guards.values()
            is_allowed = not any(each.policy.blocks(request["url"]) for each in ((own,) if own else guards)) and all(
                each.allows_request(request["method"], request["url"]) for each in guards
            )
        command = "Fetch.continueRequest" if is_allowed else "Fetch.failRequest"
        arguments: dict[str, Any] = {"requestId": event["requestId"]}
        if not is_allowed:
            # "Aborted" leaves the customer on the page; "BlockedByClient" would show the browser's own error page.
            arguments["errorReason"] = "Aborted"
        with contextlib.suppress(Error):  # the window may be gone by now
            await self._session.send(command, arguments)

    async def _guard_of_window(self, frame: str) -> VisitGuard | None:
        """Give the guard where the frame is a window's main frame, else None: child frames load as they like."""
        if frame not in self._windows:
            with contextlib.suppress(Error):
                targets = (await self._session.send("Target.getTargets"))["targetInfos"]
                for target in targets:
                    if target["type"] == "page" and target["targetId"] == frame:
                        self._windows[frame] = target.get("browserContextId", "")
        return self._guards.get(self._windows.get(frame, ""))


class RouteGuard:
    """Holds the requests of one visit on an engine without CDP.

    Only addresses of hosts that are not named are held: the driver lets all others pass by itself, which costs a page
    almost nothing. From a commit on that forbids foreign writes, all are held.
    """

    def __init__(self, context: BrowserContext, guard: VisitGuard) -> None:
        self._context = context
        self._guard = guard

    async def attach(self) -> None:
        """Start to hold."""
        await self._context.route(foreign_pattern(self._guard.policy), self._decide)

    async def commit(self) -> None:
        """From now on hold writing requests to foreign hosts too."""
        self._guard.has_committed = True
        if self._guard.policy.blocks_foreign_writes:
            await self._context.route("**/*", self._decide)

    async def _decide(self, route: Route, request: Request) -> None:
        try:
            is_window = request.is_navigation_request() and request.frame.parent_frame is None
        except Error:  # the first request of a window that is not there yet
            is_window = True
        guard = self._guard
        is_allowed = (not is_window or guard.allows_window(request.url)) and guard.allows_request(
            request.method, request.url
        )
        is_allowed = is_allowed and not guard.policy.blocks(request.url)
        with contextlib.suppress(Error):
            await (route.fallback() if is_allowed else route.abort("aborted"))


def foreign_pattern(policy: HostPolicy) -> re.Pattern[str]:
    """Give a pattern that fits every web address whose host is not named.

    A name before an @ is no host: such addresses fit too, and are looked at closely.
    """
    globs = [re.escape(policy.own), *(re.escape(glob).replace(r"\*", "[^/?#@:]*") for glob in policy.allowed)]
    return re.compile(rf"^https?://(?!(?:{'|'.join(globs)})(?::[0-9]+)?(?:[/?#]|$))")
