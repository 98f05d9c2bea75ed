"""A run's files made again: from run.json and evidence, for another brand, in another folder, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.scoring.makers import make_finding, make_run, make_visit

from frictionaudit import publishing
from frictionaudit.cli.command import answer
from frictionaudit.errors import BrowserMissingError, EvidenceError, ExitCode, UsageError
from frictionaudit.evidence.store import EvidenceStore
from frictionaudit.findings.model import Severity
from frictionaudit.loops import run_to_end
from frictionaudit.publishing import printed, publish, render
from frictionaudit.report.run_json import load_run, save_run

RUN = make_run([make_visit()], [make_finding(severity=Severity.SERIOUS)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A run's folder, all files made."""
    store = EvidenceStore(tmp_path / "run")
    store.save_visit(make_visit())
    store.save_picture(b"picture", "webp")
    publish(RUN, [make_visit()], tmp_path / "run")
    return tmp_path / "run"


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_all_files_come_again_and_nothing_changes(folder: Path) -> None:
    there = files(folder)
    for name in ("report.html", "findings.sarif", "summary.md"):
        (folder / name).unlink()
    assert render(folder) == RUN == load_run(folder)
    assert files(folder) == there


def test_another_folder_gets_everything(folder: Path, tmp_path: Path) -> None:
    render(folder, out=tmp_path / "other")
    assert files(tmp_path / "other") == files(folder)


def test_what_was_asked_of_the_run_is_asked_again(folder: Path) -> None:
    save_run(RUN.model_copy(update={"fail_on": Severity.SERIOUS}), folder)
    render(folder)
    assert 'failures="1"' in (folder / "junit.xml").read_text(encoding="utf-8")


def test_another_brand_goes_before_the_runs_own(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "brand_foot.html.j2").write_text("<p id=foot>{{ brand.name }}</p>", encoding="utf-8")
    (tmp_path / "agency.yaml").write_text("brand: {name: Polku, templates: ours}\n", encoding="utf-8")
    made = render(folder, brand=tmp_path / "agency.yaml")
    assert made.brand is not None
    assert made.brand.name == "Polku"
    assert "<p id=foot>Polku</p>" in (folder / "report.html").read_text(encoding="utf-8")
    # From then on it is the run's own, wherever it is made again.
    render(folder, out=tmp_path / "other")
    assert "<p id=foot>Polku</p>" in (tmp_path / "other" / "report.html").read_text(encoding="utf-8")


def test_another_language_goes_before_the_runs_own(folder: Path, tmp_path: Path) -> None:
    made = render(folder, language="fi", out=tmp_path / "suomeksi")
    assert made.language == "fi"
    assert '<html lang="fi">' in (tmp_path / "suomeksi" / "report.html").read_text(encoding="utf-8")
    assert load_run(folder).language == "en"
    with pytest.raises(UsageError, match="unknown language 'xx'; languages: en, fi, sv, de"):
        render(folder, language="xx")


def test_a_brand_file_without_a_brand_is_a_mistake(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "none.yaml").write_text("traffic: {mobile-first: 1}\n", encoding="utf-8")
    with pytest.raises(UsageError, match="says nothing of a brand"):
        render(folder, brand=tmp_path / "none.yaml")


def test_without_evidence_the_run_is_enough(folder: Path) -> None:
    for path in (folder / "evidence").rglob("*.json"):
        path.unlink()
    made = render(folder)
    assert "made without the evidence" in made.notes[-1]
    assert render(folder).notes == made.notes


def test_no_run_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(EvidenceError, match=r"run\.json: cannot be read"):
        render(tmp_path)
    assert answer(["report", str(tmp_path)]) == ExitCode.USAGE
    assert "Traceback" not in capsys.readouterr().err


def test_a_print_that_fails_is_a_note_of_a_run_and_an_error_where_it_was_all_that_was_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def fail(*given: object, **named: object) -> None:
        raise BrowserMissingError("no usable chromium was found")

    monkeypatch.setattr(publishing, "print_pdf", fail)
    told = run_to_end(printed(RUN, folder))
    assert told.notes[-1] == "report.pdf was not printed: no usable chromium was found"
    assert load_run(folder) == told
    assert answer(["report", str(folder), "--pdf"]) == ExitCode.AUDIT_FAILED
    assert "report.pdf was not printed: no usable chromium was found" in capsys.readouterr().err
    assert render(folder).notes == RUN.notes


def test_the_command_says_where_the_report_lies(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["report", str(folder), "--quiet"]) == ExitCode.FINE
    assert capsys.readouterr().out == f"{folder / 'report.html'}\n"
