"""Walls: bot checks, sign-in, sold out. Blocked is not broken, and no wall is ever bypassed."""

from __future__ import annotations

import json
from typing import Any

from frictionaudit.evidence.common import AROUND
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.journey.model import Stage
from frictionaudit.lexicon import Meaning, meanings_of, says
from frictionaudit.replay.drafts import StepDraft

__all__ = ["WALLS", "wall_of"]

WALLS = {
    "bot": VisitOutcome.BLOCKED_BY_BOT_WALL,
    "login": VisitOutcome.LOGIN_REQUIRED,
    "stock": VisitOutcome.OUT_OF_STOCK,
}

_BLOCKING_STATUSES = frozenset({401, 403, 429, 503})
_DECLARED_SOLD_OUT = ("OutOfStock", "SoldOut", "Discontinued")  # schema.org's ItemAvailability
_MESSAGE = 90
"""Characters of a message that something is sold out; longer texts are about something else. Project's choice."""
WALL_TEXT_AT_MOST = 3_000
"""A wall says little else; a page with more text than this is a page of the shop that mentions such words."""


def wall_of(draft: StepDraft, status: int | None, language: str) -> str | None:
    """Tell which wall a failed step met: "bot", "login", "stock", or None.

    Args:
        draft: The step, its page read.
        status: HTTP status of its main document.
        language: Language of the words.
    """
    if draft.page is None or not draft.page.main:
        return None
    page: dict[str, Any] = json.loads(draft.page.main).get("page") or {}
    text = "\n".join(block["text"] for block in page.get("blocks") or [])
    is_short = len(text) <= WALL_TEXT_AT_MOST
    if (
        is_short
        and says(text, Meaning.BOT_WALL, language)
        and (status is None or status < 300 or status in _BLOCKING_STATUSES)
    ):
        return "bot"
    fields = [field for form in page.get("forms") or [] for field in form.get("fields") or []]
    has_password = any(field.get("kind") == "password" for field in fields)
    if status == 401 or (has_password and is_short and says(text, Meaning.LOGIN_WALL, language)):
        return "login"
    is_buying = draft.step.stage in (Stage.CHOOSE, Stage.CART, Stage.FIND)
    if is_buying and draft.failure_kind == "action" and _is_sold_out(page, language):
        return "stock"
    return None


def _is_sold_out(page: dict[str, Any], language: str) -> bool:
    """Tell whether the page says that what it sells is sold out: not one size, not what an entry of a list leads to."""
    for control in page.get("controls") or []:
        is_usable = not control.get("is_disabled") and control.get("region") not in AROUND
        if is_usable and Meaning.ADD_TO_CART in meanings_of(control["subject"].get("name") or "", language):
            return False
    if _is_declared_in_stock(page):
        return False
    return any(
        len(block["text"]) <= _MESSAGE
        and block.get("region") not in AROUND
        and block.get("role") not in ("link", "option", "radio")
        and says(block["text"], Meaning.OUT_OF_STOCK, language)
        for block in page.get("blocks") or []
    )


def _is_declared_in_stock(page: dict[str, Any]) -> bool:
    """Tell whether what the page says to search engines has it in stock, and no kind of it sold out."""
    told = " ".join(page.get("structured_data") or [])
    return "InStock" in told and not any(word in told for word in _DECLARED_SOLD_OUT)
