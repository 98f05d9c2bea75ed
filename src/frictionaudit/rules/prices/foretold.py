"""What a list of ways priced, by the name under which it is charged later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.rules.prices.lines import Kind, PriceLine
from frictionaudit.rules.prices.track import lines_at
from frictionaudit.rules.prices.words import words_in

__all__ = ["priced_by_name"]

_CHARGED = frozenset({Kind.FEE, Kind.DELIVERY})
_PARTS = re.compile(r"[:()]")


def priced_by_name(step: StepEvidence, after: StepEvidence, visit: VisitEvidence) -> Iterator[PriceLine]:
    """Give the lines of a later page whose name and price begin a text here: "Tomorrow 8–10: 4.90 €. We ring".

    Such a list needs no word for delivery: the heading above it, or its names, say what it is.
    """
    notes = [line for line in lines_at(step, visit) if line.kind is Kind.NOTE]
    for line in lines_at(after, visit):
        if line.kind not in _CHARGED or line.is_choice:
            continue
        names = [name for part in _PARTS.split(line.label) if words_in(name := part.strip().casefold())]
        if any(_is_priced(note, name, line) for note in notes for name in names):
            yield line


def _is_priced(note: PriceLine, name: str, line: PriceLine) -> bool:
    return note.amount.value == line.amount.value and note.block.text.strip().casefold().startswith(name)
