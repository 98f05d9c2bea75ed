"""The amount to be charged, followed over the steps."""

from __future__ import annotations

from dataclasses import dataclass

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import ActionKind, Commitment, Stage
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.languages import has_said, reading_languages
from frictionaudit.rules.prices.charged import Charged, charged_by, charged_on
from frictionaudit.rules.prices.lines import PriceLine, price_lines

__all__ = [
    "Sighting",
    "came_from_the_shop",
    "changes_cart",
    "is_cart",
    "is_stepper",
    "last_binding",
    "lines_at",
    "sighting_at_press",
    "sightings",
    "walks_to_the_till",
]

_CHECKOUT = frozenset({Stage.CART, Stage.CHECKOUT, Stage.PAY})
_SHOP = frozenset({Stage.ARRIVE, Stage.FIND, Stage.CHOOSE, Stage.CART})
_QUANTITY_DIGITS = 3


@dataclass(frozen=True)
class Sighting:
    """The amount to be charged as the page of a step shows it once the step is done."""

    step: StepEvidence
    charged: Charged


def sightings(visit: VisitEvidence) -> tuple[Sighting, ...]:
    """Give where the amount could be told for certain: from the filled cart up to the press that binds."""
    first = next((s.index for s in visit.steps if s.commits is Commitment.CART or s.stage in _CHECKOUT), None)
    last = last_binding(visit)
    found: list[Sighting] = []
    for step in visit.steps:
        is_before_order = last is None or step.index < last or step.status is StepStatus.HELD
        if first is None or step.index < first or not is_before_order or step.page is None:
            continue
        charged = charged_on(step.page, visit)
        if charged is not None and charged.amount.value > 0:
            found.append(Sighting(step, charged))
    return tuple(found)


def sighting_at_press(visit: VisitEvidence) -> Sighting | None:
    """Give what stood in view as the total when the button that binds was pressed; its step ends on another page."""
    last = last_binding(visit)
    step = visit.steps[last] if last is not None and last < len(visit.steps) else None
    primary = step.primary if step is not None else None
    if step is None or step.page is None or primary is None or not primary.view or step.status is StepStatus.HELD:
        return None
    charged = charged_by(primary.view, reading_languages(step.page, visit), visit.journey.currency)
    is_whole = charged is not None and not charged.is_partial and charged.amount.value > 0
    return Sighting(step, charged) if charged is not None and is_whole else None


def walks_to_the_till(visit: VisitEvidence) -> bool:
    """Tell whether this is the path itself and two pages or more of its cart and checkout were reached."""
    reached = [step for step in visit.steps if step.stage in _CHECKOUT and step.status is not StepStatus.NOT_REACHED]
    return visit.errand == "walk" and len(reached) > 1


def came_from_the_shop(visit: VisitEvidence) -> bool:
    """Tell whether the checkout was entered from the shop or its cart: a lone pay page leaves much unsaid."""
    return any(step.stage in _SHOP and step.status is not StepStatus.NOT_REACHED for step in visit.steps)


def last_binding(visit: VisitEvidence) -> int | None:
    """Give the index of the last step that binds the customer, None where the journey plans none."""
    return max((i for i, step in enumerate(visit.journey.steps) if step.commits.is_binding), default=None)


def lines_at(step: StepEvidence, visit: VisitEvidence) -> tuple[PriceLine, ...]:
    """Give the price lines of the page that the step ended on."""
    return price_lines(step.page.blocks, reading_languages(step.page, visit)) if step.page is not None else ()


def is_cart(step: StepEvidence, visit: VisitEvidence) -> bool:
    """Tell whether the step ended on the cart's own page, by its heading."""
    page = step.page
    heading = next(iter(page.headings), "") if page is not None else ""
    if page is None:
        return False
    meant = frozenset(m for code in reading_languages(page, visit) for m in meanings_of(heading, code))
    # "Zur Kasse" is pressed in the cart, and heads the checkout.
    return Meaning.CART in meant or (Meaning.IN_CART in meant and Meaning.CHECKOUT not in meant)


def changes_cart(step: StepEvidence, visit: VisitEvidence) -> bool:
    """Tell whether the customer put something in the cart or changed a quantity at this step."""
    return step.commits is Commitment.CART or any(_changes_cart(action, step, visit) for action in step.actions)


def _changes_cart(action: ActionEvidence, step: StepEvidence, visit: VisitEvidence) -> bool:
    if action.kind in (ActionKind.FILL, ActionKind.SELECT):
        return (action.value or "").isdecimal() and len(action.value or "") < _QUANTITY_DIGITS
    name = action.element.subject.name if action.element else action.target
    if action.kind is not ActionKind.CLICK or step.page is None:
        return False
    languages = reading_languages(step.page, visit)
    return is_stepper(name, languages) or any(Meaning.ADD_TO_CART in meanings_of(name, code) for code in languages)


def is_stepper(name: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a control makes a quantity more or less: "+", "Increase quantity"."""
    is_sign = name.strip(" '\"").casefold() in ("+", "＋", "-", "−", "plus", "minus")
    return is_sign or has_said(name, Meaning.FIELD_QUANTITY, languages)
