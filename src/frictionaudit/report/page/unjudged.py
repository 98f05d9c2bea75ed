"""What could not be judged, and why: incomplete is never a pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frictionaudit.findings.model import Outcome
from frictionaudit.report.guide import RuleGuide
from frictionaudit.report.page.labels import VisitLabel
from frictionaudit.results import Run

__all__ = ["Tally", "Unjudged", "tally_of", "unjudged_of"]


@dataclass(frozen=True, slots=True)
class Unjudged:
    """One rule that could not be judged for one reason.

    Attributes:
        steps: Names of the steps, in walking order; empty for the whole path.
        visits: Visits in words; empty where it was all of them.
        times: How many outcomes.
    """

    rule: str
    title: str
    reason: str
    steps: tuple[str, ...]
    visits: tuple[str, ...]
    times: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many outcomes of each kind the run has, and of how many rules."""

    rules: int
    passed: int
    failed: int
    incomplete: int
    inapplicable: int


def tally_of(run: Run) -> Tally:
    """Count the outcomes."""
    counts = dict.fromkeys(Outcome, 0)
    for each in run.outcomes:
        counts[each.outcome] += 1
    return Tally(
        rules=len({each.rule for each in run.outcomes}),
        passed=counts[Outcome.PASSED],
        failed=counts[Outcome.FAILED],
        incomplete=counts[Outcome.INCOMPLETE],
        inapplicable=counts[Outcome.INAPPLICABLE],
    )


def unjudged_of(
    run: Run, guides: Mapping[str, RuleGuide], labels: Mapping[str, VisitLabel]
) -> dict[str, tuple[Unjudged, ...]]:
    """Give incomplete outcomes by reason, the most frequent reason first; under each reason its rules."""
    steps = {(visit.id, index): step.name for visit in run.visits for index, step in enumerate(visit.steps)}
    met: dict[tuple[str, str], list[tuple[str, int | None]]] = defaultdict(list)
    for each in run.outcomes:
        if each.outcome is Outcome.INCOMPLETE:
            met[each.reason, each.rule].append((each.visit, each.step))
    by_reason: dict[str, list[Unjudged]] = defaultdict(list)
    for (reason, rule), places in met.items():
        guide = guides.get(rule)
        by_reason[reason].append(
            Unjudged(
                rule=rule,
                title=guide.title if guide else rule,
                reason=reason,
                steps=_unique(steps.get((visit, step), "") for visit, step in _walking(places)),
                visits=_visits({visit for visit, _ in places}, labels),
                times=len(places),
            )
        )
    order = sorted(by_reason, key=lambda reason: -sum(each.times for each in by_reason[reason]))
    return {reason: tuple(sorted(by_reason[reason], key=lambda each: each.rule)) for reason in order}


def _walking(places: Iterable[tuple[str, int | None]]) -> list[tuple[str, int]]:
    return sorted(((visit, step) for visit, step in places if step is not None), key=lambda place: place[1])


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _visits(ids: set[str], labels: Mapping[str, VisitLabel]) -> tuple[str, ...]:
    if len(ids) == len(labels):
        return ()
    return _unique(label.words for id, label in labels.items() if id in ids)
