"""What a comparison comes to: the public shape of compare.json, version 1. Tuples by side are in the sides' order."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal

from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Stage
from frictionaudit.record import Record
from frictionaudit.report.run_json import written_schema
from frictionaudit.results import BrandShown, Score

__all__ = [
    "Comparison",
    "CriterionRow",
    "FindingRow",
    "Kind",
    "Lane",
    "PersonaRow",
    "Point",
    "Seen",
    "Side",
    "State",
    "compare_schema",
]


class Kind(StrEnum):
    """What may be said of a difference."""

    CHANGE = "change"
    """The same shop, walked by at least one customer in the same browser: what differs has changed."""
    SIDES = "sides"
    """Different shops, or different customers: what differs is told, and nothing is called mended or new."""


class State(StrEnum):
    """What became of a finding between the first side and the last."""

    NEW = "new"
    """Only the last side has it, and the first one was asked."""
    FIXED = "fixed"
    """Only the first side has it, and the last one was asked."""
    STILL = "still"
    PASSED_BY = "passed_by"
    """Only sides between them have it."""
    UNKNOWN_NOW = "unknown_now"
    """The first side has it; the last one could not be asked."""
    UNKNOWN_BEFORE = "unknown_before"
    """The last side has it; the first one could not be asked."""


class Seen(StrEnum):
    """What one side says of a finding."""

    FOUND = "found"
    ASIDE = "aside"
    """Found, and set aside by the shop."""
    CLEAR = "clear"
    """Looked for, and not there."""
    OPEN = "open"
    """Not looked for: the step was not reached, the rule could not judge it, or nobody walked who met it elsewhere."""


class Side(Record):
    """One run."""

    letter: str
    """A, B, C …"""
    name: str
    run: str
    started: str
    shops: tuple[str, ...]
    """Hosts, with their ports."""
    status: Literal["complete", "partial"]
    score: Score
    can_buy: bool | None
    visits: int
    findings: int
    tool: str
    """Version that judged it."""


class Point(Record):
    """One place on the curves' common axis: a step, or a stage where the journeys' steps differ."""

    name: str
    stage: Stage
    left: tuple[float | None, ...]
    """Willing customers left after it, of 100; None where a side did not come so far."""


class Lane(Record):
    """One journey of each side, held against each other."""

    name: str
    journeys: tuple[str | None, ...]
    """Journey ids; None where a side has none for this lane."""
    by: Literal["step", "stage"]
    points: tuple[Point, ...]


class CriterionRow(Record):
    """One criterion."""

    id: str
    scores: tuple[Score, ...]
    findings: tuple[int, ...]


class PersonaRow(Record):
    """One customer; None where a side was not walked by them."""

    name: str
    title: str
    scores: tuple[Score | None, ...]
    can_buy: tuple[bool | None, ...]


class FindingRow(Record):
    """One finding over the sides.

    Attributes:
        seen: What each side says of it.
        severities: None where a side does not have it.
        fingerprints: "" where a side does not have it.
        messages: "" where a side does not have it.
        gain: Willing customers of 100 that it takes on the last side that has it; None where not scored.
    """

    state: State
    rule: str
    criterion: Criterion
    stage: Stage | None
    step: str | None
    journey: str
    subject: str
    customer: str
    seen: tuple[Seen, ...]
    severities: tuple[Severity | None, ...]
    fingerprints: tuple[str, ...]
    messages: tuple[str, ...]
    gain: float | None

    @property
    def severity(self) -> Severity:
        """On the last side that has it."""
        return next(each for each in reversed(self.severities) if each is not None)

    @property
    def message(self) -> str:
        """Of the last side that has it."""
        return next(each for each in reversed(self.messages) if each)


class Comparison(Record):
    """Runs held against each other; saved as compare.json."""

    version: Literal[1] = 1
    kind: Kind
    language: str = "en"
    brand: BrandShown | None = None
    sides: tuple[Side, ...]
    lanes: tuple[Lane, ...]
    criteria: tuple[CriterionRow, ...]
    personas: tuple[PersonaRow, ...]
    findings: tuple[FindingRow, ...]
    """By state, each state's worst first."""
    cautions: tuple[str, ...] = ()
    """What makes the sides hard to compare: same_run, no_visits, partial, personas, coverage, tool; and `templates`
    where the brand's own failed."""

    def of(self, state: State) -> tuple[FindingRow, ...]:
        """Give the findings of a state, worst first."""
        return tuple(row for row in self.findings if row.state is state)


def compare_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of compare.json as it is written."""
    return written_schema(Comparison, "urn:frictionaudit:compare:1")
