"""A finding: one place that breaks one rule, pointing at its evidence."""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum

from pydantic import Field

from frictionaudit.evidence.common import Subject
from frictionaudit.findings.guidance import Mender
from frictionaudit.journey.model import Stage
from frictionaudit.record import Record

__all__ = [
    "Criterion",
    "Finding",
    "FindingEvidence",
    "Outcome",
    "RuleOutcome",
    "Severity",
    "fingerprint_of",
    "identity_of",
]


class Severity(StrEnum):
    """How much it takes from the customer; ordered from worst to least by `rank`."""

    CRITICAL = "critical"
    """Cannot buy, or is charged wrongly."""
    SERIOUS = "serious"
    """Many give up or err."""
    MODERATE = "moderate"
    """Slowed or worried."""
    MINOR = "minor"
    """A nuisance."""
    INFO = "info"
    """A fact."""

    @property
    def rank(self) -> int:
        """0 for critical up to 4 for info."""
        return list(Severity).index(self)


class Criterion(StrEnum):
    """What the customer cares about; see data/criteria.yaml for the words."""

    ERRORS = "errors"
    SPEED = "speed"
    NAVIGATION = "navigation"
    COMMITMENT = "commitment"
    ACTION = "action"
    PAYMENT = "payment"
    VALIDATION = "validation"
    CONFIRMATION = "confirmation"
    HELP = "help"
    ACCESS = "access"


class Outcome(StrEnum):
    """What a rule says of one step of one visit. Incomplete is never a pass."""

    PASSED = "passed"
    FAILED = "failed"
    INCOMPLETE = "incomplete"
    INAPPLICABLE = "inapplicable"


class RuleOutcome(Record):
    """One rule at one step of one visit."""

    rule: str
    visit: str
    step: int | None
    """0-based index; None for path-wide rules."""
    outcome: Outcome
    reason: str = ""
    """Why it is incomplete; "" otherwise."""


class FindingEvidence(Record):
    """Where the evidence of a finding lies.

    Attributes:
        visit_file: evidence/<visit>.json, relative to the run's folder.
        screenshot: Picture, relative to the run's folder; "" where none.
        subject: What it is about, with its box in that picture.
        screenshot_scale: Picture px per CSS px.
    """

    visit_file: str
    screenshot: str = ""
    subject: Subject
    screenshot_scale: float = 1.0


class Finding(Record):
    """One finding of one rule at one step of one visit.

    Attributes:
        rule: Rule id of the catalogue.
        severity: The rule's, or raised for this finding.
        step: Step name; None for path-wide findings.
        step_index: 0-based; None for path-wide findings.
        message_key: "<rule id>" or "<rule id>#<variant>": what every language translates.
        parameters: Typed parameters of the message.
        message: The text in the run's language.
        customer: What the customer thinks, in the run's language.
        subject: Identity of what it is about: role and name without digits and amounts.
        fingerprint: Identity over runs: rule, journey, step, subject; no numbers, times, visits.
        exposure: Share of customers who meet it, 0..1; below 1 for drills and detours.
        explained_by: Fingerprint of the finding that caused this one; it then costs nothing more.
        blocks: The step could not be passed because of it.
        takes: Share of the willing customers on its visit that it takes, 0..1: exposure and repeats counted in,
            1 where it blocks, 0 where another finding explains it; None where it was not scored.
        mender: Who can mend it; None in runs saved before this was told.
    """

    rule: str
    criterion: Criterion
    severity: Severity
    journey: str
    visit: str
    step: str | None
    step_id: str | None = None
    step_index: int | None = None
    stage: Stage | None = None
    message_key: str
    parameters: dict[str, str | int | float | bool | None] = Field(default_factory=dict)
    message: str
    customer: str
    subject: str
    fingerprint: str
    exposure: float = 1.0
    explained_by: str | None = None
    blocks: bool = False
    takes: float | None = None
    mender: Mender | None = None
    evidence: FindingEvidence


_AMOUNT = re.compile(r"[\d][\d\s.,:'’]*\s*(?:€|\$|£|kr|zł|eur|usd|gbp|sek|dkk|nok|pln)?", re.IGNORECASE)


def identity_of(subject: Subject) -> str:
    """Give role and name of a subject without digits and amounts: "button Pay" for "Pay 24,90 €"."""
    name = re.sub(r"[€$£]|\s+", " ", _AMOUNT.sub(" ", subject.name)).strip()
    return f"{subject.role} {' '.join(name.split())}".strip()[:120]


def fingerprint_of(rule: str, journey: str, step_id: str | None, subject: str) -> str:
    """Give 16 hex digits that stay the same while rule, journey, step and subject do."""
    return hashlib.sha256("\x1f".join((rule, journey, step_id or "", subject)).encode("utf-8", "replace")).hexdigest()[
        :16
    ]
