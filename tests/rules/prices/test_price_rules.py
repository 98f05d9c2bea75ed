"""The rules of money on hand-made paths: each side of what decides them."""

from __future__ import annotations

import json

import pytest
from tests.rules.prices.makers import Row, make_block, make_page, make_path, make_step, outcome_of, said

from frictionaudit.evidence.action import ActionEvidence, ElementEvidence
from frictionaudit.evidence.common import Box, Gap, Subject, TextBlock
from frictionaudit.evidence.page import FieldEvidence, PageEvidence
from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitEvidence, VisitOutcome
from frictionaudit.findings.model import Finding, Outcome, Severity
from frictionaudit.journey.model import ActionKind, Commitment, Persona, Stage
from frictionaudit.rules.engine import judge
from frictionaudit.rules.prices.folded import folded_total
from frictionaudit.rules.registry import all_rules

RISING = "commitment/rising-price"
SNEAKED = "commitment/sneaked-item"
DIFFERING = "confirmation/differing-total"

PRODUCT = make_page("24.90 €", blocks=[make_block("Blue mug", tag="h1")], title="Blue mug")
CART: tuple[Row, ...] = (("Blue mug", "24.90 €"), ("Subtotal", "24.90 €"))


def path(*pages: PageEvidence | None, **more: object) -> VisitEvidence:
    """A product put in the cart, then these pages, and the press that binds behind them."""
    first = make_step(PRODUCT, Stage.CHOOSE)
    added, *rest = pages
    return make_path(
        first,
        make_step(added, Stage.CHOOSE, Commitment.CART),
        *(make_step(page) for page in rest),
        make_step(None, Stage.PAY, Commitment.PAYMENT),
        **more,  # type: ignore[arg-type]
    )


def cart(*rows: Row) -> PageEvidence:
    return make_page(*CART, *rows)


# ── rising-price ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fee", "total", "severity"),
    [("2.40 €", "27.30 €", Severity.SERIOUS), ("2.50 €", "27.40 €", Severity.CRITICAL)],
)
def test_a_fee_not_shown_before_is_critical_over_a_tenth_of_the_goods(fee: str, total: str, severity: Severity) -> None:
    visit = path(cart(("Total", "24.90 €")), cart(("Handling fee", fee), ("Total", total)))
    message = (
        f"The amount to pay grew from 24.90 € to {total} by “Handling fee {fee}”, which no page before had priced."
    )
    assert said(RISING, visit) == [(2, severity, message)]


def test_a_fee_beside_the_delivery_that_was_told_is_the_one_that_surprises() -> None:
    told = make_page(*CART, ("Delivery", "from 4.90 €"), ("Total", "24.90 €"))
    visit = path(told, cart(("Delivery (post)", "4.90 €"), ("Payment fee", "2.00 €"), ("Total", "31.80 €")))
    (_, _, message), *more = said(RISING, visit)
    assert "“Payment fee 2.00 €”" in message
    assert not more
    ways = [make_block("Swift agent 4.90 €", role="label"), make_block("Home evening 9.90 €", role="label")]
    rows = (("Delivery", "4.90 €"), ("Handling fee", "4.90 €"), ("Total", "34.70 €"))
    as_high = path(told, make_page(*CART, *rows, blocks=ways))
    (_, _, message), *more = said(RISING, as_high)
    assert "“Handling fee 4.90 €”" in message
    assert not more


@pytest.mark.parametrize(
    "told",
    [
        ("Delivery", "4.90 €"),  # a line of the cart
        "Delivery to Finland costs 4.90 € whatever you buy from our shop",  # a sentence
    ],
)
def test_what_was_priced_before_surprises_nobody(told: Row) -> None:
    visit = path(make_page(*CART, ("Total", "24.90 €"), told), cart(("Delivery", "4.90 €"), ("Total", "29.80 €")))
    assert outcome_of(RISING, visit) is Outcome.PASSED


SLOTS = "Tomorrow 8–10: 4.90 €. We ring your bell between 8 and 10 in the morning"


@pytest.mark.parametrize(
    ("told", "charged", "outcome"),
    [
        (SLOTS, "Delivery: Tomorrow 8–10", Outcome.PASSED),
        (SLOTS, "Shipping (Tomorrow 8–10)", Outcome.PASSED),
        ("Evri: 4.90 € (2 days)", "Delivery: Evri", Outcome.PASSED),
        ("Evri – 4.90 €", "Delivery: Evri", Outcome.PASSED),
        (("Evri", "4.90 €"), "Delivery: Evri", Outcome.PASSED),
        ("Evri gift box: 4.90 €", "Delivery: Evri", Outcome.FAILED),  # more than the name
        (("Evri box", "4.90 €"), "Delivery: Evri", Outcome.FAILED),
        (SLOTS, "Delivery: by courier", Outcome.FAILED),  # another name
        (SLOTS.replace("4.90", "3.90"), "Delivery: Tomorrow 8–10", Outcome.FAILED),  # another price
    ],
)
def test_a_way_that_a_list_priced_by_its_name_surprises_nobody(told: Row, charged: str, outcome: Outcome) -> None:
    visit = path(make_page(*CART, ("Total", "24.90 €"), told), cart((charged, "4.90 €"), ("Total", "29.80 €")))
    assert outcome_of(RISING, visit) is outcome


@pytest.mark.parametrize(("heading", "outcome"), [("Your basket", Outcome.PASSED), ("Contact details", Outcome.FAILED)])
def test_the_cart_s_own_page_may_be_the_first_to_price_delivery(heading: str, outcome: Outcome) -> None:
    said_at_adding = make_page(blocks=[make_block("Added. Your basket total is now 24.90 €")])
    titled = make_page(
        *CART, ("Delivery", "6.90 €"), ("Total", "31.80 €"), blocks=[make_block(heading, role="heading", tag="h1")]
    )
    assert outcome_of(RISING, path(said_at_adding, titled)) is outcome


@pytest.mark.parametrize(
    ("fee", "total", "outcome"), [((), "27.80 €", Outcome.PASSED), ((("Fee", "1.00 €"),), "28.80 €", Outcome.FAILED)]
)
def test_a_reduction_hides_neither_the_delivery_told_nor_a_fee(
    fee: tuple[Row, ...], total: str, outcome: Outcome
) -> None:
    told = make_page(*CART, "Delivery to Finland costs 4.90 € whatever you buy from our shop", ("Total", "24.90 €"))
    last = cart(("Delivery", "4.90 €"), ("Customer", "−2.00 €"), *fee, ("Total", total))
    assert outcome_of(RISING, path(told, last)) is outcome


def test_a_threshold_for_free_delivery_is_no_price_of_it() -> None:
    told = "Free delivery over 4.90 €"
    visit = path(make_page(*CART, ("Total", "24.90 €"), told), cart(("Delivery", "4.90 €"), ("Total", "29.80 €")))
    assert outcome_of(RISING, visit) is Outcome.FAILED


def test_delivery_chosen_where_it_is_priced() -> None:
    offered = make_page(
        *CART, ("Delivery", "6.90 €"), ("Total", "31.80 €"), blocks=[make_block("Home 6.90 €", role="label")]
    )
    assert outcome_of(RISING, path(cart(("Total", "24.90 €")), offered)) is Outcome.PASSED


@pytest.mark.parametrize(
    ("box", "outcome"), [(Box(x=0, y=95, width=20, height=20), Outcome.PASSED), (None, Outcome.FAILED)]
)
def test_delivery_chosen_in_a_table_of_radios(box: Box | None, outcome: Outcome) -> None:
    way = FieldEvidence(subject=Subject(role="radio", name="Home", box=box), kind="radio")
    offered = make_page(*CART, ("Total", "24.90 €"), ("", "6.90 €", "Swift parcels"), fields=(way,))
    after = cart(("Delivery", "6.90 €"), ("Total", "31.80 €"))
    assert outcome_of(RISING, path(cart(("Total", "24.90 €")), offered, after)) is outcome


def test_delivery_chosen_among_cards_that_are_no_radios() -> None:
    ways = (("Home delivery", "6.90 €"), ("Parcel shop delivery", "4.90 €"))
    offered = make_page(*CART, *ways, ("Delivery", "6.90 €"), ("Total", "31.80 €"))
    assert outcome_of(RISING, path(cart(("Total", "24.90 €")), offered)) is Outcome.PASSED


def test_what_a_page_of_the_checkout_priced_beside_the_goods() -> None:
    offered = cart(("Swift parcels", "4.90 €"), ("Total", "24.90 €"))
    visit = path(cart(("Total", "24.90 €")), offered, cart(("Swift parcels", "4.90 €"), ("Total", "29.80 €")))
    assert outcome_of(RISING, visit) is Outcome.PASSED


def test_another_way_of_delivery_costs_the_difference() -> None:
    ways = [make_block("Parcel 4.90 €", role="label"), make_block("Home 8.90 €", role="label")]
    first = make_page(*CART, ("Delivery", "4.90 €"), ("Total", "29.80 €"), blocks=ways)
    assert outcome_of(RISING, path(first, cart(("Delivery", "8.90 €"), ("Total", "33.80 €")))) is Outcome.PASSED


@pytest.mark.parametrize(("role", "outcome"), [("label", Outcome.PASSED), ("", Outcome.FAILED)])
def test_delivery_offered_beside_the_button_was_shown(role: str, outcome: Outcome) -> None:
    first, charged = cart(("Total", "24.90 €")), cart(("Delivery", "4.90 €"), ("Total", "29.80 €"))
    step = make_step(charged)
    press = step.actions[0].model_copy(update={"view": (make_block("Parcel 4.90 €", role=role),)})
    visit = path(first, None)
    steps = (*visit.steps[:2], make_step(charged, actions=(press,)), visit.steps[-1])
    assert outcome_of(RISING, make_path(*steps)) is outcome


def test_delivery_that_a_step_passed_through_was_shown() -> None:
    charged = make_step(cart(("Delivery", "4.90 €"), ("Total", "29.80 €")))
    offered = make_page(*CART, blocks=[make_block("Parcel 4.90 €", role="label")])
    visit = path(cart(("Total", "24.90 €")), None)
    for passing, outcome in (((), Outcome.FAILED), ((offered,), Outcome.PASSED)):
        steps = (*visit.steps[:2], charged.model_copy(update={"passing": passing}), visit.steps[-1])
        assert outcome_of(RISING, make_path(*steps)) is outcome


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ((("Payment fee", "2.90 €"), ("Total", "27.80 €")), Outcome.FAILED),
        ((("VAT 24 %", "5.98 €"), ("Total", "30.88 €")), Outcome.FAILED),
        ((("Delivery", "4.90 €"), ("Total", "29.80 €")), Outcome.PASSED),  # often chosen where it is paid
        ((("Total", "24.90 €"),), Outcome.PASSED),
    ],
)
def test_a_fee_that_comes_up_beside_the_button_that_binds(rows: tuple[Row, ...], outcome: Outcome) -> None:
    visit = path(cart(("Total", "24.90 €")), cart(("Total", "24.90 €")), None)
    pay = visit.steps[-1]
    press = pay.actions[0].model_copy(update={"view": cart(*rows).blocks})
    thanks = make_page("Thank you for your order")
    steps = (*visit.steps[:-1], pay.model_copy(update={"actions": (press,), "page": thanks}))
    assert outcome_of(RISING, make_path(*steps)) is outcome


@pytest.mark.parametrize(
    ("more", "told", "outcome"),
    [
        ((("Handling fee", "3.00 €"),), (), Outcome.FAILED),
        ((("Handling fee", "3.00 €"),), ("Handling fee 3.00 €",), Outcome.PASSED),
        ((("of which VAT", "5.77 €"),), (), Outcome.PASSED),
        ((), (), Outcome.PASSED),
    ],
)
def test_a_fee_that_comes_with_a_delivery_chosen_where_it_is_paid(
    more: tuple[Row, ...], told: tuple[str, ...], outcome: Outcome
) -> None:
    """One page for all: the way to deliver was priced, the fee that came with it was not."""
    total = "32.80 €" if ("Handling fee", "3.00 €") in more else "29.80 €"
    offers = [make_block(text, role="label") for text in ("Parcel 4.90 €", "Home 7.90 €", *told)]
    before = make_page(*CART, ("Total", "24.90 €"), blocks=offers)
    visit = path(cart(("Total", "24.90 €")), before, None)
    pay = visit.steps[-1]
    view = cart(("Delivery", "4.90 €"), *more, ("Total", total)).blocks
    press = pay.actions[0].model_copy(update={"view": view})
    thanks = make_page("Thank you for your order")
    steps = (*visit.steps[:-1], pay.model_copy(update={"actions": (press,), "page": thanks}))
    assert outcome_of(RISING, make_path(*steps)) is outcome


def test_the_button_that_pays_offers_nothing() -> None:
    button = make_block("Order and pay 30.88 €", role="button")
    dearer = make_page(*CART, ("VAT", "5.98 €"), ("Total", "30.88 €"), blocks=[button])
    way = FieldEvidence(
        subject=Subject(role="radio", name="Home", box=Box(x=0, y=0, width=20, height=20)), kind="radio"
    )
    level = make_page(*CART, ("Total", "24.90 €"), fields=(way,))
    assert outcome_of(RISING, path(level, dearer)) is Outcome.FAILED


@pytest.mark.parametrize(("x", "outcome"), [(600, Outcome.FAILED), (0, Outcome.PASSED)])
def test_a_summary_level_with_a_radio_is_no_offer(x: float, outcome: Outcome) -> None:
    rows = (*CART, ("Payment fee", "2.90 €"), ("Total", "27.80 €"))
    moved = [
        block.model_copy(update={"box": block.box.model_copy(update={"x": block.box.x + x})})
        for block in make_page(*rows).blocks
        if block.box is not None
    ]
    way = FieldEvidence(
        subject=Subject(role="radio", name="Card", box=Box(x=40, y=60, width=20, height=20)), kind="radio"
    )
    assert outcome_of(RISING, path(cart(("Total", "24.90 €")), make_page(blocks=moved, fields=(way,)))) is outcome


def _folded(label: str, amount: str, role: str, *, is_split: bool) -> tuple[TextBlock, ...]:
    """The line that unfolds the order's summary on a phone."""
    if not is_split:
        return (make_block(f"{label} · {amount}", role=role),)
    return (
        make_block(label, role=role, box=Box(x=10, y=900, width=200, height=24)),
        make_block(amount, role=role, box=Box(x=280, y=902, width=60, height=20)),
    )


@pytest.mark.parametrize(
    ("language", "label", "role", "is_split"),
    [
        ("en", "Show order summary", "button", True),
        ("en", "Order summary (2)", "", True),
        ("fi", "Näytä tilauksen yhteenveto", "", True),
        ("sv", "Visa ordersammanfattning", "button", False),
        ("de", "Bestellübersicht anzeigen", "button", False),
        ("de", "2 Artikel", "button", True),
        ("fr", "1 article", "button", False),
        ("es", "Mostrar resumen del pedido", "button", True),
        ("it", "2 articoli", "button", False),
        ("nl", "Toon besteloverzicht", "button", True),
        ("da", "Vis ordreoversigt", "button", False),
        ("nb", "2 varer", "button", True),
        ("pl", "Pokaż podsumowanie zamówienia", "button", False),
        ("pt", "Mostrar resumo da encomenda", "button", True),
        ("et", "Näita tellimuse kokkuvõtet", "button", False),
    ],
)
def test_the_line_of_a_folded_summary(language: str, label: str, role: str, is_split: bool) -> None:
    first, last = (
        make_page(blocks=_folded(label, amount, role, is_split=is_split), language=language)
        for amount in ("39,90 €", "44,85 €")
    )
    way = make_page(
        blocks=[make_block("DHL 4,95 €", role="label"), *_folded(label, "39,90 €", role, is_split=is_split)],
        language=language,
    )
    (_, _, message), *more = said(RISING, path(first, last))
    assert "39,90 € to 44,85 €" in message
    assert not more
    assert outcome_of(RISING, path(first, way, last)) is Outcome.PASSED


@pytest.mark.parametrize(
    "block",
    [
        make_block("2 items · 44.85 €", role="button", region="header"),  # the cart's own price, without delivery
        make_block("Order summary 44.85 €", region="footer"),
        make_block("Add 2 items for 44.85 €"),
        make_block("Order summary: 2 for 44.85 €, 3 for 60.00 €"),
    ],
)
def test_what_is_no_line_of_a_folded_summary(block: TextBlock) -> None:
    assert folded_total([block], ("en",)) is None


def test_delivery_from_a_least_price_is_incomplete() -> None:
    first = cart(("Delivery", "from 4.90 €"), ("Total", "24.90 €"))
    dearer = cart(("Delivery", "6.90 €"), ("Total", "31.80 €"))
    assert outcome_of(RISING, path(first, dearer)) is Outcome.INCOMPLETE
    told = make_page(*CART, ("Total", "24.90 €"), blocks=[make_block("Delivery from 4.90 €, within 3 to 5 days.")])
    assert outcome_of(RISING, path(told, dearer)) is Outcome.INCOMPLETE
    same = make_page(*CART, ("Total", "24.90 €"), blocks=[make_block("Delivery from 6.90 €. Returns are free.")])
    assert outcome_of(RISING, path(same, dearer)) is Outcome.PASSED


@pytest.mark.parametrize(("market", "outcome"), [("US", Outcome.PASSED), ("DE", Outcome.FAILED)])
def test_tax_at_the_end_is_habit_in_some_markets(market: str, outcome: Outcome) -> None:
    visit = path(cart(("Total", "24.90 €")), cart(("Sales tax", "2.12 €"), ("Total", "27.02 €")), market=market)
    assert outcome_of(RISING, visit) is outcome


@pytest.mark.parametrize(
    ("vat", "total", "outcome"),
    [
        ("6.28 €", "36.18 €", Outcome.PASSED),  # 21 % of the goods and the delivery
        ("5.23 €", "35.13 €", Outcome.PASSED),  # the delivery is not taxed
        ("9.00 €", "38.90 €", Outcome.FAILED),
    ],
)
def test_tax_of_a_net_price_grows_with_the_delivery_that_was_told(vat: str, total: str, outcome: Outcome) -> None:
    said_first = "Delivery to your door costs 5.00 € whatever you buy"
    told = make_page(*CART, ("VAT 21 %", "5.23 €"), ("Total", "30.13 €"), said_first)
    after = cart(("Home delivery", "5.00 €"), ("VAT 21 %", vat), ("Total", total))
    assert outcome_of(RISING, path(told, after)) is outcome


def test_what_the_customer_added_himself() -> None:
    more = ActionEvidence(kind=ActionKind.FILL, target="Quantity", value="2")
    visit = make_path(
        make_step(cart(("Total", "24.90 €")), Stage.CART),
        make_step(make_page(("Blue mug", "49.80 €"), ("Total", "49.80 €")), Stage.CART, actions=(more,)),
    )
    assert outcome_of(RISING, visit) is Outcome.PASSED


def test_rounding_is_no_growth() -> None:
    assert outcome_of(RISING, path(cart(("Total", "24.90 €")), cart(("Total", "24.91 €")))) is Outcome.PASSED


def test_another_currency() -> None:
    visit = path(cart(("Total", "24.90 €")), make_page(("Total", "$26.90")), currency=None)
    assert [severity for _, severity, _ in said(RISING, visit)] == [Severity.SERIOUS]


def test_an_amount_that_cannot_be_told_is_incomplete() -> None:
    unclear = make_page(("Total", "24.90 €"), ("Total", "29.80 €"))
    assert outcome_of(RISING, path(cart(("Total", "24.90 €")), unclear)) is Outcome.INCOMPLETE


def test_a_page_alone_is_no_path() -> None:
    assert outcome_of(RISING, make_path(make_step(cart(("Total", "24.90 €"))))) is Outcome.INAPPLICABLE
    drill = path(cart(("Total", "24.90 €")), cart(("Total", "34.90 €")), errand="payment_declined@pay")
    assert said(RISING, drill) == []


# ── sneaked-item ─────────────────────────────────────────────────────────────────────────────────────────────────────


def with_line(*line: str, subtotal: str) -> VisitEvidence:
    page = make_page(("Blue mug", "24.90 €"), line, ("Subtotal", subtotal), ("Total", subtotal))
    return path(page, page)


def test_what_a_search_tried_before_may_lie_in_the_cart_still() -> None:
    visit = with_line("Care kit", "9.90 €", subtotal="34.80 €")
    tried = (Gap(what="cart", reason="another thing was tried before, and may lie in the cart still"),)
    steps = (visit.steps[0].model_copy(update={"gaps": tried}), *visit.steps[1:])
    assert outcome_of(SNEAKED, visit.model_copy(update={"steps": steps})) is Outcome.INCOMPLETE


def test_a_line_that_nobody_added() -> None:
    found = said(SNEAKED, with_line("Care kit", "9.90 €", subtotal="34.80 €"))
    assert found == [
        (1, Severity.CRITICAL, "The amount to pay holds “Care kit” for 9.90 €, which the customer did not add.")
    ]


def test_of_a_journey_that_begins_with_a_full_cart_nothing_is_known_to_be_added() -> None:
    page = make_page(("Blue mug", "24.90 €"), ("Care kit", "9.90 €"), ("Subtotal", "34.80 €"), ("Total", "34.80 €"))
    visit = make_path(make_step(page, Stage.CART), make_step(page, Stage.CHECKOUT))
    assert outcome_of(SNEAKED, visit) is Outcome.PASSED


def test_a_line_that_shares_a_word_with_the_shop_alone() -> None:
    visit = with_line("Casa magazine", "9.90 €", subtotal="34.80 €")
    page = PRODUCT.model_copy(update={"title": "Blue mug – Casa del Porto"})
    steps = (visit.steps[0].model_copy(update={"page": page}), *visit.steps[1:])
    assert len(said(SNEAKED, visit.model_copy(update={"steps": steps}))) == 1


def test_a_walk_that_ends_in_the_cart_has_seen_its_lines() -> None:
    page = make_page(("Blue mug", "24.90 €"), ("Care kit", "9.90 €"), ("Subtotal", "34.80 €"), ("Total", "34.80 €"))
    visit = make_path(make_step(PRODUCT, Stage.CHOOSE), make_step(page, Stage.CHOOSE, Commitment.CART))
    assert len(said(SNEAKED, visit)) == 1


def test_price_of_a_piece_and_of_the_line_on_rows_of_their_own() -> None:
    mug, kit = (("Blue mug", "24.90 €"), ("Size: L", "24.90 €")), (("Care kit", "9.90 €"), ("One size", "9.90 €"))
    page = make_page(*mug, *kit, ("Subtotal", "34.80 €"), ("Total", "34.80 €"))
    assert [message for *_, message in said(SNEAKED, path(page, page))] == [
        "The amount to pay holds “Care kit” for 9.90 €, which the customer did not add."
    ]


def test_an_offer_beneath_the_total_is_no_other_price_of_the_line_above_it() -> None:
    offer = ("Add a care kit for 2.90 €?",)
    page = make_page(("Blue mug", "24.90 €"), ("Plant-a-tree gift", "2.90 €"), ("Total", "27.80 €"), offer)
    found = said(SNEAKED, path(page, page))
    assert [message for *_, message in found] == [
        "The amount to pay holds “Plant-a-tree gift” for 2.90 €, which the customer did not add."
    ]
    alone = make_page(("Blue mug", "24.90 €"), ("Total", "24.90 €"), ("Add another for 24.90 €?",))
    assert said(SNEAKED, path(alone, alone)) == []


def test_samples_and_recommendations_are_not_charged() -> None:
    sample = with_line("Sample of syrup", "0.00 €", subtotal="24.90 €")
    assert outcome_of(SNEAKED, sample) is Outcome.PASSED
    beside = make_page(*CART, ("Total", "24.90 €"), "You may also like", ("Plate", "18.90 €"), ("Bowl", "6.90 €"))
    assert outcome_of(SNEAKED, path(beside, beside)) is Outcome.PASSED


def test_a_service_between_goods_and_total() -> None:
    page = cart(("Delivery", "4.90 €"), ("Parcel insurance", "1.95 €"), ("Total", "31.75 €"))
    assert [message for *_, message in said(SNEAKED, path(page, page))] == [
        "The amount to pay holds “Parcel insurance” for 1.95 €, which the customer did not add."
    ]


def test_a_line_among_the_goods_that_their_sum_leaves_out() -> None:
    def with_goods(rows: tuple[tuple[str, str], ...], total: str) -> VisitEvidence:
        page = make_page(
            ("Blue mug", "24.90 €"), *rows, ("Subtotal", "24.90 €"), ("Delivery", "4.90 €"), ("Total", total)
        )
        return path(page, page)

    assert [message for *_, message in said(SNEAKED, with_goods((("Paper bags", "1.60 €"),), "31.40 €"))] == [
        "The amount to pay holds “Paper bags” for 1.60 €, which the customer did not add."
    ]
    assert said(SNEAKED, with_goods((("Plate", "1.60 €"),), "29.80 €")) == []  # recommended, and not charged


def test_a_carrier_named_by_its_own_name_may_be_the_delivery() -> None:
    page = cart(("Swift parcels", "4.90 €"), ("Total", "29.80 €"))
    assert outcome_of(SNEAKED, path(page, page)) is Outcome.INCOMPLETE


@pytest.mark.parametrize(
    ("offered", "line", "outcome"),
    [
        (("Swift parcels 4.90 €", "Pick up 0 €"), "Swift parcels", Outcome.PASSED),
        (("Swift parcels, to your door 4.90 €", "Collection"), "Swift parcels", Outcome.PASSED),
        (("Swift, on Friday 4.90 €", "Pick up 0 €"), "Swift parcels", Outcome.PASSED),  # a word and the price
        (("Swift parcels 4.90 €", "Pick up 0 €"), "Swift insurance", Outcome.FAILED),
        (("Swift, on Friday 6.90 €", "Pick up 0 €"), "Swift parcels", Outcome.INCOMPLETE),
        ((), "PostNord MyPack", Outcome.PASSED),
        ((), "GLS ParcelShop", Outcome.PASSED),
        ((), "Matkahuolto Lähellä", Outcome.PASSED),
        ((), "Chronopost", Outcome.PASSED),
        ((), "Care kit", Outcome.INCOMPLETE),
    ],
)
@pytest.mark.parametrize("has_subtotal", [True, False])
def test_a_line_named_after_a_way_of_delivery(
    offered: tuple[str, ...], line: str, outcome: Outcome, has_subtotal: bool
) -> None:
    ways = tuple(
        FieldEvidence(subject=Subject(role="radio", name=w), kind="radio", name="w", label=w, group="Delivery method")
        for w in offered
    )
    goods = CART if has_subtotal else CART[:1]
    page = make_page(*goods, (line, "4.90 €"), ("Total", "29.80 €"), fields=ways)
    # Behind the subtotal stands what is no goods; without one, nothing tells the goods from what nobody offered.
    expected = Outcome.FAILED if line == "Care kit" and not has_subtotal else outcome
    assert outcome_of(SNEAKED, path(page, page)) is expected


@pytest.mark.parametrize(
    "line",
    [
        ("Bottle deposit", "0.80 €"),
        ("Delivery", "0.80 €"),
        ("Service fee", "0.80 €"),
        ("Carrier bag charge", "0.80 €"),
        ("WEEE charge", "0.80 €"),
    ],
)
def test_deposits_delivery_and_fees_are_no_items(line: Row) -> None:
    page = cart(line, ("Total", "25.70 €"))
    assert outcome_of(SNEAKED, path(page, page)) is Outcome.PASSED


def test_what_the_customer_chose_or_found_ticked_is_not_sneaked() -> None:
    page = make_page(
        ("Blue mug", "24.90 €"), ("Gift wrapping", "3.90 €"), ("Subtotal", "28.80 €"), ("Total", "28.80 €")
    )
    tick = ActionEvidence(kind=ActionKind.CHECK, target="'Gift wrapping'")
    added = make_step(page, Stage.CHOOSE, Commitment.CART, actions=(tick,))
    chosen = make_path(make_step(PRODUCT, Stage.CHOOSE), added, make_step(page), make_step(page, Stage.PAY))
    assert outcome_of(SNEAKED, chosen) is Outcome.PASSED
    box = FieldEvidence(subject=Subject(role="checkbox", name="Gift wrapping 3.90 €"), kind="checkbox", is_checked=True)
    ticked = page.model_copy(update={"forms": make_page(fields=(box,)).forms})
    assert outcome_of(SNEAKED, path(ticked, ticked)) is Outcome.PASSED


@pytest.mark.parametrize(
    ("label", "outcome"),
    [
        ("Wrap my order up as a present (additional cost: 3.90 €)", Outcome.PASSED),
        ("Wrap my order up as a present (additional cost: 2.90 €)", Outcome.FAILED),
    ],
)
def test_a_ticked_box_of_another_name_is_told_by_its_price(label: str, outcome: Outcome) -> None:
    box = FieldEvidence(subject=Subject(role="checkbox", name=label), kind="checkbox", is_checked=True)
    page = make_page(
        ("Blue mug", "24.90 €"), ("Gift box", "3.90 €"), ("Subtotal", "28.80 €"), ("Total", "28.80 €"), fields=(box,)
    )
    assert outcome_of(SNEAKED, path(page, page)) is outcome


def test_the_parts_of_a_set_cost_together_what_was_asked_for() -> None:
    parts = make_page(("Blue mug", "14.90 €"), ("Saucer", "10.00 €"), ("Subtotal", "24.90 €"), ("Total", "24.90 €"))
    assert outcome_of(SNEAKED, path(parts, parts)) is Outcome.PASSED


def test_a_row_that_says_what_its_amount_is_and_a_net_sum_that_is_no_subtotal() -> None:
    woo = make_page(
        ("Blue mug × 1", "24.90 €"), ("Subtotal", "24.90 €"), ("Shipping", "Flat rate: 5.00 €"), ("Total", "29.90 €")
    )
    assert outcome_of(SNEAKED, path(woo, woo)) is Outcome.PASSED
    shopware = make_page(
        ("Blue mug", "24,90 €"), ("Summe", "24,90 €"), ("Versandkosten", "+4,90 €"), ("Gesamtsumme", "29,80 €"),
        ("Gesamtnettosumme", "25,04 €"), ("inkl. 19 % MwSt.", "4,76 €"), language="de",
    )  # fmt: skip
    assert outcome_of(SNEAKED, path(shopware, shopware, locale="de-DE")) is Outcome.PASSED


def test_lines_that_do_not_add_up_are_incomplete() -> None:
    page = make_page(("Blue mug", "24.90 €"), ("Subtotal", "31.00 €"), ("Total", "31.00 €"))
    assert outcome_of(SNEAKED, path(page, page)) is Outcome.INCOMPLETE


# ── differing-total ──────────────────────────────────────────────────────────────────────────────────────────────────


def ordered(agreed: PageEvidence, confirmed: PageEvidence | None, **more: object) -> VisitEvidence:
    return make_path(
        make_step(agreed, Stage.CHECKOUT),
        make_step(confirmed, Stage.PAY, Commitment.PAYMENT),
        **more,  # type: ignore[arg-type]
    )


def _way(name: str, y: float) -> FieldEvidence:
    subject = Subject(role="radio", name=name, locator=f"#way-{y:.0f}", box=Box(x=0, y=y, width=20, height=20))
    return FieldEvidence(subject=subject, kind="radio", name="delivery", label=name)


@pytest.mark.parametrize(
    ("names", "charged", "outcome"),
    [
        (("Parcel locker 4.90 €", "Home 7.90 €"), "7.90 €", Outcome.FAILED),
        (("Parcel locker 4.90 €", "Home 7.90 €"), "4.90 €", Outcome.PASSED),
        (("Home 7.90 €", "Parcel locker 4.90 €"), "4.90 €", Outcome.PASSED),  # less is no harm
        (("Parcel locker 4.90 €, free over 50 €", "Home 7.90 €"), "7.90 €", Outcome.PASSED),
        (("Parcel locker", "Home 7.90 €"), "7.90 €", Outcome.PASSED),
    ],
)
def test_the_price_of_another_way_than_the_one_chosen(names: tuple[str, str], charged: str, outcome: Outcome) -> None:
    ways = tuple(_way(name, 200 + 40 * place) for place, name in enumerate(names))
    offered = make_page(*CART, ("Total", "24.90 €"), fields=ways)
    tick = ActionEvidence(
        kind=ActionKind.CHECK, target=names[0], element=ElementEvidence(subject=ways[0].subject, tag="input")
    )
    total = {"4.90 €": "29.80 €", "7.90 €": "32.80 €"}[charged]
    visit = path(cart(("Total", "24.90 €")), offered, cart(("Delivery", charged), ("Total", total)))
    step = visit.steps[3]
    steps = (*visit.steps[:3], step.model_copy(update={"actions": (tick, *step.actions)}), *visit.steps[4:])
    assert outcome_of(RISING, make_path(*steps)) is outcome


def _listed(name: str) -> tuple[TextBlock, ...]:
    """A list of one item, its details below its name, under a heading that names the list."""
    item = "main > ul > li"
    return (
        make_block(
            "Your order", role="heading", tag="h2", locator="main > h2", box=Box(x=0, y=0, width=200, height=20)
        ),
        make_block(name, locator=f"{item} > span", box=Box(x=0, y=40, width=200, height=20)),
        make_block("Quantity: 1", locator=f"{item} > small", box=Box(x=0, y=60, width=200, height=20)),
        make_block("24.90 €", locator=f"{item} > b", box=Box(x=300, y=50, width=200, height=20)),
        *make_page(("Delivery", "4.90 €"), ("Total", "29.80 €"), blocks=()).blocks,
    )


@pytest.mark.parametrize(("name", "outcome"), [("Blue mug", Outcome.PASSED), ("Red cushion", Outcome.FAILED)])
def test_other_goods_are_confirmed_than_those_out_of_view_at_the_press(name: str, outcome: Outcome) -> None:
    visit = ordered(make_page(blocks=_listed("Blue mug")), make_page(blocks=_listed(name)))
    pay = visit.steps[-1]
    press = pay.actions[0].model_copy(update={"view": make_page(("Total", "29.80 €")).blocks})
    steps = (*visit.steps[:-1], pay.model_copy(update={"actions": (press,)}))
    assert outcome_of(DIFFERING, make_path(*steps)) is outcome


@pytest.mark.parametrize(
    ("confirmed", "outcome"),
    [
        ("29.80 €", Outcome.PASSED),
        ("29.81 €", Outcome.PASSED),
        ("29.82 €", Outcome.FAILED),
        ("24.90 €", Outcome.FAILED),
        ("$29.80", Outcome.FAILED),
    ],
)
def test_the_confirmed_amount(confirmed: str, outcome: Outcome) -> None:
    visit = ordered(make_page(("Total", "29.80 €")), make_page(("Total paid", confirmed)), currency=None)
    assert outcome_of(DIFFERING, visit) is outcome


@pytest.mark.parametrize(
    ("view", "confirmed", "outcome"),
    [
        ((), "24.90 €", Outcome.INCOMPLETE),
        ((), "26.90 €", Outcome.FAILED),  # no way costs that
        ((("Total", "29.80 €"),), "24.90 €", Outcome.FAILED),  # in view with the press
    ],
)
def test_a_way_that_was_chosen_on_the_last_page_may_have_changed_the_amount(
    view: tuple[Row, ...], confirmed: str, outcome: Outcome
) -> None:
    label = make_block("Courier, 4.90 €", tag="label", role="label")
    visit = ordered(make_page(("Total", "29.80 €"), blocks=[label]), make_page(("Total paid", confirmed)))
    pay = visit.steps[-1]
    element = ElementEvidence(subject=Subject(role="radio", name="Collect", locator="#way"), tag="input")
    chosen = ActionEvidence(kind=ActionKind.CHECK, element=element)
    press = pay.actions[0].model_copy(update={"view": make_page(*view).blocks})
    steps = (*visit.steps[:-1], pay.model_copy(update={"actions": (chosen, press)}))
    assert outcome_of(DIFFERING, make_path(*steps)) is outcome


@pytest.mark.parametrize(
    ("at_the_bank", "confirmed", "outcome"),
    [
        ("Approve the payment", "29.80 €", Outcome.PASSED),
        ("Approve the payment", "34.80 €", Outcome.FAILED),
        ("Amount: 34.80 €", "34.80 €", Outcome.INCOMPLETE),
    ],
)
def test_what_a_bank_approves_was_agreed_to_before(at_the_bank: str, confirmed: str, outcome: Outcome) -> None:
    visit = make_path(
        make_step(make_page(("Total", "29.80 €"))),
        make_step(make_page(at_the_bank, url="http://bank.example/pay"), Stage.PAY, Commitment.PAYMENT),
        make_step(make_page(("Total paid", confirmed)), Stage.PAY, Commitment.PAYMENT),
    )
    assert outcome_of(DIFFERING, visit) is outcome


@pytest.mark.parametrize(
    ("last", "outcome"),
    [
        (("Order total", "34.80 €"), Outcome.FAILED),
        (("Order total", "29.80 €"), Outcome.PASSED),
    ],
)
def test_sums_that_do_not_add_up_are_compared_by_the_name_of_the_one_agreed_to(
    last: tuple[str, str], outcome: Outcome
) -> None:
    parts = (("Blue mug", "24.90 €"), ("Total", "24.90 €"), ("Delivery", "4.90 €"))
    visit = ordered(make_page(*parts, ("Order total", "29.80 €")), make_page(*parts, last))
    assert outcome_of(DIFFERING, visit) is outcome


def test_a_total_in_another_currency_than_its_parts_is_what_was_agreed_to() -> None:
    parts = (("Blue mug", "24.90 €"), ("Total", "24.90 €"), ("Delivery", "4.90 €"))
    visit = ordered(make_page(*parts, ("Order total", "CHF 29.80")), make_page(*parts, ("Order total", "29.80 €")))
    assert [message for *_, message in said(DIFFERING, visit)] == [
        "The customer agreed to CHF 29.80, and the confirmation says 29.80 €: another currency."
    ]


def test_items_in_the_old_currency_show_no_conversion_of_the_total() -> None:
    agreed = make_page(("Sweter", "159,20 zł"), ("Razem", "177,19 zł"), language="pl")
    drifted = make_page(("Sweter", "159,20 zł"), ("Dostawa", "17,99 zł"), ("Razem", "41,21 €"), language="pl")
    assert outcome_of(DIFFERING, ordered(agreed, drifted, locale="pl-PL", currency="PLN")) is Outcome.FAILED


def test_a_conversion_that_is_shown() -> None:
    shown = make_page(("Total", "$32.10"), "Your card is charged in EUR: about 29.80 €")
    assert outcome_of(DIFFERING, ordered(make_page(("Total", "29.80 €")), shown, currency="USD")) is Outcome.INCOMPLETE


def test_other_items_for_the_same_money() -> None:
    agreed = cart(("Delivery", "4.90 €"), ("Total", "29.80 €"))
    other = make_page(("Green plate", "24.90 €"), ("Subtotal", "24.90 €"), ("Delivery", "4.90 €"), ("Total", "29.80 €"))
    assert [message for *_, message in said(DIFFERING, ordered(agreed, other))] == [
        "“Green plate” was confirmed, which did not stand in the order that the customer agreed to."
    ]
    assert outcome_of(DIFFERING, ordered(agreed, agreed)) is Outcome.PASSED
    counted = make_page(("2 items", "29.80 €"), ("Total", "29.80 €"))
    assert outcome_of(DIFFERING, ordered(counted, other)) is Outcome.PASSED


def test_a_subtotal_alone_promises_nothing() -> None:
    assert outcome_of(DIFFERING, ordered(cart(), make_page(("Total", "29.80 €")))) is Outcome.INCOMPLETE


def test_what_the_view_of_the_button_says_goes_before_its_page() -> None:
    element = ElementEvidence(subject=Subject(role="button", name="Pay"), tag="button")
    view = make_page(("Total", "31.80 €")).blocks
    paid = make_step(make_page(("Total", "31.80 €")), Stage.PAY, Commitment.PAYMENT)
    action = paid.actions[0].model_copy(update={"view": view, "element": element})
    visit = make_path(make_step(make_page(("Total", "29.80 €"))), paid.model_copy(update={"actions": (action,)}))
    assert outcome_of(DIFFERING, visit) is Outcome.PASSED


@pytest.mark.parametrize(
    ("addition", "outcome"),
    [
        ("Gift wrap", Outcome.PASSED),
        ("Guarantee", Outcome.FAILED),
    ],
)
def test_an_addition_beside_the_sum_of_the_goods_was_agreed_to(addition: str, outcome: Outcome) -> None:
    goods, rest = ("Blue mug", "24.90 €"), (("Delivery", "4.90 €"), ("Total", "32.80 €"))
    agreed = make_page(goods, ("Subtotal", "24.90 €"), ("Gift wrap, red", "3.00 €"), *rest)
    visit = ordered(agreed, make_page(goods, (addition, "3.00 €"), *rest))
    assert outcome_of(DIFFERING, visit) is outcome


def test_an_order_that_was_held_confirms_nothing() -> None:
    held = make_step(make_page(("Total", "9.90 €")), Stage.PAY, Commitment.PAYMENT, status=StepStatus.HELD)
    visit = make_path(make_step(make_page(("Total", "29.80 €"))), held, outcome=VisitOutcome.STOPPED_FOR_SAFETY)
    assert outcome_of(DIFFERING, visit) is Outcome.INAPPLICABLE


# ── the product page against the cart, and one device against another ────────────────────────────────────────────────


def sold(price: str, *texts: str) -> PageEvidence:
    """A product page: name, price, button, and what stands around the price."""
    texts = ("Blue mug", price, *texts)
    blocks = [make_block(text, tag="p" if index else "h1") for index, text in enumerate(texts)]
    return make_page(blocks=[*blocks, make_block("Add to cart", role="button"), make_block("Belt 55.00 €")])


def bought(product: PageEvidence, line: str, *, deeds: tuple[ActionEvidence, ...] = ()) -> VisitEvidence:
    """The product put in the cart, whose page charges the line."""
    cart_page = make_page(("Blue mug", line), ("Subtotal", line), ("Total", line))
    adding = make_step(cart_page, Stage.CHOOSE, Commitment.CART)
    return make_path(
        make_step(product, Stage.CHOOSE),
        adding.model_copy(update={"actions": (*deeds, *adding.actions)}),
        make_step(cart_page, Stage.CART),
        make_step(None, Stage.PAY, Commitment.PAYMENT),
    )


@pytest.mark.parametrize(
    ("charged", "severity"), [("24.90 €", None), ("19.90 €", None), ("26.90 €", Severity.SERIOUS),
                              ("29.90 €", Severity.CRITICAL)],
)  # fmt: skip
def test_goods_that_cost_more_in_the_cart_than_on_their_own_page(charged: str, severity: Severity | None) -> None:
    message = f"“Blue mug” costs 24.90 € on its own page and {charged} in the cart."
    expected = [] if severity is None else [(1, severity, message)]
    assert said(RISING, bought(sold("24.90 €", "incl. VAT, plus delivery"), charged)) == expected


@pytest.mark.parametrize(("charged", "is_found"), [("24.90 €", False), ("29.90 €", True)])
def test_a_walk_that_ends_at_the_cart_has_the_product_s_own_price_all_the_same(charged: str, *, is_found: bool) -> None:
    whole = bought(sold("24.90 €", "incl. VAT"), charged)
    assert [at for at, _, _ in said(RISING, make_path(*whole.steps[:3]))] == [1] * is_found
    assert [at for at, _, _ in said(RISING, make_path(*whole.steps[:2]))] == [1] * is_found
    assert said(RISING, make_path(*whole.steps[:3], errand="reload@cart")) == []


@pytest.mark.parametrize("around", ["plus VAT", "Large 29.90 €"])
def test_where_the_page_s_own_price_is_not_certain_nothing_is_said(around: str) -> None:
    assert said(RISING, bought(sold("24.90 €", around), "29.90 €")) == []


@pytest.mark.parametrize(
    ("price", "told", "charged", "is_found"),
    [
        ("24.90 € incl. VAT", "24.90", "24.90 €", False),
        ("24.90 € incl. VAT", "24.90", "29.90 €", True),
        ("24.90 € incl. VAT", "", "29.90 €", False),  # two prices, and nothing says which
        ("Save now", "24.90", "24.90 €", False),  # its price is in a picture
    ],
)
def test_the_price_of_what_is_recommended_is_not_the_product_s(
    price: str, told: str, charged: str, is_found: bool
) -> None:
    """The button has no words, so that nothing tells where the product's own part of the page ends."""
    texts = ("Blue mug", price, "You may also like", "Blue saucer", "7.00 €")
    blocks = [
        make_block(text, tag="p" if index else "h1", box=Box(x=20, y=100 + 300 * index, width=200, height=20))
        for index, text in enumerate(texts)
    ]
    data = {"@type": "Product", "name": "Blue mug", "offers": {"price": told, "priceCurrency": "EUR"}}
    page = make_page(blocks=blocks).model_copy(update={"structured_data": (json.dumps(data),) if told else ()})
    found = said(RISING, bought(page, charged))
    assert bool(found) is is_found
    assert not told or all("costs 24.90 €" in message for _, _, message in found)


def test_what_is_chosen_with_the_press_may_cost_more() -> None:
    large = ActionEvidence(kind=ActionKind.CHECK, target="'Large'")
    assert said(RISING, bought(sold("24.90 €"), "29.90 €", deeds=(large,))) == []


@pytest.mark.parametrize(("typed", "is_found"), [(None, True), ("2", False), ("1", True)])
def test_more_pieces_than_the_customer_asked_for(typed: str | None, is_found: bool) -> None:
    deeds = (ActionEvidence(kind=ActionKind.FILL, target="'Quantity'", value=typed),) if typed else ()
    visit = bought(sold("24.90 €"), "49.80 €", deeds=deeds)
    found = [(1, Severity.CRITICAL, "The cart holds 2 of “Blue mug” for 49.80 €; the customer put 1 in it.")]
    assert said(SNEAKED, visit) == (found if is_found else [])
    assert said(RISING, visit) == []


@pytest.mark.parametrize(("width", "is_found"), [(46, False), (180, True)])
def test_small_buttons_before_the_one_that_adds_may_ask_for_more(width: float, is_found: bool) -> None:
    subject = Subject(role="button", name="One bigger", box=Box(x=0, y=0, width=width, height=46))
    press = ActionEvidence(
        kind=ActionKind.CLICK, target="'One bigger'", element=ElementEvidence(subject=subject, tag="button")
    )
    visit = bought(sold("24.90 €"), "49.80 €", deeds=(press,))
    stayed = visit.steps[1].model_copy(update={"page": visit.steps[0].page})  # only the count in its header grew
    steps = (visit.steps[0], stayed, *visit.steps[2:])
    assert bool(said(SNEAKED, visit.model_copy(update={"steps": steps}))) is is_found


@pytest.mark.parametrize("name", ["+", "Increase quantity"])
def test_pieces_that_the_customer_added_in_the_cart_are_his(name: str) -> None:
    visit = bought(sold("24.90 €"), "24.90 €")
    doubled = make_page(("Blue mug", "49.80 €"), ("Subtotal", "49.80 €"), ("Total", "49.80 €"))
    plus = ActionEvidence(kind=ActionKind.CLICK, target=f"'{name}'")
    steps = [*visit.steps[:2], visit.steps[2].model_copy(update={"page": doubled, "actions": (plus,)}), visit.steps[3]]
    assert said(SNEAKED, visit.model_copy(update={"steps": tuple(steps)})) == []


def over_devices(
    *totals: str, personas: tuple[str, ...] = ("desktop", "phone"), item: str = "Blue mug"
) -> list[Finding]:
    """Walks of one journey that end on these totals, by these personas."""
    visits = []
    for place, (total, persona) in enumerate(zip(totals, personas, strict=True)):
        name = item if place else "Blue mug"
        page = make_page((name, "24.90 €"), ("Subtotal", "24.90 €"), ("Delivery", "2.00 €"), ("Total", total))
        visit = path(page, page)
        visits.append(visit.model_copy(update={"id": f"{persona}{place}", "persona": Persona(name=persona)}))
    return list(judge(visits, {RISING: all_rules()[RISING]}).findings)


def test_the_same_cart_costs_more_on_another_device() -> None:
    (found,) = over_devices("26.90 €", "27.90 €")
    assert found.message == "The same cart costs 26.90 € with desktop and 27.90 € with phone."
    assert (found.visit, found.severity) == ("phone1", Severity.SERIOUS)


def test_carts_that_cost_the_same_hold_other_goods_or_differ_by_chance() -> None:
    assert over_devices("26.90 €", "26.90 €") == []
    assert over_devices("26.90 €", "27.90 €", item="Red bowl") == []
    assert over_devices("26.90 €", "27.90 €", personas=("phone", "phone")) == []
