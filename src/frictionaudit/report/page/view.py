"""The whole page as the templates read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitEvidence, VisitOutcome
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.report.guide import RuleGuide
from frictionaudit.report.page.curve import NARROW, Curve, curve_of, line_of
from frictionaudit.report.page.figures import span
from frictionaudit.report.page.gains import Gains
from frictionaudit.report.page.groups import FindingGroup, Mend, grouped, mends_of
from frictionaudit.report.page.labels import VisitLabel, browser_name, labels_of, who_words
from frictionaudit.report.page.marks import Shot, close_up
from frictionaudit.report.page.pictures import Album, Picture, embed
from frictionaudit.report.page.plain import plain
from frictionaudit.report.page.sights import Sight, scales_of, sight_of, wanted_pictures
from frictionaudit.report.page.steps import StepView, picture_of, steps_of
from frictionaudit.report.page.technology import METRICS
from frictionaudit.report.page.unjudged import Tally, Unjudged, tally_of, unjudged_of
from frictionaudit.report.page.verdict import Notice, Verdict, notices_of, verdict_of
from frictionaudit.report.texts import text
from frictionaudit.results import JourneyResult, PersonaResult, Run, StepSurvival, VisitResult

__all__ = ["JourneyView", "Page", "PersonaView", "page_of"]

PAGE_BYTES = 4_900_000
_LEAST_FOR_PICTURES = 900_000
_FRAME_BYTES = 150_000
_FINDING_BYTES = 5_200
_STEP_BYTES = 9_000
_DROPS_TOLD = 3
_SPARK_WIDTH, _SPARK_HEIGHT = 220, 56
_GATES = ("score", "fail-on", "journey", "max_steps", "max_fields", "max_seconds")
TYPICAL_SHOP = 74
"""Willing customers left at a typical large shop: 100 / 1.35. Source: Baymard Institute, current state of checkout UX,
which estimates a gain of 35 % from checkout design."""


@dataclass(frozen=True, slots=True)
class DropTold:
    """A drop of the curve with the finding that costs most at its step."""

    step: StepSurvival
    anchor: str
    group: FindingGroup | None


@dataclass(frozen=True, slots=True)
class JourneyView:
    """One journey: its curve and its steps."""

    result: JourneyResult
    curve: Curve | None
    narrow_curve: Curve | None
    drops: tuple[DropTold, ...]
    steps: tuple[StepView, ...]
    whole_path: tuple[FindingGroup, ...]


@dataclass(frozen=True, slots=True)
class PersonaView:
    """One persona over the run; `spark` is the small curve of the visit that came out worst."""

    result: PersonaResult
    who: str
    spark: str
    visits: tuple[tuple[VisitResult, VisitLabel], ...]
    worst: FindingGroup | None


@dataclass(frozen=True, slots=True)
class Dots:
    """100 customers: those who stay even at the low end of the range, those in the range, those who leave."""

    sure: int
    maybe: int
    gone: int


@dataclass(frozen=True)
class Page:
    """All that stands on the page."""

    run: Run

    verdict: Verdict
    notices: tuple[Notice, ...]
    journeys: tuple[JourneyView, ...]
    mends: tuple[Mend, ...]
    groups: tuple[FindingGroup, ...]
    personas: tuple[PersonaView, ...]
    unjudged: Mapping[str, tuple[Unjudged, ...]]
    tally: Tally
    labels: Mapping[str, VisitLabel]
    guides: Mapping[str, RuleGuide]
    sources: tuple[str, ...]
    album: Album
    has_figures: bool
    sights: Mapping[tuple[str, str], Sight]
    engines: tuple[str, ...]
    unthrottled: frozenset[str]
    metrics: tuple[str, ...] = METRICS
    typical: int = TYPICAL_SHOP
    spark: tuple[int, int] = (_SPARK_WIDTH, _SPARK_HEIGHT)

    @property
    def title(self) -> str:
        """What the window is called."""
        names = ", ".join(plain(journey.result.name, 60) for journey in self.journeys)
        return text("title", journey=names) if names else text("title.empty")

    @property
    def addresses(self) -> tuple[str, ...]:
        """Base addresses of the shops."""
        return tuple(dict.fromkeys(journey.result.base_url for journey in self.journeys))

    @property
    def shops(self) -> tuple[str, ...]:
        """Hosts of the shops, at most three."""
        return tuple(dict.fromkeys(_host(address) for address in self.addresses))[:3]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Embedded pictures, each once."""
        return tuple({picture.id: picture for picture in self.album.by_path.values()}.values())

    @property
    def dots(self) -> Dots:
        """The score as customers; only where there is one."""
        score = self.run.score
        value = score.value or 0.0
        low = round(score.low if score.low is not None else value)
        high = max(low, round(score.high if score.high is not None else value))
        return Dots(low, high - low, 100 - high)

    @property
    def score_span(self) -> str:
        """Range of the score in words, "" where both ends agree."""
        shown = span(self.run.score.low, self.run.score.high)
        return shown.replace("–", text("to")) if "–" in shown else ""

    @property
    def walks(self) -> int:
        """How many visits there are."""
        return len(self.run.visits)

    def by_severity(self) -> dict[Severity, tuple[FindingGroup, ...]]:
        """Give the findings by severity, worst first, empty ones left out."""
        found = {severity: tuple(g for g in self.groups if g.severity is severity) for severity in Severity}
        return {severity: groups for severity, groups in found.items() if groups}

    def close_up(self, group: FindingGroup) -> Shot | None:
        """Give the part of a picture that shows a finding."""
        sight = self.sights[group.worst.visit, group.worst.fingerprint]
        return close_up(self.album, sight, group.number, group.severity)

    def who_met(self, group: FindingGroup) -> str:
        """Give who met a finding, in words."""
        return who_words({finding.visit for finding in group.variants}, self.labels)

    def variants_of(self, group: FindingGroup) -> tuple[tuple[str, str], ...]:
        """Give each different message of a finding with who met it so."""
        by_message: dict[str, set[str]] = defaultdict(set)
        for finding in group.variants:
            by_message[finding.message].add(finding.visit)
        return tuple((message, who_words(ids, self.labels)) for message, ids in by_message.items())

    def persona_indexes(self, group: FindingGroup) -> str:
        """Give the places of the personas that met a finding, for the filter."""
        met = {finding.visit for finding in group.variants}
        return " ".join(
            str(place)
            for place, persona in enumerate(self.personas)
            if any(visit.id in met for visit, _ in persona.visits)
        )

    def criterion_name(self, id: str) -> str:
        """Give a criterion in the customer's voice."""
        return text(f"criterion.{id}") if id in list(Criterion) else plain(id, 60)

    def gate_name(self, id: str) -> str:
        """Give what a gate asks, in words."""
        kind, _, criterion = id.partition(":")
        if kind == "criterion":
            return text("gate.criterion", criterion=self.criterion_name(criterion))
        return text(f"gate.{id}") if id in _GATES else id

    def outcome_words(self, visit: VisitResult) -> str:
        """Give how a visit ended, and at which step where it did not reach the end."""
        words = text(f"outcome.{visit.outcome}")
        if visit.outcome is VisitOutcome.COMPLETED:
            return words
        reached = [place for place, step in enumerate(visit.steps) if step.status is not StepStatus.NOT_REACHED]
        if not reached:
            return words
        last = reached[-1]
        return text("outcome.at", outcome=words, number=last + 1, step=plain(visit.steps[last].name, 60))

    def is_unthrottled(self, visit: str) -> bool:
        """True where the persona asks for a slow line or device and the browser cannot give it."""
        return visit in self.unthrottled


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
    return Page(
        run=run,
        verdict=verdict_of(run, labels),
        notices=notices_of(run, labels, album.left_out),
        journeys=journeys,
        mends=mends_of(groups, gains),
        groups=groups,
        personas=tuple(_persona(run, each, groups, labels) for each in run.personas),
        unjudged=unjudged_of(run, guides, labels),
        tally=tally_of(run),
        labels=labels,
        guides=guides,
        sources=_sources(groups),
        album=album,
        has_figures=gains.is_known,
        sights=sights,
        engines=_engines(run, visits),
        unthrottled=frozenset(visit.id for visit in visits if visit.is_throttled is False),
    )


def _engines(run: Run, visits: Sequence[VisitEvidence]) -> tuple[str, ...]:
    """Give the browsers with their full versions and where they came from."""
    sources = {visit.id: visit.engine.source for visit in visits}
    names: dict[str, None] = {}
    for visit in run.visits:
        source = f" ({sources[visit.id]})" if sources.get(visit.id) else ""
        names[f"{browser_name(visit.browser)} {visit.browser_version}".strip() + source] = None
    return tuple(names)


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.rpartition("@")[2] or address
    except ValueError:
        return address


def _picture_budget(run: Run) -> int:
    """Give what the words leave of the page's bytes."""
    steps = sum(len(visit.steps) for visit in run.visits)
    words = _FRAME_BYTES + _FINDING_BYTES * len({f.fingerprint for f in run.findings}) + _STEP_BYTES * steps // 6
    return max(_LEAST_FOR_PICTURES, PAGE_BYTES - words)


def _by_weight(groups: Sequence[FindingGroup], sights: Mapping[tuple[str, str], Sight]) -> list[Sight]:
    """Give the sights of the findings, those of the worst variants first."""
    first = [sights[g.worst.visit, g.worst.fingerprint] for g in groups]
    return first + [sights[f.visit, f.fingerprint] for g in groups for f in g.variants]


def _step_paths(run: Run, evidence: Mapping[str, VisitEvidence]) -> list[str]:
    paths = []
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
        spark=line_of(lefts, _SPARK_WIDTH, _SPARK_HEIGHT) if lefts else "",
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
