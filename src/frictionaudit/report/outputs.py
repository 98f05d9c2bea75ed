"""All files of a run's folder: each is made and written for itself, so that none costs the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from frictionaudit.errors import AuditError
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.files import write_whole
from frictionaudit.findings.model import Severity
from frictionaudit.report.csv_file import findings_csv
from frictionaudit.report.guide import RuleGuide
from frictionaudit.report.html import render_html
from frictionaudit.report.junit import junit_xml
from frictionaudit.report.run_json import save_run
from frictionaudit.report.sarif import findings_sarif
from frictionaudit.report.spoken import spoken
from frictionaudit.report.summary_md import summary_markdown
from frictionaudit.results import Run
from frictionaudit.tongues import speaking, translatable

__all__ = ["write_outputs"]


def write_outputs(
    run: Run,
    visits: Sequence[VisitEvidence],
    folder: Path,
    *,
    guides: Mapping[str, RuleGuide],
    fail_on: Severity = Severity.CRITICAL,
    build: str = "",
) -> Run:
    """Write run.json and all that is made of it.

    A file that cannot be made is a fault of ours: a note of the run names it, and the others come out.

    Args:
        run: What the run came to.
        visits: Its evidence.
        folder: The run's folder.
        guides: Why, how to mend and sources of each rule by its id.
        fail_on: Severity at or above which a finding fails its test case.
        build: Address of the build that keeps these files, "" for none.

    Returns:
        The run, with a note for each file that could not be made.

    Raises:
        AuditError: a file could not be written, after all others were tried; run.json comes first.
    """
    save_run(run, folder)
    made: dict[str, Callable[[Run], str]] = {
        "junit.xml": lambda told: junit_xml(told, fail_on),
        "findings.csv": findings_csv,
        "findings.sarif": lambda told: findings_sarif(told, guides),
        "summary.md": lambda told: summary_markdown(told, guides, build),
        # The last one, so that it tells what became of the others.
        "report.html": lambda told: render_html(told, visits, folder, guides=guides),
    }
    unwritten: list[AuditError] = []
    told = run
    for name, make in made.items():
        try:
            with speaking(told.language):
                write_whole(folder / name, make(spoken(told)).encode())
        except AuditError as trouble:
            unwritten.append(trouble)
        except Exception as fault:  # ours: contained, and shown as ours
            told = _with_fault(told, name, fault)
    if told is not run:
        save_run(told, folder)
    if unwritten:
        raise unwritten[0]
    return told


def _with_fault(run: Run, name: str, fault: Exception) -> Run:
    words = translatable(f"a fault of ours: {name} could not be made ({type(fault).__name__}: {str(fault)[:200]})")
    return run.model_copy(update={"notes": (*run.notes, words)})
