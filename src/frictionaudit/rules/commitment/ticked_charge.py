"""Boxes that a checkout page ticked by itself and for which money is taken, whatever their words."""

from __future__ import annotations

from decimal import Decimal

from frictionaudit.evidence.page import FieldEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import Stage
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.commitment.recurrence import says_recurring
from frictionaudit.rules.languages import has_said
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.prices.items import added_words, name_words
from frictionaudit.rules.prices.lines import Kind, PriceLine
from frictionaudit.rules.prices.thresholds import without_thresholds
from frictionaudit.rules.prices.track import lines_at
from frictionaudit.rules.prices.words import words_in

__all__ = ["is_ticked_charge"]

_CHECKOUT = frozenset({Stage.CHECKOUT, Stage.PAY})
_OF_THE_GOODS = 0.5
"""Share of a box's words that name what was put in the cart, from which on it stands for that. Project's choice."""
_CHARGED = frozenset({Kind.ITEM, Kind.FEE})
_SUMS = frozenset({Kind.TOTAL, Kind.PARTIAL, Kind.SUBTOTAL})
_NOT_SOLD = (Meaning.NEGATION, Meaning.TERMS, Meaning.PRIVACY, Meaning.DISCOUNT)
_SHORT = 4
"""Letters of a word that tells one line from another."""


def is_ticked_charge(
    field: FieldEvidence, label: str, step: StepEvidence, visit: VisitEvidence, languages: tuple[str, ...]
) -> bool:
    """Tell whether the ticked box takes money: again and again by its own words, or on a line of its price.

    In a cart boxes choose among its lines, and what the journey put in it is ticked in summaries too. On a product's
    page they may be its kinds: there only what a later page charges apart.
    """
    used_at = next((each.stage for each in visit.steps[step.index + 1 :]), step.stage)
    if field.kind != "checkbox" or used_at is Stage.CART:
        return False
    if any(has_said(label, meaning, languages) for meaning in _NOT_SOLD):
        return False
    named = {word for word in words_in(label) if len(word) >= _SHORT}
    prices = {amount.value for amount in amounts_in(without_thresholds(label)) if amount.value > 0}
    if not prices or len(named & added_words(visit, step)) > _OF_THE_GOODS * len(named):
        return False
    is_late = used_at in _CHECKOUT
    lines = tuple(line for each in visit.steps[step.index + (not is_late) :] for line in lines_at(each, visit))
    if says_recurring(label, languages):
        return is_late and not prices & _sums(lines)
    if has_said(label, Meaning.DELIVERY, languages):
        return False
    return any(
        line.kind in _CHARGED and not line.is_choice and line.amount.value in prices and named & name_words(line)
        for line in lines
    )


def _sums(lines: tuple[PriceLine, ...]) -> set[Decimal]:
    """What is renewed at the price of the goods are the goods."""
    return {line.amount.value for line in lines if line.kind in _SUMS}
