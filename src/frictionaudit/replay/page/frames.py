"""Where a child frame stands in its window."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from playwright.async_api import ElementHandle, Frame

from frictionaudit.replay.page.inpage import ask_element

__all__ = ["offset_of"]


async def offset_of(
    frame: Frame | None, holder_of: Callable[[Frame], Awaitable[ElementHandle]] = Frame.frame_element
) -> tuple[float, float]:
    """Give where a frame's content stands in the window, CSS px; frames in frames add up, the window's own is at 0, 0.

    Args:
        frame: The frame; None stands for the window's own.
        holder_of: Gives the element that holds a frame.

    Raises:
        PageHungError, playwright Error: the page or the window went away.
    """
    x = y = 0.0
    while frame is not None and frame.parent_frame is not None:
        place = await ask_element(await holder_of(frame), "frame_offset")
        x, y, frame = x + place["x"], y + place["y"], frame.parent_frame
    return x, y
