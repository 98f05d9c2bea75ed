"""What a replay tells while it goes on; the command and the API listen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from frictionaudit.journey.model import Journey

__all__ = [
    "CandidatesWeighed",
    "Event",
    "JourneyFound",
    "Listener",
    "Note",
    "StepEnded",
    "StepStarted",
    "VisitEnded",
    "VisitStarted",
]


@dataclass(frozen=True, slots=True)
class VisitStarted:
    """A customer walks in."""

    visit_id: str
    journey: str
    persona: str
    browser: str
    steps: int


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step begins; `index` is 0-based."""

    visit_id: str
    index: int
    name: str


@dataclass(frozen=True, slots=True)
class StepEnded:
    """A step is over."""

    visit_id: str
    index: int
    name: str
    status: str
    seconds: float


@dataclass(frozen=True, slots=True)
class VisitEnded:
    """A visit is over; `reason` is empty where it was completed."""

    visit_id: str
    outcome: str
    reason: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the reader must know of the run."""

    text: str


@dataclass(frozen=True, slots=True)
class CandidatesWeighed:
    """A search has weighed what could lead on.

    Attributes:
        intent: What is looked for.
        lines: One a candidate, best first: score, name and reasons.
    """

    visit_id: str
    intent: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JourneyFound:
    """A search is over.

    Attributes:
        journey: What was walked, its intent steps replaced by what was found.
        comments: By the step's id: why something was guessed.
    """

    visit_id: str
    journey: Journey
    comments: Mapping[str, str]


Event: TypeAlias = VisitStarted | StepStarted | StepEnded | VisitEnded | Note | CandidatesWeighed | JourneyFound
Listener: TypeAlias = Callable[[Event], None]
