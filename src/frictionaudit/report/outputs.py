"""All files of a run's folder: each is made and written for itself, so that none costs the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from frictionaudit.errors import AuditError
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.files import write_whole
from frictionaudit.report.brand import own_templates
from frictionaudit.report.csv_file import findings_csv
from frictionaudit.report.environment import template_trouble
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

_PASSING = re.compile(
    r"a fault of ours: [\w.]+ could not be made|the brand's own template failed|report\.pdf was not printed|"
    "made without the evidence"
)
"""Notes on how the files were made the last time, which say nothing of this time."""


def write_outputs(
    run: Run,
    visits: Sequence[VisitEvidence],
    folder: Path,
    *,
    guides: Mapping[str, RuleGuide],
    build: str = "",
    notes: Sequence[str] = (),
) -> Run:
    """Write run.json and all that is made of it.

    A file that cannot be made is a fault of ours: a note of the run names it, and the others come out. Where the
    brand's own templates fail, a note says where, and ours are used.

    Args:
        run: What the run came to.
        visits: Its evidence.
        folder: The run's folder; the brand's own templates lie in its `brand-templates/`, where it has any.
        guides: Why, how to mend and sources of each rule by its id.
        build: Address of the build that keeps these files, "" for none.
        notes: What is to be told of this making; notes of an earlier one are left out.

    Returns:
        The run, with a note for each file that could not be made.

    Raises:
        AuditError: a file could not be written, after all others were tried; run.json comes first.
    """
    lasting = [note for note in run.notes if not _PASSING.match(note)]
    writer = _Writer(run.model_copy(update={"notes": (*lasting, *notes)}), folder)
    writer.begin()
    writer.add("junit.xml", lambda told: junit_xml(told, told.fail_on))
    writer.add("findings.csv", findings_csv)
    writer.add("findings.sarif", lambda told: findings_sarif(told, guides))
    writer.add("summary.md", lambda told: summary_markdown(told, guides, build))
    # The last one, so that it tells what became of the others.
    own = own_templates(folder)
    is_made = own is not None and writer.add(
        "report.html",
        lambda told: render_html(told, visits, folder, guides=guides, templates=own),
        lambda fault: translatable(f"the brand's own template failed, so ours was used: {template_trouble(fault)}"),
    )
    if not is_made:
        writer.add("report.html", lambda told: render_html(told, visits, folder, guides=guides))
    return writer.told()


class _Writer:
    """Writes one file after the other and remembers what went wrong."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._run = run
        self._folder = folder
        self._notes: list[str] = []
        self._unwritten: list[AuditError] = []

    def begin(self) -> None:
        """Save run.json before all else."""
        save_run(self._run, self._folder)

    def add(self, name: str, make: Callable[[Run], str], blame: Callable[[Exception], str] | None = None) -> bool:
        """Make and write a file; say whether it could be made. `blame` gives the note of a fault that is not ours."""
        try:
            told = self._told()
            with speaking(told.language):
                write_whole(self._folder / name, make(spoken(told)).encode())
        except AuditError as trouble:
            self._unwritten.append(trouble)
        except Exception as fault:
            what = f"{type(fault).__name__}: {str(fault)[:200]}"
            ours = translatable(f"a fault of ours: {name} could not be made ({what})")
            self._notes.append(blame(fault) if blame else ours)
            return False
        return True

    def told(self) -> Run:
        """Give the run with its notes, saved anew where there are any; raise what could not be written."""
        if self._notes:
            save_run(self._told(), self._folder)
        if self._unwritten:
            raise self._unwritten[0]
        return self._told()

    def _told(self) -> Run:
        return self._run.model_copy(update={"notes": (*self._run.notes, *self._notes)}) if self._notes else self._run
