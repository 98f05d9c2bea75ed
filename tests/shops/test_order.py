"""From the cart to the confirmation, and what can go wrong on the way."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from frictionaudit.shops import DemoShop, serve
from frictionaudit.shops.texts import LANGUAGES

from .buyer import CARD, CONFIRMED_BY_BANK, DECLINED, DETAILS, Buyer, attribute, buyer, heading, order_token

THANKS = {
    "fi": "Kiitos tilauksesta",
    "sv": "Tack för din beställning",
    "de": "Vielen Dank für Ihre Bestellung",
    "en": "Thank you for your order",
}
ORDER_BUTTON = {
    "fi": "Tilaa ja maksa 33,80\u00a0€",
    "sv": "Beställ och betala 33,80\u00a0€",
    "de": "Zahlungspflichtig bestellen",
    "en": "Order and pay €33.80",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guest_orders_by_card(shop: DemoShop, language: str) -> None:
    with buyer(shop, f"/{language}") as someone:
        review = someone.to_review()
        frame = someone.client.get(attribute(review, "iframe", "src"))
        assert httpx.URL(str(frame.url)).port != someone.client.base_url.port
        assert f'data-part="pay">{ORDER_BUTTON[language]}</button>' in frame.text
        paid = someone.pay(review, **CARD)
        assert paid["status"] == "approved"
        confirmation = someone.get(paid["return"]).text
        assert heading(confirmation).startswith(THANKS[language])
        assert re.search(r"KK-\d{5}", confirmation)
        assert "33" in confirmation
        assert DETAILS["email"] in confirmation


def test_the_cart_is_empty_after_the_order_and_the_confirmation_survives_a_reload(maija: Buyer) -> None:
    confirmation = maija.get(maija.pay(maija.to_review(), **CARD)["return"])
    assert maija.client.get(confirmation.url).text == confirmation.text
    assert "Ostoskori on vielä tyhjä" in maija.get("/cart").text


def test_a_declined_card_says_what_to_do_and_another_one_works(maija: Buyer) -> None:
    review = maija.to_review()
    declined = maija.pay(review, **DECLINED)
    assert declined["status"] == "declined"
    assert "Kokeile toista korttia" in declined["message"]
    # Nothing was ordered: the way back leads to the review, with everything still there.
    assert heading(maija.get(declined["return"]).text) == "Tarkista ja maksa"
    paid = maija.pay(review, **CARD)
    assert heading(maija.get(paid["return"]).text).startswith(THANKS["fi"])


def test_wrong_card_details_are_said_field_by_field(maija: Buyer) -> None:
    answer = maija.pay(maija.to_review(), number="4242 4242 4242 4241", expiry="01/20", cvc="1", holder="")
    assert answer["status"] == "invalid"
    assert list(answer["errors"]) == ["number", "expiry", "cvc", "holder"]


def test_the_frame_works_without_its_script(maija: Buyer) -> None:
    frame = maija.client.get(attribute(maija.to_review(), "iframe", "src"))
    action = str(httpx.URL(str(frame.url)).join(attribute(frame.text, "form", "action")))
    refused = maija.client.post(action, data={**CARD, "cvc": ""})
    assert 'aria-invalid="true"' in refused.text
    assert CARD["number"] not in refused.text
    done = maija.client.post(action, data=CARD)
    assert heading(maija.client.get(attribute(done.text, "a", "href")).text).startswith(THANKS["fi"])


@pytest.mark.parametrize(("answer", "title"), [("confirm", THANKS["fi"]), ("cancel", "Tarkista ja maksa")])
def test_the_bank_asks_for_confirmation(maija: Buyer, shop: DemoShop, answer: str, title: str) -> None:
    paid = maija.pay(maija.to_review(), **CONFIRMED_BY_BANK)
    assert paid["status"] == "authenticate"
    back = maija.client.post(shop.payment_url + paid["next"], data={"answer": answer})
    assert heading(back.text).startswith(title)
    assert ("Keskeytit maksun" in back.text) == (answer == "cancel")


def test_online_bank_leads_to_the_bank(maija: Buyer, shop: DemoShop) -> None:
    paid = maija.pay(maija.to_review("bank"))
    back = maija.client.post(shop.payment_url + paid["next"], data={"answer": "confirm"})
    assert heading(back.text).startswith(THANKS["fi"])


def test_an_address_alone_pays_nothing(maija: Buyer) -> None:
    review = maija.to_review()
    payment = attribute(review, "iframe", "src").split("/")[-1]
    assert heading(maija.get(f"/checkout/return?payment={payment}").text) == "Tarkista ja maksa"
    assert heading(maija.get("/checkout/return?payment=nonsense").text) == "Tarkista ja maksa"


def test_pressing_twice_gives_one_order() -> None:
    with serve() as shop, buyer(shop) as someone:
        token = order_token(someone.to_review("invoice"))
        with ThreadPoolExecutor(4) as pool:
            pages = list(pool.map(lambda _: someone.post("/checkout/order", token=token), range(4)))
        assert {page.url.path for page in pages} == {"/order/KK-10234"}
        # The same cart bought again is another order.
        again = order_token(someone.to_review("invoice"))
        assert someone.post("/checkout/order", token=again).url.path == "/order/KK-10235"


def test_paying_twice_gives_one_order(maija: Buyer) -> None:
    review = maija.to_review()
    first, second = (maija.get(maija.pay(review, **CARD)["return"]) for _ in range(2))
    assert first.url == second.url


def test_a_reloaded_review_keeps_its_payment(maija: Buyer) -> None:
    review = maija.to_review()
    assert attribute(maija.get("/checkout/review").text, "iframe", "src") == attribute(review, "iframe", "src")
    maija.add()
    assert attribute(maija.get("/checkout/review").text, "iframe", "src") != attribute(review, "iframe", "src")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "maija.example.com"),
        ("name", ""),
        ("street", ""),
        ("postcode", "1010"),
        ("city", ""),
        ("country", "US"),
        ("phone", "soita"),
    ],
)
def test_a_wrong_field_is_named_and_the_rest_is_kept(maija: Buyer, field: str, value: str) -> None:
    maija.add()
    page = maija.post("/checkout/details", **{**DETAILS, field: value}).text
    assert page.count('aria-invalid="true"') == 1
    assert f'id="{field}-error"' in page
    assert f'href="#{field}"' in page
    kept = [key for key in ("email", "street", "city") if key != field]
    assert all(f'value="{DETAILS[key]}"' in page for key in kept)


def test_right_data_of_every_country_is_accepted(maija: Buyer) -> None:
    maija.add()
    for country, postcode, name in [("SE", "123 45", "Åsa Ek"), ("DE", "10119", "J. Weiß"), ("EE", "10111", "Õie Üks")]:
        page = maija.post("/checkout/details", **{**DETAILS, "country": country, "postcode": postcode, "name": name})
        assert page.url.path == "/checkout/delivery"


@pytest.mark.parametrize("step", ["delivery", "payment"])
def test_a_choice_that_was_not_made_is_asked_for(maija: Buyer, step: str) -> None:
    maija.to_review()
    page = maija.post(f"/checkout/{step}").text
    assert f'id="{step}-error"' in page


def test_nothing_is_preselected_at_payment_and_credit_comes_last(maija: Buyer) -> None:
    maija.to_review("invoice")
    page = maija.get("/checkout/payment").text
    assert re.findall(r'name="payment" value="(\w+)"', page) == ["bank", "card", "invoice"]
    assert " checked" not in page


@pytest.mark.parametrize(
    ("path", "lands"),
    [("details", "/cart"), ("delivery", "/cart"), ("payment", "/cart"), ("review", "/cart"), ("return", "/cart")],
)
def test_the_checkout_of_an_empty_cart_is_the_cart(maija: Buyer, path: str, lands: str) -> None:
    assert maija.get(f"/checkout/{path}").url.path == lands


def test_a_skipped_step_is_asked_for(maija: Buyer) -> None:
    maija.add()
    assert maija.get("/checkout/review").url.path == "/checkout/details"
    maija.post("/checkout/details", **DETAILS)
    assert maija.get("/checkout/review").url.path == "/checkout/delivery"
    maija.post("/checkout/delivery", delivery="home")
    assert maija.get("/checkout/review").url.path == "/checkout/payment"


def test_quantities_change_and_large_carts_are_delivered_free(maija: Buyer) -> None:
    maija.add()
    assert "86,70\u00a0€" in maija.post("/cart/change", sku="aamu-muki:usva:35", quantity="3").text
    maija.post("/checkout/details", **DETAILS)
    maija.post("/checkout/delivery", delivery="home")
    assert "86,70\u00a0€" in maija.post("/checkout/payment", payment="invoice").text
    assert "tyhjä" in maija.post("/cart/change", sku="aamu-muki:usva:35", quantity="0").text
    for sku, quantity in [("nope", "1"), ("aamu-muki:usva:35", "-1"), ("aamu-muki:usva:35", "many")]:
        assert "tyhjä" in maija.post("/cart/change", sku=sku, quantity=quantity).text


def test_a_variant_that_is_not_there_is_refused(maija: Buyer) -> None:
    assert "Valitse ensin" in maija.add(colour="pinkki").text
    answer = maija.client.post(
        "/cart/add", data={"product": "aamu-muki", "colour": "usva"}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 409
    assert maija.post("/cart/add", product="nope").status_code == 404


def test_sessions_do_not_see_each_other(shop: DemoShop, maija: Buyer) -> None:
    confirmation = maija.get(maija.pay(maija.to_review(), **CARD)["return"])
    maija.add()
    with buyer(shop) as other:
        assert "tyhjä" in other.get("/cart").text
        assert other.client.get(confirmation.url).status_code == 404
        other.client.cookies.set("kk_session", "made-up.signature")
        assert "tyhjä" in other.get("/cart").text
