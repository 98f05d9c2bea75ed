"""Which journeys are held against each other, and the axis that their curves share."""

from __future__ import annotations

from collections.abc import Sequence

from frictionaudit.journey.model import Stage
from frictionaudit.report.comparison.model import Lane, Point
from frictionaudit.results import JourneyResult, Run

__all__ = ["Pairing", "pairings"]


class Pairing:
    """One journey of each side; None where a side has none for it."""

    def __init__(self, journeys: Sequence[JourneyResult | None]) -> None:
        self.journeys = tuple(journeys)
        self._there = [journey for journey in journeys if journey is not None]
        own = [[step.step_id for step in journey.curve] for journey in self._there]
        self.shared = set(own[0]).intersection(*own[1:])
        """Ids of the steps that all of them have."""
        self.is_by_step = all(ids == own[0] for ids in own)

    def lane(self) -> Lane:
        """Give the curves over their common axis: the steps where all have the same ones, else the stages."""
        return Lane(
            name=self._there[0].name,
            journeys=tuple(journey.id if journey else None for journey in self.journeys),
            by="step" if self.is_by_step else "stage",
            points=tuple(self._steps() if self.is_by_step else self._stages()),
        )

    def _steps(self) -> list[Point]:
        lefts = [{step.step_id: step.left for step in journey.curve} if journey else {} for journey in self.journeys]
        return [
            Point(name=step.step, stage=step.stage, left=tuple(side.get(step.step_id) for side in lefts))
            for step in self._there[0].curve
        ]

    def _stages(self) -> list[Point]:
        """Give who is left after the last step of each stage; a side that skips a stage keeps what it had."""
        used = {step.stage for journey in self._there for step in journey.curve}
        stages = [stage for stage in Stage if stage in used]
        lefts = [_by_stage(journey, stages) if journey else [None] * len(stages) for journey in self.journeys]
        return [
            Point(name="", stage=stage, left=tuple(side[place] for side in lefts)) for place, stage in enumerate(stages)
        ]


def pairings(runs: Sequence[Run]) -> list[Pairing]:
    """Pair the journeys of all sides: those of one id, then what is left, in order."""
    ids = dict.fromkeys(journey.id for run in runs for journey in run.journeys)
    by_id = [{journey.id: journey for journey in run.journeys} for run in runs]
    common = [id for id in ids if all(id in own for own in by_id)]
    rest = [[journey for id, journey in own.items() if id not in common] for own in by_id]
    paired = [Pairing([own[id] for own in by_id]) for id in common]
    longest = max((len(own) for own in rest), default=0)
    return paired + [Pairing([own[place] if place < len(own) else None for own in rest]) for place in range(longest)]


def _by_stage(journey: JourneyResult, stages: Sequence[Stage]) -> list[float | None]:
    after = {step.stage: step.left for step in journey.curve}
    lefts: list[float | None] = []
    before: float | None = 100.0
    for stage in stages:
        before = after.get(stage, before)
        lefts.append(before)
    return lefts
