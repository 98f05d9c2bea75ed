"""The `brand:` of frictionaudit.yaml, checked before it meets a client: the logo, the colours, the own templates."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from frictionaudit.journey.colours import BLACK, READABLE, WHITE, contrast, readable
from frictionaudit.journey.loading.document import Document, Loc
from frictionaudit.journey.loading.meaning import check_file
from frictionaudit.journey.loading.places import inside
from frictionaudit.tongues import translatable

__all__ = ["LOGO_BYTES", "check_brand"]

LOGO_BYTES = 1_000_000
"""A logo is shown some 200 pixels wide; a larger file is some other picture."""

_SVG_BYTES = 100_000
"""An SVG goes into the report as it is, others are made smaller."""

_WORDS_OF_A_COLOUR = {
    "primary": "white words on it",
    "accent": "links in it on white",
}


def check_brand(document: Document, brand: dict[str, Any]) -> None:
    """Note what is wrong with a brand; a colour that must be darkened to be read is a warning."""
    loc = ("brand",)
    if isinstance(logo := brand.get("logo"), str):
        _check_logo(document, (*loc, "logo"), logo)
    if isinstance(folder := brand.get("templates"), str):
        _check_templates(document, (*loc, "templates"), folder)
    colours = brand.get("colours")
    for name, words in _WORDS_OF_A_COLOUR.items():
        colour = colours.get(name) if isinstance(colours, dict) else None
        if isinstance(colour, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
            _check_contrast(document, (*loc, "colours", name), colour, words)


def _check_contrast(document: Document, loc: Loc, colour: str, words: str) -> None:
    # Only against white: no colour has 4.5:1 against white and against a dark window; there it is always lightened.
    found = contrast(colour, WHITE)
    if found < READABLE:
        shade = readable(colour, WHITE, BLACK)
        what = f"'{colour}' is too light: {words} have a contrast of {found:.1f}:1, and {READABLE}:1 is needed"
        document.report(loc, what, f"the report darkens it to '{shade}'; name a darker one to choose", is_warning=True)


def _check_logo(document: Document, loc: Loc, name: str) -> None:
    path = inside(document.file.parent, name)
    if path is None or not path.is_file():
        check_file(document, loc, name)
        return
    try:
        size = path.stat().st_size
        trouble = translatable(f"is {size / 1e6:.1f} MB large") if size > LOGO_BYTES else _trouble(path)
    except OSError as error:
        trouble = translatable(f"cannot be read ({error.strerror})")
    if trouble:
        document.report(
            loc, f"the logo '{name}' {trouble}", "save the logo as PNG, JPEG, WebP or plain SVG, under 1 MB"
        )


def _trouble(path: Path) -> str:
    """Say what is wrong with a picture, "" where it can be shown."""
    if path.suffix.lower() == ".svg":
        return _svg_trouble(path.read_bytes())
    from PIL import Image  # only where there is a logo to look at

    try:
        with Image.open(path, formats=("PNG", "JPEG", "WEBP")) as picture:
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return translatable("is no PNG, JPEG or WebP picture")
    return ""


def _svg_trouble(source: bytes) -> str:
    """An SVG stands in the report as a picture, where nothing runs or is loaded; what needs that is missing."""
    if len(source) > _SVG_BYTES:
        return translatable(f"is {len(source) // 1000} kB large, and an SVG may have {_SVG_BYTES // 1000}")
    text = source.decode("utf-8", "replace")
    if not re.search(r"<svg[\s>]", text[:4000]) or "</svg>" not in text:
        return translatable("is no SVG picture")
    if re.search(r"<!ENTITY|<script|<foreignObject|\son\w+\s*=", text, re.IGNORECASE):
        return translatable("holds more than a drawing (a script, an entity or a page)")
    if re.search(r"(?:href|src)\s*=\s*[\"']\s*(?:https?:|//|file:)|url\(\s*[\"']?(?:https?:|//)", text, re.IGNORECASE):
        return translatable("loads something from elsewhere, which a report never does")
    return ""


def _check_templates(document: Document, loc: Loc, name: str) -> None:
    folder = inside(document.file.parent, name)
    if folder is None or not folder.is_dir():
        document.report(loc, f"there is no folder '{name}' beside this file", "make it, or leave 'templates' out")
        return
    files = sorted(folder.glob("*.j2"))
    if not files:
        document.report(loc, f"'{name}' holds no templates", "put files such as brand_head.html.j2 there")
    for file in files:
        if trouble := _template_trouble(file):
            document.report(loc, f"{name}/{file.name}{trouble}", "mend it, or delete it to have ours")


def _template_trouble(file: Path) -> str:
    from jinja2 import Environment, TemplateSyntaxError  # only where there are templates to look at

    try:
        Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
    except TemplateSyntaxError as error:
        return f":{error.lineno}: {error.message}"
    except (OSError, UnicodeDecodeError):
        return ": cannot be read as UTF-8 text"
    return ""
