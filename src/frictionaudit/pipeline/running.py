"""From journey files to a report: journey → replay → evidence → rules → findings → scoring → report."""

from __future__ import annotations

import asyncio
import contextlib
import functools
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ParamSpec

from frictionaudit.errors import AuditError, ExitCode, FrictionAuditError, Mistake
from frictionaudit.figures.books import read_books, wanted_by
from frictionaudit.journey import check
from frictionaudit.journey.model import BrowserName
from frictionaudit.loops import run_to_end
from frictionaudit.pipeline.language import language_for
from frictionaudit.pipeline.making import INTERRUPTED, Report, severity_named
from frictionaudit.pipeline.plans import brand_above, refuse_unknown_step, visit_plans
from frictionaudit.publishing import printed
from frictionaudit.replay.events import Event, Listener, Note
from frictionaudit.replay.plan import dry_run_notes
from frictionaudit.replay.run import ReplaySettings, replay
from frictionaudit.replay.visit import VisitPlan
from frictionaudit.report.brand import brand_of
from frictionaudit.report.html import prepare
from frictionaudit.results import Run
from frictionaudit.tongues import speaking, translatable

__all__ = ["run", "run_async"]

P = ParamSpec("P")


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
    """Walk journeys in real browsers, judge what was seen, and write the report; cancelling leaves a partial one.

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
    files = [Path(each) for each in ([paths] if isinstance(paths, str | Path) else paths)]
    plans = visit_plans(files, personas, browsers, drills=drills and only_step is None)
    refuse_unknown_step(plans, only_step)
    started = datetime.now(UTC)
    brand = brand_above(plans)
    report = Report(
        _folder(out, plans, started),
        started,
        severity_named(fail_on),
        language_for(files, language),
        brand=brand_of(brand),
        templates=brand.templates,
    )
    report.notes += [_warning(each) for each in check(files) if each.is_warning]
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
    report.begin()
    settings = ReplaySettings(
        workers=workers, headed=headed, slow_mo_ms=slow_mo_ms, axe=axe, only_step=only_step,
        time_budget_s=time_budget_s, pause=pause, most_pages=pages, heals=heal,
    )  # fmt: skip
    # The report's templates are made ready while the browsers work.
    templates = asyncio.get_running_loop().run_in_executor(None, prepare)
    try:
        with speaking(report.language):  # a search gives names to the steps that it finds
            visits = await replay(plans, settings, report.folder, tell)
        await templates
    except asyncio.CancelledError:
        raise _InterruptedRun(report.partial(INTERRUPTED, ExitCode.INTERRUPTED)) from None
    except AuditError as trouble:
        with contextlib.suppress(FrictionAuditError):
            report.partial(str(trouble), ExitCode.AUDIT_FAILED)
        raise
    except Exception as fault:
        words = translatable(f"a fault of ours ended the run ({type(fault).__name__})")
        with contextlib.suppress(FrictionAuditError):
            report.partial(words, ExitCode.AUDIT_FAILED)
        raise
    left_out = len(plans) - len(visits)
    if left_out:
        words = translatable(f"the time budget left out {left_out} of {len(plans)} visits")
        result = report.write(visits, "partial", words)
    else:
        result = report.write(visits)
    return await printed(result, report.folder) if pdf else result


class _InterruptedRun(KeyboardInterrupt):
    """Ctrl-C, with the partial result."""

    def __init__(self, result: Run) -> None:
        super().__init__()
        self.result = result


def _to_the_end(job: Callable[P, Coroutine[Any, Any, Run]]) -> Callable[P, Run]:
    """Give the same without a loop of the caller's: Ctrl-C gives the partial run, with exit code 130."""

    @functools.wraps(job)
    def whole(*args: P.args, **options: P.kwargs) -> Run:
        try:
            return run_to_end(job(*args, **options))
        except _InterruptedRun as stopped:
            return stopped.result

    return whole


run = _to_the_end(run_async)


def _warning(mistake: Mistake) -> str:
    """Note a warning in one line."""
    place, what, mend = f"{mistake.file}:{mistake.line}:{mistake.column}", mistake.what, mistake.mend
    return translatable(f"{place}: warning: {what}: {mend}" if mend else f"{place}: warning: {what}")


def _unwritten(report: Report) -> Run:
    nothing = report.nothing(translatable("dry run: no browser was opened"))
    return nothing.model_copy(update={"exit_code": ExitCode.FINE.value})


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


def _path(given: str | Path | None) -> Path | None:
    return None if given is None else Path(given)
