"""Can the customer buy? Yes, no, or on which device not; and what the reader must know before anything else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.report.page.labels import VisitLabel
from frictionaudit.report.texts import count, text
from frictionaudit.results import Run, VisitResult

__all__ = ["Answer", "Notice", "Verdict", "answer_of", "notices_of", "verdict_of"]

_BROKE = (VisitOutcome.FAILED, VisitOutcome.TIMED_OUT)
_WALLS = (
    VisitOutcome.BLOCKED_BY_BOT_WALL, VisitOutcome.LOGIN_REQUIRED, VisitOutcome.OUT_OF_STOCK, VisitOutcome.NO_WAY_FOUND,
)  # fmt: skip


class Answer(StrEnum):
    """The one-word answer."""

    YES = "yes"
    SOME = "some"
    """Some can and some cannot."""
    NO = "no"
    SO_FAR = "so_far"
    """Nothing stood in the way until the walk stopped before the order, as it was told to."""
    UNKNOWN = "unknown"
    NOTHING = "nothing"
    """No visit was made."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, and who meets what.

    Attributes:
        broken: Who cannot buy: "On the phone, in the tram · Chromium 156".
        fine: Who reached the end.
        open: Who stopped before it could be known.
    """

    answer: Answer
    broken: tuple[str, ...]
    fine: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know before reading on.

    Attributes:
        kind: "partial", "wall", "held", "crashed" or "pictures".
        words: What to know.
        detail: Further words, as the run has them.
    """

    kind: str
    words: str
    detail: str = ""


def answer_of(run: Run) -> Answer:
    """Answer from the walks themselves; drills and detours are bad days, not the way to the till."""
    return _answer(*_walks(run))


def verdict_of(run: Run, labels: Mapping[str, VisitLabel]) -> Verdict:
    """Give the answer with who meets what."""
    broken, fine, rest = _walks(run)
    return Verdict(
        answer=_answer(broken, fine, rest),
        broken=_who(broken, [*fine, *rest], labels),
        fine=_who(fine, [*broken, *rest], labels),
        open=_who(rest, [*broken, *fine], labels),
    )


def _walks(run: Run) -> tuple[list[VisitResult], list[VisitResult], list[VisitResult]]:
    """Give the walks that broke, those that reached the end, and the rest."""
    walks = [visit for visit in run.visits if visit.errand == "walk"]
    broken = [visit for visit in walks if visit.outcome in _BROKE and not _was_cut(run, visit)]
    fine = [visit for visit in walks if visit.outcome is VisitOutcome.COMPLETED]
    return broken, fine, [visit for visit in walks if visit not in broken and visit not in fine]


def _was_cut(run: Run, visit: VisitResult) -> bool:
    """Tell whether the run was interrupted within the walk: then no step of it broke, and the shop is not at fault."""
    is_broken = any(step.status in (StepStatus.FAILED, StepStatus.TIMED_OUT) for step in visit.steps)
    return run.status == "partial" and not is_broken


def _answer(broken: list[VisitResult], fine: list[VisitResult], rest: list[VisitResult]) -> Answer:
    if broken:
        return Answer.SOME if fine else Answer.NO
    if fine:
        return Answer.YES
    if not rest:
        return Answer.NOTHING
    held = [visit for visit in rest if visit.outcome is VisitOutcome.STOPPED_FOR_SAFETY and _was_held(visit)]
    return Answer.SO_FAR if held else Answer.UNKNOWN


def _was_held(visit: VisitResult) -> bool:
    return any(step.status is StepStatus.HELD for step in visit.steps)


def _who(
    visits: Iterable[VisitResult], others: Iterable[VisitResult], labels: Mapping[str, VisitLabel]
) -> tuple[str, ...]:
    """Name each once; the browser only where the same person fares otherwise in another one."""
    elsewhere = {(visit.journey, visit.persona) for visit in others}
    names: dict[str, None] = {}
    for visit in visits:
        label = labels[visit.id]
        parts = [label.journey, label.who]
        if (visit.journey, visit.persona) in elsewhere:
            parts.append(label.browser)
        names[" · ".join(part for part in parts if part)] = None
    return tuple(names)


def notices_of(run: Run, labels: Mapping[str, VisitLabel], pictures_left_out: int) -> tuple[Notice, ...]:
    """Give what must be said aloud: a partial run, walls, safety stops, crashes, notes of the run."""
    notices = []
    if run.status == "partial":
        notices.append(Notice("partial", text("notice.partial"), run.status_reason))
    kinds: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for visit in run.visits:
        if visit.outcome in _WALLS:
            kinds["wall", f"notice.{visit.outcome}", visit.reason].append(labels[visit.id].words)
        elif visit.outcome is VisitOutcome.CRASHED:
            kinds["crashed", "notice.crashed", visit.reason].append(labels[visit.id].words)
        elif visit.outcome is VisitOutcome.STOPPED_FOR_SAFETY:
            key = "notice.held" if _was_held(visit) else "notice.stopped_for_safety"
            kinds["held", key, visit.reason].append(labels[visit.id].words)
    notices.extend(Notice(kind, text(key, who=_some(who)), reason) for (kind, key, reason), who in kinds.items())
    if pictures_left_out:
        notices.append(Notice("pictures", count("notice.pictures", pictures_left_out)))
    return tuple(notices)


def _some(names: list[str], limit: int = 4) -> str:
    shown = "; ".join(names[:limit])
    return f"{shown} (+{len(names) - limit})" if len(names) > limit else shown
