"""The curves of all sides in one drawing, as geometry."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from frictionaudit.report.comparison.model import Lane
from frictionaudit.report.page.curve import Frame, StageBand, Tick, bands_of, ticks_of

__all__ = ["NARROW", "WIDE", "Chart", "Line", "chart_of"]

WIDE = Frame(width=960, height=380, left=44, right=92, top=18, bottom=64)
NARROW = Frame(width=340, height=250, left=34, right=54, top=14, bottom=30)

_LABEL_HEIGHT = {WIDE: 21, NARROW: 15}


@dataclass(frozen=True, slots=True)
class Line:
    """One side's curve: its way, its points, and where its name stands."""

    side: int
    path: str
    points: tuple[tuple[float, float], ...]
    left: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Chart:
    """All curves of a lane in their frame."""

    frame: Frame
    lines: tuple[Line, ...]
    grid: tuple[tuple[int, float], ...]
    ticks: tuple[Tick, ...]
    stages: tuple[StageBand, ...]


def chart_of(lane: Lane, frame: Frame = WIDE) -> Chart | None:
    """Give the drawing of a lane; None where no side of it could be scored."""
    drawn = [_line(side, lane, frame) for side in range(len(lane.journeys))]
    lines = _spread([line for line in drawn if line is not None], frame)
    if not lines:
        return None
    return Chart(
        frame=frame,
        lines=tuple(lines),
        grid=tuple((value, frame.y(value)) for value in (0, 25, 50, 75, 100)),
        ticks=ticks_of(len(lane.points), frame),
        stages=bands_of([point.stage for point in lane.points], frame),
    )


def _line(side: int, lane: Lane, frame: Frame) -> Line | None:
    lefts = list(itertools.takewhile(lambda left: left is not None, (point.left[side] for point in lane.points)))
    if not lefts:
        return None
    values = [100.0, *(left or 0.0 for left in lefts)]
    points = [(frame.x(place, len(lane.points)), frame.y(value)) for place, value in enumerate(values)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return Line(side, path, tuple(points[1:]), values[-1], points[-1][1])


def _spread(lines: Sequence[Line], frame: Frame) -> list[Line]:
    """Move names that would lie on each other apart, as little as needed, and keep them in the drawing."""
    gap = _LABEL_HEIGHT.get(frame, 20)
    placed: list[Line] = []
    lowest = float(frame.top)
    for line in sorted(lines, key=lambda each: each.label_y):
        y = max(line.label_y, lowest)
        placed.append(Line(line.side, line.path, line.points, line.left, y))
        lowest = y + gap
    highest = float(frame.base)
    for place in range(len(placed) - 1, -1, -1):
        line = placed[place]
        y = min(line.label_y, highest)
        placed[place] = Line(line.side, line.path, line.points, line.left, y)
        highest = y - gap
    return sorted(placed, key=lambda each: each.side)
