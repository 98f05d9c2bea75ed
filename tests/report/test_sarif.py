"""findings.sarif: valid against the standard's schema, one result a finding, at its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from tests.report.sample import Sample
from tests.scoring.makers import PATH, make_finding, make_run, make_visit

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Severity
from frictionaudit.findings.suppression import Suppressed
from frictionaudit.report.guide import RuleGuide
from frictionaudit.report.sarif import FINGERPRINT, findings_sarif
from frictionaudit.results import Run

# The schema of the standard as Microsoft's SARIF SDK brings it (MIT): SARIF 2.1.0-rtm.5.
SCHEMA = Draft4Validator(json.loads(Path(__file__).with_name("sarif-2.1.0.schema.json").read_text(encoding="utf-8")))
GUIDE = RuleGuide(
    title="The page [comes] late",
    why="Who waits leaves.",
    how_to_fix="Send {less}.",
    references=("Directive (EU) 2019/882", "https://web.dev/articles/lcp?a=ä b"),
)
HOSTILE = "[x](https://evil.example) {0} </script>\u202e \x00\x1b[31m \ud83d\n# h"


def placed(visit: VisitEvidence, file: str = "journeys/guest buy.yaml") -> VisitEvidence:
    """The visit, its journey written in a file."""
    steps = tuple(step.model_copy(update={"file": file, "line": 10 + index}) for index, step in enumerate(PATH))
    facts = visit.journey.model_copy(update={"file": file, "steps": steps})
    return visit.model_copy(update={"journey": facts})


def logged(run: Run, guide: RuleGuide = GUIDE) -> dict[str, Any]:
    """The log's one run, once the schema is content."""
    written = findings_sarif(run, {"speed/slow-page": guide})
    log = json.loads(written.encode())
    assert [f"{error.json_path}: {error.message}" for error in SCHEMA.iter_errors(log)] == []
    assert len(log["runs"]) == 1
    found = log["runs"][0]
    assert isinstance(found, dict)
    return found


def test_a_finding_of_two_visits_is_one_result_at_its_line() -> None:
    visits = [placed(make_visit(name)) for name in ("buy.desktop.chromium", "buy.desktop.firefox")]
    findings = [make_finding(severity=Severity.SERIOUS, step=3, visit=visit.id) for visit in visits]
    (result,) = logged(make_run(visits, findings))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "journeys/guest%20buy.yaml", "uriBaseId": "%SRCROOT%"}
    assert place["region"]["startLine"] == 13
    assert result["partialFingerprints"] == {FINGERPRINT: findings[0].fingerprint}
    assert (result["occurrenceCount"], result["properties"]["visits"]) == (2, [visit.id for visit in visits])
    assert "Met on 2 of 2 visits." in result["message"]["text"]


@pytest.mark.parametrize(
    ("severity", "kind", "level"),
    [
        (Severity.CRITICAL, "fail", "error"),
        (Severity.SERIOUS, "fail", "error"),
        (Severity.MODERATE, "fail", "warning"),
        (Severity.MINOR, "fail", "note"),
        (Severity.INFO, "informational", "none"),
    ],
)
def test_levels_follow_severities(severity: Severity, kind: str, level: str) -> None:
    (result,) = logged(make_run([make_visit()], [make_finding(severity=severity)]))["results"]
    assert (result["kind"], result["level"]) == (kind, level)


def test_a_rule_brings_its_help_and_words_are_no_links_or_placeholders() -> None:
    (rule,) = logged(make_run([make_visit()], [make_finding()]))["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("speed/slow-page", "SpeedSlowPage")
    assert rule["shortDescription"]["text"] == r"The page \[comes\] late"
    assert "How to mend it: Send {{less}}." in rule["help"]["text"]
    assert "**How to mend it:** Send {less}." in rule["help"]["markdown"]
    assert "- Directive (EU) 2019/882\n" in rule["help"]["markdown"]
    assert "`frictionaudit explain speed/slow-page` says more." in rule["help"]["markdown"]
    assert "helpUri" not in rule, "a source is no help about the rule"


def test_a_rule_without_words_is_named_by_its_id() -> None:
    (rule,) = logged(make_run([make_visit()], [make_finding("help/x")]))["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "help/x"


def test_a_consequence_points_at_its_cause() -> None:
    cause = make_finding("speed/slow-server", message="The server is slow.")
    effect = make_finding(step=2, explained_by=cause.fingerprint)
    _, result = logged(make_run([placed(make_visit())], [cause, effect]))["results"]
    (related,) = result["relatedLocations"]
    assert related["message"]["text"] == "This is why: The server is slow."
    assert related["physicalLocation"]["region"]["startLine"] == 10


def test_a_finding_of_the_whole_path_stands_at_the_top_and_one_without_a_file_is_named() -> None:
    run = make_run([placed(make_visit())], [make_finding(step=None)])
    (result,) = logged(run)["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
    (result,) = logged(make_run([make_visit()], [make_finding()]))["results"]
    assert result["locations"] == [
        {"logicalLocations": [{"name": "Open the shop", "fullyQualifiedName": "buy/open", "kind": "member"}]}
    ]


def test_a_folder_whose_name_is_no_utf8_is_no_trouble() -> None:
    run = make_run([placed(make_visit(), file="shop\udcff/buy.yaml")], [make_finding()])
    log = logged(run.model_copy(update={"id": "run\udcff"}))
    assert log["automationDetails"]["id"].endswith("run%FF")
    (result,) = log["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "shop%FF/buy.yaml"


def test_what_the_shop_set_aside_is_suppressed() -> None:
    run = make_run([make_visit()], [make_finding()])
    aside = Suppressed(finding=make_finding("help/x"), reason="We know [it].", until="2027-01-31")
    kept, suppressed = logged(run.model_copy(update={"suppressed": (aside,)}))["results"]
    assert "suppressions" not in kept
    (entry,) = suppressed["suppressions"]
    assert (entry["kind"], entry["justification"]) == ("external", r"We know \[it\]. (until 2027-01-31)")


def test_hostile_text_is_text() -> None:
    finding = make_finding(message=HOSTILE, subject=HOSTILE)
    visit = make_visit().model_copy(update={"faults": (HOSTILE,)})
    (result,) = logged(make_run([visit], [finding]))["results"]
    assert r"\[x\](https://evil.example) {{0}} </script>" in result["message"]["text"]
    assert not {"\u202e", "\x00", "\x1b", "\ud83d"} & set(json.dumps(result, ensure_ascii=False))


def test_what_the_run_says_of_itself_is_told() -> None:
    run = make_run([make_visit()]).model_copy(update={"status": "partial", "status_reason": "cut [short]"})
    (invocation,) = logged(run)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert (invocation["startTimeUtc"], invocation["endTimeUtc"]) == ("2026-11-21T21:55:01Z", "2026-11-21T21:55:10Z")
    told = [(each["level"], each["message"]["text"]) for each in invocation["toolExecutionNotifications"]]
    assert told == [("note", "Chromium ran with --no-sandbox."), ("warning", r"cut \[short\]")]


def test_a_run_without_visits_and_a_rich_one_are_valid(sample: Sample) -> None:
    assert logged(make_run([]))["results"] == []
    rich = logged(sample.run)
    assert len(rich["results"]) == len({finding.fingerprint for finding in sample.run.findings})
    assert all(
        len(result["attachments"]) == len({each["artifactLocation"]["uri"] for each in result["attachments"]})
        for result in rich["results"]
        if "attachments" in result
    )
