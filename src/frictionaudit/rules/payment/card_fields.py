"""A card that was chosen, and whose fields never came."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import AROUND
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.journey.cards import is_card_reference
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.aftermath import new_blocks
from frictionaudit.rules.registry import Context

__all__ = ["chosen_without_fields"]

_NOT_TYPED_IN = frozenset({"radio", "checkbox", "search", "hidden", "submit", "button"})
_HEADING_WORDS = 4
"""A heading over nothing says no more: "Your card details". Longer texts may say that one pays on a later page."""


def chosen_without_fields(
    step: StepEvidence, choices: Sequence[ActionEvidence], context: Context
) -> tuple[ActionEvidence, ActionEvidence] | None:
    """Give the choice of a card that worked, and the first of its fields to be filled in, where nothing came for it.

    A field or a frame that stands there may hold the card under another name, a text may lead to a later page.
    """
    lost = next((each for each in step.actions if each.failure is not None), None)
    if lost is None or step.page is None or lost.kind is not ActionKind.FILL or lost.element is not None:
        return None
    done = list(takewhile(lambda each: each is not lost, step.actions))
    chosen = next((each for each in reversed(done) if each in choices), None)
    if chosen is None or not is_card_reference(lost.reference):
        return None
    before = context.previous[-1].page if context.previous else None
    told = [block for block in new_blocks(step.page, before) if len(block.text.split()) > _HEADING_WORDS]
    return None if told or step.page.frames or _may_hold_card(step.page) else (chosen, lost)


def _may_hold_card(page: PageEvidence) -> bool:
    fields = (field for form in page.forms for field in form.fields)
    return any(
        field.kind not in _NOT_TYPED_IN and not field.is_filled and field.region not in AROUND for field in fields
    )
