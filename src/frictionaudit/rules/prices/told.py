"""What the customer was told of besides the goods before it is charged, and what each of these amounts was for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from frictionaudit.evidence.page import FieldEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import ActionKind, Stage
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.commitment.recurrence import says_recurring
from frictionaudit.rules.languages import has_said, reading_languages, says_any
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.prices.charged import CENT, Charged, adds_up, is_pay_button
from frictionaudit.rules.prices.folded import folded_total
from frictionaudit.rules.prices.foretold import priced_by_name
from frictionaudit.rules.prices.items import name_words
from frictionaudit.rules.prices.lines import Kind, PriceLine, price_lines
from frictionaudit.rules.prices.track import Sighting, lines_at
from frictionaudit.rules.prices.words import words_in
from frictionaudit.rules.prices.zones import zones_of_choice

__all__ = ["Told", "steps_between", "told_before", "unsaid"]

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

_CHECKOUT = frozenset({Stage.CART, Stage.CHECKOUT, Stage.PAY})
_TOLD = frozenset({Kind.DELIVERY, Kind.FEE, Kind.TAX, Kind.DEPOSIT})
_COMING_UP = frozenset({Kind.FEE, Kind.DELIVERY})
_FEES = _TOLD - {Kind.DELIVERY}
_SUMS = frozenset({Kind.TOTAL, Kind.PARTIAL, Kind.SUBTOTAL})
_BOXES = frozenset({"radio", "checkbox"})
_SENTENCE_WORDS = 5
_STEM = 5
"""Letters at the beginning of two words by which they are the same: "handling", "handlingfee". Project's choice."""


@dataclass(frozen=True)
class Told:
    """An amount that the customer was shown besides the goods, or chose.

    Attributes:
        value: Never negative.
        kind: What it is by the words beside it; ITEM where they do not say.
        words: Those that name it.
        is_offer: It stood for choice.
        is_chosen: The customer chose it by name.
        is_left: It belongs to a box that nobody ticked, or to what is paid again and again.
        is_passed_over: It belongs to one of several ways, and the customer took another.
    """

    value: Decimal
    kind: Kind
    words: frozenset[str] = frozenset()
    is_offer: bool = False
    is_chosen: bool = False
    is_left: bool = False
    is_passed_over: bool = False


def told_before(visit: VisitEvidence, after: StepEvidence) -> Iterator[Told]:
    """Give the amounts besides the goods that the customer was shown, or chose, before this step's page charges them.

    What is offered for choice on the step's own page was shown as well: it is priced where it is chosen.
    """
    for step in visit.steps[: after.index + 1]:
        yield from _chosen(step)
        for page in step.passing:
            passed = step.model_copy(update={"page": page, "passing": ()})
            yield from _told_at(passed, visit, is_earlier=True)
        yield from _told_at(step, visit, is_earlier=step.index < after.index)
        if step.index < after.index:
            lines = priced_by_name(step, after, visit)
            yield from (Told(abs(line.amount.value), line.kind, name_words(line)) for line in lines)


def unsaid(
    growth: Decimal, before: Sighting, after: Sighting, shown: Sequence[Told], visit: VisitEvidence
) -> PriceLine | None:
    """Give a fee or delivery that came up now and that nothing shown before speaks of, though figures may be equal."""
    languages = reading_languages(after.step.page, visit)
    known = {line.label for line in before.charged.lines}
    told = [each.value for each in shown]
    for line in after.charged.lines:
        value = line.amount.value
        rest = growth - value
        if line.kind not in _COMING_UP or line.is_choice or line.label in known or value <= 0 or rest < -CENT:
            continue
        if rest > CENT and not adds_up(rest, told):
            continue
        own = [each.value for each in shown if _may_be(each, line, after.charged, languages)]
        is_chosen = line.kind is Kind.DELIVERY or _bears_a_choice(line, after, visit)
        if not adds_up(value, [*own, *(steps_between(told) if is_chosen else ())]):
            return line
    return None


def steps_between(told: Sequence[Decimal]) -> list[Decimal]:
    """Give how far the amounts lie apart: one choice instead of another."""
    return [more - less for more, less in combinations(sorted(set(told), reverse=True), 2)]


def _bears_a_choice(fee: PriceLine, after: Sighting, visit: VisitEvidence) -> bool:
    """Tell whether a fee bears the name of a choice; without it, that two choices lie as far apart is chance."""
    steps = visit.steps[: after.step.index + 1]
    lines = (name_words(line) for step in steps for line in lines_at(step, visit) if line.is_choice)
    forms = (form for step in steps if step.page is not None for form in step.page.forms)
    names = (words_in(field.subject.name) for form in forms for field in form.fields)
    return any(name_words(fee).intersection(words) for words in (*lines, *names))


def _may_be(told: Told, line: PriceLine, charged: Charged, languages: tuple[str, ...]) -> bool:
    """Tell whether what was told may be what a line for a fee or for delivery charges: equal figures prove nothing.

    Args:
        told: An amount of the same value, or a part of it.
        line: A fee or a delivery, which no page before had charged.
        charged: All that is charged beside it.
        languages: See `reading_languages`.
    """
    if told.is_chosen or told.kind is line.kind or _share(told.words, name_words(line), languages):
        return True
    if told.is_left:
        return False
    if line.kind is Kind.DELIVERY:
        return True  # carriers are named as they like
    if told.kind is Kind.DELIVERY:
        # The delivery itself is charged on a line of its own.
        lines = [each for each in charged.lines if each.kind is Kind.DELIVERY and not each.is_choice]
        return not any(each.amount.value > 0 for each in lines)
    return told.kind in _FEES or (told.is_offer and not told.is_passed_over)


def _share(told: frozenset[str], own: frozenset[str], languages: tuple[str, ...]) -> bool:
    """Tell whether names share a word that says more than that something is to be paid."""
    stems = {word[:_STEM] for word in told if not _is_plain(word, languages)}
    return any(word[:_STEM] in stems and not _is_plain(word, languages) for word in own)


def _is_plain(word: str, languages: tuple[str, ...]) -> bool:
    return any(has_said(word, meaning, languages) for meaning in (Meaning.FEE, Meaning.DELIVERY_PRICE, Meaning.TAX))


def _told_at(step: StepEvidence, visit: VisitEvidence, *, is_earlier: bool) -> Iterator[Told]:
    boxes = _boxes(step)
    left = [field for field in boxes if _is_left(field, visit)]
    passed_over = [field for field in boxes if _is_passed_over(field, boxes, visit)]
    for field in boxes:
        name = field.subject.name
        words = frozenset(words_in(name))
        for amount in amounts_in(name):
            is_passed = field in passed_over
            yield Told(amount.value, Kind.ITEM, words, is_offer=True, is_left=field in left, is_passed_over=is_passed)
    yield from _offered_at_press(step, visit)
    lines = _but_folded_total(lines_at(step, visit), step, visit)
    for line in lines:
        kind = line.kind if line.kind in _TOLD else _told_in_note(line, step, visit)
        is_told = kind is not None or _is_beside(line, step, lines)
        is_offered = _is_offered(line, step, lines, boxes, visit)
        if is_offered or (is_told and is_earlier) or _is_rounding(line, step, visit):
            is_choice = _is_offered(line, step, lines, [box for box in boxes if box not in left], visit)
            yield Told(
                abs(line.amount.value),
                kind or Kind.ITEM,
                name_words(line),
                is_offer=is_offered and line.block.role != "button",
                is_left=_is_left_line(line, step, visit, left) or (is_offered and not is_choice),
                is_passed_over=line.is_choice and _is_label_of(line, passed_over),
            )
    if is_earlier:
        yield from _told_in_sentences(step, visit)


def _is_left(field: FieldEvidence, visit: VisitEvidence) -> bool:
    """Tell whether a box is empty, and the journey never touched it."""
    return field.kind == "checkbox" and field.is_checked is False and not _is_used(field, visit)


def _is_passed_over(field: FieldEvidence, boxes: Sequence[FieldEvidence], visit: VisitEvidence) -> bool:
    """Tell whether it is one of several ways, and the journey took another one."""
    if field.kind != "radio" or not field.name or _is_used(field, visit):
        return False
    others = (each for each in boxes if each.kind == "radio" and each.name == field.name and each is not field)
    return any(_is_used(each, visit) for each in others)


def _is_used(field: FieldEvidence, visit: VisitEvidence) -> bool:
    elements = (action.element for step in visit.steps for action in step.actions if action.element is not None)
    used = [element.subject for element in elements]
    name = field.subject.name
    return any(each.locator == field.subject.locator or (each.name and each.name in name) for each in used)


def _is_left_line(line: PriceLine, step: StepEvidence, visit: VisitEvidence, left: Sequence[FieldEvidence]) -> bool:
    is_label = line.is_choice and _is_label_of(line, left)
    return is_label or says_recurring(line.block.text, reading_languages(step.page, visit))


def _is_label_of(line: PriceLine, boxes: Sequence[FieldEvidence]) -> bool:
    return any(line.block.text in f"{box.label} {box.subject.name}" for box in boxes)


def _told_in_sentences(step: StepEvidence, visit: VisitEvidence) -> Iterator[Told]:
    """Give the amounts of sentences about fees: "Below 40 € we add a fee of 3,00 € to the value of the order."."""
    for block in step.page.blocks if step.page is not None else ():
        amounts = amounts_in(block.text)
        is_sentence = bool(amounts) and len(words_in(block.text)) >= _SENTENCE_WORDS
        if is_sentence and says_any(block.text, Meaning.FEE, reading_languages(step.page, visit)):
            yield from (Told(abs(amount.value), Kind.FEE) for amount in amounts)


def _is_rounding(line: PriceLine, step: StepEvidence, visit: VisitEvidence) -> bool:
    """Tell whether a line brings the sum to whole coins, which is less than one of the currency's units."""
    is_small = abs(line.amount.value) < 1
    return is_small and says_any(line.label, Meaning.ROUNDING, reading_languages(step.page, visit)) is not None


def _but_folded_total(lines: tuple[PriceLine, ...], step: StepEvidence, visit: VisitEvidence) -> tuple[PriceLine, ...]:
    """Leave out the button that unfolds the order's summary: its amount is no offer."""
    folded = folded_total(step.page.blocks, reading_languages(step.page, visit)) if step.page is not None else None
    return tuple(line for line in lines if folded is None or line.block is not folded[1])


def _is_beside(line: PriceLine, step: StepEvidence, lines: tuple[PriceLine, ...]) -> bool:
    """Tell whether a page of the checkout prices it beside the goods: carriers are named as they like."""
    goods = {each.amount.value for each in lines if each.kind in _SUMS}
    return step.stage in _CHECKOUT and line.kind is Kind.ITEM and bool(goods) and line.amount.value not in goods


def _is_offered(
    line: PriceLine,
    step: StepEvidence,
    lines: tuple[PriceLine, ...],
    boxes: Sequence[FieldEvidence],
    visit: VisitEvidence,
) -> bool:
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
    rows = list(zones_of_choice(boxes))
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


def _offered_at_press(step: StepEvidence, visit: VisitEvidence) -> Iterator[Told]:
    """Give what stood for choice beside the button before it was pressed; the step may have ended on another page.

    A way of delivery is often offered only once the address is known, and chosen beforehand.
    """
    before = _boxes(visit.steps[step.index - 1]) if step.index else []
    passed_over = [field for field in before if _is_passed_over(field, before, visit)]
    for action in step.actions:
        if not action.view or step.page is None:
            continue
        lines = price_lines(action.view, reading_languages(step.page, visit))
        for line in lines:
            if line.block.role != "button" and _is_choice(line, lines):
                is_left = says_recurring(line.block.text, reading_languages(step.page, visit))
                is_passed = _is_label_of(line, passed_over)
                value, words = abs(line.amount.value), name_words(line)
                yield Told(value, line.kind, words, is_offer=True, is_left=is_left, is_passed_over=is_passed)


def _boxes(step: StepEvidence) -> list[FieldEvidence]:
    forms = step.page.forms if step.page is not None else ()
    return [field for form in forms for field in form.fields if field.kind in _BOXES]


def _chosen(step: StepEvidence) -> Iterator[Told]:
    for action in step.actions:
        words = f"{action.element.subject.name if action.element else ''} {action.target} {action.value or ''}"
        if action.kind in (ActionKind.CHECK, ActionKind.CLICK, ActionKind.SELECT) and not action.is_primary:
            yield from (Told(amount.value, Kind.ITEM, is_chosen=True) for amount in amounts_in(words))


def _sentence_at(place: int, text: str) -> str:
    """Give the sentence that holds a place of the text: what the next one says may be of something else."""
    ends = [end.end() for end in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= place), default=0)
    return text[start : min((end for end in ends if end > place), default=len(text))]


def _told_in_note(line: PriceLine, step: StepEvidence, visit: VisitEvidence) -> Kind | None:
    """Give what an amount in a sentence is for: "Delivery to Finland costs 4.90 €", "a fee of 3.00 €"."""
    if line.kind is not Kind.NOTE or step.page is None:
        return None
    languages = reading_languages(step.page, visit)
    text = _sentence_at(line.amount.start, line.block.text)
    if says_any(text, Meaning.FREE, languages) is not None:
        return None  # a threshold
    if says_any(text, Meaning.FEE, languages):
        return Kind.FEE
    return Kind.DELIVERY if says_any(text, Meaning.DELIVERY_PRICE, languages) else None
