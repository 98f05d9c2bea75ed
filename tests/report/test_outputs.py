"""The files of a run's folder: one that fails costs none of the others."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from tests.scoring.makers import make_finding, make_run, make_visit

from frictionaudit.errors import AuditError
from frictionaudit.report import outputs
from frictionaudit.report.outputs import write_outputs
from frictionaudit.report.run_json import load_run
from frictionaudit.results import Run

FILES = {"run.json", "junit.xml", "findings.csv", "findings.sarif", "summary.md", "report.html"}
RUN = make_run([make_visit()], [make_finding()])


def written(folder: Path) -> Run:
    return write_outputs(RUN, [make_visit()], folder, guides={})


def test_all_files_come_out(tmp_path: Path) -> None:
    assert written(tmp_path) == RUN == load_run(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == FILES


@pytest.mark.parametrize(
    ("maker", "name"),
    [("junit_xml", "junit.xml"), ("findings_csv", "findings.csv"), ("findings_sarif", "findings.sarif"),
     ("summary_markdown", "summary.md"), ("render_html", "report.html")],
)  # fmt: skip
def test_a_maker_that_fails_is_told_as_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, maker: str, name: str
) -> None:
    def fail(*given: object, **named: object) -> str:
        raise ValueError("of all things")

    monkeypatch.setattr(outputs, maker, fail)
    told = written(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == FILES - {name}
    assert told.notes[-1] == f"a fault of ours: {name} could not be made (ValueError: of all things)"
    assert load_run(tmp_path) == told
    if name != "report.html":
        assert "of all things" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "findings.csv" / "in the way").mkdir(parents=True)
    with pytest.raises(AuditError, match=r"findings\.csv: could not be written"):
        written(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == FILES


def test_a_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(AuditError, match=r"run\.json: could not be written \(No space left on device\); make room"):
        written(tmp_path)
    assert list(tmp_path.iterdir()) == []
