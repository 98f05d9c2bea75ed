"""Where on a page the words of each radio button and check box stand: a price there is the price of that way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from frictionaudit.evidence.common import Box
from frictionaudit.evidence.page import FieldEvidence

__all__ = ["zones_of_choice"]

LONGEST_ROW_PX = 90
"""How far below the last radio button of a group its own words may still stand (own estimate: three lines)."""
_COLUMN_PX = 8


def zones_of_choice(fields: Sequence[FieldEvidence]) -> Iterator[Box]:
    """Give the rows of the boxes: each as high as its box, a radio button's down to the next one of its group.

    On a phone the price of a way wraps below its name. The last of a group reaches no further than the row before it,
    for the sum of the order may follow at once.
    """
    for field in fields:
        box = field.subject.box
        if box is None:
            continue
        yield box.model_copy(update={"height": max(box.height, _room_below(field, box, fields))})


def _room_below(field: FieldEvidence, box: Box, fields: Sequence[FieldEvidence]) -> float:
    if field.kind != "radio" or not field.name:
        return box.height
    tops = sorted(each.y for each in _group(field, box, fields))
    below = next((top for top in tops if top > box.y), None)
    if below is not None:
        return below - box.y
    rows = [after - before for before, after in pairwise(tops)]
    return min([*rows, LONGEST_ROW_PX]) if rows else box.height


def _group(field: FieldEvidence, box: Box, fields: Sequence[FieldEvidence]) -> Iterator[Box]:
    """Give the boxes of the group that stand below each other with this one."""
    for each in fields:
        other = each.subject.box
        if each.kind == "radio" and each.name == field.name and other is not None and abs(other.x - box.x) < _COLUMN_PX:
            yield other
