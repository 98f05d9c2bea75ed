"""Turn the requests of a visit into evidence, once the walk is over."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from playwright.async_api import Error, Request

from frictionaudit.evidence.common import WRITING, Party
from frictionaudit.evidence.step import NavigationEvidence, RequestEvidence
from frictionaudit.replay.safety.masking import Mask
from frictionaudit.replay.watching.network import (
    CANCELLED,
    Seen,
    failure_kind,
    is_beacon,
    is_poll,
    party_of,
    template_of,
)

__all__ = ["RequestReading", "listed", "sizes_of"]

_ALWAYS_LISTED = frozenset({"document", "script", "stylesheet", "fetch", "xhr"})
_LISTED_AT_MOST = 300


async def sizes_of(requests: list[Request]) -> dict[Request, int]:
    """Give the bytes over the wire of finished requests; asked after the walk, off the timed path."""

    async def size(request: Request) -> tuple[Request, int] | None:
        try:
            sizes = await request.sizes()
        except Error:
            return None
        return request, max(0, sizes["responseBodySize"]) + max(0, sizes["responseHeadersSize"])

    answers = await asyncio.gather(*(size(request) for request in requests))
    return dict(answer for answer in answers if answer is not None)


@dataclass(frozen=True)
class RequestReading:
    """Turns what was seen of requests into evidence, once the walk is over."""

    shop_host: str
    mask: Mask
    sizes: dict[Request, int]

    def request(self, seen: Seen, step_started: float, input_at: float | None, input_document: int) -> RequestEvidence:
        """Give the evidence of one request. Times from the step's start."""
        request = seen.request
        started = request.timing["startTime"] or seen.started
        duration = None
        if seen.ended is not None:
            end = request.timing["responseEnd"]
            duration = end if end >= 0 else seen.ended - started
        elif request.resource_type == "fetch" and seen.status is not None and not seen.is_stream:
            # Whose body no script reads is never called finished: what the page waited for is that it was answered.
            begun = request.timing["responseStart"]
            duration = begun if begun >= 0 else None
        is_cancelled = seen.failure is not None and any(mark in seen.failure for mark in CANCELLED)
        return RequestEvidence(
            method=request.method,
            url=self.mask.url(request.url.split("?")[0])[:300],
            template=template_of(request.url)[:200],
            resource=request.resource_type,
            party=party_of(request.url, self.shop_host),
            status=seen.status,
            failure=seen.failure,
            is_cancelled=is_cancelled and not seen.is_blocked,
            is_blocked=seen.is_blocked,
            is_beacon=is_beacon(request),
            is_long_lived=is_poll(request),
            by_action=input_at is not None and seen.started >= input_at - 5 and seen.document == input_document,
            start_ms=started - step_started,
            end_ms=None if duration is None else started - step_started + duration,
            duration_ms=duration,
            bytes=self.sizes.get(request),
        )

    def navigation(
        self, seen: Seen, *, is_cold: bool, is_replaced: bool, patience_over: bool, ran_out: bool
    ) -> NavigationEvidence:
        """Give the evidence of one main-frame document request."""
        request = seen.request
        chain: list[str] = []
        earlier = request.redirected_from
        while earlier is not None:
            chain.append(self.mask.url(earlier.url))
            earlier = earlier.redirected_from
        status = seen.status
        failure = None
        if seen.failure is not None:
            # The driver itself cancels a navigation when the customer's patience has run out.
            failure = "timeout" if ran_out else failure_kind(seen.failure)
        elif status is None and seen.ended is None and patience_over:
            failure = "timeout"
        timing = request.timing
        answered = timing["responseStart"] >= 0 and timing["requestStart"] >= 0
        return NavigationEvidence(
            url=self.mask.url(request.url),
            status=status,
            failure=failure,
            detail=self.mask(seen.failure or "")[:300],
            redirects=tuple(reversed(chain)),
            is_replaced=is_replaced,
            # From the start of the last hop: connection set-up counts, earlier redirects do not.
            ttfb_ms=timing["responseStart"] if answered else None,
            wait_ms=timing["responseStart"] - timing["requestStart"] if answered else None,
            is_cold=is_cold,
            bytes=self.sizes.get(request),
        )


def listed(requests: list[RequestEvidence]) -> tuple[RequestEvidence, ...]:
    """Leave out plain successes of pictures and fonts; they are counted, not listed."""

    def matters(request: RequestEvidence) -> bool:
        is_bad = request.failure is not None or (request.status or 0) >= 400
        is_ours = request.party is Party.FIRST and request.resource in _ALWAYS_LISTED
        return is_bad or is_ours or request.method in WRITING or (request.duration_ms or 0) > 1000

    return tuple(request for request in requests if matters(request))[:_LISTED_AT_MOST]
