"""Walk one journey: step by step, to the very end or as far as is safe, and note down what is seen on the way."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from playwright.async_api import Error

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.journey.model import Action, ActionKind, Commitment, InputDevice, Journey, Step
from frictionaudit.replay.acting.act import Actor
from frictionaudit.replay.acting.consent import answer_banner
from frictionaudit.replay.acting.eyes import CannotActError
from frictionaudit.replay.acting.press import HeldError, activating_index
from frictionaudit.replay.aftercare.links import LinkChecker
from frictionaudit.replay.clock import Deadline, Pulse, now_ms
from frictionaudit.replay.drafts import ActionDraft, StepDraft
from frictionaudit.replay.events import Listener, Note, StepEnded, StepStarted
from frictionaudit.replay.gather import LAST_LOOK_S, Gatherer
from frictionaudit.replay.page.inpage import HUNG_AFTER_S, PageHungError, ask, done_in_time
from frictionaudit.replay.page.selectors import blame_the_file
from frictionaudit.replay.safety.holding import commitment_of
from frictionaudit.replay.state import VisitState
from frictionaudit.replay.waiting import StepWait
from frictionaudit.replay.walls import WALLS, wall_of
from frictionaudit.replay.watching.accessibility import AXE_LONGEST_S
from frictionaudit.replay.watching.network import failure_kind
from frictionaudit.replay.watching.settle import NEXT_DOCUMENT_S, document_shown, next_document
from frictionaudit.tongues import translatable

__all__ = ["Walk", "WalkSettings"]

_PAGE_WENT = "Execution context was destroyed"
"""What Playwright says where a question was put to a page that gave way to the next one meanwhile."""


@dataclass(frozen=True)
class WalkSettings:
    """How much is gathered on the way."""

    pictures: bool = True
    axe: bool = True
    only_step: str | None = None
    pause: Callable[[str], Any] | None = None
    """Called with each step's name before it begins (`--step`)."""
    most_pages: int = 40
    """Documents after which a search for the way ends."""
    heals: bool = False
    """What is near is used where a locator finds nothing (`--heal`)."""
    links: LinkChecker | None = None
    """Asks for the links of the pages once the walk is over; None: they are left out."""


@dataclass
class Walk:
    """One visit on its way."""

    visit_id: str
    state: VisitState
    settings: WalkSettings
    tell: Listener
    steps: list[StepDraft] = field(default_factory=list)
    outcome: VisitOutcome = VisitOutcome.COMPLETED
    reason: str = ""
    faults: list[str] = field(default_factory=list)
    walk_started: float = 0
    walk_ended: float = 0
    _has_banner_answer: bool = False
    _document_asked: int = -1

    def __post_init__(self) -> None:
        """Bring eyes for what the steps lead to."""
        self.waiting = StepWait(self.state)
        self.gatherer = Gatherer(self.state, self.waiting, pictures=self.settings.pictures, axe=self.settings.axe)

    @property
    def journey(self) -> Journey:
        """What was set out to be walked, each step with what it really is."""
        return self.state.journey

    async def go(self) -> None:
        """Walk all steps; never raises for what the shop does."""
        self.walk_started = self.walk_ended = now_ms()
        # Chromium may lay a phone's page out anew for a picture: nothing is looked at meanwhile.
        self.gatherer.goes_on = not self.state.persona.is_mobile
        try:
            await self._go_step_by_step()
        finally:
            await self.state.pictured()
        self.walk_ended = now_ms()

    async def _go_step_by_step(self) -> None:
        for index, step in enumerate(self.state.journey.steps):
            draft = await self.take(index, step)
            if draft.status is not StepStatus.PASSED:
                self._conclude(draft)
                return
            if self.settings.only_step in (step.name, step.id):
                self.outcome, self.reason = VisitOutcome.STOPPED_FOR_SAFETY, "only this step was asked for"
                return

    async def take(self, index: int, step: Step) -> StepDraft:
        """Take one step and give what was noted down."""
        draft = StepDraft(index, step, now_ms(), step.patience_s or self.state.persona.patience_s)
        self.steps.append(draft)
        self.state.network.step = index
        self.state.collectors.begin_step(index)
        self.tell(StepStarted(self.visit_id, index, step.name))
        if self.settings.pause is not None:
            await self.state.pictured()
            await asyncio.to_thread(self.settings.pause, step.name)
        await self._step(draft)
        self.walk_ended = now_ms()
        self.tell(StepEnded(self.visit_id, index, step.name, draft.status, (draft.ended - draft.started) / 1000))
        return draft

    async def _step(self, draft: StepDraft) -> None:
        deadline = Deadline(draft.patience_s)
        try:
            self.state.count_waiting()
            with Pulse() as pulse:
                await self._act(draft, deadline)
                deadline = deadline.no_sooner_than(_patience_left(draft))
                await self._await_expectations(draft, deadline)
                await blame_the_file(self.state.page, draft)
            draft.lag_ms, draft.starved_ms = pulse.lag_ms, self.state.waited_ms()
            for pressed in (each for each in draft.actions if self.state.network.documents > each.document > 0):
                self._note_late_shift(pressed.shift)
            limit_s = max(deadline.left_s, LAST_LOOK_S) + 2 * HUNG_AFTER_S + AXE_LONGEST_S
            await done_in_time(self.state.page, self.gatherer.gather(draft, deadline), limit_s)
            if draft.status is StepStatus.FAILED and self.state.hands.device is InputDevice.KEYBOARD:
                await self.waiting.try_mouse(draft)
        except PageHungError as hung:
            draft.fail(StepStatus.TIMED_OUT, "navigation", str(hung))
            draft.gap("page", "the page hung and could not be read")
        except Error as error:
            self._window_lost(draft, error)
        except Exception as fault:  # ours: shown as ours, and never held against the shop
            draft.fail(StepStatus.FAILED, "fault", f"a fault of ours ({type(fault).__name__}: {fault})")
            draft.gap("page", draft.failure)
            self.faults.append(f"step '{draft.step.name}': {draft.failure}")
        if self.state.guard.refused_host:
            draft.status, draft.failure_kind = StepStatus.FAILED, "safety"
            draft.failure = f"the way led to {self.state.guard.refused_host}, which safety.hosts does not name"
        draft.ended = now_ms()

    def _window_lost(self, draft: StepDraft, error: Error) -> None:
        if self.state.crashed or "crash" in error.message.lower():
            self.state.crashed = True
            draft.fail(StepStatus.FAILED, "crash", "the page crashed")
        elif self.state.page.is_closed():
            draft.fail(StepStatus.FAILED, "window", "the shop closed the window")
        else:
            draft.fail(StepStatus.FAILED, "fault", error.message.splitlines()[0][:200])
            self.faults.append(f"step '{draft.step.name}': {error.message.splitlines()[0][:200]}")
        draft.gap("page", draft.failure)

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def _act(self, draft: StepDraft, deadline: Deadline) -> None:
        actor = await self._begin(draft, deadline)
        primary = activating_index(draft.step.actions)
        for index, action in enumerate(draft.step.actions):
            if not await self.do(actor, draft, action, deadline, is_primary=index == primary):
                return

    async def _begin(self, draft: StepDraft, deadline: Deadline) -> Actor:
        """Clear the way, tell the probe that a step begins, and give the hands for it."""
        await self._clear_the_way(draft, deadline)
        before_commit = self._before_commit if self.gatherer.pictures else None
        actor = Actor(self.state, before_commit, self.gatherer.read_passing)
        # A banner that a pop-up hid is answered before anything is typed: its answer may be the page anew, empty.
        actor.eyes.when_cleared = partial(self._clear_the_way, draft, deadline)
        actor.eyes.look_ahead(draft)
        with contextlib.suppress(Error):
            told = await ask(self.state.page, "begin")
            self._note_late_shift(told)
        return actor

    def _note_late_shift(self, told: dict[str, Any] | None) -> None:
        """Note what jumped on the page that the step before ended on, since that was read; no other page counts."""
        if len(self.steps) < 2 or told is None or told["cls"] is None:
            return
        before = self.steps[-2]
        known = before.late_shift or (told["time_origin"], 0.0)
        if known[0] == told["time_origin"]:
            before.late_shift = (known[0], max(known[1], told["cls"]))

    async def do(
        self, actor: Actor, draft: StepDraft, action: Action, deadline: Deadline, *, is_primary: bool
    ) -> bool:  # fmt: skip
        """Carry out one action; False where the step ends with it."""
        await self._go_along(draft, deadline)
        noted = ActionDraft(action, commits=commitment_of(draft.step, is_activating=is_primary))
        noted.is_primary = is_primary
        draft.actions.append(noted)
        await self._clear_the_way(draft, deadline)
        try:
            await self._perform(actor, draft, noted, deadline)
        except HeldError:
            draft.fail(StepStatus.HELD, "safety", _held_words(draft.step, noted))
            return False
        except CannotActError as cannot:
            noted.failure = str(cannot)
            kind = "navigation" if draft.navigation_error else "action"
            kind = "fault" if failure_kind(draft.navigation_error or "") == "own-network" else kind
            draft.fail(StepStatus.FAILED, kind, str(cannot))
            return False
        finally:
            self._tell_healed(draft, noted)
        return True

    async def _perform(self, actor: Actor, draft: StepDraft, noted: ActionDraft, deadline: Deadline) -> None:
        """Carry the action out; again on the next page where this one gave way while the customer was looking."""
        try:
            work = actor.perform(noted, draft, deadline)
            await done_in_time(self.state.page, work, deadline.left_s + HUNG_AFTER_S)
        except Error as error:
            if noted.input_at is not None or _PAGE_WENT not in error.message:
                raise
            await document_shown(self.state.network, deadline.left_s)
            work = actor.perform(noted, draft, deadline)
            await done_in_time(self.state.page, work, deadline.left_s + HUNG_AFTER_S)

    async def _go_along(self, draft: StepDraft, deadline: Deadline) -> None:
        """Go on where the last action leads: what stands on both pages is not used on the one that is about to go."""
        last = draft.actions[-1] if draft.actions else None
        if last is None or last.input_at is None:
            return
        if last.action.kind is ActionKind.SEARCH:
            await next_document(self.state.network, min(NEXT_DOCUMENT_S, deadline.left_s), last.input_at)
        await document_shown(self.state.network, deadline.left_s)

    def _tell_healed(self, draft: StepDraft, action: ActionDraft) -> None:
        if action.is_healed:
            step, target, line = draft.step.name, action.action.target, self.state.mask(action.mend)
            self.tell(
                Note(f"step '{step}' was healed: nothing answered to {target}; what is near it was used. Write {line}")
            )

    async def _await_expectations(self, draft: StepDraft, deadline: Deadline) -> None:
        await self.waiting.expectations(draft, deadline)

    async def _before_commit(self, action: ActionDraft) -> None:
        await self.gatherer.before_commit(self.steps[-1], action)

    async def _clear_the_way(self, draft: StepDraft, deadline: Deadline) -> None:
        """Answer a cookie banner that came with the document before the customer goes on."""
        documents = self.state.network.documents
        if self._has_banner_answer or documents == 0 or documents == self._document_asked:
            return
        self._document_asked = documents
        await self.state.pictured()
        with contextlib.suppress(Error):
            draft.consent = await answer_banner(self.state, deadline) or draft.consent
        self._has_banner_answer = draft.consent is not None and draft.consent.result in ("done", "ignored")
        if draft.consent is not None and draft.consent.result == "covered":
            self._document_asked = 0  # once more when what lies over it has been closed

    # ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _conclude(self, draft: StepDraft) -> None:
        """Say how the visit ended."""
        draft.wall = wall_of(draft, self.state.network.document_status(draft.index), self.state.language)
        self.reason = f"step '{draft.step.name}': {draft.failure}"
        if self.state.has_lost_browser:
            self.reason = f"step '{draft.step.name}': the browser died"
        if self.state.crashed or self.state.has_lost_browser or draft.failure_kind == "fault":
            self.outcome = VisitOutcome.CRASHED
        elif draft.status is StepStatus.HELD or draft.failure_kind == "safety":
            self.outcome = VisitOutcome.STOPPED_FOR_SAFETY
        elif draft.wall is not None:
            self.outcome = WALLS[draft.wall]
        elif draft.status is StepStatus.TIMED_OUT:
            self.outcome = VisitOutcome.TIMED_OUT
        else:
            self.outcome = VisitOutcome.FAILED


def _patience_left(draft: StepDraft) -> float:
    """Give the seconds that the customer still waits: patience begins with the press, not with the typing before it.

    However long the typing took, what stands there in the end is seen.
    """
    pressed_s = draft.patience_s if draft.input_at is None else (now_ms() - draft.input_at) / 1000
    return max(LAST_LOOK_S, draft.patience_s - pressed_s)


_A = {
    Commitment.ORDER: translatable("an order"),
    Commitment.PAYMENT: translatable("a payment"),
    Commitment.SUBSCRIPTION: translatable("a subscription"),
    Commitment.NONE: "nothing",
    Commitment.CART: translatable("the cart"),
    Commitment.ACCOUNT: translatable("an account"),
}


def _held_words(step: Step, action: ActionDraft) -> str:
    meant = str(action.action.target) if action.action.target is not None else translatable("the key")
    because = {
        "commits": translatable(f"the step commits to {_A[step.commits or Commitment.NONE]}"),
        "form": translatable("its form takes an order"),
        "expectation": translatable("what is to follow comes after an order only"),
    }
    reads = because.get(action.held_because or "", translatable("it reads as an order"))
    return translatable(f"{meant} was not pressed: {reads}, and orders are not allowed here (safety.allow_order)")
