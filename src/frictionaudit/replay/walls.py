"""Walls: bot checks, sign-in, sold out. Blocked is not broken, and no wall is ever bypassed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from frictionaudit.evidence.common import AROUND
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.journey.model import Stage
from frictionaudit.lexicon import Meaning, claims, meanings_of, says
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
_PRICE = 16
"""Characters of a text that is hardly more than a price. Project's choice."""
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
    if status == 401 or (has_password and is_short and claims(text, Meaning.LOGIN_WALL, language)):
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
    # What search engines are told may be of yesterday: against it stand only words that say nothing else.
    is_doubted = _is_declared_in_stock(page)
    return any(
        len(block["text"]) <= _MESSAGE
        and block.get("region") not in AROUND
        and block.get("role") not in ("link", "option", "radio")
        and says(block["text"], Meaning.OUT_OF_STOCK, language)
        and not (is_doubted and Meaning.OUT_OF_STOCK not in meanings_of(block["text"], language))
        for block in _of_the_product(page.get("blocks") or [], language)
    )


def _of_the_product(blocks: list[dict[str, Any]], language: str) -> Iterator[dict[str, Any]]:
    """Give the texts up to where other goods begin: a heading that says so, or a link with a price of its own.

    The product's own price comes before: "12 reviews" may lead elsewhere between its name and that.
    """
    heading = next((place for place, block in enumerate(blocks) if block.get("role") == "heading"), len(blocks))
    has_price = False
    for place, block in enumerate(blocks):
        is_below = place > heading
        if is_below and block.get("role") == "heading" and says(block["text"], Meaning.ALTERNATIVES, language):
            return
        is_named = block.get("role") == "link" and " " in block["text"].strip()
        if has_price and is_named and any(map(_is_price, blocks[place + 1 : place + 3])):
            return
        has_price = has_price or (is_below and _is_price(block))
        yield block


def _is_price(block: dict[str, Any]) -> bool:
    """Tell a text that is hardly more than an amount: "19,90 €", "from 19.90 EUR"."""
    text = block["text"]
    return len(text) <= _PRICE and any(map(str.isdigit, text)) and 2 * sum(map(str.isalpha, text)) <= len(text)


def _is_declared_in_stock(page: dict[str, Any]) -> bool:
    """Tell whether what the page says to search engines has it in stock, and no kind of it sold out."""
    told = " ".join(page.get("structured_data") or [])
    return "InStock" in told and not any(word in told for word in _DECLARED_SOLD_OUT)
