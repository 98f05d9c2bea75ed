"""Fees that a sentence told beforehand, and sums that come out at whole coins."""

from __future__ import annotations

import pytest
from tests.rules.action.makers import make_action, make_block
from tests.rules.prices.makers import Row, make_page, outcome_of, said
from tests.rules.prices.test_price_rules import CART, RISING, _way, cart, path

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.findings.model import Outcome
from frictionaudit.journey.model import ActionKind

SNEAKED = "commitment/sneaked-item"


@pytest.mark.parametrize(
    ("language", "sentence", "outcome"),
    [
        ("en", "We add a handling fee of 3.00 € to small orders, those under 40 €.", Outcome.PASSED),
        ("de", "Bei Bestellungen unter 40 € berechnen wir einen Mindermengenzuschlag von 3,00 €.", Outcome.PASSED),
        ("en", "A handling fee may be added to small orders.", Outcome.FAILED),
    ],
)
def test_a_fee_that_a_sentence_told_surprises_nobody(language: str, sentence: str, outcome: Outcome) -> None:
    told = make_page("Blue mug", blocks=[make_block(sentence)], language=language)
    visit = path(told, cart(("Total", "24.90 €")), cart(("Handling fee", "3.00 €"), ("Total", "27.90 €")))
    assert outcome_of(RISING, visit) is outcome


@pytest.mark.parametrize(("first", "outcome"), [("Cart", Outcome.FAILED), ("Carry-in 3.00 €", Outcome.PASSED)])
def test_carrying_in_is_a_part_of_delivery_and_nothing_sneaked_in(first: str, outcome: Outcome) -> None:
    visit = path(cart(first, ("Total", "24.90 €")), cart(("Carry-in", "3.00 €"), ("Total", "27.90 €")))
    assert said(SNEAKED, visit) == []
    assert outcome_of(RISING, visit) is outcome


@pytest.mark.parametrize(
    ("label", "fee", "total", "outcome"),
    [
        ("Handling fee", "3.00 €", "32.80 €", Outcome.FAILED),
        ("Express surcharge", "3.00 €", "32.80 €", Outcome.PASSED),  # bears the name of a choice
        ("Delivery", "7.90 €", "32.80 €", Outcome.PASSED),
    ],
)
def test_a_fee_as_high_as_two_choices_lie_apart(label: str, fee: str, total: str, outcome: Outcome) -> None:
    ways = tuple(_way(name, 200.0 + 40 * place) for place, name in enumerate(("Parcel 4.90 €", "Express 7.90 €")))
    offered = make_page(*CART, ("Delivery", "4.90 €"), ("Total", "29.80 €"), fields=ways)
    rows = ((label, fee),) if label == "Delivery" else (("Delivery", "4.90 €"), (label, fee))
    visit = path(offered, offered, cart(*rows, ("Total", total)))
    assert outcome_of(RISING, visit) is outcome


@pytest.mark.parametrize(
    ("label", "amount", "total", "outcome"),
    [
        ("Rounding", "0.10 €", "25.00 €", Outcome.PASSED),
        ("Handling", "0.10 €", "25.00 €", Outcome.FAILED),
        ("Rounding", "5.10 €", "30.00 €", Outcome.FAILED),
    ],
)
def test_whole_coins_are_no_fee(label: str, amount: str, total: str, outcome: Outcome) -> None:
    visit = path(cart(("Total", "24.90 €")), cart((label, amount), ("Total", total)))
    assert outcome_of(RISING, visit) is outcome
    assert said(SNEAKED, visit) == []


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        # Delivery was told and is charged on its own line: the fee is something else.
        ((("Delivery", "4.90 €"), ("Service fee", "4.90 €"), ("Total", "34.70 €")), Outcome.FAILED),
        ((("Handling", "4.90 €"), ("Total", "34.70 €")), Outcome.PASSED),  # delivery by another name
        # Nor is it the candle of that price, but for its name.
        ((("Delivery", "5.90 €"), ("Service fee", "4.90 €"), ("Total", "35.70 €")), Outcome.FAILED),
        ((("Delivery", "5.90 €"), ("Candle fee", "4.90 €"), ("Total", "35.70 €")), Outcome.PASSED),
    ],
)
def test_a_fee_as_high_as_a_price_of_something_else_was_not_told(rows: tuple[Row, ...], outcome: Outcome) -> None:
    goods = (("Blue mug", "20.00 €"), ("Candle", "4.90 €"), ("Subtotal", "24.90 €"))
    delivery, total = ("5.90 €", "30.80 €") if rows[0][1] == "5.90 €" else ("4.90 €", "29.80 €")
    told = make_page(*goods, ("Delivery", delivery), ("Total", total))
    visit = path(told, told, make_page(*goods, *rows))
    assert outcome_of(RISING, visit) is outcome


@pytest.mark.parametrize("line", ["Service fee", "Delivery"])
@pytest.mark.parametrize(
    ("kind", "is_checked", "outcome"),
    [("checkbox", False, Outcome.FAILED), ("checkbox", True, Outcome.PASSED), ("radio", False, Outcome.PASSED)],
)
def test_a_box_that_nobody_ticked_tells_of_no_charge(line: str, kind: str, is_checked: bool, outcome: Outcome) -> None:
    extra = _way("Phone support 4.90 €", 200.0).model_copy(update={"kind": kind, "is_checked": is_checked})
    told = make_page(*CART, ("Total", "24.90 €"), fields=(extra,))
    visit = path(told, cart((line, "4.90 €"), ("Total", "29.80 €")))
    assert outcome_of(RISING, visit) is outcome


def test_delivery_told_beside_what_comes_each_month_was_told() -> None:
    told = make_page(*CART, ("Delivery every month, each time", "4.90 €"), ("Total", "24.90 €"))
    visit = path(told, told, cart(("Delivery", "4.90 €"), ("Total", "29.80 €")))
    assert outcome_of(RISING, visit) is Outcome.PASSED


def test_a_delivery_that_turns_out_free_may_be_a_fee_by_another_name() -> None:
    told = make_page(*CART, ("Delivery", "4.90 €"), ("Total", "24.90 €"))
    visit = path(told, told, cart(("Delivery", "0.00 €"), ("Handling", "4.90 €"), ("Total", "29.80 €")))
    assert outcome_of(RISING, visit) is Outcome.PASSED


def test_what_would_be_paid_each_month_tells_of_no_delivery() -> None:
    support = _way("Phone support, 4.90 € a month", 200.0).model_copy(update={"kind": "checkbox", "is_checked": False})
    told = make_page(*CART, ("Total", "24.90 €"), fields=(support,))
    visit = path(told, cart(("Delivery", "4.90 €"), ("Total", "29.80 €")))
    assert outcome_of(RISING, visit) is Outcome.FAILED


@pytest.mark.parametrize(
    ("button", "outcome"), [("Add a candle for 4.90 €", Outcome.FAILED), ("Invoice: 4.90 €", Outcome.PASSED)]
)
def test_a_button_for_something_else_tells_of_no_fee(button: str, outcome: Outcome) -> None:
    offer = make_block(button, tag="button", role="button")
    told = make_page(*CART, ("Total", "24.90 €"), blocks=[offer])
    visit = path(told, cart(("Invoice fee", "4.90 €"), ("Total", "29.80 €")))
    assert outcome_of(RISING, visit) is outcome


@pytest.mark.parametrize(
    ("names", "taken", "outcome"),
    [
        (("Parcel 5.90 €", "Bus 4.90 €"), 0, Outcome.FAILED),
        (("Parcel 5.90 €", "Bus 4.90 €"), None, Outcome.PASSED),  # which one was taken is not known
        (("Card", "Invoice 4.90 €"), 1, Outcome.PASSED),
    ],
)
def test_the_way_that_was_not_taken_tells_of_no_fee_of_the_same_price(
    names: tuple[str, str], taken: int | None, outcome: Outcome
) -> None:
    ways = tuple(_way(name, 200.0 + 40 * place) for place, name in enumerate(names))
    delivery = ("Delivery", "5.90 €")
    offered = make_page(*CART, delivery, ("Total", "30.80 €"), fields=ways)
    visit = path(offered, cart(delivery, ("Handling fee", "4.90 €"), ("Total", "35.70 €")))
    if taken is not None:
        tick = make_action(kind=ActionKind.CHECK, subject=ways[taken].subject)
        step = visit.steps[2].model_copy(update={"actions": (tick,)})
        visit = visit.model_copy(update={"steps": (*visit.steps[:2], step, *visit.steps[3:])})
    assert outcome_of(RISING, visit) is outcome


def test_what_nobody_added_is_told_in_the_cart_though_its_list_stands_there_twice() -> None:
    def shown(*summary: Row) -> PageEvidence:
        return make_page("Your cart", ("Blue mug", "24.90 €"), ("Care kit", "9.90 €"), "Your order", *summary, *sums)

    sums = (("Subtotal", "34.80 €"), ("Total", "34.80 €"))
    twice = shown(("1 × Blue mug", "24.90 €"), ("1 × Care kit", "9.90 €"))
    assert [step for step, *_ in said(SNEAKED, path(twice, shown()))] == [1]
    # Other goods of the same prices are another list, and which of them is charged is not known.
    others = shown(("Oak board", "24.90 €"), ("Bread knife", "9.90 €"))
    assert said(SNEAKED, path(others, others)) == []
