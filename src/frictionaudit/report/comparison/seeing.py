"""Whether a side could have had a finding at all: what was not looked for is neither mended nor new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.findings.model import Finding, Outcome
from frictionaudit.journey.model import Stage
from frictionaudit.results import JourneyResult, Run, VisitResult

__all__ = ["Party", "Sight", "party_of"]

Party = tuple[str, str, str]
"""Who walked: persona, browser, and kind of detour or drill."""

_TO_THE_END = (VisitOutcome.COMPLETED, VisitOutcome.STOPPED_FOR_SAFETY)


def party_of(visit: VisitResult) -> Party:
    """Give who walked."""
    return visit.persona, visit.browser, visit.errand.partition("@")[0]


class Sight:
    """What one run looked at."""

    def __init__(self, run: Run) -> None:
        self._visits = {visit.id: visit for visit in run.visits}
        self._judged: dict[tuple[str, str], set[int | None]] = defaultdict(set)
        for each in run.outcomes:
            if each.outcome is not Outcome.INCOMPLETE:
                self._judged[each.rule, each.visit].add(each.step)
        self.parties = {party_of(visit) for visit in run.visits}

    def has_looked(
        self, finding: Finding, journey: JourneyResult | None, parties: Collection[Party], *, by_step: bool
    ) -> bool:
        """Say whether a finding of another run was looked for in this one.

        Args:
            finding: The finding.
            journey: This run's journey that stands for the finding's; None where there is none.
            parties: Who must have walked: any of them is enough.
            by_step: The journey has the finding's very step; else any step of its stage counts.
        """
        if journey is None:
            return False
        visits = [v for v in self._visits.values() if v.journey == journey.id and party_of(v) in parties]
        if finding.step_id is None:
            return any(v.outcome in _TO_THE_END and self._judged.get((finding.rule, v.id)) for v in visits)
        places = _places(journey, finding.step_id if by_step else None, finding.stage)
        return any(self._judged_at(finding.rule, visit, places) for visit in visits)

    def _judged_at(self, rule: str, visit: VisitResult, places: Collection[int]) -> bool:
        judged = self._judged.get((rule, visit.id), set())
        reached = {place for place, step in enumerate(visit.steps) if step.status is not StepStatus.NOT_REACHED} & set(
            places
        )
        # A rule that judges the whole visit has one outcome for all of its steps.
        return bool(reached) and (None in judged or bool(reached & judged))


def _places(journey: JourneyResult, step_id: str | None, stage: Stage | None) -> list[int]:
    return [step.index for step in journey.curve if (step.step_id == step_id if step_id else step.stage is stage)]
