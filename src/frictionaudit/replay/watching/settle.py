"""Wait by signals: until nothing that the step started is under way and the page is quiet. Never a fixed sleep."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Error, Page

from frictionaudit.replay.clock import Deadline, now_ms
from frictionaudit.replay.page.inpage import ask
from frictionaudit.replay.watching.network import NetworkCollector, Seen

__all__ = ["NEXT_DOCUMENT_S", "Settled", "document_shown", "next_document", "settle"]

QUIET_MS = 20
"""The page is quiet when its last relevant change is this long ago, in hindsight: more than a frame. What is still to
come shows itself otherwise: as a request, a short timer, a running animation, a busy indicator."""

UNTOLD_QUIET_MS = 100
"""The same where the journey does not say what is to be seen: an app may have drawn its frame only, and asks for what
goes into it some moments after it has loaded. Project's choice: six frames."""

LONG_POLL_MS = 1_500
"""A request that is still open this long after the page went quiet is a long poll: nobody waits for it."""

CONTENT_MS = 5_000
"""The same for a request of the shop's own, the first time: it may bring a price or what the page is for. Project's
choice."""

NEXT_DOCUMENT_S = 0.25
"""The document went away under the question: the next one shows itself within this, or the question is put again."""


@dataclass
class Settled:
    """How settling ended.

    Attributes:
        is_settled: All was quiet before patience ended.
        busy: Visible loading indicators at the end, raw subjects of the probe.
        long_lived: Requests that were left open as long polls.
        has_rested: Nothing has changed since all was done.
    """

    is_settled: bool
    busy: list[dict[str, Any]] = field(default_factory=list)
    long_lived: list[str] = field(default_factory=list)
    has_rested: bool = False


async def settle(
    page: Page,
    network: NetworkCollector,
    deadline: Deadline,
    *,
    is_told: bool = False,
    done: Callable[[], None] | None = None,
) -> Settled:
    """Wait until network and page are quiet together, or patience ends.

    Args:
        page: The window.
        network: What is still under way.
        deadline: The customer's patience.
        is_told: What the step brings was expected, and has been seen.
        done: Called when all is done and only the time of rest is left to wait for.

    Raises:
        PageHungError: the page's own scripts keep it from answering.
        Error: the window went away.
    """
    answer: dict[str, Any] = {}
    quiet_since: float | None = None
    done_at = 0.0
    while not deadline.is_over:
        mark = network.mark
        try:
            quiet_ms = QUIET_MS if is_told else UNTOLD_QUIET_MS
            options = {
                "limit_ms": deadline.left_ms,
                "quiet_ms": quiet_ms,
                "since_load": not is_told,
                "tells_done": done is not None and not done_at and not network.under_way(),
                "done_at": done_at,
            }
            answer = await ask(page, "quiet", options, deadline.left_s + 5)
        except Error as error:
            if page.is_closed() or "crashed" in error.message:
                raise
            await _network_change(network, mark, min(deadline.left_s, NEXT_DOCUMENT_S))
            continue
        open_requests = network.under_way()
        if done is not None and answer["done_at"] and not open_requests:
            done_at = answer["done_at"]
            done()
            continue
        if not open_requests:
            return Settled(answer["is_quiet"], busy=answer["busy"], has_rested=answer["has_rested"])
        quiet_since = quiet_since if answer.get("is_quiet") and quiet_since is not None else now_ms()
        is_left_open = all(_is_left_open(seen, network, deadline, is_told=is_told) for seen in open_requests)
        if answer.get("is_quiet") and is_left_open:
            waited = now_ms() - quiet_since
            if waited >= LONG_POLL_MS:
                return Settled(is_settled=True, long_lived=network.leave_open(open_requests))
        await _network_change(network, mark, min(deadline.left_s, LONG_POLL_MS / 1000))
    return Settled(is_settled=False, busy=answer.get("busy") or [])


def _is_left_open(seen: Seen, network: NetworkCollector, deadline: Deadline, *, is_told: bool) -> bool:
    """Tell whether nobody waits for a request any more that is still under way.

    One that no script reads never ends once it is answered, and at the end of their patience customers take the page
    as it stands.
    """
    if is_told and seen.answered is not None:
        return now_ms() - seen.answered > LONG_POLL_MS
    is_awaited = network.may_bring_content(seen) and deadline.left_ms > LONG_POLL_MS
    return now_ms() - seen.started > (CONTENT_MS if is_awaited else LONG_POLL_MS)


async def next_document(network: NetworkCollector, limit_s: float, since_ms: float = 0.0) -> None:
    """Wait until the step has asked for another page since then, or no longer than the limit."""
    deadline = Deadline(limit_s)
    while not deadline.is_over:
        mark = network.mark
        if any(seen.started >= since_ms for seen in network.main_documents(network.step)):
            return
        await _network_change(network, mark, deadline.left_s)


async def document_shown(network: NetworkCollector, limit_s: float) -> None:
    """Wait until a page that was asked for has taken the place of the old one, or came to nothing."""
    deadline = Deadline(limit_s)
    while not deadline.is_over:
        mark = network.mark
        if not network.is_document_under_way:
            return
        await _network_change(network, mark, deadline.left_s)


async def _network_change(network: NetworkCollector, mark: int, limit_s: float) -> None:
    try:
        await asyncio.wait_for(network.change(mark), limit_s)
    except TimeoutError:
        return
