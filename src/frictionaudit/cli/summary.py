"""The closing words of a run: the score, whether the customer can buy, the worst findings, where the report lies."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from frictionaudit.cli.terminal import shortened
from frictionaudit.errors import ExitCode
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.findings.model import Finding, Severity
from frictionaudit.results import Gate, Run, VisitResult

__all__ = ["MOST_FINDINGS", "brief", "closing", "ending", "worst_findings"]

MOST_FINDINGS = 5
MOST_VISITS = 6
MOST_GATES = 2

SIZE_WITHOUT_TERMINAL = (120, 40)
"""Logs have no width; lines longer than this are hard to read anywhere."""

LINES_OF_THE_REST = 22
"""Lines of all but the visits, at most."""

_COLOURS = {Severity.CRITICAL: "red", Severity.SERIOUS: "red", Severity.MODERATE: "yellow"}

_ENDINGS = {
    ExitCode.FINE: "no gate fell",
    ExitCode.GATE: "a gate fell",
    ExitCode.USAGE: "the command or a file is wrong",
    ExitCode.AUDIT_FAILED: "part of the path could not be audited",
    ExitCode.INTERRUPTED: "interrupted; what was seen until then is kept",
}


def closing(run: Run, folder: Path) -> Iterator[str]:
    """Give the closing summary, line by line; it fits one screen."""
    width, height = shutil.get_terminal_size(SIZE_WITHOUT_TERMINAL)
    yield ""
    yield click.style(_score(run), bold=True)
    if run.status == "partial":
        yield click.style(shortened(f"Partial: {run.status_reason or 'not all visits were made'}", width), fg="yellow")
    yield from _findings(run, width)
    yield from _visits(run, width, most=min(MOST_VISITS, max(1, height - LINES_OF_THE_REST)))
    yield from _gates(run, width)
    yield f"Report: {folder / 'report.html'} (run.json beside it)"


def ending(run: Run) -> str:
    """Say what the command answers to the shell, and why."""
    return f"Exit code {run.exit_code}: {_ENDINGS[ExitCode(run.exit_code)]}"


def brief(run: Run, folder: Path) -> Iterator[str]:
    """Give one line, for --quiet."""
    yield f"{_score(run)} {folder / 'report.html'}"


def worst_findings(run: Run, most: int = MOST_FINDINGS) -> tuple[tuple[Finding, int], ...]:
    """Give the worst findings, each with the number of visits that met it.

    What another finding explains stands under that one in the report, and facts are nothing to mend.
    """
    shown = {finding.fingerprint for finding in run.findings}
    met: dict[str, set[str]] = {}
    worst: dict[str, Finding] = {}
    for finding in run.findings:
        if finding.severity is Severity.INFO or finding.explained_by in shown - {finding.fingerprint}:
            continue
        met.setdefault(finding.fingerprint, set()).add(finding.visit)
        worst[finding.fingerprint] = min(worst.get(finding.fingerprint, finding), finding, key=_badness)
    ordered = sorted(worst.values(), key=lambda each: (*_badness(each), -len(met[each.fingerprint])))
    return tuple((finding, len(met[finding.fingerprint])) for finding in ordered[:most])


def _badness(finding: Finding) -> tuple[bool, int, float, int]:
    """Order from worst to least: what blocks, then severity, then what it takes, then the path."""
    place = finding.step_index if finding.step_index is not None else 10_000
    return (not finding.blocks, finding.severity.rank, -(finding.takes or 0.0), place)


def _score(run: Run) -> str:
    score = run.score
    if score.value is None:
        return f"Nothing could be judged. {_can_buy(run)}"
    low, high = (f"{each:.0f}" if each is not None else "" for each in (score.low, score.high))
    span = f" ({low} to {high})" if low != high else ""
    judged = f", {score.judged:.0%} could be judged" if score.judged < 1 else ""
    return f"{score.value:.0f} of 100 willing customers left{span}{judged}. {_can_buy(run)}"


def _can_buy(run: Run) -> str:
    if run.can_buy is None:
        held = any(visit.outcome is VisitOutcome.STOPPED_FOR_SAFETY for visit in run.visits)
        return "The walk stopped before the order, as designed." if held else "Whether they can buy was not seen."
    return "They can buy." if run.can_buy else "Some cannot buy."


def _findings(run: Run, width: int) -> Iterator[str]:
    worst = worst_findings(run)
    every = len({finding.fingerprint for finding in run.findings if finding.severity is not Severity.INFO})
    yield ""
    if not worst:
        yield "Nothing to mend was found."
        return
    yield f"Worst of {every} findings:" if every > len(worst) else f"{every} finding{'s' if every > 1 else ''}:"
    visits = len({visit.id for visit in run.visits})
    for number, (finding, met) in enumerate(worst, start=1):
        where = finding.step or "the whole path"
        spread = f" · {met} of {visits} visits" if visits > 1 else ""
        head = shortened(f"{where}{spread} · {finding.rule}", max(width - 14, 20))
        yield f" {number} {click.style(f'{finding.severity:<9}', fg=_COLOURS.get(finding.severity))} {head}"
        yield f"   {shortened(finding.message, width - 4)}"


def _visits(run: Run, width: int, most: int) -> Iterator[str]:
    yield ""
    outcomes = Counter(visit.outcome for visit in run.visits)
    counted = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items()).replace("_", " ")
    yield f"Visits: {counted}" if counted else "No visit was made."
    # What went as it should is told by the count; those that did not are told by name.
    telling = [visit for visit in run.visits if visit.outcome is not VisitOutcome.COMPLETED]
    yield from _cut([_visit(visit, width) for visit in telling], most, "visits")


def _visit(visit: VisitResult, width: int) -> str:
    outcome = visit.outcome.replace("_", " ")
    why = f": {visit.reason}" if visit.reason else ""
    return f"  {shortened(f'{visit.id} {outcome}{why}', width - 2)}"


def _gates(run: Run, width: int) -> Iterator[str]:
    fallen = [gate for gate in run.gates if gate.has_held is False]
    yield from _cut([_gate(gate, width) for gate in fallen], MOST_GATES, "gates")


def _gate(gate: Gate, width: int) -> str:
    where = f" of {gate.journey}" if gate.journey else ""
    return click.style(shortened(f"Gate {gate.id}{where} fell: wanted {gate.wanted}, got {gate.got}", width), fg="red")


def _cut(lines: Sequence[str], most: int, noun: str) -> Iterator[str]:
    yield from lines[:most]
    if len(lines) > most:
        yield f"  and {len(lines) - most} more {noun}: see the report"
