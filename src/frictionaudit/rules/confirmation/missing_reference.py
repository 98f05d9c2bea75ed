"""Rule: the confirmation names the order."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.confirmation.ending import commit_confirmed_by, shows_reference, steps_from
from frictionaudit.rules.languages import knows
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule


@rule(
    id="confirmation/missing-reference",
    reads=StepEvidence,
    criterion=Criterion.CONFIRMATION,
    severity=Severity.SERIOUS,
    title="The confirmation gives no order number",
    message="The page that confirms the order shows no order number or other reference.",
    customer="What do I say if I call them?",
    why="Without a number the customer cannot ask about the order, and the shop cannot find it.",
    how_to_fix="Show the order number on the confirmation page, with the words “order number” beside it.",
    needs=("page",),
)
def missing_reference(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where neither the confirming page nor one behind it shows an order number."""
    page = step.page
    if page is None or commit_confirmed_by(step, context.visit) is None:
        yield Inapplicable()
        return
    behind = [each for each in context.visit.steps[step.index :] if each in steps_from(context)]
    if any(_shows_reference(each, context) for each in behind):
        return
    if not knows(page, context.visit, Meaning.ORDER_NUMBER):
        yield Incomplete("the words for an order number are not known in this language")
        return
    if page.is_truncated:
        yield Incomplete("the page holds more text than was gathered")
        return
    yield Friction(at=Subject(role="page", name=step.name))


def _shows_reference(step: StepEvidence, context: Context) -> bool:
    if any(e.kind == "order_reference" and e.has_held for e in step.expectations):
        return True
    page = step.page
    if page is None:
        return False
    return shows_reference(page.blocks, page, context.visit)
