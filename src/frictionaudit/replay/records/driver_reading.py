"""Turn what the driver saw and heard of a step into evidence: requests, documents, console, exceptions, dialogs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frictionaudit.evidence.common import Party
from frictionaudit.evidence.step import (
    ConsoleEvidence,
    DialogEvidence,
    ExceptionEvidence,
    NavigationEvidence,
    RequestEvidence,
    StepStatus,
)
from frictionaudit.replay.drafts import StepDraft
from frictionaudit.replay.records.requests import RequestReading
from frictionaudit.replay.safety.masking import Mask
from frictionaudit.replay.watching.collectors import VisitCollectors
from frictionaudit.replay.watching.network import NetworkCollector, Seen, failure_kind, party_of

__all__ = ["DriverReading"]


@dataclass(frozen=True)
class DriverReading:
    """Reads what only the driver sees of one visit.

    Attributes:
        has_cold_start: The visit's first answer may hold the browser's own start.
    """

    mask: Mask
    network: NetworkCollector
    collectors: VisitCollectors
    reading: RequestReading
    has_cold_start: bool = False

    def requests(self, draft: StepDraft) -> list[RequestEvidence]:
        """Give the requests of a step in the order sent."""
        seen = self.network.of_step(draft.index)
        read = [self.reading.request(each, draft.started, draft.input_at, draft.input_document) for each in seen]
        held = set(draft.long_lived)
        return [
            each.model_copy(update={"is_long_lived": True}) if each.end_ms is None and raw.request.url in held else each
            for each, raw in zip(read, seen, strict=True)
        ]

    def navigations(self, draft: StepDraft) -> tuple[NavigationEvidence, ...]:
        """Give the documents that the window asked for; the last of a redirect chain stands for all of it."""
        documents = self.network.main_documents(draft.index)
        return tuple(
            self.reading.navigation(
                each,
                is_cold=self.has_cold_start and draft.index == 0 and place == 0,
                is_replaced=_is_replaced(each, documents[place + 1 :]),
                patience_over=draft.status is not StepStatus.PASSED,
                ran_out="Timeout" in (draft.navigation_error or ""),
            )
            for place, each in enumerate(documents)
        )

    def console(self, draft: StepDraft) -> tuple[ConsoleEvidence, ...]:
        """Give what was written to the console."""
        return tuple(
            ConsoleEvidence(
                level="error" if each.level == "assert" else each.level,
                text=self.mask(each.text)[:500],
                url=self.mask.url(each.url)[:300],
                party=party_of(each.url, self.network.shop_host) if each.url else Party.FIRST,
                is_network_line=each.is_network_line,
                at_ms=each.at - draft.started,
            )
            for each in self.collectors.of_step(draft.index, "console")
        )

    def exceptions(self, draft: StepDraft) -> tuple[ExceptionEvidence, ...]:
        """Give what the page's scripts threw and nobody caught."""
        return tuple(
            ExceptionEvidence(
                message=self.mask(each.text)[:500],
                url=self.mask.url(each.url)[:300],
                party=party_of(each.url, self.network.shop_host) if each.url else Party.FIRST,
                follows_action=draft.input_at is not None
                and each.at >= draft.input_at
                and any(action.is_primary and action.input_at is not None for action in draft.actions),
                at_ms=each.at - draft.started,
            )
            for each in self.collectors.of_step(draft.index, "exception")
        )

    def dialogs(self, draft: StepDraft) -> tuple[DialogEvidence, ...]:
        """Give the browser's own windows that came up."""
        return tuple(
            DialogEvidence(kind=each.level, message=self.mask(each.text)[:300], by_journey=each.by_journey)
            for each in self.collectors.of_step(draft.index, "dialog")
        )


def _is_replaced(seen: Seen, later: Sequence[Seen]) -> bool:
    return seen.failure is not None and failure_kind(seen.failure) == "aborted" and bool(later)
