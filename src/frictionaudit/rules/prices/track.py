"""The amount to be charged, followed over the steps, and what the customer was told of beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.page import FieldEvidence
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import ActionKind, Commitment, Stage
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.languages import has_said, reading_languages, says_any
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.prices.charged import Charged, charged_by, charged_on, is_pay_button
from frictionaudit.rules.prices.folded import folded_total
from frictionaudit.rules.prices.lines import Kind, PriceLine, price_lines
from frictionaudit.rules.prices.words import words_in
from frictionaudit.rules.prices.zones import zones_of_choice

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
    "told_before",
    "walks_to_the_till",
]

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

_CHECKOUT = frozenset({Stage.CART, Stage.CHECKOUT, Stage.PAY})
_SHOP = frozenset({Stage.ARRIVE, Stage.FIND, Stage.CHOOSE, Stage.CART})
_TOLD = frozenset({Kind.DELIVERY, Kind.FEE, Kind.TAX, Kind.DEPOSIT})
_SUMS = frozenset({Kind.TOTAL, Kind.PARTIAL, Kind.SUBTOTAL})
_BOXES = frozenset({"radio", "checkbox"})
_QUANTITY_DIGITS = 3
_SENTENCE_WORDS = 5


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


def told_before(visit: VisitEvidence, after: StepEvidence) -> Iterator[Decimal]:
    """Give the amounts besides the goods that the customer was shown, or chose, before this step's page charges them.

    What is offered for choice on the step's own page was shown as well: it is priced where it is chosen.
    """
    for step in visit.steps[: after.index + 1]:
        yield from _chosen(step)
        for page in step.passing:
            passed = step.model_copy(update={"page": page, "passing": ()})
            yield from _told_at(passed, visit, is_earlier=True)
        yield from _told_at(step, visit, is_earlier=step.index < after.index)


def _told_at(step: StepEvidence, visit: VisitEvidence, *, is_earlier: bool) -> Iterator[Decimal]:
    yield from (amount.value for field in _boxes(step) for amount in amounts_in(field.subject.name))
    yield from _offered_at_press(step, visit)
    lines = _but_folded_total(lines_at(step, visit), step, visit)
    for line in lines:
        is_told = line.kind in _TOLD or _speaks_of_delivery(line, step, visit) or _is_beside(line, step, lines)
        if _is_offered(line, step, lines, visit) or (is_told and is_earlier) or _is_rounding(line, step, visit):
            yield abs(line.amount.value)
    if is_earlier:
        yield from _told_in_sentences(step, visit)


def _told_in_sentences(step: StepEvidence, visit: VisitEvidence) -> Iterator[Decimal]:
    """Give the amounts of sentences about fees: "Below 40 € we add a fee of 3,00 € to the value of the order."."""
    for block in step.page.blocks if step.page is not None else ():
        amounts = amounts_in(block.text)
        is_sentence = bool(amounts) and len(words_in(block.text)) >= _SENTENCE_WORDS
        if is_sentence and says_any(block.text, Meaning.FEE, reading_languages(step.page, visit)):
            yield from (abs(amount.value) for amount in amounts)


def _is_rounding(line: PriceLine, step: StepEvidence, visit: VisitEvidence) -> bool:
    """Tell whether a line brings the sum to whole coins, which is less than one of the currency's units."""
    is_small = abs(line.amount.value) < 1
    return is_small and says_any(line.label, Meaning.ROUNDING, reading_languages(step.page, visit)) is not None


def _but_folded_total(lines: tuple[PriceLine, ...], step: StepEvidence, visit: VisitEvidence) -> tuple[PriceLine, ...]:
    """Leave out the button that unfolds the order's summary: its amount is no offer."""
    folded = folded_total(step.page.blocks, reading_languages(step.page, visit)) if step.page is not None else None
    return tuple(line for line in lines if folded is None or line.block is not folded[1])


def is_cart(step: StepEvidence, visit: VisitEvidence) -> bool:
    """Tell whether the step ended on the cart's own page, by its heading."""
    page = step.page
    heading = next(iter(page.headings), "") if page is not None else ""
    meant = {Meaning.CART, Meaning.IN_CART}
    return page is not None and any(meant & meanings_of(heading, code) for code in reading_languages(page, visit))


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


def _is_beside(line: PriceLine, step: StepEvidence, lines: tuple[PriceLine, ...]) -> bool:
    """Tell whether a page of the checkout prices it beside the goods: carriers are named as they like."""
    goods = {each.amount.value for each in lines if each.kind in _SUMS}
    return step.stage in _CHECKOUT and line.kind is Kind.ITEM and bool(goods) and line.amount.value not in goods


def _is_offered(line: PriceLine, step: StepEvidence, lines: tuple[PriceLine, ...], visit: VisitEvidence) -> bool:
    """Tell whether it is for choice: in a label, option or button, on the row of a radio, or one way of several.

    What the button that pays takes is no offer, nor is a line of the summary that happens to stand level with a radio.
    """
    if line.block.role == "button":
        return step.page is None or not is_pay_button(line, reading_languages(step.page, visit))
    if _is_choice(line, lines):
        return True
    box = line.block.box
    if box is None:
        return False
    summaries = _lefts_of_sums(step, lines)
    rows = list(zones_of_choice(_boxes(step)))
    return any(
        row.y <= box.y + box.height / 2 <= row.y + row.height
        and not any(row.x + row.width < left <= box.x for left in summaries)
        for row in rows
    )


def _lefts_of_sums(step: StepEvidence, lines: tuple[PriceLine, ...]) -> list[float]:
    """Give where the columns begin in which sums stand."""
    labels = {each.label for each in lines if each.kind in _SUMS}
    blocks = step.page.blocks if step.page is not None else ()
    return [block.box.x for block in blocks if block.box is not None and block.text.strip() in labels]


def _is_choice(line: PriceLine, lines: tuple[PriceLine, ...]) -> bool:
    ways = {(each.label, each.amount.value) for each in lines if each.kind is Kind.DELIVERY}
    is_one_of_several = len({value for _, value in ways}) > 1 and len({label for label, _ in ways}) > 1
    return line.is_choice or (line.kind is Kind.DELIVERY and is_one_of_several)


def _offered_at_press(step: StepEvidence, visit: VisitEvidence) -> Iterator[Decimal]:
    """Give what stood for choice beside the button before it was pressed; the step may have ended on another page.

    A way of delivery is often offered only once the address is known, and chosen beforehand.
    """
    for action in step.actions:
        if not action.view or step.page is None:
            continue
        lines = price_lines(action.view, reading_languages(step.page, visit))
        yield from (abs(line.amount.value) for line in lines if line.block.role != "button" and _is_choice(line, lines))


def _boxes(step: StepEvidence) -> list[FieldEvidence]:
    forms = step.page.forms if step.page is not None else ()
    return [field for form in forms for field in form.fields if field.kind in _BOXES]


def _chosen(step: StepEvidence) -> Iterator[Decimal]:
    for action in step.actions:
        words = f"{action.element.subject.name if action.element else ''} {action.target} {action.value or ''}"
        if action.kind in (ActionKind.CHECK, ActionKind.CLICK, ActionKind.SELECT) and not action.is_primary:
            yield from (amount.value for amount in amounts_in(words))


def _sentence_at(place: int, text: str) -> str:
    """Give the sentence that holds a place of the text: what the next one says may be of something else."""
    ends = [end.end() for end in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= place), default=0)
    return text[start : min((end for end in ends if end > place), default=len(text))]


def _speaks_of_delivery(line: PriceLine, step: StepEvidence, visit: VisitEvidence) -> bool:
    """An amount in a sentence: "Delivery to Finland costs 4.90 €"."""
    if line.kind is not Kind.NOTE or step.page is None:
        return False
    languages = reading_languages(step.page, visit)
    text = _sentence_at(line.amount.start, line.block.text)
    is_threshold = says_any(text, Meaning.FREE, languages) is not None
    told = says_any(text, Meaning.DELIVERY_PRICE, languages) or says_any(text, Meaning.FEE, languages)
    return told is not None and not is_threshold
