"""What mending wins back: the run's score without some findings, minus the score with them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection

from frictionaudit.findings.model import Finding
from frictionaudit.results import Run

__all__ = ["Gains"]


class Gains:
    """Willing customers of 100 that mending findings wins back, over visits weighed as the score is.

    What a persona meets in a browser is one product of (1 - takes): the walk and its drills and detours together.
    """

    def __init__(self, run: Run) -> None:
        party_of = {visit.id: (visit.journey, visit.persona, visit.browser) for visit in run.visits}
        parties = Counter(persona for _, persona, _ in set(party_of.values()))
        weights = {persona.name: persona.weight for persona in run.personas}
        self._taken: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
        self._weight: dict[tuple[str, str, str], float] = {}
        self._by_fingerprint: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
        errands = {visit.id: party_of[visit.id] for visit in run.visits if visit.errand != "walk"}
        for finding in run.findings:
            own = party_of.get(finding.visit)
            if own is None or not finding.takes:
                continue
            # Drills are walked by one for all who have none of their own.
            others = {p for p in party_of.values() if p[0] == own[0]} - set(errands.values())
            for party in {own} | (others if finding.visit in errands else set()):
                self._taken[party].append(finding)
                self._by_fingerprint[finding.fingerprint].add(party)
                self._weight[party] = weights.get(party[1], 0.0) / parties[party[1]]
        self.is_known = any(finding.takes is not None for finding in run.findings)

    def of(self, fingerprints: Collection[str]) -> float | None:
        """Give what mending these wins back, 0..100; None where findings were not scored."""
        if not self.is_known:
            return None
        parties = set().union(*(self._by_fingerprint.get(each, set()) for each in fingerprints))
        return sum(self._weight[party] * self._gain(party, fingerprints) for party in parties)

    def _gain(self, party: tuple[str, str, str], mended: Collection[str]) -> float:
        taken = self._taken[party]
        rest = math.prod(1 - (f.takes or 0.0) for f in taken if f.fingerprint not in mended)
        gone = math.prod(1 - (f.takes or 0.0) for f in taken if f.fingerprint in mended)
        return 100 * rest * (1 - gone)
