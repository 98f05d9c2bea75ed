"""How hard it was to find a way on, where a step was not written out but searched for."""

from __future__ import annotations

from frictionaudit.record import Record

__all__ = ["SearchEvidence", "TriedCandidate"]


class TriedCandidate(Record):
    """One way on that was weighed.

    Attributes:
        name: Its words, masked.
        score: What spoke for it, all in all.
        why: The reasons in one line.
        result: "taken", "wrong" (tried and left), or "" where it was not tried.
    """

    name: str
    score: float
    why: str = ""
    result: str = ""


class SearchEvidence(Record):
    """What it took to find the way on.

    Attributes:
        intent: What was looked for: find_product, add_to_cart and so on.
        candidates: The best ones that were weighed, best first; at most 8.
        weighed: How many there were.
        tried: How many were tried, the one taken among them.
        dead_ends: Pages that were entered and left again.
        is_ambiguous: The one taken and the next were nearly alike in all that speaks for them.
        scrolls: Tries that stood outside the window.
        is_guess: The one taken does not say that it does what was looked for; nothing else was left.
    """

    intent: str
    candidates: tuple[TriedCandidate, ...] = ()
    weighed: int = 0
    tried: int = 0
    dead_ends: int = 0
    is_ambiguous: bool = False
    scrolls: int = 0
    is_guess: bool = False
