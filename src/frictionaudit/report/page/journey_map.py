"""The journey at a glance: a frame for each step, with the curve above it and the customer's thought below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from frictionaudit.report.page.groups import FindingGroup
from frictionaudit.report.page.labels import VisitLabel
from frictionaudit.report.page.marks import Shot
from frictionaudit.report.page.steps import StepView
from frictionaudit.report.page.technology import Cell
from frictionaudit.results import JourneyResult

__all__ = ["JourneyMap", "MapFrame", "Stretch", "map_of"]

_TOP, _DEPTH = 12.0, 58.0
"""Where 100 of 100 stand in a frame's drawing, and how far below it the floor lies: per cent of its height."""
_HIGHEST_FLOOR = 80.0
_JOINED = 100.4
"""Areas reach a hair into the next frame, so that no seam shows where widths are no whole pixels."""
_TOLD_LOSS = 0.95
_MARKED_DROPS = 4
_MOST_THOUGHTS = 3
_MOST_MARKS = 3
"""More numbers would hide a picture of this size; the worst come first."""
_TALLEST = 1.25
"""A phone's picture is cut to this many times its width, around what is wrong on it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The curve within one frame, in per cent of the frame's width and height.

    Attributes:
        start, end: Heights of the line at the frame's left and right edge.
        area: Points below the line.
        band: Points of the range around it; "" where it has none.
    """

    start: float
    end: float
    area: str
    band: str


@dataclass(frozen=True, slots=True)
class MapFrame:
    """One step in the map.

    Attributes:
        is_new_stage: The step before it belongs to another stage.
        stretch: None where the step was not scored.
        is_told: So many leave here that it is said.
        is_drop: It is one of the worst drops.
        shot: What was seen, None where there is no picture.
        felt: Findings whose thoughts are told, worst first, each thought once.
        ready: How long until the next state could be used; None where it was not measured.
    """

    step: StepView
    is_new_stage: bool
    stretch: Stretch | None
    is_told: bool
    is_drop: bool
    shot: Shot | None
    felt: tuple[FindingGroup, ...]
    ready: Cell | None


@dataclass(frozen=True, slots=True)
class JourneyMap:
    """All frames of one journey, as one visit saw them.

    Attributes:
        floor: The lowest of 100 that the line is drawn from, so that its drops are seen.
    """

    lead: VisitLabel
    floor: float
    frames: tuple[MapFrame, ...]


def map_of(journey: JourneyResult, steps: Sequence[StepView]) -> JourneyMap | None:
    """Give the map of a journey; None where nobody walked it."""
    lead = _lead(steps)
    if lead is None:
        return None
    curve = {step.index: step for step in journey.curve}
    floor, worst = _floor(journey), _worst_of(steps)
    low, high = 100.0, 100.0
    frames: list[MapFrame] = []
    for place, step in enumerate(steps):
        point = curve.get(step.number - 1)
        stretch = None
        if step.left is not None and step.before is not None:
            next_low = step.left if point is None or point.low is None else point.low
            next_high = step.left if point is None or point.high is None else point.high
            stretch = _stretch(floor, (step.before, low, high), (step.left, next_low, next_high))
            low, high = next_low, next_high
        frames.append(
            MapFrame(
                step=step,
                is_new_stage=place == 0 or steps[place - 1].stage is not step.stage,
                stretch=stretch,
                is_told=step.lost >= _TOLD_LOSS,
                is_drop=step.number in worst,
                shot=_shot(step, lead),
                felt=_felt(step),
                ready=next((cell for cell in step.spread if cell.metric == "settled"), None),
            )
        )
    return JourneyMap(lead, floor, tuple(frames))


def _lead(steps: Sequence[StepView]) -> VisitLabel | None:
    """Give the visit whose pictures make the strip: the walk that came furthest, the first of several."""
    reached: dict[str, tuple[int, int]] = {}
    labels: dict[str, VisitLabel] = {}
    for step in steps:
        for visit in step.visits:
            if not visit.label.errand:
                labels[visit.label.id] = visit.label
                pictures, seen = reached.get(visit.label.id, (0, 0))
                reached[visit.label.id] = (pictures + bool(visit.figures), seen + 1)
    best = max(reached, key=lambda id: reached[id], default=None)
    return labels[best] if best is not None else None


def _worst_of(steps: Sequence[StepView]) -> frozenset[int]:
    told = [step for step in steps if step.lost >= _TOLD_LOSS]
    return frozenset(step.number for step in sorted(told, key=lambda step: -step.lost)[:_MARKED_DROPS])


def _felt(step: StepView) -> tuple[FindingGroup, ...]:
    thoughts: dict[str, FindingGroup] = {}
    for group in step.groups:
        if group.worst.customer:
            thoughts.setdefault(group.worst.customer, group)
    return tuple(thoughts.values())[:_MOST_THOUGHTS]


def _shot(step: StepView, lead: VisitLabel) -> Shot | None:
    figures = next((visit.figures for visit in step.visits if visit.label.id == lead.id), ())
    after = next((figure.shot for figure in figures if figure.moment == "after"), None)
    shot = after or (figures[0].shot if figures else None)
    return _cut(shot) if shot is not None else None


def _cut(shot: Shot) -> Shot:
    """Cut a tall picture around its first mark, so that the frames of a phone stand in one row with the words."""
    shot = replace(shot, marks=shot.marks[:_MOST_MARKS])
    x, y, width, height = shot.view
    tallest = width * _TALLEST
    if height <= tallest:
        return shot
    middle = shot.marks[0].y + shot.marks[0].height / 2 if shot.marks else 0.0
    top = max(y, min(middle - tallest / 2, y + height - tallest))
    return replace(shot, view=(x, top, width, tallest))


def _floor(journey: JourneyResult) -> float:
    """Give the tens below the lowest point of the range; no higher than leaves a small drop small."""
    lowest = [value for step in journey.curve for value in (step.left, step.low) if value is not None]
    return min(_HIGHEST_FLOOR, max(0.0, min(lowest, default=0.0) // 10 * 10))


def _stretch(floor: float, before: tuple[float, float, float], after: tuple[float, float, float]) -> Stretch:
    """Draw one frame: willing customers, low and high end of their range, before and after the step."""
    (start, low_start, high_start), (end, low_end, high_end) = (
        tuple(_height(value, floor) for value in values) for values in (before, after)
    )
    band = [(0.0, high_start), (_JOINED, high_end), (_JOINED, low_end), (0.0, low_start)]
    return Stretch(
        start=start,
        end=end,
        area=_points([(0.0, start), (_JOINED, end), (_JOINED, 100.0), (0.0, 100.0)]),
        band=_points(band) if (low_start, low_end) != (high_start, high_end) else "",
    )


def _height(left: float, floor: float) -> float:
    return round(_TOP + _DEPTH * (1 - (max(floor, min(100.0, left)) - floor) / (100 - floor)), 1)


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)
