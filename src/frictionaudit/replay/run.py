"""Make all visits of a run: one browser process an engine, a fresh context a visit, one after another unless told."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frictionaudit.evidence.store import EvidenceStore
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import BrowserName
from frictionaudit.replay.aftercare.links import LinkChecker
from frictionaudit.replay.browsers.engine import Engine, Engines
from frictionaudit.replay.errands.footprints import Footprints
from frictionaudit.replay.events import Event, Listener, Note
from frictionaudit.replay.visit import VisitPlan, visit
from frictionaudit.replay.walk import WalkSettings

__all__ = ["ReplaySettings", "replay"]


@dataclass(frozen=True)
class ReplaySettings:
    """How to replay.

    Attributes:
        workers: Visits at a time; timed visits one at a time, or neighbours spoil each other's figures.
        headed: With a window.
        slow_mo_ms: Wait before each action, for those who watch.
        axe: Judge accessibility too.
        pictures: Take screenshots.
        links: Ask for the links of the pages after each walk.
        only_step: Stop after this step.
        time_budget_s: Start no further visit after this.
        pause: Called with each step's name before it begins.
        most_pages: Documents after which a search for the way ends.
        heals: Use what is near where a locator finds nothing.
    """

    workers: int = 1
    headed: bool = False
    slow_mo_ms: float = 0
    axe: bool = True
    pictures: bool = True
    only_step: str | None = None
    time_budget_s: float | None = None
    pause: Callable[[str], Any] | None = None
    links: bool = True
    most_pages: int = 40
    heals: bool = False


def _silent(event: Event) -> None:
    """Listen to nothing."""


async def replay(
    plans: Sequence[VisitPlan],
    settings: ReplaySettings,
    folder: Path,
    on_event: Listener | None = None,
    browsers: Engines | None = None,
) -> list[VisitEvidence]:
    """Make all visits and save the evidence of each as soon as it is there.

    Args:
        plans: The visits.
        settings: How to replay.
        folder: Where the evidence goes.
        on_event: Told of the progress.
        browsers: Running ones to use and leave running; None: this run's own.

    Returns:
        Evidence in the order of the plans; visits that the time budget left out are missing.

    Raises:
        BrowserMissingError, AuditError: no such browser, or it does not start; what was saved stays.
    """
    tell = on_event or _silent
    store = EvidenceStore(folder)
    store.plan([plan.id for plan in plans])
    async with contextlib.AsyncExitStack() as stack:
        running = browsers if browsers is not None else await stack.enter_async_context(Engines())
        engines = {
            name: running.of(name, headed=settings.headed, slow_mo_ms=settings.slow_mo_ms)
            for name in dict.fromkeys(plan.browser for plan in plans)
        }
        for note in dict.fromkeys(note for engine in engines.values() for note in engine.found.notes):
            tell(Note(note))
        return await _all_visits(plans, settings, engines, store, tell)


async def _all_visits(
    plans: Sequence[VisitPlan],
    settings: ReplaySettings,
    engines: dict[BrowserName, Engine],
    store: EvidenceStore,
    tell: Listener,
) -> list[VisitEvidence]:
    checker = LinkChecker() if settings.links else None
    walk = WalkSettings(
        settings.pictures,
        settings.axe,
        settings.only_step,
        settings.pause,
        settings.most_pages,
        settings.heals,
        checker,
    )
    key = secrets.token_bytes(16)
    loop = asyncio.get_running_loop()
    end = None if settings.time_budget_s is None else loop.time() + settings.time_budget_s
    gate = asyncio.Semaphore(max(1, settings.workers))

    footprints = Footprints()
    walks = asyncio.Event()

    async def make(plan: VisitPlan) -> VisitEvidence | None:
        if plan.work is not None:
            await walks.wait()
        async with gate:
            if end is not None and loop.time() > end:
                tell(Note(f"the time budget left out the visit {plan.id}"))
                return None
            return await visit(plan, engines[plan.browser], store, walk, tell, key, footprints)

    tasks = [asyncio.ensure_future(make(plan)) for plan in plans]
    try:
        # Errands go where the walks have been.
        await asyncio.gather(*(task for task, plan in zip(tasks, plans, strict=True) if plan.work is None))
        walks.set()
        return [evidence for evidence in await asyncio.gather(*tasks) if evidence is not None]
    finally:
        for task in tasks:
            if not task.cancelling():  # an interrupted visit saves what it has seen: once is enough
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
