"""Collector: every request of a visit, by step; and the signal that nothing of the step is under way any more."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

import tldextract
from playwright.async_api import BrowserContext, Error, Page, Request, Response

from frictionaudit.evidence.common import WRITING, Party
from frictionaudit.replay.clock import now_ms
from frictionaudit.replay.safety.hosts import host_of

__all__ = [
    "CANCELLED",
    "NetworkCollector",
    "Seen",
    "failure_kind",
    "is_beacon",
    "is_poll",
    "party_of",
    "template_of",
]

_LONG_LIVED = frozenset({"eventsource", "websocket", "ping", "media"})
_STREAMS = frozenset({"text/event-stream", "application/x-ndjson"})
_POLL = re.compile(
    r"(?:^|[/_.-])(?:poll|polling|longpoll|events?|stream|sse|socket|sockjs|signalr|comet|heartbeat|live)(?:$|[/_.?-])",
    re.IGNORECASE,
)
_BEACON = re.compile(
    r"(?:^|[/_.-])(?:beacon|collect|analytics|telemetry|track(?:ing)?|metrics|rum|pixel|log)(?:$|[/_.?-])",
    re.IGNORECASE,
)
_ID = re.compile(r"(?i)^(?:\d+|[0-9a-f]{8,}|[0-9a-f-]{16,}|(?=.*\d)[\w-]{12,}|[a-z]{0,3}-?\d{3,})$")
CANCELLED = ("net::ERR_ABORTED", "NS_BINDING_ABORTED", "NS_ERROR_ABORT", "cancelled", "canceled")

_FAILURES = (
    # The journey's proxy, or this machine without a net: nobody knows then how the shop would have answered.
    ("own-network", ("ERR_PROXY", "ERR_TUNNEL", "ERR_SOCKS", "ERR_NO_SUPPORTED_PROXIES", "ERR_MANDATORY_PROXY",
                     "NS_ERROR_PROXY", "UNKNOWN_PROXY_HOST", "ERR_INTERNET_DISCONNECTED", "NS_ERROR_OFFLINE")),
    ("dns", ("ERR_NAME_NOT_RESOLVED", "NS_ERROR_UNKNOWN_HOST", "ERR_NAME_RESOLUTION", "dnsNotFound", "resolve host")),
    ("redirect-loop", ("ERR_TOO_MANY_REDIRECTS", "NS_ERROR_REDIRECT_LOOP", "redirectLoop", "too many redirects")),
    ("tls", ("ERR_CERT", "ERR_SSL", "SSL_ERROR", "SEC_ERROR", "NS_ERROR_NET_INADEQUATE", "certificate", "nssFailure")),
    ("refused", ("ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "NS_ERROR_CONNECTION_REFUSED", "NS_ERROR_NET_RESET",
                 "NS_ERROR_NET_INTERRUPT", "connectionFailure", "netReset", "ERR_ADDRESS", "ERR_INCOMPLETE",
                 "ERR_CONTENT_LENGTH", "ERR_INVALID_HTTP_RESPONSE", "Could not connect")),
    ("timeout", ("ERR_TIMED_OUT", "NS_ERROR_NET_TIMEOUT", "netTimeout", "Timeout ")),
    ("download", ("Download is starting",)),
    ("aborted", CANCELLED),
)  # fmt: skip

_extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
"""The list of public suffixes that the library carries: nothing is fetched."""


@lru_cache(maxsize=512)
def _site_of(host: str) -> str:
    """Give the registrable domain of a host, or the host itself (addresses, localhost)."""
    parts = _extract(host)
    return f"{parts.domain}.{parts.suffix}" if parts.domain and parts.suffix else host


def party_of(url: str, shop_host: str) -> Party:
    """Tell whose resource an address is; addresses without a host (data:, blob:) are the page's own."""
    host = host_of(url)
    return Party.FIRST if not host or _site_of(host) == _site_of(shop_host) else Party.THIRD


def failure_kind(detail: str) -> str:
    """Give the engine-independent kind of a navigation's failure."""
    return next((kind for kind, marks in _FAILURES if any(mark in detail for mark in marks)), "other")


def template_of(url: str) -> str:
    """Give the path with ids and numbers as {n}, so that two visits give the same identity."""
    return "/".join("{n}" if _ID.match(piece) else piece for piece in urlsplit(url).path.split("/")) or "/"


@dataclass(eq=False)
class Seen:
    """One request as it goes on."""

    request: Request
    step: int
    started: float
    document: int
    """How many documents the main frame had committed when it was sent."""
    is_main_document: bool
    answered: float | None = None
    """When its answer began."""
    ended: float | None = None
    status: int | None = None
    failure: str | None = None
    is_blocked: bool = False
    is_stream: bool = False

    @property
    def holds_settling(self) -> bool:
        """False for what never ends or what nobody waits for."""
        request = self.request
        if request.resource_type in _LONG_LIVED or _POLL.search(urlsplit(request.url).path):
            return False
        return not is_beacon(request)


def is_beacon(request: Request) -> bool:
    """Tell whether a request only reports home."""
    if request.resource_type in ("ping", "beacon", "cspreport"):
        return True
    return request.resource_type in ("fetch", "xhr", "image") and bool(_BEACON.search(urlsplit(request.url).path))


def is_poll(request: Request) -> bool:
    """Tell whether a request stays open by its nature: a stream, or a poll by its address."""
    return request.resource_type in ("eventsource", "websocket") or bool(_POLL.search(urlsplit(request.url).path))


@dataclass
class NetworkCollector:
    """All requests of one visit.

    Attributes:
        shop_host: Host of base_url: what is first party.
        refused: Tells whether the run itself blocked an address.
        documents: How many documents the windows have committed.
        committed: When each of them was.
        mark: Counts what has happened; see `change`.
        on_redirect: Called with the address that a window is redirected to.
    """

    shop_host: str
    refused: Callable[[str], bool] = lambda url: False
    on_redirect: Callable[[str], object] = lambda url: None
    step: int = 0
    documents: int = 0
    committed: list[float] = field(default_factory=list)
    arrivals: int = 0
    mark: int = 0
    seen: list[Seen] = field(default_factory=list)
    _open: dict[Request, Seen] = field(default_factory=dict)
    _left_open: set[str] = field(default_factory=set)
    _is_document_due: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def attach(self, context: BrowserContext) -> None:
        """Listen to every window of a visit."""
        context.on("request", self._sent)
        context.on("response", self._answered)
        context.on("requestfinished", self._finished)
        context.on("requestfailed", self._failed)

    def watch(self, page: Page) -> None:
        """Count the documents of a window."""
        page.on("framenavigated", lambda frame: self._navigated() if frame.parent_frame is None else None)
        page.on("domcontentloaded", lambda page: self._arrived())

    def _navigated(self) -> None:
        """A window went elsewhere: to a new document where one was asked for, else within its document."""
        if self._is_document_due:
            self.documents += 1
            self.committed.append(now_ms())
            self._is_document_due = False
        self.signal()

    def _arrived(self) -> None:
        """All of a document's own words are there."""
        self.arrivals += 1
        self.signal()

    def _sent(self, request: Request) -> None:
        is_main = False
        if request.is_navigation_request():
            try:
                is_main = request.frame.parent_frame is None
            except Error:  # a window's first request, before the window is known
                is_main = True
        self._is_document_due = self._is_document_due or is_main
        if is_main and request.redirected_from is not None:
            self.on_redirect(request.url)
        seen = Seen(request, self.step, now_ms(), self.documents, is_main)
        self.seen.append(seen)
        self._open[request] = seen
        self.signal()

    def _answered(self, response: Response) -> None:
        seen = self._open.get(response.request)
        if seen is not None:
            seen.answered, seen.status = now_ms(), response.status
            seen.is_stream = response.headers.get("content-type", "").partition(";")[0] in _STREAMS
        self.signal()

    def _finished(self, request: Request) -> None:
        self._end(request, None)

    def _failed(self, request: Request) -> None:
        self._end(request, request.failure or "failed")

    def _end(self, request: Request, failure: str | None) -> None:
        seen = self._open.pop(request, None)
        if seen is not None:
            seen.ended, seen.failure = now_ms(), failure
            seen.is_blocked = failure is not None and self.refused(request.url)
        self.signal()

    def signal(self) -> None:
        """Wake those who wait for a change."""
        self.mark += 1
        self._changed.set()

    async def change(self, since: int) -> None:
        """Wait until something has happened since a mark: a request sent, answered or ended, a document, a dialog.

        Take the mark before looking, so that nothing that happens meanwhile is missed.
        """
        while self.mark == since:
            self._changed.clear()
            await self._changed.wait()

    @property
    def writes(self) -> list[Seen]:
        """All that has been sent to change something, and that the customer waits for."""
        return [seen for seen in self.seen if seen.request.method in WRITING and not is_beacon(seen.request)]

    @property
    def is_document_under_way(self) -> bool:
        """A document has been asked for that no window shows yet."""
        return self._is_document_due and any(seen.is_main_document for seen in self._open.values())

    async def arrival(self) -> None:
        """Wait until all words of a document have come in."""
        arrivals = self.arrivals
        while self.arrivals == arrivals:
            await self.change(self.mark)

    def may_bring_content(self, seen: Seen) -> bool:
        """Tell whether an open request may yet bring what a page is for: the shop's own, and never left open before."""
        url = seen.request.url
        is_own = party_of(url, self.shop_host) is Party.FIRST
        return is_own and not (seen.is_stream or is_poll(seen.request)) and template_of(url) not in self._left_open

    def leave_open(self, held: Iterable[Seen]) -> list[str]:
        """Wait no more for these, nor for the same in later steps. Give their addresses."""
        urls = [seen.request.url for seen in held]
        self._left_open.update(map(template_of, urls))
        return urls

    def under_way(self) -> list[Seen]:
        """Give the requests of this step that a customer would wait for."""
        return [seen for seen in self._open.values() if seen.step == self.step and seen.holds_settling]

    def of_step(self, step: int) -> list[Seen]:
        """Give all requests of a step in the order sent."""
        return [seen for seen in self.seen if seen.step == step]

    def document_status(self, step: int) -> int | None:
        """Give the status of a step's last main document; None where none has answered."""
        documents = self.main_documents(step)
        return documents[-1].status if documents else None

    def main_documents(self, step: int, page: Page | None = None) -> list[Seen]:
        """Give the main-frame document requests of a step; the last of a redirect chain stands for all of it."""
        return [
            seen
            for seen in self.of_step(step)
            if seen.is_main_document and seen.request.redirected_to is None and (page is None or _is_of(seen, page))
        ]


def _is_of(seen: Seen, page: Page) -> bool:
    try:
        return seen.request.frame.page is page
    except Error:
        return False
