"""What was weighed for one intent, and what came of the candidates that were tried: evidence of how hard it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from frictionaudit.evidence.search import SearchEvidence, TriedCandidate
from frictionaudit.replay.intent.candidate import Candidate
from frictionaudit.tongues import retold, translatable
from frictionaudit.tongues.numbers import decimal

__all__ = ["MOST_SHOWN", "Weighing", "told_candidate"]

MOST_SHOWN = 8
"""Candidates that are kept, the best ones."""

_ALIKE = 0.5
"""Scores this near to each other do not tell two candidates apart."""


@dataclass
class Weighing:
    """The candidates of one intent, and what came of those that were tried."""

    intent: str
    candidates: Sequence[Candidate] = ()
    results: dict[int, str] = field(default_factory=dict)
    dead_ends: int = 0
    is_guess: bool = False

    def tried(self, candidate: Candidate, result: str) -> None:
        """Note what came of one."""
        self.results[id(candidate)] = result

    def evidence(self, mask: Callable[[str], str], scrolls: int = 0) -> SearchEvidence:
        """Give what it took."""
        shown = tuple(
            TriedCandidate(
                name=mask(each.name)[:80], score=each.score, why=each.why(), result=self.results.get(id(each), "")
            )
            for each in self.candidates[:MOST_SHOWN]
        )
        return SearchEvidence(
            intent=self.intent, candidates=shown, weighed=len(self.candidates), tried=len(self.results),
            dead_ends=self.dead_ends, is_ambiguous=self.is_ambiguous, scrolls=scrolls, is_guess=self.is_guess,
        )  # fmt: skip

    @property
    def is_ambiguous(self) -> bool:
        """The one taken and another have nearly the same score, and lead elsewhere."""
        taken = next((each for each in self.candidates if self.results.get(id(each)) == "taken"), None)
        return taken is not None and any(
            each is not taken
            and abs(each.score - taken.score) < _ALIKE
            and (each.url, each.name) != (taken.url, taken.name)
            for each in self.candidates
        )


def told_candidate(candidate: Candidate) -> str:
    """Give one line in the language that is spoken now: score, name and reasons."""
    name = candidate.name or candidate.url or retold(translatable("(no name)"))
    why = candidate.why(lambda words, worth: f"{retold(words)} {_signed(worth)}")
    return f"{_signed(candidate.score, least_places=1)}  {name}: {why}"


def _signed(worth: float, *, least_places: int = 0) -> str:
    return ("-" if worth < 0 else "+") + decimal(abs(worth), 2 - least_places, least_places=least_places)
