"""Judge what a run saved once more, without a browser."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from frictionaudit.evidence.store import EvidenceStore
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.figures.books import Wanted, renewed
from frictionaudit.loops import run_to_end
from frictionaudit.pipeline.language import language_for
from frictionaudit.pipeline.making import INTERRUPTED, UNFINISHED, Report, severity_named
from frictionaudit.publishing import copy_evidence, printed
from frictionaudit.report.brand import own_templates
from frictionaudit.report.run_json import load_run
from frictionaudit.results import Run
from frictionaudit.tongues import translatable

__all__ = ["audit"]

_ANEW = translatable("delete it: it is written anew from the evidence, without the run's figures, feedback and brand")


def audit(
    folder: str | Path,
    *,
    out: str | Path | None = None,
    fail_on: str = "critical",
    figures: str | Path | None = None,
    feedback: str | Path | None = None,
    language: str | None = None,
    today: date | None = None,
    pdf: bool = False,
) -> Run:
    """Judge the saved evidence of a run again, without a browser, and write its report anew.

    Args:
        folder: The folder of a run.
        out: Where the new report goes; into the folder itself when None.
        fail_on: Severity at or above which a finding fells the gate.
        figures: The shop's own figures, a CSV file; None: those of the run, as it read them.
        feedback: What its customers said, the same way.
        language: Of the new report; None: that of the run.
        today: The day that goals are held against; None: today.
        pdf: Print the report too; where that fails, a note says why.

    Raises:
        EvidenceError: the evidence is missing or cannot be read.
        JourneyFileError: lists the mistakes in the figures and the feedback.
    """
    source = Path(folder)
    store = EvidenceStore(source)
    visits = store.load_visits()
    saved = source / "run.json"
    earlier = load_run(saved, _ANEW) if saved.is_file() else None
    books = renewed(earlier.books if earlier else (), _wanted(visits, _path(figures), _path(feedback)))
    target = Path(out) if out is not None else source
    if target != source:
        copy_evidence(source, target)
    started = datetime.fromisoformat(earlier.started) if earlier else datetime.now(UTC)
    spoken = language_for((), language or (earlier.language if earlier else None))
    report = Report(
        target,
        started,
        severity_named(fail_on),
        spoken,
        notes=list(earlier.notes) if earlier else [],
        books=books,
        brand=earlier.brand if earlier else None,
        templates=own_templates(source),
    )
    report.today = today or report.today
    seconds = earlier.seconds if earlier else sum(visit.seconds for visit in visits)
    missing = store.missing()
    was_cut = bool(missing) or any(visit.status == "partial" for visit in visits)
    if was_cut:
        reason = earlier.status_reason if earlier and earlier.status == "partial" else ""
        words = reason if reason and reason != UNFINISHED else INTERRUPTED
        result = report.write(visits, "partial", words, seconds)
    else:
        result = report.write(visits, seconds=seconds)
    return run_to_end(printed(result, target)) if pdf else result


def _wanted(visits: Sequence[VisitEvidence], figures: Path | None, feedback: Path | None) -> list[Wanted]:
    """Give what the saved journeys ask for: the files given, and the words by which these may call their steps."""
    return [
        Wanted(
            journey=facts.id,
            currency=facts.currency,
            steps=tuple(dict.fromkeys(word for step in facts.steps for word in (step.name, step.id, str(step.stage)))),
            figures=figures,
            feedback=feedback,
        )
        for facts in {visit.journey.id: visit.journey for visit in visits}.values()
    ]


def _path(given: str | Path | None) -> Path | None:
    return None if given is None else Path(given)
