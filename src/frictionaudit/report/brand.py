"""Whose report it is: the brand as run.json keeps it, and the style that it asks for."""

from __future__ import annotations

import base64
import io
from pathlib import Path

from PIL import Image

from frictionaudit.files import write_whole
from frictionaudit.journey.colours import BLACK, WHITE, mixed, readable
from frictionaudit.journey.config import Brand
from frictionaudit.results import BrandShown

__all__ = ["brand_of", "brand_style", "keep_templates", "own_templates"]

_TEMPLATES = "brand-templates"
"""Folder of a run in which the brand's own templates are kept, so that it can be rendered again anywhere."""

_LOGO_PX = (640, 240)
"""Twice the size that it is shown in, for sharp screens and print."""

# The grounds that the accent's words stand on, as in report.css: the darkest of the light ones and the reverse.
_LIGHT_GROUND, _DARK_GROUND = "#eef2f1", "#152124"


def brand_of(brand: Brand) -> BrandShown | None:
    """Give a brand as a run keeps it, the logo within; None where nothing was said of one.

    A logo that has gone since the file was checked is left out: the report matters more.
    """
    if brand == Brand():
        return None
    return BrandShown(
        name=brand.name,
        agency=brand.agency,
        client=brand.client,
        contact=brand.contact,
        intro=brand.intro,
        closing=brand.closing,
        primary=brand.colours.get("primary", ""),
        accent=brand.colours.get("accent", ""),
        logo=_logo(brand.logo) if brand.logo else "",
    )


def brand_style(brand: BrandShown | None) -> str:
    """Give the CSS of a brand's colours, "" for none. What could not be read in them is made darker or lighter."""
    if brand is None or not (brand.primary or brand.accent):
        return ""
    accent = brand.accent or brand.primary
    light, dark = readable(accent, _LIGHT_GROUND, BLACK), readable(accent, _DARK_GROUND, WHITE)
    return "\n".join(
        (
            _rule(":root", {"link": light, "accent": light, **_head(brand)}),
            "@media screen and (prefers-color-scheme: dark) {",
            _rule(":root", {"link": dark, "accent": dark, **_head(brand)}),
            "}",
        )
    )


def own_templates(run_folder: Path) -> Path | None:
    """Give the folder of the brand's own templates that a run keeps; None where it has none."""
    folder = run_folder / _TEMPLATES
    return folder if any(folder.glob("*.j2")) else None


def keep_templates(source: Path | None, run_folder: Path) -> None:
    """Copy a brand's own templates into a run's folder; None: it has none, and none of an earlier run stay.

    Raises:
        AuditError: one could not be written.
    """
    target = run_folder / _TEMPLATES
    if source is not None and source.resolve() == target.resolve():
        return
    for left in target.glob("*.j2"):
        left.unlink()
    for file in sorted(source.glob("*.j2")) if source is not None else ():
        write_whole(target / file.name, file.read_bytes())


def _head(brand: BrandShown) -> dict[str, str]:
    """Give the colours of the dark head of the report, whose words are white in every window."""
    if not brand.primary:
        return {}
    ground = readable(brand.primary, WHITE, BLACK)
    return {
        "deep": ground,
        "deep-card": mixed(ground, BLACK, 0.16),
        "on-deep": WHITE,
        "on-deep-quiet": readable(mixed(WHITE, ground, 0.25), ground, WHITE),
        "brand": ground,
    }


def _rule(selector: str, values: dict[str, str]) -> str:
    return f"{selector} {{ {' '.join(f'--{name}: {value};' for name, value in values.items())} }}"


def _logo(path: Path) -> str:
    """Give a logo as a data address: an SVG as it is, others as a PNG no larger than needed, without their metadata."""
    try:
        if path.suffix.lower() == ".svg":
            return _address("svg+xml", path.read_bytes())
        with Image.open(path, formats=("PNG", "JPEG", "WEBP")) as picture:
            small = picture.convert("RGBA")
            small.thumbnail(_LOGO_PX)
            content = io.BytesIO()
            small.save(content, "PNG", optimize=True)
            return _address("png", content.getvalue())
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""


def _address(kind: str, content: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"
