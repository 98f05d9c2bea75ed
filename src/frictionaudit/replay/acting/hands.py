"""The customer's hands: mouse, finger or keyboard. Real input events, at the place where the element is."""

from __future__ import annotations

import asyncio
import contextlib
import re
from typing import Any

from playwright.async_api import CDPSession, Error, Page
from playwright.async_api import Locator as PageLocator

from frictionaudit.journey.model import InputDevice
from frictionaudit.replay.page.inpage import evaluate
from frictionaudit.replay.page.locate import Found

__all__ = ["Hands", "Point", "TakesNoWordsError"]

Point = tuple[float, float]
MAX_TABS = 200
"""Tab presses after which an element counts as out of the keyboard's reach: several times what a shop page holds."""

MAX_ARROWS = 260
"""Arrow presses one way after which a member of a group counts as out of reach: more than a list of all countries."""

STILL_ARROWS = 3
"""Arrow presses in a row that move nothing, after which a group has no more members that way."""

_GROUP = "[role=radiogroup], [role=listbox], [role=menu], [role=tablist], [role=menubar], [role=toolbar], [role=tree]"

_TREE = """
  const up = node => node.assignedSlot || node.parentElement || node.getRootNode().host;
  const nearest = (node, rule) => { for (; node; node = up(node)) if (node.matches(rule)) return node; return null; };
  const within = (outer, node) => { for (; node; node = up(node)) if (node === outer) return true; return false; };
"""
"""The tree as it is painted: the members of a component's group stand in its slots, the group in its shadow."""

_FOCUS = """element => {TREE
  const label = element.closest('label');
  const around = element.closest('input, select, textarea, a[href], button, summary, [role=button], [role=link], '
    + '[role=tab], [role=radio], [role=checkbox], [role=switch], [role=option], [role=menuitem]');
  const control = label && label.control ? label.control : around || element;
  const root = control.getRootNode(), focused = root.activeElement;
  if (focused === null) return 'elsewhere';
  if (focused === control || control.contains(focused)) return 'here';
  const told = name => (focused.getAttribute(name) || '').split(/\\s+/).map(id => id && root.getElementById(id));
  const active = told('aria-activedescendant')[0];
  if (active && control.contains(active)) return 'here';
  const isSibling = control.type === 'radio' && focused.type === 'radio' && focused.name === control.name;
  const group = control.tabIndex < 0 && nearest(control, 'GROUP');
  const led = [active, ...told('aria-controls'), ...told('aria-owns')].filter(Boolean);
  const isLed = group && control.matches('[role=option], [role^=menuitem], [role=treeitem]')
    && led.some(each => each.contains(group) || group.contains(each));
  return isSibling || (group && within(group, focused)) || isLed ? 'sibling' : 'elsewhere';
}""".replace("GROUP", _GROUP).replace("TREE", _TREE)
"""Where the focus is: on the element or the control around it, on another one of its group, or elsewhere. What leads a
list from outside of it keeps the focus, and says by its attributes which line is meant (ARIA: combobox)."""

_PLACE = """element => {TREE
  const group = nearest(element, 'GROUP');
  if (!group) return [-1, ''];
  const focused = element.getRootNode().activeElement;
  const active = focused && focused.getRootNode().getElementById(focused.getAttribute('aria-activedescendant') || '');
  const member = active || focused;
  const slotted = each => each.localName === 'slot' ? each.assignedElements({flatten: true}) : [];
  const all = [...group.querySelectorAll('*')].flatMap(each => [each, ...slotted(each)]);
  return [all.indexOf(member), group.innerHTML];
}""".replace("GROUP", _GROUP).replace("TREE", _TREE)
"""Which of the group's elements the keys are on, or -1, and the group as it stands."""

_REACHED = {"here": True, "unreached": False, "unknown": None}

_LIES_ACROSS = """element => {
  const row = element.closest('[role=tablist], [role=menubar], [role=toolbar]');
  return row !== null && row.getAttribute('aria-orientation') !== 'vertical';
}"""
"""Tabs and the like stand in a row, where the arrows to the left and right lead on (ARIA Authoring Practices)."""

_SHIFT = "() => window.visualViewport ? [visualViewport.offsetLeft, visualViewport.offsetTop] : [0, 0]"
"""How far the glass has been moved over a page that is wider than it: fingers are told by the glass."""

_KEY = """element => {
  const label = element.closest('label');
  const control = label && label.control ? label.control : element;
  const role = control.getAttribute('role');
  if (control.matches('input[role=combobox]')) return 'ArrowDown';
  if (control.matches('[aria-haspopup=listbox]:not(input)')) return 'Space';
  const isTicked = ['checkbox', 'radio'].includes(control.type) || ['checkbox', 'radio', 'switch'].includes(role);
  return isTicked ? 'Space' : 'Enter';
}"""
"""The key that an element takes: a field opens its list by the arrow, a button by Space; Enter may send the form."""

_TYPED = """element => [
  Boolean(element.readOnly),
  !(element.value === undefined ? element.textContent : element.value),
  element.matches(':focus') && typeof element.value === 'string' ? element.value : null]"""
_PRESS: tuple[dict[str, object], ...] = (
    {"type": "mouseMoved", "button": "none", "buttons": 0},
    {"type": "mousePressed", "button": "left", "buttons": 1, "clickCount": 1},
    {"type": "mouseReleased", "button": "left", "buttons": 0, "clickCount": 1},
)
_DATE = re.compile(r"\d{1,4}([-./ ])\d{1,2}\1\d{1,4}")
_SIGNS = re.compile(r"\D")
_SHORT_CODE = 4
"""Words up to this long (codes, CVCs) are always typed: forms watch each of their keys."""


class TakesNoWordsError(Exception):
    """What was typed did not come to stand in the field: it is read-only, or its picker took the keys."""

    def __init__(self, *, is_read_only: bool) -> None:
        super().__init__()
        self.is_read_only = is_read_only


class Hands:
    """Presses and types as one persona does."""

    def __init__(self, page: Page, device: InputDevice, session: CDPSession | None = None) -> None:
        self.page = page
        self.device = device
        self.session = session
        """Chromium's: input goes straight to the browser, all events of a press in one go."""
        self.types_each_key = device is InputDevice.KEYBOARD or session is None

    async def press_at(self, point: Point) -> None:
        """Move there and press, or tap."""
        x, y = point
        if self.device is InputDevice.TOUCH:
            left, top = await evaluate(self.page, _SHIFT)
            try:
                await self.page.touchscreen.tap(x - left, y - top)
            except Error as error:
                if "hasTouch" not in error.message:
                    raise
                await self.page.mouse.click(x, y)  # an engine without touch; the visit's gaps say so
            return
        if self.session is None:
            await self.page.mouse.click(x, y)  # moves there first
            return
        # One after another each would wait for its own frame, as no hand does.
        await asyncio.gather(
            *(self.session.send("Input.dispatchMouseEvent", {**event, "x": x, "y": y}) for event in _PRESS)
        )

    async def tab_to(self, element: PageLocator) -> bool | None:
        """Press Tab until the element has the focus; False where it never gets it.

        None: arrow keys lead through the list that it stands in, and the page does not tell which line they are on.
        """
        for _ in range(MAX_TABS):
            focus = await self._ask(element, _FOCUS)
            if focus == "here":
                return True
            if focus == "sibling" and (reached := await self._arrow_to(element)) != "lost":
                return _REACHED[reached]
            await self.page.keyboard.press("Tab")
        return False

    async def _arrow_to(self, member: PageLocator) -> str:
        """Go through the members of a group by arrow keys, forth and then back; in many groups this chooses them.

        Lost: choosing one loads the page anew, and one comes to the group from its top again.
        """
        is_row = await self._ask(member, _LIES_ACROSS)
        start, looks = await self._ask(member, _PLACE)
        for key in ("ArrowRight", "ArrowLeft") if is_row else ("ArrowDown", "ArrowUp"):
            place, still = start, 0
            for _ in range(MAX_ARROWS):
                focus = await self._ask(member, _FOCUS)
                if focus != "sibling":
                    return "here" if focus == "here" else "lost"
                before = place
                await self.page.keyboard.press(key)
                place, look = await self._ask(member, _PLACE)
                if place < 0 and look != looks:
                    return "unknown"
                still = still + 1 if place == before else 0
                if still >= STILL_ARROWS:
                    break
        return "unreached"

    async def _ask(self, element: PageLocator, script: str) -> Any:
        try:
            return await evaluate(element, script)
        except Error:  # a key chose something, and the page loads anew
            await self.page.wait_for_load_state("domcontentloaded")
            return await evaluate(element, script)

    async def fire(self, element: PageLocator) -> None:
        """Press the focused element with the key that its kind takes."""
        await self.page.keyboard.press(await evaluate(element, _KEY))

    async def type_into(self, field: Found, text: str, *, is_picker: bool, is_empty: bool, room: int) -> str | None:
        """Type into the focused field, over what stands in it.

        By keyboard, where the engine's inserted text would not reach the page's scripts, and where it is too long for
        the field, whose scripts may make room by taking spaces out: key by key. Else as browsers and phones fill in
        what they know of a customer: the words come as input, the last letter as a key, so that scripts which watch
        keys see one.

        Args:
            field: The field.
            text: What is typed; nothing: the field is emptied.
            is_picker: A picker of dates or colours, which takes its value whole.
            is_empty: Nothing stands in it.
            room: How many letters it takes at most; negative: as many as one likes.

        Returns:
            What stands in it then, while the customer is still in it: one that sends him on to a next field is split.

        Raises:
            TakesNoWordsError: it is empty still.
        """
        if is_picker:
            await field.element.fill(text)
            return None
        keyboard = self.page.keyboard
        if not is_empty:
            await keyboard.press("ControlOrMeta+A")
            if not text:
                await keyboard.press("Delete")
        if self.types_each_key or len(text) <= _SHORT_CODE or 0 <= room < len(text):
            await keyboard.type(text)
        elif self.device is InputDevice.TOUCH:
            await keyboard.insert_text(text)
        else:
            # Sent together; the engine takes them in this order.
            await asyncio.gather(keyboard.insert_text(text[:-1]), keyboard.type(text[-1]))
        try:
            is_read_only, is_still_empty, kept = await evaluate(field.at_hand, _TYPED)
        except Error:  # what was typed led to another page
            return None
        if text and is_still_empty:
            raise TakesNoWordsError(is_read_only=is_read_only)
        if kept is not None and _DATE.fullmatch(text) and _SIGNS.sub("", kept) != _SIGNS.sub("", text):
            # Fields of a date that are made of day, month and year take each by its keys.
            await keyboard.press("ControlOrMeta+A")
            await keyboard.press("Delete")
            await keyboard.type(text)
            return None
        return str(kept) if kept is not None else None

    async def point_at(self, point: Point) -> None:
        """Move the mouse there; a finger has nothing to hover with."""
        with contextlib.suppress(Error):
            await self.page.mouse.move(*point)
