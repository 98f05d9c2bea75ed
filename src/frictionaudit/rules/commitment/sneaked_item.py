"""Rule: the cart holds what the customer put there, and nothing else that costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Commitment, Goods
from frictionaudit.rules.languages import reading_languages
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.prices.carriers import with_named_delivery
from frictionaudit.rules.prices.goods import charged_goods
from frictionaudit.rules.prices.items import (
    added_count,
    added_words,
    extra_lines,
    item_lines,
    name_words,
    prices_where_added,
)
from frictionaudit.rules.prices.lines import Kind, PriceLine, is_service
from frictionaudit.rules.prices.product import product_name, product_page_of
from frictionaudit.rules.prices.track import Sighting, sightings, walks_to_the_till
from frictionaudit.rules.prices.words import words_in
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.rules.ways import offered_ways

_MOST_OF_NAME = 0.75
_LITTLE_OF_NAME = 0.5
"""Share of a product's name that its line bears, and that another line may: "Linen care kit" beside the "Washed linen
duvet cover". Project's choice."""

_SAME_BOX = 0.5
"""Share of a line's words that a ticked box must have for the two to be about the same thing."""


@rule(
    id="commitment/sneaked-item",
    reads=VisitEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.CRITICAL,
    title="The cart holds something that the customer did not put there",
    message="The amount to pay holds “{item}” for {price}, which the customer did not add.",
    variants={"quantity": "The cart holds {count} of “{item}” for {price}; the customer put {added} in it."},
    customer="I never asked for that.",
    why="EU consumers need not pay for what they did not order (Directive 2011/83/EU, Art. 27) and must agree to every "
    "extra payment expressly (Art. 22). Shops that sneak items into the cart were found among some 11,000 by Mathur et "
    "al. (2019).",
    how_to_fix="Offer extras beside the goods, unticked and with their price, and charge only what was chosen.",
    references=("https://eur-lex.europa.eu/eli/dir/2011/83/oj", "https://doi.org/10.1145/3359183"),
    yields_to=("commitment/preselected-extra",),
    limits=(
        "The items of a cart are known by adding up to its subtotal; where they do not, the rule is incomplete.",
        "A least quantity that the product page's own field holds from the start counts as a piece too many.",
    ),
)
def sneaked_item(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding for each paid line that the journey did not add, at the first step that charges it."""
    seen_at = sightings(visit) if visit.errand == "walk" else ()
    charged = tuple(replace(seen, charged=with_named_delivery(seen, visit)) for seen in seen_at)
    if not charged and not walks_to_the_till(visit):
        yield Inapplicable()
        return
    reported: set[frozenset[str]] = set()
    could_read = False
    if (tried := next((reason for step in visit.steps if (reason := step.gap("cart"))), None)) is not None:
        yield Incomplete(tried)
        return
    for seen in charged:
        items = item_lines(seen.charged)
        extras = extra_lines(seen.charged)
        could_read = could_read or items is not None or bool(extras)
        others = set(_of_another_name(items or (), seen, visit))
        for line in dict.fromkeys((*_not_added(items or (), seen, visit), *others, *extras)):
            is_known = line not in others and bool(name_words(line) & added_words(visit, seen.step))
            verdict = None if is_known else _verdict(line, seen, visit, is_extra=line in extras)
            if isinstance(verdict, Friction) and name_words(line) not in reported:
                reported.add(name_words(line))
                yield verdict
            elif isinstance(verdict, Incomplete):
                yield verdict
        yield from _more_pieces(seen, visit, reported)
    if not could_read:
        yield Incomplete("the lines of the cart could not be told from the other prices on its page")


def _more_pieces(seen: Sighting, visit: VisitEvidence, reported: set[frozenset[str]]) -> Iterator[Friction]:
    """Yield one finding for each product of which the cart charges more pieces than were put in it."""
    for goods, line in charged_goods(seen, visit):
        count = goods.times(line)
        if count is None or count <= goods.count or goods.words in reported:
            continue
        reported.add(goods.words)
        yield Friction(
            at=Subject(role="text", name=goods.name, locator=line.block.locator, box=line.block.box),
            variant="quantity",
            parameters={"count": count, "item": goods.name, "price": line.amount.text, "added": goods.count},
            step=seen.step.index,
        )


def _not_added(items: tuple[PriceLine, ...], seen: Sighting, visit: VisitEvidence) -> Iterator[PriceLine]:
    """Give the lines beyond what was added: more of them than were put in, and of another name."""
    count = added_count(visit, seen.step)
    if not count or len(items) <= count:
        return
    if seen.charged.goods in prices_where_added(visit, seen.step):
        return  # a set: its parts stand apart and cost together what was asked for
    words = added_words(visit, seen.step)
    strange = [line for line in items if not name_words(line) & words]
    if len(strange) < len(items):
        yield from strange


def _of_another_name(items: tuple[PriceLine, ...], seen: Sighting, visit: VisitEvidence) -> Iterator[PriceLine]:
    """Give the lines that share a word with what was added, where its own lines, by most of its name, are all there."""
    count, named = added_count(visit, seen.step), _named_goods(seen.step, visit)
    if not named or count != len(named) or len(items) <= count:
        return
    if seen.charged.goods in prices_where_added(visit, seen.step):
        return
    shares = {line: max(len(words & name_words(line)) / len(words) for words in named) for line in items}
    rest = [line for line, share in shares.items() if share < _MOST_OF_NAME]
    if len(items) - len(rest) == count and all(shares[line] < _LITTLE_OF_NAME for line in rest):
        asked_for = added_words(visit, seen.step).difference(*named)
        yield from (line for line in rest if not name_words(line) & asked_for)


def _named_goods(until: StepEvidence, visit: VisitEvidence) -> list[frozenset[str]]:
    """Give the words of the products whose own pages the customer put them in the cart from."""
    adding = [step for step in visit.steps[: until.index + 1] if step.commits is Commitment.CART]
    pages = [page for step in adding if (page := product_page_of(step, visit)) is not None]
    return [words for page in pages if (words := frozenset(words_in(product_name(page))))]


def _verdict(line: PriceLine, seen: Sighting, visit: VisitEvidence, *, is_extra: bool) -> Verdict | None:
    if _is_of_ticked_box(line, seen.step, visit):
        return None
    is_service = _is_service(line, seen.step, visit)
    may_be_delivery = _shares_a_way(line, seen, visit) or (is_extra and _may_be_delivery(line, seen, visit))
    if may_be_delivery and not is_service:
        return Incomplete(f"“{line.label}” is charged, and may be the delivery", seen.step.index)
    return Friction(
        at=Subject(role="text", name=line.label, locator=line.block.locator, box=line.block.box),
        parameters={"item": line.label, "price": line.amount.text},
        step=seen.step.index,
    )


def _is_of_ticked_box(line: PriceLine, until: StepEvidence, visit: VisitEvidence) -> bool:
    """A box or line that stood chosen on the way is commitment/preselected-extra's; what the customer chose is his.

    The line may bear another name than the box ("Gift wrapping", "Wrap my order as a gift (3.50 €)"): the price tells.
    """
    words = name_words(line)
    for step in visit.steps[: until.index + 1]:
        for form in step.page.forms if step.page else ():
            for field in form.fields:
                named = f"{field.label} {field.subject.name} {field.preset}"
                shared = words & set(words_in(named))
                is_box = field.kind == "checkbox" or bool(field.preset)
                is_priced = is_box and line.amount.value in {a.value for a in amounts_in(named)}
                if (field.is_checked or field.preset) and (is_priced or len(shared) >= _SAME_BOX * max(1, len(words))):
                    return True
    return False


def _is_service(line: PriceLine, step: StepEvidence, visit: VisitEvidence) -> bool:
    page = step.page
    return page is not None and is_service(line.label, reading_languages(page, visit))


def _shares_a_way(line: PriceLine, seen: Sighting, visit: VisitEvidence) -> bool:
    """Tell whether a word of the line is one of a way of delivery that was offered."""
    words = {word for word in name_words(line) if len(word) > 3}
    return any(words & set(words_in(way)) for way in offered_ways(visit, seen.step.index))


def _may_be_delivery(line: PriceLine, seen: Sighting, visit: VisitEvidence) -> bool:
    """Carriers are named as they like: without another line for delivery this may be it. So may a chosen way to pay."""
    has_delivery = any(each.kind is Kind.DELIVERY and not each.is_choice for each in seen.charged.lines)
    offered = {
        word
        for step in visit.steps[: seen.step.index + 1]
        if step.page is not None
        for block in step.page.blocks
        if block.role in ("label", "option")
        for word in words_in(block.text)
    }
    is_offered = bool({word for word in name_words(line) if len(word) > 3} & offered)
    return is_offered or (visit.journey.goods is Goods.PHYSICAL and not has_delivery)
