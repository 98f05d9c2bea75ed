"""Give up at the bank, as a customer does whose bank app failed: cancel, close its window, or go Back."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

from playwright.async_api import Error, Frame, Page
from playwright.async_api import Locator as PageLocator

from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.replay.clock import Deadline
from frictionaudit.replay.state import VisitState
from frictionaudit.replay.watching.settle import settle

__all__ = ["Bank", "GaveUp"]

GaveUp = Literal["cancel", "back", "close"]

CLICK_PATIENCE_MS = 3_000
"""How long a cancel button may take to become usable."""

MAX_CONTROLS = 60
"""A bank's page holds few controls; further ones are a shop's page."""


class Bank:
    """What the bank's confirmation is, against what stood there before the press.

    Args:
        state: The visit; make this before the press.
        fields: How many fields stood there then.
    """

    def __init__(self, state: VisitState, fields: int = 0) -> None:
        self._state = state
        self._own = state.page
        self._shop = _site_of(state.journey.base_url)
        self._site = _site_of(self._own.url)
        self._url = self._own.url
        self._frames: Mapping[Frame, str] = {frame: frame.url for frame in self._own.frames}
        self._documents = state.network.documents
        self._fields = fields
        self.was_open = self._is_abroad()
        self.is_asking = False
        """It asks already, and nothing was pressed: the step's own press would confirm."""

    @classmethod
    async def before(cls, state: VisitState) -> Bank:
        """Look at what stands there before the press."""
        return cls(state, await _fields_in(state.page.main_frame))

    @staticmethod
    def learn_words() -> None:
        """Read the words of all languages, which takes a busy machine seconds: they are none of the customer's."""
        meanings_of("Cancel", None)

    async def leave(self, deadline: Deadline) -> GaveUp | None:
        """Give up; None where no bank's page has come up."""
        window = self._window()
        if window is not None:
            await window.close()
            self._state.forget_closed()
            return "close"
        page = self._own
        if self.is_asking or self._has_left_shop() or await self._has_gone_on_abroad():
            return await self._cancel_or_back(page.main_frame, deadline)
        for frame in page.frames[1:]:
            if self._frames.get(frame) != frame.url and await _is_shown(frame):
                cancel = await _cancel_in(frame)
                if cancel is not None or _site_of(frame.url) != self._shop:
                    return await self._cancel_or_back(frame, deadline)
        if page.url != self._url and (cancel := await _cancel_in(page.main_frame)) is not None:
            return await self._press(cancel, deadline)
        return None

    async def come_home(self, deadline: Deadline) -> None:
        """Go on to the shop where the bank or the provider still has the window."""
        if not self._is_abroad():
            return
        cancel = await _cancel_in(self._own.main_frame)
        if cancel is not None:
            await self._press(cancel, deadline)
        if self._is_abroad():
            await self._back(deadline)

    def _window(self) -> Page | None:
        """Give a window that opened over the shop's own."""
        return next((page for page in self._state.windows if page is not self._own and not page.is_closed()), None)

    def _has_left_shop(self) -> bool:
        return self._is_abroad() and (_site_of(self._own.url) != self._site or self._own.url != self._url)

    async def _has_gone_on_abroad(self) -> bool:
        """Tell whether a provider's page asks for the confirmation at the address at which it took the card.

        The form that comes again, with a word of what is wrong, is no bank.
        """
        is_new = self._is_abroad() and self._state.network.documents > self._documents
        return is_new and await _fields_in(self._own.main_frame) < self._fields

    def _is_abroad(self) -> bool:
        return _site_of(self._own.url) != self._shop

    async def _cancel_or_back(self, frame: Frame, deadline: Deadline) -> GaveUp:
        cancel = await _cancel_in(frame)
        if cancel is not None:
            return await self._press(cancel, deadline)
        await self._back(deadline)
        return "back"

    async def _press(self, control: PageLocator, deadline: Deadline) -> GaveUp:
        mark = self._state.network.mark
        with contextlib.suppress(Error):
            await control.click(timeout=min(CLICK_PATIENCE_MS, deadline.left_ms))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._state.network.change(mark), min(1.0, deadline.left_s))
        with contextlib.suppress(Error):
            await settle(self._own, self._state.network, deadline)
        return "cancel"

    async def _back(self, deadline: Deadline) -> None:
        collectors = self._state.collectors
        collectors.is_leaving = True
        with contextlib.suppress(Error):
            await self._own.go_back(wait_until="commit", timeout=deadline.left_ms)
        collectors.is_leaving = False
        with contextlib.suppress(Error):
            await settle(self._own, self._state.network, deadline)


def _site_of(url: str) -> str:
    """Give host and port: beside a shop on a test machine, its provider has but another port."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


async def _cancel_in(frame: Frame) -> PageLocator | None:
    """Find the control by which a payment is given up."""
    with contextlib.suppress(Error):
        controls = frame.locator(
            "button, a[href], input[type=submit], input[type=button], [role=button], [role=link]"
        ).filter(visible=True)
        names = await controls.evaluate_all(
            "all => all.map(one => one.getAttribute('aria-label') || one.innerText || one.value || one.title || '')"
        )
        for index, name in enumerate(names[:MAX_CONTROLS]):
            if Meaning.CANCEL in meanings_of(name, None):
                return controls.nth(index)
    return None


async def _fields_in(frame: Frame) -> int:
    with contextlib.suppress(Error):
        return await frame.locator("input:not([type=hidden]), select, textarea").filter(visible=True).count()
    return 0


async def _is_shown(frame: Frame) -> bool:
    with contextlib.suppress(Error):
        box = await (await frame.frame_element()).bounding_box()
        return box is not None and box["width"] * box["height"] > 0
    return False
