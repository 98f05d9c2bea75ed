"""junit.xml: valid, one case a step, and page text is only text."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree  # type: ignore[import-untyped]
from tests.scoring.makers import PATH, healed_steps, make_finding, make_run, make_steps, make_visit

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.findings.model import Severity
from frictionaudit.report.junit import junit_xml
from frictionaudit.results import Run
from frictionaudit.tongues import speaking

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))
PASSED, FAILED, HELD, LEFT_OUT = StepStatus.PASSED, StepStatus.FAILED, StepStatus.HELD, StepStatus.NOT_REACHED
HOSTILE = "]]></failure><script>alert('1')</script> \x00\x1b[31m & \"q\" \ud83d\n<!--"


def parsed(run: Run, fail_on: Severity = Severity.CRITICAL) -> ElementTree.Element:
    text = junit_xml(run, fail_on).encode()
    SCHEMA.assertValid(etree.fromstring(text))
    return ElementTree.fromstring(text)


def endings(root: ElementTree.Element) -> list[tuple[str, str]]:
    return [(case.attrib["name"], case[0].tag if len(case) else "passed") for case in root.iter("testcase")]


def test_a_clean_run_has_a_passed_case_a_step() -> None:
    root = parsed(make_run([make_visit()]))
    assert endings(root) == [(step.name, "passed") for step in PATH]
    assert root.attrib["tests"] == "4"
    assert root[0].attrib["timestamp"] == "2026-11-21T21:55:01"
    properties = {p.attrib["name"]: p.attrib["value"] for p in root.iter("property")}
    assert properties["score"] == "100"
    assert properties["browser"] == "chromium 156.0"


@pytest.mark.parametrize(("fail_on", "failures"), [(Severity.CRITICAL, "0"), (Severity.SERIOUS, "1")])
def test_findings_at_or_above_fail_on_fail_their_case(fail_on: Severity, failures: str) -> None:
    findings = [
        make_finding(severity=Severity.SERIOUS, step=1),
        make_finding("help/x", Severity.SERIOUS, step=1, message="No price."),
        make_finding("help/y", Severity.MINOR, step=0),
    ]
    root = parsed(make_run([make_visit()], findings), fail_on)
    assert root.attrib["failures"] == failures
    for failure in root.iter("failure"):
        assert failure.attrib["message"] == "It took 3.2 s. (1 more)"
        assert "Serious · help/x: No price. (button Pay) [evidence/screenshots/" in (failure.text or "")


def test_a_healed_step_is_told() -> None:
    suite = parsed(make_run([make_visit(steps=healed_steps())]))[0]
    assert suite.findtext("system-out") == "Step “Give my details” was healed; write: buy.yaml:9: click: Save"


def test_a_path_wide_finding_has_a_case_of_its_own() -> None:
    root = parsed(make_run([make_visit()], [make_finding(severity=Severity.CRITICAL, step=None)]))
    assert endings(root)[-1] == ("Along the whole path", "failure")


def test_a_broken_step_fails_and_the_rest_is_skipped() -> None:
    walk = make_visit(outcome=VisitOutcome.FAILED, steps=make_steps(PASSED, FAILED, LEFT_OUT, LEFT_OUT))
    assert [kind for _, kind in endings(parsed(make_run([walk])))] == ["passed", "failure", "skipped", "skipped"]


def test_a_held_step_is_skipped() -> None:
    walk = make_visit(outcome=VisitOutcome.STOPPED_FOR_SAFETY, steps=make_steps(PASSED, PASSED, PASSED, HELD))
    assert endings(parsed(make_run([walk])))[-1] == ("Pay", "skipped")


@pytest.mark.parametrize(
    ("outcome", "kind"), [(VisitOutcome.BLOCKED_BY_BOT_WALL, "skipped"), (VisitOutcome.CRASHED, "error")]
)
def test_walls_are_skipped_and_crashes_are_errors(outcome: VisitOutcome, kind: str) -> None:
    walk = make_visit(outcome=outcome, steps=make_steps(FAILED, *[LEFT_OUT] * 3))
    assert endings(parsed(make_run([walk])))[0] == ("Open the shop", kind)


def test_a_step_that_a_drill_makes_fail_is_no_failure() -> None:
    drill = make_visit(
        errand="payment_declined@pay", outcome=VisitOutcome.FAILED, steps=make_steps(*[PASSED] * 3, FAILED)
    )
    assert endings(parsed(make_run([drill])))[-1] == ("Pay", "passed")


def test_messages_speak_the_language_of_the_report() -> None:
    steps = make_steps(PASSED, FAILED, HELD, LEFT_OUT)
    walk = make_visit(outcome=VisitOutcome.BLOCKED_BY_BOT_WALL, steps=steps)
    finding = make_finding(severity=Severity.CRITICAL, step=None, message="Hinta puuttuu.")
    with speaking("fi"):
        root = parsed(make_run([walk], [finding]))
    told = {case.attrib["name"]: case[0].attrib["message"] for case in root.iter("testcase") if len(case)}
    assert list(told.items()) == [
        ("Put it in the cart", "pysähtyi bottiestoon"),
        ("Give my details", "pysäytetty varmuuden vuoksi."),
        ("Pay", "ei päästy tänne: pysähtyi bottiestoon"),
        ("Koko ostopolun matkalla", "Hinta puuttuu."),
    ]


def test_hostile_text_is_text() -> None:
    finding = make_finding(severity=Severity.CRITICAL, message=HOSTILE, subject=HOSTILE)
    visit = make_visit().model_copy(update={"reason": HOSTILE, "faults": (HOSTILE,)})
    root = parsed(make_run([visit], [finding]))
    (failure,) = root.iter("failure")
    assert failure.attrib["message"].startswith("]]></failure><script>alert('1')</script> [31m & \"q\" ")
    assert not list(root.iter("script"))


def test_a_run_without_visits_is_valid() -> None:
    assert parsed(make_run([])).attrib["tests"] == "0"
