"""Near matches: what the writer probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from frictionaudit.tongues import translatable

__all__ = ["did_you_mean", "nearest"]

NEAR_ENOUGH = 0.6
"""Share of letters in common, as difflib counts them; its own default."""

MOST_CHOICES = 12
"""More choices than a reader wants to see in one line."""

LOOSELY_NEAR = 0.3

TOO_MANY_CHOICES = 60
"""Of a registry only what is somewhat alike is listed."""


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Give the choice most like a word, or None where none is like it."""
    by_folded = {choice.casefold(): choice for choice in choices}
    matches = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=NEAR_ENOUGH)
    return by_folded[matches[0]] if matches else None


def did_you_mean(word: str, choices: Iterable[str], kind: str) -> str:
    """Give the nearest choice and the list: "did you mean 'click'? actions: check, click, fill"."""
    known = list(choices)
    match = nearest(word, known)
    is_cut = len(known) > MOST_CHOICES
    if len(known) > TOO_MANY_CHOICES:
        known = difflib.get_close_matches(word, known, n=MOST_CHOICES // 2, cutoff=LOOSELY_NEAR)
    listed = ", ".join(known[:MOST_CHOICES]) + (" …" if is_cut else "")
    everything = f"{kind}: {listed}" if known else ""
    if match and everything:
        return translatable(f"did you mean '{match}'? {everything}")
    return translatable(f"did you mean '{match}'?") if match else everything
