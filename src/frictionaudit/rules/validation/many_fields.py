"""Rule: the checkout asks for no more than it needs."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.effort import fields_before_order
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Stage
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule

FIELDS_DEFAULT = 12
"""Form fields before the order, where the journey sets no target. Baymard 2024: 11.3 on average, 8 can be reached."""


@rule(
    id="validation/many-fields",
    reads=VisitEvidence,
    criterion=Criterion.VALIDATION,
    severity=Severity.MODERATE,
    title="The checkout shows many fields",
    message="The checkout shows {count} fields before the order; the target is {target}.",
    customer="Why do they need all this?",
    why="Each field is one more thing to type and to get wrong, and matters more than the number of steps. Shops show "
    "11.3 fields on average, and 20 to 60 % of them could go (Baymard 2024).",
    how_to_fix="One field for the whole name, the second address line behind a link, the billing address only where it "
    "differs, city from postcode; leave out what the order does not need.",
    references=("https://baymard.com/blog/checkout-flow-average-form-fields",),
)
def many_fields(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where more fields are shown than the target allows."""
    if visit.errand != "walk" or not any(step.stage in (Stage.CHECKOUT, Stage.PAY) for step in visit.journey.steps):
        yield Inapplicable()
        return
    count, has_seen_all = fields_before_order(visit)
    target = visit.journey.target.max_fields or FIELDS_DEFAULT
    if count > target:
        yield Friction(at=Subject(role="path", name="checkout"), parameters={"count": count, "target": target})
    elif not has_seen_all:
        yield Incomplete("not all pages of the checkout were seen")
