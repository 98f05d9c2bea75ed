"""From journey files to a report: journey → replay → evidence → rules → findings → scoring → report."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from frictionaudit.errors import AuditError, ExitCode, FrictionAuditError, UsageError
from frictionaudit.evidence.store import EvidenceStore
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.figures.books import Wanted, read_books, renewed, wanted_by
from frictionaudit.figures.model import Books
from frictionaudit.findings.model import Severity
from frictionaudit.findings.suppression import set_aside
from frictionaudit.journey import check, find_config, load_journeys, resolve_personas
from frictionaudit.journey.config import Brand
from frictionaudit.journey.model import BrowserName, Journey
from frictionaudit.loops import run_to_end
from frictionaudit.publishing import copy_evidence, printed, publish
from frictionaudit.replay.events import Event, Listener, Note
from frictionaudit.replay.plan import dry_run_notes, errand_plans
from frictionaudit.replay.run import ReplaySettings, replay
from frictionaudit.replay.visit import VisitPlan
from frictionaudit.report.brand import brand_of, own_templates
from frictionaudit.report.html import prepare
from frictionaudit.report.run_json import load_run, save_run
from frictionaudit.results import BrandShown, Run
from frictionaudit.rules.engine import judge
from frictionaudit.rules.localized import localized
from frictionaudit.rules.promises import promise_cards
from frictionaudit.rules.registry import all_rules
from frictionaudit.scoring.assemble import assemble
from frictionaudit.scoring.constants import exposure_of
from frictionaudit.tongues import LANGUAGES, language_of, translatable

__all__ = ["audit", "language_for", "run", "run_async"]

UNFINISHED = translatable("the run has not come to its end; `frictionaudit audit` judges what it saved")
INTERRUPTED = translatable("the run was interrupted; what was seen until then is here")


@dataclass
class _Report:
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


def run(
    paths: str | Path | Sequence[str | Path],
    *,
    personas: Sequence[str] | None = None,
    browsers: Sequence[BrowserName | str] | None = None,
    out: str | Path | None = None,
    workers: int = 1,
    fail_on: str = "critical",
    headed: bool = False,
    slow_mo_ms: float = 0,
    axe: bool = True,
    drills: bool = True,
    only_step: str | None = None,
    time_budget_s: float | None = None,
    dry_run: bool = False,
    figures: str | Path | None = None,
    feedback: str | Path | None = None,
    language: str | None = None,
    pdf: bool = False,
    pages: int = 40,
    heal: bool = False,
    pause: Callable[[str], Any] | None = None,
    on_event: Listener | None = None,
) -> Run:
    """Walk journeys in real browsers, judge what was seen, and write the report.

    Args:
        paths: Journey files, or folders of them.
        personas: Names that go before the journeys' own.
        browsers: Names that go before the journeys' own.
        out: Folder of the report; reports/<time>-<journey> when None.
        workers: Visits at a time; more than one spoils the figures of each.
        fail_on: Severity at or above which a finding fells the gate.
        headed: Show the browser's window.
        slow_mo_ms: Wait before each action, ms.
        axe: Judge accessibility with axe-core.
        drills: Walk the journeys' detours and drills too; never together with `only_step`.
        only_step: Name or id of the step to stop after.
        time_budget_s: Start no further visit after this many seconds.
        dry_run: Say in the notes what would be done and where it would hold; open no browser, write nothing.
        figures: The shop's own figures, a CSV file, in the place of those that journeys name.
        feedback: What its customers said, the same way.
        language: Of the report: en, fi, sv or de. None: what frictionaudit.yaml says, else the environment (LC_ALL,
            LC_MESSAGES, LANG), else English.
        pdf: Print the report too; where that fails, a note says why.
        pages: Pages after which the search of an intent step gives up.
        heal: Where a locator finds nothing, use what is near by role, name and meaning, and say so in a note; never
            where that might order.
        pause: Called with each step's name before it begins.
        on_event: Called with each event of the replay.

    Returns:
        What the run came to. After Ctrl-C: a partial one with exit code 130.

    Raises:
        UsageError: a file or an argument is wrong (JourneyFileError lists every mistake).
        AuditError: the audit itself could not run; what was saved until then stays, with a partial report.
    """
    job = run_async(
        paths, personas=personas, browsers=browsers, out=out, workers=workers, fail_on=fail_on, headed=headed,
        slow_mo_ms=slow_mo_ms, axe=axe, drills=drills, only_step=only_step, time_budget_s=time_budget_s,
        dry_run=dry_run, figures=figures, feedback=feedback, language=language, pdf=pdf, pages=pages, heal=heal,
        pause=pause, on_event=on_event,
    )  # fmt: skip
    try:
        return run_to_end(job)
    except _InterruptedRun as stopped:
        return stopped.result


class _InterruptedRun(KeyboardInterrupt):
    """Ctrl-C, with the partial result."""

    def __init__(self, result: Run) -> None:
        super().__init__()
        self.result = result


async def run_async(
    paths: str | Path | Sequence[str | Path],
    *,
    personas: Sequence[str] | None = None,
    browsers: Sequence[BrowserName | str] | None = None,
    out: str | Path | None = None,
    workers: int = 1,
    fail_on: str = "critical",
    headed: bool = False,
    slow_mo_ms: float = 0,
    axe: bool = True,
    drills: bool = True,
    only_step: str | None = None,
    time_budget_s: float | None = None,
    dry_run: bool = False,
    figures: str | Path | None = None,
    feedback: str | Path | None = None,
    language: str | None = None,
    pdf: bool = False,
    pages: int = 40,
    heal: bool = False,
    pause: Callable[[str], Any] | None = None,
    on_event: Listener | None = None,
) -> Run:
    """Do the same as `run` inside a running event loop; cancelling it leaves a partial report."""
    files = [Path(each) for each in ([paths] if isinstance(paths, str | Path) else paths)]
    plans = _plans(files, personas, browsers, drills=drills and only_step is None)
    _known_step(plans, only_step)
    started = datetime.now(UTC)
    brand = _brand(plans)
    report = _Report(
        _folder(out, plans, started),
        started,
        _severity(fail_on),
        language_for(files, language),
        brand=brand_of(brand),
        templates=brand.templates,
    )
    report.notes += [str(each) for each in check(files) if each.is_warning]
    journeys = {plan.journey.id: plan.journey for plan in plans}
    given = {"figures": _path(figures), "feedback": _path(feedback)}
    report.books = read_books([wanted_by(each, **given) for each in journeys.values()])

    def tell(event: Event) -> None:
        if isinstance(event, Note):
            report.notes.append(event.text)
        if on_event is not None:
            on_event(event)

    if dry_run:
        report.notes += dry_run_notes(plans)
        return _unwritten(report)
    _begin(report)
    settings = ReplaySettings(
        workers=workers, headed=headed, slow_mo_ms=slow_mo_ms, axe=axe, only_step=only_step,
        time_budget_s=time_budget_s, pause=pause, most_pages=pages, heals=heal,
    )  # fmt: skip
    # The report's templates are made ready while the browsers work.
    templates = asyncio.get_running_loop().run_in_executor(None, prepare)
    try:
        visits = await replay(plans, settings, report.folder, tell)
        await templates
    except asyncio.CancelledError:
        raise _InterruptedRun(_partial(report, INTERRUPTED, ExitCode.INTERRUPTED)) from None
    except AuditError as trouble:
        with contextlib.suppress(FrictionAuditError):
            _partial(report, str(trouble), ExitCode.AUDIT_FAILED)
        raise
    except Exception as fault:
        words = translatable(f"a fault of ours ended the run ({type(fault).__name__})")
        with contextlib.suppress(FrictionAuditError):
            _partial(report, words, ExitCode.AUDIT_FAILED)
        raise
    left_out = len(plans) - len(visits)
    if left_out:
        words = translatable(f"the time budget left out {left_out} of {len(plans)} visits")
        result = report.write(visits, "partial", words)
    else:
        result = report.write(visits)
    return await printed(result, report.folder) if pdf else result


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
    earlier = load_run(source / "run.json") if (source / "run.json").is_file() else None
    books = renewed(earlier.books if earlier else (), _wanted(visits, _path(figures), _path(feedback)))
    target = Path(out) if out is not None else source
    if target != source:
        copy_evidence(source, target)
    started = datetime.fromisoformat(earlier.started) if earlier else datetime.now(UTC)
    spoken = language_for((), language or (earlier.language if earlier else None))
    report = _Report(
        target,
        started,
        _severity(fail_on),
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


def language_for(paths: Sequence[Path], language: str | None = None) -> str:
    """Give the language of a report: the one asked for, else frictionaudit.yaml's, else the environment's.

    Raises:
        UsageError: it is none of ours.
        JourneyFileError: a frictionaudit.yaml has mistakes.
    """
    if language is None:
        configs = (config for path in paths if (config := find_config(path)) is not None)
        language = next((config.language for config in configs if config.language), language_of(os.environ))
    if language not in LANGUAGES:
        raise UsageError(f"unknown language '{language}'; languages: {', '.join(LANGUAGES)}")
    return language


def _plans(
    files: Sequence[Path], personas: Sequence[str] | None, browsers: Sequence[BrowserName | str] | None, *, drills: bool
) -> list[VisitPlan]:
    """Give all visits: each journey in each of its browsers by each of its personas, then its detours and drills."""
    journeys = load_journeys(files)
    plans = []
    errands = []
    for journey in journeys:
        config = find_config(journey.file) if journey.file is not None else None
        who = resolve_personas(tuple(personas) if personas else journey.personas, config)
        where = [_browser(name) for name in browsers] if browsers else list(journey.browsers)
        plans += [VisitPlan(journey, persona, browser) for browser in where for persona in who]
        # One walker is enough: what a shop says on a bad day does not depend on the device.
        errands += errand_plans(journey, who[0], where[0]) if drills else []
    _told_apart(journeys)
    return plans + errands


def _brand(plans: Sequence[VisitPlan]) -> Brand:
    """Give the brand of the first journey that has one above it."""
    files = dict.fromkeys(plan.journey.file for plan in plans if plan.journey.file is not None)
    configs = (find_config(file) for file in files)
    return next((config.brand for config in configs if config and config.brand != Brand()), Brand())


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


def _told_apart(journeys: Sequence[Journey]) -> None:
    """Two journeys of one name would write over each other's evidence."""
    seen: dict[str, Journey] = {}
    for journey in journeys:
        if journey.id in seen:
            raise UsageError(
                f"{journey.file} and {seen[journey.id].file} both give the journey '{journey.id}'; "
                "rename one of the files"
            )
        seen[journey.id] = journey


def _browser(name: BrowserName | str) -> BrowserName:
    try:
        return BrowserName(name)
    except ValueError:
        raise UsageError(f"unknown browser '{name}'; browsers: {', '.join(BrowserName)}") from None


def _severity(name: str) -> Severity:
    try:
        return Severity(name)
    except ValueError:
        raise UsageError(f"unknown severity '{name}'; severities: {', '.join(Severity)}") from None


def _known_step(plans: Sequence[VisitPlan], step: str | None) -> None:
    if step is None:
        return
    names = [each.name for plan in plans for each in plan.journey.steps]
    ids = [each.id for plan in plans for each in plan.journey.steps]
    if step not in (*names, *ids):
        raise UsageError(f"no journey has a step '{step}'; steps: {', '.join(dict.fromkeys(names))}")


def _folder(out: str | Path | None, plans: Sequence[VisitPlan], started: datetime) -> Path:
    if out is not None:
        return Path(out)
    names = list(dict.fromkeys(plan.journey.id for plan in plans))
    name = names[0] if len(names) == 1 else f"{len(names)}-journeys"
    folder = Path("reports") / f"{started:%Y%m%d-%H%M%S}-{name}"
    number = 2
    while folder.exists():
        folder = folder.with_name(f"{started:%Y%m%d-%H%M%S}-{name}-{number}")
        number += 1
    return folder


def _begin(report: _Report) -> None:
    """Make the folder, and leave a result there that is true even if nothing more comes."""
    try:
        report.folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise AuditError(
            f"{report.folder}: cannot be made ({trouble.strerror}); name another folder by --out"
        ) from None
    save_run(assemble_nothing(report, UNFINISHED), report.folder)
    if report.folder.parent.name == "reports":
        _point_latest(report.folder)


def assemble_nothing(report: _Report, reason: str, status: Literal["complete", "partial"] = "partial") -> Run:
    """Give a run of which nothing is known yet."""
    return assemble(
        run_id=report.folder.name, started=report.started.isoformat(timespec="seconds"), seconds=0, visits=[],
        findings=[], outcomes=[], notes=report.notes, status=status, status_reason=reason, fail_on=report.fail_on,
        books=report.books,
        language=report.language,
    )  # fmt: skip


def _unwritten(report: _Report) -> Run:
    nothing = assemble_nothing(report, translatable("dry run: no browser was opened"))
    return nothing.model_copy(update={"exit_code": ExitCode.FINE.value})


def _point_latest(folder: Path) -> None:
    """Let reports/latest lead to the newest run; where links are not allowed it stays as it is."""
    link = folder.parent / "latest"
    with contextlib.suppress(OSError):
        if link.is_symlink() or not link.exists():
            link.unlink(missing_ok=True)
            link.symlink_to(folder.name, target_is_directory=True)


def _partial(report: _Report, reason: str, code: ExitCode) -> Run:
    """Write what there is, and say that it is not all."""
    store = EvidenceStore(report.folder)
    visits = store.load_visits()
    result = report.write(visits, "partial", reason).model_copy(update={"exit_code": int(code)})
    save_run(result, report.folder)
    return result


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
