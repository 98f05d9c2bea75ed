"""Collectors for what only the driver sees: console, exceptions, dialogs, windows, downloads, crashes."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import BrowserContext, ConsoleMessage, Dialog, Download, Error, Page, WebError

from frictionaudit.replay.clock import now_ms

__all__ = ["Heard", "VisitCollectors"]

_NETWORK_LINE = re.compile(
    r"^(Failed to load resource|Refused to |GET |POST |PUT |DELETE |Cross-Origin Request Blocked|Access to |"
    r"Content[- ]Security[- ]Policy|Mixed Content|Loading failed for|net::ERR_|The resource .* was preloaded|"
    # What Chromium itself would not let a page do: a question on leaving, a hidden place that holds the focus.
    r"\[Intervention\]|Blocked attempt to show |Blocked aria-hidden on |Ignored attempt to cancel |"
    # Also our own, in a frame that may run none.
    r"Blocked script execution in )"
    # As Chromium tells of a policy since 2025.
    r"|^[^\n]{1,300}? violates the following (report-only )?Content Security Policy directive"
)
_AT_MOST = 200
_FLOOD = 2_000
"""So many lines of a step are listened to; each takes its time, and a page may write hundreds of thousands."""
_OUR_OWN = re.compile(r"\(eval at \w+ \(:\d+:\d+\)|\bUtilityScript\.")
"""What the driver asks of a page has no address in a stack, unlike all that a page runs."""


@dataclass(frozen=True)
class Heard:
    """One thing that was heard of a page.

    Attributes:
        step: Index of the step.
        at: Epoch ms.
        kind: "console", "exception", "dialog", "window" or "download".
        level: Level of a console message, kind of a dialog.
        text: Its words.
        url: Script it came from.
        is_network_line: A console line of the browser's own, about a request or something that it refused.
        by_journey: A dialog that the journey itself provoked.
    """

    step: int
    at: float
    kind: str
    text: str
    level: str = ""
    url: str = ""
    is_network_line: bool = False
    by_journey: bool = False


@dataclass
class VisitCollectors:
    """Listens to all windows of one visit."""

    on_window: Callable[[Page], None]
    on_crash: Callable[[], None]
    on_heard: Callable[[], None] = lambda: None
    """Signals that something was heard."""
    step: int = 0
    is_leaving: bool = False
    """The journey itself goes elsewhere right now (goto, back, reload)."""
    heard: list[Heard] = field(default_factory=list)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _context: BrowserContext | None = None
    _lines: int = 0

    def attach(self, context: BrowserContext) -> None:
        """Listen to a visit."""
        self._context = context
        context.on("console", self._console)
        context.on("weberror", self._exception)
        context.on("dialog", self._dialog)
        context.on("page", self._window)

    def watch(self, page: Page) -> None:
        """Listen to what only a window itself tells."""
        page.on("download", self._download)
        page.on("crash", lambda _: self.on_crash())

    def begin_step(self, index: int) -> None:
        """Hear all that follows as of this step, the console too where the step before flooded it."""
        self.step = index
        if self._lines >= _FLOOD and self._context is not None:
            self._context.on("console", self._console)
        self._lines = 0

    def of_step(self, step: int, kind: str) -> list[Heard]:
        """Give what was heard of a kind at a step."""
        return [heard for heard in self.heard if heard.step == step and heard.kind == kind][:_AT_MOST]

    def since(self, at: float, kind: str) -> list[Heard]:
        """Give what was heard of a kind since a moment."""
        return [heard for heard in self.heard if heard.at >= at and heard.kind == kind]

    def _console(self, message: ConsoleMessage) -> None:
        self._lines += 1
        if self._lines > _FLOOD:
            return  # on its way already when nobody listened any more
        if self._lines == _FLOOD and self._context is not None:
            self._context.remove_listener("console", self._console)
        if message.type not in ("error", "warning", "assert"):
            return
        url = message.location.get("url", "")
        self._hear("console", message.text, level=message.type, url=url,
                   is_network_line=bool(_NETWORK_LINE.match(message.text)))  # fmt: skip

    def _exception(self, error: WebError) -> None:
        thrown = error.error
        stack = getattr(thrown, "stack", "") or ""
        if _OUR_OWN.search(stack):
            return
        match = re.search(r"(?:https?|file)://[^\s)]+?(?=:\d+(?::\d+)?\)?\s*$)", stack, re.MULTILINE)
        self._hear("exception", getattr(thrown, "message", str(thrown)), url=match[0] if match else "")

    def _dialog(self, dialog: Dialog) -> None:
        by_journey = dialog.type == "beforeunload" and self.is_leaving
        self._hear("dialog", dialog.message, level=dialog.type, by_journey=by_journey)
        self._soon(self._answer(dialog))

    async def _answer(self, dialog: Dialog) -> None:
        """Answer as a customer who wants to go on: OK; a question that wants words is waved away."""
        with contextlib.suppress(Error):
            await (dialog.dismiss() if dialog.type == "prompt" else dialog.accept())

    def _window(self, page: Page) -> None:
        self._hear("window", page.url)
        self.watch(page)
        self.on_window(page)

    def _download(self, download: Download) -> None:
        self._hear("download", download.suggested_filename)
        self._soon(self._discard(download))

    async def _discard(self, download: Download) -> None:
        with contextlib.suppress(Error):
            await download.cancel()

    def _hear(self, kind: str, text: str, *, level: str = "", url: str = "", is_network_line: bool = False,
              by_journey: bool = False) -> None:  # fmt: skip
        self.heard.append(Heard(self.step, now_ms(), kind, text, level, url, is_network_line, by_journey))
        self.on_heard()

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
