"""The demo shop's frictions: switches, off by default, one tuple a criterion."""

from __future__ import annotations

from collections.abc import Iterable

from frictionaudit.shops.frictions.action import ACTION
from frictionaudit.shops.frictions.bad_days import BAD_DAYS
from frictionaudit.shops.frictions.commitment import COMMITMENT
from frictionaudit.shops.frictions.errors import ERRORS
from frictionaudit.shops.frictions.forms import FORMS
from frictionaudit.shops.frictions.model import Edit, Friction
from frictionaudit.shops.frictions.money import MONEY
from frictionaudit.shops.frictions.speed import SPEED
from frictionaudit.shops.frictions.ways import WAYS
from frictionaudit.shops.frictions.words import WORDS
from frictionaudit.shops.texts import Words

__all__ = ["FRICTIONS", "Edit", "Friction", "spoil"]

FRICTIONS: dict[str, Friction] = {
    friction.name: friction
    for friction in (*ERRORS, *SPEED, *ACTION, *COMMITMENT, *BAD_DAYS, *WAYS, *MONEY, *WORDS, *FORMS)
}
"""Every switch by its name."""


def spoil(html: str, page: str, words: Words, frictions: Iterable[Friction]) -> str:
    """Give a page with the frictions that show on it; the very same page where none does."""
    for friction in frictions:
        if page in friction.pages:
            html = friction.spoil(html, page, words)
    return html
