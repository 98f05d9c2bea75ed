"""Close what popped up over the control that is about to be pressed, as a customer would: by its cross or button."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from functools import cache

from playwright.async_api import ElementHandle, Error
from playwright.async_api import Locator as PageLocator

from frictionaudit.journey.model import InputDevice
from frictionaudit.lexicon import Meaning, says, stems_of
from frictionaudit.replay.acting.calendar import choose_day
from frictionaudit.replay.clock import Deadline
from frictionaudit.replay.drafts import ActionDraft
from frictionaudit.replay.page.inpage import ask_element, evaluate
from frictionaudit.replay.state import VisitState
from frictionaudit.replay.watching.settle import settle

__all__ = ["MOST_CLOSED", "close_over", "leave_field", "leave_suggestions", "press_beside"]

MOST_CLOSED = 3
"""Layers that a customer closes one after the other before giving up."""

_SHORTEST_WORD = 3

SUGGESTIONS_S = 1.0
"""How long a list of suggestions may take to go once its field was left. Project's choice."""

_TYPED_IN = """() => {
  let field = document.activeElement;
  while (field && field.shadowRoot && field.shadowRoot.activeElement) field = field.shadowRoot.activeElement;
  const typed = 'input:not([type=radio], [type=checkbox], [type=submit], [type=button]), textarea';
  return field && field.matches(typed) && field.value ? field : null;
}"""

_IS_TYPED_IN = f"() => Boolean(({_TYPED_IN})())"
_IS_SUGGESTING = f"() => (({_TYPED_IN})() || {{}}).ariaExpanded === 'true'"

_IS_OPEN = "field => field.isConnected && field.getAttribute('aria-expanded') === 'true'"

_BESIDE = """(field, tried) => {
  if (!field.isConnected) return null;
  const near = field.getBoundingClientRect();
  const taken = `a, button, input, select, textarea, label, summary, option, iframe, img, video, canvas, [role=button],
    [role=link], [role=option], [role=dialog], [role=listbox], [role=grid], [role=radio], [role=checkbox], [role=tab],
    [onclick], [popover]`;
  const hitAt = (x, y) => {
    let hit = document.elementFromPoint(x, y), inner;
    // What stands in a slot belongs to the tree outside: going on there would lead back here, round and round.
    while (hit && hit.shadowRoot && (inner = hit.shadowRoot.elementFromPoint(x, y)) &&
      inner.getRootNode() === hit.shadowRoot) hit = inner;
    return hit;
  };
  const isLayer = node => {
    const how = getComputedStyle(node).position, box = node.getBoundingClientRect();
    return how === 'fixed' || (how === 'absolute' && box.width * box.height > innerWidth * innerHeight / 2);
  };
  const isBare = hit => {
    if (!hit || getComputedStyle(hit).cursor === 'pointer') return false;
    for (let node = hit; node; node = up(node))
      if (node.matches(taken) || isLayer(node)) return false;
    return true;
  };
  const up = node => node.assignedSlot || node.parentElement || node.getRootNode().host;
  const partOf = node => {
    for (let each = node; each; each = up(each)) if (each.localName.includes('-')) return each;
    return node;
  };
  const own = partOf(field).getBoundingClientRect();
  const before = tried.map(([x, y]) => partOf(hitAt(x, y)));
  if (own.width * own.height < innerWidth * innerHeight / 4) before.push(partOf(field));
  const points = [];
  for (let x = 8; x < innerWidth; x += 24) for (let y = 8; y < innerHeight; y += 24) points.push([x, y]);
  const away = ([x, y]) => Math.hypot(x - near.x, y - near.y);
  return points.sort((one, other) => away(one) - away(other)).find(([x, y]) => {
    const hit = hitAt(x, y);
    return isBare(hit) && !before.includes(partOf(hit));
  }) || null;
}"""
"""A bare place of the page, near a field whose list or calendar may still be open though the customer went on; not in
its own component, nor in what was pressed in vain."""

_IS_ON_ITS_DAY = """field => {
  let cell = field.ownerDocument.activeElement;
  while (cell && cell.shadowRoot && cell.shadowRoot.activeElement) cell = cell.shadowRoot.activeElement;
  const day = cell && cell.closest('[role=gridcell], td') ? cell.textContent.trim() : '';
  return /^\\d+$/.test(day) && field.value.split(/\\D+/).some(part => Number(part) === Number(day));
}"""
"""Tab has led into the calendar, to the day that was typed: Enter takes it, where Escape would call it off."""


async def close_over(state: VisitState, draft: ActionDraft, element: PageLocator, deadline: Deadline) -> bool:
    """Close the layer over the element and note it down; False where nothing closes it.

    Raises:
        PageHungError, playwright Error: the page or the window went away.
    """
    if len(draft.closed) >= MOST_CLOSED:
        return False
    try:
        raw = await ask_element(element, "close_over", {"close": _closing_words(state.language)})
        if refusals := _shaming(raw.get("buttons", ()), state.language):
            raw = await ask_element(element, "close_over", {"close": refusals})
    except Error:
        return False  # the page has drawn it anew meanwhile
    if "overlay" not in raw or raw["is_framed"]:
        return False
    await state.hands.press_at((raw["point"]["x"], raw["point"]["y"]))
    await settle(state.page, state.network, deadline)
    draft.closed.append(raw["overlay"])
    return True


async def leave_suggestions(state: VisitState, deadline: Deadline) -> bool:
    """Go on from the field that was typed in last where its list of suggestions is open, as `leave_field` does."""
    return bool(await evaluate(state.page, _IS_SUGGESTING)) and await leave_field(state, deadline) is not None


async def leave_field(state: VisitState, deadline: Deadline) -> ElementHandle | None:
    """Go on from the field that was typed in last, as Tab does: its suggestions may lie over what comes next.

    Calendars take Tab as the way into them: a press on the bare page beside is how a customer is rid of them, and by
    keyboard Escape.

    Returns:
        The field that was left; None where there was none.

    Raises:
        PageHungError, playwright Error: the page or the window went away.
    """
    if not await evaluate(state.page, _IS_TYPED_IN):
        return None
    field = (await state.page.evaluate_handle(_TYPED_IN)).as_element()
    await state.page.keyboard.press("Tab")
    await settle(state.page, state.network, Deadline(min(SUGGESTIONS_S, deadline.left_s)))
    with contextlib.suppress(Error):  # the page has drawn the field anew meanwhile
        if field is not None and await evaluate(field, _IS_OPEN):
            await press_beside(state, field, deadline)
    return field


async def press_beside(state: VisitState, field: ElementHandle, deadline: Deadline) -> None:
    """Press the bare page near a field, or a key: what a field without a word of it keeps open goes by that too."""
    with contextlib.suppress(Error):
        pressed: list[list[float]] = []
        for _ in range(MOST_CLOSED):
            if state.hands.device is InputDevice.KEYBOARD:
                await state.page.keyboard.press("Enter" if await evaluate(field, _IS_ON_ITS_DAY) else "Escape")
            elif (point := await evaluate(field, _BESIDE, pressed)) is not None:
                await state.hands.press_at((point[0], point[1]))
                pressed.append(point)
            else:  # a calendar over all of a phone: what was typed is chosen in it
                await choose_day(state, field, await evaluate(field, "field => field.value"), deadline)
                return
            await settle(state.page, state.network, Deadline(min(SUGGESTIONS_S, deadline.left_s)))
            if state.hands.device is InputDevice.KEYBOARD or not await evaluate(field, _IS_OPEN):
                return


def _shaming(buttons: Iterable[str], language: str) -> list[str]:
    """Give what says No in words that shame, "I'd rather pay full price": to go on, customers press it all the same."""
    return [name for name in buttons if any(says(name, Meaning.SHAMING, code) for code in (language, "en"))]


@cache
def _closing_words(language: str) -> list[str]:
    """Give the words that close a layer, in the page's language and in English; lone letters are crosses."""
    words = [*stems_of(Meaning.CLOSE, language), *stems_of(Meaning.CLOSE, "en")]
    return [word for word in dict.fromkeys(words) if len(word) >= _SHORTEST_WORD]
