"""Leave the path and look around: Back, forward, a reload, the cart. What is seen there is no step of the journey."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from playwright.async_api import Error

from frictionaudit.evidence.step import StepStatus
from frictionaudit.journey.model import Detour, Drill, Stage, Step
from frictionaudit.replay.clock import Deadline
from frictionaudit.replay.drafts import StepDraft
from frictionaudit.replay.errands.errand_steps import cart_address
from frictionaudit.replay.page.inpage import HUNG_AFTER_S
from frictionaudit.replay.page.lines import lines_of, other_words
from frictionaudit.replay.safety.hosts import host_of
from frictionaudit.replay.walk import Walk

__all__ = ["Move", "SideWalk", "Work"]

Work: TypeAlias = Detour | Drill
Move: TypeAlias = Callable[[Deadline], Awaitable[object]]

UNTOLD_MS = 4_000
"""A page that comes back whole is there long before."""

COMES_BACK_S = 5.0
"""How long a reloaded page may take to show again what it showed, while anything goes on."""

GIVES_UP_S = 1.0
"""Where for so long nothing is sent, answered or written, nothing more comes back. Project's choice."""


@dataclass
class SideWalk(Walk):
    """A walk that can leave its path.

    Attributes:
        work: The detour or drill.
        failure: Why it could not be carried out, or "".
    """

    work: Work = field(kw_only=True)
    failure: str = ""
    _move: Move | None = None
    _before: frozenset[str] = frozenset()
    """Lines of the page that is loaded again."""

    async def _look(self, name: str, move: Move | None = None) -> StepDraft:
        """Go somewhere off the path, and take down what is there."""
        index = max([len(self.state.journey.steps) - 1, *(draft.index for draft in self.steps)]) + 1
        stage = next((each.stage for each in self.state.journey.steps if each.name == self.work.step), Stage.CHOOSE)
        self._move = move
        return await self.take(index, Step(name=name, id=name.lower().replace(" ", "-"), stage=stage))

    async def _act(self, draft: StepDraft, deadline: Deadline) -> None:
        move, self._move = self._move, None
        if move is not None:
            collectors = self.state.collectors
            collectors.is_leaving = True
            try:
                await asyncio.wait_for(move(deadline), deadline.left_s + HUNG_AFTER_S)
            except TimeoutError:
                draft.fail(StepStatus.TIMED_OUT, "navigation", "the page did not answer any more")
            except Error as error:
                draft.navigation_error = error.message
                draft.fail(StepStatus.FAILED, "navigation", f"the page could not be reached ({error.message[:120]})")
            finally:
                collectors.is_leaving = False
        await super()._act(draft, deadline)

    async def _go_back(self, left: Deadline) -> None:
        await self._traverse(lambda limit: self.state.page.go_back(wait_until="commit", timeout=limit), left)

    async def _go_forward(self, left: Deadline) -> None:
        await self._traverse(lambda limit: self.state.page.go_forward(wait_until="commit", timeout=limit), left)

    async def _traverse(self, go: Callable[[float], Awaitable[object]], left: Deadline) -> None:
        """Go through the history. An installed Firefox says nothing of pages that it brings back whole."""
        if not self.state.engine.is_bidi:
            await go(left.left_ms)
            return
        try:
            await go(min(left.left_ms, UNTOLD_MS))
        except Error as error:
            if "Timeout" not in error.message:
                raise
            self.failure = "this browser does not tell of going Back or forward"

    async def _reload(self) -> StepDraft:
        self._before = await lines_of(self.state.page)
        try:
            return await self._look(
                "Reload", lambda left: self.state.page.reload(wait_until="commit", timeout=left.left_ms)
            )
        finally:
            self._before = frozenset()

    async def _await_expectations(self, draft: StepDraft, deadline: Deadline) -> None:
        await super()._await_expectations(draft, deadline)
        if self._before and draft.status is StepStatus.PASSED:
            await self._until_back(Deadline(min(deadline.left_s, COMES_BACK_S)))

    async def _until_back(self, patience: Deadline) -> None:
        """Wait until half of the lines stand there again: an app draws its frame first, and fetches the rest late."""
        page, network = self.state.page, self.state.network
        while not patience.is_over:
            mark, lines = network.mark, await lines_of(page)
            if 2 * len(self._before & lines) >= len(self._before):
                return
            await other_words(page, network, min(patience.left_s, GIVES_UP_S))
            if network.mark == mark and await lines_of(page) == lines:
                return

    async def _look_in_cart(self) -> None:
        """Look into the cart, where one was filled and nothing was ordered from it yet."""
        walked = [draft for draft in self.steps if draft.index < len(self.state.journey.steps)]
        has_ordered = isinstance(self.work, Detour) and any(
            action.is_binding and action.input_at for draft in walked for action in draft.actions
        )
        address = None if has_ordered else cart_address(walked, host_of(self.state.journey.base_url))
        if address is not None and not self.state.stopped.is_set():
            await self._look(
                "Cart", lambda left: self.state.page.goto(address, wait_until="commit", timeout=left.left_ms)
            )
