"""From a run and its evidence to the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Severity
from frictionaudit.report.guide import RuleGuide
from frictionaudit.report.page.curve import NARROW, curve_of, line_of
from frictionaudit.report.page.gains import Gains
from frictionaudit.report.page.groups import FindingGroup, grouped, mends_of
from frictionaudit.report.page.impact import impact_views, nothing_given
from frictionaudit.report.page.journey_map import map_of
from frictionaudit.report.page.labels import VisitLabel, browser_name, labels_of
from frictionaudit.report.page.model import SPARK_HEIGHT, SPARK_WIDTH, DropTold, JourneyView, Page, PersonaView
from frictionaudit.report.page.pictures import Album, embed
from frictionaudit.report.page.proof import devices_of
from frictionaudit.report.page.sights import Sight, scales_of, sight_of, wanted_pictures
from frictionaudit.report.page.steps import picture_of, steps_of
from frictionaudit.report.page.target import class_views, target_views
from frictionaudit.report.page.unjudged import tally_of, unjudged_of
from frictionaudit.report.page.verdict import notices_of, verdict_of
from frictionaudit.results import JourneyResult, PersonaResult, Run

__all__ = ["page_of"]

_PAGE_BYTES = 4_900_000
_LEAST_FOR_PICTURES = 900_000
# What the words of a page weigh, measured on runs of 12 to 40 steps and up to 500 findings.
_FRAME_BYTES = 70_000
_FINDING_BYTES = 4_000
_STEP_BYTES = 2_800
_DROPS_TOLD = 3


def page_of(run: Run, visits: Sequence[VisitEvidence], folder: Path, guides: Mapping[str, RuleGuide]) -> Page:
    """Build the page of a run."""
    evidence = {visit.id: visit for visit in visits}
    labels = labels_of(run, visits)
    gains = Gains(run)
    groups = grouped(run.findings, guides, gains)
    sights = {(f.visit, f.fingerprint): sight_of(f, evidence.get(f.visit)) for f in run.findings}
    album = embed(folder, wanted_pictures(_by_weight(groups, sights), _step_paths(run, evidence), scales_of(visits)),
                  _picture_budget(run))  # fmt: skip
    journeys = tuple(
        _journey(run, each, number, evidence, groups, labels, album, sights)
        for number, each in enumerate(run.journeys, 1)
    )
    mends = mends_of(groups, gains)
    return Page(
        run=run,
        verdict=verdict_of(run, labels),
        notices=notices_of(run, labels, album.left_out),
        journeys=journeys,
        mends=mends,
        groups=groups,
        personas=tuple(_persona(run, each, groups, labels) for each in run.personas),
        unjudged=unjudged_of(run, guides, labels),
        tally=tally_of(run),
        labels=labels,
        sources=_sources(groups),
        album=album,
        has_figures=gains.is_known,
        sights=sights,
        engines=_engines(run, visits),
        addresses_seen={(v.id, step.index): step.page.url for v in visits for step in v.steps if step.page},
        devices={group.anchor: devices_of(group, evidence, labels) for group in _all_of(groups)},
        unthrottled=frozenset(visit.id for visit in visits if visit.is_throttled is False),
        targets=target_views(run),
        classes=class_views(run) if run.books or any(each.target_state for each in run.journeys) else (),
        impacts=impact_views(run, mends),
        without_figures=nothing_given(run),
    )


def _all_of(groups: Sequence[FindingGroup]) -> list[FindingGroup]:
    """Give the groups and their consequences."""
    return [each for group in groups for each in (group, *group.consequences)]


def _engines(run: Run, visits: Sequence[VisitEvidence]) -> tuple[str, ...]:
    """Give the browsers with their full versions and where they came from."""
    sources = {visit.id: visit.engine.source for visit in visits}
    names: dict[str, None] = {}
    for visit in run.visits:
        source = f" ({sources[visit.id]})" if sources.get(visit.id) else ""
        names[f"{browser_name(visit.browser)} {visit.browser_version}".strip() + source] = None
    return tuple(names)


def _picture_budget(run: Run) -> int:
    """Give what the words leave of the page's bytes."""
    steps = sum(len(visit.steps) for visit in run.visits)
    words = _FRAME_BYTES + _FINDING_BYTES * len({f.fingerprint for f in run.findings}) + _STEP_BYTES * steps
    return max(_LEAST_FOR_PICTURES, _PAGE_BYTES - words)


def _by_weight(groups: Sequence[FindingGroup], sights: Mapping[tuple[str, str], Sight]) -> list[Sight]:
    """Give the sights of the findings, those of the worst variants first."""
    first = [sights[g.worst.visit, g.worst.fingerprint] for g in groups]
    return first + [sights[f.visit, f.fingerprint] for g in groups for each in (g, *g.siblings) for f in each.variants]


def _step_paths(run: Run, evidence: Mapping[str, VisitEvidence]) -> list[str]:
    paths: list[str] = []
    for visit in run.visits:
        steps = {step.index: step for step in evidence[visit.id].steps} if visit.id in evidence else {}
        paths.extend(picture_of(result, steps.get(index)) for index, result in enumerate(visit.steps))
    return paths


def _journey(
    run: Run,
    journey: JourneyResult,
    number: int,
    evidence: Mapping[str, VisitEvidence],
    groups: Sequence[FindingGroup],
    labels: Mapping[str, VisitLabel],
    album: Album,
    sights: Mapping[tuple[str, str], Sight],
) -> JourneyView:
    steps = steps_of(run, journey, number, evidence, groups, labels, album, lambda f: sights[f.visit, f.fingerprint])
    by_number = {step.number - 1: step for step in steps}
    worst = sorted((step for step in journey.curve if step.lost >= 0.5), key=lambda step: -step.lost)[:_DROPS_TOLD]
    return JourneyView(
        result=journey,
        curve=curve_of(journey),
        narrow_curve=curve_of(journey, NARROW),
        drops=tuple(
            DropTold(step, view.anchor, view.groups[0] if view.groups else None)
            for step in worst
            if (view := by_number.get(step.index)) is not None
        ),
        map=map_of(journey, steps),
        steps=steps,
        whole_path=tuple(g for g in groups if g.journey == journey.id and g.step_index is None),
    )


def _persona(
    run: Run, persona: PersonaResult, groups: Sequence[FindingGroup], labels: Mapping[str, VisitLabel]
) -> PersonaView:
    visits = tuple((visit, labels[visit.id]) for visit in run.visits if visit.persona == persona.name)
    ids = {visit.id for visit, _ in visits}
    walks = [visit for visit, _ in visits if visit.errand == "walk" and any(s.left is not None for s in visit.steps)]
    worst = min(walks, key=lambda visit: visit.score.value if visit.score.value is not None else 101, default=None)
    lefts = [step.left for step in worst.steps if step.left is not None] if worst else []
    title = persona.title or persona.name.replace("-", " ").capitalize()
    return PersonaView(
        result=persona,
        who=visits[0][1].who if visits else title,
        spark=line_of(lefts, SPARK_WIDTH, SPARK_HEIGHT) if lefts else "",
        visits=visits,
        worst=_worst_for(ids, groups),
    )


def _worst_for(visits: set[str], groups: Sequence[FindingGroup]) -> FindingGroup | None:
    """Give what takes most of this persona's customers, not of all."""
    met = [(f, group) for group in groups for f in group.variants if f.visit in visits]
    worst = min(met, key=lambda each: (-(each[0].takes or 0.0), each[0].severity.rank), default=None)
    return worst[1] if worst and worst[0].severity is not Severity.INFO else None


def _sources(groups: Sequence[FindingGroup]) -> tuple[str, ...]:
    return tuple(sorted({reference for group in groups for reference in group.guide.references}))
