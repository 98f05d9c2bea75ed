"""What a walk notes down while it goes on: mutable, raw, unmasked. `reading` turns it into evidence afterwards."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Page

from frictionaudit.evidence.common import Gap
from frictionaudit.evidence.search import SearchEvidence
from frictionaudit.evidence.step import ConsentEvidence, ExpectationEvidence, StepStatus
from frictionaudit.journey.model import Action, ActionKind, Commitment, Step
from frictionaudit.replay.watching.pictures import Picture

__all__ = ["ActionDraft", "PageDraft", "StepDraft"]


@dataclass
class PageDraft:
    """A page as the probe gave it.

    Attributes:
        main: JSON text of `collect` in the main frame.
        frames: Offset x, offset y and JSON text of each visible child frame.
        url: Address.
    """

    url: str
    main: str = ""
    frames: list[tuple[float, float, str]] = field(default_factory=list)


@dataclass
class ActionDraft:
    """One action as it goes on. Times: epoch ms.

    `shift` is the origin of the document that a press was made on, and what had jumped on it since the step began.
    `answer` is the question for the page's first visible answer, put before the press: Chromium lets no question
    through once another document is on its way.
    """

    action: Action
    commits: Commitment = Commitment.NONE
    is_primary: bool = False
    match_count: int | None = None
    visible_match_count: int | None = None
    is_ambiguous: bool = False
    element: dict[str, Any] | None = None
    view: list[dict[str, Any]] | None = None
    is_framed: bool = False
    is_picker: bool = False
    is_empty: bool = True
    room: int = -1
    left_out: int | None = None
    shows_untold_fields: bool = False
    frame_offset: tuple[float, float] = (0.0, 0.0)
    near_matches: tuple[str, ...] = ()
    mend: str = ""
    is_healed: bool = False
    closed: list[dict[str, Any]] = field(default_factory=list)
    is_revealed_by_hover: bool = False
    keyboard_reached: bool | None = None
    keyboard_fired: bool | None = None
    is_held: bool = False
    held_because: str | None = None
    is_binding: bool = False
    is_permitted: bool = True
    failure: str | None = None
    was_typed_secret: bool = False
    picture: Picture | None = None
    picture_page: PageDraft | None = None
    input_at: float | None = None
    document: int = 0
    presses: int = 0
    handled_ms: float | None = None
    shift: dict[str, Any] | None = None
    answer: asyncio.Future[dict[str, Any] | None] | None = None
    feedback: dict[str, Any] | None = None
    effects: list[str] = field(default_factory=list)
    first_use_had_effect: bool | None = None
    gaps: list[Gap] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What the action says: the text to type, the key to press, the address to go to."""
        return self.action.value.text if self.action.value is not None else ""


@dataclass
class StepDraft:
    """One step as it goes on. Times: epoch ms.

    `late_shift` is the origin of the document that the step ended on, and its layout shift as the next step began.
    `found_id` is the id of a step that was searched for, before it is told apart from others; "" for a written one.
    """

    index: int
    step: Step
    started: float
    patience_s: float
    status: StepStatus = StepStatus.PASSED
    failure: str = ""
    failure_kind: str | None = None
    wall: str | None = None
    actions: list[ActionDraft] = field(default_factory=list)
    expectations: list[ExpectationEvidence] = field(default_factory=list)
    page: PageDraft | None = None
    passing: list[PageDraft] = field(default_factory=list)
    results: PageDraft | None = None
    pictures: list[tuple[Picture, PageDraft | None]] = field(default_factory=list)
    input_at: float | None = None
    input_document: int = 0
    held_at: float | None = None
    is_settled: bool = True
    busy: list[dict[str, Any]] = field(default_factory=list)
    long_lived: list[str] = field(default_factory=list)
    navigation_error: str | None = None
    consent: ConsentEvidence | None = None
    axe: dict[str, Any] | None = None
    axe_same_as: int | None = None
    window: Page | None = None
    ended: float = 0
    own_ms: float = 0
    lag_ms: float | None = None
    starved_ms: float | None = None
    starved_at_rest_ms: float | None = None
    has_cold_start: bool = False
    late_shift: tuple[float, float] | None = None
    approval: str = ""
    search: SearchEvidence | None = None
    found_id: str = ""
    gaps: list[Gap] = field(default_factory=list)

    @property
    def primary(self) -> ActionDraft | None:
        """The action that carries the step forward."""
        return next((action for action in self.actions if action.is_primary), None)

    @property
    def follows_search(self) -> bool:
        """Tell whether the action that goes on is the first after a search of the same step."""
        kinds = [action.action.kind for action in self.actions[-2:]]
        return len(kinds) > 1 and kinds[0] is ActionKind.SEARCH and not self.actions[-2].failure

    def fail(self, status: StepStatus, kind: str, reason: str) -> None:
        """Note the first reason why the step did not pass; later ones are its consequences."""
        if self.status is StepStatus.PASSED:
            self.status, self.failure_kind, self.failure = status, kind, reason

    def gap(self, what: str, reason: str) -> None:
        """Note that something could not be seen."""
        self.gaps.append(Gap(what=what, reason=reason))
