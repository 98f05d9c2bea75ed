"""What the size costs that was chosen, where each names its own price: "100 g, 7.50 €" and "250 g, 16.50 €"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.page import FieldEvidence, PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.languages import reading_languages
from frictionaudit.rules.money import Amount, amounts_in
from frictionaudit.rules.prices.lines import price_lines
from frictionaudit.rules.prices.product import sales_blocks
from frictionaudit.rules.prices.structured import product_data

__all__ = ["chosen_price"]

_CHOOSES = frozenset({ActionKind.CHECK, ActionKind.CLICK, ActionKind.SELECT})


def chosen_price(page: PageEvidence, steps: Sequence[StepEvidence], visit: VisitEvidence) -> Amount | None:
    """Give the price of the size that was chosen last, else of the one that is ticked; None where none is priced.

    One of the sizes costs what the page, or what machines are told, says that the product does: what else is chosen
    there, a wrapping or a warranty, comes on top.
    """
    for texts in _groups(page):
        prices = [_price(text) for text in texts]
        values = {price.value for price in prices if price is not None}
        if len(values) < 2 or not values & set(_product_prices(page, visit)):
            continue
        chosen = [text for step in steps for action in step.actions if (text := _chosen(action, texts)) is not None]
        ticked = [field.subject.name for field in _radios(page) if field.is_checked and field.subject.name in texts]
        taken = chosen[-1:] or ticked
        return _price(taken[0]) if taken else None
    return None


def _groups(page: PageEvidence) -> Iterator[list[str]]:
    """Give what stands for choice together: the radio buttons of one name, the lines of one list."""
    for name in dict.fromkeys(field.name for field in _radios(page)):
        yield [field.subject.name for field in _radios(page) if field.name == name]
    yield from (list(field.options) for field in _fields(page) if field.kind == "select")


def _fields(page: PageEvidence) -> list[FieldEvidence]:
    return [field for form in page.forms for field in form.fields]


def _radios(page: PageEvidence) -> list[FieldEvidence]:
    return [field for field in _fields(page) if field.kind == "radio" and field.name]


def _price(text: str) -> Amount | None:
    """Give the one price that a size names, and not what it costs more: "XL (+ 3 €)"."""
    amounts = amounts_in(text)
    return amounts[0] if len(amounts) == 1 and not text[: amounts[0].start].rstrip().endswith("+") else None


def _product_prices(page: PageEvidence, visit: VisitEvidence) -> Iterator[object]:
    lines = price_lines(sales_blocks(page, visit, behind=0), reading_languages(page, visit))
    yield from (line.amount.value for line in lines if not line.is_choice)
    yield from (price for data in product_data(page) for price in data.prices)


def _chosen(action: ActionEvidence, texts: Sequence[str]) -> str | None:
    """Give the one text for choice that an action took, by its own words or by those that the journey gave."""
    if action.kind not in _CHOOSES or action.is_primary or action.failure is not None or action.element is None:
        return None
    if action.kind is ActionKind.SELECT:
        wanted = (action.value or "").casefold()
        fitting = [text for text in texts if wanted and wanted in text.casefold()]
    else:
        fitting = [text for text in texts if text == action.element.subject.name]
    return fitting[0] if len(fitting) == 1 else None
