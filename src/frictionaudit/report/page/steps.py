"""The steps of a journey, each with Filenius's four questions, its visits beside each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from frictionaudit.evidence.effort import StepEffort
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Finding
from frictionaudit.journey.model import Stage
from frictionaudit.report.page.deeds import deeds_of
from frictionaudit.report.page.groups import FindingGroup
from frictionaudit.report.page.labels import VisitLabel
from frictionaudit.report.page.marks import Shot, shot_of
from frictionaudit.report.page.pictures import Album, key_of
from frictionaudit.report.page.promises import PromiseView, effort_words, promises_of
from frictionaudit.report.page.sights import Sight, after_picture
from frictionaudit.report.page.technology import Cell, Technology, spread_of, technology_of
from frictionaudit.report.page.waterfall import Waterfall, waterfall_of
from frictionaudit.results import JourneyResult, Run, StepResult, StepSurvival, VisitResult

__all__ = ["Figure", "StepView", "VisitAtStep", "picture_of", "steps_of"]

SightOf = Callable[[Finding], Sight]


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture of one visit at one step.

    Attributes:
        id: Fragment of its enlarged form.
        moment: "after" or "before" the press.
    """

    id: str
    moment: str
    shot: Shot


@dataclass(frozen=True, slots=True)
class VisitAtStep:
    """One visit at one step."""

    label: VisitLabel
    status: StepStatus
    failure: str
    figures: tuple[Figure, ...]
    healed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepView:
    """One step over all visits that reached it.

    Attributes:
        number: From 1.
        before, left: Willing customers of 100 before and after it; None where not scored.
        deeds: What the customer did, one sentence each.
        visits: Those that reached it.
        not_reached: Visits that ended before it.
        groups: What they met here, worst first.
        promises: What the button promised that binds, and what came of it.
        effort: What it asks of the customer, in parts: "3 presses", "5 fields"; of the visit it asked most of.
        waterfall: Where the time went on the slowest visit; None where it was not slow.
    """

    anchor: str
    number: int
    name: str
    stage: Stage
    before: float | None
    left: float | None
    lost: float
    deeds: tuple[str, ...]
    visits: tuple[VisitAtStep, ...]
    not_reached: tuple[VisitLabel, ...]
    groups: tuple[FindingGroup, ...]
    technology: tuple[Technology, ...]
    promises: tuple[PromiseView, ...] = ()
    effort: tuple[str, ...] = ()
    waterfall: Waterfall | None = None

    @property
    def troubled(self) -> tuple[VisitAtStep, ...]:
        """Visits that did not pass it."""
        return tuple(visit for visit in self.visits if visit.status is not StepStatus.PASSED)

    @property
    def healed(self) -> tuple[str, ...]:
        """Lines to write into the journey file, whose own found nothing on some visit."""
        return tuple(dict.fromkeys(line for visit in self.visits for line in visit.healed))

    @property
    def is_worth_opening(self) -> bool:
        """Somebody stumbled here; else its name and figures say enough at first sight."""
        return bool(self.groups or self.troubled or self.healed)

    @property
    def spread(self) -> tuple[Cell, ...]:
        """The figures over all visits."""
        return spread_of(self.technology)

    @property
    def film(self) -> tuple[tuple[VisitAtStep, Figure], ...]:
        """All pictures, wide windows before phones."""
        frames = [(visit, figure) for visit in self.visits for figure in visit.figures]
        return tuple(sorted(frames, key=lambda frame: frame[1].shot.is_tall))


def steps_of(
    run: Run,
    journey: JourneyResult,
    number: int,
    evidence: Mapping[str, VisitEvidence],
    groups: Sequence[FindingGroup],
    labels: Mapping[str, VisitLabel],
    album: Album,
    sight_of: SightOf,
) -> tuple[StepView, ...]:
    """Give the steps of one journey, the `number`-th of the run."""
    visits = [visit for visit in run.visits if visit.journey == journey.id]
    walk = max(visits, key=lambda visit: len(visit.steps), default=None)
    survival = {step.index: step for step in journey.curve}
    names = {index: (step.name, step.stage) for index, step in enumerate(walk.steps)} if walk else {}
    names |= {index: (step.step, step.stage) for index, step in survival.items()}
    views, before = [], 100.0
    for index, (name, stage) in sorted(names.items()):
        here = tuple(group for group in groups if group.journey == journey.id and group.step_index == index)
        view = _view(f"s-{number}-{index + 1}", index, name, stage, visits, evidence, here, labels, album, sight_of)
        view = replace(view, promises=promises_of(run.promises, journey.id, index, labels))
        views.append(_with_survival(view, survival.get(index), before))
        before = views[-1].left if views[-1].left is not None else before
    return tuple(views)


def picture_of(result: StepResult, step: StepEvidence | None) -> str:
    """Give the path of the picture that stands for a step of a visit; "" where there is none."""
    seen = after_picture(step) if step else None
    return key_of(seen.path if seen else result.screenshot)


def _view(
    anchor: str,
    index: int,
    name: str,
    stage: Stage,
    visits: Sequence[VisitResult],
    evidence: Mapping[str, VisitEvidence],
    groups: tuple[FindingGroup, ...],
    labels: Mapping[str, VisitLabel],
    album: Album,
    sight_of: SightOf,
) -> StepView:
    at_step, technology, missed = [], [], []
    records: dict[str, StepEvidence] = {}
    for place, visit in enumerate(visits):
        result = visit.steps[index] if index < len(visit.steps) else None
        label = labels[visit.id]
        if result is None or result.status is StepStatus.NOT_REACHED:
            missed.append(label)
            continue
        step = _step(evidence.get(visit.id), index)
        if step is not None:
            records[visit.id] = step
        figures = _figures(f"z-{anchor}-{place}", result, step, visit.id, groups, album, sight_of)
        at_step.append(VisitAtStep(label, result.status, result.failure, figures, result.healed))
        technology.append(technology_of(label, result, step, _rules_of(visit.id, groups)))
    return StepView(
        anchor=anchor,
        number=index + 1,
        name=name,
        stage=stage,
        before=None,
        left=None,
        lost=0.0,
        deeds=deeds_of([*records.values()]),
        visits=tuple(at_step),
        not_reached=tuple(missed),
        groups=groups,
        technology=tuple(technology),
        effort=effort_words(_most_effort(visits, index)),
        waterfall=waterfall_of(technology, records),
    )


def _most_effort(visits: Sequence[VisitResult], index: int) -> StepEffort:
    """Give the effort of the visit that the step asked most of; one that broke off asked less."""
    given = [visit.steps[index].effort for visit in visits if index < len(visit.steps)]
    return max(given, key=lambda effort: effort.seconds, default=StepEffort())


def _with_survival(view: StepView, survival: StepSurvival | None, before: float) -> StepView:
    if survival is None or survival.left is None:
        return view
    return replace(view, before=before, left=survival.left, lost=survival.lost)


def _step(visit: VisitEvidence | None, index: int) -> StepEvidence | None:
    return next((step for step in visit.steps if step.index == index), None) if visit else None


def _figures(
    id: str,
    result: StepResult,
    step: StepEvidence | None,
    visit: str,
    groups: Sequence[FindingGroup],
    album: Album,
    sight_of: SightOf,
) -> tuple[Figure, ...]:
    """Give the picture before the press where findings are seen in it, and the picture after."""
    seen = [
        (group.number, finding.severity, sight_of(finding))
        for group in _flat(groups)
        for finding in group.variants
        if finding.visit == visit
    ]
    after = picture_of(result, step)
    earlier = dict.fromkeys(sight.path for _, _, sight in seen if sight.path and sight.path != after)
    figures: list[Figure] = []
    for path, moment in [*((path, "before") for path in earlier), (after, "after")]:
        shot = shot_of(album, path, seen)
        if shot is not None:
            figures.append(Figure(f"{id}-{len(figures)}", moment, shot))
    return tuple(figures)


def _flat(groups: Sequence[FindingGroup]) -> list[FindingGroup]:
    return [each for group in groups for each in (group, *group.siblings, *group.consequences)]


def _rules_of(visit: str, groups: Sequence[FindingGroup]) -> frozenset[str]:
    return frozenset(group.rule for group in _flat(groups) if any(finding.visit == visit for finding in group.variants))
