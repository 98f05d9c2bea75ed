"""findings.sarif: the findings as SARIF 2.1.0, for code scanning, editors and pull requests.

One result a finding, however many visits met it, at the line of its step in the journey file. Paths of journey files
are relative to their repository, so that a build can show each finding where it belongs.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from frictionaudit.findings.model import Finding, Severity
from frictionaudit.report.guide import RuleGuide
from frictionaudit.report.markdown import escaped
from frictionaudit.report.page.plain import plain
from frictionaudit.report.texts import count, text
from frictionaudit.results import JourneyResult, Run, StepSurvival

__all__ = ["FINGERPRINT", "findings_sarif"]

FINGERPRINT = "frictionaudit/v1"
"""Name under which our own identity of a finding stands: the same over runs."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.CRITICAL: "error", Severity.SERIOUS: "error", Severity.MODERATE: "warning", Severity.MINOR: "note"}
_SOURCE, _REPORT = "%SRCROOT%", "REPORT"

Json = dict[str, Any]


def findings_sarif(run: Run, guides: Mapping[str, RuleGuide]) -> str:
    """Give a run's findings as SARIF.

    Args:
        run: The run.
        guides: Why, how to mend and sources of each rule by its id.
    """
    groups = _groups([*run.findings, *(each.finding for each in run.suppressed)])
    rules = _rules(groups)
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(run, groups, guides)},
                "automationDetails": {"id": f"frictionaudit/{_journeys(run)}/{_quoted(run.id)}"},
                "invocations": [_invocation(run)],
                "language": run.language,
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {
                    _SOURCE: {"description": {"text": text("sarif.base.source")}},
                    _REPORT: {"description": {"text": text("sarif.base.report")}},
                },
                "results": [_result(run, group, groups, rules) for group in groups.values()],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _groups(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Give the findings by fingerprint, the worst of each first."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.fingerprint, []).append(finding)
    return {key: sorted(group, key=lambda each: each.severity.rank) for key, group in groups.items()}


def _rules(groups: Mapping[str, list[Finding]]) -> list[str]:
    return list(dict.fromkeys(group[0].rule for group in groups.values()))


def _driver(run: Run, groups: Mapping[str, list[Finding]], guides: Mapping[str, RuleGuide]) -> Json:
    rules = _rules(groups)
    worst = {rule: min(_of_rule(groups, rule), key=lambda each: each.severity.rank) for rule in rules}
    return {
        "name": run.tool.name,
        "version": run.tool.version,
        "rules": [_rule(rule, worst[rule], guides.get(rule) or RuleGuide(title=rule)) for rule in rules],
    }


def _of_rule(groups: Mapping[str, list[Finding]], rule: str) -> Iterator[Finding]:
    return (group[0] for group in groups.values() if group[0].rule == rule)


def _rule(id: str, worst: Finding, guide: RuleGuide) -> Json:
    described: Json = {
        "id": id,
        "name": "".join(part.capitalize() for part in re.split(r"\W+", id)),
        "shortDescription": {"text": _message(guide.title)},
        "fullDescription": {"text": _message(guide.why or guide.title)},
        "help": {"text": _help(id, guide), "markdown": _help_markdown(id, guide)},
        "defaultConfiguration": {"level": _level(worst.severity)},
        "properties": {"tags": [worst.criterion.value], "criterion": worst.criterion.value},
    }
    # A source is no help about the rule: where its page has no address, the help above is all there is.
    return described | ({"helpUri": quote(guide.link, safe=":/?#[]@!$&'()*+,;=%~")} if guide.link else {})


def _help(id: str, guide: RuleGuide) -> str:
    parts = [guide.title, guide.why, _labelled("sarif.mend", guide.how_to_fix)]
    parts += [_labelled("sarif.sources", "; ".join(guide.references)), text("sarif.explain", rule=id)]
    return _message("\n\n".join(part for part in parts if part))


def _labelled(key: str, words: str) -> str:
    return f"{text(key)}: {words}" if words else ""


def _help_markdown(id: str, guide: RuleGuide) -> str:
    parts = [f"**{escaped(guide.title)}**", escaped(guide.why)]
    if guide.how_to_fix:
        parts.append(f"**{escaped(text('sarif.mend'))}:** {escaped(guide.how_to_fix)}")
    if guide.references:
        parts.append(f"**{escaped(text('sarif.sources'))}**\n\n" + "\n".join(map(_reference, guide.references)))
    return "\n\n".join(part for part in [*parts, text("sarif.explain", rule=id)] if part)


def _reference(source: str) -> str:
    is_address = source.startswith(("https://", "http://")) and not re.search(r"[<>\s]", source)
    return f"- <{source}>" if is_address else f"- {escaped(source)}"


def _invocation(run: Run) -> Json:
    told = [("note", note) for note in run.notes]
    told += [("warning", run.status_reason)] if run.status_reason else []
    told += [("error", f"{visit.id}: {fault}") for visit in run.visits for fault in visit.faults]
    started = _moment(run.started)
    times = {} if started is None else {"startTimeUtc": _utc(started), "endTimeUtc": _utc(started + _lasted(run))}
    return {
        "executionSuccessful": run.status == "complete",
        "exitCode": run.exit_code,
        **times,
        "toolExecutionNotifications": [
            {"level": level, "message": {"text": _message(words) or "–"}} for level, words in told
        ],
    }


def _moment(iso: str) -> datetime | None:
    try:
        return datetime.fromisoformat(iso).astimezone(UTC)
    except ValueError:
        return None


def _lasted(run: Run) -> timedelta:
    return timedelta(seconds=run.seconds)


def _utc(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _result(run: Run, group: Sequence[Finding], groups: Mapping[str, list[Finding]], rules: Sequence[str]) -> Json:
    worst = group[0]
    is_fact = worst.severity is Severity.INFO
    result: Json = {
        "ruleId": worst.rule,
        "ruleIndex": rules.index(worst.rule),
        # By the standard what is no failure has no level.
        "kind": "informational" if is_fact else "fail",
        "level": _level(worst.severity),
        "message": {"text": _said(run, group)},
        "locations": [_location(run, worst)],
        "partialFingerprints": {FINGERPRINT: worst.fingerprint},
        "occurrenceCount": len(group),
        "properties": _properties(group),
    }
    shares = [each.takes for each in group if each.takes is not None]
    if shares and not is_fact:
        result["rank"] = round(100 * max(shares), 2)
    pictures = dict.fromkeys(each.evidence.screenshot for each in group if each.evidence.screenshot)
    if pictures:
        result["attachments"] = [_picture(path) for path in pictures]
    aside = next((each for each in run.suppressed if each.finding.fingerprint == worst.fingerprint), None)
    if aside:
        why = text("sarif.suppressed", reason=plain(aside.reason, 300), until=aside.until)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": _message(why)}]
    cause = groups.get(worst.explained_by or "")
    if cause:
        why = text("sarif.explained", message=plain(cause[0].message, 300))
        result["relatedLocations"] = [{"id": 1, **_location(run, cause[0]), "message": {"text": _message(why)}}]
    return result


def _level(severity: Severity) -> str:
    return _LEVELS.get(severity, "none")


def _said(run: Run, group: Sequence[Finding]) -> str:
    worst = group[0]
    lines = [plain(worst.message)]
    if worst.customer:
        lines.append(text("sarif.customer", words=plain(worst.customer, 300)))
    walked = len({visit.id for visit in run.visits if visit.journey == worst.journey})
    lines.append(count("sarif.met", len(group), all=walked))
    return _message("\n".join(lines))


def _properties(group: Sequence[Finding]) -> Json:
    worst = group[0]
    return {
        "severity": worst.severity.value,
        "criterion": worst.criterion.value,
        "journey": worst.journey,
        "step": None if worst.step is None else plain(worst.step, 200),
        "subject": plain(worst.subject, 200),
        "blocks": any(each.blocks for each in group),
        "exposure": worst.exposure,
        "explainedBy": worst.explained_by,
        "visits": sorted({each.visit for each in group}),
    }


def _picture(path: str) -> Json:
    return {"artifactLocation": {"uri": _quoted(path), "uriBaseId": _REPORT}}


def _location(run: Run, finding: Finding) -> Json:
    journey = next((each for each in run.journeys if each.id == finding.journey), None)
    step = next((each for each in journey.curve if each.step_id == finding.step_id), None) if journey else None
    place = _place(journey, step)
    kind = "module" if step is None else "member"
    name = plain(finding.step or (journey.name if journey else finding.journey), 200)
    full = plain(f"{finding.journey}/{finding.step_id}" if finding.step_id else finding.journey, 300)
    logical = [{"name": name, "fullyQualifiedName": full, "kind": kind}]
    return {"physicalLocation": place, "logicalLocations": logical} if place else {"logicalLocations": logical}


def _place(journey: JourneyResult | None, step: StepSurvival | None) -> Json | None:
    """Give the step's line in its file; line 1 for what is of the whole path; None where no file is known."""
    file = (step.file if step else "") or (journey.file if journey else "")
    if not file:
        return None
    return {
        "artifactLocation": {"uri": _quoted(file), "uriBaseId": _SOURCE},
        "region": {"startLine": (step.line if step else None) or 1},
    }


def _journeys(run: Run) -> str:
    return "+".join(_quoted(journey.id) for journey in run.journeys) or "-"


def _message(words: str) -> str:
    """Give words as a SARIF message: brackets and braces would be links and placeholders (3.11.5, 3.11.6)."""
    lines = (plain(line) for line in words.split("\n"))
    return re.sub(r"([\[\]\\])", r"\\\1", "\n".join(lines)).replace("{", "{{").replace("}", "}}")


def _quoted(name: str) -> str:
    """Quote a name of files, which need not be UTF-8."""
    return quote(name, errors="surrogateescape")
