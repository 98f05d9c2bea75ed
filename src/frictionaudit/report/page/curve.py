"""The curve of willing customers over the steps, as geometry of one drawing."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from frictionaudit.journey.model import Stage
from frictionaudit.report.page.figures import customers
from frictionaudit.report.page.plain import plain
from frictionaudit.results import JourneyResult, StepSurvival

__all__ = ["Curve", "Drop", "StageBand", "curve_of", "line_of"]

WIDTH, HEIGHT = 960, 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 36, 26, 64
_NAMED_DROPS = 4
_SMALLEST_NAMED = 0.95
_LABEL_HEIGHT = 20
_LETTER_WIDTH = 7.6


@dataclass(frozen=True, slots=True)
class Drop:
    """A named drop: the stretch of the line it is, and where its label stands."""

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
    """One journey's curve, drawn in a box of `width` x `height`."""

    line: str
    area: str
    band: str
    points: tuple[tuple[float, float], ...]
    ticks: tuple[Tick, ...]
    grid: tuple[tuple[int, float], ...]
    stages: tuple[StageBand, ...]
    drops: tuple[Drop, ...]
    end: tuple[float, float]
    end_label: str
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    base: int = HEIGHT - _BOTTOM
    width: int = WIDTH
    height: int = HEIGHT


def curve_of(journey: JourneyResult) -> Curve | None:
    """Give the curve of a journey, None where no step of it could be scored."""
    steps = [step for step in journey.curve if step.left is not None]
    if not steps:
        return None
    gap = (WIDTH - _LEFT - _RIGHT) / max(1, len(journey.curve))
    points = [(float(_LEFT), _y(100))]
    lows, highs = [points[0]], [points[0]]
    places = {}
    for place, step in enumerate(journey.curve, 1):
        x = _LEFT + gap * place
        places[step.index] = len(points)
        if step.left is None:
            break  # the line ends where nothing is known any more
        points.append((x, _y(step.left)))
        lows.append((x, _y(step.low if step.low is not None else step.left)))
        highs.append((x, _y(step.high if step.high is not None else step.left)))
    base = f"{points[-1][0]:.1f},{_y(0):.1f} {_LEFT},{_y(0):.1f}"
    return Curve(
        line=_path(points),
        area=f"{_path(points)} {base}",
        band=f"{_path(highs)} {_path(lows[::-1])}",
        points=tuple(points[1:]),
        ticks=_ticks(journey.curve, gap),
        grid=tuple((value, _y(value)) for value in (0, 25, 50, 75, 100)),
        stages=_stages(journey.curve, gap),
        drops=_drops(steps, points, places),
        end=points[-1],
        end_label=f"{steps[-1].left or 0:.0f}",
    )


def line_of(values: Sequence[float], width: float, height: float) -> str:
    """Give the points of a small line that starts at 100, in a box of this size."""
    gap = width / max(1, len(values))
    return _path([(place * gap, height * (1 - left / 100)) for place, left in enumerate((100.0, *values))])


def _y(left: float) -> float:
    return _TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - max(0.0, min(100.0, left)) / 100)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _ticks(steps: Sequence[StepSurvival], gap: float) -> tuple[Tick, ...]:
    every = 1 if len(steps) <= 24 else 5
    return tuple(
        Tick(_LEFT + gap * place, str(place) if place % every == 0 or place == 1 else "")
        for place in range(1, len(steps) + 1)
    )


def _stages(steps: Sequence[StepSurvival], gap: float) -> tuple[StageBand, ...]:
    bands: list[StageBand] = []
    for place, step in enumerate(steps):
        x = _LEFT + gap * (place + 0.5)
        if bands and bands[-1].stage is step.stage:
            bands[-1] = StageBand(step.stage, bands[-1].x, x + gap - bands[-1].x)
        else:
            bands.append(StageBand(step.stage, x, gap))
    return tuple(bands)


def _drops(
    steps: Sequence[StepSurvival], points: Sequence[tuple[float, float]], places: dict[int, int]
) -> tuple[Drop, ...]:
    """Name the largest drops; labels stand above the line, where a falling line leaves room."""
    worst = sorted((step for step in steps if step.lost >= _SMALLEST_NAMED), key=lambda step: -step.lost)
    drops: list[Drop] = []
    taken: list[tuple[float, float, float]] = []
    for step in sorted(worst[:_NAMED_DROPS], key=lambda step: step.index):
        place = places[step.index]
        if place >= len(points):
            continue
        (x1, y1), (x2, y2) = points[place - 1], points[place]
        label = f"\N{MINUS SIGN}{customers(step.lost)} {plain(step.step, 28)}"
        width = len(label) * _LETTER_WIDTH
        middle = ((x1 + x2) / 2, (y1 + y2) / 2)
        x = max(_LEFT + 4.0, min(middle[0] + 8, WIDTH - 4 - width))
        # The line only falls, so above its height at the label's left end all is free.
        x, y = _free_place(x, min(middle[1] - 16, _height_at(x, points) - 9), width, taken)
        taken.append((x, y, width))
        leader = _path([(middle[0], y + 5), (middle[0], middle[1])])
        drops.append(Drop(step, _path([(x1, y1), (x2, y2)]), label, x, y, leader))
    return tuple(drops)


def _height_at(x: float, points: Sequence[tuple[float, float]]) -> float:
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        if x1 <= x <= x2:
            return y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return points[-1][1]


def _free_place(x: float, y: float, width: float, taken: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """Move a label up until it covers no other; the first row lies just above the 100 line."""
    y = max(y, _TOP + 4)
    for row in range(8):
        tried = y - row * _LABEL_HEIGHT
        if tried < 12:
            break
        if not any(abs(tried - b) < _LABEL_HEIGHT and x < a + w and a < x + width for a, b, w in taken):
            return x, tried
    return x, y
