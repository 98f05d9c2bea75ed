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
_LISTED = frozenset({Kind.NOTE, Kind.ITEM})
_PARTS = re.compile(r"[:()]")
_AFTER_NAME = re.compile(r"\s*[:,(–—-]")


def priced_by_name(step: StepEvidence, after: StepEvidence, visit: VisitEvidence) -> Iterator[PriceLine]:
    """Give the lines of a later page whose name and price begin a text here: "Tomorrow 8–10: 4.90 €. We ring".

    Such a list needs no word for delivery: the heading above it, or its names, say what it is.
    """
    listed = [each for each in lines_at(step, visit) if each.kind in _LISTED]
    for line in lines_at(after, visit):
        if line.kind not in _CHARGED or line.is_choice:
            continue
        names = [name for part in _PARTS.split(line.label) if words_in(name := part.strip().casefold())]
        if any(_is_priced(each, name, line) for each in listed for name in names):
            yield line


def _is_priced(listed: PriceLine, name: str, line: PriceLine) -> bool:
    """Tell whether the name alone stands beside the price, or before it: a sum of the same value has other words."""
    rest = listed.block.text.casefold().lstrip().partition(name)
    is_before = not rest[0] and _AFTER_NAME.match(rest[2]) is not None
    is_named = is_before or listed.label.casefold().strip(" :,") == name
    return listed.amount.value == line.amount.value and is_named
