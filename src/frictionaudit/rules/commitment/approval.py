"""Presses that only approve what an earlier one, made to pay, has agreed to."""

from __future__ import annotations

from urllib.parse import urlsplit

from frictionaudit.evidence.step import StepEvidence
from frictionaudit.journey.model import Commitment
from frictionaudit.lexicon import OrderVerdict, order_button_verdict
from frictionaudit.rules.commitment.labels import visible_label
from frictionaudit.rules.languages import languages_of, page_of_action
from frictionaudit.rules.registry import Context

__all__ = ["OBLIGES", "only_approves"]

OBLIGES = frozenset({OrderVerdict.STATUTORY, OrderVerdict.EQUIVALENT_ATTESTED, OrderVerdict.EQUIVALENT_LIKELY})
"""Verdicts on a button's words that state the obligation to pay."""


def only_approves(context: Context) -> bool:
    """Tell whether the step's press approves, say at a bank, what another press before it agreed to pay."""
    if context.step.commits is not Commitment.PAYMENT:
        return False
    return any(_has_said_so(step, context) for step in context.previous) or _is_approved_elsewhere(context)


def _has_said_so(step: StepEvidence, context: Context) -> bool:
    """Tell whether a button before, pressed to pay, has said it: what follows, say at the bank, only approves it."""
    press = step.primary
    if step.commits is not Commitment.PAYMENT or press is None or press.element is None:
        return False
    label, languages = visible_label(press), languages_of(Context(context.visit, step))
    return any(order_button_verdict(label, language) in OBLIGES for language in languages)


def _is_approved_elsewhere(context: Context) -> bool:
    """Tell whether one pressed to pay at the shop before, and stands at a bank or provider now, who asks to approve."""
    page = page_of_action(context)
    steps = context.visit.steps
    paid = [each.index for each in context.previous if each.commits is Commitment.PAYMENT and each.index]
    before = [seen.url for index in paid if (seen := steps[index - 1].page) is not None]
    here = urlsplit(page.url).netloc if page is not None else ""
    return bool(before) and bool(here) and all(urlsplit(url).netloc != here for url in before)
