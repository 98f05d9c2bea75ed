"""Rule: the confirmation names the order."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.confirmation.ending import (
    confirming_step,
    goes_through,
    is_last_commit,
    shows_reference,
    steps_from,
)
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
    confirming = _confirming(step, context)
    if confirming is None or confirming.page is None:
        yield Inapplicable()
        return
    behind = [each for each in context.visit.steps[step.index :] if each in steps_from(context)]
    if any(_shows_reference(each, context) for each in behind):
        return
    if not knows(confirming.page, context.visit, Meaning.ORDER_NUMBER):
        yield Incomplete("the words for an order number are not known in this language")
        return
    if confirming.page.is_truncated:
        yield Incomplete("the page holds more text than was gathered")
        return
    yield Friction(at=Subject(role="page", name=step.name))


def _confirming(step: StepEvidence, context: Context) -> StepEvidence | None:
    """Give this step where it is the one that confirms the last commit of an errand that buys."""
    if not goes_through(context.visit) or step.page is None:
        return None
    for earlier in context.visit.steps[: step.index + 1]:
        place = Context(context.visit, earlier)
        if is_last_commit(place) and earlier.primary is not None and earlier.primary.use is not None:
            found = confirming_step(place)
            return found if found is not None and found.index == step.index else None
    return None


def _shows_reference(step: StepEvidence, context: Context) -> bool:
    if any(e.kind == "order_reference" and e.has_held for e in step.expectations):
        return True
    page = step.page
    if page is None:
        return False
    return shows_reference(page.blocks, page, context.visit)
