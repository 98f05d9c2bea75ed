"""How the technology performed at one step of one visit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from frictionaudit.evidence.step import StepEvidence
from frictionaudit.report.page.figures import seconds, shift, weight
from frictionaudit.report.page.labels import VisitLabel
from frictionaudit.results import StepResult

__all__ = ["METRICS", "Cell", "Technology", "spread_of", "technology_of"]

# Which rule's finding marks which figure: the thresholds stay with the rules.
_MARKED_BY = {
    "feedback": ("speed/silent-action",),
    "settled": ("speed/slow-transition", "speed/endless-loading"),
    "ttfb": ("speed/slow-server",),
    "lcp": ("speed/slow-page",),
    "cls": ("speed/layout-shift",),
    "tbt": ("speed/blocked-main-thread",),
    "bytes": ("speed/heavy-page",),
    "requests": ("speed/slow-request",),
    "errors": (
        "errors/uncaught-exception",
        "errors/console-error",
        "errors/failed-request",
        "errors/third-party-failure",
        "errors/http-error-page",
        "errors/page-failed",
    ),
}
METRICS = tuple(_MARKED_BY)
_UNIT = re.compile(r"(\S+)(\s.*)")
"""A figure and its unit."""

_SHOWN_BY: dict[str, Callable[[float], str]] = {
    "cls": shift,
    "bytes": lambda size: weight(int(size)),
    "requests": lambda number: f"{number:.0f}",
    "errors": lambda number: f"{number:.0f}",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as shown; marked where a finding is about it."""

    metric: str
    value: float | None
    shown: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Technology:
    """The figures of one visit, in the order of METRICS."""

    label: VisitLabel
    cells: tuple[Cell, ...]


def technology_of(
    label: VisitLabel, result: StepResult, step: StepEvidence | None, rules: frozenset[str]
) -> Technology:
    """Give the figures; `rules` are those that this visit broke at this step."""
    vitals = step.vitals if step else None
    values: dict[str, float | None] = {
        "feedback": result.feedback_ms,
        "settled": result.settled_ms,
        "ttfb": result.ttfb_ms,
        "lcp": result.lcp_ms,
        "cls": result.cls,
        "tbt": result.tbt_ms,
        "bytes": result.bytes,
        "requests": vitals.requests if vitals else None,
        "errors": _errors(step) if step else None,
    }
    return Technology(label, tuple(_cell(name, [values[name]], rules) for name in METRICS))


def spread_of(rows: Sequence[Technology]) -> tuple[Cell, ...]:
    """Give each figure over all visits: "0.2 to 0.7 s" becomes "0.2 s–0.7 s"; those never measured are left out."""
    cells = []
    for place, name in enumerate(METRICS):
        column = [row.cells[place] for row in rows]
        values = [cell.value for cell in column if cell.value is not None]
        if values:
            is_marked = any(cell.is_marked for cell in column)
            cells.append(Cell(name, max(values), _shown(name, [min(values), max(values)]), is_marked))
    return tuple(cells)


def _cell(name: str, values: Sequence[float | None], rules: frozenset[str]) -> Cell:
    return Cell(name, values[0], _shown(name, values), not rules.isdisjoint(_MARKED_BY[name]))


def _shown(name: str, values: Sequence[float | None]) -> str:
    """Give one figure, or the lowest and the highest where they look different."""
    show = _SHOWN_BY.get(name, seconds)
    ends = [*dict.fromkeys("–" if value is None else show(value) for value in values)]
    first, last = (_UNIT.match(end) for end in (ends[0], ends[-1]))
    # A unit that both have is said once: "0.4–1.2 s".
    is_shared = len(ends) > 1 and first is not None and last is not None and first[2] == last[2]
    return "–".join([first[1] if is_shared and first else ends[0], *ends[1:]])


def _errors(step: StepEvidence) -> int:
    """Count exceptions, console errors that are no echo of a request, and failed requests not cancelled or blocked."""
    console = sum(line.level == "error" and not line.is_network_line for line in step.console)
    failed = sum(
        (request.failure is not None or (request.status or 0) >= 400)
        and not (request.is_cancelled or request.is_blocked)
        for request in step.requests
    )
    return len(step.exceptions) + console + failed
