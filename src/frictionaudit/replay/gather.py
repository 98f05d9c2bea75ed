"""Take down a step's page once it has come to rest: its evidence, its picture, what axe-core says of it."""

from __future__ import annotations

import asyncio
import contextlib
from urllib.parse import urlsplit

from playwright.async_api import Error

from frictionaudit.evidence.step import StepStatus
from frictionaudit.journey.model import ActionKind
from frictionaudit.replay.acting.press import activating_index
from frictionaudit.replay.clock import Deadline, now_ms
from frictionaudit.replay.drafts import ActionDraft, PageDraft, StepDraft
from frictionaudit.replay.page.inpage import PageHungError, ask, ask_element, ask_text, loaded_frames
from frictionaudit.replay.page.locate import seen_now
from frictionaudit.replay.state import VisitState
from frictionaudit.replay.waiting import StepWait
from frictionaudit.replay.watching.accessibility import bring_axe, run_axe, run_axe_in, with_more
from frictionaudit.replay.watching.expectations import TELLING
from frictionaudit.replay.watching.pictures import Kind, Picture, take_picture
from frictionaudit.replay.watching.settle import Settled, settle

__all__ = ["LAST_LOOK_S", "Gatherer"]

LAST_LOOK_S = 0.2
"""When patience has ended there is still a last look at what keeps the page busy."""

MAX_PASSING = 5
"""Pages kept of those that a step passes through. Project's choice."""


class Gatherer:
    """Takes down the pages of one visit.

    Attributes:
        pictures: Take pictures.
        axe: Judge accessibility with axe-core.
        goes_on: After a step that passed the next one follows at once: its picture is taken while the next element is
            looked for, and the state's `pictured` waits for it.
    """

    def __init__(self, state: VisitState, waiting: StepWait, *, pictures: bool, axe: bool) -> None:
        self._state = state
        self._waiting = waiting
        self.pictures = pictures
        self.axe = axe
        self.goes_on = False
        self._picturing: tuple[StepDraft, asyncio.Future[Picture | None]] | None = None
        self._waited_ms = 0.0
        self._judged_pages: dict[str, int] = {}
        self._judged_parts: set[str] = set()
        self._judged_frames: set[str] = set()

    async def gather(self, draft: StepDraft, deadline: Deadline) -> None:
        """Let the page settle, and take down what is there."""
        await self._state.pictured()
        self._picturing = None
        waited_ms, self._waited_ms = self._waited_ms, 0
        if draft.navigation_error and self._state.network.document_status(draft.index) is None:
            draft.gap("page", "no page was shown")
            return
        is_fine = draft.status is StepStatus.PASSED
        wait_for = (
            Deadline(max(deadline.left_s, LAST_LOOK_S))
            if is_fine
            else Deadline(min(max(deadline.left_s, LAST_LOOK_S), 1.0))
        )
        kind: Kind = "after" if draft.status in (StepStatus.PASSED, StepStatus.HELD) else "failure"
        settled = await self._settle_and_watch(draft, wait_for, kind)
        draft.starved_at_rest_ms = self._state.waited_ms()
        draft.is_settled, draft.busy, draft.long_lived = settled.is_settled, settled.busy, settled.long_lived
        primary = draft.primary
        if primary is not None and primary.input_at is not None and not primary.is_held:
            primary.effects = await self._waiting.effects(draft)
            if primary.first_use_had_effect is False and not primary.effects:
                primary.first_use_had_effect = None
        started = now_ms()
        # The page at rest is what the picture has to show. The camera first: it works while the page is read.
        if self._picturing is None or not settled.has_rested:
            self._begin_picture(draft, kind)
        self._state.camera = self._keep_picture
        preparing = asyncio.ensure_future(self._prepare_access())
        try:
            draft.page = await self._page_at_rest(wait_for)
            if draft.status is StepStatus.PASSED and not draft.step.expect:
                broken = self._waiting.broken_document(draft)
                if broken is not None:
                    words = f"the page answers {broken.status}" if broken.status else "the page could not be reached"
                    draft.fail(StepStatus.FAILED, "navigation", words)
            await self._judge_access(draft, preparing)
        finally:
            preparing.cancel()
            await asyncio.gather(preparing, return_exceptions=True)
            if not (self.goes_on and draft.status is StepStatus.PASSED):
                await self._state.pictured()
            draft.own_ms += now_ms() - started + waited_ms

    async def _page_at_rest(self, deadline: Deadline) -> PageDraft:
        """Read the page; where it goes on by itself at this moment, the one that it leads to."""
        try:
            return await self.read_page()
        except Error:
            if self._state.page.is_closed() or self._state.crashed:
                raise
            await settle(self._state.page, self._state.network, deadline)
            return await self.read_page()

    def _begin_picture(self, draft: StepDraft, kind: Kind) -> None:
        self._picturing = (draft, asyncio.ensure_future(self._picture(draft, kind)))

    async def _keep_picture(self) -> None:
        """Wait until the last picture is taken, and keep it."""
        started = now_ms()
        if self._picturing is not None:
            (draft, picturing), self._picturing = self._picturing, None
            picture = await picturing
            self._state.camera = None
            if picture is not None and draft.page is None:
                draft.gap("screenshot", "what is secret in it could not be told")
            elif picture is not None:
                draft.pictures.append((picture, draft.page))
        self._waited_ms += now_ms() - started

    async def _settle_and_watch(self, draft: StepDraft, deadline: Deadline, kind: Kind) -> Settled:
        """Let the page settle, with an eye on what is pressed next.

        Where only the time of rest is left, the picture is taken meanwhile: if nothing changes, it shows the rest.
        """
        queue = self._state.engine.run_queue
        aside = [asyncio.ensure_future(self._watch_next(draft.index))]
        if queue is not None:
            aside.append(asyncio.ensure_future(queue.look()))
        early = (lambda: self._begin_picture(draft, kind)) if self.goes_on else None
        try:
            is_told = any(each.has_held and each.kind in TELLING for each in draft.expectations)
            return await settle(self._state.page, self._state.network, deadline, is_told=is_told, done=early)
        finally:
            for each in aside:
                each.cancel()
            await asyncio.gather(*aside, return_exceptions=True)

    async def _watch_next(self, index: int) -> None:
        """Keep an eye on what the customer presses next, from where it first shows: it may yet move away."""
        following = self._state.journey.steps[index + 1 : index + 2]
        primary = activating_index(following[0].actions) if following else None
        target = following[0].actions[primary].target if following and primary is not None else None
        while target is not None:
            mark = self._state.network.mark
            with contextlib.suppress(Error, PageHungError):
                found = await seen_now(self._state.page, target, ActionKind.CLICK)
                if found is not None:
                    if not found.in_frame:
                        await ask_element(found.at_hand, "watch")
                    self._state.watched = (target, found, self._state.network.documents)
                    return
            await self._state.network.change(mark)

    async def _picture(self, draft: StepDraft, kind: Kind) -> Picture | None:
        if not self.pictures:
            return None
        picture = await take_picture(self._state.page, self._state.session, kind)
        if picture is None:
            draft.gap("screenshot", "the window could not be pictured")
        return picture

    async def before_commit(self, draft: StepDraft, action: ActionDraft) -> None:
        """Keep what the customer saw just before a binding press: the promise."""
        action.picture_page, action.picture = await asyncio.gather(self.read_page(), self._picture(draft, "before"))

    async def read_passing(self, draft: StepDraft) -> None:
        """Keep the page as it stands within a step, for what comes up and is gone again before the step has ended."""
        if len(draft.passing) < MAX_PASSING:
            started = now_ms()
            page = await self.read_page()
            if draft.follows_search:
                draft.results = page
            draft.passing.append(page)
            draft.own_ms += now_ms() - started

    async def read_page(self) -> PageDraft:
        """Ask the probe of the main frame, and of each visible child frame."""
        page = self._state.page
        main = asyncio.ensure_future(ask_text(page, "collect"))
        frames = [frame for frame in loaded_frames(page) if frame is not page.main_frame]
        draft = PageDraft(page.url)
        for frame in frames:
            with contextlib.suppress(Error, PageHungError):
                element = await frame.frame_element()
                box = await element.bounding_box()
                if box is not None and box["width"] * box["height"] > 0:
                    draft.frames.append((box["x"], box["y"], await ask_text(frame, "collect")))
        draft.main = await main
        return draft

    async def _prepare_access(self) -> str:
        """Bring axe to a page that was not judged before, while the page is read; give what the page is known by."""
        if not self.axe:
            return ""
        signature = str(await ask(self._state.page, "signature"))
        if signature not in self._judged_pages:
            await bring_axe(self._state.page, self._state.session)
        return signature

    async def _judge_access(self, draft: StepDraft, preparing: asyncio.Future[str]) -> None:
        """Run axe once a distinct page; a page that was judged before is named."""
        if not self.axe:
            draft.gap("axe", "accessibility was left out of this run")
            return
        if draft.page is None or draft.status is StepStatus.FAILED:
            draft.gap("axe", "the step did not end on its page")
            return
        try:
            signature = await preparing
            earlier = self._judged_pages.get(signature)
            if earlier is not None:
                draft.axe_same_as = earlier
            else:
                draft.axe = await run_axe(self._state.page, self._state.session, self._judged_parts)
                self._judged_pages[signature] = draft.index
            await self._judge_frames(draft)
        except (Error, PageHungError, TimeoutError) as error:
            draft.gap("axe", f"axe-core could not judge the page ({(str(error) or 'no answer').splitlines()[0][:80]})")

    async def _judge_frames(self, draft: StepDraft) -> None:
        """Run axe in the shop's own frames: what stands in them belongs to the page."""
        page = self._state.page
        host = urlsplit(page.url).netloc
        own = [
            each for each in loaded_frames(page) if each is not page.main_frame and urlsplit(each.url).netloc == host
        ]
        for frame in own:
            with contextlib.suppress(Error, PageHungError, TimeoutError):
                signature = str(await ask(frame, "signature"))
                if signature in self._judged_frames or not await (await frame.frame_element()).is_visible():
                    continue
                found = await run_axe_in(frame, self._judged_parts)
                self._judged_frames.add(signature)
                if found:
                    draft.axe, draft.axe_same_as = with_more(draft.axe, found), None
