"""Where a child frame stands in its window, and what lies over it there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from playwright.async_api import ElementHandle, Frame

from frictionaudit.replay.page.inpage import ask_element

__all__ = ["cover_at", "offset_of"]

HolderOf: TypeAlias = Callable[[Frame], Awaitable[ElementHandle]]
"""Gives the element that holds a frame."""


async def offset_of(frame: Frame | None, holder_of: HolderOf = Frame.frame_element) -> tuple[float, float]:
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


async def cover_at(
    frame: Frame | None, point: tuple[float, float], holder_of: HolderOf = Frame.frame_element
) -> dict[str, Any] | None:
    """Give what of the window's own page lies over a frame of it at a point, as the probe tells of a cover.

    Args:
        frame: The frame; one in another frame is not asked.
        point: In the window, CSS px.
        holder_of: Gives the element that holds a frame.

    Raises:
        PageHungError, playwright Error: the page or the window went away.
    """
    if frame is None or frame.parent_frame is None or frame.parent_frame.parent_frame is not None:
        return None
    cover = await ask_element(await holder_of(frame), "cover_at", {"x": point[0], "y": point[1]})
    return cover if cover.get("subject") else None
