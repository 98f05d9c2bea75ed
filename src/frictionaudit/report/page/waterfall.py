"""Where the time of a slow step went: its slowest requests and the moments that the customer notices, on one clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from frictionaudit.evidence.common import Party
from frictionaudit.evidence.step import RequestEvidence, StepEvidence
from frictionaudit.report.page.labels import VisitLabel
from frictionaudit.report.page.technology import Technology

__all__ = ["Span", "Waterfall", "waterfall_of"]

_TELLING = frozenset({"feedback", "settled", "ttfb", "lcp", "requests"})
"""Figures that a waterfall explains, where a finding marks them."""
_MOST_REQUESTS = 6
_SHORTEST_MS = 40.0
_MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class Span:
    """One bar. Times in ms on the waterfall's clock; places in per cent of its width.

    Attributes:
        kind: "feedback", "server", "lcp", "settled" or "request".
        name: Method and path of a request, "" for the others.
        is_open: It had not ended when the step was left.
    """

    kind: str
    name: str
    start_ms: float
    end_ms: float
    left: float
    width: float
    is_third: bool = False
    is_open: bool = False

    @property
    def length_ms(self) -> float:
        """How long it took."""
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The slowest visit of one step.

    Attributes:
        total_ms: What the width stands for.
        lines: Places of whole seconds, per cent; empty where they would crowd.
    """

    label: VisitLabel
    spans: tuple[Span, ...]
    total_ms: float
    lines: tuple[float, ...]


def waterfall_of(rows: Sequence[Technology], steps: Mapping[str, StepEvidence]) -> Waterfall | None:
    """Give the waterfall of the slowest visit; None where no finding says that the step was slow.

    Args:
        rows: Figures of the step's visits, marked where a finding is about them.
        steps: The step as each visit saw it, by visit id.
    """
    slow = [row for row in rows if row.label.id in steps and _is_slow(row)]
    worst = max(slow, key=_wait, default=None)
    if worst is None:
        return None
    spans = _clocked(steps[worst.label.id])
    total = max((end for _, _, _, end, _ in spans), default=0.0)
    if total < _SHORTEST_MS:
        return None
    return Waterfall(
        label=worst.label,
        spans=tuple(_span(*each, total) for each in spans),
        total_ms=total,
        lines=_lines(total),
    )


_Clocked = tuple[str, RequestEvidence | None, float, float, bool]
"""Kind, request, start and end in ms on the waterfall's clock, and whether it was still open."""


def _is_slow(row: Technology) -> bool:
    return any(cell.is_marked and cell.metric in _TELLING for cell in row.cells)


def _wait(row: Technology) -> float:
    return max((cell.value or 0.0 for cell in row.cells if cell.metric in ("settled", "lcp", "ttfb")), default=0.0)


def _clocked(step: StepEvidence) -> list[_Clocked]:
    """Put all on one clock.

    Requests are told from the step's start, the page's figures from its navigation, and the customer's from the press.
    Where it is not told when the press came, its first request stands for it.
    """
    waited = [r for r in step.requests if not (r.is_beacon or r.is_long_lived or r.is_cancelled or r.is_blocked)]
    document = _document(step, waited)
    zero = _zero(step, waited, document)
    settled = step.transition.settled_ms if step.transition else None
    shown = [*_moments(step, max(0.0, document.start_ms - zero) if document else 0.0)]
    last = max([settled or 0.0, *(end for _, _, _, end, _ in shown)])
    return sorted([*shown, *_requests(waited, zero, last)], key=lambda each: (each[2], each[3]))


def _document(step: StepEvidence, requests: Iterable[RequestEvidence]) -> RequestEvidence | None:
    """Give the request of the step's page; frames send documents too."""
    pages = {each.url.partition("?")[0] for each in step.navigations if not each.is_replaced}
    own = [r for r in requests if r.resource == "document" and r.url.partition("?")[0] in pages]
    return own[-1] if own else None


def _zero(step: StepEvidence, requests: Sequence[RequestEvidence], document: RequestEvidence | None) -> float:
    if step.transition is not None and step.transition.input_ms is not None:
        return step.transition.input_ms
    by_action = [r.start_ms for r in requests if r.by_action]
    first = min(by_action, default=None)
    if document is not None:
        return min(document.start_ms, first) if first is not None else document.start_ms
    return first if first is not None else min((r.start_ms for r in requests), default=0.0)


def _moments(step: StepEvidence, page_start: float) -> Iterator[_Clocked]:
    """Give what the customer notices; what was not measured is left out."""
    vitals, transition = step.vitals, step.transition
    if transition is not None and transition.feedback_ms is not None:
        yield "feedback", None, 0.0, transition.feedback_ms, False
    if vitals is not None and vitals.ttfb_ms is not None:
        yield "server", None, page_start, page_start + vitals.ttfb_ms, False
    if vitals is not None and vitals.lcp_ms is not None:
        yield "lcp", None, page_start, page_start + vitals.lcp_ms, False
    if transition is not None and transition.settled_ms is not None:
        yield "settled", None, 0.0, transition.settled_ms, False


def _requests(waited: Iterable[RequestEvidence], zero: float, last: float) -> Iterator[_Clocked]:
    """Give the slowest requests that began before the step was ready; one still open ends with the last moment."""
    began = [r for r in waited if -_SHORTEST_MS <= r.start_ms - zero <= max(last, _SHORTEST_MS)]
    timed = [(r, r.start_ms - zero, _end(r, zero, last)) for r in began]
    slowest = sorted((each for each in timed if each[2] - each[1] >= _SHORTEST_MS), key=lambda each: each[1] - each[2])
    for request, start, end in slowest[:_MOST_REQUESTS]:
        yield "request", request, max(0.0, start), end, request.duration_ms is None


def _end(request: RequestEvidence, zero: float, last: float) -> float:
    start = request.start_ms - zero
    return start + request.duration_ms if request.duration_ms is not None else max(start, last)


def _span(kind: str, request: RequestEvidence | None, start: float, end: float, is_open: bool, total: float) -> Span:
    return Span(
        kind=kind,
        name=f"{request.method} {request.template}" if request else "",
        start_ms=start,
        end_ms=end,
        left=round(100 * start / total, 2),
        width=round(max(0.4, 100 * (end - start) / total), 2),
        is_third=request is not None and request.party is Party.THIRD,
        is_open=is_open,
    )


def _lines(total_ms: float) -> tuple[float, ...]:
    whole = int(total_ms // 1000)
    return (
        tuple(round(100_000 * second / total_ms, 2) for second in range(1, whole + 1)) if whole <= _MOST_LINES else ()
    )
