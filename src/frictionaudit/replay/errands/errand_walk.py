"""Walk a detour or drill: the path as far as its step, the bad day there, and looks at the shop afterwards."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field, replace

from playwright.async_api import Error

from frictionaudit.evidence.errand import ErrandFacts, SentRequest
from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.journey.model import (
    Commitment,
    Detour,
    DetourKind,
    Drill,
    DrillKind,
    Step,
)
from frictionaudit.lexicon import Meaning, claims, says
from frictionaudit.replay.clock import Deadline, now_ms
from frictionaudit.replay.drafts import StepDraft
from frictionaudit.replay.errands.errand_steps import changed_step, types_a_card, with_card, without_deed
from frictionaudit.replay.errands.footprints import Footprint
from frictionaudit.replay.errands.giving_up import Bank, GaveUp
from frictionaudit.replay.errands.sabotage import Sabotage
from frictionaudit.replay.errands.sent import sent_requests
from frictionaudit.replay.errands.side_walk import SideWalk, Work
from frictionaudit.replay.page.inpage import PageHungError
from frictionaudit.replay.page.lines import lines_of, other_words
from frictionaudit.replay.walls import wall_of
from frictionaudit.replay.watching.expectations import ExpectationWait
from frictionaudit.replay.watching.settle import settle

__all__ = ["ErrandWalk", "Work"]

ANSWER_S = 3.0
"""A press that has not shown any effect by then has none: a form that the browser itself holds back stays still."""

HOLDS_NOW_S = 1.5
"""The page has come to rest: what is expected of it stands there, or does not, but for a busy machine."""

RELOOK_S = 1.0
"""While a request hangs, frames that came up meanwhile are looked at again after this."""

_ANSWERS = (Meaning.DECLINED, Meaning.TRY_AGAIN, Meaning.OTHER_PAYMENT, Meaning.GENERIC_ERROR)


@dataclass
class ErrandWalk(SideWalk):
    """One detour or drill on its way.

    Attributes:
        footprint: For a deep link: where the walk stood.
        sent: Writing requests after a double press.
    """

    footprint: Footprint | None = None
    sent: list[SentRequest] = field(default_factory=list)
    gave_up_by: GaveUp | None = None
    _sabotage: Sabotage | None = None
    _known_lines: frozenset[str] = frozenset()
    _drilled: int = -1

    async def go(self) -> None:
        """Do the errand; never raises for what the shop does."""
        self.walk_started = self.walk_ended = now_ms()
        # Evidence only where it matters: pictures from the errand's own step on.
        self.settings = replace(self.settings, pause=None)
        self.gatherer.pictures = self.gatherer.axe = False
        try:
            if self.work.kind is DetourKind.DEEP_LINK:
                self.gatherer.pictures = self.settings.pictures
                await self._enter()
            elif (index := await self._reach()) is not None:
                self.gatherer.pictures = self.settings.pictures
                await self._do(index, self.state.journey.steps[index])
        finally:
            if self._sabotage is not None:
                await self._sabotage.end(self.state.context)
        if self.failure and self.outcome is VisitOutcome.COMPLETED:
            self.outcome = VisitOutcome.FAILED
        self.reason = self.reason or self.failure

    def facts(self) -> ErrandFacts:
        """Say what was done."""
        sabotage = self._sabotage
        drilled = next((each for each in self.steps if each.index == self._drilled), None)
        step = next((each for each in self.state.journey.steps if each.name == self.work.step), None)
        return ErrandFacts(
            step_id=step.id if step is not None else "",
            failure=self.state.mask(self.failure),
            request=sabotage.request if sabotage else "",
            request_count=sabotage.count if sabotage else 0,
            is_page_request=sabotage.is_page_request if sabotage else False,
            names_request=isinstance(self.work, Drill) and self.work.request is not None,
            wrong_fields=tuple(str(t) for t, _ in self.work.fill) if isinstance(self.work, Drill) else (),
            presses=sum(each.presses for each in drilled.actions if each.is_binding) if drilled else 0,
            sent=tuple(self.sent),
            gave_up_by=self.gave_up_by,
            known_page=self.footprint.page if self.footprint else None,
            address=self.state.mask.url(self.footprint.url) if self.footprint else "",
        )

    async def _reach(self) -> int | None:
        """Walk as far as the step; None where the path does not lead there."""
        card = self.work.card if isinstance(self.work, Drill) else None
        for index, step in enumerate(self.state.journey.steps):
            if step.name == self.work.step:
                return index
            draft = await self.take(index, with_card(step, card))
            if draft.status is not StepStatus.PASSED:
                self._conclude(draft)
                self.failure = f"the path ended before it, at '{step.name}'"
                return None
        return None

    async def _do(self, index: int, step: Step) -> None:
        match self.work:
            case Detour():
                await self._detour(index, step, self.work)
            case Drill(kind=DrillKind.DOUBLE_SUBMIT):
                await self._press_twice(index, step)
            case Drill(kind=DrillKind.RELOAD_CONFIRMATION):
                if await self._passes(index, step):
                    await self._reload_unless_it_sends(step)
            case Drill():
                await self._drill(index, step, self.work)

    # ── detours ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def _enter(self) -> None:
        """Come in from outside, at an address inside the shop."""
        place, detour = self.footprint, self.work
        if place is None or not isinstance(detour, Detour):
            self.failure = "the walk did not come to this page, so its address is not known"
            return
        url, referrer = place.url, detour.referrer
        look = await self._look(
            "Deep link",
            lambda left: self.state.page.goto(url, referer=referrer, wait_until="commit", timeout=left.left_ms),
        )
        if wall_of(look, self.state.network.document_status(look.index), self.state.language) == "bot":
            self.failure = "a bot wall stood there"

    async def _detour(self, index: int, step: Step, detour: Detour) -> None:
        if not await self._passes(index, step):
            return
        if detour.kind is DetourKind.RELOAD:
            await self._reload_unless_it_sends(step)
        else:
            await self._look("Back", self._go_back)
            if not self.failure:
                await self._look("Forward", self._go_forward)
        if not self.failure:
            await self._look_in_cart()

    async def _passes(self, index: int, step: Step) -> bool:
        draft = await self.take(index, step)
        if draft.status is StepStatus.PASSED:
            return True
        self._conclude(draft)
        self.failure = f"'{step.name}' itself did not succeed"
        return False

    async def _reload_unless_it_sends(self, step: Step) -> None:
        """Reload, but never where that would order, pay or put something in the cart once more."""
        documents = [seen for seen in self.state.network.seen if seen.is_main_document]
        sends = bool(documents) and documents[-1].request.method != "GET"
        if sends and (step.commits not in (None, Commitment.NONE) or any(a.is_binding for a in self.steps[-1].actions)):
            self.failure = "the page is the answer to what was sent: a reload would send it once more"
            return
        await self._reload()

    # ── drills ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def _press_twice(self, index: int, step: Step) -> None:
        self._drilled = index
        self.state.binding_presses = 2
        draft = await self.take(index, step)
        pressed = draft.input_at
        if pressed is None or not any(action.is_binding for action in draft.actions):
            self.failure = f"'{step.name}' has no press that orders or pays"
            return
        network, mask = self.state.network, self.state.mask
        self.sent += await sent_requests(network.of_step(index), pressed, "press", mask)
        if draft.status is not StepStatus.PASSED:
            return
        look = await self._reload()
        self.sent += await sent_requests(network.of_step(look.index), pressed, "reload", mask)
        look = await self._look("Back", self._go_back)
        self.sent += await sent_requests(network.of_step(look.index), pressed, "back", mask)
        self.failure = ""  # what was sent till then is known, whether or not this browser tells of going Back

    async def _drill(self, index: int, step: Step, drill: Drill) -> None:
        self._drilled = index
        sabotage = self._sabotage = Sabotage(drill, self.state.journey.payment.hosts)
        if drill.kind in (DrillKind.PAYMENT_DECLINED, DrillKind.PAYMENT_TIMEOUT, DrillKind.PAYMENT_ERROR):
            await sabotage.begin(self.state.context)
        if drill.kind is DrillKind.SESSION_EXPIRED:
            await self.state.context.clear_cookies()
        bank = await Bank.before(self.state)
        self._known_lines = await lines_of(self.state.page)
        is_given_up = drill.kind is DrillKind.AUTHENTICATION_ABANDONED
        is_at_bank = bank.was_open or self._has_bound()
        bank.is_asking = is_given_up and is_at_bank and not (drill.card or types_a_card(step))
        draft = await self.take(index, without_deed(step) if bank.is_asking else changed_step(step, drill))
        if draft.status is StepStatus.HELD or draft.failure_kind in ("safety", "crash", "fault", "window"):
            self._conclude(draft)
            self.failure = draft.failure
        elif sabotage.is_wanted and drill.kind in _ON_REQUESTS and not sabotage.count:
            self.failure = f"the request {drill.request or 'to the provider'} was never sent"
        elif drill.kind is DrillKind.AUTHENTICATION_ABANDONED:
            await self._give_up(bank)
        if not self.failure and drill.kind in _COSTS_CART and draft.status is not StepStatus.PASSED:
            await self._look_in_cart()

    def _has_bound(self) -> bool:
        """Tell whether an earlier step pressed what orders: a confirmation follows, on the shop's own host as well."""
        return any(action.is_binding and action.input_at for draft in self.steps for action in draft.actions)

    async def _give_up(self, bank: Bank) -> None:
        """Leave the bank, and look at the shop."""
        if await self._is_ordered():
            self.failure = (
                "the order went through without the bank's confirmation; name a card that asks for one (card:)"
            )
            return

        async def leave(left: Deadline) -> None:
            self.gave_up_by = await bank.leave(left)
            if self.gave_up_by is not None:
                await bank.come_home(left)

        bank.learn_words()
        await self._look("Given up", leave)
        if self.gave_up_by is None:
            self.failure = "no bank's confirmation came up; name a card that asks for one (card:)"

    async def _is_ordered(self) -> bool:
        new = "\n".join(await lines_of(self.state.page) - self._known_lines)
        return claims(new, Meaning.CONFIRMATION, self.state.language) is not None

    # ── waiting ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def _await_expectations(self, draft: StepDraft, deadline: Deadline) -> None:
        """On its bad day the shop does not lead where the journey expects: wait for what it says instead."""
        if draft.index != self._drilled or isinstance(self.work, Detour) or draft.status is not StepStatus.PASSED:
            await super()._await_expectations(draft, deadline)
            return
        if self.work.kind is DrillKind.DOUBLE_SUBMIT:
            await super()._await_expectations(draft, deadline)
            return
        answer = asyncio.ensure_future(self._answered(draft, deadline))
        stopped = asyncio.ensure_future(self.state.stopped.wait())
        try:
            await asyncio.wait({answer, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (answer, stopped):
                task.cancel()
            await asyncio.gather(answer, stopped, return_exceptions=True)
        wait = ExpectationWait(
            self.state.open_windows,
            self.state.network,
            lambda: self.state.network.document_status(draft.index),
            self.state.language,
        )
        results = await wait.all_held(draft.step.expect, Deadline(HOLDS_NOW_S))
        draft.held_at = now_ms()
        await self.waiting.note_expectations(draft, wait, results)

    async def _answered(self, draft: StepDraft, deadline: Deadline) -> None:
        """Wait until the page has come to rest after the press, and has said something where a request hangs."""
        feedback = asyncio.ensure_future(self.waiting.first_feedback(draft, deadline))
        if draft.input_at is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.waiting.effect(draft, feedback), min(ANSWER_S, deadline.left_s))
        await self.waiting.note_feedback(draft, feedback)
        sabotage = self._sabotage
        with contextlib.suppress(Error, PageHungError):
            if sabotage is None or not sabotage.is_hanging(self.state.network):
                await settle(self.state.page, self.state.network, deadline)
            while sabotage is not None and sabotage.is_hanging(self.state.network) and not deadline.is_over:
                if await self._says_something_of_it():
                    break
                await other_words(self.state.page, self.state.network, min(RELOOK_S, deadline.left_s))
            await settle(self.state.page, self.state.network, Deadline(min(deadline.left_s, ANSWER_S)))

    async def _says_something_of_it(self) -> bool:
        new = await lines_of(self.state.page) - self._known_lines
        return any(says(line, meaning, self.state.language) for line in new for meaning in _ANSWERS)


_ON_REQUESTS = (DrillKind.PAYMENT_DECLINED, DrillKind.PAYMENT_TIMEOUT, DrillKind.PAYMENT_ERROR)
_COSTS_CART = (DrillKind.PAYMENT_DECLINED, DrillKind.AUTHENTICATION_ABANDONED)
