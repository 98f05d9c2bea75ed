"""junit.xml: one suite a visit, one case a step, for the machines that read test results.

A case fails by a finding at or above --fail-on, or because the step could not be passed; a step that was held, not
reached or behind a wall is skipped; a crash is an error. Findings of the path as a whole have a case of their own.
Types and properties are for machines; messages speak the report's language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.findings.model import Finding, Severity
from frictionaudit.report.texts import count, text
from frictionaudit.results import Run, StepResult, VisitResult

__all__ = ["junit_xml"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""

_BROKEN = frozenset({StepStatus.FAILED, StepStatus.TIMED_OUT})
_SHOPS_FAULT = frozenset({VisitOutcome.FAILED, VisitOutcome.TIMED_OUT, VisitOutcome.COMPLETED})


def junit_xml(run: Run, fail_on: Severity = Severity.CRITICAL) -> str:
    """Give a run as JUnit XML.

    Args:
        run: The run.
        fail_on: A finding of this severity or worse fails its case.
    """
    cases = {visit.id: _cases(visit, run.findings, fail_on) for visit in run.visits}
    root = ElementTree.Element("testsuites", name="frictionaudit")
    _count(root, [case for own in cases.values() for case in own], run.seconds)
    for visit in run.visits:
        _suite(root, run, visit, cases[visit.id])
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


@dataclass(frozen=True)
class _Case:
    """One test case: `kind` is "failure", "error", "skipped" or "" where it passed."""

    name: str
    seconds: float
    kind: str = ""
    type: str = ""
    message: str = ""
    text: str = ""


def _cases(visit: VisitResult, findings: Sequence[Finding], fail_on: Severity) -> list[_Case]:
    own = [f for f in findings if f.visit == visit.id and f.severity.rank <= fail_on.rank]
    cases = [_step_case(visit, step, [f for f in own if f.step_id == step.id]) for step in visit.steps]
    of_path = [f for f in own if f.step_id not in {step.id for step in visit.steps}]
    return cases + ([_failed(text("whole_path.heading"), 0, of_path)] if of_path else [])


def _step_case(visit: VisitResult, step: StepResult, findings: Sequence[Finding]) -> _Case:
    seconds = step.elapsed_ms / 1000
    if findings:
        return _failed(step.name, seconds, findings)
    if step.status is StepStatus.HELD:
        return _Case(step.name, seconds, "skipped", message=f"{text('status.held')}. {step.failure}".strip())
    if step.status is StepStatus.NOT_REACHED:
        reason = visit.reason or text(f"terminal.outcome.{visit.outcome}")
        return _Case(step.name, seconds, "skipped", message=f"{text('status.not_reached')}: {reason}")
    if step.status not in _BROKEN or visit.errand != "walk":
        return _Case(step.name, seconds)  # on a drill the step is meant to fail: what counts is what the rules found
    if visit.outcome is VisitOutcome.CRASHED:
        return _Case(step.name, seconds, "error", type=visit.outcome, message=visit.reason, text=step.failure)
    if visit.outcome not in _SHOPS_FAULT:
        return _Case(step.name, seconds, "skipped", message=_why(visit))
    return _Case(step.name, seconds, "failure", type=step.status, message=step.failure, text=step.failure)


def _why(visit: VisitResult) -> str:
    return f"{text(f'terminal.outcome.{visit.outcome}')}: {visit.reason}".strip(": ")


def _failed(name: str, seconds: float, findings: Sequence[Finding]) -> _Case:
    worst = min(findings, key=lambda finding: finding.severity.rank)
    more = f" ({count('findings.more', len(findings) - 1)})" if len(findings) > 1 else ""
    lines = "\n".join(_line(finding) for finding in findings)
    return _Case(name, seconds, "failure", type=worst.rule, message=f"{worst.message}{more}", text=lines)


def _line(finding: Finding) -> str:
    where = f" [{finding.evidence.screenshot}]" if finding.evidence.screenshot else ""
    severity = text(f"severity.{finding.severity}")
    return f"{severity} · {finding.rule}: {finding.message} ({finding.subject}){where}"


def _suite(root: ElementTree.Element, run: Run, visit: VisitResult, cases: Sequence[_Case]) -> None:
    suite = ElementTree.SubElement(root, "testsuite", name=_clean(visit.id))
    _count(suite, cases, visit.seconds)
    suite.set("timestamp", re.sub(r"(\.\d+)?(Z|[+-]\d\d:?\d\d)$", "", run.started))
    suite.set("hostname", "localhost")
    properties = ElementTree.SubElement(suite, "properties")
    for name, value in _properties(visit):
        ElementTree.SubElement(properties, "property", name=name, value=_clean(value))
    classname = _clean(f"{visit.journey}.{visit.persona}.{visit.browser}")
    for case in cases:
        _case(suite, case, classname)
    if told := [*visit.faults, *_healed(visit)]:
        ElementTree.SubElement(suite, "system-out").text = _clean("\n".join(told))


def _healed(visit: VisitResult) -> list[str]:
    """Say which steps went on by what stood near, and what the journey file should say."""
    return [text("junit.healed", step=step.name, line=line) for step in visit.steps for line in step.healed]


def _properties(visit: VisitResult) -> list[tuple[str, str]]:
    score = "" if visit.score.value is None else f"{visit.score.value:g}"
    return [
        ("journey", visit.journey),
        ("persona", visit.persona),
        ("browser", f"{visit.browser} {visit.browser_version}".strip()),
        ("locale", visit.locale),
        ("errand", visit.errand),
        ("outcome", visit.outcome),
        ("reason", visit.reason),
        ("score", score),
    ]


def _case(suite: ElementTree.Element, case: _Case, classname: str) -> None:
    element = ElementTree.SubElement(
        suite, "testcase", name=_clean(case.name), classname=classname, time=f"{case.seconds:.3f}"
    )
    if case.kind:
        said = ElementTree.SubElement(element, case.kind, message=_clean(case.message))
        if case.kind != "skipped":
            said.set("type", _clean(case.type))
            said.text = _clean(case.text)


def _count(element: ElementTree.Element, cases: Sequence[_Case], seconds: float) -> None:
    element.set("tests", str(len(cases)))
    for attribute, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(attribute, str(sum(1 for case in cases if case.kind == kind)))
    element.set("time", f"{seconds:.3f}")


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
