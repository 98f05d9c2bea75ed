"""Calls into the probe that stands in every document of the page; none of them may wait for ever."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Coroutine
from typing import Any

from playwright.async_api import ElementHandle, Error, Frame, Page
from playwright.async_api import Locator as PageLocator

from frictionaudit.replay.page.marks import Mark
from frictionaudit.replay.probe import PROBE_SOURCE

__all__ = [
    "HUNG_AFTER_S", "PageHungError", "ask", "ask_element", "ask_text", "cleanly", "done_in_time", "evaluate",
    "feedback_of", "loaded_frames",
]  # fmt: skip

HUNG_AFTER_S = 8.0
"""A page that does not answer the probe for this long has hung: its scripts never give way."""

_ALIVE_WITHIN_S = 3.0
"""A page whose scripts rest answers a question about nothing at once, on a busy machine within this time."""

_EXTENSIONS = 3
"""How many times work gets more time, since the page still answers."""

# A text comes back many times quicker than an object: Playwright wraps every value of an object.
_ASK = "([method, options]) => window.__frictionaudit__.text(method, options)"
_ASK_ELEMENT = """async (element, [method, options]) => [
  window !== window.parent, element.type || '', !(element.value === undefined ? element.textContent : element.value),
  element.maxLength ?? -1, await window.__frictionaudit__.text(method, element, options), element.isConnected]"""
_OF_MARKED = """async ([token, argument]) => {
  const marked = window.__frictionaudit__ && window.__frictionaudit__.marked(token);
  return marked ? [await (%s)(marked, argument)] : null;
}"""
_MISSING = ("__frictionaudit__", "undefined")
_FUNCTION = re.compile(r"\s*(?:async\s+)?(?:\w+|\([^()]*\))\s*=>")
# Libraries of the page may have rewritten the language, and the tree's methods with it.
_CLEANLY = """(one, two) => {
  const script = %s;
  const probe = window.__frictionaudit__;
  return probe && probe.cleanly ? probe.cleanly(script, one, two) : script(one, two);
}"""


class PageHungError(Exception):
    """The page's own scripts keep it from answering."""


def loaded_frames(page: Page) -> list[Frame]:
    """Give the frames that hold a document, the main one first.

    A lazy frame that nobody has scrolled to has no address yet, and never answers.
    """
    return [frame for frame in page.frames if (frame.url or frame is page.main_frame) and not frame.is_detached()]


async def evaluate(target: Page | Frame | PageLocator | ElementHandle | Mark, script: str, argument: Any = None,
                   limit_s: float = HUNG_AFTER_S) -> Any:  # fmt: skip
    """Evaluate in the page, but no longer than the limit.

    Raises:
        PageHungError: no answer within the limit.
        Error: Playwright's, where the document or the window went away.
    """
    if isinstance(target, Mark):
        answer = await evaluate(target.frame, _OF_MARKED % script, [target.token, argument], limit_s)
        return answer[0] if answer is not None else await evaluate(target.element, script, argument, limit_s)
    try:
        return await asyncio.wait_for(target.evaluate(cleanly(script), argument), limit_s)
    except TimeoutError:
        raise PageHungError(f"the page did not answer for {limit_s:.0f} s") from None


def cleanly(script: str) -> str:
    """Give the script, if it is a function, as one that finds the language as the browser brought it."""
    return _CLEANLY % script if _FUNCTION.match(script) else script


async def done_in_time(page: Page, work: Coroutine[Any, Any, None], limit_s: float) -> None:
    """Do the work, but no longer than the limit: a page that hangs swallows even a press of the mouse.

    A page that still answers does not hang. Then the machine is busy, and the work gets some more time.

    Raises:
        PageHungError: it was not done by then.
    """
    task = asyncio.ensure_future(work)
    try:
        for _ in range(1 + _EXTENSIONS):
            await asyncio.wait({task}, timeout=limit_s)
            if task.done():
                return task.result()
            if not await _answers(page):
                break
            limit_s = HUNG_AFTER_S
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    raise PageHungError("the page did not answer any more")


async def _answers(page: Page) -> bool:
    try:
        await evaluate(page, "0", None, _ALIVE_WITHIN_S)
    except PageHungError:
        return False
    except Error:
        return True  # it is on its way elsewhere
    return True


async def ask_text(frame: Page | Frame, method: str, options: Any = None, limit_s: float = HUNG_AFTER_S) -> str:
    """Call a method of the probe and give its answer as JSON text, to be read when there is time."""
    try:
        return str(await evaluate(frame, _ASK, [method, options or {}], limit_s))
    except Error as error:
        if not _lacks_probe(error):
            raise
    await evaluate(frame, PROBE_SOURCE, None, limit_s)
    return str(await evaluate(frame, _ASK, [method, options or {}], limit_s))


async def ask(frame: Page | Frame, method: str, options: Any = None, limit_s: float = HUNG_AFTER_S) -> Any:
    """Call a method of the probe."""
    return _read(await ask_text(frame, method, options, limit_s))


async def feedback_of(frame: Frame, options: dict[str, Any], limit_s: float) -> dict[str, Any] | None:
    """Give a document's first visible answer to a press; None where it went away without one."""
    try:
        answer: dict[str, Any] | None = await ask(frame, "first_feedback", options, limit_s)
    except (Error, PageHungError):
        return None
    return answer


async def ask_element(element: PageLocator | ElementHandle | Mark, method: str, options: Any = None,
                      limit_s: float = HUNG_AFTER_S) -> dict[str, Any]:  # fmt: skip
    """Call a method of the probe that is about one element.

    `is_framed`, `type`, `is_empty`, `room` and `is_connected` tell of the element itself.
    """
    try:
        answer = await evaluate(element, _ASK_ELEMENT, [method, options or {}], limit_s)
    except Error as error:
        if not _lacks_probe(error):
            raise
        await evaluate(element, f"() => {{ {PROBE_SOURCE} }}", None, limit_s)
        answer = await evaluate(element, _ASK_ELEMENT, [method, options or {}], limit_s)
    is_framed, kind, is_empty, room, text, is_connected = answer
    own = {"is_framed": is_framed, "type": kind, "is_empty": is_empty, "room": room, "is_connected": is_connected}
    return {**own, **(_read(text) or {})}


def _read(text: str) -> Any:
    """Read what the probe answered.

    Raises:
        Error: the page's scripts rewrote even what carries the answer.
    """
    try:
        return json.loads(text)
    except ValueError:
        raise Error("scripts of the page garble what the browser answers") from None


def _lacks_probe(error: Error) -> bool:
    """An error page or a document of another kind came without the init script."""
    return any(mark in error.message for mark in _MISSING) and "context was destroyed" not in error.message
