"""Rule: the amount to be charged does not grow by what the customer was not shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.common import shortened
from frictionaudit.rules.languages import reading_languages, says_any
from frictionaudit.rules.markets import adds_tax_at_the_end
from frictionaudit.rules.money import share_currency
from frictionaudit.rules.prices.charged import CENT, adds_up
from frictionaudit.rules.prices.choice import last_choice
from frictionaudit.rules.prices.goods import Bought, charged_goods
from frictionaudit.rules.prices.items import item_lines, name_words
from frictionaudit.rules.prices.lines import Kind, PriceLine
from frictionaudit.rules.prices.told import steps_between, told_before, unsaid
from frictionaudit.rules.prices.track import (
    Sighting,
    changes_cart,
    is_cart,
    lines_at,
    sighting_at_press,
    sightings,
    walks_to_the_till,
)
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, RunEvidence, Verdict, across, rule
from frictionaudit.rules.variants import told_apart, variant_of

CRITICAL_SHARE = Decimal("0.10")
"""Of the goods' price: above it the growth is critical (rule catalogue)."""

HIGHEST_TAX = Decimal("0.27")
"""Of what it is laid on: Hungary's value added tax, the highest of the EU (Directive 2006/112/EC sets no upper end)."""

_ADDED = frozenset({Kind.FEE, Kind.TAX, Kind.DEPOSIT})
_NEW = frozenset({Kind.DELIVERY, Kind.FEE, Kind.TAX, Kind.DEPOSIT, Kind.ITEM})


@rule(
    id="commitment/rising-price",
    reads=VisitEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.SERIOUS,
    title="The price grows on the way by something not shown before",
    message="The amount to pay grew from {before} to {after} by “{what}”, which no page before had priced.",
    variants={
        "unnamed": "The amount to pay grew from {before} to {after}, and no page before said so.",
        "currency": "The amount to pay was {before} and is now {after}: another currency, which the customer did not "
        "choose.",
        "goods": "“{what}” costs {before} on its own page and {after} in the cart.",
        "chosen": "“{what}” was chosen for {before}, and {after} is charged for it.",
        "device": "The same cart costs {before} with {one} and {after} with {other}.",
    },
    customer="That was cheaper a minute ago.",
    why="Extra costs such as delivery, tax and fees are what US shoppers name most often for leaving a checkout: 40 % "
    "of those who were not just browsing (Baymard 2025). In the EU, charges that were not disclosed are not owed "
    "(Directive 2011/83/EU, Art. 6(6)).",
    how_to_fix="Show every cost from the cart on, delivery as a price or as “from …”, and fees before they are chosen.",
    references=("https://baymard.com/lists/cart-abandonment-rate", "https://eur-lex.europa.eu/eli/dir/2011/83/oj"),
    yields_to=("commitment/sneaked-item",),
    limits=(
        "A page that names several totals which do not fit each other is left out.",
        "The product page's own price is compared only where it shows one and the cart was left alone.",
    ),
)
def rising_price(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding for each step at which the amount to be charged grows by what was not shown before."""
    seen = sightings(visit)
    if not walks_to_the_till(visit):
        # At the cart there are two prices already: the product's own, and what the cart asks for it.
        dearer: list[Verdict] = [*_dearer_goods(seen, visit)] if visit.errand == "walk" else []
        yield from dearer or (Inapplicable(),)
        return
    if len(seen) < 2 and (not seen or sighting_at_press(visit) is None):
        yield Incomplete("the amount to be charged could not be told at two steps of the path")
        return
    yield from _dearer_goods(seen, visit)
    for before, after in pairwise(seen):
        verdict = _judge(before, after, visit)
        if verdict is not None:
            yield verdict
    yield from _grown_at_press(seen[-1], visit)
    yield from _dearer_choice(seen, visit)


@across("commitment/rising-price")
def rising_over_devices(run: RunEvidence) -> Iterator[Verdict]:
    """Yield one finding for each walk whose last total is higher than that of the same cart on another device."""
    groups: dict[tuple[str, str], list[VisitEvidence]] = defaultdict(list)
    for visit in run.visits:
        if walks_to_the_till(visit):
            groups[visit.journey.id, visit.locale].append(visit)
    for visits in groups.values():
        ends = [(visit, seen[-1]) for visit in visits if (seen := sightings(visit))]
        for visit, end in ends:
            cheaper = [each for each in ends if _is_same_cart(each[1], end) and _is_dearer(end, each[1])]
            chance = any(variant_of(other) == variant_of(visit) for other, _ in cheaper)
            if cheaper and not chance:
                other, least = min(cheaper, key=lambda each: each[1].charged.amount.value)
                yield _over_devices(visit, end, other, least)


def _is_same_cart(one: Sighting, other: Sighting) -> bool:
    """Tell whether both name the same items at the same step, and all that will be charged."""
    if one.step.id != other.step.id or one.charged.is_partial or other.charged.is_partial:
        return False
    items = [item_lines(each.charged) for each in (one, other)]
    if not items[0] or not items[1] or not share_currency(one.charged.amount, other.charged.amount):
        return False
    names = [{name_words(line) for line in lines} for lines in items if lines]
    return all(any(name & known for known in names[1]) for name in names[0]) and len(names[0]) == len(names[1])


def _is_dearer(one: Sighting, other: Sighting) -> bool:
    return one.charged.amount.value - other.charged.amount.value > CENT


def _over_devices(visit: VisitEvidence, seen: Sighting, other: VisitEvidence, least: Sighting) -> Friction:
    cheap, dear = told_apart(other, visit)
    block, amount = seen.charged.block, seen.charged.amount
    is_much = amount.value - least.charged.amount.value > CRITICAL_SHARE * least.charged.goods
    return Friction(
        at=Subject(role="text", name="total over devices", locator=block.locator, box=block.box),
        severity=Severity.CRITICAL if is_much else None,
        variant="device",
        parameters={"before": least.charged.amount.text, "after": amount.text, "one": cheap, "other": dear},
        step=seen.step.index,
        visit=visit.id,
    )


def _dearer_goods(seen: Sequence[Sighting], visit: VisitEvidence) -> Iterator[Friction]:
    """Yield one finding for each product for which the cart charges more than its own page asked."""
    reported: set[str] = set()
    for sighting in seen:
        for goods, line in charged_goods(sighting, visit):
            more = line.amount.value - goods.count * goods.price.value
            if goods.name in reported or more <= CENT or goods.times(line) is not None:
                continue  # more pieces of it are commitment/sneaked-item's
            taxes = [each.amount.value for each in sighting.charged.lines if each.kind is Kind.TAX]
            if adds_up(more, [*(told.value for told in told_before(visit, sighting.step)), *taxes]):
                continue
            reported.add(goods.name)
            yield _dearer(goods, line, sighting, more)


def _dearer(goods: Bought, line: PriceLine, sighting: Sighting, more: Decimal) -> Friction:
    is_much = more > CRITICAL_SHARE * goods.count * goods.price.value
    return Friction(
        at=Subject(role="text", name=goods.name, locator=line.block.locator, box=line.block.box),
        severity=Severity.CRITICAL if is_much else None,
        variant="goods",
        parameters={"what": goods.name, "before": goods.price.text, "after": line.amount.text},
        step=sighting.step.index,
    )


def _dearer_choice(seen: Sequence[Sighting], visit: VisitEvidence) -> Iterator[Friction]:
    """Yield a finding where one way of delivery was chosen, and the price of a dearer one is charged."""
    for sighting in seen:
        choice = last_choice(visit, sighting.step.index)
        charged = [line for line in sighting.charged.lines if line.kind is Kind.DELIVERY and not line.is_choice]
        if choice is None or len({line.amount.value for line in charged}) != 1:
            continue
        line = charged[0]
        more = line.amount.value - choice.price.value
        if more > CENT and line.amount.value in choice.others and share_currency(line.amount, choice.price):
            is_much = more > CRITICAL_SHARE * sighting.charged.goods
            yield Friction(
                at=Subject(role="text", name=line.label, locator=line.block.locator, box=line.block.box),
                severity=Severity.CRITICAL if is_much else None,
                variant="chosen",
                parameters={
                    "what": shortened(choice.name),
                    "before": choice.price.text,
                    "after": line.amount.text,
                },
                step=sighting.step.index,
            )
            return


def _grown_at_press(before: Sighting, visit: VisitEvidence) -> Iterator[Friction]:
    """Yield a finding where a fee or tax came up between the last page seen and the press that binds.

    Deliveries are left out: they are often chosen, and priced, on the page of the press itself. A fee that comes with
    one that was priced is seen beside it.
    """
    after = sighting_at_press(visit)
    if after is None or after.step.index <= before.step.index:
        return
    growth = after.charged.amount.value - before.charged.amount.value
    added = [line.amount.value for line in after.charged.lines if line.kind in _ADDED]
    told = [each.value for each in told_before(visit, after.step)]
    is_added = any(abs(value - growth) <= CENT or adds_up(growth - value, told) for value in added)
    verdict = _judge(before, after, visit) if is_added else None
    if isinstance(verdict, Friction):
        yield verdict


def _judge(before: Sighting, after: Sighting, visit: VisitEvidence) -> Verdict | None:
    one, other = before.charged.amount, after.charged.amount
    between = visit.steps[before.step.index + 1 : after.step.index + 1]
    if not share_currency(one, other):
        chose = any(action.kind == "select" for step in between for action in step.actions)
        return None if chose else _friction(before, after, "currency", None, Severity.SERIOUS)
    growth = other.value - one.value
    if growth <= CENT or any(changes_cart(step, visit) for step in between):
        return None
    if is_cart(after.step, visit) and not is_cart(before.step, visit):
        return None  # what was said of the goods on the way to the cart; all costs are due from the cart on
    shown = list(told_before(visit, after.step))
    told = [each.value for each in shown]
    untold = unsaid(growth, before, after, shown, visit)
    taxes = (_tax_by_habit(after, visit), _tax_on_the_rest(growth, before, after))
    if untold is None and (
        adds_up(growth, [*told, *steps_between(told)]) or any(adds_up(growth - tax, told) for tax in taxes)
    ):
        return None
    if untold is None and (off := _taken_off(before, after)) and adds_up(growth + off, told):
        return None
    if growth - _tax_by_habit(after, visit) <= CENT:
        return None
    new = untold or _new_line(growth, before, after, told)
    if new is not None and new.kind is Kind.DELIVERY and _named_a_least_price(after, visit):
        return Incomplete("a least price for delivery was named before, and more was charged", after.step.index)
    is_much = growth > CRITICAL_SHARE * after.charged.goods
    return _friction(before, after, "" if new else "unnamed", new, Severity.CRITICAL if is_much else Severity.SERIOUS)


def _friction(before: Sighting, after: Sighting, variant: str, new: PriceLine | None, severity: Severity) -> Friction:
    block = new.block if new else after.charged.block
    return Friction(
        at=Subject(role="text", name=new.label if new else after.charged.label, locator=block.locator, box=block.box),
        severity=severity,
        variant=variant,
        parameters={
            "before": before.charged.amount.text,
            "after": after.charged.amount.text,
            "what": f"{new.label} {new.amount.text}" if new else None,
        },
        step=after.step.index,
    )


def _new_line(growth: Decimal, before: Sighting, after: Sighting, told: Sequence[Decimal]) -> PriceLine | None:
    """Give the line of the later page that makes up the growth, alone or beside what was told, else a new one."""
    known = {(line.label, line.amount.value) for line in before.charged.lines}
    fresh = [
        line
        for line in after.charged.lines
        if line.kind in _NEW and not line.is_choice and (line.label, line.amount.value) not in known
    ]
    exact = next((line for line in fresh if abs(line.amount.value - growth) <= CENT), None)
    others = [line for line in fresh if line.kind is not Kind.ITEM and line.amount.value <= growth]
    # A fee may be as high as the delivery that was told: then the fee is what is new.
    others.sort(key=lambda line: line.kind is Kind.DELIVERY)
    beside_told = next((line for line in others if adds_up(growth - line.amount.value, told)), None)
    return exact or beside_told or next(iter(others), None)


def _taken_off(before: Sighting, after: Sighting) -> Decimal:
    """Give how much more is taken off now: beside a new reduction, what was added is more than the growth."""
    was, now = (
        sum((abs(line.amount.value) for line in seen.charged.lines if line.kind is Kind.DISCOUNT), Decimal(0))
        for seen in (before, after)
    )
    return max(now - was, Decimal(0))


def _tax_by_habit(after: Sighting, visit: VisitEvidence) -> Decimal:
    if not adds_tax_at_the_end(visit.journey.market):
        return Decimal(0)
    return max((line.amount.value for line in after.charged.lines if line.kind is Kind.TAX), default=Decimal(0))


def _tax_on_the_rest(growth: Decimal, before: Sighting, after: Sighting) -> Decimal:
    """Give how much a tax that stood on the page before grew by what else was added: tax on the delivery chosen."""
    was, now = (
        sum((line.amount.value for line in seen.charged.lines if line.kind is Kind.TAX), Decimal(0))
        for seen in (before, after)
    )
    more = now - was
    return more if was > 0 and 0 < more <= HIGHEST_TAX * (growth - more) + CENT else Decimal(0)


def _named_a_least_price(after: Sighting, visit: VisitEvidence) -> bool:
    return any(
        _is_least_price_of_delivery(line, reading_languages(step.page, visit))
        for step in visit.steps[: after.step.index]
        if step.page is not None
        for line in lines_at(step, visit)
    )


def _is_least_price_of_delivery(line: PriceLine, languages: tuple[str, ...]) -> bool:
    """Read "Delivery from 2.90 €", in a sentence as well."""
    if not says_any(line.label, Meaning.FROM_PRICE, languages):
        return False
    is_note = line.kind is Kind.NOTE and says_any(line.label, Meaning.DELIVERY_PRICE, languages) is not None
    return line.kind is Kind.DELIVERY or is_note
