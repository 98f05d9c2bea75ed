"""Rule: a reduction names the price that it is counted from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from frictionaudit.evidence.common import Subject, TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Stage
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.commitment.recurrence import says_recurring
from frictionaudit.rules.languages import has_said, knows, reading_languages, says_any
from frictionaudit.rules.markets import is_in_eea
from frictionaudit.rules.money import Amount, amounts_in
from frictionaudit.rules.prices.cards import Texts, cards_around
from frictionaudit.rules.prices.lines import is_struck, is_unit_price
from frictionaudit.rules.prices.product import sales_blocks, sells_one, shown_product_of
from frictionaudit.rules.prices.track import is_cart
from frictionaudit.rules.prices.words import words_in
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

_LESS = re.compile(r"(?<![\d.,])[-−–]\s?\d{1,2}\s?%")
_PERCENT = re.compile(r"(?<![\d.,])\d{1,2}\s?%")
_OF_DELIVERY = (Meaning.DELIVERY, Meaning.FREE_DELIVERY)
_AROUND_LISTS = frozenset({"header", "nav", "footer", "dialog"})
_CHOOSING = (Stage.ARRIVE, Stage.FIND, Stage.CHOOSE)
_NAMING = ("heading", "link")
_NO_NAMES = frozenset({"button", "option", "label"})
_CHOICES = frozenset({"label", "option"})
_LEAST_WORD = 3
_UNKNOWN_LAW = Incomplete("the journey names no market, so it is not known whose law applies")
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
    variants={
        "listed": "“{name}” is announced as reduced (“{words}”) without the price that it is counted from.",
    },
    customer="Cheaper than what?",
    why="In the EU every price reduction has to show the prior price: the lowest of at least 30 days before (Directive "
    "98/6/EC, Art. 6a; C-330/23 Aldi Süd). Without it nobody can tell what the offer is worth.",
    how_to_fix="Show the lowest price of the last 30 days beside the reduced one, and count the percentage from it.",
    references=("https://eur-lex.europa.eu/eli/dir/1998/6/2022-05-28", "CJEU C-330/23 (26 September 2024)"),
    limits=("Whether the prior price is the lowest of the last 30 days cannot be seen on a page.",),
)
def unproven_discount(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the product page, or an item of a list, shows a reduction and one price only."""
    visit = context.visit
    page = shown_product_of(step, visit)
    card = _new_card(step, visit)
    is_eea = is_in_eea(visit.journey.market)
    if (page is None and card is None) or is_eea is False or visit.journey.customers == "business":
        yield Inapplicable()
        return
    if is_eea is None and card is not None:
        yield _UNKNOWN_LAW
    elif card is not None:
        parameters = {"words": card.words.text, "name": card.name}
        yield Friction(at=_subject(card.words), variant="listed", parameters=parameters)
    if page is not None:
        yield from _of_product_page(page, visit, is_eea=is_eea)


def _of_product_page(page: PageEvidence, visit: VisitEvidence, *, is_eea: bool | None) -> Iterator[Verdict]:
    blocks = _of_the_product(page, visit)
    languages = reading_languages(page, visit)
    announced = next((block for block in blocks if block.role != "link" and _announces(block, languages)), None)
    if announced is None:
        if not knows(page, visit, Meaning.REDUCTION):
            yield Incomplete("the words for a reduction are not known in this language")
        return
    prices = _prices(_beside_choices(announced, blocks, languages), languages)
    if is_eea is None:
        yield _UNKNOWN_LAW
    elif not prices:
        yield Incomplete("a reduction is announced, and no price could be read beside it")
    elif len(prices) == 1 and not any(_is_prior(block, languages) for block in blocks):
        yield Friction(at=_subject(announced), parameters={"words": announced.text})


@dataclass(frozen=True)
class _Card:
    """An item of a list that announces a reduction and shows one price: its name, and the words."""

    name: str
    words: TextBlock


def _new_card(step: StepEvidence, visit: VisitEvidence) -> _Card | None:
    """Give the first such item of the step's page that no step before had shown, while the customer still chooses."""
    if step.page is None or step.stage not in _CHOOSING or visit.errand != "walk" or is_cart(step, visit):
        return None
    cards = list(_cards(step.page, visit))
    if not cards:
        return None
    before = [each for each in visit.steps[: step.index] if each.page is not None and each.stage in _CHOOSING]
    known = {card.name for each in before if each.page is not None for card in _cards(each.page, visit)}
    return next((card for card in cards if card.name not in known), None)


def _cards(page: PageEvidence, visit: VisitEvidence) -> Iterator[_Card]:
    languages = reading_languages(page, visit)
    own = _of_the_product(page, visit) if sells_one(page, visit) else ()
    for block in page.blocks:
        if block.region in _AROUND_LISTS or block.role == "heading" or block.tag == "th" or block in own:
            continue
        if not _announces(block, languages):
            continue
        cards = list(cards_around(block, page.blocks, lambda texts: _is_item(texts, languages)))
        if cards and not _is_excused(_whole(cards, languages), languages):
            yield _Card(_name(cards[0], languages) or "", block)


def _whole(cards: Sequence[Texts], languages: tuple[str, ...]) -> Texts:
    """Give the largest box around a card that holds no other one: its former price may stand in the rim."""
    own = cards[0]
    rims = (card for card in cards if not any(_is_of_another(each, languages) for each in card if each not in own))
    return max(rims, key=len)


def _is_of_another(block: TextBlock, languages: tuple[str, ...]) -> bool:
    has_price = bool(amounts_in(block.text, is_bare=True))
    return block.role in _NAMING or (has_price and not _is_prior(block, languages))


def _is_item(texts: Texts, languages: tuple[str, ...]) -> bool:
    """Tell whether texts sell one thing: it has a name and a price, and no first heading, which names a page."""
    return (
        bool(_asked(texts, languages))
        and _name(texts, languages) is not None
        and not any(block.tag == "h1" for block in texts)
    )


def _is_excused(card: Texts, languages: tuple[str, ...]) -> bool:
    """Tell whether a former price stands there, or the reduction is for some, for more of it, or of a least price."""
    said = [block.text for block in card]
    return (
        len(_asked(card, languages)) != 1
        or any(_is_prior(block, languages) for block in card)
        or any(has_said(text, Meaning.MEMBER_PRICE, languages) or _is_least_price(text, languages) for text in said)
        or _has_terms(card, languages)
    )


def _has_terms(card: Texts, languages: tuple[str, ...]) -> bool:
    """Tell whether a price a month is one of several terms: "billed yearly", "half price for 3 months"."""
    again = _paid_again(card, languages)
    others = (block.text for block in card if block not in again)
    return bool(again) and any(has_said(text, Meaning.PERIOD, languages) for text in others)


def _asked(card: Texts, languages: tuple[str, ...]) -> set[Decimal]:
    """Give the prices of an item: of a plan, what it costs each month."""
    again = {amount.value for block in _paid_again(card, languages) for amount in amounts_in(block.text)}
    return _prices(card, languages) | again


def _paid_again(card: Texts, languages: tuple[str, ...]) -> list[TextBlock]:
    return [block for block in card if amounts_in(block.text) and says_recurring(block.text, languages)]


def _is_least_price(text: str, languages: tuple[str, ...]) -> bool:
    """Read "Towels from 9.90 €"; delivery has a least price of its own."""
    return (
        bool(amounts_in(text))
        and has_said(text, Meaning.FROM_PRICE, languages)
        and not _is_of_delivery(text, languages)
    )


def _name(texts: Texts, languages: tuple[str, ...]) -> str | None:
    """Give what an item is called: a row of "10 pieces, -5 %, 18.90 €" is called nothing."""
    ranked = sorted(texts, key=lambda block: block.role not in _NAMING)
    return next((words for block in ranked if (words := _own_name(block, languages)) is not None), None)


def _own_name(block: TextBlock, languages: tuple[str, ...]) -> str | None:
    if block.role in _NO_NAMES or is_struck(block):
        return None
    rest = _PERCENT.sub(" ", block.text)
    for amount in reversed(amounts_in(rest, is_bare=True)):
        rest = f"{rest[: amount.start]} {rest[amount.end :]}"
    rest = rest.strip(" -−–:|·,")
    is_word = any(len(word) >= _LEAST_WORD for word in words_in(rest))
    is_named = block.role in _NAMING or not any(map(str.isdigit, rest))
    is_reduction = any(Meaning.REDUCTION in meanings_of(rest, code) for code in languages)
    return rest if is_word and is_named and not is_reduction else None


def _subject(block: TextBlock) -> Subject:
    return Subject(role="text", name=block.text, locator=block.locator, box=block.box)


def _beside_choices(announced: TextBlock, blocks: Sequence[TextBlock], languages: tuple[str, ...]) -> list[TextBlock]:
    """Leave out what members pay, and what each size costs where the product has a price besides: "250 g, 16.50 €"."""
    own = [block for block in blocks if not _is_of_members(block.text, languages)]
    rest = [block for block in own if block.role not in _CHOICES]
    return rest if announced.role not in _CHOICES and _prices(rest, languages) else own


def _of_the_product(page: PageEvidence, visit: VisitEvidence) -> tuple[TextBlock, ...]:
    """Give the texts that sell the product: a heading behind its button begins something else, such as other goods."""
    before = sales_blocks(page, visit, behind=0)
    behind = sales_blocks(page, visit)[len(before) :]
    return before + tuple(takewhile(lambda block: block.role != "heading", behind))


def _announces(block: TextBlock, languages: tuple[str, ...]) -> bool:
    """Tell whether a short text says that this product is cheaper now, and not only for some or for more of it."""
    text = block.text
    if len(text) > _SHORT_TEXT or block.role == "option" or says_any(text, Meaning.MEMBER_PRICE, languages):
        return False
    if _LESS.search(text):
        return True
    if _PERCENT.search(text):
        return says_any(text, Meaning.REDUCTION, languages) is not None
    if _saved(text, languages):
        return not _is_of_delivery(text, languages)
    return any(Meaning.REDUCTION in meanings_of(text, code) for code in languages)


def _is_of_members(text: str, languages: tuple[str, ...]) -> bool:
    """What members pay is no price of before; "delivery from 2,95 €" is no price from two pieces on."""
    return has_said(text, Meaning.MEMBER_PRICE, languages) and not has_said(text, Meaning.DELIVERY, languages)


def _prices(blocks: Sequence[TextBlock], languages: tuple[str, ...]) -> set[Decimal]:
    """Give the amounts that may be the product's; a shop that leaves the currency out has a price all the same."""
    return _priced(blocks, languages, is_bare=False) or _priced(blocks, languages, is_bare=True)


def _priced(blocks: Sequence[TextBlock], languages: tuple[str, ...], *, is_bare: bool) -> set[Decimal]:
    """Leave out what is saved, what delivery or a subscription costs, and what a kilogram of it does."""
    own = [block for block in blocks if not says_recurring(block.text, languages)]
    shown = [
        (block, amount)
        for block in own
        for amount in _undelivered(block.text, languages, is_bare=is_bare)
        if amount.value > 0 and amount.value not in _saved(block.text, languages)
    ]
    whole = [amount.value for block, amount in shown if not is_unit_price(block.text, amount)]
    values = set(whole or [amount.value for _, amount in shown])
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
