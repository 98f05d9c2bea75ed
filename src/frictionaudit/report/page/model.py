"""All that stands on the page, and what the templates ask of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.findings.guidance import Mender
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.findings.suppression import Suppressed
from frictionaudit.report.page.curve import Curve
from frictionaudit.report.page.figures import span
from frictionaudit.report.page.groups import FindingGroup, Mend
from frictionaudit.report.page.impact import ImpactView
from frictionaudit.report.page.journey_map import JourneyMap
from frictionaudit.report.page.labels import VisitLabel, who_words
from frictionaudit.report.page.marks import Shot, close_up
from frictionaudit.report.page.names import criterion_name, gate_name
from frictionaudit.report.page.pictures import Album, Picture
from frictionaudit.report.page.plain import plain
from frictionaudit.report.page.proof import limit_words, suppression_of
from frictionaudit.report.page.sights import Sight
from frictionaudit.report.page.steps import StepView
from frictionaudit.report.page.target import MetricClassView, TargetView
from frictionaudit.report.page.technology import METRICS
from frictionaudit.report.page.unjudged import Tally, Unjudged
from frictionaudit.report.page.verdict import Notice, Verdict
from frictionaudit.report.texts import text
from frictionaudit.results import Gate, JourneyResult, PersonaResult, Run, StepSurvival, VisitResult

__all__ = ["SPARK_HEIGHT", "SPARK_WIDTH", "Choices", "Dots", "DropTold", "JourneyView", "Page", "PersonaView"]

SPARK_WIDTH, SPARK_HEIGHT = 220, 56
_UNTARGETED = ("journey", "fail-on")
"""Gates that are no part of a journey's target state."""
_TYPICAL_SHOP = 74
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
    map: JourneyMap | None
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


@dataclass(frozen=True, slots=True)
class Choices:
    """What the findings can be narrowed to: criteria, steps as (value, name), and who mends."""

    criteria: tuple[Criterion, ...]
    steps: tuple[tuple[str, str], ...]
    menders: tuple[Mender, ...]


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
    sources: tuple[str, ...]
    album: Album
    has_figures: bool
    sights: Mapping[tuple[str, str], Sight]
    engines: tuple[str, ...]
    unthrottled: frozenset[str]
    targets: tuple[TargetView, ...]
    classes: tuple[tuple[MetricClassView, ...], ...]
    """The four metric classes, once for each set of the owner's figures."""
    impacts: tuple[ImpactView, ...]
    without_figures: str
    """What can be said of the impact where nothing was reckoned."""
    addresses_seen: Mapping[tuple[str, int], str]
    devices: Mapping[str, tuple[str, ...]]
    metrics: tuple[str, ...] = METRICS
    typical: int = _TYPICAL_SHOP
    spark: tuple[int, int] = (SPARK_WIDTH, SPARK_HEIGHT)

    @property
    def title(self) -> str:
        """What the window is called."""
        names = ", ".join(dict.fromkeys(plain(journey.result.name, 60) for journey in self.journeys))
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

    @property
    def gates(self) -> tuple[Gate, ...]:
        """Gates that no table of the target state shows already."""
        told = {journey.id for journey in self.run.journeys if journey.target_state}
        return tuple(gate for gate in self.run.gates if gate.journey not in told or gate.id in _UNTARGETED)

    def has_part(self, part: str) -> bool:
        """Tell whether a part of the page is there: target and impact stand only where something can be said."""
        if part == "target":
            return bool(self.targets or self.classes)
        return part != "impact" or bool(self.impacts or self.without_figures)

    def by_severity(self) -> dict[Severity, tuple[FindingGroup, ...]]:
        """Give the findings by severity, worst first, empty ones left out."""
        found = {severity: tuple(g for g in self.groups if g.severity is severity) for severity in Severity}
        return {severity: groups for severity, groups in found.items() if groups}

    def close_up(self, group: FindingGroup) -> Shot | None:
        """Give the part of a picture that shows a finding."""
        sight = self.sights[group.worst.visit, group.worst.fingerprint]
        return close_up(self.album, sight, group.number, group.severity)

    def mend_shot(self, mend: Mend) -> Shot | None:
        """Give a picture in which what is to be mended can be seen and is marked, at its first place where it can."""
        shots = [shot for group in (mend.group, *mend.others) if (shot := self.close_up(group)) is not None]
        return next((shot for shot in shots if shot.marks), shots[0] if shots else None)

    def who_met(self, group: FindingGroup) -> str:
        """Give who met a finding, in words."""
        return who_words(group.visits, self.labels)

    def found(self, criterion: str) -> int:
        """Give how many of the findings listed belong to a criterion."""
        return sum(group.worst.criterion == criterion for group in self.groups)

    def address_of(self, group: FindingGroup) -> str:
        """Give the address of the page that a finding is of, as its step ended; "" where it is not known."""
        step = group.step_index
        return "" if step is None else self.addresses_seen.get((group.worst.visit, step), "")

    def sources_of(self, group: FindingGroup) -> tuple[str, ...]:
        """Give what a finding rests on: the page of the very check that found it, then the sources of its rule."""
        own = group.worst.parameters.get("help_url")
        return (*([own] if isinstance(own, str) and own else []), *group.guide.references)

    def limit_of(self, group: FindingGroup) -> str:
        """Give the figure of a finding beside the line it crossed; "" where it has none."""
        return limit_words(group)

    def aside_of(self, group: FindingGroup) -> str:
        """Give the lines that set a finding aside."""
        # Without a subject the lines stand for all of them at the step.
        subject = "" if group.siblings else group.worst.subject
        return suppression_of(group.worst.model_copy(update={"subject": subject}), self.run.started)

    def place_of(self, group: FindingGroup) -> str:
        """Give the step of a finding as the filter names it: "1-3", or "path"."""
        number = next((n for n, journey in enumerate(self.journeys, 1) if journey.result.id == group.journey), 0)
        return "path" if group.step_index is None else f"{number}-{group.step_index + 1}"

    @property
    def choices(self) -> Choices:
        """What the findings can be narrowed to; only what some of them have."""
        places = {self.place_of(group) for group in self.groups}
        steps = [
            (place, f"{step.number}. {step.name}")
            for number, journey in enumerate(self.journeys, 1)
            for step in journey.steps
            if (place := f"{number}-{step.number}") in places
        ]
        menders = {group.mender for group in self.groups}
        return Choices(
            criteria=tuple(each for each in Criterion if any(g.worst.criterion is each for g in self.groups)),
            steps=(*steps, *([("path", text("whole_path"))] if "path" in places else [])),
            menders=tuple(each for each in Mender if each in menders),
        )

    @property
    def aside(self) -> tuple[tuple[Suppressed, str], ...]:
        """What the shop set aside, one entry a finding, with who met it."""
        met: dict[str, list[Suppressed]] = defaultdict(list)
        for each in self.run.suppressed:
            met[each.finding.fingerprint].append(each)
        return tuple((same[0], who_words({each.finding.visit for each in same}, self.labels)) for same in met.values())

    def variants_of(self, group: FindingGroup) -> tuple[tuple[str, str], ...]:
        """Give each different message of a finding with who met it so."""
        by_message: dict[str, set[str]] = defaultdict(set)
        for finding in group.variants:
            by_message[finding.message].add(finding.visit)
        return tuple((message, who_words(ids, self.labels)) for message, ids in by_message.items())

    def persona_indexes(self, group: FindingGroup) -> str:
        """Give the places of the personas that met a finding, for the filter."""
        met = group.visits
        return " ".join(
            str(place)
            for place, persona in enumerate(self.personas)
            if any(visit.id in met for visit, _ in persona.visits)
        )

    def criterion_name(self, id: str) -> str:
        """Give a criterion in the customer's voice."""
        return criterion_name(id)

    def gate_name(self, id: str) -> str:
        """Give what a gate asks, in words."""
        return gate_name(id)

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


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.rpartition("@")[2] or address
    except ValueError:
        return address
