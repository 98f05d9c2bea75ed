"""Amounts that a page calls the total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from frictionaudit.evidence.common import TextBlock
from frictionaudit.lexicon import Meaning, says
from frictionaudit.rules.money import Amount, amounts_in
from frictionaudit.rules.prices.sums import SUM_OF_PARTS

__all__ = ["amounts_of", "grand_totals", "paid_in", "totals_in"]

_BLOCKS_BETWEEN = 2
"""Blocks after the word total within which its amount stands: a cell for the currency or the tax may come between."""


def totals_in(blocks: Sequence[TextBlock]) -> tuple[Amount, ...]:
    """Give the amounts beside words for total, in reading order, whatever the language: pages declare wrongly."""
    return _beside(blocks, Meaning.TOTAL)


def paid_in(blocks: Sequence[TextBlock]) -> tuple[Amount, ...]:
    """Give the amounts that a page says have been paid."""
    return _beside(blocks, Meaning.PAID)


def _beside(blocks: Sequence[TextBlock], meaning: Meaning) -> tuple[Amount, ...]:
    found: list[Amount] = []
    for place, block in enumerate(blocks):
        if says(block.text, meaning, None) is None or SUM_OF_PARTS.search(block.text):
            continue
        own = _positive(amounts_in(block.text, is_bare=True))
        if own:
            found.append(own[-1])
            continue
        following = blocks[place + 1 : place + 1 + _BLOCKS_BETWEEN]
        found.extend(next(([a[0]] for b in following if (a := _positive(amounts_in(b.text, is_bare=True)))), []))
    return tuple(found)


def grand_totals(totals: Sequence[Amount]) -> tuple[Amount, ...]:
    """Give those that may be the sum to be charged: the last one (sums stand below their parts) and the largest."""
    if not totals:
        return ()
    return tuple(dict.fromkeys((totals[-1], max(totals, key=lambda amount: amount.value))))


def amounts_of(blocks: Iterable[TextBlock]) -> tuple[Amount, ...]:
    """Give all amounts with a currency of these blocks."""
    return tuple(amount for block in blocks for amount in amounts_in(block.text))


def _positive(amounts: Iterable[Amount]) -> list[Amount]:
    return [amount for amount in amounts if amount.value > 0]
