"""How many of what: shops that list several things, each with a number of its own, want one of the numbers."""

from __future__ import annotations

from frictionaudit.evidence.common import AROUND
from frictionaudit.evidence.page import FieldEvidence
from frictionaudit.evidence.purpose import purpose_of
from frictionaudit.journey.model import ActionKind
from frictionaudit.replay.intent.candidate import Candidate
from frictionaudit.replay.intent.entry import Entry
from frictionaudit.replay.intent.look import PRICE, Look, gap
from frictionaudit.replay.intent.options import shown_in
from frictionaudit.tongues import translatable

__all__ = ["piece_entries"]

_ONE = "1"
_NONE = "0"
_SAME_ROW_PX = 160.0
"""A number stands beside its price, or on a phone right below it."""
_NEAR_PX = 700.0
"""The list of goods reaches down to about a window above its button."""


def piece_entries(look: Look, press: Candidate) -> list[Entry]:
    """Give one piece of the first thing to be had, where each has a number beside its price and all are nought.

    Args:
        look: A page of goods: tickets, menus, order sheets.
        press: The button that puts them into the cart.
    """
    for form in look.main.forms:
        counts = [field for field in form.fields if _is_count(look, field)]
        if not counts or not any(_is_near(field, press) for field in counts):
            continue
        if all(_is_nought(look, field) for field in counts):
            first = counts[0]
            kind = ActionKind.SELECT if first.kind == "select" else ActionKind.FILL
            note = translatable("the first that can be had")
            return [Entry(kind, first.subject, first.label or first.subject.name, _ONE, note=note)]
    return []


def _is_count(look: Look, field: FieldEvidence) -> bool:
    """Tell whether a field counts pieces of what stands beside it."""
    if field.is_disabled or field.is_readonly or field.region in AROUND:
        return False
    if field.kind == "select":
        is_number = _ONE in field.options and all(each.strip().isdigit() for each in field.options)
    else:
        purpose = purpose_of(field, look.languages)
        is_number = field.kind == "number" and (purpose is None or purpose.name == "quantity")
    return is_number and _has_price(look, field)


def _is_nought(look: Look, field: FieldEvidence) -> bool:
    return shown_in(look, field) == _NONE if field.kind == "select" else not field.is_filled


def _has_price(look: Look, field: FieldEvidence) -> bool:
    box = field.subject.box
    if box is None:
        return False
    prices = (block.box for block in look.blocks if block.box is not None and PRICE.search(block.text))
    return any(abs(price.y + price.height / 2 - box.y - box.height / 2) < _SAME_ROW_PX for price in prices)


def _is_near(field: FieldEvidence, press: Candidate) -> bool:
    one, other = field.subject.box, press.subject.box
    return one is None or other is None or gap(one, other) < _NEAR_PX
