"""What the customer chose among ways that each name their price."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from frictionaudit.evidence.page import FieldEvidence, PageEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.money import Amount, amounts_in

__all__ = ["Choice", "last_choice"]


@dataclass(frozen=True)
class Choice:
    """A radio button that was ticked.

    Attributes:
        name: Its words without the price.
        price: Its own.
        others: Prices of the other ways beside it.
    """

    name: str
    price: Amount
    others: frozenset[Decimal]


def last_choice(visit: VisitEvidence, until: int) -> Choice | None:
    """Give the last way with a price that the customer chose up to a step, where others with a price stood beside it.

    Ways of payment have no price as a rule; where both have one, which line of the sum is whose is not told.
    """
    found: list[Choice] = []
    for step in visit.steps[: until + 1]:
        page = visit.steps[step.index - 1].page if step.index else None
        for action in step.actions if page is not None else ():
            if action.kind is ActionKind.CHECK and action.failure is None and action.element is not None:
                choice = _choice(action.element.subject.locator, page) if page is not None else None
                found += [choice] if choice is not None else []
    return found[-1] if len({tuple(sorted(each.others | {each.price.value})) for each in found}) == 1 else None


def _choice(locator: str, page: PageEvidence) -> Choice | None:
    fields = [field for form in page.forms for field in form.fields if field.kind == "radio"]
    own = next((field for field in fields if field.subject.locator == locator), None)
    price = _price(own) if own is not None else None
    if own is None or price is None or not own.name:
        return None
    prices = [_price(field) for field in fields if field.name == own.name and field is not own]
    others = frozenset(each.value for each in prices if each is not None)
    name = own.subject.name.replace(price.text, "").strip(" :–-+()")
    return Choice(name, price, others) if others else None


def _price(field: FieldEvidence) -> Amount | None:
    """Give the one price that a way names; “free over 50 €” beside it makes two."""
    amounts = amounts_in(field.subject.name)
    return amounts[0] if len(amounts) == 1 else None
