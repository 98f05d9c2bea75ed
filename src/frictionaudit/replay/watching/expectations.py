"""Wait until what the journey expects is there, in any window and frame that the step brought up."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Awaitable, Callable, Sequence
from functools import lru_cache
from typing import Any

from playwright.async_api import Error, Frame, Page, expect
from playwright.async_api import Locator as PageLocator

from frictionaudit.evidence.step import ExpectationEvidence
from frictionaudit.journey.model import ActionKind, Expectation, ExpectationKind, Locator
from frictionaudit.lexicon import labelled_code_in, order_reference_in
from frictionaudit.replay.clock import Deadline, now_ms
from frictionaudit.replay.page.inpage import PageHungError, cleanly, evaluate, loaded_frames
from frictionaudit.replay.page.locate import find
from frictionaudit.replay.page.wording import as_read
from frictionaudit.replay.safety.masking import Mask
from frictionaudit.replay.watching.network import NetworkCollector

__all__ = ["TELLING", "ExpectationWait", "glob_source", "matches_glob"]

TELLING = frozenset(
    {ExpectationKind.SEE, ExpectationKind.HEADING, ExpectationKind.ELEMENT, ExpectationKind.ORDER_REFERENCE}
)
"""Expectations of what a page shows; an address or a title comes before it."""

RELIST_S = 1.0
"""Frames and windows that came up meanwhile are looked at again at the latest after this."""

# What is said inside of open shadow roots is no part of the body's own text.
# A form may be named like what a document can do: `<form name="querySelectorAll">`.
_TEXT_OF = """const textOf = (root) => [
  ...Array.from(root.body ? [root.body] : root.children)
    .filter((one) => !one.matches('style, script, template') && (!one.checkVisibility || one.checkVisibility()))
    .map((one) => one.innerText || ''),
  ...Array.from((root === document ? Document.prototype : root).querySelectorAll.call(root, '*'))
    .filter((one) => one.shadowRoot).map((one) => textOf(one.shadowRoot)),
].join('\\n');"""

_TEXT = f"() => {{ {_TEXT_OF} return textOf(document) }}"
_TEXT_CHANGED = cleanly(f"length => {{ {_TEXT_OF} return textOf(document).length !== length }}")


def glob_source(glob: str) -> str:
    """Give a glob of addresses as a regular expression."""
    parts = re.split(r"(\*\*|\*)", glob)
    return "".join({"**": ".*", "*": "[^/]*"}.get(part, re.escape(part)) for part in parts)


@lru_cache(maxsize=256)
def _pattern_of(glob: str) -> re.Pattern[str]:
    return re.compile(glob_source(glob), re.DOTALL)


def matches_glob(url: str, glob: str) -> bool:
    """Tell whether the whole address matches: `**` is anything, `*` anything but a slash."""
    return _pattern_of(glob).fullmatch(url) is not None


class ExpectationWait:
    """Waits for the expectations of one step.

    Args:
        windows: Gives the windows to look at, the customer's own first.
        network: Signals navigations.
        status: Gives the HTTP status of the step's main document so far.
        language: Language of the words.
    """

    def __init__(
        self,
        windows: Callable[[], Sequence[Page]],
        network: NetworkCollector,
        status: Callable[[], int | None],
        language: str,
    ) -> None:
        self._windows = windows
        self._network = network
        self._status = status
        self._language = language
        self.where: Page | None = None
        """Window in which the last text or element was found."""
        self.held_at: float | None = None
        """When the last of them that held came true, epoch ms."""

    async def all_held(self, expectations: Sequence[Expectation], deadline: Deadline) -> list[bool]:
        """Wait for all of them together; say which held when all did or patience ended.

        An order's number counts on the page that all else holds on: a provider's page before it names the order too.
        """
        is_number = [each.kind is ExpectationKind.ORDER_REFERENCE for each in expectations]
        first = [each for each, is_last in zip(expectations, is_number, strict=True) if not is_last]
        held = iter(await asyncio.gather(*(self._held(each, deadline) for each in first)))
        return [
            await self._held(each, deadline) if is_last else next(held)
            for each, is_last in zip(expectations, is_number, strict=True)
        ]

    async def _held(self, wanted: Expectation, deadline: Deadline) -> bool:
        try:
            has_held = await asyncio.wait_for(self._wait(wanted, deadline), deadline.left_s + 0.01)
        except (TimeoutError, Error):
            return False
        if has_held:
            self.held_at = now_ms()
        return has_held

    async def _wait(self, wanted: Expectation, deadline: Deadline) -> bool:
        text = wanted.text or ""
        words = as_read(text)
        match wanted.kind:
            case ExpectationKind.SEE:
                return await self._somewhere(lambda frame: frame.get_by_text(words), deadline)
            case ExpectationKind.HEADING:
                return await self._somewhere(lambda frame: frame.get_by_role("heading", name=words), deadline)
            case ExpectationKind.NOT_SEE:
                page = self._windows()[0]
                await (
                    page.get_by_text(words)
                    .filter(visible=True)
                    .first.wait_for(state="hidden", timeout=deadline.left_ms)
                )
                return True
            case ExpectationKind.TITLE:
                script = "text => document.title.toLowerCase().includes(text.toLowerCase())"
                return await self._in_a_window(
                    lambda page: page.wait_for_function(cleanly(script), arg=text, timeout=deadline.left_ms), deadline
                )
            case ExpectationKind.ELEMENT if wanted.target is not None:
                target = wanted.target
                return await self._in_a_window(lambda page: _shown(page, target, deadline), deadline)
            case ExpectationKind.URL:
                return await self._until(lambda: self._is_at(text))
            case ExpectationKind.STATUS:
                return await self._until(lambda: self._status() == wanted.status)
            case ExpectationKind.ORDER_REFERENCE:
                return await self._order_reference(deadline)
            case _:
                return False

    async def _in_a_window(self, look: Callable[[Page], Awaitable[object]], deadline: Deadline) -> bool:
        """Wait in each window for something true, and in those that come up meanwhile."""
        looking: dict[Page, asyncio.Future[object]] = {}
        try:
            while not deadline.is_over:
                signal = asyncio.ensure_future(self._network.change(self._network.mark))
                for page in self._windows():
                    if page not in looking:
                        looking[page] = asyncio.ensure_future(look(page))
                pending: set[asyncio.Future[Any]] = {signal, *(task for task in looking.values() if not task.done())}
                limit_s = min(RELIST_S, deadline.left_s)
                done, _ = await asyncio.wait(pending, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED)
                has_signal = signal in done
                signal.cancel()
                where = next((page for page, task in looking.items() if task in done and _is_true(task)), None)
                if where is not None:
                    self.where = where
                    return True
                if has_signal or not done:  # what gave up with its document is asked again in the next one
                    looking = {page: task for page, task in looking.items() if not task.done()}
        finally:
            for task in looking.values():
                task.cancel()
            await asyncio.gather(*looking.values(), return_exceptions=True)
        return False

    def _is_at(self, glob: str) -> bool:
        at = next((page for page in self._windows() if matches_glob(page.url, glob)), None)
        self.where = at or self.where
        return at is not None

    async def _until(self, holds: Callable[[], bool]) -> bool:
        while True:
            mark = self._network.mark
            if holds():
                return True
            await self._network.change(mark)

    async def _somewhere(self, locator: Callable[[Frame], PageLocator], deadline: Deadline) -> bool:
        """Wait for something visible in any frame of any window."""
        waits: dict[Frame, asyncio.Future[None]] = {}
        try:
            while not deadline.is_over:
                mark = self._network.mark
                pages = {frame: page for page in self._windows() for frame in loaded_frames(page)}
                # Where one look takes its time, on a very long page say, a wait begun anew each second never ends.
                gone = [waits.pop(frame) for frame in list(waits) if frame not in pages]
                for task in gone:
                    task.cancel()
                await asyncio.gather(*gone, return_exceptions=True)
                for frame in (frame for frame in pages if frame not in waits):
                    waits[frame] = asyncio.ensure_future(self._visible(locator(frame), deadline))
                where = await _first_success({task: pages[frame] for frame, task in waits.items()})
                if where is not None:
                    self.where = where
                    return True
                waits = {frame: task for frame, task in waits.items() if not task.done()}
                if not waits:  # the documents went away under the waits
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._network.change(mark), min(RELIST_S, deadline.left_s))
        finally:
            for task in waits.values():
                task.cancel()
            await asyncio.gather(*waits.values(), return_exceptions=True)
        return False

    async def _visible(self, element: PageLocator, deadline: Deadline) -> None:
        """Wait for the element: Playwright asks at intervals that grow, we when a document has come in, too."""
        shown = element.filter(visible=True)
        # wait_for() would give a handle, for which Playwright brings its scripts into the page's own world.
        asking = asyncio.ensure_future(expect(shown.first).to_be_visible(timeout=deadline.left_ms))
        looking = asyncio.ensure_future(self._arrives(shown))
        try:
            done, _ = await asyncio.wait({asking, looking}, return_when=asyncio.FIRST_COMPLETED)
            if looking not in done:
                asking.result()
        finally:
            for task in (asking, looking):
                task.cancel()
            await asyncio.gather(asking, looking, return_exceptions=True)

    async def _arrives(self, shown: PageLocator) -> None:
        while True:
            await self._network.arrival()
            with contextlib.suppress(Error):
                if await shown.count():
                    return

    async def _order_reference(self, deadline: Deadline) -> bool:
        while not deadline.is_over:
            page = self._windows()[0]
            texts = [await _text_of(frame) for frame in loaded_frames(page)]
            if any(
                order_reference_in(text, self._language, page.url) or labelled_code_in(text, page.url) for text in texts
            ):
                return True
            with contextlib.suppress(Error):
                await page.wait_for_function(
                    _TEXT_CHANGED, arg=len(texts[0]) if texts else 0, timeout=min(deadline.left_ms, RELIST_S * 1000)
                )
        return False

    async def seen_instead(self, wanted: Expectation, mask: Mask) -> str:
        """Give what was there instead: the address, the title, or the first heading."""
        pages = self._windows()
        if not pages:
            return ""
        with contextlib.suppress(Error, TimeoutError):
            async with asyncio.timeout(2):
                if wanted.kind is ExpectationKind.URL:
                    return mask.url(pages[0].url)[:200]
                if wanted.kind is ExpectationKind.STATUS:
                    return str(self._status() or "")
                if wanted.kind is ExpectationKind.TITLE:
                    return mask(await pages[0].title())[:200]
                headings = await pages[0].get_by_role("heading").filter(visible=True).all_inner_texts()
                return mask(" · ".join(" ".join(heading.split()) for heading in headings[:3]))[:200]
        return ""

    @staticmethod
    def evidence(wanted: Expectation, *, has_held: bool, seen: str, mask: Mask) -> ExpectationEvidence:
        """Give the record of one expectation."""
        words = wanted.target or wanted.status or wanted.text or ""
        return ExpectationEvidence(kind=wanted.kind, wanted=mask(str(words)), has_held=has_held, seen=seen)


async def _shown(page: Page, target: Locator, deadline: Deadline) -> bool:
    found = await find(page, target, ActionKind.WAIT_FOR, deadline)
    return found is not None and found.visible_count > 0


def _is_true(task: asyncio.Future[object]) -> bool:
    return not task.cancelled() and task.exception() is None and bool(task.result())


async def _first_success(waits: dict[asyncio.Future[None], Page]) -> Page | None:
    """Give the window of the first wait that succeeds; None when frames must be listed again."""
    loop = asyncio.get_running_loop()
    end = loop.time() + RELIST_S
    pending = set(waits)
    while pending and loop.time() < end:
        done, pending = await asyncio.wait(pending, timeout=end - loop.time(), return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if not task.cancelled() and task.exception() is None:
                return waits[task]
    return None


async def _text_of(frame: Frame) -> str:
    with contextlib.suppress(Error, PageHungError):
        return str(await evaluate(frame, _TEXT, limit_s=1.0))
    return ""
