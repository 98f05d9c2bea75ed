"""Colours that can be read: contrast by WCAG, and the nearest shade that has enough of it."""

from __future__ import annotations

__all__ = ["BLACK", "READABLE", "WHITE", "contrast", "mixed", "readable"]

READABLE = 4.5
"""Contrast that text needs. Source: WCAG 2.2, 1.4.3 Contrast (Minimum)."""

BLACK, WHITE = "#000000", "#ffffff"
_SHADES = 50


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours (#rrggbb), 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, ground: str, towards: str) -> str:
    """Give the colour itself where it can be read on a ground, else its nearest shade towards black or white."""
    shades = (mixed(colour, towards, step / _SHADES) for step in range(_SHADES + 1))
    return next((shade for shade in shades if contrast(shade, ground) >= READABLE), towards)


def mixed(colour: str, other: str, share: float) -> str:
    """Give a colour with a share, 0..1, of another one in it."""
    parts = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(own + (new - own) * share):02x}" for own, new in parts)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
