"""Rule: prices name their currency and say whether tax is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal

from frictionaudit.evidence.common import AROUND, Subject, TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Commitment, Stage
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.languages import has_said, knows, reading_languages, says_any
from frictionaudit.rules.markets import adds_tax_at_the_end, has_inclusive_prices
from frictionaudit.rules.money import amounts_in, currencies_in, numbers_in
from frictionaudit.rules.prices.lines import Kind, PriceLine, price_lines
from frictionaudit.rules.prices.structured import product_data
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule

_SHARE = re.compile(r"[-–−]?\s*\d{1,3}\s*%")
_GOODS = frozenset({Stage.FIND, Stage.CHOOSE})
_PRICED = frozenset({Stage.CHOOSE, Stage.CART, Stage.CHECKOUT, Stage.PAY})

_LABEL_WORDS = 2
"""“Our price: 24.90”; longer texts tell of something else. Project's choice."""

_WHOLE = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,]?\d{3})*")
_LEAST_WHOLE = 10
"""Smaller numbers count pieces and days. Project's choice."""

_WHOLE_KRONER = re.compile(r"\d\s?[,:.]\s?[-–—](?!\w)")
"""“199:-” and “199,-” are prices in Nordic crowns to whoever lives there."""


@rule(
    id="help/unclear-price",
    reads=VisitEvidence,
    criterion=Criterion.HELP,
    severity=Severity.MODERATE,
    title="A price does not say in which currency, or whether with tax",
    message="The price {price} stands there without a currency.",
    variants={"tax": "No page of the path says whether tax is in the prices."},
    customer="Is that with tax?",
    why="Of US shoppers who left a checkout, 12 % could not see or work out the total beforehand (Baymard 2025). "
    "Traders have to give the total price with taxes (Directive 2011/83/EU, Art. 6(1)(e)).",
    how_to_fix="Write the currency beside every price, and once on each page whether tax is included.",
    references=("https://baymard.com/lists/cart-abandonment-rate", "https://eur-lex.europa.eu/eli/dir/2011/83/oj"),
)
def unclear_price(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield a finding for the first price without currency, and one where no word about tax stands on the path."""
    seen = [(step, step.page) for step in visit.steps if step.page is not None and _is_reached(step)]
    for_machines = {price for _, page in seen for data in product_data(page) for price in data.prices}
    if visit.errand != "walk" or not (for_machines or any(_has_price(page) for _, page in seen)):
        yield Inapplicable()
        return
    named = {line.amount.value for _, page in seen for line in _lines(page, visit) if line.amount.currencies}
    for step, page in seen:
        opens = _opens_goods(step, page, visit)
        bare = _bare_price(page, visit, named | for_machines) if opens or step.stage in _PRICED else None
        bare = bare or (_bare_goods(page, visit, named) if opens or step.stage in _GOODS else None)
        if bare is not None:
            at = Subject(role="text", name="price", locator=bare.locator, box=bare.box)
            yield Friction(at=at, parameters={"price": bare.text[:60]}, step=step.index)
            break
    yield from _tax([page for _, page in seen], visit)


def _tax(pages: list[PageEvidence], visit: VisitEvidence) -> Iterator[Verdict]:
    market = visit.journey.market
    if visit.journey.customers == "business" or adds_tax_at_the_end(market):
        return
    if any(_speaks_of_tax(page, visit) for page in pages):
        return
    if not all(knows(page, visit, Meaning.TAX_STATEMENT) for page in pages):
        yield Incomplete("the words for tax are not known in this language")
    elif market is None:
        yield Incomplete("the journey names no market, so it is not known what its customers expect of prices")
    elif not _reached_the_till(visit):
        yield Incomplete("no page of the cart or checkout was seen, where tax is spoken of")
    else:
        severity = Severity.INFO if has_inclusive_prices(market) else Severity.MODERATE
        yield Friction(at=Subject(role="page", name="tax"), severity=severity, variant="tax")


def _speaks_of_tax(page: PageEvidence, visit: VisitEvidence) -> bool:
    languages = reading_languages(page, visit)
    if any(says_any(block.text, Meaning.TAX_STATEMENT, languages) for block in page.blocks):
        return True
    return any(line.kind is Kind.TAX for line in price_lines(page.blocks, languages))


def _opens_goods(step: StepEvidence, page: PageEvidence, visit: VisitEvidence) -> bool:
    """Tell whether the customer arrives right at goods: the page says so for machines, or they are taken from there."""
    following = visit.steps[step.index + 1 : step.index + 2]
    takes = any(each.commits is Commitment.CART and each.stage in _GOODS for each in following)
    return step.stage is Stage.ARRIVE and (takes or any(data.prices for data in product_data(page)))


def _bare_price(page: PageEvidence, visit: VisitEvidence, named: Set[Decimal]) -> TextBlock | None:
    """Give a price without currency on a page that names none at all: one beside others is understood from them."""
    if page.is_truncated or any(_names_currency(block) for block in page.blocks):
        return None
    for_machines = {price for data in product_data(page) for price in data.prices}
    lines = [line for line in _lines(page, visit) if not line.amount.currencies]
    sums = [line for line in lines if line.kind in (Kind.TOTAL, Kind.PARTIAL, Kind.SUBTOTAL)]
    known = [line for line in lines if line.amount.value in for_machines]
    prices = [line for line in lines if line.block.text.strip() == line.amount.text]
    found = sums or known or (prices if len(prices) > 1 else [])
    return found[0].block if found else _whole_number(page, named)


def _whole_number(page: PageEvidence, named: Set[Decimal]) -> TextBlock | None:
    """Give a number without decimals that is all of a text, and a price on another page or for machines."""
    return next(
        (
            block
            for block in page.blocks
            if block.region not in AROUND
            and _WHOLE.fullmatch(block.text)
            and {value for value in numbers_in(block.text) if value >= _LEAST_WHOLE} & named
        ),
        None,
    )


def _bare_goods(page: PageEvidence, visit: VisitEvidence, named: Set[Decimal]) -> TextBlock | None:
    """Give the price of goods that stands bare on their page, and with a currency on others or for machines.

    "Delivery from 4.90 €" below tells what the page counts in, not what the number above is.
    """
    if page.is_truncated or any(_names_currency(block) and not amounts_in(block.text) for block in page.blocks):
        return None  # "All prices in EUR", or a sign that is drawn apart
    here = {amount.value for block in page.blocks for amount in amounts_in(block.text)}
    known = {price for data in product_data(page) for price in data.prices} | named
    for block in page.blocks:
        amount = next(iter(amounts_in(block.text, is_bare=True)), None)
        if amount is None or amount.currencies or block.region in AROUND:
            continue
        if not _is_all(amount.text, block.text, reading_languages(page, visit)):
            continue
        if amount.value in known - here:
            return block
    return None


def _is_all(price: str, text: str, languages: tuple[str, ...]) -> bool:
    """Tell whether the price is all that a text says, but for its label, the tax in it or what is taken off."""
    before, _, after = _SHARE.sub("", text).strip().partition(price)
    if len(before.split()) > _LABEL_WORDS or not (before.rstrip().endswith(":") or _is_from(before, languages)):
        return False
    return not after.strip() or says_any(after, Meaning.TAX_STATEMENT, languages) is not None


def _is_from(text: str, languages: tuple[str, ...]) -> bool:
    return not text.strip() or has_said(text, Meaning.FROM_PRICE, languages)


def _lines(page: PageEvidence, visit: VisitEvidence) -> Sequence[PriceLine]:
    return price_lines(page.blocks, reading_languages(page, visit))


def _names_currency(block: TextBlock) -> bool:
    """Tell whether the block says in which currency the goods' prices are.

    “Cart €0.00” in the page's head is the price of no goods, nor is “Free delivery over €40”.
    """
    if block.region in AROUND and amounts_in(block.text):
        return False
    return bool(currencies_in(block.text) or _WHOLE_KRONER.search(block.text))


def _has_price(page: PageEvidence) -> bool:
    return any(amounts_in(block.text, is_bare=True) for block in page.blocks)


def _is_reached(step: StepEvidence) -> bool:
    return step.status is not StepStatus.NOT_REACHED and step.wall is None


def _reached_the_till(visit: VisitEvidence) -> bool:
    return any(step.stage in (Stage.CHECKOUT, Stage.PAY) and step.page is not None for step in visit.steps)
