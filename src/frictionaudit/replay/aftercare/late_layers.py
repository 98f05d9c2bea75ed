"""Layers and jumps that come seconds after a page: looked for once the walk is over, where a timer was left running.

A customer who reads meets them; the walk is gone before. The page is opened anew, and nothing is pressed.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Error

from frictionaudit.evidence.page import OverlayEvidence
from frictionaudit.journey.model import Commitment, Stage
from frictionaudit.replay.aftercare.link_choice import acts
from frictionaudit.replay.browsers.engine import CLOSE_PATIENCE_S
from frictionaudit.replay.page.inpage import HUNG_AFTER_S, PageHungError, ask
from frictionaudit.replay.probe.read import overlay_evidence
from frictionaudit.replay.safety.guard import RouteGuard, VisitGuard
from frictionaudit.replay.safety.hosts import HostPolicy, host_of
from frictionaudit.replay.walk import Walk

__all__ = ["Late", "LateLayers", "late_layers"]


@dataclass(frozen=True)
class Late:
    """What came late on one page.

    Attributes:
        overlays: What lay over it in the end.
        cls: How much it jumped after it had come to rest; None where the browser does not tell.
    """

    overlays: tuple[OverlayEvidence, ...] = ()
    cls: float | None = None


LateLayers = Mapping[int, Late]
"""What came late, by the index of the step that first showed its page."""

MOST_PAGES = 3
OPEN_MS = 6_000
LONGEST_MS = 9_000
REST_MS = 1_500
"""What comes up may fade in. Project's choice."""

_SHOP = frozenset({Stage.ARRIVE, Stage.FIND, Stage.CHOOSE, Stage.CART})
"""Where one reads; a checkout is not opened anew by an address."""


@dataclass(frozen=True)
class _Left:
    """A page that was left while a timer ran."""

    step: int
    url: str


async def late_layers(walk: Walk, cookies: Mapping[str, str]) -> LateLayers:
    """Open the pages that were left too early, all at once, and give what lies over each in the end."""
    left = list(_left_early(walk))[:MOST_PAGES]
    if not left:
        return {}
    state = walk.state
    context = await state.engine.new_context(state.journey, state.persona)
    try:
        await RouteGuard(context, VisitGuard(HostPolicy.of(state.journey))).attach()
        kept = [{"name": name, "value": value, "url": state.journey.base_url} for name, value in cookies.items()]
        await context.add_cookies(kept)  # type: ignore[arg-type]
        seen = await asyncio.gather(*(_look(context, each.url) for each in left))
    finally:
        with contextlib.suppress(Error, TimeoutError):
            await asyncio.wait_for(context.close(), CLOSE_PATIENCE_S)
    return {
        each.step: Late(tuple(overlay_evidence(raw, state.mask) for raw in overlays), cls)
        for each, (overlays, cls) in zip(left, seen, strict=True)
        if overlays or cls
    }


def _left_early(walk: Walk) -> Iterator[_Left]:
    """Give the first step on each page of the shop that a plain address opens and that still had a timer running.

    An address that acts, "?add-to-cart=5", is not opened again.
    """
    known: set[str] = set()
    network = walk.state.network
    for draft in walk.steps:
        if draft.index >= len(walk.journey.steps) or draft.step.stage not in _SHOP or draft.page is None:
            continue
        opened = network.main_documents(draft.index)
        raw: dict[str, Any] = json.loads(draft.page.main or "null") or {}
        path = urlsplit(draft.page.url).path
        if not opened or raw.get("late_left") is None or path in known:
            continue
        request, status = opened[-1].request, opened[-1].status
        is_plain = request.method == "GET" and status is not None and status < 400
        is_act = draft.step.commits not in (None, Commitment.NONE) or acts(request.url, "", (walk.state.language,))
        if is_plain and not is_act and urlsplit(request.url).path == path and host_of(request.url) == network.shop_host:
            known.add(path)
            yield _Left(draft.index, request.url)


async def _look(context: BrowserContext, url: str) -> tuple[list[dict[str, Any]], float | None]:
    """Give what lies over a page once its timers have run out, and how it jumped meanwhile; nothing if not opened."""
    with contextlib.suppress(Error, PageHungError, TimeoutError):
        page = await asyncio.wait_for(context.new_page(), OPEN_MS / 1000)
        with contextlib.suppress(Error):  # what loads for long is looked at as it stands
            await page.goto(url, timeout=OPEN_MS)
        await ask(page, "quiet", {"limit_ms": REST_MS})
        await ask(page, "begin")  # how it jumped while it loaded was told when the walk came here
        await ask(page, "late_over", {"limit_ms": LONGEST_MS}, LONGEST_MS / 1000 + HUNG_AFTER_S)
        await ask(page, "quiet", {"limit_ms": REST_MS})
        collected: dict[str, Any] = await ask(page, "collect")
        return list(collected["page"]["overlays"]), (collected.get("vitals") or {}).get("cls")
    return [], None
