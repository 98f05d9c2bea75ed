"""Rule: the path takes no more of the customer's time than the target allows."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.effort import effort_of, whole_effort
from frictionaudit.evidence.visit import VisitEvidence, VisitOutcome
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule


@rule(
    id="navigation/slow-path",
    reads=VisitEvidence,
    criterion=Criterion.NAVIGATION,
    severity=Severity.MODERATE,
    title="The path takes too long",
    message="A practised customer needs about {seconds} s for the path; the target is at most {most} s. It asks for "
    "{clicks} presses, {fields} fields and {characters} characters.",
    variants={
        "fact": "A practised customer needs about {seconds} s for the path, with {clicks} presses, {fields} fields "
        "and {characters} characters. The journey sets no target for the time."
    },
    customer="This takes forever.",
    why="Of US shoppers who left a checkout, 17 % found it too long or complicated (Baymard 2025). The seconds are "
    "predicted by the keystroke-level model (Card, Moran & Newell 1983) and the waits that were measured: they compare "
    "paths, and are no customer's real time.",
    how_to_fix="Take away fields and pages, fill in what is known, and shorten the waits.",
    references=("https://baymard.com/lists/cart-abandonment-rate", "https://doi.org/10.1145/358886.358895"),
)
def slow_path(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where the predicted seconds exceed the journey's target; without one, a fact."""
    if visit.errand != "walk":
        yield Inapplicable()
        return
    effort = whole_effort(effort_of(step) for step in visit.steps)
    most = visit.journey.target.max_seconds
    is_whole = visit.outcome is VisitOutcome.COMPLETED
    parameters = {
        "seconds": round(effort.seconds),
        "clicks": effort.clicks,
        "fields": effort.fields,
        "characters": effort.characters,
    }
    at = Subject(role="page", name="")
    if most is None:
        if is_whole:
            yield Friction(at=at, severity=Severity.INFO, variant="fact", parameters=parameters)
        else:
            yield Inapplicable()
    elif effort.seconds > most:
        yield Friction(at=at, parameters={**parameters, "most": most})
    elif not is_whole:
        yield Incomplete("not all of the path was walked")
