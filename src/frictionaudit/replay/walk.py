"""Walk one journey: step by step, to the very end or as far as is safe, and note down what is seen on the way."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from playwright.async_api import Error, Page

from frictionaudit.evidence.common import Gap, Party
from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.journey.model import ActionKind, Commitment, Step
from frictionaudit.replay.accessibility import run_axe
from frictionaudit.replay.act import Actor, HeldError, activating_index
from frictionaudit.replay.clock import Deadline, now_ms
from frictionaudit.replay.consent import answer_banner
from frictionaudit.replay.drafts import ActionDraft, PageDraft, StepDraft
from frictionaudit.replay.events import Listener, StepEnded, StepStarted
from frictionaudit.replay.expectations import ExpectationWait
from frictionaudit.replay.eyes import CannotActError
from frictionaudit.replay.holding import commitment_of
from frictionaudit.replay.inpage import HUNG_AFTER_S, PageHungError, ask, ask_element, ask_text
from frictionaudit.replay.links import LinkChecker
from frictionaudit.replay.locate import find_now
from frictionaudit.replay.network import Seen, failure_kind, is_beacon, party_of
from frictionaudit.replay.pictures import take_picture
from frictionaudit.replay.settle import Settled, settle
from frictionaudit.replay.state import VisitState
from frictionaudit.replay.walls import WALLS, wall_of

__all__ = ["Walk", "WalkSettings"]

SECOND_TRY_AFTER_S = 3.0
"""A customer who sees nothing at all happen presses again about then."""

LAST_LOOK_S = 0.2
"""When patience has ended there is still a last look at what keeps the page busy."""

MANY_DOCUMENTS = 20
"""More main documents in one step than this is a page that sends the customer round and round."""

_EFFECTS = ("navigation", "dialog", "window", "download", "request", "change")


Feedback: TypeAlias = "asyncio.Future[dict[str, Any] | None]"


@dataclass(frozen=True)
class WalkSettings:
    """How much is gathered on the way."""

    pictures: bool = True
    axe: bool = True
    only_step: str | None = None
    pause: Callable[[str], Any] | None = None
    """Called with each step's name before it begins (`--step`)."""
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
    _judged_pages: dict[str, int] = field(default_factory=dict)
    _judged_parts: set[str] = field(default_factory=set)
    _has_banner_answer: bool = False
    _document_asked: int = -1

    async def go(self) -> None:
        """Walk all steps; never raises for what the shop does."""
        self.walk_started = self.walk_ended = now_ms()
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
        self.state.network.step = self.state.collectors.step = index
        self.tell(StepStarted(self.visit_id, index, step.name))
        if self.settings.pause is not None:
            await asyncio.to_thread(self.settings.pause, step.name)
        await self._step(draft)
        self.walk_ended = now_ms()
        self.tell(StepEnded(self.visit_id, index, step.name, draft.status, (draft.ended - draft.started) / 1000))
        return draft

    async def _step(self, draft: StepDraft) -> None:
        deadline = Deadline(draft.patience_s)
        try:
            await self._act(draft, deadline)
            await self._await_expectations(draft, deadline)
            await _in_time(self._gather(draft, deadline), max(deadline.left_s, LAST_LOOK_S) + 2 * HUNG_AFTER_S)
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
        await self._clear_the_way(draft, deadline)
        with contextlib.suppress(Error):
            await ask(self.state.page, "begin")
        actor = Actor(self.state, self._picture_of_commit if self.settings.pictures else None)
        primary = activating_index(draft.step.actions)
        for index, action in enumerate(draft.step.actions):
            noted = ActionDraft(action, commits=commitment_of(draft.step, is_activating=index == primary))
            noted.is_primary = index == primary
            draft.actions.append(noted)
            await self._clear_the_way(draft, deadline)
            try:
                await _in_time(actor.perform(noted, draft, deadline), deadline.left_s + HUNG_AFTER_S)
            except HeldError:
                draft.fail(StepStatus.HELD, "safety", _held_words(draft.step, noted))
                return
            except CannotActError as cannot:
                noted.failure = str(cannot)
                kind = "navigation" if draft.navigation_error else "action"
                draft.fail(StepStatus.FAILED, kind, str(cannot))
                return

    async def _clear_the_way(self, draft: StepDraft, deadline: Deadline) -> None:
        """Answer a cookie banner that came with the document before the customer goes on."""
        documents = self.state.network.documents
        if self._has_banner_answer or documents == 0 or documents == self._document_asked:
            return
        self._document_asked = documents
        with contextlib.suppress(Error):
            draft.consent = await answer_banner(self.state, deadline) or draft.consent
        self._has_banner_answer = draft.consent is not None and draft.consent.result in ("done", "ignored")

    # ── waiting ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def _await_expectations(self, draft: StepDraft, deadline: Deadline) -> None:
        """Wait until what is expected holds, the document turns out broken, or patience ends."""
        if draft.status is not StepStatus.PASSED:
            return
        wait = ExpectationWait(
            self._windows, self.state.network, lambda: self._document_status(draft), self.state.language
        )
        feedback = asyncio.ensure_future(self._first_feedback(draft, deadline))
        held = asyncio.ensure_future(self._held_or_answered(draft, wait, feedback, deadline))
        others = [
            asyncio.ensure_future(self._document_broken(draft)),
            asyncio.ensure_future(self.state.stopped.wait()),
            asyncio.ensure_future(self._press_again_if_nothing_follows(draft, held, deadline)),
        ]
        try:
            await asyncio.wait({held, *others[:2]}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            results = held.result() if held.done() else [False] * len(draft.step.expect)
            for task in (held, *others):
                task.cancel()
            await asyncio.gather(held, *others, return_exceptions=True)
        draft.held_at = now_ms()
        if wait.where is not None:
            self.state.look_at(wait.where)
        await self._note_expectations(draft, wait, results)
        await self._note_feedback(draft, feedback)

    async def _held_or_answered(
        self, draft: StepDraft, wait: ExpectationWait, feedback: Feedback, deadline: Deadline
    ) -> list[bool]:
        """Wait for what is expected; where nothing is, for any answer to the press."""
        if draft.step.expect:
            return await wait.all_held(draft.step.expect, deadline)
        primary = _last_press(draft)
        if primary is not None and primary.input_at is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._effect(draft, feedback), deadline.left_s)
        return []

    async def _note_feedback(self, draft: StepDraft, feedback: Feedback) -> None:
        """Keep the page's first visible answer; where the page went away, the new document's first paint is it."""
        primary = _primary(draft)
        if not feedback.done():
            feedback.cancel()
            await asyncio.gather(feedback, return_exceptions=True)
        elif primary is not None:
            primary.feedback = feedback.result()
            if (primary.feedback or {}).get("is_too_late"):
                primary.gaps.append(Gap(what="feedback", reason="the page was left before it could be asked"))

    def _windows(self) -> list[Page]:
        """Give the customer's window first, then those that this step opened."""
        self.state.forget_closed()
        return [self.state.page, *(page for page in self.state.windows if page is not self.state.page)]

    async def _note_expectations(self, draft: StepDraft, wait: ExpectationWait, results: list[bool]) -> None:
        missed = []
        for wanted, has_held in zip(draft.step.expect, results, strict=True):
            seen = "" if has_held else await wait.seen_instead(wanted, self.state.mask)
            evidence = wait.evidence(wanted, has_held=has_held, seen=seen, mask=self.state.mask)
            draft.expectations.append(evidence)
            if not has_held:
                missed.append(f"expected {wanted}" + (f", saw {seen!r}" if seen else ""))
        if missed:
            kind = "navigation" if self._broken_document(draft) is not None else "expectation"
            draft.fail(StepStatus.FAILED, kind, "; ".join(missed))

    def _document_status(self, draft: StepDraft) -> int | None:
        documents = self.state.network.main_documents(draft.index)
        return documents[-1].status if documents else None

    def _broken_document(self, draft: StepDraft) -> Seen | None:
        """Give the step's last main document where it failed or answers with an error that nobody declared."""
        documents = self.state.network.main_documents(draft.index)
        if not documents:
            return None
        last = documents[-1]
        declared = next((each.status for each in draft.step.expect if each.status is not None), None)
        if last.failure is not None:
            return None if failure_kind(last.failure) in ("aborted", "download") else last
        is_error = last.status is not None and last.status >= 400 and last.status != declared
        return last if is_error else None

    async def _document_broken(self, draft: StepDraft) -> None:
        """Return when the main document is broken and the page has nothing more to say."""
        while True:
            mark = self.state.network.mark
            if len(self.state.network.main_documents(draft.index)) > MANY_DOCUMENTS:
                draft.fail(StepStatus.TIMED_OUT, "redirect", "the page sends the customer round and round")
                return
            broken = self._broken_document(draft)
            if broken is not None and broken.ended is not None:
                with contextlib.suppress(Error, PageHungError):
                    await settle(self.state.page, self.state.network, Deadline(SECOND_TRY_AFTER_S))
                if self._broken_document(draft) is broken:
                    return
            await self.state.network.change(mark)

    async def _first_feedback(self, draft: StepDraft, deadline: Deadline) -> dict[str, Any] | None:
        """Ask the page for its first visible answer to the press; None where it went away first."""
        if draft.input_at is None or not draft.step.actions:
            return None
        try:
            options = {"limit_ms": deadline.left_ms, "pressed_at": draft.input_at}
            answer: dict[str, Any] | None = await ask(self.state.page, "first_feedback", options, deadline.left_s + 1)
        except (Error, PageHungError):
            return None
        return answer

    async def _press_again_if_nothing_follows(
        self, draft: StepDraft, held: asyncio.Future[list[bool]], deadline: Deadline
    ) -> None:
        """Press a second time where the first press had no effect at all. Only what commits to nothing."""
        primary = _last_press(draft)
        if primary is None or primary.action.kind is not ActionKind.CLICK or primary.is_binding:
            return
        if draft.step.commits not in (None, Commitment.NONE):
            return
        # What the step expects ends this wait long before, in a shop that answers.
        await asyncio.wait({held}, timeout=min(SECOND_TRY_AFTER_S, deadline.left_s / 2))
        if await self._effects(draft):
            return
        pressed = primary.presses
        with contextlib.suppress(Error, CannotActError, PageHungError):
            await Actor(self.state).press_again(primary, draft, deadline)
        if primary.presses > pressed:
            primary.first_use_had_effect = False

    async def _effect(self, draft: StepDraft, feedback: Feedback) -> None:
        """Return when the press had an effect."""
        while True:
            mark = self.state.network.mark
            if await self._effects(draft):
                return
            change = asyncio.ensure_future(self.state.network.change(mark))
            signals: set[asyncio.Future[Any]] = {change} if feedback.done() else {change, feedback}
            try:
                await asyncio.wait(signals, return_when=asyncio.FIRST_COMPLETED)
            finally:
                change.cancel()

    async def _effects(self, draft: StepDraft) -> list[str]:
        """Give what followed the press so far."""
        since = draft.input_at or draft.started
        network, heard = self.state.network, self.state.collectors
        sent = [seen for seen in network.of_step(draft.index) if seen.started >= since - 5]
        shop = network.shop_host
        effects = {
            "navigation": network.documents > draft.input_document or any(seen.is_main_document for seen in sent),
            "dialog": bool(heard.since(since, "dialog")),
            "window": bool(heard.since(since, "window")),
            "download": bool(heard.since(since, "download")),
            "request": any(
                seen.request.resource_type in ("fetch", "xhr", "document")
                and not is_beacon(seen.request)
                and party_of(seen.request.url, shop) is Party.FIRST
                for seen in sent
            ),
            "change": False,
        }
        if not effects["navigation"]:
            effects["change"] = await self._has_changed(draft)
        return [name for name in _EFFECTS if effects[name]]

    async def _has_changed(self, draft: StepDraft) -> bool:
        """Tell whether anything visible changed since the press; in frames too where one was pressed in."""
        primary = _primary(draft)
        page = self.state.page
        for frame in page.frames if primary is not None and primary.is_framed else [page.main_frame]:
            with contextlib.suppress(Error, PageHungError):
                changes = await ask(frame, "changes")
                if changes and changes["count"]:
                    return True
        return False

    # ── gathering ────────────────────────────────────────────────────────────────────────────────────────────────

    async def _gather(self, draft: StepDraft, deadline: Deadline) -> None:
        """Let the page settle, and take down what is there."""
        if draft.navigation_error and self._document_status(draft) is None:
            draft.gap("page", "no page was shown")
            return
        is_fine = draft.status is StepStatus.PASSED
        wait_for = (
            Deadline(max(deadline.left_s, LAST_LOOK_S))
            if is_fine
            else Deadline(min(max(deadline.left_s, LAST_LOOK_S), 1.0))
        )
        kind = "after" if draft.status in (StepStatus.PASSED, StepStatus.HELD) else "failure"
        taken_at = now_ms()
        early = asyncio.ensure_future(self._picture(draft, kind))
        settled = await self._settle_and_watch(draft, wait_for)
        draft.is_settled, draft.busy, draft.long_lived = settled.is_settled, settled.busy, settled.long_lived
        primary = _primary(draft)
        if primary is not None and primary.input_at is not None and not primary.is_held:
            primary.effects = await self._effects(draft)
            if primary.first_use_had_effect is False and not primary.effects:
                primary.first_use_had_effect = None
        started = now_ms()
        # The page at rest is what the picture has to show.
        is_late = not settled.is_settled or (settled.last_change or 0) >= taken_at
        picturing = asyncio.ensure_future(self._picture_after(early, draft, kind) if is_late else early)
        try:
            draft.page = await self._read_page(settled.collected)
            if draft.status is StepStatus.PASSED and not draft.step.expect:
                broken = self._broken_document(draft)
                if broken is not None:
                    words = f"the page answers {broken.status}" if broken.status else "the page could not be reached"
                    draft.fail(StepStatus.FAILED, "navigation", words)
            await self._judge_access(draft)
        finally:
            picture = await picturing
            if picture is not None:
                draft.pictures.append((picture, draft.page))
            draft.own_ms += now_ms() - started

    async def _picture_after(self, early: asyncio.Future[Any], draft: StepDraft, kind: Any) -> Any:
        """Take another picture where the page had not come to rest when the first one was taken."""
        return await self._picture(draft, kind) if await early is not None else None

    async def _settle_and_watch(self, draft: StepDraft, deadline: Deadline) -> Settled:
        """Let the page settle, with an eye on what is pressed next."""
        watching = asyncio.ensure_future(self._watch_next(draft.index))
        try:
            return await settle(self.state.page, self.state.network, deadline, collects=True)
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    async def _watch_next(self, index: int) -> None:
        """Keep an eye on what the customer presses next, from where it first shows: it may yet move away."""
        following = self.state.journey.steps[index + 1 : index + 2]
        primary = activating_index(following[0].actions) if following else None
        target = following[0].actions[primary].target if following and primary is not None else None
        while target is not None:
            mark = self.state.network.mark
            with contextlib.suppress(Error, PageHungError):
                found = await find_now(self.state.page, target, ActionKind.CLICK)
                if found is not None and found.visible_count:
                    if not found.in_frame:
                        await ask_element(found.at_hand, "watch")
                    self.state.watched = (target, found, self.state.network.documents)
                    return
            await self.state.network.change(mark)

    async def _picture(self, draft: StepDraft, kind: Any) -> Any:
        if not self.settings.pictures:
            return None
        scale = 1.0 if self.state.engine.is_bidi else self.state.persona.device_scale_factor
        picture = await take_picture(self.state.page, self.state.session, kind, scale)
        if picture is None:
            draft.gap("screenshot", "the window could not be pictured")
        return picture

    async def _picture_of_commit(self, action: ActionDraft) -> None:
        """Keep what the customer saw just before a binding press: the promise."""
        draft = self.steps[-1]
        action.picture_page, action.picture = await asyncio.gather(self._read_page(), self._picture(draft, "before"))

    async def _read_page(self, known: str | None = None) -> PageDraft:
        """Ask the probe of the main frame, where its answer is not known yet, and of each visible child frame."""
        page = self.state.page
        main = None if known is not None else asyncio.ensure_future(ask_text(page, "collect"))
        frames = [frame for frame in page.frames if frame is not page.main_frame]
        draft = PageDraft(page.url, known or "")
        for frame in frames:
            with contextlib.suppress(Error, PageHungError):
                element = await frame.frame_element()
                box = await element.bounding_box()
                if box is not None and box["width"] * box["height"] > 0:
                    draft.frames.append((box["x"], box["y"], await ask_text(frame, "collect")))
        if main is not None:
            draft.main = await main
        return draft

    async def _judge_access(self, draft: StepDraft) -> None:
        """Run axe once a distinct page; a page that was judged before is named."""
        if not self.settings.axe:
            draft.gap("axe", "accessibility was left out of this run")
            return
        if draft.page is None or draft.status is StepStatus.FAILED:
            draft.gap("axe", "the step did not end on its page")
            return
        try:
            signature = str(await ask(self.state.page, "signature"))
            earlier = self._judged_pages.get(signature)
            if earlier is not None:
                draft.axe_same_as = earlier
            else:
                draft.axe = await run_axe(self.state.page, self.state.session, self._judged_parts)
                self._judged_pages[signature] = draft.index
        except (Error, PageHungError, TimeoutError) as error:
            draft.gap("axe", f"axe-core could not judge the page ({(str(error) or 'no answer').splitlines()[0][:80]})")

    # ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _conclude(self, draft: StepDraft) -> None:
        """Say how the visit ended."""
        draft.wall = wall_of(draft, self._document_status(draft), self.state.language)
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


def _last_press(draft: StepDraft) -> ActionDraft | None:
    """Give the press that the step ends with; where more was done after it, what follows cannot be told apart."""
    last = draft.actions[-1] if draft.actions else None
    return last if last is not None and last.is_primary else None


async def _in_time(work: Coroutine[Any, Any, None], limit_s: float) -> None:
    """Do the work, but no longer than the limit: a page that hangs swallows even a press of the mouse.

    Raises:
        PageHungError: it was not done by then.
    """
    try:
        await asyncio.wait_for(work, limit_s)
    except TimeoutError:
        raise PageHungError("the page did not answer any more") from None


def _primary(draft: StepDraft) -> ActionDraft | None:
    return next((action for action in draft.actions if action.is_primary), None)


_A = {
    Commitment.ORDER: "an order",
    Commitment.PAYMENT: "a payment",
    Commitment.SUBSCRIPTION: "a subscription",
    Commitment.NONE: "nothing",
    Commitment.CART: "the cart",
    Commitment.ACCOUNT: "an account",
}


def _held_words(step: Step, action: ActionDraft) -> str:
    meant = str(action.action.target) if action.action.target is not None else "the key"
    because = {
        "commits": f"the step commits to {_A[step.commits or Commitment.NONE]}",
        "form": "its form takes an order",
    }
    reads = because.get(action.held_because or "", "it reads as an order")
    return f"{meant} was not pressed: {reads}, and orders are not allowed here (safety.allow_order)"
