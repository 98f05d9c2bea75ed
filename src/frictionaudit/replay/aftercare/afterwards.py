"""What is looked after once a walk is over: the links of its pages, and the order's acknowledgement by mail."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from frictionaudit.evidence.common import Gap
from frictionaudit.evidence.links import LinksEvidence
from frictionaudit.evidence.mail import MailEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence, VisitOutcome
from frictionaudit.replay.aftercare.drawing import Drawer
from frictionaudit.replay.aftercare.late_layers import Late, LateLayers, late_layers
from frictionaudit.replay.aftercare.link_choice import PageLinks
from frictionaudit.replay.aftercare.links import LinkChecker
from frictionaudit.replay.mail import watch_mailbox
from frictionaudit.replay.walk import Walk

__all__ = ["Afterwards", "cookies_of", "look_afterwards"]

COOKIE_PATIENCE_S = 5.0

_SHUT_OUT = frozenset({VisitOutcome.BLOCKED_BY_BOT_WALL, VisitOutcome.CRASHED})
"""Outcomes after which the shop is left alone."""


@dataclass(frozen=True)
class Afterwards:
    """What was found; None where there was nothing to look for."""

    links: LinksEvidence | None = None
    mail: MailEvidence | None = None
    late: LateLayers = field(default_factory=dict)

    def added_to(self, evidence: VisitEvidence) -> VisitEvidence:
        """Give the visit with what was found."""
        # A question about cookies that was answered in the customer's own browser alone may be asked anew.
        has_answered = any(step.consent is not None and step.consent.result == "done" for step in evidence.steps)
        late = {at: replace(each, cls=None) if has_answered else each for at, each in self.late.items()}
        steps = tuple(_with_late(each, late[each.index]) if each.index in late else each for each in evidence.steps)
        return evidence.model_copy(update={"links": self.links, "mail": self.mail, "steps": steps})


def _with_late(step: StepEvidence, late: Late) -> StepEvidence:
    vitals = step.vitals
    if vitals is not None and vitals.cls is not None and late.cls is not None:
        vitals = vitals.model_copy(update={"cls": max(vitals.cls, late.cls)})
    return step.model_copy(update={"late_overlays": late.overlays, "vitals": vitals})


async def look_afterwards(
    walk: Walk, checker: LinkChecker | None, started: datetime, cookies: Mapping[str, str]
) -> Afterwards:
    """Ask for the links, watch the mailbox, and see what comes up late, all at once.

    Never raises: a fault of ours is a gap.

    Args:
        walk: The walk that is over; its browser may close meanwhile.
        checker: Of the run; None: links are left out.
        started: When the visit began.
        cookies: The customer's, of the shop's host.
    """
    links, mail, late = await asyncio.gather(
        _links(walk, checker, cookies), _mail(walk, started), _late(walk, checker, cookies)
    )
    return Afterwards(links, mail, late)


async def cookies_of(walk: Walk) -> dict[str, str]:
    """Give the cookies that the customer has at the shop; to be asked for before the browser closes."""
    with contextlib.suppress(Exception):  # the driver may be gone as well
        kept = await asyncio.wait_for(walk.state.context.cookies(walk.journey.base_url), COOKIE_PATIENCE_S)
        return {str(each.get("name")): str(each.get("value")) for each in kept}
    return {}


async def _links(walk: Walk, checker: LinkChecker | None, cookies: Mapping[str, str]) -> LinksEvidence | None:
    if checker is None or walk.outcome in _SHUT_OUT:
        return None
    state = walk.state
    documents = [seen for seen in state.network.seen if seen.is_main_document]
    walked = [seen.request.url for seen in documents if seen.status is not None and seen.status < 400]
    suspects = [seen.request.url for seen in documents if seen.status is not None and seen.status >= 400]
    agent = documents[0].request.headers.get("user-agent", "") if documents else ""
    try:
        loaded = {seen.request.url for seen in state.network.seen if seen.request.resource_type == "document"}
        async with Drawer(state.engine, state.journey, state.persona) as drawer:
            return await checker.check(
                state.journey, agent, _pages(walk), walked, state.mask, suspects, loaded, cookies, drawer.draw
            )
    except Exception as fault:
        return LinksEvidence(gaps=(Gap(what="links", reason=f"a fault of ours: {type(fault).__name__}"),))


async def _late(walk: Walk, checker: LinkChecker | None, cookies: Mapping[str, str]) -> LateLayers:
    """Look for late layers where pages may be asked for again; what cannot be looked at shows none."""
    if checker is None or walk.outcome in _SHUT_OUT:
        return {}
    with contextlib.suppress(Exception):
        return await late_layers(walk, cookies)
    return {}


def _pages(walk: Walk) -> Iterator[PageLinks]:
    """Give the links of the path; where a search went astray is no part of it."""
    for draft in walk.steps:
        if draft.index < len(walk.journey.steps) and draft.page is not None and draft.page.main:
            raw: dict[str, Any] = json.loads(draft.page.main) or {}
            yield PageLinks(draft.index, raw.get("page") or {}, tuple(raw.get("lazy_frames") or ()))


async def _mail(walk: Walk, started: datetime) -> MailEvidence | None:
    """Watch the mailbox where an order was placed with an e-mail address."""
    state = walk.state
    address = state.journey.data.get("email")
    if not state.journey.mailbox or not isinstance(address, str) or not _has_ordered(walk):
        return None
    try:
        return await watch_mailbox(state.journey.mailbox, address, started, state.language, state.mask)
    except Exception as fault:
        return MailEvidence(kind="", gaps=(Gap(what="mail", reason=f"a fault of ours: {type(fault).__name__}"),))


def _has_ordered(walk: Walk) -> bool:
    return walk.outcome is VisitOutcome.COMPLETED and any(
        action.commits.is_binding and action.presses and not action.is_held
        for draft in walk.steps
        for action in draft.actions
    )
