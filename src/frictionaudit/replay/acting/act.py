"""Do what a step says, as a customer does it: look for the element, look at it, press or type."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from playwright.async_api import Error, Locator

from frictionaudit.journey.model import Action, ActionKind, Expectation
from frictionaudit.replay.acting.eyes import CannotActError, Eyes, meant
from frictionaudit.replay.acting.fill import Filler
from frictionaudit.replay.acting.press import BeforeCommit, Presser, ReadPassing
from frictionaudit.replay.clock import Deadline
from frictionaudit.replay.drafts import ActionDraft, StepDraft
from frictionaudit.replay.page.inpage import ask_element, evaluate
from frictionaudit.replay.page.locate import find_now
from frictionaudit.replay.state import VisitState
from frictionaudit.replay.watching.expectations import ExpectationWait
from frictionaudit.tongues import translatable

__all__ = ["Actor", "address_of"]

_UNSEEN = frozenset({ActionKind.SCROLL, ActionKind.UPLOAD})
"""Done to an element that nobody looks at first."""

_OPENS_BY_TAP = """element => Boolean(
  element.closest(`a, button, label, summary, [tabindex], [role=button], nav, header, [role=navigation],
    [role=menubar], [role=menu]`)
  || element.matches('[aria-expanded], [aria-haspopup]')
  || element.querySelector('[aria-expanded], [aria-haspopup], summary'))"""
"""Controls, and menus, whose lists nearly always open by a tap as well."""

_LEADS_AWAY = """element => {
  const link = element.closest('a[href]');
  return Boolean(link) && !link.matches('[aria-expanded], [aria-haspopup], [role]') && /^https?:/.test(link.href) &&
    link.href.split('#')[0] !== location.href.split('#')[0] &&
    !element.closest('nav, header, [role=navigation], [role=banner], [role=menubar], [role=menu]');
}"""
"""A tap on a product's name opens its page, and brings out no button of the shelf."""

_IS_BUTTON = "element => Boolean(element.closest('button, input, [role=button]')) && !element.closest('a[href]')"

_IS_KEPT_BACK = """element => {
  if (!element.getClientRects().length || getComputedStyle(element).visibility !== 'visible') return true;
  for (let node = element; node; node = node.parentElement) if (getComputedStyle(node).opacity === '0') return true;
  return false;
}"""


class Actor:
    """Carries out the actions of one step."""

    def __init__(
        self, state: VisitState, before_commit: BeforeCommit | None = None, read_passing: ReadPassing | None = None
    ) -> None:
        self._state = state
        self.eyes = Eyes(state)
        self.presser = Presser(state, self.eyes, before_commit, read_passing)
        self._filler = Filler(state, self.eyes, self.presser)
        self._kept_back: Action | None = None

    async def perform(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        """Carry out one action.

        Raises:
            CannotActError: it could not be done.
            HeldError: it would bind the customer and may not be done here.
            PageHungError, playwright Error: the page or the window went away.
        """
        doers = {
            ActionKind.GOTO: self._goto,
            ActionKind.BACK: self._back,
            ActionKind.RELOAD: self._reload,
            ActionKind.CLICK: self.presser.click,
            ActionKind.FILL: self._filler.fill,
            ActionKind.SEARCH: self._filler.search,
            ActionKind.SELECT: self._filler.select,
            ActionKind.CHECK: self._filler.check,
            ActionKind.UNCHECK: self._filler.check,
            ActionKind.PRESS: self.presser.press_key,
            ActionKind.HOVER: self._hover,
            ActionKind.SCROLL: self._scroll,
            ActionKind.UPLOAD: self._upload,
            ActionKind.WAIT_FOR: self._wait_for,
        }
        doer = doers.get(draft.action.kind)
        if doer is None:
            raise CannotActError(f"'{draft.action.kind}' is looked for on the walk itself only; write the step out")
        if draft.action.target is None or draft.action.kind in _UNSEEN:
            await self._state.pictured()
        draft.is_revealed_by_hover = draft.action is self._kept_back
        await doer(draft, step, deadline)

    async def _goto(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        url = address_of(self._state.journey.base_url, draft.words)
        await self._leave(
            draft, step, lambda: self._state.page.goto(url, wait_until="commit", timeout=deadline.left_ms)
        )

    async def _back(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        await self._leave(draft, step, lambda: self._state.page.go_back(wait_until="commit", timeout=deadline.left_ms))

    async def _reload(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        await self._leave(draft, step, lambda: self._state.page.reload(wait_until="commit", timeout=deadline.left_ms))

    async def _leave(self, draft: ActionDraft, step: StepDraft, go: Any) -> None:
        collectors = self._state.collectors
        collectors.is_leaving = True
        self.presser.note_input(draft, step)
        try:
            await go()
        except Error as error:
            step.navigation_error = error.message
            raise CannotActError(f"the page could not be reached ({_first_line(error)})") from None
        finally:
            collectors.is_leaving = False

    async def _hover(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        found = await self.eyes.look_for(draft, deadline)
        point = await self.eyes.look_at(draft, found, deadline)
        leads_away = await evaluate(found.element, _LEADS_AWAY)
        if leads_away or not await evaluate(found.element, _OPENS_BY_TAP):
            await self._note_what_waits(draft, step, only_button=leads_away)
        await self._state.hands.point_at(point)

    async def _note_what_waits(self, draft: ActionDraft, step: StepDraft, *, only_button: bool = False) -> None:
        """Note whether what is pressed next is kept back until a mouse hovers here: no finger brings it up.

        Args:
            draft: The hovering.
            step: Its step.
            only_button: Links are left out, as those of a menu's list stand on the page that its name leads to.
        """
        place = next((i for i, each in enumerate(step.step.actions) if each is draft.action), len(step.step.actions))
        following = next(iter(step.step.actions[place + 1 :]), None)
        if following is None or following.kind is not ActionKind.CLICK or following.target is None:
            return
        waiting = await find_now(self._state.page, following.target, following.kind)
        if waiting is None or (only_button and not await _is_button_for_mice(waiting.element)):
            return
        if await evaluate(waiting.element, _IS_KEPT_BACK):
            self._kept_back = following

    async def _scroll(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        if draft.action.target is not None:
            found = await self.eyes.look_for(draft, deadline)
            await found.element.scroll_into_view_if_needed(timeout=deadline.left_ms)
            return
        height = round(self._state.persona.viewport.height * 0.8)  # Firefox takes no part of a pixel
        ways = {"down": height, "up": -height, "end": 1_000_000, "top": -1_000_000}
        await self._state.page.mouse.wheel(0, ways.get(draft.words, height))

    async def _upload(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        found = await self.eyes.look_for(draft, deadline, needs_visible=False)
        try:
            await found.element.set_input_files(draft.words, timeout=deadline.left_ms)
        except Error as error:
            raise CannotActError(f"{meant(draft)} did not take the file ({_first_line(error)})") from None

    async def _wait_for(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        if draft.action.expectation is not None:
            await self._wait_until(draft.action.expectation, step, deadline)
            return
        found = await self.eyes.look_for(draft, deadline)
        if not found.visible_count:
            raise CannotActError(f"{meant(draft)} did not appear")

    async def _wait_until(self, wanted: Expectation, step: StepDraft, deadline: Deadline) -> None:
        network = self._state.network
        wait = ExpectationWait(
            self._state.open_windows, network, lambda: network.document_status(step.index), self._state.language
        )
        if not all(await wait.all_held([wanted], deadline)):
            raise CannotActError(translatable(f"expected {wanted}"))


def address_of(base_url: str, path: str) -> str:
    """Put a path under base_url, its own path included; whole addresses stay as they are."""
    if re.match(r"(?i)https?://", path):
        return path
    return base_url.rstrip("/") + path if path.startswith("/") else urljoin(base_url.rstrip("/") + "/", path)


def _first_line(error: Error) -> str:
    return error.message.splitlines()[0].removeprefix("Page.").strip()[:160]


async def _is_button_for_mice(element: Locator) -> bool:
    """Tell whether the page's own styles bring out a button for a hovering mouse, and leave fingers without it."""
    if not await evaluate(element, _IS_BUTTON):
        return False
    raw = await ask_element(element, "examine", {"press": False, "needs_view": False, "still": True})
    return bool(raw.get("element", {}).get("is_revealed_by_hover"))
