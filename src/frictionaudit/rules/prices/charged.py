"""The amount to be charged as a page shows it: certain, or not told at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations

from frictionaudit.evidence.common import TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.languages import reading_languages
from frictionaudit.rules.money import Amount, amounts_in
from frictionaudit.rules.prices.folded import folded_total
from frictionaudit.rules.prices.lines import Kind, PriceLine, price_lines

__all__ = ["CENT", "Charged", "adds_up", "charged_at_press", "charged_by", "charged_on", "is_pay_button"]

CENT = Decimal("0.011")
"""Amounts that differ by no more are the same: one minor unit of rounding."""

_ADDED = frozenset({Kind.DELIVERY, Kind.FEE, Kind.DEPOSIT})
_PRICED = frozenset({Kind.ITEM, Kind.UNIT, Kind.SUBTOTAL, Kind.PARTIAL, Kind.DELIVERY, Kind.TAX})
_MOST_LINES = 8
"""More lines than these are not added up: what adds up among many does so by chance."""


@dataclass(frozen=True)
class Charged:
    """What a page says will be charged.

    Attributes:
        is_partial: Something is still to be added: a subtotal, or a total by its own words without delivery or tax.
        lines: All price lines of the page.
    """

    amount: Amount
    block: TextBlock
    label: str
    is_partial: bool
    lines: tuple[PriceLine, ...]

    @property
    def goods(self) -> Decimal:
        """Price of the goods: the subtotal, where there is one."""
        subtotals = [line.amount.value for line in self.lines if line.kind is Kind.SUBTOTAL]
        return subtotals[-1] if subtotals else self.amount.value


def charged_on(page: PageEvidence, visit: VisitEvidence) -> Charged | None:
    """Give what the page charges; None where it names no total, or several that do not fit each other."""
    return charged_by(page.blocks, reading_languages(page, visit), visit.journey.currency)


def charged_by(blocks: Sequence[TextBlock], languages: tuple[str, ...], currency: str | None = None) -> Charged | None:
    """Give what these texts charge, see `charged_on`.

    Args:
        blocks: In reading order.
        languages: See `reading_languages`.
        currency: The journey's: where amounts of it stand beside conversions into others, it is the one that counts.
    """
    lines = price_lines(blocks, languages)
    on_buttons = [line for line in lines if is_pay_button(line, languages)]
    sums = [line for line in lines if not line.is_choice and line.amount.value >= 0 and line not in on_buttons]
    named = [line for line in sums if line.kind is Kind.TOTAL and not _is_button(line.block)]
    totals = _in_currency(named, currency)
    chosen = _in_wrong_currency(named, totals, sums) or _agreed(totals, sums)
    if on_buttons:
        pressed = {line.amount.value for line in on_buttons}
        if len(pressed) > 1 or (totals and not any(line.amount.value in pressed for line in totals)):
            return None
        chosen = next((line for line in totals if line.amount.value in pressed), on_buttons[0])
    if chosen is not None:
        return Charged(chosen.amount, chosen.block, chosen.label, is_partial=False, lines=lines)
    if totals:
        return None
    due = _agreed(_in_currency([line for line in sums if line.kind is Kind.DUE], currency), sums)
    # A deposit, or the first of several payments, is less than what it is for.
    if due is not None and all(line.amount.value <= due.amount.value for line in sums if line.kind in _PRICED):
        return Charged(due.amount, due.block, due.label, is_partial=False, lines=lines)
    folded = folded_total(blocks, languages)
    if folded is not None:
        return Charged(*folded, is_partial=False, lines=lines)
    for kind in (Kind.PARTIAL, Kind.SUBTOTAL):
        chosen = _agreed(_in_currency([line for line in sums if line.kind is kind], currency), sums)
        if chosen is not None:
            return Charged(chosen.amount, chosen.block, chosen.label, is_partial=True, lines=lines)
    return None


def charged_at_press(view: Sequence[TextBlock], page: PageEvidence, visit: VisitEvidence) -> Charged | None:
    """Give the amount in view with the press that binds, else the one that its page names."""
    seen = charged_by(view, reading_languages(page, visit), visit.journey.currency)
    return seen if seen is not None and not seen.is_partial else charged_on(page, visit)


def adds_up(wanted: Decimal, amounts: Iterable[Decimal], *, most: int = 3) -> bool:
    """Tell whether some of the amounts, at most `most` of them, make up the wanted one."""
    given = list(dict.fromkeys(value for value in amounts if value > 0))[:40]
    groups = chain.from_iterable(combinations(given, size) for size in range(1, most + 1))
    return any(abs(sum(group, Decimal(0)) - wanted) <= CENT for group in groups)


def _agreed(totals: Sequence[PriceLine], sums: Sequence[PriceLine]) -> PriceLine | None:
    """Give the total where all agree, where only one is the sum of its parts, or where they differ by the tax."""
    values = sorted({line.amount.value for line in totals})
    if not values:
        return None
    if len(values) == 1:
        return totals[-1]
    fitting = [value for value in values if _is_sum(value, sums, [other for other in values if other < value])]
    taxes = {line.amount.value for line in sums if line.kind is Kind.TAX}
    if len(fitting) != 1:
        is_net_and_gross = len(values) == 2 and any(abs(values[1] - values[0] - tax) <= CENT for tax in taxes)
        fitting = values[1:] if is_net_and_gross else []
    return next((line for line in reversed(totals) if line.amount.value in fitting), None)


def _in_wrong_currency(
    named: Sequence[PriceLine], own: Sequence[PriceLine], sums: Sequence[PriceLine]
) -> PriceLine | None:
    """Give the total in another currency that is the very sum of the parts in the own one: no conversion is that."""
    if len(named) == len(own):
        return None
    whole = _agreed(named, sums)
    is_other = whole is not None and all(line.amount.value != whole.amount.value for line in own)
    return whole if is_other else None


def _is_sum(value: Decimal, sums: Sequence[PriceLine], smaller: Sequence[Decimal]) -> bool:
    """Tell whether goods, delivery and fees, less discounts, with or without tax, make it up.

    A smaller amount that is called a total too may be that of the goods.
    """
    goods = {line.amount.value for line in sums if line.kind is Kind.SUBTOTAL} | set(smaller)
    parts = {(line.kind, line.label, line.amount.value) for line in sums if line.kind in _ADDED}
    less = {(line.label, abs(line.amount.value)) for line in sums if line.kind is Kind.DISCOUNT}
    tax = {line.amount.value for line in sums if line.kind is Kind.TAX}
    if not goods or not parts or len(parts) + len(less) > _MOST_LINES:
        return False
    more = sum((part[2] for part in parts), Decimal(0)) - sum((part[1] for part in less), Decimal(0))
    return any(abs(base + more + extra - value) <= CENT for base in goods for extra in (Decimal(0), *tax))


def _in_currency(lines: Sequence[PriceLine], currency: str | None) -> list[PriceLine]:
    own = [line for line in lines if currency in line.amount.currencies]
    return own or list(lines)


def _is_button(block: TextBlock) -> bool:
    return block.role in ("button", "link")


def is_pay_button(line: PriceLine, languages: tuple[str, ...]) -> bool:
    """Tell whether a button names its price: "Pay 24.90 €"."""
    if line.block.role != "button" or len(amounts_in(line.block.text)) != 1:
        return False
    meant = frozenset().union(*(meanings_of(line.block.text, code) for code in languages))
    return bool(meant & {Meaning.PAY, Meaning.ORDER})
