"""Where the walks of a run stood: what a deep link leads to, and how far an errand can come. Kept in memory only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.journey.model import (
    ActionKind,
    Commitment,
    Detour,
    DetourKind,
    Drill,
    DrillKind,
    Journey,
    Persona,
    Step,
)
from frictionaudit.replay.acting.act import address_of
from frictionaudit.replay.drafts import StepDraft
from frictionaudit.replay.safety.hosts import HostPolicy
from frictionaudit.tongues import translatable

__all__ = ["Footprint", "Footprints", "Trail", "hindrance", "needs_order"]


@dataclass(frozen=True)
class Footprint:
    """A place where the walk stood.

    Attributes:
        url: Its address as it is, unmasked.
        page: What was seen there; None where the journey only names the address.
    """

    url: str
    page: PageEvidence | None = None


@dataclass(frozen=True)
class Trail:
    """What one walk left behind.

    Attributes:
        places: By the step's name, where it ended.
        statuses: How each step ended, by name.
    """

    journey: Journey
    places: Mapping[str, Footprint]
    statuses: Mapping[str, StepStatus]

    def place_of(self, detour: Detour) -> Footprint | None:
        """Give the place that a deep link leads to: where its step ended, or, of a step that fills the cart, began."""
        if detour.path is not None:
            return Footprint(address_of(self.journey.base_url, detour.path))
        index = next(i for i, step in enumerate(self.journey.steps) if step.name == detour.step)
        step = self.journey.steps[index]
        begins_there = step.commits is Commitment.CART and not _goes_elsewhere(step)
        name = self.journey.steps[index - 1].name if begins_there and index > 0 else step.name
        return self.places.get(name)

    def obstacle(self, work: Detour | Drill) -> str:
        """Say why an errand cannot be done at all, or ""."""
        if work.kind is DetourKind.DEEP_LINK:
            return ""
        for step in self.journey.steps:
            status = self.statuses.get(step.name)
            if status is StepStatus.HELD:
                return translatable(f"'{step.name}' was held: orders are not allowed here (safety.allow_order)")
            if status is not StepStatus.PASSED:
                return translatable(f"the walk itself does not get past '{step.name}'")
            if step.name == work.step:
                break
        return ""


@dataclass
class Footprints:
    """The trails of a run's walks, by journey and walker."""

    _trails: dict[tuple[str, str, str], Trail] = field(default_factory=dict)

    def note(
        self, journey: Journey, persona: Persona, browser: str, drafts: Sequence[StepDraft],
        steps: Sequence[StepEvidence],
    ) -> None:  # fmt: skip
        """Keep what a walk left behind."""
        places = {
            draft.step.name: Footprint(draft.page.url, step.page)
            for draft, step in zip(drafts, steps, strict=False)
            if draft.page is not None
        }
        statuses = {step.name: step.status for step in steps}
        self._trails[journey.id, persona.name, browser] = Trail(journey, places, statuses)

    def of(self, journey: Journey, persona: Persona, browser: str) -> Trail | None:
        """Give what the walk left behind; None where there was none."""
        return self._trails.get((journey.id, persona.name, browser))


def needs_order(work: Detour | Drill) -> bool:
    """Tell whether it may run only where orders are allowed: every drill but wrong words in a field."""
    return isinstance(work, Drill) and work.kind is not DrillKind.INVALID_INPUT


def hindrance(work: Detour | Drill, journey: Journey, trail: Trail | None) -> str:
    """Say why an errand is not even begun, or ""."""
    policy = HostPolicy.of(journey)
    if needs_order(work) and not policy.may_order(journey.base_url):
        return translatable(f"orders are not allowed on {policy.own} (safety.allow_order)")
    if trail is None:
        return translatable("there was no walk before it")
    return trail.obstacle(work)


def _goes_elsewhere(step: Step) -> bool:
    return any(action.kind is ActionKind.GOTO for action in step.actions)
