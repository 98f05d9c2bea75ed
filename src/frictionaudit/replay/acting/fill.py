"""Fill in what a step gives: fields, lists, boxes, the search."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from playwright.async_api import Error
from playwright.async_api import Locator as PageLocator
from playwright.async_api import TimeoutError as Timeout

from frictionaudit.journey.model import ActionKind, InputDevice, Locator
from frictionaudit.replay.acting.calendar import choose_day
from frictionaudit.replay.acting.eyes import CannotActError, Eyes, meant
from frictionaudit.replay.acting.hands import TakesNoWordsError
from frictionaudit.replay.acting.kept import left_out
from frictionaudit.replay.acting.pasting import try_paste
from frictionaudit.replay.acting.press import Presser
from frictionaudit.replay.acting.search_box import find_search_box
from frictionaudit.replay.clock import Deadline
from frictionaudit.replay.drafts import ActionDraft, StepDraft
from frictionaudit.replay.page.inpage import ask_element, evaluate
from frictionaudit.replay.page.locate import Found, find, near_matches
from frictionaudit.replay.safety.holding import is_card_value, permits
from frictionaudit.replay.state import VisitState
from frictionaudit.replay.watching.settle import settle

__all__ = ["Filler"]

ANSWER_S = 5.0
"""How long a tick may be gone before it is held to be refused: the server's answer draws it again. Project's choice."""

LIST_GOES_MS = 1_000
"""How long a list of the page's own making may take to close once its line is chosen. Project's choice."""

_OPTION_INDEX = """(select, wanted) => {
  const options = [...select.options].filter(option => !option.disabled);
  const fold = text => text.replace(/\\s+/g, ' ').trim();
  const exact = options.findIndex(option => fold(option.label) === fold(wanted) || option.value === wanted);
  if (exact >= 0) return exact;
  return options.findIndex(option => fold(option.label).toLowerCase().includes(fold(wanted).toLowerCase()));
}"""


class Filler:
    """Fills in for one step."""

    def __init__(self, state: VisitState, eyes: Eyes, presser: Presser) -> None:
        self._state = state
        self._eyes = eyes
        self._presser = presser

    async def fill(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        """Type into a field; where it is a list, choose from it."""
        found = await self._eyes.look_for(draft, deadline)
        point = await self._eyes.look_at(draft, found, deadline)
        if self._must_stay_empty(draft, step):
            draft.is_held, draft.held_because = True, "card"
            return
        if (draft.element or {}).get("tag") == "select":  # recorders, and people, call choosing filling in too
            await self._select_option(draft, found, draft.words, deadline)
            return
        await self._presser.focus(draft, found.element, point)
        self._eyes.look_ahead(step, draft.action)
        await try_paste(draft, found)
        draft.left_out = left_out(draft.words, await self._type(draft, found, deadline))

    async def _type(self, draft: ActionDraft, found: Found, deadline: Deadline) -> str | None:
        typing = self._state.hands.type_into(
            found, draft.words, is_picker=draft.is_picker, is_empty=draft.is_empty, room=draft.room
        )
        try:
            return await typing
        except TakesNoWordsError as taken:
            if await choose_day(self._state, found.at_hand, draft.words, deadline):
                return None
            if not taken.is_read_only:
                await found.element.fill(draft.words)
                return None
            raise CannotActError(f"{meant(draft)} takes no words: it is read-only, and chosen elsewhere") from None

    def _must_stay_empty(self, draft: ActionDraft, step: StepDraft) -> bool:
        """Card fields of a step that will be held stay empty."""
        value = draft.action.value
        is_binding_step = step.step.commits is not None and step.step.commits.is_binding
        if value is None or not is_binding_step:
            return False
        if permits(self._state.guard.policy, self._state.page.url, draft.element):
            return False
        return is_card_value(value.reference, is_sensitive=bool((draft.element or {}).get("is_sensitive")))

    async def search(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        """Type into the page's search box, and send it off."""
        found = await find_search_box(self._state.page, self._state.language, deadline)
        if found is None:
            draft.match_count = draft.visible_match_count = 0
            draft.near_matches = await near_matches(self._state.page)
            raise CannotActError("no search box was found")
        draft.match_count = draft.visible_match_count = 1
        point = await self._eyes.look_at(draft, found, deadline)
        await self._presser.focus(draft, found.element, point)
        await self._type(draft, found, deadline)
        await self._presser.ask_ahead(draft, step)
        await self._state.page.keyboard.press("Enter")
        draft.presses += 1

    async def select(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        """Choose from a list, a group of radios, or a list of the page's own making."""
        found = await self._eyes.look_for(draft, deadline)
        wanted = draft.words
        facts = "element => [element.tagName, element.getAttribute('role') || '']"
        tag, role = await evaluate(found.at_hand, facts)
        if tag == "SELECT":
            await self._select_option(draft, found, wanted, deadline)
        elif tag == "FIELDSET" or role in ("radiogroup", "group"):
            radio = found.element.get_by_role("radio", name=wanted).or_(found.element.get_by_label(wanted)).first
            await self._tick(draft, step, Found(radio, 1, 1, is_ambiguous=False), deadline, wanted=True)
        else:
            point = await self._eyes.look_at(draft, found, deadline)
            await self._presser.fire(draft, step, found.element, point)
            option = await find(self._state.page, Locator(role="option", name=wanted), ActionKind.CLICK, deadline)
            if option is None:
                raise CannotActError(f"{meant(draft)} has no choice '{wanted}'")
            with contextlib.suppress(Error):  # waits until the list has come to rest
                await option.element.scroll_into_view_if_needed(timeout=deadline.left_ms)
            raw = await ask_element(option.element, "examine", {"press": True})
            if raw["point"] is None:
                raise CannotActError(f"the choice '{wanted}' of {meant(draft)} cannot be pressed")
            await self._presser.fire(draft, step, option.element, await self._eyes.point_on_page(option, raw))
            with contextlib.suppress(Error):  # while it fades away it lies over what comes next
                await option.element.wait_for(state="hidden", timeout=LIST_GOES_MS)

    async def _select_option(self, draft: ActionDraft, found: Found, wanted: str, deadline: Deadline) -> None:
        point = await self._eyes.look_at(draft, found, deadline)
        index = await evaluate(found.at_hand, _OPTION_INDEX, wanted)
        if index < 0:
            raise CannotActError(f"{meant(draft)} has no choice '{wanted}'")
        if self._state.hands.device is InputDevice.KEYBOARD:
            await self._presser.focus(draft, found.element, point)
            await self._state.page.keyboard.press("Home")
            for _ in range(index):
                await self._state.page.keyboard.press("ArrowDown")
            return
        script = "(select, index) => [...select.options].filter(option => !option.disabled)[index].index"
        await ask_element(found.at_hand, "touch")  # the change that follows is the customer's own
        place = await evaluate(found.at_hand, script, index)
        try:
            await found.element.select_option(index=place, timeout=deadline.left_ms)
        except Timeout:
            raise CannotActError(f"'{wanted}' of {meant(draft)} could not be chosen in time") from None

    async def check(self, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        """Tick a box or a radio, or take the tick away."""
        await self._presser.rest(step, deadline)  # what was chosen before may yet move it
        found = await self._eyes.look_for(draft, deadline)
        await self._tick(draft, step, found, deadline, wanted=draft.action.kind is ActionKind.CHECK)

    async def _tick(
        self, draft: ActionDraft, step: StepDraft, found: Found, deadline: Deadline, *, wanted: bool
    ) -> None:
        label = found.element.locator("xpath=ancestor::label[1]")
        is_ticked = await _is_checked(found.element)
        if is_ticked is None and await label.count():
            # The words of a label: the label as a whole takes the press.
            found = replace(found, element=label)
            is_ticked = await _is_checked(found.element)
        point = await self._eyes.look_at(draft, found, deadline)
        await self._presser.note_passing(draft, step)
        if is_ticked is wanted:
            return
        hands = self._state.hands
        if hands.device is InputDevice.KEYBOARD:
            await self._presser.focus(draft, found.element, point)
            if await _is_checked(found.element) is not wanted:
                await hands.fire(found.element)
        else:
            await hands.press_at(point)
        if await _is_checked(found.element) is not (not wanted):
            return
        # A list that the server draws anew shows the choice only with the answer to it.
        await settle(self._state.page, self._state.network, Deadline(min(ANSWER_S, deadline.left_s)))
        if await _is_checked(found.element) is (not wanted) and hands.device is not InputDevice.KEYBOARD:
            # Drawn anew under the finger, it has not felt the press: the customer sees that, and ticks it again.
            await hands.press_at(await self._eyes.look_at(draft, found, deadline))
        if await _is_checked(found.element) is (not wanted):
            raise CannotActError(f"{meant(draft)} does not stay {'ticked' if wanted else 'unticked'}")


async def _is_checked(element: PageLocator) -> bool | None:
    """Tell whether a box is ticked; None for what has no such state."""
    try:
        return await element.is_checked(timeout=1000)
    except Error:
        return None
