"""Runs at the edges: nothing walked, cut short, crowded, long, walled, and full of hostile words."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from tests.report.sample import GUIDES, JOURNEY, Sample, make_sample, run_of

from frictionaudit.evidence.common import Box, Subject
from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import PlannedStep, VisitEvidence, VisitOutcome
from frictionaudit.findings.model import Criterion, Finding, FindingEvidence, Severity, fingerprint_of
from frictionaudit.report.guide import RuleGuide
from frictionaudit.results import Run

__all__ = ["HOSTILE", "crowded", "empty", "hostile", "long", "pair", "walled"]

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "'\"><svg onload=alert(3)>",
    "{{ 7 * 7 }} {% raw %} ${x} {0}",
    "javascript:alert(4)",
    "\u202eevil\u202c \u2067left\u2069 \u200f",
    "\x00\x08\x1b[31m\ud800",
    "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307algo " * 30,
    "👩‍👩‍👧‍👦🏴‍☠️" * 200,
    "Donaudampfschifffahrtsgesellschaftskapitaen" * 2_500,
    "--><!-- ]]> </style><style>*{display:none}</style>",
    "https://evil.example/\"onmouseover='alert(5)'",
)
"""Names of mugs that somebody may think of; one is 100 kB long."""

# Ids, enumerations and paths: what the house itself writes.
_OURS = {
    "id", "journey", "visit", "persona", "fingerprint", "explained_by", "stage", "status", "outcome", "severity",
    "criterion", "kind", "commits", "consent", "goods", "schema_version", "version", "input", "party", "errand",
    "path", "screenshot", "visit_file", "rule", "engine", "step_id", "sees",
}  # fmt: skip


def empty() -> Sample:
    """A run in which nothing was walked."""
    return Sample(run_of((), ()), (), Path("/nonexistent"), GUIDES)


def walled(folder: Path) -> Sample:
    """A run cut short: a bot wall, a crash, a held order, a visit that came to nothing."""
    whole = make_sample(folder, pictures=False)
    ends = (
        (VisitOutcome.COMPLETED, "", 12),
        (VisitOutcome.BLOCKED_BY_BOT_WALL, "the page asks whether the customer is a robot", 2),
        (VisitOutcome.STOPPED_FOR_SAFETY, "'Maksa 29,80 €' would have paid", 10),
        (VisitOutcome.CRASHED, "the tab crashed", 5),
        (VisitOutcome.TIMED_OUT, "no answer within 20 s", 1),
        (VisitOutcome.OUT_OF_STOCK, "sold out", 3),
    )
    visits = tuple(_ended(visit, *end) for visit, end in zip(whole.visits, ends, strict=True))
    reached = {visit.id: end[2] for visit, end in zip(visits, ends, strict=True)}
    findings = tuple(f for f in whole.run.findings if (f.step_index or 0) < reached[f.visit])
    return Sample(run_of(visits, findings, status="partial", reason="interrupted by Ctrl-C"), visits, folder, GUIDES)


def pair(sample: Sample) -> Sample:
    """Two visits, one of which broke, cut short: every kind of part of the page on a small one."""
    visits = sample.visits[-2:]
    findings = tuple(f for f in sample.run.findings if f.visit in {visit.id for visit in visits})
    run = run_of(visits, findings, status="partial", reason="the time budget was spent")
    return Sample(run, visits, sample.folder, sample.guides)


def crowded(sample: Sample, count: int = 500) -> Sample:
    """As many frictions, of many rules, at all steps, some met by all visits and some by one."""
    findings = tuple(finding for number in range(count) for finding in _crowd(sample.visits, number))
    return Sample(run_of(sample.visits, findings), sample.visits, sample.folder, sample.guides)


def long(sample: Sample, steps: int = 40) -> Sample:
    """A journey of many steps."""
    visits = []
    for visit in sample.visits[:2]:
        path = tuple(
            visit.steps[n * len(visit.steps) // steps].model_copy(
                update={"index": n, "id": f"s{n}", "name": f"Step {n}"}
            )
            for n in range(steps)
        )
        plan = tuple(PlannedStep(name=step.name, id=step.id, stage=step.stage) for step in path)
        journey = visit.journey.model_copy(update={"steps": plan})
        visits.append(visit.model_copy(update={"steps": path, "journey": journey}))
    return Sample(run_of(tuple(visits), ()), tuple(visits), sample.folder, sample.guides)


def hostile(sample: Sample) -> Sample:
    """Every word that may come from a shop or a journey file turned against the report."""
    words = itertools.cycle(HOSTILE)
    run = Run.model_validate(_poisoned(sample.run.model_dump(), words))
    visits = tuple(VisitEvidence.model_validate(_poisoned(v.model_dump(), words)) for v in sample.visits)
    guides = {
        rule: RuleGuide(next(words), next(words), next(words), (next(words), HOSTILE[4], HOSTILE[11]), HOSTILE[4])
        for rule in sample.guides
    }
    return Sample(run, visits, sample.folder, guides)


def _poisoned(value: Any, words: itertools.cycle[str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _poisoned(part, words, name) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_poisoned(part, words, key) for part in value]
    if type(value) is str and key not in _OURS:
        return next(words)
    return value


def _ended(visit: VisitEvidence, outcome: VisitOutcome, reason: str, reached: int) -> VisitEvidence:
    status = StepStatus.HELD if outcome is VisitOutcome.STOPPED_FOR_SAFETY else StepStatus.FAILED
    steps = [
        step.model_copy(update={"status": _status(step.index, reached, status if reason else StepStatus.PASSED)})
        for step in visit.steps
    ]
    return visit.model_copy(update={"steps": tuple(steps), "outcome": outcome, "reason": reason})


def _status(index: int, reached: int, last: StepStatus) -> StepStatus:
    if index >= reached:
        return StepStatus.NOT_REACHED
    return last if index == reached - 1 else StepStatus.PASSED


def _crowd(visits: tuple[VisitEvidence, ...], number: int) -> list[Finding]:
    """Give one friction: every fifth met by all visits, the others by one."""
    severities, rules = list(Severity), sorted(GUIDES)
    subject = Subject(
        role="button",
        name=f"Place {number}",
        locator=f"#place-{number}",
        box=Box(x=number % 300, y=number % 700, width=90, height=40),
    )
    met = visits if number % 5 == 0 else (visits[number % len(visits)],)
    rule, severity = rules[number % len(rules)], severities[1 + number % 4]
    return [_placed(visit, rule, subject, severity, number % 10, f"Place {number} is broken.") for visit in met]


def _placed(visit: VisitEvidence, rule: str, subject: Subject, severity: Severity, index: int, message: str) -> Finding:
    step = visit.steps[index]
    return Finding(
        rule=rule,
        criterion=Criterion(rule.partition("/")[0]),
        severity=severity,
        journey=JOURNEY,
        visit=visit.id,
        step=step.name,
        step_id=step.id,
        step_index=index,
        stage=step.stage,
        message_key=rule,
        message=message,
        customer="Hm.",
        subject=subject.name,
        fingerprint=fingerprint_of(rule, JOURNEY, step.id, f"{subject.name}"),
        evidence=FindingEvidence(
            visit_file=f"evidence/{visit.id}.json",
            screenshot=f"evidence/{step.screenshots[0].path}" if step.screenshots else "",
            subject=subject,
        ),
    )
