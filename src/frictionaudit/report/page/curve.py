"""The curve of willing customers over the steps, as geometry of one drawing."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from frictionaudit.journey.model import Stage
from frictionaudit.report.page.figures import customers
from frictionaudit.report.page.plain import plain
from frictionaudit.results import JourneyResult, StepSurvival

__all__ = [
    "NARROW",
    "WIDE",
    "Curve",
    "Drop",
    "Frame",
    "StageBand",
    "Tick",
    "bands_of",
    "curve_of",
    "line_of",
    "ticks_of",
]

_NAMED_DROPS = 4
_SMALLEST_NAMED = 0.95
_LABEL_HEIGHT = 20
_LABEL_TOP = 14
_LETTER_WIDTH = 7.7
_CROWDED = 24
"""Steps beyond which not every number stands below the axis."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The box that a curve is drawn in, and the room for what stands around it."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    def x(self, place: float, steps: int) -> float:
        """Where a step ends, 0 for the start."""
        return self.left + (self.width - self.left - self.right) * place / max(1, steps)

    def y(self, left: float) -> float:
        """Height of so many willing customers."""
        return self.top + (self.base - self.top) * (1 - max(0.0, min(100.0, left)) / 100)

    @property
    def base(self) -> int:
        """Height of nobody left."""
        return self.height - self.bottom


WIDE = Frame(width=960, height=300, left=44, right=36, top=40, bottom=62)
NARROW = Frame(width=340, height=230, left=34, right=14, top=12, bottom=30)
"""For phones: no names in the drawing, they stand below it."""


@dataclass(frozen=True, slots=True)
class Drop:
    """A drop: the stretch of the line it is, and where its label stands; "" where there was no room for one."""

    step: StepSurvival
    line: str
    label: str
    x: float
    y: float
    leader: str


@dataclass(frozen=True, slots=True)
class StageBand:
    """Steps in a row of one stage, below the axis."""

    stage: Stage
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A step's place on the axis; `label` is "" where numbers would crowd."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Curve:
    """One journey's curve, drawn in its frame."""

    frame: Frame
    line: str
    area: str
    band: str
    points: tuple[tuple[float, float], ...]
    ticks: tuple[Tick, ...]
    grid: tuple[tuple[int, float], ...]
    stages: tuple[StageBand, ...]
    drops: tuple[Drop, ...]
    end_label: str


def curve_of(journey: JourneyResult, frame: Frame = WIDE) -> Curve | None:
    """Give the curve of a journey, None where no step of it could be scored."""
    steps = list(itertools.takewhile(lambda step: step.left is not None, journey.curve))
    if not steps:
        return None
    xs = [frame.x(place, len(journey.curve)) for place in range(len(steps) + 1)]
    lefts = [100.0, *(step.left or 0.0 for step in steps)]
    lows = [100.0, *(_either(step.low, step.left) for step in steps)]
    highs = [100.0, *(_either(step.high, step.left) for step in steps)]
    points, low, high = ([(x, frame.y(v)) for x, v in zip(xs, vs, strict=True)] for vs in (lefts, lows, highs))
    return Curve(
        frame=frame,
        line=_path(points),
        area=_path([*points, (xs[-1], frame.base), (xs[0], frame.base)]),
        band=_path([*high, *low[::-1]]),
        points=tuple(points[1:]),
        ticks=ticks_of(len(journey.curve), frame),
        grid=tuple((value, frame.y(value)) for value in (0, 25, 50, 75, 100)),
        stages=bands_of([step.stage for step in journey.curve], frame),
        drops=_drops(steps, points, frame),
        end_label=f"{lefts[-1]:.0f}",
    )


def _either(value: float | None, other: float | None) -> float:
    return value if value is not None else other or 0.0


def line_of(values: Sequence[float], width: float, height: float) -> str:
    """Give the points of a small line that starts at 100, in a box of this size."""
    gap = width / max(1, len(values))
    return _path([(place * gap, height * (1 - left / 100)) for place, left in enumerate((100.0, *values))])


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def ticks_of(steps: int, frame: Frame) -> tuple[Tick, ...]:
    """Give the places of so many steps on the axis."""
    every = 1 if steps <= _CROWDED * frame.width / WIDE.width * 1.4 else 5
    return tuple(
        Tick(frame.x(place, steps), str(place) if place % every == 0 or place == 1 else "")
        for place in range(1, steps + 1)
    )


def bands_of(stages: Sequence[Stage], frame: Frame) -> tuple[StageBand, ...]:
    """Give the stages of all steps, those in a row that are the same as one band."""
    bands: list[StageBand] = []
    for place, stage in enumerate(stages):
        x, end = frame.x(place + 0.5, len(stages)), frame.x(place + 1.5, len(stages))
        if bands and bands[-1].stage is stage:
            bands[-1] = StageBand(stage, bands[-1].x, end - bands[-1].x)
        else:
            bands.append(StageBand(stage, x, end - x))
    return tuple(bands)


def _drops(steps: Sequence[StepSurvival], points: Sequence[tuple[float, float]], frame: Frame) -> tuple[Drop, ...]:
    """Name the largest drops; labels stand above the line, where a falling line leaves room."""
    worst = sorted((step for step in steps if step.lost >= _SMALLEST_NAMED), key=lambda step: -step.lost)
    named = {step.index for step in worst[:_NAMED_DROPS]}
    drops: list[Drop] = []
    taken: list[tuple[float, float, float]] = []
    for step, start, end in zip(steps, points, points[1:], strict=False):
        if step.index not in named:
            continue
        label = f"\N{MINUS SIGN}{customers(step.lost)} {plain(step.step, 28)}"
        width = len(label) * _LETTER_WIDTH
        x_middle, y_middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        x = max(frame.left + 4.0, min(x_middle + 8, frame.width - 4 - width))
        # The line only falls, so above its height at the label's left end all is free.
        y = _free_height(x, min(y_middle - 16, _height_at(x, points) - 10), width, taken)
        if y is None:
            label, y = "", y_middle
        else:
            taken.append((x, y, width))
        leader = _path([(x_middle, y + 5), (x_middle, y_middle)])
        drops.append(Drop(step, _path([start, end]), label, x, y, leader))
    return tuple(drops)


def _height_at(x: float, points: Sequence[tuple[float, float]]) -> float:
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        if x1 <= x <= x2:
            return y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return points[-1][1]


def _free_height(x: float, y: float, width: float, taken: Sequence[tuple[float, float, float]]) -> float | None:
    """Move a label up, row by row, until it covers no other; None where there is no room."""
    rows = [y - row * _LABEL_HEIGHT for row in range(8) if y - row * _LABEL_HEIGHT >= _LABEL_TOP]
    free = (
        row
        for row in rows
        if not any(abs(row - b) < _LABEL_HEIGHT - 2 and x < a + w and a < x + width for a, b, w in taken)
    )
    return next(free, None)
