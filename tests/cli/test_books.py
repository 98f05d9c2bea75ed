"""The owner's figures through the command: a saved run is audited again with them, no browser needed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from tests.scoring.makers import make_steps, make_visit

import frictionaudit
from frictionaudit.cli.command import answer
from frictionaudit.errors import EvidenceError, JourneyFileError
from frictionaudit.evidence.step import ExceptionEvidence
from frictionaudit.evidence.store import EvidenceStore
from frictionaudit.journey.model import Goal, Target

HOSTILE = "</script><script>alert(1)</script>\u202egnp"
FIGURES = f"""\
# Made up {HOSTILE}
period;metric;step;value;unit
2026-10;sessions;Put it in the cart;2 000;
2026-10;sessions;Pay;1 900;
2026-10;orders;;1 850;
2026-10;order_value;;24,90;€
2026-10;own.newsletter;;7;{HOSTILE}
"""
FEEDBACK = f"""\
nps,step,text
9,,
0,Pay,"{HOSTILE} ask maija@example.com, card 4242424242424242"
"""
GOALS = (
    Goal(metric="orders", at_least=2000, by=date(2026, 10, 31), owner=HOSTILE),
    Goal(metric="score", at_least=99.9, by=date(2027, 6, 30)),
    Goal(metric="conversion", at_least=3, by=date(2027, 6, 30)),
)


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run's folder with the evidence of one walk, on which one script failed at the last step."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "figures.csv").write_bytes(FIGURES.encode("utf-8-sig"))
    (tmp_path / "feedback.csv").write_text(FEEDBACK, encoding="utf-8")
    *steps, last = make_steps()
    broken = last.model_copy(update={"exceptions": (ExceptionEvidence(message="TypeError: x is null"),)})
    target = Target(score=50, self_assessment=100, goals=GOALS)
    store = EvidenceStore(tmp_path / "run")
    visit = make_visit(steps=(*steps, broken), target=target)
    store.plan([visit.id])
    store.save_visit(visit)
    return tmp_path / "run"


def saved_run(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_a_saved_run_is_held_against_figures_and_goals(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = answer(["audit", str(saved), "--figures", "figures.csv", "--feedback", "feedback.csv"])

    run = saved_run(saved)
    gates = {gate["id"]: gate["has_held"] for gate in run["gates"]}
    assert (code, gates["goal:orders"], gates["goal:conversion"]) == (1, False, None)
    assert "Orders" in capsys.readouterr().out
    [impact] = run["impact"]
    sales = next(head for head in impact["heads"] if head["id"] == "lost_sales")
    assert sales["money"]["low"] == 0 < sales["money"]["high"] <= 150 * 24.9 + 0.01
    [journey] = run["journeys"]
    assert [step["is_fitted"] for step in journey["funnel"]["steps"]] == [False, True, True, True]
    assert journey["target_state"]["believed"] == 100
    [answered] = run["books"][0]["feedback"]["answers"]
    assert "[e-mail]" in answered["text"]
    assert "4242" not in json.dumps(run)
    assert "maija@" not in json.dumps(run)


def test_the_report_shows_them_as_text(saved: Path) -> None:
    answer(["audit", str(saved), "--figures", "figures.csv", "--feedback", "feedback.csv", "--language", "en"])

    page = BeautifulSoup((saved / "report.html").read_text(encoding="utf-8"), "html.parser")
    target, impact = page.find(id="target"), page.find(id="impact")
    assert target is not None
    assert impact is not None
    assert "overdue" in target.get_text()
    assert "not measured" in target.get_text()
    assert "The gap is" in target.get_text()
    assert "Made up </script><script>alert(1)</script>" in target.get_text()
    assert "\u202e" not in page.get_text()
    assert "€0 to €" in impact.get_text()
    assert "Orders 1850 (line 5)" in impact.get_text()
    assert len(page.find_all("script")) == 1


def test_a_later_audit_needs_no_files_and_its_own_day(saved: Path) -> None:
    first = frictionaudit.audit(saved, figures="figures.csv", feedback="feedback.csv")
    for name in ("figures.csv", "feedback.csv"):
        Path(name).unlink()

    again = frictionaudit.audit(saved, out="later", today=date(2026, 10, 31))

    assert again.books == first.books
    assert again.impact == first.impact
    state = again.journeys[0].target_state
    assert state is not None
    assert (state.on, state.goals[0].state) == (date(2026, 10, 31), "on_the_way")


def test_a_damaged_run_file_is_told_with_what_helps(saved: Path) -> None:
    (saved / "run.json").write_text('{"schema_version": 1, "tool', encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"run\.json: is no whole JSON file .+ delete it: it is written anew"):
        frictionaudit.audit(saved)
    (saved / "run.json").unlink()
    assert frictionaudit.audit(saved).visits


def test_new_figures_take_the_place_of_old_ones(saved: Path) -> None:
    frictionaudit.audit(saved, figures="figures.csv", feedback="feedback.csv")
    Path("next.csv").write_text("period,metric,value\n2026-11,orders,3000\n", encoding="utf-8")

    [books] = frictionaudit.audit(saved, figures="next.csv").books

    assert books.figures is not None
    assert books.feedback is not None
    assert (books.figures.file, books.feedback.file) == ("next.csv", "feedback.csv")


def test_without_figures_there_is_no_money(saved: Path) -> None:
    run = frictionaudit.audit(saved)

    page = BeautifulSoup((saved / "report.html").read_text(encoding="utf-8"), "html.parser")
    impact = page.find(id="impact")
    assert impact is not None
    assert (run.impact, run.books) == ((), ())
    assert "No figures, no money" in impact.get_text()
    assert "€" not in impact.get_text()


def test_mistakes_in_the_files_leave_the_run_as_it_is(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("figures.csv").write_text("period,metric,step,value\n2026-10,sessions,Pai,1\n", encoding="utf-8")
    Path("feedback.csv").write_text("nps\n11\n", encoding="utf-8")

    code = answer(["audit", str(saved), "--figures", "figures.csv", "--feedback", "feedback.csv"])

    told = capsys.readouterr().err
    assert code == 2
    assert "figures.csv:2:3: no journey has a step 'Pai'" in told
    assert "did you mean 'Pay'?" in told or "did you mean 'pay'?" in told
    assert "feedback.csv:2:1: '11' is no answer of 0 to 10" in told
    assert not (saved / "report.html").exists()


JOURNEY = """\
version: 1
journey: Buy a mug
base_url: https://shop.example
{head}
steps:
  - step: Pay
    goto: /
"""


def test_check_reads_the_figures_that_a_journey_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "journeys"
    folder.mkdir()
    (folder / "mug.yaml").write_text(JOURNEY.format(head="figures: own.csv"), encoding="utf-8")
    (folder / "own.csv").write_text("period,metric,value\n2026,ordrs,1\n", encoding="utf-8")
    assert answer(["check", str(folder)]) == 2
    assert "own.csv:2:2: unknown metric 'ordrs'" in capsys.readouterr().out
    (folder / "own.csv").write_text("period,metric,value\n2026,orders,1\n", encoding="utf-8")
    assert answer(["check", str(folder)]) == 0


def test_figures_may_be_named_for_all_journeys_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("period,metric,value\n2026,orders,1\n", encoding="utf-8")
    (tmp_path / "frictionaudit.yaml").write_text("defaults: {figures: own.csv}\n", encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "mug.yaml").write_text(JOURNEY.format(head=""), encoding="utf-8")
    from frictionaudit.journey import load_journey

    assert load_journey(tmp_path / "deep" / "mug.yaml").figures == (tmp_path / "own.csv").resolve()


def test_a_run_with_wrong_figures_opens_no_browser(tmp_path: Path) -> None:
    (tmp_path / "mug.yaml").write_text(JOURNEY.format(head="feedback: said.csv"), encoding="utf-8")
    (tmp_path / "said.csv").write_text("nps\nmany\n", encoding="utf-8")
    with pytest.raises(JourneyFileError, match=r"said\.csv:2:1"):
        frictionaudit.run(tmp_path / "mug.yaml", out=tmp_path / "out")
    assert not (tmp_path / "out").exists()
