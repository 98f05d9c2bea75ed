"""Put the shop into its bad day: answer a request in the server's place, or let a provider's hosts fail."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import BrowserContext, Error, Request, Route

from frictionaudit.journey.model import Drill, DrillKind
from frictionaudit.replay.watching.expectations import glob_source
from frictionaudit.replay.watching.network import NetworkCollector, template_of

__all__ = ["Sabotage"]

_REFUSALS: dict[DrillKind, tuple[int, dict[str, Any]]] = {
    DrillKind.PAYMENT_DECLINED: (402, {"error": "card_declined"}),
    DrillKind.PAYMENT_ERROR: (503, {"error": "service_unavailable"}),
}
"""What is answered where the drill does not say."""


@dataclass
class Sabotage:
    """What one payment drill does to requests, and to which it was done.

    Attributes:
        request: Method and path template of the first one, or "".
        count: How many.
        is_page_request: One was a whole page.
    """

    drill: Drill
    hosts: Sequence[str] = ()
    request: str = ""
    count: int = 0
    is_page_request: bool = False
    _held: list[Route] = field(default_factory=list)
    _sent_to: set[str] = field(default_factory=set)

    @property
    def is_wanted(self) -> bool:
        """True where there is a request to stand in the way of."""
        return bool(self.drill.request or (self.hosts and self.drill.kind is not DrillKind.PAYMENT_DECLINED))

    async def begin(self, context: BrowserContext) -> None:
        """Stand in the way from now on."""
        if self.is_wanted:
            await context.route(self._pattern(), self._meet)

    async def end(self, context: BrowserContext) -> None:
        """Let go of what is still held."""
        for route in self._held:
            with contextlib.suppress(Error):
                await route.abort()
        with contextlib.suppress(Error):
            await context.unroute_all(behavior="ignoreErrors")

    def is_hanging(self, network: NetworkCollector) -> bool:
        """Tell whether the page still waits for an answer that never comes."""
        held = [route.request for route in self._held]
        return any(seen.ended is None for seen in network.seen if seen.request in held)

    def _pattern(self) -> re.Pattern[str]:
        """Give a pattern of addresses: of the request that is named, else of the provider's hosts."""
        if self.drill.request:
            return re.compile(rf"^{glob_source(self.drill.request)}(?:[?#].*)?$")
        globs = [re.escape(host.lower()).replace(r"\*", "[^/?#@:]*") for host in self.hosts]
        return re.compile(rf"^https?://(?:{'|'.join(globs)})(?::[0-9]+)?(?:[/?#]|$)")

    async def _meet(self, route: Route, request: Request) -> None:
        is_page = request.is_navigation_request() and request.frame.parent_frame is None
        # Where a form is posted to its own page's address, the page that is fetched anew is the shop's answer.
        is_page_anew = is_page and request.method == "GET" and request.url.partition("?")[0] in self._sent_to
        if request.method == "OPTIONS" or is_page_anew:
            await route.fallback()
            return
        if request.method != "GET" and not is_page:
            self._sent_to.add(request.url.partition("?")[0])
        self.count += 1
        self.request = self.request or f"{request.method} {template_of(request.url)}"
        self.is_page_request = self.is_page_request or is_page
        if self.drill.kind is DrillKind.PAYMENT_TIMEOUT:
            self._held.append(route)
            return
        with contextlib.suppress(Error):  # the page may have gone
            await self._answer(route)

    async def _answer(self, route: Route) -> None:
        usual = _REFUSALS[self.drill.kind]
        status = self.drill.respond_status or usual[0]
        body = self.drill.respond_json if self.drill.respond_json is not None else usual[1]
        await route.fulfill(status=status, body=json.dumps(body), content_type="application/json")
