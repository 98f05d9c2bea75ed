"""summary.md: what a run came to as a comment on a pull request, for people who have a minute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from frictionaudit.findings.model import Severity
from frictionaudit.report.guide import RuleGuide
from frictionaudit.report.markdown import cell, escaped
from frictionaudit.report.page.figures import customers, percent, points, span
from frictionaudit.report.page.gains import Gains
from frictionaudit.report.page.groups import FindingGroup, Mend, grouped, mends_of
from frictionaudit.report.page.labels import labels_of
from frictionaudit.report.page.names import gate_name
from frictionaudit.report.page.verdict import notices_of, verdict_of
from frictionaudit.report.texts import count, text
from frictionaudit.results import Gate, Run

__all__ = ["build_address", "summary_markdown"]

_MOST_GATES = 20
_FILES = ("report.html", "findings.sarif", "junit.xml", "findings.csv", "run.json")
_SIGNS = {True: "✅", False: "❌", None: "❔"}
_LIGHTS = {Severity.CRITICAL: "🔴", Severity.SERIOUS: "🟠", Severity.MODERATE: "🟡", Severity.MINOR: "🔵"}


def build_address(environment: Mapping[str, str]) -> str:
    """Give the address of the build that runs this, "" where none does: that is where the report's files are kept.

    Sources: GitHub Actions, "Default environment variables"; GitLab CI/CD, "Predefined variables".
    """
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")
    server, repository, number = (environment.get(name, "") for name in names)
    address = environment.get("CI_JOB_URL") or (f"{server}/{repository}/actions/runs/{number}" if number else "")
    return address if re.fullmatch(r"https?://[^\s<>()]+", address) else ""


def summary_markdown(run: Run, guides: Mapping[str, RuleGuide], build: str = "") -> str:
    """Give a run's summary as Markdown: score, can they buy, the five first mends, gates, where the rest lies.

    Args:
        run: The run.
        guides: How to mend each rule's findings, by its id.
        build: Address of the build that keeps the report's files, "" for none.
    """
    groups = grouped(run.findings, guides, Gains(run))
    mends = mends_of(groups, Gains(run))
    blocks = [*_head(run), *_first(mends), *_gates(run), _counted(groups), _files(run, build)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _head(run: Run) -> Iterator[str]:
    labels = labels_of(run, ())
    verdict = verdict_of(run, labels)
    names = ", ".join(dict.fromkeys(escaped(journey.name, 60) for journey in run.journeys))
    yield f"## {text('title', journey=names) if names else text('title.empty')}"
    yield f"**{text(f'verdict.{verdict.answer}')}** {_score(run)}"
    who = [("broken", verdict.broken), ("fine", verdict.fine), ("open", verdict.open)]
    yield "\n".join(f"- {text(f'verdict.{kind}')}: {_listed(names)}" for kind, names in who if names)
    for notice in notices_of(run, labels, 0):
        yield f"> {escaped(f'{notice.words} {notice.detail}'.strip())}"


def _score(run: Run) -> str:
    score = run.score
    if score.value is None:
        return text("score.none")
    shown = span(score.low, score.high)
    value = f"{points(score.value)} ({shown})" if "–" in shown else points(score.value)
    return f"{text('summary.score', value=value)} {text('score.judged', judged=percent(score.judged))}"


def _listed(names: Sequence[str], most: int = 6) -> str:
    more = f" (+{len(names) - most})" if len(names) > most else ""
    return "; ".join(escaped(name, 120) for name in names[:most]) + more


def _first(mends: Sequence[Mend]) -> Iterator[str]:
    """Give the mends that the report puts first, in its order."""
    if mends:
        yield f"### {text('summary.worst')}"
        yield "\n".join(f"{number}. {_mend(mend)}" for number, mend in enumerate(mends, 1))


def _mend(mend: Mend) -> str:
    group, worst = mend.group, mend.group.worst
    where = text("whole_path") if worst.step is None else worst.step
    light = _LIGHTS.get(group.severity, "")
    more = f", {count('mend.more', mend.places)}" if mend.places else ""
    gain = f" · {text('gain.short', gain=customers(mend.gain))}" if mend.gain and mend.gain >= 0.05 else ""
    head = f"{light} **{escaped(where, 80)}**{more}: {escaped(worst.message, 300)}"
    rule = f"`{worst.rule}`" if group.guide.link == "" else f"[`{worst.rule}`](<{group.guide.link}>)"
    line = f"   {text(f'severity.{group.severity}')}{gain} · {rule}"
    how = f"   {text('mend.how')} {escaped(group.guide.how_to_fix, 300)}" if group.guide.how_to_fix else ""
    return "  \n".join(part for part in (head, how, line) if part)


def _gates(run: Run) -> Iterator[str]:
    if not run.gates:
        return
    yield f"### {text('gates.heading')}"
    head = "| | " + " | ".join(text(f"gate.{key}") for key in ("what", "wanted", "got")) + " |"
    shown = sorted(run.gates, key=lambda gate: gate.has_held is not False)[:_MOST_GATES]
    yield "\n".join([head, "| --- | --- | --- | --- |", *(_gate(run, gate) for gate in shown)])


def _gate(run: Run, gate: Gate) -> str:
    name = gate_name(gate.id) + (f" ({gate.journey})" if gate.journey and len(run.journeys) > 1 else "")
    return f"| {_SIGNS[gate.has_held]} | {cell(name)} | {cell(gate.wanted)} | {cell(gate.got)} |"


def _counted(groups: Sequence[FindingGroup]) -> str:
    numbers = {severity: sum(group.severity is severity for group in groups) for severity in Severity}
    parts = [count(f"summary.{severity}", number) for severity, number in numbers.items() if number]
    total = count("meta.findings", len(groups))
    return f"{total}: {', '.join(parts)}." if parts else f"{total}."


def _files(run: Run, build: str) -> str:
    files = ", ".join(f"`{name}`" for name in _FILES)
    where = text("summary.files", files=files, run=escaped(run.id, 120))
    kept = f" {text('summary.build', address=build)}" if build else ""
    made = text("summary.made", tool=escaped(run.tool.name, 40), version=escaped(run.tool.version, 40))
    return f"{where}{kept}\n\n<sub>{made}</sub>"
