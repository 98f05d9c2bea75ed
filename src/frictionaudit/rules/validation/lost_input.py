"""Rule: after a refusal the customer finds what they typed."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.purpose import CARD
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.rules.validation.refusal import Refusal, Typed, refusal_of
from frictionaudit.rules.validation.rightness import is_right, typed_purpose


@rule(
    id="validation/lost-input",
    reads=StepEvidence,
    criterion=Criterion.VALIDATION,
    severity=Severity.SERIOUS,
    title="A refusal empties other fields",
    message="After the refusal “{label}” is empty again.",
    variants={"several": "After the refusal {count} fields are empty again, “{label}” among them."},
    customer="I have to type it all again.",
    why="Typing everything again for one mistake is where patience ends; each field typed anew is a chance for the "
    "next mistake. Too long or complicated a checkout drives away 17 % of US shoppers who leave (Baymard 2025).",
    how_to_fix="Fill the form with what was sent when you show it again; only passwords, card numbers and security "
    "codes may be empty.",
    references=("https://baymard.com/lists/cart-abandonment-rate",),
)
def lost_input(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where fields that were filled in, and are not the refused ones, are empty."""
    refusal = refusal_of(step, context)
    if isinstance(refusal, Incomplete):
        yield refusal
        return
    if refusal is None:
        yield Inapplicable()
        return
    others = [typed for typed in refusal.typed if not _is_excused(typed, refusal, context)]
    if not others:
        yield Incomplete("no other field was filled in that could have been kept")
        return
    lost = [typed for typed in others if not typed.field.is_filled]
    if lost:
        field = lost[0].field
        yield Friction(
            at=field.subject,
            variant="several" if len(lost) > 1 else "",
            parameters={"label": field.label or field.placeholder or field.subject.name, "count": len(lost)},
        )


def _is_excused(typed: Typed, refusal: Refusal, context: Context) -> bool:
    """Tell whether it may be empty: refused itself, secret, or never filled in."""
    purpose = typed_purpose(typed, refusal.languages)
    if typed.field.is_sensitive or purpose in CARD or purpose == "password":
        return True
    if not (typed.action.value or "").strip("0"):  # a number at nought looks as if nobody had written in it
        return True
    if typed.action.kind is not ActionKind.FILL:
        return True
    if typed.field.subject.locator in {field.subject.locator for field in refusal.marked}:
        return True
    return is_right(purpose, typed.action, context.visit.journey.market) is False
