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
from frictionaudit.report.page.figures import percent, points
from frictionaudit.report.page.gains import Gains
from frictionaudit.report.page.groups import grouped, number_of
from frictionaudit.report.page.names import gate_name
from frictionaudit.report.page.verdict import answer_of
from frictionaudit.report.spoken import spoken_gate
from frictionaudit.report.texts import count, text
from frictionaudit.results import Gate, Run, VisitResult
from frictionaudit.tongues import retold

__all__ = ["MOST_FINDINGS", "brief", "closing", "ending", "worst_findings"]

MOST_FINDINGS = 5
MOST_VISITS = 6
MOST_GATES = 2

SIZE_WITHOUT_TERMINAL = (120, 40)
"""Logs have no width; lines longer than this are hard to read anywhere."""

LINES_OF_THE_REST = 22
"""Lines of all but the visits, at most."""

_COLOURS = {Severity.CRITICAL: "red", Severity.SERIOUS: "red", Severity.MODERATE: "yellow"}


def closing(run: Run, folder: Path) -> Iterator[str]:
    """Give the closing summary, line by line; it fits one screen."""
    width, height = shutil.get_terminal_size(SIZE_WITHOUT_TERMINAL)
    yield ""
    yield click.style(_score(run), bold=True)
    if run.status == "partial":
        reason = retold(run.status_reason) or text("terminal.partial.no_reason")
        yield click.style(shortened(text("terminal.partial", reason=reason), width), fg="yellow")
    yield from _findings(run, width)
    if aside := len({each.finding.fingerprint for each in run.suppressed}):
        yield count("score.aside", aside)
    yield from _visits(run, width, most=min(MOST_VISITS, max(1, height - LINES_OF_THE_REST)))
    yield from _gates(run, width)
    if healed := {(visit.journey, step.id) for visit in run.visits for step in visit.steps if step.healed}:
        yield click.style(count("terminal.healed", len(healed)), fg="yellow")
    yield text("terminal.report", path=str(folder / "report.html"))


def ending(run: Run) -> str:
    """Say what the command answers to the shell, and why."""
    return text("terminal.ending", code=run.exit_code, why=text(f"terminal.ending.{ExitCode(run.exit_code).value}"))


def brief(run: Run, folder: Path) -> Iterator[str]:
    """Give one line, for --quiet."""
    yield f"{_score(run)} {folder / 'report.html'}"


def worst_findings(run: Run, most: int = MOST_FINDINGS) -> tuple[tuple[Finding, int], ...]:
    """Give the worst findings, each with the number of visits that met it.

    What another finding explains, and what is the same elsewhere on its page, stands under that one in the report;
    facts are nothing to mend.
    """
    heads = {group.worst.fingerprint for group in grouped(run.findings, {}, Gains(run))}
    met: dict[str, set[str]] = {}
    worst: dict[str, Finding] = {}
    for finding in run.findings:
        if finding.severity is Severity.INFO or finding.fingerprint not in heads:
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
    answer = text(f"terminal.can_buy.{answer_of(run)}")
    if score.value is None:
        return f"{text('terminal.score.none')} {answer}"
    low, high = points(score.low), points(score.high)
    parts = [("span", low != high), ("judged", score.judged < 1)]
    key = "_".join(name for name, is_told in parts if is_told)
    said = text(
        f"terminal.score.{key}" if key else "terminal.score",
        value=points(score.value), low=low, high=high, judged=percent(score.judged),
    )  # fmt: skip
    return f"{said} {answer}"


def _findings(run: Run, width: int) -> Iterator[str]:
    worst = worst_findings(run)
    every = number_of(run)
    if not worst and run.status == "partial":
        return  # nothing found so far says nothing of the rest
    yield ""
    if not worst:
        yield text("terminal.findings.none")
        return
    yield text("terminal.findings.worst", number=every) if every > len(worst) else count("terminal.findings", every)
    visits = len({visit.id for visit in run.visits})
    severities = [text(f"severity.{finding.severity}").lower() for finding, _ in worst]
    column = max(9, *(len(word) for word in severities))
    for number, ((finding, met), severity) in enumerate(zip(worst, severities, strict=True), start=1):
        where = finding.step or text("whole_path")
        spread = f" · {text('terminal.finding.spread', met=met, visits=visits)}" if visits > 1 else ""
        head = shortened(f"{where}{spread} · {finding.rule}", max(width - column - 5, 20))
        yield f" {number} {click.style(f'{severity:<{column}}', fg=_COLOURS.get(finding.severity))} {head}"
        yield f"   {shortened(finding.message, width - 4)}"


def _visits(run: Run, width: int, most: int) -> Iterator[str]:
    yield ""
    outcomes = Counter(visit.outcome for visit in run.visits)
    counted = ", ".join(f"{number} {text(f'terminal.outcome.{outcome}')}" for outcome, number in outcomes.items())
    yield text("terminal.visits", counted=counted) if counted else text("terminal.visits.none")
    # What went as it should is told by the count; those that did not are told by name.
    telling = [visit for visit in run.visits if visit.outcome is not VisitOutcome.COMPLETED]
    yield from _cut([_visit(visit, width) for visit in telling], most, "terminal.visits.more")


def _visit(visit: VisitResult, width: int) -> str:
    outcome = text(f"terminal.outcome.{visit.outcome}")
    why = f": {retold(visit.reason)}" if visit.reason else ""
    return f"  {shortened(f'{visit.id} {outcome}{why}', width - 2)}"


def _gates(run: Run, width: int) -> Iterator[str]:
    fallen = [gate for gate in run.gates if gate.has_held is False]
    yield from _cut([_gate(gate, width) for gate in fallen], MOST_GATES, "terminal.gates.more")


def _gate(gate: Gate, width: int) -> str:
    shown = spoken_gate(gate)
    said = text(
        "terminal.gate.fell_of" if gate.journey else "terminal.gate.fell",
        gate=gate_name(gate.id), journey=gate.journey, wanted=shown.wanted, got=shown.got,
    )  # fmt: skip
    return click.style(shortened(said, width), fg="red")


def _cut(lines: Sequence[str], most: int, more: str) -> Iterator[str]:
    yield from lines[:most]
    if len(lines) > most:
        yield f"  {text(more, number=len(lines) - most)}"
