"""The customer's hands: mouse, finger or keyboard. Real input events, at the place where the element is."""

from __future__ import annotations

import contextlib

from playwright.async_api import Error, Page
from playwright.async_api import Locator as PageLocator

from frictionaudit.journey.model import InputDevice
from frictionaudit.replay.inpage import evaluate

__all__ = ["Hands", "Point"]

Point = tuple[float, float]

MAX_TABS = 200
"""Tab presses after which an element counts as out of the keyboard's reach: several times what a shop page holds."""

_HAS_FOCUS = """element => {
  const label = element.closest('label');
  const control = label && label.control ? label.control : element;
  const focused = control.getRootNode().activeElement;
  return focused !== null && (focused === control || control.contains(focused));
}"""
_IS_RADIO_SIBLING = """element => {
  const label = element.closest('label');
  const control = label && label.control ? label.control : element;
  const focused = control.getRootNode().activeElement;
  return control.type === 'radio' && focused !== null && focused.type === 'radio' && focused.name === control.name;
}"""
_PRESSES_BY_SPACE = """element => {
  const label = element.closest('label');
  const control = label && label.control ? label.control : element;
  const role = control.getAttribute('role');
  return ['checkbox', 'radio'].includes(control.type) || ['checkbox', 'radio', 'switch'].includes(role);
}"""
_IS_EMPTY = "element => !(element.value === undefined ? element.textContent : element.value)"
_TAKES_PICKED_VALUES = (
    "element => ['date', 'datetime-local', 'month', 'week', 'time', 'color', 'range'].includes(element.type)"
)


class Hands:
    """Presses and types as one persona does."""

    def __init__(self, page: Page, device: InputDevice) -> None:
        self.page = page
        self.device = device

    async def press_at(self, point: Point) -> None:
        """Move there and press, or tap."""
        x, y = point
        if self.device is InputDevice.TOUCH:
            try:
                await self.page.touchscreen.tap(x, y)
            except Error as error:
                if "hasTouch" not in error.message:
                    raise
                await self.page.mouse.click(x, y)  # an engine without touch; the visit's gaps say so
            return
        await self.page.mouse.move(x, y)
        await self.page.mouse.down()
        await self.page.mouse.up()

    async def tab_to(self, element: PageLocator) -> bool:
        """Press Tab until the element has the focus; False where it never gets it."""
        for _ in range(MAX_TABS):
            if await evaluate(element, _HAS_FOCUS):
                return True
            if await evaluate(element, _IS_RADIO_SIBLING):
                return await self._arrow_to(element)
            await self.page.keyboard.press("Tab")
        return False

    async def _arrow_to(self, radio: PageLocator) -> bool:
        """Go through the radios of a group by arrow keys, which chooses as it goes."""
        for _ in range(MAX_TABS):
            if await evaluate(radio, _HAS_FOCUS):
                return True
            await self.page.keyboard.press("ArrowDown")
        return False

    async def fire(self, element: PageLocator) -> None:
        """Press the focused element with the key that its kind takes."""
        by_space = await evaluate(element, _PRESSES_BY_SPACE)
        await self.page.keyboard.press("Space" if by_space else "Enter")

    async def type_into(self, element: PageLocator, text: str) -> None:
        """Type into the focused field, over what stands in it.

        On touch the words come as a phone's keyboard gives them: as input, without a key for each letter. Pickers of
        dates and colours take their value whole.
        """
        if await evaluate(element, _TAKES_PICKED_VALUES):
            await element.fill(text)
            return
        if not await evaluate(element, _IS_EMPTY):
            await self.page.keyboard.press("ControlOrMeta+A")
            if not text:
                await self.page.keyboard.press("Delete")
        if self.device is InputDevice.TOUCH:
            await self.page.keyboard.insert_text(text)
        else:
            await self.page.keyboard.type(text)
        if text and await evaluate(element, _IS_EMPTY):
            await element.fill(text)  # a field that takes no keys, say one that opens a picker

    async def point_at(self, point: Point) -> None:
        """Move the mouse there; a finger has nothing to hover with."""
        with contextlib.suppress(Error):
            await self.page.mouse.move(*point)
