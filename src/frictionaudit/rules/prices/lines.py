"""The price lines of a page: each amount with the words beside it, and what kind of line they make it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from frictionaudit.evidence.common import Box, TextBlock
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.languages import says_any
from frictionaudit.rules.money import Amount, amounts_in
from frictionaudit.rules.prices.sums import is_subtotal, joins_delivery, says_total
from frictionaudit.rules.prices.thresholds import ends_at_threshold, without_thresholds
from frictionaudit.rules.prices.words import words_in

__all__ = ["Kind", "PriceLine", "is_service", "is_struck", "is_unit_price", "price_lines"]


class Kind(StrEnum):
    """What an amount is, by the words beside it."""

    TOTAL = "total"
    PARTIAL = "partial"
    """A total to which something is still to be added."""
    DUE = "due"
    """What is to be paid today: the total, where nothing is called that."""
    SUBTOTAL = "subtotal"
    DELIVERY = "delivery"
    TAX = "tax"
    DISCOUNT = "discount"
    FEE = "fee"
    DEPOSIT = "deposit"
    UNIT = "unit"
    """A price for a kilogram, a piece, a month."""
    NOTE = "note"
    """An amount in a sentence, an instalment: nothing that is added up."""
    ITEM = "item"
    """Everything else: goods and services."""


@dataclass(frozen=True)
class PriceLine:
    """One amount and what stands beside it.

    Attributes:
        label: The nearest words: on its own row, or right above.
        name: Those words with what stands around them, as a card of an item has several lines.
        amount: The last one, where a row holds the price of one piece and of all.
        block: The text that holds the amount.
        is_choice: It belongs to a box, a radio or an option: an offer, no charge.
    """

    label: str
    name: str
    kind: Kind
    amount: Amount
    block: TextBlock
    is_choice: bool = False


_LOOK_BACK = 8
"""Texts before an amount among which its label is looked for: cells, quantities and buttons stand between."""

_NEAR_ABOVE_PX = 110
"""A label right above its amount stands no further away: the lines of a card."""

_RIGHT_ABOVE_PX = 24

_PARTICLE = 3
"""Words of no more letters name no amount: "ab", "alk.", "EUR"."""

_SHARED_PX = 2
"""Of their heights at least, texts of one row share: a label of two lines stands above and below its amount."""

_NOTE_WORDS = 7
"""An amount among more words than these stands in a sentence."""

_CHOICES = frozenset({"label", "option"})
_STRUCK_TAGS = frozenset({"del", "s", "strike"})
_NEVER_CHARGED = frozenset({"nav", "footer"})

_SENTENCE = re.compile(r"[.!?](?:\s|$)|.{80}")
"""No name of an item."""

_ITEM = re.compile(r"(.+ > (?:li|tr))(?::nth-of-type\(\d+\))? > ")
"""Where the item of a list stands; a heading outside of it names the list."""

_PER = re.compile(
    r"^\s*(?:(?:/|\bper\b|\bpro\b|\bà\b|\bje\b|\bcada\b)\s*\w"
    r"|(?:(?:le|al|el|por|za|pr\.?)\s+|l['’])(?:kg|kilo|100\s?g|l|li?tre|liter|litro|litr)\b)",
    re.IGNORECASE,
)
_MEASURE_BEFORE = re.compile(
    r"(?<![\d,.])(?<!\d\s)(?:(?:1|10|100|1000)\s*(?:kg|g|l|ml|cl)|kg)\b[^\d\n]{0,12}$"
    r"|\b(?:kilo|litra|liter|litri)-?(?:hinta|hind|pris|preis|prijs)\W{0,3}$",
    re.IGNORECASE,
)
"""The measure by which goods are compared: "Cena za 100 g:", "Prezzo al kg", "Kilohinta"; 500 g are a packet."""

_PARENTHESES = re.compile(r"\([^()]*\)")
_INCLUDES = re.compile(
    r"\b(?:incl|inkl|inc\b|sis\b|sisält|ttc\b|compr[ei]s|brutto|with\b|including|all in\b|con\b|com\b|c/|avec\b|mit\b"
    r"|met\b|med\b|z\b|koos\b|km-?ga\b|\w{0,12}maksuga\b"
    r"|after\b|nach\b|efter\b|etter\b|jälkeen\b|apr[eè]s\b|despu[eé]s\b|tras\b|dopo\b|na\b|po\b|ap[oó]s\b|depois\b|pärast\b)",
    re.IGNORECASE,
)
"""What a total may have in it, or be after: "Total incl. delivery", "Total after discount"."""

# In this order: "delivery fee" is delivery, "deposit fee" a deposit.
_PARTS = (
    (Meaning.DEPOSIT, Kind.DEPOSIT),
    (Meaning.DISCOUNT, Kind.DISCOUNT),
    (Meaning.DELIVERY_PRICE, Kind.DELIVERY),
    (Meaning.TAX, Kind.TAX),
    (Meaning.ROUNDING, Kind.FEE),
    (Meaning.FEE, Kind.FEE),
)


def is_struck(block: TextBlock) -> bool:
    """Tell whether a text is crossed out, by its element or by its look."""
    return block.tag in _STRUCK_TAGS or block.is_struck


def is_unit_price(text: str, amount: Amount) -> bool:
    """Tell whether an amount of a text is that of a measure: "19,90 €/kg", "1 l = 4,90 €", "Cena za 100 g: 37,80"."""
    before = text[: amount.start].rstrip()
    return bool(_PER.match(text[amount.end :])) or before.endswith("=") or bool(_MEASURE_BEFORE.search(before))


def price_lines(blocks: Sequence[TextBlock], languages: tuple[str, ...]) -> tuple[PriceLine, ...]:
    """Give the price lines in reading order; crossed-out prices, menus and footers are left out.

    Args:
        blocks: Texts of a page in reading order.
        languages: See `reading_languages`.
    """
    lines: list[PriceLine] = []
    for place, block in enumerate(blocks):
        if block.region in _NEVER_CHARGED or is_struck(block):
            continue
        for line in _lines_of(blocks, place, languages):
            if lines and _is_same_row(lines[-1], line):
                lines[-1] = replace(line, is_choice=line.is_choice or lines[-1].is_choice)
            else:
                lines.append(line)
    return tuple(lines)


def _lines_of(blocks: Sequence[TextBlock], place: int, languages: tuple[str, ...]) -> Iterator[PriceLine]:
    """Give a line for each amount of a text; only the first has its label beside the text, the others stand in it."""
    block = blocks[place]
    amounts = amounts_in(block.text, is_bare=True)
    before = 0
    for amount in amounts:
        own = block.text[before : amount.start]
        after = block.text[amount.end :] if amount is amounts[-1] else ""
        is_sentence = bool(words_in(own)) and len(words_in(own)) + len(words_in(after)) > 1
        is_named = _is_name(own, languages)
        beside = _beside(blocks, place, only_row=is_named) if before == 0 and not is_sentence else ()
        label = " ".join((*(text.text for text in beside), own)).strip(" :–-")
        if is_sentence or not words_in(label):
            label = f"{own} {after}".strip(" :–-")
        kind = _kind(label, own, after, amount, languages)
        if before > 0 and kind is Kind.TOTAL and len(words_in(own)) + len(words_in(after)) > _NOTE_WORDS:
            kind = Kind.NOTE  # "City tax: 3.50 € a night, 14.00 € in all, paid at the hotel"
        if kind is Kind.ITEM and is_sentence and before == 0:
            kind = _kind_by_row(blocks, place, languages) or kind
        if _is_in_parentheses(block.text, amount):
            kind = Kind.TAX if says_any(f"{own} {after}", Meaning.TAX, languages) else Kind.NOTE
        elif before > 0 and kind is Kind.ITEM:
            kind = Kind.TAX if says_any(after, Meaning.TAX, languages) else Kind.NOTE
        name = " ".join((*(each.text for each in _around(blocks, place, beside)), own)).strip(" :–-")
        yield PriceLine(label, name or label, kind, amount, block, is_choice=block.role in _CHOICES)
        if not ends_at_threshold(own):  # "Below 50 Euro we charge 3 €" is one sentence
            before = amount.end


def _kind_by_row(blocks: Sequence[TextBlock], place: int, languages: tuple[str, ...]) -> Kind | None:
    """Read "Shipping" beside "Flat rate: 5.00 €", as WooCommerce writes it: the row says what it is."""
    row = " ".join(text.text for text in _beside(blocks, place, only_row=True))
    return _part_of(row, languages) if row else None


def _is_in_parentheses(text: str, amount: Amount) -> bool:
    """Read "Total 29.80 € (includes 4.82 € VAT)"."""
    return text[: amount.start].count("(") > text[: amount.start].count(")")


def _is_name(own: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a text names its amount itself: "Delivery 4.90 €", and not only "from 4.90 €"."""
    is_word = any(len(word) > _PARTICLE for word in words_in(own))
    return is_word and says_any(own, Meaning.FROM_PRICE, languages) is None


def _beside(blocks: Sequence[TextBlock], place: int, *, only_row: bool) -> tuple[TextBlock, ...]:
    """Give the words on the amount's own row, else the nearest right above.

    Words right above, in the same column and just before the amount, go before those of the row: lists of terms stand
    beside each other, and tables are turned on phones.
    """
    box = blocks[place].box
    last = blocks[place - 1] if place else None
    is_label = not only_row and last is not None and _is_label(last, blocks[place])
    if last is not None and is_label and _is_in_column(last.box, box) and last.tag != "th":
        return (last,)
    labels = [b for b in blocks[max(0, place - _LOOK_BACK) : place] if _is_label(b, blocks[place])]
    if box is None or any(label.box is None for label in labels):
        return () if only_row else tuple(labels[-1:])
    shared = [(label, _shared(label.box, box)) for label in labels if label.box and label.box.x <= box.x + 1]
    most = max((share for _, share in shared), default=0.0)
    if most >= _SHARED_PX:
        # Neighbouring rows may touch: what stands beside the amount goes before what only brushes it.
        least = most / 2 if most >= box.height / 2 else _SHARED_PX
        return tuple(label for label, share in shared if share >= least)
    if only_row:
        return ()
    near = next((label for label in reversed(labels) if label in blocks[max(0, place - 3) : place]), None)
    is_heading_cell = near is not None and near.tag == "th"
    return (near,) if near is not None and not is_heading_cell and _is_above(near.box, box) else ()


def _around(blocks: Sequence[TextBlock], place: int, beside: Sequence[TextBlock]) -> tuple[TextBlock, ...]:
    """Give the words since the last amount that stand near, all lines of an item's card; its label has any stops."""
    found: list[TextBlock] = []
    for block in reversed(blocks[max(0, place - _LOOK_BACK) : place]):
        if amounts_in(_PARENTHESES.sub(" ", block.text)) and not is_struck(block):
            break
        box = blocks[place].box
        is_near = box is None or block.box is None or abs(block.box.y - box.y) <= _NEAR_ABOVE_PX
        if is_near and _is_label(block, blocks[place]) and (block in beside or not _SENTENCE.search(block.text)):
            found.append(block)
    item = _ITEM.match(blocks[place].locator)
    return tuple(b for b in reversed(found) if b.role != "heading" or item is None or b.locator.startswith(item[1]))


def _is_label(block: TextBlock, amount: TextBlock) -> bool:
    if block.role in ("button", "option") or block.region != amount.region or is_struck(block):
        return False
    bare = _PARENTHESES.sub(" ", block.text)
    return bool(words_in(bare)) and not amounts_in(without_thresholds(bare))


def _shared(one: Box, other: Box) -> float:
    """Give how much of their heights two texts share, CSS px."""
    return min(one.y + one.height, other.y + other.height) - max(one.y, other.y)


def _is_above(label: Box | None, amount: Box | None) -> bool:
    if label is None or amount is None:
        return True
    distance = amount.y - (label.y + label.height)
    return -2 <= distance <= _NEAR_ABOVE_PX and label.x <= amount.x + amount.width


def _is_in_column(label: Box | None, amount: Box | None) -> bool:
    if label is None or amount is None or not -2 <= amount.y - (label.y + label.height) <= _RIGHT_ABOVE_PX:
        return False
    return abs(label.x - amount.x) <= 4 or abs(label.x + label.width - amount.x - amount.width) <= 4


def _is_same_row(one: PriceLine, other: PriceLine) -> bool:
    """Price of one piece and of all of them: two amounts with the same words beside them."""
    if one.block.box is None or other.block.box is None or one.block is other.block:
        return False
    is_row = _shared(one.block.box, other.block.box) >= _SHARED_PX and one.block.region == other.block.region
    return is_row and bool(one.label) and one.label == other.label and one.kind is Kind.ITEM


def _kind(label: str, own: str, after: str, amount: Amount, languages: tuple[str, ...]) -> Kind:
    whole = f"{label} {after}"
    clean = _PARENTHESES.sub(" ", label)
    is_held_against = without_thresholds(clean) != clean  # "Surcharge for an order value below 20 €"
    is_total = not is_held_against and (says_total(clean) or says_total(label))
    if ends_at_threshold(own):
        return Kind.NOTE
    if _PER.match(after):
        return Kind.UNIT
    if says_any(whole, Meaning.INSTALMENT, languages):
        return Kind.NOTE
    if len(words_in(own)) + len(words_in(after)) > _NOTE_WORDS and not is_total:
        return Kind.NOTE
    if amount.value > 0 and says_any(f"{own} {after}", Meaning.FREE, languages):
        return Kind.NOTE  # free delivery above an amount
    if is_service(clean, languages):
        return Kind.ITEM
    if not is_held_against and is_subtotal(clean, languages):
        return Kind.TOTAL if is_total and joins_delivery(clean, languages) else Kind.SUBTOTAL
    part = _part_of(clean, languages)
    if is_total:
        if says_any(clean, Meaning.SAVING, languages):
            return Kind.DISCOUNT  # "You save in total"
        if says_any(label, Meaning.EXCLUDING, languages):
            return Kind.PARTIAL
        is_of_part = part is not None and len(words_in(clean)) <= 3 and not _INCLUDES.search(clean)
        return part if part is not None and is_of_part else Kind.TOTAL
    if amount.value < 0:
        return Kind.DISCOUNT
    if says_any(clean, Meaning.DUE_NOW, languages):
        return Kind.DUE
    return part or Kind.ITEM


def is_service(label: str, languages: tuple[str, ...]) -> bool:
    """Tell what is sold beside the goods, "delivery insurance", from what has it in it: "insured delivery"."""
    covered = says_any(label, Meaning.COVERED, languages)
    rest = label.replace(covered, " ") if covered is not None else label
    return says_any(rest, Meaning.PROTECTION, languages) is not None


def _part_of(label: str, languages: tuple[str, ...]) -> Kind | None:
    return next((kind for meaning, kind in _PARTS if says_any(label, meaning, languages)), None)
