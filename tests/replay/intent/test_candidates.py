"""What the search would try first, told from pages made by hand: no browser."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.replay.intent.pages import SHOP, block, button, field_of, heading, link, look

from frictionaudit.evidence.common import TextBlock
from frictionaudit.evidence.page import ControlEvidence
from frictionaudit.replay.intent.buyer import Buyer
from frictionaudit.replay.intent.candidate import Candidate
from frictionaudit.replay.intent.cards import catalogue_candidates, product_candidates
from frictionaudit.replay.intent.checkout import Checkout
from frictionaudit.replay.intent.details import Kind, box_entries, choice_entries, detail_entries
from frictionaudit.replay.intent.expecting import expectations_of
from frictionaudit.replay.intent.look import Look, is_cart_address, is_checkout_address
from frictionaudit.replay.intent.options import option_entries, tile_entries
from frictionaudit.replay.intent.presses import Press, press_candidates
from frictionaudit.replay.intent.signs import (
    added_to_cart,
    cart_count,
    has_unfolded_cart,
    is_confirmed,
    is_product,
    is_sold_out,
    names_product,
)

BUYER = Buyer(
    {
        "email": "maija@example.com",
        "name": "Maija Meikäläinen",
        "address": {"street": "Katu 1", "postcode": "00100", "city": "Helsinki", "country": "FI", "phone": "+358 40 1"},
    },
    "FI",
)


def names(found: Sequence[Candidate]) -> list[str]:
    return [each.name for each in found]


def shelf(*cards: tuple[str, str, tuple[str, ...]]) -> Look:
    """A list of goods: name, path, further words in its card."""
    blocks, links = [heading("Mugs")], []
    for number, (name, path, words) in enumerate(cards, 1):
        place = f"main > ul > li:nth-of-type({number})"
        links.append(link(name, path, f"{place} > a"))
        blocks += [block(text, f"{place} > p:nth-of-type({i})", y=100 * number) for i, text in enumerate(words, 1)]
    return look(path="/mugs", blocks=tuple(blocks), links=tuple(links))


def test_a_cart_that_unfolds_below_its_icon_is_opened() -> None:
    way = button("Go to checkout", "header > div > button", region="header")
    closed, opened = look(path="/mug"), look(path="/mug", controls=(way,))
    assert has_unfolded_cart(closed, opened)
    assert not has_unfolded_cart(opened, opened)
    assert not has_unfolded_cart(closed, look(path="/elsewhere", controls=(way,)))


def test_goods_are_told_by_price_and_likeness_and_the_sold_out_come_last() -> None:
    page = shelf(
        ("Gift card", "/products/gift-card", ("£25.00",)),
        ("Blue mug", "/products/blue-mug", ("£12.00", "Sold out")),
        ("Red mug", "/products/red-mug", ("£12.00",)),
        ("How we glaze", "/blog/glaze", ()),
    )
    assert names(product_candidates(page)) == ["Red mug"]


def test_a_price_of_another_card_does_not_count() -> None:
    page = shelf(("Red mug", "/a", ("£12.00",)), ("Our story", "/b", ("Since 1987",)), ("More", "/c", ()))
    assert names(product_candidates(page)) == ["Red mug"]


def test_structured_data_names_goods() -> None:
    data = json.dumps({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "url": f"{SHOP}/x1"}]})
    page = look(
        links=(link("Thing", "/x1", "main > a"), link("Help", "/help", "main > p > a")), structured_data=(data,)
    )
    assert names(product_candidates(page)) == ["Thing"]


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/products/a", f"{SHOP}/cart", f"{SHOP}/?add-to-cart=4", f"{SHOP}/logout"]
)
def test_links_that_act_or_lead_away_are_never_followed(url: str) -> None:
    page = look(blocks=(block("£12.00", "main > ul > li > p"),), links=(link("Mug", url, "main > ul > li > a"),))
    assert product_candidates(page) == []
    assert catalogue_candidates(page) == []


def test_the_way_to_all_goods_comes_before_the_story_of_the_house() -> None:
    page = look(
        links=(
            link("About us", "/about", "nav > a:nth-of-type(1)", "nav"),
            link("Shop all", "/collections/all", "nav > a:nth-of-type(2)", "nav"),
        )
    )
    assert names(catalogue_candidates(page))[0] == "Shop all"


@pytest.mark.parametrize(
    ("url", "cart", "checkout"),
    [
        ("/cart", True, False), ("/checkout/cart/", True, False), ("/cart/checkout", False, True),
        ("/index.php?route=checkout/cart", True, False), ("/fi/ostoskori/", True, False), ("/commande", False, True),
        ("/products/tote-bag", False, False), ("/basket-weaving", False, False), ("/#/kassa", False, True),
        ("/checkouts/cn/Z2NwLWV1", False, True),
    ],
)  # fmt: skip
def test_addresses_tell_cart_and_checkout(url: str, cart: bool, checkout: bool) -> None:
    assert (is_cart_address(SHOP + url), is_checkout_address(SHOP + url)) == (cart, checkout)


PRODUCT = (heading("Red mug"), block("£12.00", "main > p"))


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("fi", "Lisää ostoskoriin"), ("sv", "Lägg i varukorgen"), ("sv", "Köp"), ("de", "In den Warenkorb"),
        ("fr", "Ajouter au panier"), ("en", "Add to basket"), ("nl", "In winkelwagen"), ("da", "Læg i kurv"),
        ("nb", "Legg i handlekurv"), ("es", "Añadir al carrito"), ("it", "Aggiungi al carrello"), ("pl", "Do koszyka"),
        ("pt", "Adicionar ao carrinho"), ("et", "Lisa ostukorvi"),
    ],
)  # fmt: skip
def test_the_cart_button_is_known_in_every_language(language: str, label: str) -> None:
    page = look(language=language, blocks=PRODUCT, controls=(button(label, "#add"),))
    assert names(press_candidates(page, Press.ADD_TO_CART)) == [label]
    assert is_product(page)


@pytest.mark.parametrize(
    "label", ["PayPal", "Buy with Apple Pay", "Shop Pay", "Add to wishlist", "Subscribe", "Notify me", "Close"]
)
def test_neighbours_of_the_cart_button_are_never_pressed_for_it(label: str) -> None:
    page = look(blocks=PRODUCT, controls=(button(label, "#other"), button("Add to cart", "#add", y=260)))
    assert names(press_candidates(page, Press.ADD_TO_CART)) == ["Add to cart"]


def test_the_button_in_another_products_card_comes_behind() -> None:
    page = look(
        path="/products/red-mug",
        blocks=(*PRODUCT, block("£9.00", "main > section > ul > li > p", y=700)),
        links=(link("Bowl", "/products/bowl", "main > section > ul > li > a"),),
        controls=(
            button("Add to cart", "main > section > ul > li > button", y=720),
            button("Add to cart", "main > form > button"),
        ),
    )
    assert press_candidates(page, Press.ADD_TO_CART)[0].subject.locator == "main > form > button"


def test_a_shelf_with_cart_buttons_is_no_product() -> None:
    page = look(
        blocks=(heading("Mugs"), block("£9.00", "main > ul > li > p")),
        links=(link("Bowl", "/products/bowl", "main > ul > li > a"),),
        controls=(button("Add to cart", "main > ul > li > button"),),
    )
    assert not is_product(page)


def test_sold_out_is_told_where_nothing_can_be_pressed() -> None:
    gone = look(
        blocks=(*PRODUCT, block("Sold out", "main > p:nth-of-type(2)")),
        controls=(button("Add to cart", "#a", is_disabled=True),),
    )
    there = look(
        blocks=(*PRODUCT, block("Sold out", "main > p:nth-of-type(2)")), controls=(button("Add to cart", "#a"),)
    )
    assert is_sold_out(gone)
    assert not is_sold_out(there)


@pytest.mark.parametrize(("label", "language"), [("Kup", "pl"), ("Comprar", "pt"), ("Kaufen", "de")])
def test_where_a_number_of_pieces_is_asked_for_buying_fills_the_cart(label: str, language: str) -> None:
    def page(path: str) -> Look:
        asked = field_of("Quantity", "number", name="quantity", y=420)
        far = block("49,90 zł", "main > p", y=-600)
        return look(path=path, language=language, blocks=(heading("Mug", 20), far), forms=((asked,),),
                    controls=(button(label, "main > form > input", y=640),))  # fmt: skip

    assert names(press_candidates(page("/product/mug"), Press.ADD_TO_CART)) == [label]
    assert not press_candidates(page("/checkout"), Press.ADD_TO_CART)


def test_an_order_is_never_a_candidate_for_anything_else() -> None:
    page = look(
        path="/checkout",
        controls=(button("Pay now", "#pay"), button("Continue", "#on"), button("Place order", "#order")),
    )
    for press in Press:
        if press is not Press.ORDER:
            assert not {"Pay now", "Place order"} & set(names(press_candidates(page, press)))
    assert set(names(press_candidates(page, Press.ORDER))) == {"Pay now", "Place order"}


def test_what_reads_as_paying_only_leads_on_in_the_cart() -> None:
    pay = (button("Pagar pedido", "#checkout"),)
    assert names(press_candidates(look(path="/cart", language="es", controls=pay), Press.START_CHECKOUT)) == [
        "Pagar pedido"
    ]
    assert not press_candidates(look(path="/checkout", language="es", controls=pay), Press.START_CHECKOUT)


def test_guests_who_gave_their_address_go_on_by_the_button_that_says_so() -> None:
    page = look(path="/checkout", language="fr", controls=(button("Continuer en tant qu'invité·e", "#on"),))
    assert names(press_candidates(page, Press.CONTINUE)) == ["Continuer en tant qu'invité·e"]


@pytest.mark.parametrize(("role", "is_found"), [("button", True), ("link", False)])
def test_a_link_that_is_a_button_by_its_role_is_no_anchor(role: str, *, is_found: bool) -> None:
    way = button("Continue", "#on", href=link("", "/shop/address#", "").url)
    way = way.model_copy(update={"subject": way.subject.model_copy(update={"role": role})})
    page = look(path="/shop/address", controls=(way,))
    assert bool(press_candidates(page, Press.CONTINUE)) is is_found


def test_where_a_button_says_where_to_it_comes_before_a_mere_continue() -> None:
    controls: tuple[ControlEvidence, ...] = (
        button("Continue", "#a"),
        button("Continue to delivery", "#b"),
        button("Log in", "#c"),
    )
    assert (
        names(press_candidates(look(path="/checkout", controls=controls), Press.CONTINUE))[0] == "Continue to delivery"
    )


def test_options_are_chosen_past_the_invitation_the_sold_out_and_the_subscription() -> None:
    size = field_of("Size", "select", options=("Choose an option", "Small – sold out", "Large"))
    monthly = field_of("Subscribe & save 10%", "radio", name="plan", locator="#p1", is_checked=True, is_prefilled=True)
    once = field_of("One-time purchase", "radio", name="plan", locator="#p2", is_checked=False)
    page = look(blocks=PRODUCT, controls=(button("Add to cart", "#add", y=300),), forms=((size, monthly, once),))
    press = press_candidates(page, Press.ADD_TO_CART)[0]
    assert [(each.kind.value, each.text or each.label) for each in option_entries(page, press)] == [
        ("check", "One-time purchase"), ("select", "Large"),
    ]  # fmt: skip


def test_stars_and_words_that_are_sent_elsewhere_are_no_options() -> None:
    count = field_of("Quantity", "number", name="quantity", is_filled=True)
    size = field_of("Size", "select", options=("Choose an option", "Large"))
    stars = tuple(field_of(str(number), "radio", name="value", locator=f"#star{number}") for number in range(1, 6))
    review = field_of("Your review", "textarea", name="review", is_required=True)
    page = look(
        blocks=PRODUCT, controls=(button("Add to cart", "#add", y=300),), forms=((count, size), (*stars, review))
    )
    rating = page.main.forms[1].model_copy(update={"action": "http://127.0.0.1:8000/rating/"})
    page = replace(page, main=page.main.model_copy(update={"forms": (page.main.forms[0], rating)}))
    press = press_candidates(page, Press.ADD_TO_CART)[0]
    assert [each.text for each in option_entries(page, press)] == ["Large"]


def test_what_the_checkout_wants_is_filled_and_the_rest_left_alone() -> None:
    form = (
        field_of("Email", "email", is_required=True),
        field_of("First name", is_required=True),
        field_of("Last name", is_required=True),
        field_of("Company (optional)", name="company"),
        field_of("Country", "select", is_required=True, options=("Please select", "Sweden", "Finland")),
        field_of("Discount code", name="coupon"),
        field_of("Note", "textarea", name="notes"),
        field_of("City", is_required=True, is_filled=True),
        field_of("Reference", name="ref", is_required=True),
    )
    newsletter = (field_of("Email", "email", name="nl", region="footer", is_required=True),)
    login = (field_of("Email", "email", name="u", is_required=True), field_of("Password", "password", is_required=True))
    page = look(path="/checkout", forms=(form, newsletter, login))
    filled = {each.label: (each.text, each.reference) for each in detail_entries(page, BUYER)}
    assert filled == {
        "Email": ("maija@example.com", "email"), "First name": ("Maija", None), "Last name": ("Meikäläinen", None),
        "Country": ("Finland", None), "Reference": ("Test", None),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "typed"),
    [
        (("Vorname", "Name"), ["Maija", "Meikäläinen"]),
        (("Name", "Vorname"), ["Meikäläinen", "Maija"]),
        (("Name", "Straße"), ["Maija Meikäläinen", "Katu 1"]),
        (("Vorname", "Nachname", "Name"), ["Maija", "Meikäläinen", "Maija Meikäläinen"]),
    ],
)
def test_a_name_beside_a_given_name_is_the_familys(labels: tuple[str, ...], typed: list[str]) -> None:
    form = tuple(field_of(label, is_required=True) for label in labels)
    assert [each.text for each in detail_entries(look(language="de", forms=(form,)), BUYER)] == typed


@pytest.mark.parametrize("data", [{"tax_id": "529.982.247-25"}, {"address": {"tax_id": "529.982.247-25"}}])
def test_the_number_that_a_country_knows_its_people_by_is_given(data: dict[str, object]) -> None:
    form = (field_of("Número do documento", is_required=True, placeholder="CPF"), field_of("Apelido", is_required=True))
    page = look(path="/checkout", language="pt", forms=(form,))
    filled = {each.label: each.text for each in detail_entries(page, Buyer(data, "BR"))}
    assert filled["Número do documento"] == "529.982.247-25"


@pytest.mark.parametrize(
    ("told", "typed"),
    [
        ("Enter a postcode of five digits, for example 10115.", "10115"),
        ("Bitte eine 5-stellige PLZ, z. B. 10115", "10115"),
        ("Enter a valid postcode, like SW1A 1AA", "SW1A 1AA"),
        ("Enter a valid postcode", "00100"),
    ],
)
def test_a_refused_postcode_is_written_as_the_shop_shows_it(told: str, typed: str) -> None:
    field = field_of("Postcode", name="postcode", is_required=True, is_filled=True, is_invalid=True, error=told)
    page = look(path="/checkout", forms=((field,),))
    assert detail_entries(page, BUYER) == []
    (entry,) = detail_entries(page, BUYER, insists=True)
    assert entry.text == typed


def test_what_is_already_chosen_stays_and_guests_stay_guests() -> None:
    def radios(group: str, *labels: str, checked: int | None = None) -> list[object]:
        return [
            field_of(label, "radio", name=group, locator=f"#{group}{i}", is_checked=i == checked, group=group)
            for i, label in enumerate(labels)
        ]

    forms = (
        tuple(radios("shipping", "Standard delivery", "Express delivery", checked=0)),
        tuple(radios("payment", "PayPal", "Credit card", "Invoice")),
        tuple(radios("who", "Create an account", "Check out as a guest")),
    )
    page = look(path="/checkout", forms=forms)  # type: ignore[arg-type]
    assert [each.label for each in choice_entries(page, Kind.DELIVERY)] == []
    assert [each.label for each in choice_entries(page, Kind.PAYMENT)] == ["Credit card"]
    assert [each.label for each in choice_entries(page, Kind.ACCOUNT)] == ["Check out as a guest"]


@pytest.mark.parametrize(
    ("labels", "taken"), [(("Tuesday 10–12", "Wednesday 16–18"), ["Tuesday 10–12"]), (("1 €", "2 €"), [])]
)
def test_an_hour_is_chosen_and_nothing_that_costs(labels: tuple[str, ...], taken: list[str]) -> None:
    radios = tuple(
        field_of(label, "radio", name="slot", locator=f"#{i}", group="slot") for i, label in enumerate(labels)
    )
    page = look(path="/checkout", forms=(radios,))
    assert [each.label for each in choice_entries(page, Kind.OTHER, is_free=True)] == taken
    assert [each.label for each in choice_entries(page, Kind.OTHER)] == [labels[0]]


def test_terms_are_accepted_and_nothing_else_is_ticked() -> None:
    boxes = (
        field_of("I accept the terms and conditions", "checkbox", is_checked=False),
        field_of("Send me the newsletter", "checkbox", is_checked=False),
        field_of("Add gift wrapping for £3", "checkbox", is_checked=False),
    )
    assert [each.label for each in box_entries(look(path="/checkout", forms=(boxes,)))] == [
        "I accept the terms and conditions"
    ]


def cart_link(name: str, path: str = "/products/red-mug", *texts: str) -> Look:
    blocks = (heading("Red mug"), *(block(text, f"main > p:nth-of-type({i})") for i, text in enumerate(texts, 2)))
    return look(path=path, blocks=blocks, links=(link(name, "/cart", "header > a", "header"),))


@pytest.mark.parametrize(
    ("after", "is_added"),
    [
        (cart_link("Cart (1)"), True),
        (cart_link("Cart (0)", "/products/red-mug", "Red mug was added to your cart"), True),
        (cart_link("Cart (0)", "/products/red-mug", "Please choose a size"), False),
        (cart_link("Cart (0)", "/cart"), True),
        (cart_link("Cart (0)", "/cart", "Your cart is empty"), False),
        (cart_link("Cart (0)"), False),
    ],
)
def test_a_full_cart_is_told_by_its_signs(after: Look, is_added: bool) -> None:
    assert bool(added_to_cart(cart_link("Cart (0)"), after)) is is_added


@pytest.mark.parametrize(
    ("text", "is_done"),
    [
        ("Thank you for your order, Maija!", True),
        ("Dear Maija, your order has been received. We will write to you soon.", True),
        ("We will send it once your order has been placed and the payment has come in.", False),
        ("You will receive an order confirmation by e-mail shortly", False),
        ("How do I know that my order is confirmed?", False),
    ],
)
def test_only_thanks_confirm_where_the_order_can_still_be_placed(text: str, is_done: bool) -> None:
    review = look(path="/review", blocks=(block(text, "main > p"),), controls=(button("Buy now", "main > button"),))
    assert is_confirmed(look(path="/payment"), review, "en") is is_done
    after = look(path="/done", blocks=(block("Your order, which we like a lot, has been placed", "main > p"),))
    assert is_confirmed(look(path="/payment"), after, "en")


@pytest.mark.parametrize(
    ("name", "count"), [("Cart (3)", 3), ("Cart", None), ("Cart £12.00", None), ("Cart 2 items", 2)]
)
def test_the_carts_count_is_a_count_and_no_price(name: str, count: int | None) -> None:
    assert cart_count(cart_link(name)) == count


def test_another_product_in_the_cart_is_noticed() -> None:
    page = look(path="/cart", blocks=(block("Gift wrapping £3.00", "main > p"),))
    assert not names_product(page, "Red mug")
    assert names_product(look(blocks=(block("Mug, red – large", "main > p"),)), "Red mug")


@pytest.mark.parametrize(
    ("label", "has_chosen_payment", "is_held"),
    [
        ("Continue", False, False), ("Continue", True, True), ("Confirm", False, True), ("Submit", False, True),
        ("Continue to review", True, False), ("Continue to delivery", False, False), ("Done", False, True),
    ],
)  # fmt: skip
def test_what_may_order_without_saying_so_is_held(label: str, has_chosen_payment: bool, is_held: bool) -> None:
    radios = tuple(
        field_of(name, "radio", name="payment", locator=f"#pay{number}", is_checked=number == 0)
        for number, name in enumerate(("Invoice", "Credit card"))
    )
    page = look(path="/checkout", controls=(button(label, "#on"),), forms=(radios,) if has_chosen_payment else ())
    candidate = press_candidates(page, Press.CONTINUE)[0]
    assert Checkout(None)._may_order_by(page, candidate) is is_held  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("heading_text", "has_field", "has_given_details", "is_held"),
    [
        ("Confirmation", False, True, True), ("Delivery", True, True, False), ("Your account", False, False, False),
        ("Checkout - Step 3 of 3", True, True, True), ("Kasse: Schritt 2 von 3", True, True, False),
        ("Vaihe 1/1", True, False, True), ("Mug 2/2026", True, True, False),
    ],
)  # fmt: skip
def test_a_next_where_nothing_more_is_asked_or_no_step_follows_is_held(
    heading_text: str, *, has_field: bool, has_given_details: bool, is_held: bool
) -> None:
    forms = ((field_of("City", locator="#city", name="city"),),) if has_field else ()
    page = look(path="/checkout", controls=(button("Next", "#on"),), forms=forms, blocks=(heading(heading_text),))
    checkout = Checkout(None)  # type: ignore[arg-type]
    checkout._has_given_details = has_given_details
    assert checkout._may_order_by(page, press_candidates(page, Press.CONTINUE)[0]) is is_held


def test_a_shop_that_has_chosen_an_account_is_told_otherwise() -> None:
    radios = tuple(
        field_of(name, "radio", name="who", locator=f"#who{number}", is_checked=number == 0, group="Account")
        for number, name in enumerate(("Register account", "Guest checkout"))
    )
    assert [each.label for each in choice_entries(look(path="/checkout", forms=(radios,)), Kind.ACCOUNT)] == [
        "Guest checkout"
    ]


def test_a_button_that_asks_to_choose_first_is_the_cart_button_to_be() -> None:
    tiles = (
        button("S", "main > div > button:nth-of-type(1)", y=150),
        button("M", "main > div > button:nth-of-type(2)", y=150),
    )
    ask = button("Select variant", "#buy", y=260, is_disabled=True)
    page = look(blocks=PRODUCT, controls=(*tiles, ask))
    assert is_product(page)
    press = press_candidates(page, Press.ADD_TO_CART)[0]
    assert [each.label for each in tile_entries(page, press)] == ["S"]


def test_the_page_stands_under_the_heading_that_its_title_names() -> None:
    blocks = (block("Shipping information", "#sizes > h1", role="heading", tag="h1"), heading("Blue mug", y=300))
    assert look(blocks=blocks, title="Blue mug | Mug House").heading == "Blue mug"
    second = block("Blue mug", "main > h2", role="heading", tag="h2", y=300)
    also = block("Also bought", "#more > h2", role="heading", tag="h2")
    assert look(blocks=(also, second), title="Blue mug | Mug House").heading == "Blue mug"
    data = ('{"@type": "Product", "name": "Blue mug"}',)
    assert look(blocks=(also, block("Blue mug", "b")), structured_data=data).heading == "Blue mug"


def test_a_telephone_number_is_no_other_product() -> None:
    found = look(
        blocks=(heading("Blue mug"), block("12,00 €", "#buy > p")),
        links=(
            link("0180 508 508", "tel:0180508508", "#buy > a"),
            link("Share", "https://social.example/p/1", "#buy > a.s"),
        ),
        controls=(button("Add to cart", "#buy > button"),),
    )
    assert is_product(found)


@pytest.mark.parametrize(
    "page",
    [
        look(
            blocks=(
                heading("Mug"),
                block("Add to cart", "#buy > a", tag="a").model_copy(update={"is_whole_label": True}),
            )
        ),
        look(blocks=(heading("Bögre"),), controls=(button("Kosárba", "#add-to-cart"),), language="hu"),
        look(
            blocks=(heading("Mug"), block("12,00 €", "#buy > p")),
            controls=(button("", "#buy > input"),),
            forms=((field_of("Quantity", name="qty", y=190),),),
        ),
    ],
)
def test_a_cart_button_is_known_without_its_mark_its_word_or_its_name(page: Look) -> None:
    assert [each.score >= 3 for each in press_candidates(page, Press.ADD_TO_CART)] == [True]


_SHOPS = block("Our shops", "footer > h5", role="heading", tag="h5", region="footer")


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        ((heading("Checkout"),), ("heading", "Checkout")),
        # A page without a heading of its own stands under that of its foot, as the page before it did.
        ((block("About us", "body > h5", role="heading", tag="h5"),), ("see", "Choose how to pay")),
        ((_SHOPS,), ("see", "Choose how to pay")),
    ],
)
def test_what_stood_there_before_is_not_expected(headings: tuple[TextBlock, ...], wanted: tuple[str, str]) -> None:
    foot = block("About us", "body > h5", role="heading", tag="h5")
    said = block("Choose how to pay", "main > label", role="label")
    before = look(path="/", blocks=(heading("Your cart"), foot))
    found = expectations_of(before, look(path="/", blocks=(said, *headings)))
    assert [(each.kind.value, each.text) for each in found] == [wanted]
