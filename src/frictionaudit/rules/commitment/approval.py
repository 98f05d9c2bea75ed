"""Presses that only approve what an earlier one, made to pay, has agreed to."""

from __future__ import annotations

from urllib.parse import urlsplit

from frictionaudit.evidence.step import StepEvidence
from frictionaudit.journey.model import ActionKind, Commitment
from frictionaudit.lexicon import OrderVerdict, order_button_verdict
from frictionaudit.rules.commitment.labels import visible_label
from frictionaudit.rules.languages import languages_of, page_of_action
from frictionaudit.rules.registry import Context

__all__ = ["OBLIGES", "only_approves"]

OBLIGES = frozenset({OrderVerdict.STATUTORY, OrderVerdict.EQUIVALENT_ATTESTED, OrderVerdict.EQUIVALENT_LIKELY})
"""Verdicts on a button's words that state the obligation to pay."""

_ORDERS = (Commitment.ORDER, Commitment.SUBSCRIPTION)
_CODE = 1
"""Fields that a bank asks for at an approval: the code of its message. A card's form asks for more, and charges."""


def only_approves(context: Context) -> bool:
    """Tell whether the step's press approves, say at a bank, what another press before it agreed to pay."""
    if context.step.commits is not Commitment.PAYMENT:
        return False
    agreed = (Commitment.PAYMENT, *(_ORDERS if _asks_for_a_code_at_most(context) else ()))
    return any(_has_said_so(step, context) for step in context.previous if step.commits in agreed) or (
        _is_approved_elsewhere(context, agreed)
    )


def _asks_for_a_code_at_most(context: Context) -> bool:
    return sum(action.kind is ActionKind.FILL for action in context.step.actions) <= _CODE


def _has_said_so(step: StepEvidence, context: Context) -> bool:
    """Tell whether a button pressed before has said it: what follows, say at the bank, only approves it."""
    press = step.primary
    if press is None or press.element is None:
        return False
    label, languages = visible_label(press), languages_of(Context(context.visit, step))
    return any(order_button_verdict(label, language) in OBLIGES for language in languages)


def _is_approved_elsewhere(context: Context, agreed: tuple[Commitment, ...]) -> bool:
    """Tell whether one agreed at the shop before, and stands at a bank or provider now, who asks to approve."""
    page = page_of_action(context)
    steps = context.visit.steps
    pressed = [each.index for each in context.previous if each.commits in agreed and each.index]
    before = [seen.url for index in pressed if (seen := steps[index - 1].page) is not None]
    here = urlsplit(page.url).netloc if page is not None else ""
    return bool(before) and bool(here) and all(urlsplit(url).netloc != here for url in before)
