"""The promise card of a commit action: what the customer was told before the press, and what came of it."""

from __future__ import annotations

from frictionaudit.evidence.step import StepStatus
from frictionaudit.journey.model import Commitment
from frictionaudit.record import Record

__all__ = ["Happened", "Price", "PromiseCard", "Promised"]


class Price(Record):
    """An amount of money as a page shows it.

    Attributes:
        value: Major units.
        currencies: ISO codes that its sign may stand for ("kr": four of them); empty where none is written.
    """

    text: str
    value: float
    currencies: tuple[str, ...] = ()


class Promised(Record):
    """What stood before the customer at the press. None and "": nothing of it could be told from the page.

    Attributes:
        label: The words on the button.
        amount: The amount to be charged; None where none is named, or several that do not fit each other.
        recurrence: Words of a charge that comes again.
        next_steps: Words of what comes after: delivery, a message.
        way_back: Words of returning or withdrawing.
    """

    label: str
    amount: Price | None = None
    recurrence: str = ""
    next_steps: str = ""
    way_back: str = ""


class Happened(Record):
    """What came of the press.

    Attributes:
        heading: First heading of the page it led to.
        amount: The amount that page confirms.
        has_reference: An order number stands there; None where no order was bound.
        message: What the page said where it failed: its alert, else the reason why the step did not pass.
    """

    status: StepStatus
    heading: str = ""
    amount: Price | None = None
    has_reference: bool | None = None
    message: str = ""


class PromiseCard(Record):
    """One commit action of one visit.

    Attributes:
        happened: None where the press was held for safety.
        is_kept: False: the step failed, or another amount was confirmed; True: it passed, and where money was bound
            the same amount was confirmed; None: held, or the amounts could not both be told.
    """

    visit: str
    journey: str
    step: str
    step_id: str
    step_index: int
    commits: Commitment
    promised: Promised
    happened: Happened | None = None
    is_kept: bool | None = None
