"""What a replay tells while it goes on; the command and the API listen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Event", "Listener", "Note", "StepEnded", "StepStarted", "VisitEnded", "VisitStarted"]


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


Event: TypeAlias = VisitStarted | StepStarted | StepEnded | VisitEnded | Note
Listener: TypeAlias = Callable[[Event], None]
