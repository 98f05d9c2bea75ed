"""One run on its way to its folder: judged, scored and written, also when it was cut short."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from frictionaudit.errors import AuditError, ExitCode, UsageError
from frictionaudit.evidence.store import EvidenceStore
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.figures.model import Books
from frictionaudit.findings.model import Severity
from frictionaudit.findings.suppression import set_aside
from frictionaudit.publishing import publish
from frictionaudit.report.run_json import save_run
from frictionaudit.results import BrandShown, Run
from frictionaudit.rules.engine import judge
from frictionaudit.rules.localized import localized
from frictionaudit.rules.promises import promise_cards
from frictionaudit.rules.registry import all_rules
from frictionaudit.scoring.assemble import assemble
from frictionaudit.scoring.constants import exposure_of
from frictionaudit.tongues import translatable

__all__ = ["INTERRUPTED", "UNFINISHED", "Report", "severity_named"]

UNFINISHED = translatable("the run has not come to its end; `frictionaudit audit` judges what it saved")
INTERRUPTED = translatable("the run was interrupted; what was seen until then is here")


@dataclass
class Report:
    """One run on its way to its folder."""

    folder: Path
    started: datetime
    fail_on: Severity
    language: str
    brand: BrandShown | None = None
    templates: Path | None = None
    """The brand's own ones."""
    notes: list[str] = field(default_factory=list)
    books: tuple[Books, ...] = ()
    today: date = field(default_factory=date.today)
    _clock: float = field(default_factory=time.monotonic)

    def write(
        self, visits: Sequence[VisitEvidence], status: Literal["complete", "partial"] = "complete", reason: str = "",
        seconds: float | None = None,
    ) -> Run:  # fmt: skip
        """Judge, score and write everything; say what it came to."""
        judged = judge(visits, exposure=exposure_of)
        aside = set_aside(judged.findings, visits, self.started.date(), all_rules())
        promises = promise_cards(visits, self.notes.append)
        result = assemble(
            run_id=self.folder.name,
            started=self.started.isoformat(timespec="seconds"),
            seconds=time.monotonic() - self._clock if seconds is None else seconds,
            visits=visits,
            findings=aside.kept,
            suppressed=aside.suppressed,
            outcomes=judged.outcomes,
            promises=promises,
            notes=[*dict.fromkeys([*self.notes, *_notes_of(visits), *aside.notes])],
            status=status,
            status_reason=reason,
            fail_on=self.fail_on,
            figures={each.id: each.figure for each in all_rules().values() if each.figure is not None},
            books=self.books,
            today=self.today,
        )
        result = result.model_copy(update={"fail_on": self.fail_on, "brand": self.brand})
        return publish(localized(result, self.language), visits, self.folder, self.templates)

    def begin(self) -> None:
        """Make the folder, and leave a result there that is true even if nothing more comes."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise AuditError(
                f"{self.folder}: cannot be made ({trouble.strerror}); name another folder by --out"
            ) from None
        save_run(self.nothing(UNFINISHED), self.folder)
        if self.folder.parent.name == "reports":
            _point_latest(self.folder)

    def nothing(self, reason: str) -> Run:
        """Give a run of which nothing is known yet."""
        return assemble(
            run_id=self.folder.name, started=self.started.isoformat(timespec="seconds"), seconds=0, visits=[],
            findings=[], outcomes=[], notes=self.notes, status="partial", status_reason=reason, fail_on=self.fail_on,
            books=self.books,
            language=self.language,
        )  # fmt: skip

    def partial(self, reason: str, code: ExitCode) -> Run:
        """Write what there is, and say that it is not all."""
        store = EvidenceStore(self.folder)
        visits = store.load_visits()
        result = self.write(visits, "partial", reason).model_copy(update={"exit_code": int(code)})
        save_run(result, self.folder)
        return result


def severity_named(name: str) -> Severity:
    """Give the severity of that name.

    Raises:
        UsageError: there is none.
    """
    try:
        return Severity(name)
    except ValueError:
        raise UsageError(f"unknown severity '{name}'; severities: {', '.join(Severity)}") from None


def _point_latest(folder: Path) -> None:
    """Let reports/latest lead to the newest run; where links are not allowed it stays as it is."""
    link = folder.parent / "latest"
    with contextlib.suppress(OSError):
        if link.is_symlink() or not link.exists():
            link.unlink(missing_ok=True)
            link.symlink_to(folder.name, target_is_directory=True)


def _notes_of(visits: Sequence[VisitEvidence]) -> list[str]:
    """Give what the reader must know of these visits: no throttling, guesses of ours, faults of ours."""
    notes = []
    for visit in visits:
        if visit.is_throttled is False:
            name, engine = visit.persona.name, visit.engine.name
            notes.append(translatable(f"{name} in {engine}: not throttled, this browser cannot be slowed down"))
        for step in visit.steps:
            for action in step.actions:
                if action.is_ambiguous:
                    words = re.sub(r"\s+", " ", action.target)
                    notes.append(
                        translatable(
                            f"{visit.journey.id}, step '{step.name}': {words} matches {action.visible_match_count} "
                            "elements; the first was used, a locator with role or nth would be surer"
                        )
                    )
        notes += [translatable(f"{visit.id}: a fault of ours: {fault}") for fault in visit.faults]
    return notes
