"""A journey before it is written down: what was found, in the words of the journey model, and where it was guessed."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from frictionaudit.journey.model import Action, BrowserName, Commitment, Consent, Expectation, Goods, Stage
from frictionaudit.record import Record

__all__ = ["ActionSketch", "JourneySketch", "StepSketch", "Variable"]


class Variable(Record):
    """A text that the environment gives: written `${NAME}`, or `${NAME:-default}`."""

    name: str
    """Letters, digits and underscores: SHOP_PASSWORD."""
    default: str | None = None

    def __str__(self) -> str:
        """Give it as the file says it."""
        return f"${{{self.name}}}" if self.default is None else f"${{{self.name}:-{self.default}}}"


class ActionSketch(Record):
    """One thing that the customer does.

    `action.value.reference` ("address.street") is written as `$address.street` where `data` has it; a text that is
    typed and stands in `data` word for word becomes a reference by itself.
    """

    action: Action
    comment: str = ""
    """What a reader should know of it: why it was guessed, what it was in the recording."""


class StepSketch(Record):
    """A named stop. Names need not be unique: the writer numbers those that stand twice."""

    name: str
    id: str = ""
    """Written where the name does not give it: the same in all languages."""
    stage: Stage
    actions: tuple[ActionSketch, ...] = ()
    commits: Commitment | None = None
    expect: tuple[Expectation, ...] = ()
    patience_s: float | None = None
    opens_window: bool = False
    comment: str = ""
    """Written above the step."""
    commits_comment: str = ""
    expect_comment: str = ""


class JourneySketch(Record):
    """A whole journey. What is None is left out of the file."""

    name: str
    base_url: str | Variable
    steps: tuple[StepSketch, ...]
    locale: str | None = None
    market: str | None = None
    currency: str | None = None
    consent: Consent | None = None
    goods: Goods | None = None
    personas: tuple[str, ...] = ()
    browsers: tuple[BrowserName, ...] = ()
    allow_order: bool | None = None
    hosts: tuple[str, ...] = ()
    """Hosts besides base_url's own that are navigated to."""
    headers: dict[str, str] = Field(default_factory=dict)
    """HTTP headers that are sent to the shop."""
    data: dict[str, Any] = Field(default_factory=dict)
    """Who buys: texts, `Variable`s and groups of them."""
    payment_methods: tuple[str, ...] = ()
    payment_hosts: tuple[str, ...] = ()
    comment: str = ""
    """Opens the file; each line becomes a line of comment."""
    head_comments: dict[str, str] = Field(default_factory=dict)
    """By top-level key of the file ("consent", "data", "safety"): what stands at the end of its line."""
