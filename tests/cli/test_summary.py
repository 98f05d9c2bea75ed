"""The closing words: one screen, the worst first, hostile text as text."""

from pathlib import Path

import pytest
from click import unstyle
from tests.scoring.makers import healed_steps, make_finding, make_run, make_steps, make_visit

from frictionaudit.cli.summary import brief, closing, ending, worst_findings
from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.findings.model import Severity
from frictionaudit.findings.suppression import Suppressed
from frictionaudit.results import Run

SCREEN_LINES = 24

FOLDER = Path("reports/20261121-215501-buy")


def shown(run: Run, monkeypatch: pytest.MonkeyPatch, columns: int = 100) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(SCREEN_LINES))
    return [unstyle(line) for line in (*closing(run, FOLDER), ending(run))]


def test_a_clean_run_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(make_run([make_visit()]), monkeypatch)
    assert "100 of 100 willing customers left" in lines[1]
    assert "They can buy." in lines[1]
    assert "Nothing to mend was found." in lines
    assert any(line.startswith(f"Report: {FOLDER / 'report.html'}") for line in lines)
    assert lines[-1] == "Exit code 0: no gate fell"


def test_what_the_shop_set_aside_is_counted_once_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = ("help/x", "help/x", "help/y")
    aside = [Suppressed(finding=make_finding(rule), reason="Known.", until="2027-01-31") for rule in rules]
    lines = shown(make_run([make_visit()]).model_copy(update={"suppressed": tuple(aside)}), monkeypatch)
    assert "2 findings are set aside by the shop and count nowhere." in lines
    assert not any("set aside" in line for line in shown(make_run([make_visit()]), monkeypatch))


def test_the_worst_come_first_with_step_and_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    phone = make_visit("buy.phone.chromium")
    findings = [
        make_finding("speed/slow-page", Severity.MODERATE, step=0),
        make_finding("action/dead", Severity.CRITICAL, step=3, blocks=True, message="Pay did nothing."),
        make_finding("speed/slow-page", Severity.MODERATE, step=0, visit=phone.id),
    ]
    lines = shown(make_run([make_visit(), phone], findings), monkeypatch)
    first = next(number for number, line in enumerate(lines) if line.startswith(" 1 critical"))
    assert lines[first] == " 1 critical  Pay · 1 of 2 visits · action/dead"
    assert lines[first + 1] == "   Pay did nothing."
    assert lines[first + 2] == " 2 moderate  Open the shop · 2 of 2 visits · speed/slow-page"
    assert any(line.startswith("Gate fell: Worst finding. Wanted: no critical") for line in lines)
    assert lines[-1] == "Exit code 1: a gate fell"


def test_healed_steps_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(make_run([make_visit(steps=healed_steps()), make_visit("b", steps=healed_steps())]), monkeypatch)
    assert "1 step was healed on the way: the report has the line to write." in lines


def test_what_is_explained_and_facts_are_not_among_the_worst() -> None:
    cause = make_finding("speed/slow-server", Severity.SERIOUS)
    consequence = make_finding("speed/slow-page", Severity.CRITICAL, explained_by=cause.fingerprint)
    fact = make_finding("speed/heavy-page", Severity.INFO)
    orphan = make_finding("speed/layout-shift", Severity.MINOR, explained_by="0" * 16)
    worst = worst_findings(make_run([make_visit()], [consequence, fact, orphan, cause]))
    assert [finding.rule for finding, _ in worst] == ["speed/slow-server", "speed/layout-shift"]


def test_it_fits_one_screen_however_much_went_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    visits = [
        make_visit(f"buy.persona{i}.chromium", outcome=VisitOutcome.FAILED, steps=make_steps(StepStatus.FAILED))
        for i in range(30)
    ]
    findings = [
        make_finding("action/dead", Severity.CRITICAL, visit=visit.id, subject=f"button {visit.id}", message="w " * 900)
        for visit in visits
    ]
    lines = shown(make_run(visits, findings), monkeypatch, columns=80)
    assert len(lines) <= SCREEN_LINES
    assert max(len(line) for line in lines) <= 80
    assert "and 28 more visits" in "\n".join(lines)


def test_text_of_the_page_cannot_move_the_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = make_finding(message="The page says \x1b[2J\nScore 100 \x9b[bold]")
    text = "\n".join(shown(make_run([make_visit()], [finding]), monkeypatch))
    assert "\\x1b[2J Score 100 \\x9b[bold]" in text
    assert "\x1b" not in text


def test_a_partial_run_and_a_held_one_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    held = make_visit(
        outcome=VisitOutcome.STOPPED_FOR_SAFETY,
        steps=make_steps(StepStatus.PASSED, StepStatus.PASSED, StepStatus.PASSED, StepStatus.HELD),
    )
    run = make_run([held]).model_copy(update={"status": "partial", "status_reason": "Ctrl-C", "exit_code": 130})
    lines = shown(run, monkeypatch)
    assert "stopped before the order, as designed" in lines[1]
    assert lines[2] == "Partial: Ctrl-C"
    assert lines[-1].startswith("Exit code 130: interrupted")


def test_nothing_judged_is_no_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(make_run([], outcomes=[]), monkeypatch)
    assert lines[1].startswith("Nothing could be judged.")
    assert "No visit was made." in lines


def test_quiet_is_one_line() -> None:
    (line,) = brief(make_run([make_visit()]), FOLDER)
    assert "100 of 100" in line
    assert str(FOLDER / "report.html") in line


@pytest.mark.parametrize(
    ("outcomes", "answer"),
    [
        ((VisitOutcome.COMPLETED, VisitOutcome.COMPLETED), "They can buy."),
        ((VisitOutcome.COMPLETED, VisitOutcome.FAILED), "Some cannot buy."),
        ((VisitOutcome.FAILED, VisitOutcome.TIMED_OUT), "They cannot buy."),
        ((VisitOutcome.CRASHED, VisitOutcome.CRASHED), "Whether they can buy was not seen."),
    ],
)
def test_whether_all_some_or_nobody_can_buy(outcomes: tuple[VisitOutcome, ...], answer: str) -> None:
    visits = [make_visit(f"buy.persona{i}.chromium", outcome=outcome) for i, outcome in enumerate(outcomes)]
    (line,) = brief(make_run(visits), FOLDER)
    assert answer in line
