"""What is to be filled in, chosen or ticked, and whose words it is."""

from __future__ import annotations

from dataclasses import dataclass

from frictionaudit.evidence.common import Subject
from frictionaudit.journey.model import ActionKind

__all__ = ["Entry"]


@dataclass(frozen=True)
class Entry:
    """One field or choice to act upon.

    Attributes:
        kind: fill, select, check, or click for a tile.
        subject: The field.
        label: As the customer reads it.
        text: What is typed or chosen.
        reference: Which of the shopper's data that is ("address.street"), or None.
        is_framed: It stands in a child frame.
        others: Further choices, should this one not be to be had.
        note: Why it was guessed, "" where it was not.
        is_closed: A list that tells its choices only while it is open: `text` and `others` are what the customer
            calls the wanted one, and the first choice is as good where none is called so.
    """

    kind: ActionKind
    subject: Subject
    label: str
    text: str = ""
    reference: str | None = None
    is_framed: bool = False
    others: tuple[str, ...] = ()
    note: str = ""
    is_closed: bool = False
