"""One visit: a fresh context, the walk, and its evidence. Whatever happens on the way, evidence comes out."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar

from playwright.async_api import BrowserContext, Error, Page

from frictionaudit.evidence.errand import ErrandFacts
from frictionaudit.evidence.store import EvidenceStore
from frictionaudit.evidence.visit import JourneyFacts, PlannedStep, VisitEvidence, VisitOutcome
from frictionaudit.journey.loading.places import place_of
from frictionaudit.journey.model import BrowserName, Commitment, Detour, DetourKind, Journey, Persona
from frictionaudit.journey.slug import slug
from frictionaudit.replay.aftercare.afterwards import cookies_of, look_afterwards
from frictionaudit.replay.browsers.engine import CLOSE_PATIENCE_S, OPEN_PATIENCE_S, Engine
from frictionaudit.replay.clock import now_ms
from frictionaudit.replay.errands.errand_walk import ErrandWalk, Work
from frictionaudit.replay.errands.footprints import Footprints, Trail, hindrance
from frictionaudit.replay.events import Listener, VisitEnded, VisitStarted
from frictionaudit.replay.intent.search import SearchWalk, is_search
from frictionaudit.replay.records.driver_reading import DriverReading
from frictionaudit.replay.records.reading import Reading, not_reached
from frictionaudit.replay.records.requests import RequestReading, sizes_of
from frictionaudit.replay.safety.guard import RouteGuard, VisitGuard
from frictionaudit.replay.safety.hosts import HostPolicy, host_of
from frictionaudit.replay.safety.masking import Mask
from frictionaudit.replay.state import VisitState
from frictionaudit.replay.walk import Walk, WalkSettings
from frictionaudit.replay.watching.collectors import VisitCollectors
from frictionaudit.replay.watching.network import NetworkCollector

__all__ = ["VisitPlan", "visit"]

T = TypeVar("T")


@dataclass(frozen=True)
class VisitPlan:
    """One visit to make.

    Attributes:
        journey: What to walk.
        persona: Who walks.
        browser: In which browser.
        errand: "walk", or "<kind>@<step id>" of a detour or drill.
        work: The detour or drill; None: the walk itself.
        number: Tells errands of one kind at one step apart, from 1.
    """

    journey: Journey
    persona: Persona
    browser: BrowserName
    errand: str = "walk"
    work: Work | None = None
    number: int = 1

    @property
    def id(self) -> str:
        """A safe file name that tells journey, persona, browser and errand."""
        kind, _, place = self.errand.partition("@")
        tail = "" if self.errand == "walk" else f".{kind}.{slug(place)}"
        return f"{self.journey.id}.{self.persona.name}.{self.browser}{tail}" + (
            f".{self.number}" if self.number > 1 else ""
        )


@dataclass
class _Opened:
    """What a visit has opened."""

    state: VisitState
    walk: Walk
    tasks: set[asyncio.Task[None]] = field(default_factory=set)


async def visit(
    plan: VisitPlan, engine: Engine, store: EvidenceStore, settings: WalkSettings, tell: Listener, key: bytes,
    footprints: Footprints,
) -> VisitEvidence:  # fmt: skip
    """Make one visit and save its evidence.

    Args:
        plan: What to do.
        engine: In which browser.
        store: Gets the evidence.
        settings: How much is gathered.
        tell: Hears of each step.
        key: Key of the run's hashes.
        footprints: What walks leave behind for their errands.

    Raises:
        AuditError: the browser does not start, or the evidence cannot be written.
    """
    started, clock = datetime.now(UTC), now_ms()
    trail = footprints.of(plan.journey, plan.persona, plan.browser)
    if plan.work is not None and (reason := hindrance(plan.work, plan.journey, trail)):
        return _not_begun(plan, engine, store, started, reason)
    tell(VisitStarted(plan.id, plan.journey.name, plan.persona.name, plan.browser, len(plan.journey.steps)))
    context = await engine.new_context(plan.journey, plan.persona)
    has_cold_start, engine.is_cold = engine.is_cold, False
    opened = _open(plan, engine, context, settings, tell, key, trail)
    try:
        try:
            await asyncio.wait_for(_first_window(opened), OPEN_PATIENCE_S)
            await opened.walk.go()
        except TimeoutError:
            opened.walk.outcome, opened.walk.reason = VisitOutcome.CRASHED, "the browser opened no window"
            await engine.close()
        except Error as error:  # the browser itself went away
            opened.walk.outcome, opened.walk.reason = VisitOutcome.CRASHED, error.message.splitlines()[0]
        except Exception as fault:  # ours: the other visits go on
            opened.walk.outcome = VisitOutcome.CRASHED
            opened.walk.reason = f"a fault of ours ended the visit ({type(fault).__name__}: {fault})"
            opened.walk.faults.append(opened.walk.reason)
    except asyncio.CancelledError:
        opened.walk.outcome, opened.walk.reason = VisitOutcome.FAILED, "the run was interrupted here"
        await _to_its_end(_finish(plan, opened, store, started, clock, "partial", has_cold_start=has_cold_start))
        raise
    evidence, cookies = await _to_its_end(
        _finish(plan, opened, store, started, clock, "complete", has_cold_start=has_cold_start)
    )
    if plan.work is None:
        # Where the path itself was walked, links and mail are looked after; nobody waits for that to end.
        evidence = (await look_afterwards(opened.walk, settings.links, started, cookies)).added_to(evidence)
        store.save_visit(evidence)
        footprints.note(plan.journey, plan.persona, plan.browser, opened.walk.steps, evidence.steps)
    tell(VisitEnded(plan.id, evidence.outcome, evidence.reason, evidence.seconds))
    return evidence


def _not_begun(
    plan: VisitPlan, engine: Engine, store: EvidenceStore, started: datetime, reason: str
) -> VisitEvidence:  # fmt: skip
    """Give the evidence of an errand that this shop or this walk does not allow: only the reason."""
    facts = ErrandFacts(step_id=plan.errand.partition("@")[2], failure=reason)
    evidence = VisitEvidence(
        id=plan.id, journey=facts_of(plan.journey), persona=plan.persona, engine=engine.evidence(),
        locale=plan.persona.locale or plan.journey.locale, errand=plan.errand,
        outcome=VisitOutcome.STOPPED_FOR_SAFETY if "allow_order" in reason else VisitOutcome.FAILED, reason=reason,
        started=started.isoformat(timespec="seconds"), seconds=0,
        steps=tuple(not_reached(index, step) for index, step in enumerate(plan.journey.steps)), errand_facts=facts,
    )  # fmt: skip
    store.save_visit(evidence)
    return evidence


def _open(
    plan: VisitPlan, engine: Engine, context: BrowserContext, settings: WalkSettings, tell: Listener, key: bytes,
    trail: Trail | None,
) -> _Opened:  # fmt: skip
    journey = plan.journey
    guard = VisitGuard(HostPolicy.of(journey))
    network = NetworkCollector(
        host_of(journey.base_url),
        refused=guard.has_refused,
        # Chromium has held it already; elsewhere a redirect cannot be held, and the visit ends with its first request.
        on_redirect=guard.allows_window,
    )
    tasks: set[asyncio.Task[None]] = set()
    collectors = VisitCollectors(on_window=lambda page: None, on_crash=lambda: None, on_heard=network.signal)
    state = VisitState(
        engine=engine, context=context, journey=journey, persona=plan.persona, guard=guard, network=network,
        collectors=collectors, mask=Mask(journey.secrets, key),
        language=(plan.persona.locale or journey.locale).split("-")[0].lower(), heals=settings.heals,
    )  # fmt: skip

    def crashed() -> None:
        state.crashed = True
        state.stopped.set()

    def window(page: Page) -> None:
        state.windows.insert(0, page)  # the customer still looks at their own
        task = asyncio.ensure_future(state.adopt(page))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    collectors.on_crash = crashed
    guard.on_refusal = lambda host: state.stopped.set()
    network.attach(context)
    collectors.attach(context)
    opened = _Opened(state, _walk(plan, state, settings, tell, trail), tasks)
    collectors.on_window = window
    return opened


def _walk(plan: VisitPlan, state: VisitState, settings: WalkSettings, tell: Listener, trail: Trail | None) -> Walk:
    work = plan.work
    if work is None:
        kind = SearchWalk if is_search(plan.journey) else Walk
        return kind(plan.id, state, settings, tell)
    place = trail.place_of(work) if trail and isinstance(work, Detour) and work.kind is DetourKind.DEEP_LINK else None
    return ErrandWalk(plan.id, state, settings, tell, work=work, footprint=place)


async def _first_window(opened: _Opened) -> None:
    state = opened.state
    collectors = state.collectors
    on_window, collectors.on_window = collectors.on_window, lambda page: None
    page = await state.context.new_page()
    collectors.on_window = on_window
    collectors.heard.clear()
    state.windows.append(page)
    await state.adopt(page)
    if state.engine.guard is None:
        state.route_guard = RouteGuard(state.context, state.guard)
        await state.route_guard.attach()


async def _to_its_end(saving: Coroutine[Any, Any, T]) -> T:
    """Save what a walk has seen, also where the run is interrupted meanwhile."""
    task = asyncio.ensure_future(saving)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise


async def _finish(
    plan: VisitPlan,
    opened: _Opened,
    store: EvidenceStore,
    started: datetime,
    clock: float,
    status: Literal["complete", "partial"],
    *,
    has_cold_start: bool,
) -> tuple[VisitEvidence, dict[str, str]]:
    """Read what was noted down, close the context, and save; give the customer's cookies too."""
    state, walk = opened.state, opened.walk
    sizes = {}
    with contextlib.suppress(Exception):  # Ctrl-C ends Playwright's driver too, which it tells by a bare Exception
        finished = [seen.request for seen in state.network.seen if seen.ended is not None and seen.failure is None]
        sizes = await asyncio.wait_for(sizes_of(finished), CLOSE_PATIENCE_S)
    cookies = await cookies_of(opened.walk)
    await _close(opened)
    requests = RequestReading(state.network.shop_host, state.mask, sizes)
    driver = DriverReading(state.mask, state.network, state.collectors, requests, has_cold_start=has_cold_start)
    engine = state.engine.evidence()
    reading = Reading(state.mask, driver, store, engine.sees)
    planned = walk.journey.steps
    read = [reading.step(draft) for draft in walk.steps]
    steps = [step for step in read if step.index < len(planned)]
    steps += [not_reached(index, planned[index]) for index in range(len(steps), len(planned))]
    asks_throttling = plan.persona.network is not None or plan.persona.cpu_slowdown > 1
    evidence = VisitEvidence(
        id=plan.id,
        journey=facts_of(walk.journey),
        persona=plan.persona,
        engine=engine,
        locale=plan.persona.locale or plan.journey.locale,
        errand=plan.errand,
        outcome=walk.outcome,
        reason=state.mask(walk.reason),
        status=status,
        is_throttled="throttle" in engine.sees if asks_throttling else None,
        started=started.isoformat(timespec="seconds"),
        seconds=(now_ms() - clock) / 1000,
        walk_seconds=(walk.walk_ended - walk.walk_started) / 1000,
        steps=tuple(steps),
        faults=tuple(walk.faults + reading.faults),
        aftermath=tuple(step for step in read if step.index >= len(planned)),
        errand_facts=walk.facts() if isinstance(walk, ErrandWalk) else None,
    )
    store.save_visit(evidence)
    return evidence, cookies


async def _close(opened: _Opened) -> None:
    """Close the context; one that hangs must not hold up the others."""
    for task in opened.tasks:
        task.cancel()
    if opened.state.engine.guard is not None:
        await opened.state.engine.guard.forget(opened.state.guard)
    with contextlib.suppress(Exception):
        await asyncio.wait_for(opened.state.context.close(), CLOSE_PATIENCE_S)


def facts_of(journey: Journey) -> JourneyFacts:
    """Give what rules, score and report need of a journey: no locators, no data of the shopper."""
    steps = tuple(
        PlannedStep(
            name=each.name,
            id=each.id,
            stage=each.stage,
            commits=each.commits or Commitment.NONE,
            file=place_of(each.file) if each.file else "",
            line=each.line,
        )
        for each in journey.steps
    )
    return JourneyFacts(
        name=journey.name, id=journey.id, file=place_of(journey.file) if journey.file else "",
        base_url=journey.base_url, locale=journey.locale, market=journey.market, currency=journey.currency,
        goods=journey.goods, customers=journey.customers, is_withdrawal_exempt=journey.is_withdrawal_exempt,
        has_http_credentials=journey.http_credentials is not None, consent=journey.consent, payment=journey.payment,
        target=journey.target, suppress=journey.suppress, steps=steps,
    )  # fmt: skip
