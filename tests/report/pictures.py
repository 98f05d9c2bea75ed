"""Pictures of a shop that never was, drawn as a viewport of it would look."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from frictionaudit.evidence.common import Box
from frictionaudit.journey.model import Viewport

__all__ = ["button_box", "draw_page"]

_INK, _QUIET, _LINE, _PRIMARY = "#22303a", "#6a7780", "#d9dee2", "#2f6f5e"
_COLOURS = ("#c8794f", "#5e87a8", "#7f9f6b", "#b0a18a", "#8a6fa0", "#c9a13b")
_KINDS = {"arrive": "grid", "find": "grid", "choose": "product", "cart": "cart", "confirm": "thanks"}


def button_box(viewport: Viewport) -> Box:
    """Where the main button of each drawn page stands."""
    if viewport.width < 600:
        return Box(x=24, y=viewport.height - 110, width=viewport.width - 48, height=48)
    return Box(x=viewport.width - 520, y=520, width=320, height=52)


def draw_page(
    path: Path, viewport: Viewport, stage: str, title: str, label: str, note: str, seed: int, scale: float
) -> None:
    """Draw one viewport and save it as JPEG; Pillow's own font has few letters beyond ASCII."""
    width, height = viewport.width, viewport.height
    image = Image.new("RGB", (width, height), "#ffffff")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, 64), fill="#1d3a34")
    draw.text((24, 20), "Kuppi & Kannu", font=_font(24), fill="#ffffff")
    draw.text((width - 24, 22), note, font=_font(16), fill="#b9d0c9", anchor="ra")
    draw.text((24, 88), title, font=_font(30), fill=_INK)
    kind = _KINDS.get(stage, "form")
    narrow = width < 600
    if kind in ("grid", "product"):
        _goods(image, draw, width, narrow, kind == "product", seed)
    elif kind == "form":
        _fields(draw, width, narrow)
    else:
        _rows(draw, width, narrow)
    box = button_box(viewport)
    draw.rounded_rectangle((box.x, box.y, box.x + box.width, box.y + box.height), 8, fill=_PRIMARY)
    words = label.translate(str.maketrans("äö", "ao")).replace("€", "EUR")
    draw.text((box.x + box.width / 2, box.y + box.height / 2), words, font=_font(19), fill="#fff", anchor="mm")
    if scale != 1.0:
        image = image.resize((round(width * scale), round(height * scale)))
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, "JPEG", quality=62)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


@cache
def _photo(size: tuple[int, int], seed: int) -> Image.Image:
    """A mug on a table, more or less, with the grain that a photograph has."""
    photo = Image.new("RGB", size, "#ece7df")
    draw = ImageDraw.Draw(photo)
    w, h = size
    colour = _COLOURS[seed]
    draw.rectangle((0, h * 0.7, w, h), fill="#d6c9b4")
    draw.ellipse((w * 0.6, h * 0.38, w * 0.82, h * 0.66), outline=colour, width=max(4, w // 22))
    draw.rounded_rectangle((w * 0.28, h * 0.28, w * 0.68, h * 0.8), w // 16, fill=colour)
    draw.ellipse((w * 0.28, h * 0.23, w * 0.68, h * 0.34), fill="#3b2a20", outline=colour, width=max(2, w // 40))
    grain = Image.effect_noise(size, 22).convert("RGB")
    return Image.blend(photo, grain, 0.12)


def _goods(image: Image.Image, draw: ImageDraw.ImageDraw, width: int, narrow: bool, single: bool, seed: int) -> None:
    if single:
        image.paste(_photo((width - 48, 380) if narrow else (620, 560), seed % len(_COLOURS)), (24, 140))
        x, y = (24, 540) if narrow else (700, 150)
        draw.text((x, y), "Sininen muki 3 dl", font=_font(26), fill=_INK)
        draw.text((x, y + 40), "24,90 EUR", font=_font(30), fill=_INK)
        for row in range(4):
            draw.text((x, y + 90 + row * 24), "Made by hand, safe in the dishwasher", font=_font(16), fill=_QUIET)
        return
    columns = 2 if narrow else 4
    size = (width - 24 * (columns + 1)) // columns
    for row in range(3):
        for column in range(columns):
            x, y = 24 + column * (size + 24), 140 + row * (size + 70)
            image.paste(_photo((size, size), (seed + row * columns + column) % len(_COLOURS)), (x, y))
            draw.text((x, y + size + 8), f"Muki {row * columns + column + 1}", font=_font(17), fill=_INK)
            draw.text((x, y + size + 32), "24,90 EUR", font=_font(17), fill=_QUIET)


def _fields(draw: ImageDraw.ImageDraw, width: int, narrow: bool) -> None:
    for row, label in enumerate(("Osoite", "Nimi", "Katuosoite", "Postinumero", "Puhelin", "Maa")):
        y = 150 + row * 84
        draw.text((24, y), label, font=_font(16), fill=_INK)
        draw.rounded_rectangle((24, y + 24, (width - 24) if narrow else 700, y + 66), 6, outline="#8b979f")


def _rows(draw: ImageDraw.ImageDraw, width: int, narrow: bool) -> None:
    for row, line in enumerate(("Sininen muki  1 x 24,90 EUR", "Toimitus  4,90 EUR", "Summa  29,80 EUR")):
        y = 170 + row * 70
        draw.text((24, y), line, font=_font(20), fill=_INK)
        draw.line((24, y + 46, (width - 24) if narrow else 760, y + 46), fill=_LINE)
