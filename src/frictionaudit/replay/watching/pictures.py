"""Pictures of what the customer saw: taken quickly, masked and saved when the walk is over."""

from __future__ import annotations

import asyncio
import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageDraw
from playwright.async_api import CDPSession, Error, Page

from frictionaudit.evidence.common import Box
from frictionaudit.evidence.step import ScreenshotEvidence
from frictionaudit.evidence.store import EvidenceStore

__all__ = ["Kind", "Picture", "save_picture", "take_picture"]

QUALITY = 72
"""JPEG quality: text stays sharp at half the bytes of 90. WebP is smaller and took Chromium four times as long."""

FULL_PAGE_AT_MOST_PX = 6_000
"""CSS px of height that a full-page picture shows."""

PICTURE_PATIENCE_S = 10.0
_MASK_COLOUR = (110, 110, 118)

Kind = Literal["after", "before", "page", "failure"]


@dataclass(frozen=True)
class Picture:
    """One picture as taken: nothing is masked yet, and nothing saved.

    Attributes:
        data: JPEG.
        width, height: CSS px that it shows.
        scale: Picture px per CSS px.
    """

    kind: Kind
    data: bytes
    width: int
    height: int
    scale: float


async def take_picture(page: Page, session: CDPSession | None, kind: Kind) -> Picture | None:
    """Take the viewport, or the whole page; None where the window cannot be pictured any more."""
    size = page.viewport_size or {"width": 0, "height": 0}
    width, height = size["width"], size["height"]
    try:
        async with asyncio.timeout(PICTURE_PATIENCE_S):
            if session is not None and kind != "page":
                shot = await session.send(
                    "Page.captureScreenshot", {"format": "jpeg", "quality": QUALITY, "optimizeForSpeed": True}
                )
                data = base64.b64decode(shot["data"])
                return Picture(kind, data, width, height, _width_of(data) / width if width else 1.0)
            data = await page.screenshot(
                type="jpeg", quality=QUALITY, full_page=kind == "page", animations="allow", caret="initial", scale="css"
            )
    except (Error, TimeoutError):
        return None
    return Picture(kind, data, width, height, 1.0)


def _width_of(data: bytes) -> int:
    """Browsers differ in whether a picture has the device's pixels or the page's: only the picture itself can tell."""
    with Image.open(io.BytesIO(data)) as image:
        return image.width


def save_picture(picture: Picture, secrets: Iterable[Box], store: EvidenceStore) -> ScreenshotEvidence:
    """Paint over what is secret and save; a picture without secrets is saved as it came."""
    masks = tuple(box for box in secrets if _is_inside(box, picture))
    data = _painted(picture, masks) if masks else picture.data
    return ScreenshotEvidence(
        path=store.save_picture(data, "jpg"),
        kind=picture.kind,
        width=picture.width,
        height=picture.height,
        scale=picture.scale,
        masks=masks,
    )


def _is_inside(box: Box, picture: Picture) -> bool:
    return box.x < picture.width and box.y < picture.height and box.x + box.width > 0 and box.y + box.height > 0


def _painted(picture: Picture, masks: tuple[Box, ...]) -> bytes:
    with Image.open(io.BytesIO(picture.data)) as image:
        canvas = image.convert("RGB")
    draw = ImageDraw.Draw(canvas)
    for box in masks:
        corners = (box.x, box.y, box.x + box.width, box.y + box.height)
        draw.rectangle([side * picture.scale for side in corners], fill=_MASK_COLOUR)
    out = io.BytesIO()
    canvas.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
