"""The words that stand on a page, line by line, in all its frames: cheap enough to ask again and again."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from playwright.async_api import Error, Frame, Page

from frictionaudit.replay.page.inpage import cleanly, loaded_frames
from frictionaudit.replay.watching.network import NetworkCollector

__all__ = ["lines_of", "other_words"]

_TEXT_CHANGED = cleanly("length => (document.body ? document.body.innerText.length : 0) !== length")


async def lines_of(page: Page) -> frozenset[str]:
    """Give every line that stands on the page."""
    texts = [await _text_of(frame) for frame in loaded_frames(page)]
    return frozenset(line.strip() for text in texts for line in text.splitlines())


async def other_words(page: Page, network: NetworkCollector, limit_s: float) -> None:
    """Wait for other words in any frame, for anything on the network, or the limit."""
    waits: list[asyncio.Future[Any]] = [asyncio.ensure_future(network.change(network.mark))]
    for frame in loaded_frames(page):
        length = len(await _text_of(frame))
        changed = frame.wait_for_function(_TEXT_CHANGED, arg=length, timeout=max(1.0, limit_s * 1000))
        waits.append(asyncio.ensure_future(changed))
    await asyncio.wait(waits, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED)
    for task in waits:
        task.cancel()
    await asyncio.gather(*waits, return_exceptions=True)


async def _text_of(frame: Frame) -> str:
    with contextlib.suppress(Error):
        return await frame.inner_text("body", timeout=1000)
    return ""
