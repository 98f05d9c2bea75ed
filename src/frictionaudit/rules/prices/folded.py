"""The line that a summary of the order is folded to on phones: "Show order summary  44.85 €", "1 item · 44.85 €"."""

from __future__ import annotations

from collections.abc import Sequence

from frictionaudit.evidence.common import AROUND, Box, TextBlock
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.languages import says_any
from frictionaudit.rules.money import Amount, amounts_in
from frictionaudit.rules.prices.words import words_in

__all__ = ["folded_total"]

_LINE_TEXTS = 3
"""Texts behind the words among which the amount of their line stands. Project's choice."""

_LONGEST_WORDS = 8
_PARTICLE = 3


def folded_total(blocks: Sequence[TextBlock], languages: tuple[str, ...]) -> tuple[Amount, TextBlock, str] | None:
    """Give the amount of the one such line with the text that holds it and its words; None where there is none.

    In a header a count of goods is that of the cart, which leaves delivery out.
    """
    found: list[tuple[Amount, TextBlock, str]] = []
    for place, block in enumerate(blocks):
        if _is_named(block, languages):
            found += _amounts_of_line(blocks, place)
    return found[-1] if len({amount.value for amount, _, _ in found}) == 1 else None


def _is_named(block: TextBlock, languages: tuple[str, ...]) -> bool:
    if block.region == "footer" or len(words_in(block.text)) > _LONGEST_WORDS:
        return False
    if says_any(block.text, Meaning.ORDER_SUMMARY, languages):
        return block.role != "link"
    is_counted = any(word.isdecimal() for word in block.text.split()) and says_any(block.text, Meaning.CART, languages)
    return bool(is_counted) and block.role == "button" and block.region not in AROUND


def _amounts_of_line(blocks: Sequence[TextBlock], place: int) -> list[tuple[Amount, TextBlock, str]]:
    """Give the amount within the text, else the one that stands alone beside it."""
    block = blocks[place]
    within = amounts_in(block.text)
    if within:
        return [(within[0], block, block.text)] if len(within) == 1 else []
    for other in blocks[place + 1 : place + 1 + _LINE_TEXTS]:
        amounts = amounts_in(other.text)
        if len(amounts) == 1 and _is_alone(other.text, amounts[0]) and _is_beside(block.box, other.box):
            return [(amounts[0], other, block.text)]
        if amounts or (other.role == "button") != (block.role == "button"):
            return []
    return []


def _is_alone(text: str, amount: Amount) -> bool:
    """Tell whether nothing but a code of its currency stands with it."""
    rest = f"{text[: amount.start]} {text[amount.end :]}"
    return all(len(word) <= _PARTICLE for word in words_in(rest))


def _is_beside(words: Box | None, amount: Box | None) -> bool:
    if words is None or amount is None:
        return False
    shared = min(words.y + words.height, amount.y + amount.height) - max(words.y, amount.y)
    return 2 * shared >= min(words.height, amount.height)
