"""Rule: a disabled action says what it waits for."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.action.control import has_failed, unseen
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule


@rule(
    id="action/unexplained-disabled",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.SERIOUS,
    title="The button is greyed out and nothing says why",
    message="{name} is disabled when the customer needs it, and no text near it says what is missing.",
    customer="It's grey. What's missing?",
    why="A grey button tells nobody what is wrong: the customer has to guess, and many give up instead.",
    how_to_fix="Leave the button enabled and answer the press with what is missing, or say beside it what it "
    "waits for.",
)
def unexplained_disabled(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the action is disabled at its turn without a word and without marked empty fields."""
    element = action.element
    if element is None:
        yield unseen(action)
        return
    if element.hidden_by is not None or context.step.wall is not None:
        yield Inapplicable()
        return
    has_worked = action.use is not None and bool(action.use.effects) and action.failure is None
    if not element.is_disabled or has_worked or element.disabled_reasons or element.unfilled_required:
        return
    if action.is_held and _has_empty_fields(context):
        yield Incomplete("the step was held, so card fields that the button may wait for were left empty")
        return
    yield Friction(
        at=element.subject,
        parameters={"name": element.subject.name or action.target},
        blocks=has_failed(context.step),
    )


def _has_empty_fields(context: Context) -> bool:
    page = context.step.page
    if page is None:
        return True
    fields = [field for form in page.forms for field in form.fields]
    return any(not field.is_filled and not field.is_checked for field in fields)
