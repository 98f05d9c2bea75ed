"""Do what a step says, as a customer does it: look for the element, look at it, press or type."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeAlias
from urllib.parse import urljoin

from playwright.async_api import ElementHandle, Error, Page
from playwright.async_api import Locator as PageLocator
from playwright.async_api import TimeoutError as Timeout

from frictionaudit.journey.model import Action, ActionKind, InputDevice, Locator
from frictionaudit.replay.clock import Deadline, now_ms
from frictionaudit.replay.drafts import ActionDraft, StepDraft
from frictionaudit.replay.eyes import CannotActError, Eyes, meant
from frictionaudit.replay.hands import Hands, Point
from frictionaudit.replay.holding import binding_of, is_card_value, permits
from frictionaudit.replay.inpage import PageHungError, ask_element, evaluate
from frictionaudit.replay.locate import Found, find, find_now, near_matches
from frictionaudit.replay.search_box import find_search_box
from frictionaudit.replay.state import VisitState

__all__ = ["Actor", "HeldError", "activating_index", "address_of"]

DOUBLE_PRESS_S = 0.1
"""Between the presses of a double click, at most; less where the first has sent something already."""

_ACTIVATING_KEYS = frozenset({"Enter", "Space", " ", "NumpadEnter"})

_UNSEEN = frozenset({ActionKind.SCROLL, ActionKind.UPLOAD})
"""Done to an element that nobody looks at first."""

_OPTION_INDEX = """(select, wanted) => {
  const options = [...select.options].filter(option => !option.disabled);
  const fold = text => text.replace(/\\s+/g, ' ').trim();
  const exact = options.findIndex(option => fold(option.label) === fold(wanted) || option.value === wanted);
  if (exact >= 0) return exact;
  return options.findIndex(option => fold(option.label).toLowerCase().includes(fold(wanted).toLowerCase()));
}"""


BeforeCommit: TypeAlias = Callable[[ActionDraft], Awaitable[None]]
"""Called when a binding press is permitted and about to be made."""


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


class Actor:
    """Carries out the actions of one visit."""

    def __init__(self, state: VisitState, before_commit: BeforeCommit | None = None) -> None:
        self._state = state
        self._before_commit = before_commit
        self._eyes = Eyes(state)

    def look_ahead(self, step: StepDraft, after: Action | None = None) -> None:
        """Begin to look for what the step uses after an action, or first, while hands or camera are busy."""
        actions = step.step.actions
        place = 0 if after is None else 1 + next((i for i, each in enumerate(actions) if each is after), len(actions))
        self._eyes.look_ahead(actions[place] if place < len(actions) else None)

    @property
    def _page(self) -> Page:
        return self._state.page

    @property
    def _hands(self) -> Hands:
        return Hands(self._page, self._state.persona.input, self._state.session)

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
            ActionKind.CLICK: self._click,
            ActionKind.FILL: self._fill,
            ActionKind.SEARCH: self._search,
            ActionKind.SELECT: self._select,
            ActionKind.CHECK: self._check,
            ActionKind.UNCHECK: self._check,
            ActionKind.PRESS: self._press,
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
        await doer(draft, step, deadline)

    # ── going somewhere ──────────────────────────────────────────────────────────────────────────────────────────

    async def _goto(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        url = address_of(self._state.journey.base_url, _words(draft.action))
        await self._leave(draft, step, lambda: self._page.goto(url, wait_until="commit", timeout=deadline.left_ms))

    async def _back(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        await self._leave(draft, step, lambda: self._page.go_back(wait_until="commit", timeout=deadline.left_ms))

    async def _reload(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        await self._leave(draft, step, lambda: self._page.reload(wait_until="commit", timeout=deadline.left_ms))

    async def _leave(self, draft: ActionDraft, step: StepDraft, go: Any) -> None:
        collectors = self._state.collectors
        collectors.is_leaving = True
        self._note_input(draft, step)
        try:
            await go()
        except Error as error:
            step.navigation_error = error.message
            raise CannotActError(f"the page could not be reached ({_first_line(error)})") from None
        finally:
            collectors.is_leaving = False

    # ── pressing ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def _click(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        found = await self._eyes.look_for(draft, deadline)
        point = await self._eyes.look_at(draft, found, deadline)
        await self._hold_or_commit(draft, step)
        await self._fire(draft, step, found.element, point)

    async def press_again(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        """Press a second time, as a customer does when nothing happened. Never a binding press."""
        if draft.is_binding or draft.action.target is None:
            return
        found = await find_now(self._page, draft.action.target, draft.action.kind)
        if found is None or not found.visible_count:
            return
        raw = await ask_element(found.element, "examine", {"press": True})
        if raw["point"] is None:
            return
        await self._fire(draft, step, found.element, await self._eyes.point_on_page(found, raw))

    async def _fire(self, draft: ActionDraft, step: StepDraft, element: PageLocator, point: Point) -> None:
        hands = self._hands
        if hands.device is InputDevice.KEYBOARD:
            draft.keyboard_reached = await hands.tab_to(element)
            if not draft.keyboard_reached:
                raise CannotActError(f"{meant(draft)} cannot be reached with the Tab key")
            self._note_input(draft, step)
            await self._press_as_often(draft, lambda: hands.fire(element))
        else:
            self._note_input(draft, step)
            await self._press_as_often(draft, lambda: hands.press_at(point))

    async def _press_as_often(self, draft: ActionDraft, press: Callable[[], Awaitable[None]]) -> None:
        """Press once; a binding press as often as the drill double_submit asks, as fast as a hand does."""
        network = self._state.network
        mark = network.mark
        await press()
        draft.presses += 1
        for _ in range(self._state.binding_presses - 1 if draft.is_binding else 0):
            # Two presses at once would be one to a form: the browser calls the first off before anything is sent.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(network.change(mark), DOUBLE_PRESS_S)
            with contextlib.suppress(Error, PageHungError):  # the page went away under the first press
                await press()
                draft.presses += 1

    def _note_input(self, draft: ActionDraft, step: StepDraft) -> None:
        if draft.input_at is None:
            draft.input_at = now_ms()
            draft.document = self._state.network.documents
        step.input_at = draft.input_at
        step.input_document = draft.document

    async def _hold_or_commit(self, draft: ActionDraft, step: StepDraft) -> None:
        """Hold a binding press unless it is permitted here; from a permitted one on, foreign writes are blocked."""
        binding = binding_of(
            step.step, draft.action, draft.element, is_activating=draft.is_primary, page_url=self._page.url,
            language=self._state.language,
        )  # fmt: skip
        if binding is None:
            return
        draft.is_binding = True
        if not permits(self._state.guard.policy, self._page.url, draft.element):
            draft.is_held, draft.held_because = True, binding.because
            raise HeldError
        if self._before_commit is not None:
            await self._before_commit(draft)
        await self._state.commit()

    async def _press(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        key = _words(draft.action)
        if draft.action.target is not None:
            found = await self._eyes.look_for(draft, deadline)
            point = await self._eyes.look_at(draft, found, deadline)
            await self._focus(draft, found.element, point)
        if key in _ACTIVATING_KEYS:
            if draft.element is None:
                draft.element = await self._focused_form()
            await self._hold_or_commit(draft, step)
        self._note_input(draft, step)
        await self._page.keyboard.press(key)
        draft.presses += 1

    async def _focused_form(self) -> dict[str, Any] | None:
        """Give the facts of what Enter would press: the focused control, or its form's submit button."""
        focused = self._page.locator("*:focus").last
        if not await focused.count():
            return None
        submit = focused.locator("xpath=ancestor::form").locator(
            "button[type=submit], button:not([type]), input[type=submit]"
        )
        pressed = submit.first if await submit.count() else focused
        raw = await ask_element(pressed, "examine", {"press": False})
        return dict(raw["element"]) if raw else None

    # ── filling ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def _fill(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        found = await self._eyes.look_for(draft, deadline)
        point = await self._eyes.look_at(draft, found, deadline)
        if self._must_stay_empty(draft, step):
            draft.is_held, draft.held_because = True, "card"
            return
        if (draft.element or {}).get("tag") == "select":  # recorders, and people, call choosing filling in too
            await self._select_option(draft, found, _words(draft.action), deadline)
            return
        await self._focus(draft, found.element, point)
        self.look_ahead(step, draft.action)
        await self._type(draft, found.at_hand)

    async def _type(self, draft: ActionDraft, element: ElementHandle | PageLocator) -> None:
        words = _words(draft.action)
        await self._hands.type_into(element, words, is_picker=draft.is_picker, is_empty=draft.is_empty)

    def _must_stay_empty(self, draft: ActionDraft, step: StepDraft) -> bool:
        """Card fields of a step that will be held stay empty."""
        value = draft.action.value
        is_binding_step = step.step.commits is not None and step.step.commits.is_binding
        if value is None or not is_binding_step:
            return False
        if permits(self._state.guard.policy, self._page.url, draft.element):
            return False
        return is_card_value(value.reference, is_sensitive=bool((draft.element or {}).get("is_sensitive")))

    async def _focus(self, draft: ActionDraft, element: PageLocator, point: Point) -> None:
        hands = self._hands
        if hands.device is InputDevice.KEYBOARD:
            draft.keyboard_reached = await hands.tab_to(element)
            if not draft.keyboard_reached:
                raise CannotActError(f"{meant(draft)} cannot be reached with the Tab key")
        else:
            await hands.press_at(point)

    async def _search(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        box = await find_search_box(self._page, self._state.language, deadline)
        if box is None:
            draft.match_count = draft.visible_match_count = 0
            draft.near_matches = await near_matches(self._page)
            raise CannotActError("no search box was found")
        draft.match_count = draft.visible_match_count = 1
        point = await self._eyes.look_at(draft, Found(box, 1, 1, is_ambiguous=False), deadline)
        await self._focus(draft, box, point)
        await self._type(draft, box)
        self._note_input(draft, step)
        await self._page.keyboard.press("Enter")
        draft.presses += 1

    async def _select(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        found = await self._eyes.look_for(draft, deadline)
        wanted = _words(draft.action)
        facts = "element => [element.tagName, element.getAttribute('role') || '']"
        tag, role = await evaluate(found.element, facts)
        if tag == "SELECT":
            await self._select_option(draft, found, wanted, deadline)
        elif tag == "FIELDSET" or role in ("radiogroup", "group"):
            radio = found.element.get_by_role("radio", name=wanted).or_(found.element.get_by_label(wanted)).first
            await self._tick(draft, Found(radio, 1, 1, is_ambiguous=False), deadline, wanted=True)
        else:
            point = await self._eyes.look_at(draft, found, deadline)
            await self._fire(draft, step, found.element, point)
            option = await find(self._page, Locator(role="option", name=wanted), ActionKind.CLICK, deadline)
            if option is None:
                raise CannotActError(f"{meant(draft)} has no choice '{wanted}'")
            with contextlib.suppress(Error):  # waits until the list has come to rest
                await option.element.scroll_into_view_if_needed(timeout=deadline.left_ms)
            raw = await ask_element(option.element, "examine", {"press": True})
            if raw["point"] is None:
                raise CannotActError(f"the choice '{wanted}' of {meant(draft)} cannot be pressed")
            await self._fire(draft, step, option.element, await self._eyes.point_on_page(option, raw))

    async def _select_option(self, draft: ActionDraft, found: Found, wanted: str, deadline: Deadline) -> None:
        point = await self._eyes.look_at(draft, found, deadline)
        index = await evaluate(found.at_hand, _OPTION_INDEX, wanted)
        if index < 0:
            raise CannotActError(f"{meant(draft)} has no choice '{wanted}'")
        if self._hands.device is InputDevice.KEYBOARD:
            await self._focus(draft, found.element, point)
            await self._page.keyboard.press("Home")
            for _ in range(index):
                await self._page.keyboard.press("ArrowDown")
            return
        script = "(select, index) => [...select.options].filter(option => !option.disabled)[index].index"
        await ask_element(found.at_hand, "touch")  # the change that follows is the customer's own
        place = await evaluate(found.element, script, index)
        try:
            await found.element.select_option(index=place, timeout=deadline.left_ms)
        except Timeout:
            raise CannotActError(f"'{wanted}' of {meant(draft)} could not be chosen in time") from None

    async def _check(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        found = await self._eyes.look_for(draft, deadline)
        await self._tick(draft, found, deadline, wanted=draft.action.kind is ActionKind.CHECK)

    async def _tick(self, draft: ActionDraft, found: Found, deadline: Deadline, *, wanted: bool) -> None:
        label = found.element.locator("xpath=ancestor::label[1]")
        if await _is_checked(found.element) is None and await label.count():
            # The words of a label: the label as a whole takes the press.
            found = replace(found, element=label)
        point = await self._eyes.look_at(draft, found, deadline)
        if await _is_checked(found.element) is wanted:
            return
        hands = self._hands
        if hands.device is InputDevice.KEYBOARD:
            await self._focus(draft, found.element, point)
            if await _is_checked(found.element) is not wanted:
                await hands.fire(found.element)
        else:
            await hands.press_at(point)
        if await _is_checked(found.element) is (not wanted):
            raise CannotActError(f"{meant(draft)} does not stay {'ticked' if wanted else 'unticked'}")

    async def _hover(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        found = await self._eyes.look_for(draft, deadline)
        await self._hands.point_at(await self._eyes.look_at(draft, found, deadline))

    async def _scroll(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        if draft.action.target is not None:
            found = await self._eyes.look_for(draft, deadline)
            await found.element.scroll_into_view_if_needed(timeout=deadline.left_ms)
            return
        height = self._state.persona.viewport.height * 0.8
        ways = {"down": height, "up": -height, "end": 1_000_000.0, "top": -1_000_000.0}
        await self._page.mouse.wheel(0, ways.get(_words(draft.action), height))

    async def _upload(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        found = await self._eyes.look_for(draft, deadline, needs_visible=False)
        try:
            await found.element.set_input_files(_words(draft.action), timeout=deadline.left_ms)
        except Error as error:
            raise CannotActError(f"{meant(draft)} did not take the file ({_first_line(error)})") from None

    async def _wait_for(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        found = await self._eyes.look_for(draft, deadline)
        if not found.visible_count:
            raise CannotActError(f"{meant(draft)} did not appear")


async def _is_checked(element: PageLocator) -> bool | None:
    """Tell whether a box is ticked; None for what has no such state."""
    try:
        return await element.is_checked(timeout=1000)
    except Error:
        return None


def address_of(base_url: str, path: str) -> str:
    """Put a path under base_url, its own path included; whole addresses stay as they are."""
    if re.match(r"(?i)https?://", path):
        return path
    return base_url.rstrip("/") + path if path.startswith("/") else urljoin(base_url.rstrip("/") + "/", path)


def _words(action: Action) -> str:
    return action.value.text if action.value is not None else ""


def _first_line(error: Error) -> str:
    return error.message.splitlines()[0].removeprefix("Page.").strip()[:160]
