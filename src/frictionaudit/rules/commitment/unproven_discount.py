"""Rule: a reduction names the price that it is counted from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from frictionaudit.evidence.common import Subject, TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.commitment.recurrence import says_recurring
from frictionaudit.rules.languages import has_said, knows, reading_languages, says_any
from frictionaudit.rules.markets import is_in_eea
from frictionaudit.rules.money import Amount, amounts_in
from frictionaudit.rules.prices.lines import is_struck
from frictionaudit.rules.prices.product import sales_blocks, shown_product_of
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

_LESS = re.compile(r"(?<![\d.,])[-−–]\s?\d{1,2}\s?%")
_PERCENT = re.compile(r"(?<![\d.,])\d{1,2}\s?%")
_OF_DELIVERY = (Meaning.DELIVERY, Meaning.FREE_DELIVERY)
_SHORT_TEXT = 60
"""A longer text tells of something; a reduction is announced in a few words."""
_MOST_TAX = Decimal("1.3")
"""A price with tax over the same without: no country takes more than 27 % (Hungary)."""


@rule(
    id="commitment/unproven-discount",
    reads=StepEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.MINOR,
    title="A reduction without the price before it",
    message="The product is announced as reduced (“{words}”) without the price that it is counted from.",
    customer="Cheaper than what?",
    why="In the EU every price reduction has to show the prior price: the lowest of at least 30 days before (Directive "
    "98/6/EC, Art. 6a; C-330/23 Aldi Süd). Without it nobody can tell what the offer is worth.",
    how_to_fix="Show the lowest price of the last 30 days beside the reduced one, and count the percentage from it.",
    references=("https://eur-lex.europa.eu/eli/dir/1998/6/2022-05-28", "CJEU C-330/23 (26 September 2024)"),
    limits=("Whether the prior price is the lowest of the last 30 days cannot be seen on a page.",),
)
def unproven_discount(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the product page announces a reduction and shows one price only."""
    visit = context.visit
    page = shown_product_of(step, visit)
    is_eea = is_in_eea(visit.journey.market)
    if page is None or is_eea is False or visit.journey.customers == "business":
        yield Inapplicable()
        return
    blocks = _of_the_product(page, visit)
    languages = reading_languages(page, visit)
    announced = next((block for block in blocks if _announces(block, languages)), None)
    if announced is None:
        if not knows(page, visit, Meaning.REDUCTION):
            yield Incomplete("the words for a reduction are not known in this language")
        return
    # A shop that leaves the currency out has a price all the same.
    prices = _prices(blocks, languages) or _prices(blocks, languages, is_bare=True)
    if is_eea is None:
        yield Incomplete("the journey names no market, so it is not known whose law applies")
    elif not prices:
        yield Incomplete("a reduction is announced, and no price could be read beside it")
    elif len(prices) == 1 and not any(_is_prior(block, languages) for block in blocks):
        at = Subject(role="text", name=announced.text, locator=announced.locator, box=announced.box)
        yield Friction(at=at, parameters={"words": announced.text})


def _of_the_product(page: PageEvidence, visit: VisitEvidence) -> tuple[TextBlock, ...]:
    """Give the texts that sell the product: a heading behind its button begins something else, such as other goods."""
    before = sales_blocks(page, visit, behind=0)
    behind = sales_blocks(page, visit)[len(before) :]
    return before + tuple(takewhile(lambda block: block.role != "heading", behind))


def _announces(block: TextBlock, languages: tuple[str, ...]) -> bool:
    """Tell whether a short text says that this product is cheaper now, and not only for some or for more of it."""
    text = block.text
    if len(text) > _SHORT_TEXT or block.role in ("link", "option") or says_any(text, Meaning.MEMBER_PRICE, languages):
        return False
    if _LESS.search(text):
        return True
    if _PERCENT.search(text):
        return says_any(text, Meaning.REDUCTION, languages) is not None
    if _saved(text, languages):
        return not _is_of_delivery(text, languages)
    return any(Meaning.REDUCTION in meanings_of(text, code) for code in languages)


def _prices(blocks: Sequence[TextBlock], languages: tuple[str, ...], *, is_bare: bool = False) -> set[Decimal]:
    """Give the amounts that may be the product's: what is saved, and what delivery or a subscription costs, is none."""
    own = [block for block in blocks if not says_recurring(block.text, languages)]
    values = {
        amount.value
        for block in own
        for amount in _undelivered(block.text, languages, is_bare=is_bare)
        if amount.value > 0 and amount.value not in _saved(block.text, languages)
    }
    taxed = [block for block in own if not _is_of_delivery(block.text, languages)]
    return values - {
        value for value in _net(taxed, languages) if any(value < other <= value * _MOST_TAX for other in values)
    }


def _undelivered(text: str, languages: tuple[str, ...], *, is_bare: bool) -> list[Amount]:
    """Give the amounts of a text that are not delivery's: "89,00 € inkl. MwSt., zzgl. Versand ab 2,95 €" has one."""
    amounts = list(amounts_in(text, is_bare=is_bare))
    if not amounts or not _is_of_delivery(text, languages):
        return amounts
    ends = [*(amount.start for amount in amounts[1:]), len(text)]
    return [
        amount
        for amount, end in zip(amounts, ends, strict=True)
        if not _is_of_delivery(text[: amount.start], languages)
        and (
            not _is_of_delivery(rest := text[amount.end : end], languages)
            or has_said(rest, Meaning.TAX_STATEMENT, languages)
            or has_said(rest, Meaning.EXCLUDING, languages)
        )
    ]


def _is_of_delivery(text: str, languages: tuple[str, ...]) -> bool:
    return any(has_said(text, meaning, languages) for meaning in _OF_DELIVERY)


def _net(blocks: Sequence[TextBlock], languages: tuple[str, ...]) -> set[Decimal]:
    """Give the amounts that leave the tax out: "Ex Tax: 23.98" says one price a second time."""
    without = (block.text for block in blocks if has_said(block.text, Meaning.EXCLUDING, languages))
    return {amount.value for text in without for amount in amounts_in(text)}


def _saved(text: str, languages: tuple[str, ...]) -> set[Decimal]:
    """Give the amounts that are taken off: "Save 5 €", "5 € off"; "Sale 20 €" is paid."""
    return {
        amount.value
        for amount in amounts_in(text)
        if has_said(f"{text[: amount.start]} 0 {text[amount.end :]}", Meaning.SAVING, languages)
    }


def _is_prior(block: TextBlock, languages: tuple[str, ...]) -> bool:
    has_price = bool(amounts_in(block.text, is_bare=True))
    return has_price and (is_struck(block) or says_any(block.text, Meaning.PRIOR_PRICE, languages) is not None)
