"""Press what a step presses: by mouse, finger or keyboard; what binds the customer is held or permitted first."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from playwright.async_api import ElementHandle, Error, FloatRect
from playwright.async_api import Locator as PageLocator

from frictionaudit.journey.model import Action, ActionKind, InputDevice
from frictionaudit.replay.acting.eyes import CannotActError, Eyes, meant
from frictionaudit.replay.acting.hands import Point
from frictionaudit.replay.clock import Deadline, now_ms
from frictionaudit.replay.drafts import ActionDraft, StepDraft
from frictionaudit.replay.page.inpage import PageHungError, ask_element, feedback_of
from frictionaudit.replay.page.locate import find_now
from frictionaudit.replay.safety.holding import binding_of, permits
from frictionaudit.replay.state import VisitState
from frictionaudit.replay.watching.settle import settle

__all__ = ["BeforeCommit", "HeldError", "Presser", "ReadPassing", "activating_index"]

DOUBLE_PRESS_S = 0.1
"""Between the presses of a double click, at most; less where the first has sent something already."""

AIM_S = 2.0
"""How long it is asked where the button is now, after a second press: a page that works answers late."""

EDGE_PX = 8
"""So far inside its edges a button is pressed for sure; nearer to them it may have been missed. Project's choice."""

_INTO_VIEW = "button => button.scrollIntoView({block: 'nearest', behavior: 'instant'})"
"""Who presses again goes after a button that was pushed out of view."""

_IN_FRONT = """button => {
  const box = button.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
  return !button.disabled && button.contains(button.getRootNode().elementFromPoint(x, y));
}"""
"""Nothing lies over its middle, say the bank's window."""

REST_S = 2.0
"""How long a press waits for what was filled in or ticked before it; a hand takes a good second. Project's choice."""

_ASKED_FOR_S = 600.0
"""Longer than anyone's patience, which ends the question."""

_ACTIVATING_KEYS = frozenset({"Enter", "Space", " ", "NumpadEnter"})
_GIVES = frozenset({ActionKind.FILL, ActionKind.SELECT, ActionKind.CHECK, ActionKind.UNCHECK})


BeforeCommit: TypeAlias = Callable[[ActionDraft], Awaitable[None]]
"""Called when a binding press is permitted and about to be made."""


ReadPassing: TypeAlias = Callable[[StepDraft], Awaitable[None]]
"""Called before a press where the page shows fields that no page at rest has shown."""


class HeldError(Exception):
    """The press was withheld for safety."""


def activating_index(actions: tuple[Action, ...]) -> int | None:
    """Give the place of the action that carries a step forward: its last press; None where it has none."""
    for index in reversed(range(len(actions))):
        action = actions[index]
        is_key = action.kind is ActionKind.PRESS and action.value is not None and action.value.text in _ACTIVATING_KEYS
        if action.kind in (ActionKind.CLICK, ActionKind.SEARCH) or is_key:
            return index
    return None


class Presser:
    """Presses for one step."""

    def __init__(
        self, state: VisitState, eyes: Eyes, before_commit: BeforeCommit | None, read_passing: ReadPassing | None
    ) -> None:
        self._state = state
        self._eyes = eyes
        self._before_commit = before_commit
        self._read_passing = read_passing

    async def click(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        """Press what is meant, unless it must be held."""
        await self.rest(step, deadline)
        found = await self._eyes.look_for(draft, deadline)
        point = await self._eyes.look_at(draft, found, deadline)
        await self.note_passing(draft, step)
        await self._hold_or_commit(draft, step)
        await self.fire(draft, step, found.element, point)

    async def rest(self, step: StepDraft, deadline: Deadline) -> None:
        """Let what was given before be taken in: an answer to it that comes later would pass for the press's own."""
        if any(each.action.kind in _GIVES for each in step.actions[:-1]):
            await settle(self._state.page, self._state.network, Deadline(min(REST_S, deadline.left_s)), is_told=True)

    async def note_passing(self, draft: ActionDraft, step: StepDraft) -> None:
        """Take down the page of a search's results, or a form that came up within the step: the press may end it."""
        if (draft.shows_untold_fields or step.follows_search) and self._read_passing is not None:
            await self._read_passing(step)

    async def press_again(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        """Press a second time, as a customer does when nothing happened. Never a binding press."""
        if draft.is_binding or draft.action.target is None:
            return
        found = await find_now(self._state.page, draft.action.target, draft.action.kind)
        if found is None or not found.visible_count:
            return
        raw = await ask_element(found.element, "examine", {"press": True})
        if raw["point"] is None:
            return
        await self.fire(draft, step, found.element, await self._eyes.point_on_page(found, raw))

    async def press_by_mouse(self, draft: ActionDraft) -> bool:
        """Press what the keyboard pressed in vain; False where it is gone or covered."""
        target = draft.action.target
        found = await find_now(self._state.page, target, draft.action.kind) if target is not None else None
        if found is None or not found.visible_count:
            return False
        raw = await ask_element(found.element, "examine", {"press": True})
        if raw["point"] is None:
            return False
        await self._state.hands.press_at(await self._eyes.point_on_page(found, raw))
        return True

    async def fire(self, draft: ActionDraft, step: StepDraft, element: PageLocator, point: Point) -> None:
        """Make the press: by the key that the element takes, or at its place."""
        hands = self._state.hands
        if hands.device is InputDevice.KEYBOARD:
            await self._tab_to(draft, element)
            await self.ask_ahead(draft, step)
            is_led = draft.keyboard_reached is True
            await self._press_as_often(draft, lambda: hands.fire(element) if is_led else hands.press_at(point))
        else:
            await self.ask_ahead(draft, step)
            held = await _held(element) if draft.is_binding and self._state.binding_presses > 1 else None
            await self._press_as_often(
                draft, lambda: hands.press_at(point), lambda before: self._follow(held, point, before)
            )

    async def _press_as_often(
        self,
        draft: ActionDraft,
        press: Callable[[], Awaitable[None]],
        follow: Callable[[int], Awaitable[None]] | None = None,
    ) -> None:
        """Press once; a binding press as often as the drill double_submit asks, as fast as a hand does."""
        network = self._state.network
        mark, before = network.mark, len(network.writes)
        pressed = now_ms()
        await press()
        draft.presses += 1
        draft.handled_ms = draft.handled_ms or now_ms() - pressed
        for _ in range(self._state.binding_presses - 1 if draft.is_binding else 0):
            # Two presses at once would be one to a form: the browser calls the first off before anything is sent.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(network.change(mark), DOUBLE_PRESS_S)
            with contextlib.suppress(Error, PageHungError):  # the page went away under the first press
                await press()
                draft.presses += 1
                if follow is not None:
                    await follow(before)

    async def _follow(self, held: ElementHandle | None, point: Point, before: int) -> None:
        """Press where the button is now, if a word that came up above has pushed it away from under the hand."""
        box, is_away, is_in_front = None, False, False
        if held is not None:
            with contextlib.suppress(TimeoutError):
                box = await asyncio.wait_for(held.bounding_box(), AIM_S)
                is_away = box is not None and not _is_within(box, point)
                if is_away:
                    # Pushed over the window's edge, it may come back to where it was: that press has missed it.
                    await asyncio.wait_for(held.evaluate(_INTO_VIEW), AIM_S)
                    box = await asyncio.wait_for(held.bounding_box(), AIM_S)
                is_in_front = await asyncio.wait_for(held.evaluate(_IN_FRONT), AIM_S)
        if box is None or not is_away or not is_in_front:
            return
        # What else the page fetches after the first press says nothing of the second: each order is sent on its own.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._sent_twice(before), DOUBLE_PRESS_S)
        network = self._state.network
        sent = network.writes[before:]
        is_over = network.is_document_under_way or any(each.ended is not None for each in sent)
        if len(sent) < 2 and not is_over:
            await self._state.hands.press_at((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))

    async def _sent_twice(self, before: int) -> None:
        """Wait until both presses have sent something that writes."""
        network = self._state.network
        while True:
            mark = network.mark
            if len(network.writes) - before >= 2:
                return
            await network.change(mark)

    async def ask_ahead(self, draft: ActionDraft, step: StepDraft) -> None:
        """Note the input, and put the question for its first visible answer before it is made."""
        is_first = draft.input_at is None
        self.note_input(draft, step)
        if is_first and draft.is_primary and not draft.is_framed:
            options = {"limit_ms": _ASKED_FOR_S * 1000, "pressed_at": draft.input_at, "is_ahead": True}
            draft.answer = asyncio.ensure_future(feedback_of(self._state.page.main_frame, options, _ASKED_FOR_S + 1))
            await asyncio.sleep(0)  # the question goes out before the press

    def note_input(self, draft: ActionDraft, step: StepDraft) -> None:
        """Note that the customer acts now: what follows is the page's answer."""
        if draft.input_at is None:
            draft.input_at = now_ms()
            draft.document = self._state.network.documents
            self._state.count_waiting()
        step.input_at = draft.input_at
        step.input_document = draft.document

    async def _hold_or_commit(self, draft: ActionDraft, step: StepDraft) -> None:
        """Hold a binding press unless it is permitted here; from a permitted one on, foreign writes are blocked."""
        binding = binding_of(
            step.step, draft.action, draft.element, is_activating=draft.is_primary, page_url=self._state.page.url,
            language=self._state.language,
        )  # fmt: skip
        if binding is None:
            return
        draft.is_binding = True
        if not permits(self._state.guard.policy, self._state.page.url, draft.element):
            draft.is_held, draft.held_because = True, binding.because
            raise HeldError
        if self._before_commit is not None:
            await self._before_commit(draft)
        await self._state.commit()

    async def press_key(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        """Press a key, on the element that is named or where the focus is."""
        key = draft.words
        if draft.action.target is not None:
            found = await self._eyes.look_for(draft, deadline)
            point = await self._eyes.look_at(draft, found, deadline)
            await self.focus(draft, found.element, point)
        if key in _ACTIVATING_KEYS:
            if draft.element is None:
                draft.element = await self._focused_form()
            await self._hold_or_commit(draft, step)
        await self.ask_ahead(draft, step)
        await self._state.page.keyboard.press(key)
        draft.presses += 1

    async def _focused_form(self) -> dict[str, Any] | None:
        """Give the facts of what Enter would press: the focused control, or its form's submit button."""
        focused = self._state.page.locator("*:focus").last
        if not await focused.count():
            return None
        submit = focused.locator("xpath=ancestor::form").locator(
            "button[type=submit], button:not([type]), input[type=submit]"
        )
        pressed = submit.first if await submit.count() else focused
        raw = await ask_element(pressed, "examine", {"press": False})
        return dict(raw["element"]) if raw else None

    async def focus(self, draft: ActionDraft, element: PageLocator, point: Point) -> None:
        """Put the focus on the element, by Tab or by a press."""
        hands = self._state.hands
        if hands.device is InputDevice.KEYBOARD:
            await self._tab_to(draft, element)
        else:
            await hands.press_at(point)

    async def _tab_to(self, draft: ActionDraft, element: PageLocator) -> None:
        draft.keyboard_reached = await self._state.hands.tab_to(element)
        if draft.keyboard_reached is False:
            raise CannotActError(f"{meant(draft)} cannot be reached with the Tab key")


async def _held(element: PageLocator) -> ElementHandle | None:
    """Keep hold of the very element that is pressed: its name may change with the press ("Paying …")."""
    with contextlib.suppress(Error):
        return await element.element_handle(timeout=AIM_S * 1000)
    return None


def _is_within(box: FloatRect, point: Point) -> bool:
    """Tell whether the point lies well inside the box."""
    x, y = point[0] - box["x"], point[1] - box["y"]
    return EDGE_PX <= x <= box["width"] - EDGE_PX and EDGE_PX <= y <= box["height"] - EDGE_PX
