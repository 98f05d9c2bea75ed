"""The demo shop's frictions: switches, off by default."""

from __future__ import annotations

from collections.abc import Iterable

from frictionaudit.shops.frictions.model import Edit, Friction

__all__ = ["FRICTIONS", "Edit", "Friction", "spoil"]

FRICTIONS: dict[str, Friction] = {}


def spoil(html: str, page: str, frictions: Iterable[Friction]) -> str:
    """Give a page with the frictions that show on it; the very same page where none does."""
    for friction in frictions:
        if page in friction.pages:
            html = friction.spoil(html)
    return html
