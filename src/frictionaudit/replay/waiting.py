"""Wait for what a step brings: its expectations, its first answer, its effects, a document that turns out broken."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Any, TypeAlias

from playwright.async_api import Error

from frictionaudit.evidence.common import Gap, Party
from frictionaudit.evidence.step import ExpectationEvidence, StepStatus
from frictionaudit.journey.model import ActionKind, Commitment, ExpectationKind, Stage
from frictionaudit.replay.acting.act import Actor
from frictionaudit.replay.acting.eyes import CannotActError
from frictionaudit.replay.clock import Deadline, now_ms
from frictionaudit.replay.drafts import ActionDraft, StepDraft
from frictionaudit.replay.page.inpage import PageHungError, ask, feedback_of
from frictionaudit.replay.state import VisitState
from frictionaudit.replay.watching.approval import approval_asked
from frictionaudit.replay.watching.expectations import TELLING, ExpectationWait
from frictionaudit.replay.watching.network import Seen, failure_kind, is_beacon, party_of
from frictionaudit.replay.watching.settle import settle
from frictionaudit.tongues import translatable

__all__ = ["Feedback", "StepWait"]

SECOND_TRY_AFTER_S = 3.0
"""A customer who sees nothing at all happen presses again about then."""

MOUSE_TRY_S = 2.0
"""How long the answer to a mouse may take where the keyboard had none. Project's choice."""

MANY_DOCUMENTS = 20
"""More main documents in one step than this is a page that sends the customer round and round."""

_EFFECTS = ("navigation", "dialog", "window", "download", "request", "change")

Feedback: TypeAlias = "asyncio.Future[dict[str, Any] | None]"


class StepWait:
    """Waits on behalf of the steps of one visit."""

    def __init__(self, state: VisitState) -> None:
        self._state = state

    async def expectations(self, draft: StepDraft, deadline: Deadline) -> None:
        """Wait until what is expected holds, the document turns out broken, or patience ends."""
        if draft.status is not StepStatus.PASSED:
            return
        wait = ExpectationWait(
            self._state.open_windows,
            self._state.network,
            lambda: self._state.network.document_status(draft.index),
            self._state.language,
        )
        feedback = asyncio.ensure_future(self.first_feedback(draft, deadline))
        held = asyncio.ensure_future(self._held_or_answered(draft, wait, feedback, deadline))
        others = [
            asyncio.ensure_future(self._document_broken(draft)),
            asyncio.ensure_future(self._state.stopped.wait()),
            asyncio.ensure_future(self._press_again_if_nothing_follows(draft, held, deadline)),
            asyncio.ensure_future(self._note_approval(draft, held)),
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
            self._state.look_at(wait.where)
        await self.note_expectations(draft, wait, results)
        if wait.held_at is not None and draft.status is StepStatus.PASSED:
            draft.own_ms += draft.held_at - wait.held_at  # we alone waited longer
            draft.held_at = wait.held_at
        await self.note_feedback(draft, feedback)

    async def _note_approval(self, draft: StepDraft, held: asyncio.Future[list[bool]]) -> None:
        """Note that a page on the way of a payment waits for the customer, and not for the shop."""
        if draft.step.stage is Stage.PAY or (draft.step.commits is not None and draft.step.commits.is_binding):
            draft.approval = await approval_asked(self._state.page, self._state.language, held)

    async def _held_or_answered(
        self, draft: StepDraft, wait: ExpectationWait, feedback: Feedback, deadline: Deadline
    ) -> list[bool]:
        """Wait for what is expected; where nothing is, for any answer to the press."""
        if draft.step.expect:
            return await wait.all_held(draft.step.expect, deadline)
        primary = _last_press(draft)
        if primary is not None and primary.input_at is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.effect(draft, feedback), deadline.left_s)
        return []

    async def note_feedback(self, draft: StepDraft, feedback: Feedback) -> None:
        """Keep the page's first visible answer; where the page went away, the new document's first paint is it."""
        primary = draft.primary
        if not feedback.done():
            feedback.cancel()
            await asyncio.gather(feedback, return_exceptions=True)
        elif primary is not None:
            primary.feedback = feedback.result()
            if (primary.feedback or {}).get("is_too_late"):
                primary.gaps.append(Gap(what="feedback", reason="the page was left before it could be asked"))

    async def note_expectations(self, draft: StepDraft, wait: ExpectationWait, results: list[bool]) -> None:
        """Note which of them held, and what was there instead.

        An order number that nobody sees undoes no order: where all else held, its lack is a finding, not the end.
        """
        missed = []
        for wanted, has_held in zip(draft.step.expect, results, strict=True):
            seen = "" if has_held else await wait.seen_instead(wanted, self._state.mask)
            evidence = wait.evidence(wanted, has_held=has_held, seen=seen, mask=self._state.mask)
            draft.expectations.append(evidence)
            if not has_held:
                alone = translatable(f"expected {wanted}")
                missed.append(translatable(f"expected {wanted}, saw {seen!r}") if seen else alone)
        if missed and not _lacks_only_its_number(draft.expectations):
            kind = "navigation" if self.broken_document(draft) is not None else "expectation"
            draft.fail(StepStatus.FAILED, kind, "; ".join(missed))

    def broken_document(self, draft: StepDraft) -> Seen | None:
        """Give the step's last main document where it failed or answers with an error that nobody declared."""
        documents = self._state.network.main_documents(draft.index)
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
            mark = self._state.network.mark
            if len(self._state.network.main_documents(draft.index)) > MANY_DOCUMENTS:
                draft.fail(StepStatus.TIMED_OUT, "redirect", "the page sends the customer round and round")
                return
            broken = self.broken_document(draft)
            if broken is not None and broken.ended is not None:
                with contextlib.suppress(Error, PageHungError):
                    await settle(self._state.page, self._state.network, Deadline(SECOND_TRY_AFTER_S))
                if self.broken_document(draft) is broken:
                    return
            await self._state.network.change(mark)

    async def first_feedback(self, draft: StepDraft, deadline: Deadline) -> dict[str, Any] | None:
        """Ask the page for its first visible answer to the press; None where it went away first."""
        if draft.input_at is None or not draft.step.actions:
            return None
        options = {"limit_ms": deadline.left_ms, "pressed_at": draft.input_at}
        primary, page = draft.primary, self._state.page
        if primary is not None and primary.answer is not None:
            return await primary.answer
        frames = page.frames if primary is not None and primary.is_framed else [page.main_frame]
        asked = [asyncio.ensure_future(feedback_of(frame, options, deadline.left_s + 1)) for frame in frames]
        try:
            for answering in asyncio.as_completed(asked):
                answer = await answering
                if answer is not None and (len(frames) == 1 or answer.get("at") is not None):
                    return answer
            return None
        finally:
            for each in asked:
                each.cancel()

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
        if await self.effects(draft):
            return
        pressed = primary.presses
        with contextlib.suppress(Error, CannotActError, PageHungError):
            await Actor(self._state).presser.press_again(primary, draft, deadline)
        if primary.presses > pressed:
            primary.first_use_had_effect = False

    async def try_mouse(self, draft: StepDraft) -> None:
        """Press by mouse where the keys did nothing and the walk ends with it: a button may hear the mouse alone.

        Only what commits to nothing, or puts into the cart. What follows belongs to no step.
        """
        primary = _last_press(draft)
        if primary is None or primary.action.kind is not ActionKind.CLICK or primary.is_binding or primary.effects:
            return
        if draft.failure_kind != "expectation" or not primary.keyboard_reached:
            return
        if draft.step.commits not in (None, Commitment.NONE, Commitment.CART):
            return
        network = self._state.network
        after = StepDraft(draft.index + 1, draft.step, now_ms(), MOUSE_TRY_S, actions=[primary])
        network.step = self._state.collectors.step = after.index
        with contextlib.suppress(Error, PageHungError):
            await ask(self._state.page, "begin")
            after.input_at, after.input_document = now_ms(), network.documents
            if await Actor(self._state).presser.press_by_mouse(primary):
                await settle(self._state.page, network, Deadline(MOUSE_TRY_S))
                primary.keyboard_fired = False if await self.effects(after) else None

    async def effect(self, draft: StepDraft, feedback: Feedback) -> None:
        """Return when the press had an effect."""
        while True:
            mark = self._state.network.mark
            if await self.effects(draft):
                return
            change = asyncio.ensure_future(self._state.network.change(mark))
            signals: set[asyncio.Future[Any]] = {change} if feedback.done() else {change, feedback}
            try:
                await asyncio.wait(signals, return_when=asyncio.FIRST_COMPLETED)
            finally:
                change.cancel()

    async def effects(self, draft: StepDraft) -> list[str]:
        """Give what followed the press so far."""
        since = draft.input_at or draft.started
        network, heard = self._state.network, self._state.collectors
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
        primary = draft.primary
        page = self._state.page
        for frame in page.frames if primary is not None and primary.is_framed else [page.main_frame]:
            with contextlib.suppress(Error, PageHungError):
                changes = await ask(frame, "changes")
                if changes and changes["count"]:
                    return True
        return False


def _lacks_only_its_number(expectations: Sequence[ExpectationEvidence]) -> bool:
    """Tell whether what stands on the page shows that all went well, and only the order's number does not."""
    missed = {each.kind for each in expectations if not each.has_held}
    return missed == {ExpectationKind.ORDER_REFERENCE} and any(e.has_held and e.kind in TELLING for e in expectations)


def _last_press(draft: StepDraft) -> ActionDraft | None:
    """Give the press that the step ends with; where more was done after it, what follows cannot be told apart."""
    last = draft.actions[-1] if draft.actions else None
    return last if last is not None and last.is_primary else None
