"""Rule: what lies behind a held press is not known, and the report says so."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitEvidence, VisitOutcome
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.registry import Friction, Inapplicable, Verdict, rule


@rule(
    id="confirmation/unverified-end",
    reads=VisitEvidence,
    criterion=Criterion.CONFIRMATION,
    severity=Severity.INFO,
    title="The end of the path was not walked",
    message="The walk was held at “{step}”, as it may not order here: nothing is known of what follows.",
    variants={"stopped": "The walk was stopped for safety at “{step}”: nothing is known of what follows."},
    customer="",
    why="Declined payments, missing confirmations and wrong totals show only behind the order. Run to the finish.",
    how_to_fix="Walk the path on a test shop with `safety: {allow_order: true}` and a documented test card.",
    references=("Filenius 2017: run to the finish",),
)
def unverified_end(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one fact where the walk stopped for safety before the journey's end."""
    if visit.errand != "walk":
        yield Inapplicable()
        return
    if visit.outcome is not VisitOutcome.STOPPED_FOR_SAFETY:
        return
    for step in visit.steps:
        is_held = step.status is StepStatus.HELD
        if is_held or step.failure_kind == "safety":
            at = Subject(role="page", name=step.name)
            yield Friction(at=at, variant="" if is_held else "stopped", parameters={"step": step.name}, step=step.index)
            return
