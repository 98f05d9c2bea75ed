"""What was seen on one visit: one replay of one journey by one persona in one browser."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from frictionaudit.evidence.errand import ErrandFacts
from frictionaudit.evidence.links import LinksEvidence
from frictionaudit.evidence.mail import MailEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.journey.model import Commitment, Consent, Goods, Payment, Persona, Stage, Suppression, Target
from frictionaudit.record import Record

__all__ = ["EVIDENCE_VERSION", "EngineEvidence", "JourneyFacts", "PlannedStep", "VisitEvidence", "VisitOutcome"]

EVIDENCE_VERSION: Literal[1] = 1


class VisitOutcome(StrEnum):
    """How a visit ended."""

    COMPLETED = "completed"
    FAILED = "failed"
    STOPPED_FOR_SAFETY = "stopped_for_safety"
    BLOCKED_BY_BOT_WALL = "blocked_by_bot_wall"
    LOGIN_REQUIRED = "login_required"
    OUT_OF_STOCK = "out_of_stock"
    TIMED_OUT = "timed_out"
    CRASHED = "crashed"
    NO_WAY_FOUND = "no_way_found"
    """The path was searched for, and the search came no further: of what lies behind nothing is known."""


class EngineEvidence(Record):
    """The browser that walked, and what it can show.

    Attributes:
        name: chromium, firefox, webkit, chrome, msedge.
        engine: chromium, firefox or webkit.
        version: As the browser says.
        source: Where the executable came from, e.g. "Debian chromium-headless-shell".
        sees: Of "lcp", "layout-shift", "longtask", "event", "touch", "throttle": what this engine can show.
    """

    name: str
    engine: str
    version: str
    source: str = ""
    sees: frozenset[str] = frozenset()


class PlannedStep(Record):
    """A step as the journey plans it."""

    name: str
    id: str
    stage: Stage
    commits: Commitment = Commitment.NONE
    file: str = ""
    """Where it is written, below its repository; "" where that is not known."""
    line: int | None = None


class JourneyFacts(Record):
    """What the rules, the score and the report need of the journey: no locators, no data of the shopper.

    `file` is its path below its repository, else below the folder that the command ran in, else its name.
    """

    name: str
    id: str
    file: str = ""
    base_url: str
    locale: str
    market: str | None = None
    currency: str | None = None
    goods: Goods = Goods.PHYSICAL
    customers: str = "consumer"
    is_withdrawal_exempt: bool = False
    has_http_credentials: bool = False
    consent: Consent = Consent.REJECT
    payment: Payment = Payment()
    target: Target = Target()
    suppress: tuple[Suppression, ...] = ()
    steps: tuple[PlannedStep, ...] = ()


class VisitEvidence(Record):
    """One visit, saved as evidence/<visit id>.json.

    Attributes:
        version: Version of this record.
        id: "<journey>.<persona>.<browser>" with ".<drill or detour>" behind; a safe file name.
        errand: "walk" (the path itself), or "<kind>@<step id>" of a detour or drill.
        outcome: How it ended.
        reason: Why it ended so, an English sentence; "" where completed.
        status: "complete", or "partial" where the run was interrupted on the way.
        is_throttled: None where the persona asks for no throttling, False where it asks and the engine cannot.
        started: ISO 8601, UTC.
        seconds: Wall time.
        walk_seconds: From the first navigation to the last expectation.
        steps: One for each planned step, also those not reached.
        faults: Faults of ours on the way (a collector that crashed), one sentence each.
        links: The links of its pages, asked for after the walk; None where none were.
        aftermath: What was looked at off the path, on a detour or drill (Back, a reload, the cart); its indices go on
            after those of the planned steps.
        errand_facts: What a detour or drill did; None on a walk.
        mail: What came to the journey's test mailbox after an order; None where there was none to look for.
    """

    version: Literal[1] = EVIDENCE_VERSION
    id: str
    journey: JourneyFacts
    persona: Persona
    engine: EngineEvidence
    locale: str
    errand: str = "walk"
    outcome: VisitOutcome
    reason: str = ""
    status: Literal["complete", "partial"] = "complete"
    is_throttled: bool | None = None
    started: str
    seconds: float
    walk_seconds: float = 0
    steps: tuple[StepEvidence, ...] = ()
    faults: tuple[str, ...] = ()
    links: LinksEvidence | None = None
    mail: MailEvidence | None = None
    aftermath: tuple[StepEvidence, ...] = ()
    errand_facts: ErrandFacts | None = None

    @property
    def errand_kind(self) -> str:
        """Kind of the detour or drill, or "walk"."""
        return self.errand.partition("@")[0]
