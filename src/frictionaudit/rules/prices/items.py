"""The items that a page charges for, against what the journey put in the cart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import Commitment
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.prices.charged import CENT, Charged
from frictionaudit.rules.prices.lines import Kind, PriceLine
from frictionaudit.rules.prices.structured import product_data
from frictionaudit.rules.prices.words import words_in

__all__ = ["added_count", "added_words", "extra_lines", "item_lines", "name_words", "prices_where_added"]

_ADDED = frozenset({Kind.DELIVERY, Kind.FEE, Kind.DEPOSIT})
_SUMS = frozenset({Kind.SUBTOTAL, Kind.TOTAL})
_MOST_ITEMS = 30
_SHORT = 3
"""Words of fewer letters join names and tell nothing."""

_PARTS = re.compile(r"\s[-–—|·»:]+\s")


# fmt: off
_COUNTS = frozenset({
    "pcs", "piece", "pieces", "qty", "quantity", "kpl", "määrä", "stk", "stck", "stück", "anzahl", "menge", "antal",
    "styck", "stuks", "aantal", "unid", "uds", "pezzi", "qtà", "szt", "sztuk", "tükk", "quantité", "qté",
})
# fmt: on
"""Words for how many: two items share them by chance."""

# fmt: off
_GOODS = frozenset({
    "item", "items", "product", "products", "article", "articles", "produit", "produits", "artículo", "artículos",
    "producto", "productos", "articolo", "articoli", "prodotto", "prodotti", "artigo", "artigos", "produto", "produtos",
    "itens", "artikel", "artikelen", "artikler", "artiklar", "positionen", "produkt", "produkte", "produkter",
    "produkty", "produktów", "producten", "vara", "varor", "vare", "varer", "tuote", "tuotetta", "tuotteet",
    "artykuł", "artykuły", "artykułów", "toode", "toodet", "tooted",
})
# fmt: on
"""Words for goods of any kind: "2 items, 44.85 €" names none of them."""


def item_lines(charged: Charged) -> tuple[PriceLine, ...] | None:
    """Give the lines of the goods: those that stand together and add up to the price of the goods. None: not certain.

    Prices of recommended products add up to nothing; where the same list stands twice, the last one counts.
    """
    items = _items(charged)
    joined = _joined(items, charged.lines)
    found = next(
        (sums for goals in _goals(charged) for each in (joined, items) if (sums := _adding_up(each, goals))),
        None,
    )
    if found is None:
        return None
    return found[-1] if len({len(lines) for lines in found}) == 1 and _is_one(found) else None


def extra_lines(charged: Charged) -> tuple[PriceLine, ...]:
    """Give lines between the goods and the total that are no delivery, fee, tax or discount, and are charged."""
    subtotals = [line.amount.value for line in charged.lines if line.kind is Kind.SUBTOTAL]
    if charged.is_partial or len(set(subtotals)) != 1:
        return ()
    rest = charged.amount.value - subtotals[0] - _parts(charged)
    taxes = {line.amount.value for line in charged.lines if line.kind is Kind.TAX}
    if rest <= CENT or any(abs(rest - tax) <= CENT for tax in taxes):
        return ()
    # Those of the summary itself stand behind its subtotal.
    start = max(place for place, line in enumerate(charged.lines) if line.kind is Kind.SUBTOTAL)
    behind = [line for line in charged.lines[start:] if line in _items(charged)]
    # Or right before it, where the goods above them make up the subtotal without them.
    goods = item_lines(charged) or ()
    beside = [line for line in charged.lines[:start] if line in _items(charged) and line not in goods] if goods else []
    for size, near in product((1, 2), (behind[:8], beside[-2:])):
        for group in combinations(near, size):
            if abs(sum((line.amount.value for line in group), Decimal(0)) - rest) <= CENT:
                return group
    return ()


def added_count(visit: VisitEvidence, until: StepEvidence) -> int:
    """Count how often the journey put something in the cart, up to a step."""
    return sum(1 for _ in _adding(visit, until))


def added_words(visit: VisitEvidence, until: StepEvidence) -> frozenset[str]:
    """Give the words by which the journey knows what it bought: names of the product pages, and its own deeds."""
    words: set[str] = set()
    for step in _adding(visit, until):
        page = _page_of(step, visit)
        if page is not None:
            names = [data.name for data in product_data(page)]
            names += [block.text for block in page.blocks if block.tag == "h1"]
            own = {word for name in names for word in words_in(name)}
            words |= own | set(words_in(_title_of_goods(page.title, own)))
    for step in visit.steps[: until.index + 1]:
        for action in step.actions:
            name = action.element.subject.name if action.element else ""
            words.update(words_in(f"{name} {action.target} {action.value or ''}"))
    return frozenset(word for word in words if len(word) >= _SHORT)


def _title_of_goods(title: str, own: set[str]) -> str:
    """Give the parts of a title that name the goods: "Oak board – Harbour House" names the shop too."""
    parts = _PARTS.split(title)
    naming = [part for part in parts if own.intersection(words_in(part))]
    return " ".join(naming or parts)


def prices_where_added(visit: VisitEvidence, until: StepEvidence) -> frozenset[Decimal]:
    """Give every price on the pages from which something was put in the cart."""
    pages = [_page_of(step, visit) for step in _adding(visit, until)]
    blocks = (block for page in pages if page is not None for block in page.blocks)
    return frozenset(amount.value for block in blocks for amount in amounts_in(block.text, is_bare=True))


def name_words(line: PriceLine) -> frozenset[str]:
    """Give the words that name a line's item."""
    return frozenset(word for word in words_in(line.name) if len(word) >= _SHORT and word not in _COUNTS)


def _adding(visit: VisitEvidence, until: StepEvidence) -> Iterator[StepEvidence]:
    for step in visit.steps[: until.index + 1]:
        if step.commits is Commitment.CART and step.status is StepStatus.PASSED:
            yield step


def _page_of(step: StepEvidence, visit: VisitEvidence) -> PageEvidence | None:
    before = visit.steps[step.index - 1].page if step.index else None
    return before or step.page


def _items(charged: Charged) -> tuple[PriceLine, ...]:
    return tuple(
        line
        for line in charged.lines
        if line.kind is Kind.ITEM
        and not line.is_choice
        and line.amount.value > 0
        and line.block.region != "header"
        and line.block.role not in ("button", "link")
        and not _is_count(line)
    )[:_MOST_ITEMS]


def _is_count(line: PriceLine) -> bool:
    """Tell whether a line counts goods and names none."""
    words = words_in(line.name)
    return bool(words) and any(map(str.isdigit, line.name)) and all(word in _GOODS | _COUNTS for word in words)


def _adding_up(items: Sequence[PriceLine], goals: set[Decimal]) -> list[tuple[PriceLine, ...]]:
    """Give the stretches of lines that add up to one of the goals."""
    found: list[tuple[PriceLine, ...]] = []
    for first in range(len(items)):
        total = Decimal(0)
        for last in range(first, len(items)):
            total += items[last].amount.value
            if any(abs(total - goal) <= CENT for goal in goals):
                found.append(tuple(items[first : last + 1]))
    return found


def _joined(items: Sequence[PriceLine], lines: Sequence[PriceLine]) -> list[PriceLine]:
    """Take the same amount twice in a row for one line: the price of one piece and of all one of them.

    What stands behind a sum is no item's other price: "Add a care kit for 2.90 €?" beneath the total.
    """
    joined: list[PriceLine] = []
    is_beside = False
    for line in lines:
        if line.kind in _SUMS:
            is_beside = False
        if line not in items:
            continue
        if is_beside and joined[-1].amount.value == line.amount.value:
            joined[-1] = replace(joined[-1], name=f"{joined[-1].name} {line.name}")
        else:
            joined.append(line)
        is_beside = True
    return joined


def _goals(charged: Charged) -> Iterator[set[Decimal]]:
    """Give what the goods may cost together, the surest first: subtotals, what is left of the total, a lesser total.

    A net sum is called a subtotal too, and so the subtotals of a page may all be something else.
    """
    yield {line.amount.value for line in charged.lines if line.kind is Kind.SUBTOTAL}
    yield {charged.amount.value - _parts(charged)}
    totals = {line.amount.value for line in charged.lines if line.kind is Kind.TOTAL}
    yield {total for total in totals if total <= charged.amount.value}


def _parts(charged: Charged) -> Decimal:
    """Give delivery, fees and deposits less discounts, each once though it may stand twice."""
    if charged.is_partial:
        return Decimal(0)
    more = {(line.kind, line.amount.value) for line in charged.lines if line.kind in _ADDED and not line.is_choice}
    less = {abs(line.amount.value) for line in charged.lines if line.kind is Kind.DISCOUNT}
    return sum((value for _, value in more), Decimal(0)) - sum(less, Decimal(0))


def _is_one(lists: Sequence[Sequence[PriceLine]]) -> bool:
    """The same list twice, once with more words around it, or each beneath a heading of its own.

    "Your cart" and "Your order" then stick to the first item: the same prices, and a common name for each of them.
    """
    names = {frozenset(word for line in lines for word in name_words(line)) for lines in lists}
    smallest = min(names, key=len)
    if all(smallest <= each for each in names):
        return True
    common = frozenset.intersection(*names)
    has_same_prices = len({tuple(sorted(line.amount.value for line in lines)) for lines in lists}) == 1
    return has_same_prices and all(name_words(line) & common for lines in lists for line in lines)
