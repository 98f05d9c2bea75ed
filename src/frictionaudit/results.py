"""What one run came to: the public shape of run.json (schema_version 1)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from frictionaudit.evidence.effort import StepEffort
from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.figures.model import Books
from frictionaudit.figures.outcome import Funnel, Impact, TargetState
from frictionaudit.findings.model import Finding, RuleOutcome, Severity
from frictionaudit.findings.promise import PromiseCard
from frictionaudit.findings.suppression import Suppressed
from frictionaudit.journey.model import Stage, Target
from frictionaudit.record import Record

__all__ = [
    "SCHEMA_VERSION",
    "BrandShown",
    "CriterionResult",
    "Gate",
    "JourneyResult",
    "PersonaResult",
    "Run",
    "Score",
    "StepResult",
    "StepSurvival",
    "Tool",
    "VisitResult",
]

SCHEMA_VERSION: Literal[1] = 1

COLOUR = "^(#[0-9a-fA-F]{6})?$"


class Score(Record):
    """Willing customers left of 100 who want to buy.

    Attributes:
        value: 0..100; None where nothing could be judged.
        low, high: The range that the figures' own ranges give; low <= value <= high.
        judged: Share of rule outcomes that could be judged (passed or failed, of those and incomplete), 0..1.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    judged: float = 0.0


class CriterionResult(Record):
    """One criterion over the run."""

    id: str
    score: Score
    findings: int = 0


class StepSurvival(Record):
    """The curve: willing customers left after a step, of 100, over the visits weighed by traffic."""

    step: str
    step_id: str
    index: int
    stage: Stage
    left: float | None
    low: float | None = None
    high: float | None = None
    lost: float = 0.0
    file: str = ""
    """Where the step is written, below its repository; "" where that is not known."""
    line: int | None = None


class PersonaResult(Record):
    """One persona over the run."""

    name: str
    title: str = ""
    score: Score
    weight: float
    """Share of the score, all personas together 1."""
    can_buy: bool | None = None
    """True: reached the end; False: a step could not be passed; None: stopped before it could be known."""


class StepResult(Record):
    """One step of one visit. Times in ms; None: not measured."""

    name: str
    id: str
    stage: Stage
    status: StepStatus
    failure: str = ""
    elapsed_ms: float = 0
    feedback_ms: float | None = None
    settled_ms: float | None = None
    lcp_ms: float | None = None
    ttfb_ms: float | None = None
    cls: float | None = None
    tbt_ms: float | None = None
    bytes: int | None = None
    effort: StepEffort = StepEffort()
    screenshot: str = ""
    left: float | None = None
    """Willing customers left after it, of 100."""
    healed: tuple[str, ...] = ()
    """Lines to write into the journey file: there `--heal` used what stood near, for the file's own found nothing."""


class VisitResult(Record):
    """One visit."""

    id: str
    journey: str
    browser: str
    browser_version: str = ""
    persona: str
    locale: str
    errand: str = "walk"
    outcome: VisitOutcome
    reason: str = ""
    seconds: float
    steps: tuple[StepResult, ...] = ()
    score: Score
    faults: tuple[str, ...] = ()


class JourneyResult(Record):
    """One journey of the run, with its curve."""

    id: str
    name: str
    file: str = ""
    base_url: str
    score: Score
    curve: tuple[StepSurvival, ...] = ()
    target: Target = Target()
    target_state: TargetState | None = None
    """None where the journey states no target."""
    funnel: Funnel | None = None
    """None where no figures give its sessions step by step."""


class Gate(Record):
    """One gate: a target, or --fail-on."""

    id: str
    """"score", "criterion:<id>", "goal:<metric>", "fail-on", "journey", "max_steps" …"""
    journey: str = ""
    wanted: str
    got: str
    has_held: bool | None
    """None: could not be judged."""


class Tool(Record):
    """What wrote this."""

    name: str = "frictionaudit"
    version: str
    playwright: str = ""
    python: str = ""


class BrandShown(Record):
    """Whose report it is, as frictionaudit.yaml said when it was made."""

    name: str = ""
    agency: str = ""
    """Who made the report."""
    client: str = ""
    """Whom it was made for."""
    contact: str = ""
    intro: str = ""
    closing: str = ""
    primary: str = Field(default="", pattern=COLOUR)
    """#rrggbb, or "" for ours."""
    accent: str = Field(default="", pattern=COLOUR)
    logo: str = ""
    """A PNG or SVG as a data address."""


class Run(Record):
    """All visits of one command and what they came to; saved as run.json."""

    schema_version: Literal[1] = SCHEMA_VERSION
    tool: Tool
    id: str
    """Name of the run's folder, e.g. "20261121-215501-buy-a-mug"."""
    status: Literal["complete", "partial"] = "complete"
    status_reason: str = ""
    started: str
    """ISO 8601, UTC."""
    seconds: float
    language: str = "en"
    score: Score
    can_buy: bool | None = None
    criteria: tuple[CriterionResult, ...] = ()
    journeys: tuple[JourneyResult, ...] = ()
    personas: tuple[PersonaResult, ...] = ()
    visits: tuple[VisitResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    """Findings that the shop set aside: they stand in neither `findings`, the scores nor the gates."""
    outcomes: tuple[RuleOutcome, ...] = ()
    promises: tuple[PromiseCard, ...] = ()
    gates: tuple[Gate, ...] = ()
    books: tuple[Books, ...] = ()
    """What the owner gave: figures and feedback."""
    impact: tuple[Impact, ...] = ()
    """One for each set of figures that the score could be held against."""
    fail_on: Severity = Severity.CRITICAL
    """Severity at or above which a finding fells the gate."""
    brand: BrandShown | None = None
    notes: tuple[str, ...] = ()
    """What the reader must know of this run: `--no-sandbox`, throttling that an engine lacks …"""
    exit_code: int = 0
