"""The customer's eyes: find the element that is meant, look at it, and see where it can be pressed."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from playwright.async_api import ElementHandle, Error, Frame, Page, expect
from playwright.async_api import Locator as PageLocator
from playwright.async_api import TimeoutError as Timeout

from frictionaudit.journey.model import Action, ActionKind, Commitment, InputDevice, Locator
from frictionaudit.replay.acting.hands import Point
from frictionaudit.replay.acting.mending import is_safe_to_press, near_control, yaml_of
from frictionaudit.replay.acting.overlays import close_over, leave_field, leave_suggestions, press_beside
from frictionaudit.replay.clock import Deadline
from frictionaudit.replay.drafts import ActionDraft, StepDraft
from frictionaudit.replay.page.frames import cover_at, offset_of
from frictionaudit.replay.page.inpage import PageHungError, ask_element, evaluate
from frictionaudit.replay.page.locate import Found, find, find_now, near_matches, seen_now
from frictionaudit.replay.state import VisitState
from frictionaudit.replay.watching.settle import settle

__all__ = ["CannotActError", "Eyes", "meant"]

COVER_PATIENCE_S = 5.0
"""What covers the action this long, covers it: a loading veil is gone by then."""

COMES_AGAIN_MS = 5_000.0
"""How long what the page has taken away while the customer looked may take to be drawn anew. Project's choice."""

HEAL_AFTER_S = 5.0
"""Where a near match may be used, it is once the element has not come up for so long, or for half the patience."""

FRAME_PATIENCE_MS = 2_000
"""How long an element in a frame may take to be brought into the window's view."""

_PRESSED = frozenset({ActionKind.CLICK, ActionKind.CHECK, ActionKind.UNCHECK})
_GIVES = frozenset({ActionKind.FILL, ActionKind.SELECT})
_PICKERS = frozenset({"date", "datetime-local", "month", "week", "time", "color", "range"})

_INTO_VIEW = "element => element.scrollIntoView({block: 'nearest', inline: 'nearest', behavior: 'instant'})"
_INTO_MIDDLE = "element => element.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'})"
_IS_IN_SIGHT = """element => element.isConnected && element.getClientRects().length > 0
  && getComputedStyle(element).visibility === 'visible'"""

_NEAREST_SHOWN = """element => {
  for (let node = element.parentElement; node; node = node.parentElement) {
    const box = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    if (box.width > 0 && box.height > 0 && style.visibility === 'visible' && style.opacity !== '0') {
      node.scrollIntoView({block: 'nearest', inline: 'nearest', behavior: 'instant'});
      const shown = node.getBoundingClientRect();
      return [shown.x + shown.width / 2, shown.y + shown.height / 2];
    }
  }
  return null;
}"""


class CannotActError(Exception):
    """An action could not be carried out; the words say why, as a customer would see it."""


@dataclass(frozen=True)
class _Ahead:
    """A look ahead that is under way: for what, and how many documents there had been."""

    wanted: Locator
    documents: int
    finding: asyncio.Future[Found | None]


class Eyes:
    """Looks for and at the elements of one step."""

    def __init__(self, state: VisitState) -> None:
        self._state = state
        self._last_frame: Frame | None = None
        """The child frame that the step's last element stood in."""
        self._holders: dict[Frame, ElementHandle] = {}
        self._ahead: _Ahead | None = None
        self.when_cleared: Callable[[], Awaitable[None]] | None = None
        """What the customer sees to once a pop-up was closed, before going on."""

    @property
    def _page(self) -> Page:
        return self._state.page

    async def look_for(self, draft: ActionDraft, deadline: Deadline, *, needs_visible: bool = True) -> Found:
        """Find the element; where it is hidden, try whether the mouse brings it up before waiting for it."""
        wanted = draft.action.target
        assert wanted is not None
        found = self._state.take_watched(wanted) or await self._seen_ahead(wanted)
        found = found or await find_now(self._page, wanted, draft.action.kind, self._last_frame)
        if found is not None and not found.visible_count and needs_visible:
            draft.is_revealed_by_hover = await self._shows_on_hover(found.element, deadline)
            if draft.is_revealed_by_hover and self._state.persona.input is InputDevice.MOUSE:
                found = replace(found, visible_count=1)
        if found is None and self._state.heals:
            early = Deadline(min(deadline.left_s / 2, HEAL_AFTER_S))
            found = await find(self._page, wanted, draft.action.kind, early) or await self._mended(draft)
        if found is None or (not found.visible_count and needs_visible and not draft.is_revealed_by_hover):
            found = await find(self._page, wanted, draft.action.kind, deadline) or found or await self._mended(draft)
        if found is None:
            raise await self._missing(draft)
        draft.match_count, draft.visible_match_count = found.count, found.visible_count
        draft.is_ambiguous, draft.is_framed = found.is_ambiguous, found.in_frame
        self._last_frame = found.frame
        return found

    async def _missing(self, draft: ActionDraft) -> CannotActError:
        draft.match_count = draft.visible_match_count = 0
        draft.near_matches = await near_matches(self._page)
        if draft.mend:
            return CannotActError(f"no element matches {meant(draft)}; near it stands what this finds: {draft.mend}")
        return CannotActError(f"no element matches {meant(draft)}")

    def look_ahead(self, step: StepDraft, after: Action | None = None) -> None:
        """Begin to look for what the step uses after an action, or first, while hands or camera are busy."""
        actions = step.step.actions
        place = 0 if after is None else 1 + next((i for i, each in enumerate(actions) if each is after), len(actions))
        action = actions[place] if place < len(actions) else None
        if action is None or action.target is None or self._state.is_watched(action.target):
            return
        finding = asyncio.ensure_future(seen_now(self._page, action.target, action.kind, self._last_frame))
        finding.add_done_callback(lambda task: task.cancelled() or task.exception())  # nobody may ask for it
        self._ahead = _Ahead(action.target, self._state.network.documents, finding)

    async def _seen_ahead(self, wanted: Locator) -> Found | None:
        """Give what was seen ahead, where it is the wanted one, the only one of its kind, and still in sight."""
        ahead, self._ahead = self._ahead, None
        if ahead is None or ahead.wanted is not wanted or ahead.documents != self._state.network.documents:
            return None
        with contextlib.suppress(Error):
            found = await ahead.finding
            mark = found.mark if found is not None and found.visible_count == 1 else None
            return found if mark is not None and await evaluate(mark, _IS_IN_SIGHT) else None
        return None

    async def _mended(self, draft: ActionDraft) -> Found | None:
        """Look for what is near, and note the line that finds it; give it where it may be used."""
        action, language = draft.action, self._state.language
        assert action.target is not None
        mend = await near_control(self._page, action.target, action.kind, language)
        if mend is None:
            return None
        file = self._file_of(action)
        place = f"{file.name if file else self._state.journey.id}:{action.line}: " if action.line else ""
        draft.mend = f"{place}{yaml_of(action, mend.locator)}"
        if not self._state.heals:
            return None
        draft.is_healed = is_safe_to_press(action, mend, binds=draft.commits.is_binding, language=language)
        return mend.found if draft.is_healed else None

    def _file_of(self, action: Action) -> Path | None:
        """Give the file that an action is written in: the journey's, or that of a fragment which it uses."""
        journey = self._state.journey
        steps = (*journey.steps, *journey.cleanup)
        return next((step.file for step in steps if step.file and action in step.actions), journey.file)

    async def _shows_on_hover(self, element: PageLocator, deadline: Deadline) -> bool:
        await self._state.pictured()
        # A page that is still coming in hides much that no mouse is needed for.
        await settle(self._page, self._state.network, Deadline(min(deadline.left_s, COVER_PATIENCE_S)))
        point = None if await element.is_visible() else await evaluate(element, _NEAREST_SHOWN)
        if point is None:
            return False
        await self._state.hands.point_at((point[0], point[1]))
        await evaluate(element, "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return await element.is_visible()

    async def look_at(self, draft: ActionDraft, found: Found, deadline: Deadline) -> Point:
        """Examine the element, and give the point to press.

        Raises:
            CannotActError: it cannot be seen, is disabled or covered.
        """
        presses = draft.action.kind in (ActionKind.CLICK, ActionKind.CHECK, ActionKind.UNCHECK, ActionKind.PRESS)
        needs_view = draft.is_primary and (draft.commits is not Commitment.NONE or presses)
        options = {"press": presses, "needs_view": needs_view, "field": draft.action.kind in _GIVES}
        if found.in_frame:
            await self._state.pictured()
            # Frames outside the view are not painted, and nothing in them can be watched before they come into it.
            # A page that glides to it would still be on its way when the press comes.
            await evaluate(found.at_hand, _INTO_VIEW)
        raw = await self._examine(draft, found, options)
        await self._state.pictured()
        if raw["element"].get("is_disabled") and draft.action.kind is not ActionKind.WAIT_FOR:
            raw = await self._until_enabled(draft, found, options, deadline)
        hidden_by = raw["element"].get("hidden_by")
        if hidden_by not in (None, "text-colour") and not found.visible_count:
            raise CannotActError(f"{meant(draft)} is in the page but cannot be seen ({hidden_by})")
        if raw["point"] is None or (presses and _is_covered(raw)):
            raw = await self._until_uncovered(draft, found, options, deadline, raw)
        elif raw["element"].get("covers") and await leave_suggestions(self._state, deadline):
            raw = await self._examine(draft, found, options)  # they hang over a part of it
        point = await self.point_on_page(found, raw, draft)
        if raw["is_framed"] and (presses or options["field"]):
            return await self._clear_of_bars(draft, found, options, point)
        return point

    async def _examine(self, draft: ActionDraft, found: Found, options: dict[str, Any]) -> dict[str, Any]:
        try:
            raw = await ask_element(found.at_hand, "examine", {**options, "still": self._state.is_pictured})
            if "element" not in raw:  # it must be brought into view
                await self._state.pictured()
                raw = await ask_element(found.at_hand, "examine", options)
            # Another view may have taken the element's place meanwhile.
            is_drawn_anew = found.mark is not None and raw["point"] is None and not raw["is_connected"]
        except Error:
            if found.mark is None:
                raise
            is_drawn_anew = True
        if is_drawn_anew:
            try:
                await found.element.first.wait_for(state="attached", timeout=COMES_AGAIN_MS)
            except Timeout:
                raise await self._missing(draft) from None
            raw = await ask_element(found.element, "examine", options)
        draft.element, draft.view = raw["element"], raw.get("view")
        draft.is_picker, draft.is_empty, draft.room = raw["type"] in _PICKERS, raw["is_empty"], raw["room"]
        draft.shows_untold_fields, draft.shift = bool(raw.get("has_untold_fields")), raw.get("shift")
        return raw

    async def _until_enabled(self, draft: ActionDraft, found: Found, options: dict[str, Any],
                             deadline: Deadline) -> dict[str, Any]:  # fmt: skip
        first = draft.element
        try:
            await expect(found.element).to_be_enabled(timeout=deadline.left_ms)
        except (AssertionError, Error):
            draft.element = first
            raise CannotActError(f"{meant(draft)} is disabled") from None
        return await self._examine(draft, found, options)

    async def _until_uncovered(self, draft: ActionDraft, found: Found, options: dict[str, Any], deadline: Deadline,
                               raw: dict[str, Any]) -> dict[str, Any]:  # fmt: skip
        """Wait until what covers it is gone, or close it where the customer can."""
        field = await leave_field(self._state, deadline)
        if field is not None:
            raw = await self._examine(draft, found, options)
            if raw["point"] is not None and not _is_covered(raw):
                return raw
        patience = Deadline(min(deadline.left_s, COVER_PATIENCE_S))
        while not patience.is_over:
            if raw["point"] is None:
                await settle(self._page, self._state.network, patience)
            while _is_covered(raw) and await close_over(self._state, draft, found.element, deadline):
                if self.when_cleared is not None:
                    await self.when_cleared()
                raw = await self._examine(draft, found, options)
            if field is not None and _is_covered(raw) and self._state.persona.input is not InputDevice.KEYBOARD:
                await press_beside(self._state, field, deadline)
                field, raw = None, await self._examine(draft, found, options)
            if raw["point"] is None:
                raw = await self._examine(draft, found, options)
            if raw["point"] is not None:
                return raw
            await _visible_change(found.element, patience)
        raise CannotActError(f"{meant(draft)} is covered by something else")

    async def point_on_page(self, found: Found, raw: dict[str, Any], draft: ActionDraft | None = None) -> Point:
        """Give the point in the window's coordinates: elements in frames know only their frame's."""
        point = (raw["point"]["x"], raw["point"]["y"])
        if not raw["is_framed"]:
            return point
        offset = await offset_of(found.frame or await self._frame_of(found.element), self._holder_of)
        if draft is not None:
            draft.frame_offset = offset
        return point[0] + offset[0], point[1] + offset[1]

    async def _clear_of_bars(self, draft: ActionDraft, found: Found, options: dict[str, Any], point: Point) -> Point:
        """Give where an element in a frame is pressed: farther in, where a bar of the outer page lies over its place.

        Raises:
            CannotActError: the frame's place is covered wherever it stands.
        """
        frame = found.frame or await self._frame_of(found.element)
        cover = await cover_at(frame, point, self._holder_of)
        if cover is not None:
            await evaluate(found.at_hand, _INTO_MIDDLE)
            raw = await self._examine(draft, found, options)
            if raw["point"] is not None:
                point = await self.point_on_page(found, raw, draft)
                cover = await cover_at(frame, point, self._holder_of)
        if cover is not None and draft.element is not None and draft.action.kind in _PRESSED:
            draft.element["covers"] = [*draft.element.get("covers", []), _cover(cover)]
            raise CannotActError(f"{meant(draft)} is covered by something else")
        return point

    async def _frame_of(self, element: PageLocator) -> Frame | None:
        handle = await element.element_handle(timeout=FRAME_PATIENCE_MS)
        return await handle.owner_frame()

    async def _holder_of(self, frame: Frame) -> ElementHandle:
        """Give the element that holds a frame; it stays the same for all of a step."""
        if frame not in self._holders:
            self._holders[frame] = await frame.frame_element()
        return self._holders[frame]


def _is_covered(raw: dict[str, Any]) -> bool:
    """Something else takes the press in its middle, though a corner may be free."""
    return any(cover["at_centre"] for cover in raw["element"].get("covers") or ())


def _cover(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: raw[key] for key in ("subject", "at_centre", "share")}


async def _visible_change(element: PageLocator, patience: Deadline) -> None:
    """Wait for the next change in the element's document, or the end of the patience.

    What slides into view changes nothing in the document: the end of a movement counts too.
    """
    script = """element => new Promise(done => {
      const page = element.ownerDocument;
      const ends = ['animationend', 'transitionend'];
      const end = () => {
        watcher.disconnect();
        for (const type of ends) page.removeEventListener(type, end, true);
        done();
      };
      const watcher = new MutationObserver(end);
      watcher.observe(page, {subtree: true, childList: true, attributes: true});
      for (const type of ends) page.addEventListener(type, end, true);
    })"""
    try:
        await evaluate(element, script, None, patience.left_s)
    except PageHungError:
        return


def meant(draft: ActionDraft) -> str:
    """Give the journey's words for what is acted upon."""
    return str(draft.action.target) if draft.action.target is not None else "the element"
