"""What the product pages asked for the goods, beside what the cart charges for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import ActionKind, Commitment
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.languages import has_said, reading_languages, says_any
from frictionaudit.rules.money import Amount, amounts_in, share_currency
from frictionaudit.rules.prices.charged import CENT
from frictionaudit.rules.prices.items import item_lines, name_words
from frictionaudit.rules.prices.lines import Kind, PriceLine, price_lines
from frictionaudit.rules.prices.product import product_name, product_page_of, sales_blocks
from frictionaudit.rules.prices.sizes import chosen_price
from frictionaudit.rules.prices.structured import product_data
from frictionaudit.rules.prices.track import Sighting, changes_cart, is_stepper
from frictionaudit.rules.prices.words import words_in

__all__ = ["Bought", "charged_goods"]

_ASKED = frozenset({Kind.ITEM, Kind.TOTAL})
_CHOOSES = frozenset({ActionKind.SELECT, ActionKind.CHECK, ActionKind.UNCHECK, ActionKind.CLICK})
_SHORT = 3

STEPPER_PX = 64
"""The largest side of a button that shows a sign only, such as a plus. Project's choice."""


@dataclass(frozen=True)
class Bought:
    """A product that the journey put in the cart.

    Attributes:
        name: Its product page's heading.
        words: The words of its name.
        price: What its page asked for one.
        count: How many the journey put there.
    """

    name: str
    words: frozenset[str]
    price: Amount
    count: int

    def times(self, line: PriceLine) -> int | None:
        """Give how many of it a line charges; None where its price does not go into it."""
        count = round(line.amount.value / self.price.value)
        return count if count > 0 and abs(count * self.price.value - line.amount.value) <= CENT else None


def charged_goods(seen: Sighting, visit: VisitEvidence) -> Iterator[tuple[Bought, PriceLine]]:
    """Give the products that were put in the cart with the line by which a page charges them, where both are certain.

    Nothing is certain once the customer changed the cart itself.
    """
    bought = _bought(visit, seen.step)
    if bought is None:
        return
    items = item_lines(seen.charged) or ()
    for goods in bought:
        others = frozenset().union(*(other.words for other in bought if other is not goods))
        lines = [line for line in items if name_words(line) & (goods.words - others)]
        if len(lines) == 1 and share_currency(goods.price, lines[0].amount):
            yield goods, lines[0]


def _bought(visit: VisitEvidence, until: StepEvidence) -> list[Bought] | None:
    """Give what was put in the cart up to a step; None where that is not known for all of it."""
    found: dict[str, Bought] = {}
    start = 0
    for step in visit.steps[: until.index + 1]:
        if step.commits is not Commitment.CART or step.status is not StepStatus.PASSED:
            if found and changes_cart(step, visit):
                return None
            continue
        goods = _of_step(step, visit.steps[start : step.index + 1], visit)
        if goods is None:
            return None
        known = found.get(goods.name)
        found[goods.name] = replace(goods, count=goods.count + known.count) if known else goods
        start = step.index + 1
    return list(found.values())


def _of_step(step: StepEvidence, since: Sequence[StepEvidence], visit: VisitEvidence) -> Bought | None:
    page = product_page_of(step, visit)
    price = chosen_price(page, since, visit) if page is not None else None
    if page is not None and price is None and any(_may_change_price(action) for action in step.actions):
        page = _still_there(page, step)
    if page is None:
        return None
    price, name = price or _asked(page, visit), product_name(page)
    count = _count(since, page, visit)
    words = frozenset(word for word in words_in(name) if len(word) >= _SHORT)
    return Bought(name, words, price, count) if price is not None and words and count else None


def _still_there(page: PageEvidence, step: StepEvidence) -> PageEvidence | None:
    """Give the product's page as it stood after the press: it shows the price of what was chosen."""
    after = step.page
    return after if after is not None and product_name(after) == product_name(page) else None


def _may_change_price(action: ActionEvidence) -> bool:
    """What is chosen within the step that adds may cost more than the page said before."""
    return action.kind in _CHOOSES and not action.is_primary


def _count(since: Sequence[StepEvidence], page: PageEvidence, visit: VisitEvidence) -> int | None:
    """Give how many were asked for on the way to the press: one, where nothing else was typed."""
    languages = reading_languages(page, visit)
    count = 1
    for action in (action for step in since for action in step.actions):
        name = action.element.subject.name if action.element else action.target
        is_quantity = has_said(name, Meaning.FIELD_QUANTITY, languages)
        if action.kind is ActionKind.CLICK and (is_stepper(name, languages) or _may_step(action)):
            return None
        value = action.value or ""
        if value.isdecimal() and (action.kind is ActionKind.FILL or is_quantity):
            count = int(value)
        elif is_quantity and action.kind in (ActionKind.FILL, ActionKind.SELECT):
            return None
    return count


def _may_step(action: ActionEvidence) -> bool:
    """Tell a small square button pressed before the one that adds: whatever it is called, it may ask for one more."""
    box = action.element.subject.box if action.element else None
    if action.is_primary or action.element is None or action.element.subject.role != "button" or box is None:
        return False
    return max(box.width, box.height) <= STEPPER_PX


def _is_net(text: str, languages: tuple[str, ...]) -> bool:
    """Read "plus VAT", "zzgl. MwSt."; delivery is what else comes on top."""
    words = says_any(text, Meaning.EXCLUDING, languages)
    if words is None:
        return False
    after = words_in(text[text.index(words) + len(words) :])[:2]
    return any(has_said(word, Meaning.TAX, languages) for word in (*words.split(), *after))


def _asked(page: PageEvidence, visit: VisitEvidence) -> Amount | None:
    """Give the one price of a product page, which machines are told no other; of several, the one that they are told.

    None where that is not one: the price that was read may be that of something recommended beside it.
    """
    languages = reading_languages(page, visit)
    blocks = sales_blocks(page, visit, behind=0)
    if any(_is_net(block.text, languages) for block in sales_blocks(page, visit)):
        return None
    shown = {
        line.amount.value: line.amount
        for line in price_lines(blocks, languages)
        if (line.kind in _ASKED or _is_taxed_price(line, languages)) and line.amount.value > 0 and not line.is_choice
        if not _is_least_price(line, languages)
    }
    told = {price for data in product_data(page) for price in data.prices}
    if len(shown) == 1:
        return next((amount for value, amount in shown.items() if not told or value in told), None)
    return shown.get(next(iter(told))) if len(told) == 1 else None


def _is_least_price(line: PriceLine, languages: tuple[str, ...]) -> bool:
    """Read "from 7.50 €", but not "24.90 €, delivery from 4.90 €" of what comes first."""
    text = line.block.text
    others = [amount for amount in amounts_in(text) if amount.start != line.amount.start]
    begin = max((other.end for other in others if other.end <= line.amount.start), default=0)
    end = min((other.start for other in others if other.start >= line.amount.end), default=len(text))
    said = f"{text[begin : line.amount.start]} 0 {text[line.amount.end : end]}"
    return has_said(said, Meaning.FROM_PRICE, languages) and not has_said(said, Meaning.DELIVERY, languages)


def _is_taxed_price(line: PriceLine, languages: tuple[str, ...]) -> bool:
    """Read "24.90 € incl. VAT" with nothing before it: the price, and not what the tax comes to."""
    before, after = line.block.text[: line.amount.start], line.block.text[line.amount.end :]
    is_alone = not words_in(before) and line.label == after.strip(" :–-")
    return line.kind is Kind.TAX and is_alone and says_any(after, Meaning.TAX_STATEMENT, languages) is not None
