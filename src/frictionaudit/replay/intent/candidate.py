"""What could be pressed or followed to come on, with the reasons that speak for and against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from frictionaudit.evidence.common import Subject
from frictionaudit.tongues import translatable

__all__ = ["DISABLED", "Candidate", "Reasons", "place_reason", "ranked"]

Reasons = tuple[tuple[str, float], ...]
"""Why, and what each reason is worth."""

DISABLED = translatable("it is disabled")

_PLACES = {
    "": translatable("in the page"),
    "aside": translatable("in the page's side content"),
    "dialog": translatable("in a dialog"),
    "footer": translatable("in the page's footer"),
    "header": translatable("in the page's header"),
    "main": translatable("in the page's main content"),
    "nav": translatable("in the page's navigation"),
}


@dataclass(frozen=True)
class Candidate:
    """One way to go on.

    Attributes:
        subject: Role, name, locator and box on the page.
        reasons: What speaks for it, and against it by less than nothing.
        url: Where a link leads; "" where it is none.
        is_framed: It stands in a child frame.
    """

    subject: Subject
    reasons: Reasons
    url: str = ""
    is_framed: bool = False

    @property
    def name(self) -> str:
        """Its accessible name."""
        return self.subject.name

    @property
    def score(self) -> float:
        """All reasons together."""
        return round(sum(worth for _, worth in self.reasons), 2)

    @property
    def is_usable(self) -> bool:
        """It is not disabled."""
        return all(words != DISABLED for words, _ in self.reasons)

    def why(self, told: Callable[[str, float], str] = "{} {:+g}".format) -> str:
        """Give the reasons as one line: "says so +5, near the price +1.2".

        Args:
            told: How one is said: as it is noted, or in the reader's language.
        """
        return ", ".join(told(words, worth) for words, worth in self.reasons if worth)


def place_reason(region: str) -> str:
    """Say in which part of the page something stands."""
    return _PLACES.get(region, _PLACES[""])


def ranked(candidates: Iterable[Candidate], least: float = 0.0) -> list[Candidate]:
    """Give those that are worth a try, best first; equally good ones in the order of the page."""
    return sorted((each for each in candidates if each.score > least), key=lambda each: -each.score)
