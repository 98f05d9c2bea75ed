"""Contact, returns, and what a sold-out product leads to."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    make_action,
    make_block,
    make_page,
    make_step,
    make_visit,
)
from tests.rules.paths import judge_visit, make_control, make_field, make_path, shop_page, visited

from frictionaudit.evidence.common import Box, Subject
from frictionaudit.evidence.page import FieldEvidence, LinkEvidence, OverlayEvidence, PageEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import ActionKind, Commitment, Stage
from frictionaudit.rules.registry import Friction

CONTACT, RETURNS, SOLD_OUT = "help/missing-contact", "help/missing-returns", "help/out-of-stock-dead-end"


PLACES = ("cart", "details", "payment")
ONE_WAY, ONE_PAY = "help/one-way-to-deliver", "help/one-way-to-pay"


@pytest.mark.parametrize(
    ("locale", "texts", "way"),
    [
        ("en-GB", ("Delivery: only by courier, €4.90",), "only by courier, €4.90"),
        ("en-GB", ("Shipping method", "DHL, 2 to 3 working days"), "DHL, 2 to 3 working days"),
        ("de-DE", ("Versandart: Paketdienst 4,90 €",), "Paketdienst 4,90 €"),
        ("fi-FI", ("Toimitustapa", "Kotiinkuljetus 4,90 €"), "Kotiinkuljetus 4,90 €"),
        ("sv-SE", ("Leveranssätt: Hemleverans 49 kr",), "Hemleverans 49 kr"),
        (
            "fi-FI",
            (make_block("Toimitus", role="label", tag="legend"), "Kotiinkuljetus 4,90 €"),
            "Kotiinkuljetus 4,90 €",
        ),
    ],
)
def test_one_way_to_deliver_told_in_words_alone(locale: str, texts: tuple[Any, ...], way: str) -> None:
    language = locale[:2]
    page = shop_page("payment", "Total 24,90 €", "Pay now", *texts, language=language)
    found = friction_of(judge_visit(ONE_WAY, make_path(payment=page, everywhere={"language": language}, locale=locale)))
    assert (found.parameters["method"], found.step) == (way, 3)


@pytest.mark.parametrize(
    "pages",
    [
        {"payment": ("Delivery", "4,90 €")},
        {"payment": ("Delivery: by courier or to a parcel locker",)},
        {"payment": ("Delivery: free delivery",)},
        {"payment": ("Delivery address: Courier Street 4",)},
        {"payment": ("Delivery: by courier",), "details": ("Delivery: click and collect",)},
        {"product": ("Delivery: by courier",)},
    ],
)
def test_what_does_not_tell_of_only_one_way(pages: dict[str, tuple[Any, ...]]) -> None:
    made: dict[str, Any] = {name: shop_page(name, "Total 24,90 €", "Pay now", *texts) for name, texts in pages.items()}
    assert not [each for each in judge_visit(ONE_WAY, make_path(**made)) if isinstance(each, Friction)]


def test_a_way_that_the_journey_chose_was_one_of_several() -> None:
    page = shop_page("payment", "Total 24,90 €", "Pay now", "Delivery: by courier")
    visit = make_path(payment=page)
    chose = make_action(kind=ActionKind.CLICK, target="'By courier'")
    steps = tuple(s.model_copy(update={"actions": (chose,)}) if s.name == "details" else s for s in visit.steps)
    assert friction_of(judge_visit(ONE_WAY, visit))
    assert is_incomplete(judge_visit(ONE_WAY, visit.model_copy(update={"steps": steps})))
    typed = make_action(kind=ActionKind.FILL, target="label 'E-post'")
    filled = tuple(s.model_copy(update={"actions": (typed,)}) if s.name == "details" else s for s in visit.steps)
    assert friction_of(judge_visit(ONE_WAY, visit.model_copy(update={"steps": filled})))
    assert is_incomplete(judge_visit(ONE_WAY, make_path(3, payment=page)))
    other = page.model_copy(update={"controls": (make_control("To a parcel locker"),)})
    assert is_incomplete(judge_visit(ONE_WAY, make_path(payment=other)))


@pytest.mark.parametrize(
    ("locale", "texts", "way"),
    [
        ("en-GB", ("Payment: by bank transfer",), "by bank transfer"),
        ("fi-FI", ("Maksutapa", "Verkkopankki"), "Verkkopankki"),
        ("de-DE", ("Zahlungsart: Rechnung",), "Rechnung"),
    ],
)
def test_one_way_to_pay_told_in_words_alone(locale: str, texts: tuple[str, ...], way: str) -> None:
    language = locale[:2]
    page = shop_page("payment", "Total 24,90 €", "Pay now", *texts, language=language)
    found = friction_of(judge_visit(ONE_PAY, make_path(payment=page, everywhere={"language": language}, locale=locale)))
    assert (found.parameters["method"], found.step) == (way, 3)


@pytest.mark.parametrize(
    "texts",
    [
        ("Payment: by bank transfer or invoice",),
        ("Payment", "Bank transfer", "Credit card"),
        ("Payment: by bank transfer", make_block("PayPal", role="button")),
        ("Payment: your bank transfer is asked for on the next page by our partner",),
        ("Payment: by Klarna",),
        ("By bank transfer",),
    ],
)
def test_what_does_not_tell_of_only_one_way_to_pay(texts: tuple[Any, ...]) -> None:
    page = shop_page("payment", "Total 24,90 €", "Pay now", *texts)
    assert is_incomplete(judge_visit(ONE_PAY, make_path(payment=page)))


def test_nobody_to_ask_is_found() -> None:
    assert friction_of(judge_visit(CONTACT, make_path())).step == 3


@pytest.mark.parametrize(
    "block",
    [
        "Questions? Call 019 555 0123",
        "Write to us: [e-mail]",
        "☎ +358 19 555 0123",
        make_block("shop@example.com", region="footer"),
        make_block("+358 40 123 4567", role="link"),
    ],
)
def test_an_address_of_the_shop_is_enough(block: Any) -> None:
    assert judge_visit(CONTACT, make_path(details=shop_page("details", block))) == []


@pytest.mark.parametrize(
    "blocks",
    [
        ("Contact details", "maija@example.com"),
        ("Order 1002345 of 21.11.2026",),
        ("Maija Meikäläinen, 040 123 4567",),
        (make_block("Phone", role="label"), make_block("Contact", role="heading")),
    ],
)
def test_the_customers_own_address_is_no_contact(blocks: tuple[Any, ...]) -> None:
    friction_of(judge_visit(CONTACT, make_path(details=shop_page("details", *blocks))))


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Mugs Ltd, Y-tunnus 3123450-6", True),
        ("Muggar AB, org.nr 556677-8899", True),
        ("Tassen GmbH, USt-IdNr. DE123456789, HRB 123456 B", True),
        ("Registered in England, company number 01234567, VAT no. GB 123 4567 89", True),
        ("Y-tunnus 3123450-6 Puh. 09 3123 4500", False),
        ("FO-nummer 3123450-6 08 123 450 00", False),
        ("Mugs Ltd, 09 3123 4500", False),
        ("© 2010-2026 Mugs Ltd", True),
        ("Mugs Ltd 2019 – 2026", True),
        ("© 2025/26 Tassen GmbH", True),
        ("Ma–pe 10.00-18.00, la 10.00–16.00.", True),
        ("Prices hold until 31.12.2026", True),
        ("Updated 2026-11-21", True),
        ("More than 1 000 000 happy customers", True),
        ("Le service client au 01.12.20.26.34", False),
        ("Mo–Fr 9.00-17.00, 030 2026 2010", False),
        ("2010-2026: 08-12 34 56", False),
        ("Ring 0800 000 000", False),
        ("Ring 0800 100 000", False),
        ("Soita 09-2019 2026", False),
    ],
)
def test_numbers_that_ring_nowhere_are_nobody_to_ask(text: str, is_found: bool) -> None:
    foot = shop_page("payment", make_block(text, region="footer"))
    assert bool(judge_visit(CONTACT, make_path(payment=foot))) is is_found


@pytest.mark.parametrize("text", ["Phone: +358 40 123 4567 Email: [e-mail]", "Phone: 040 1234567"])
@pytest.mark.parametrize("value", ["+358 (0)40 1234567", "+358 40 [secret] 4567"])
def test_the_number_that_the_customer_typed_is_no_contact(text: str, value: str) -> None:
    visit = make_path(details=shop_page("details", text))
    typed = make_action(kind=ActionKind.FILL, value=value)
    steps = (visit.steps[0].model_copy(update={"actions": (typed,)}), *visit.steps[1:])
    friction_of(judge_visit(CONTACT, visit.model_copy(update={"steps": steps})))
    assert judge_visit(CONTACT, visit) == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [("Appelez Claire au 06 12 34 56 78", False), ("079 123 45 67, 1201 Genève", True), ("079-1234567", True)],
)
def test_the_shops_number_may_hold_the_digits_that_the_customers_ends_on(text: str, is_found: bool) -> None:
    visit = make_path(details=shop_page("details", make_block(text, region="footer")))
    typed = make_action(kind=ActionKind.FILL, value="+41 79 123 45 67")
    steps = (visit.steps[0].model_copy(update={"actions": (typed,)}), *visit.steps[1:])
    assert bool(judge_visit(CONTACT, visit.model_copy(update={"steps": steps}))) is is_found


@pytest.mark.parametrize(
    ("first", "is_found"),
    [
        ((), True),  # it came up once the customer had typed theirs
        (("Contact: [e-mail] Edit",), False),  # it stood there before, so it is the shop's
    ],
)
def test_an_address_that_comes_up_once_the_customer_typed_theirs_is_their_own(first: Any, is_found: bool) -> None:
    visit = make_path(cart=shop_page("cart", *first), details=shop_page("details", "Contact: [e-mail] Edit"))
    typed = make_action(kind=ActionKind.FILL, value="[e-mail]")
    steps = tuple(
        step.model_copy(update={"actions": (typed, *step.actions)}) if step.name == "details" else step
        for step in visit.steps
    )
    assert bool(judge_visit(CONTACT, visit.model_copy(update={"steps": steps}))) is is_found


@pytest.mark.parametrize(
    ("text", "url", "region"),
    [
        ("Contact us", "/x", "main"),
        ("Help & contact", "/x", "footer"),
        ("Write", "mailto:shop@example.com", "main"),
        ("", "https://wa.me/358401234567", "main"),
        ("", "https://api.whatsapp.com/send?text=Hej&phone=%2B46701234567", "main"),
        ("Kundtjänst och frågor", "/x", "footer"),
    ],
)
def test_a_link_to_people_is_enough(text: str, url: str, region: str) -> None:
    page = shop_page("details").model_copy(update={"links": (LinkEvidence(text=text, url=url, region=region),)})
    assert judge_visit(CONTACT, make_path(details=page, locale="sv-SE")) == []


@pytest.mark.parametrize(
    "url",
    ["mailto:?subject=A%20mug", "sms:?body=A%20mug", "https://wa.me/?text=x", "https://api.whatsapp.com/send?text=x"],
)
def test_links_that_share_the_product_lead_to_nobody_of_the_shop(url: str) -> None:
    page = shop_page("payment").model_copy(update={"links": (LinkEvidence(text="Share", url=url, region="main"),)})
    friction_of(judge_visit(CONTACT, make_path(payment=page)))


@pytest.mark.parametrize(
    ("text", "locale"),
    [("Contact lenses", "en-GB"), ("Livraison sans contact", "fr-FR"), ("Lentes de contacto", "es-ES")],
)
def test_goods_and_ways_to_deliver_answer_nobody(text: str, locale: str) -> None:
    link = LinkEvidence(text=text, url="/x", region="footer")
    page = shop_page("payment").model_copy(update={"links": (link,)})
    friction_of(judge_visit(CONTACT, make_path(payment=page, locale=locale)))


def test_a_link_to_the_customers_own_details_is_none() -> None:
    own = LinkEvidence(text="Change contact details", url="/x", region="main")
    page = shop_page("payment").model_copy(update={"links": (own,)})
    friction_of(judge_visit(CONTACT, make_path(payment=page)))


def test_a_chat_is_enough_and_a_folded_footer_may_hide_links() -> None:
    chat = OverlayEvidence(kind="chat", subject=Subject(role="button"), share=0.01)
    assert judge_visit(CONTACT, make_path(payment=shop_page("payment", overlays=(chat,)))) == []
    folded = shop_page("payment", controls=(make_control("Information", region="footer"),))
    assert is_incomplete(judge_visit(CONTACT, make_path(payment=folded)))
    assert is_incomplete(judge_visit(CONTACT, make_path(1)))


@pytest.mark.parametrize(("count", "is_found"), [(4, True), (3, False)])
def test_a_path_that_begins_in_the_checkout_is_asked_where_the_shop_stands_around_it(
    count: int, is_found: bool
) -> None:
    links = tuple(
        LinkEvidence(text=text, url=f"http://127.0.0.1:8000/{text}", region="footer")
        for text in ("Terms", "Privacy", "Home", "Returns")[:count]
    )
    walk = make_path()
    steps = tuple(
        step.model_copy(update={"stage": Stage.CHECKOUT, "page": step.page.model_copy(update={"links": links})})
        for step in walk.steps
        if step.page is not None
    )
    verdicts = judge_visit(CONTACT, walk.model_copy(update={"steps": steps}))
    assert len(verdicts) == 1
    assert isinstance(verdicts[0], Friction) if is_found else is_incomplete(verdicts)


@pytest.mark.parametrize(("last", "is_found"), [(5, True), (4, True), (3, False), (2, False)])
def test_a_journey_may_stop_within_the_checkout(last: int, *, is_found: bool) -> None:
    """One that goes no further than the cart says nothing of the checkout."""
    walk = make_path()
    steps = walk.steps[:last]
    journey = walk.journey.model_copy(update={"steps": walk.journey.steps[:last]})
    verdicts = judge_visit(CONTACT, walk.model_copy(update={"steps": steps, "journey": journey}))
    assert any(isinstance(each, Friction) for each in verdicts) is is_found


def test_a_newsletter_in_the_footer_unfolds_nothing() -> None:
    field = make_field("E-mail", "email", region="footer")
    arrow = make_control("→", region="footer", box=Box(x=320, y=100, width=40, height=40))
    join = make_control("Subscribe to our newsletter", region="footer")
    page = shop_page("payment", fields=(field, make_field("Street")), controls=(arrow, join))
    friction_of(judge_visit(CONTACT, make_path(payment=page)))


@pytest.mark.parametrize("text", ["30 days to return", "Free returns", "Refunds within a week", "Right of withdrawal"])
def test_returns_are_mentioned(text: str) -> None:
    assert judge_visit(RETURNS, make_path(product=shop_page("product", text))) == []


@pytest.mark.parametrize("text", ["Return to the shop", "Back to cart", "Valitse vaihtoehto"])
def test_going_back_is_no_return(text: str) -> None:
    friction_of(judge_visit(RETURNS, make_path(product=shop_page("product", text), cart=shop_page("cart", text))))


def test_goods_that_cannot_come_back_need_no_word() -> None:
    assert is_inapplicable(judge_visit(RETURNS, visited(make_path(), is_withdrawal_exempt=True)))
    assert is_incomplete(judge_visit(RETURNS, make_path(4)))


@pytest.mark.parametrize(
    ("stage", "came_by", "asks", "is_judged"),
    [
        (Stage.CHOOSE, ActionKind.CLICK, True, True),
        (Stage.CHECKOUT, ActionKind.CLICK, True, False),
        (Stage.CHOOSE, ActionKind.GOTO, True, False),
        (Stage.CHOOSE, ActionKind.CLICK, False, False),
    ],
)
def test_a_shop_without_a_cart_may_lead_from_the_product_to_the_form(
    stage: Stage, came_by: ActionKind, asks: bool, is_judged: bool
) -> None:
    button = Subject(role="button", name="Buy now", locator="#buy")
    product = make_step(make_action(kind=ActionKind.GOTO), name="Open", id="open", stage=stage,
                        page=shop_page("product", "Mug", "24,90 €"))  # fmt: skip
    fields = tuple(make_field(label) for label in ("Name", "Street", "Town")) if asks else ()
    form = make_step(make_action(kind=came_by, subject=button), name="Buy", id="buy", stage=Stage.CART, index=1,
                     page=shop_page("payment", "Total 24,90 €", "Delivery", "Pay now", fields=fields))  # fmt: skip
    pays = make_step(make_action(subject=button), name="Pay", id="pay", stage=Stage.PAY, index=2,
                     commits=Commitment.PAYMENT, page=shop_page("thanks"))  # fmt: skip
    verdicts = judge_visit(RETURNS, make_visit(product, form, pays))
    if is_judged:
        friction_of(verdicts)
    else:
        assert is_incomplete(verdicts)


def _sold_out(*texts: Any, **changes: Any) -> VisitEvidence:
    message = make_block("Sold out", locator="#gone")
    return make_path(1, product=shop_page("product", "24,90 €", message, *texts, **changes))


def test_a_dead_end_is_found_at_its_message() -> None:
    assert friction_of(judge_visit(SOLD_OUT, _sold_out())).at.locator == "#gone"


def test_a_page_that_is_gone_is_no_product_that_is_sold_out() -> None:
    gone = "The page you are looking for is no longer available"
    assert is_inapplicable(judge_visit(SOLD_OUT, make_path(1, product=shop_page("product", gone))))
    friction_of(judge_visit(SOLD_OUT, make_path(1, product=shop_page("product", "24,90 €", gone))))
    friction_of(judge_visit(SOLD_OUT, make_path(1, product=shop_page("product", "This mug is no longer available"))))


@pytest.mark.parametrize("text", ["“The red one was sold out.” – Ann", "★★★★☆ Sold out for weeks, worth the wait"])
def test_what_a_customer_wrote_is_not_the_shops_word(text: str) -> None:
    assert is_inapplicable(judge_visit(SOLD_OUT, make_path(1, product=shop_page("product", "24,90 €", text))))


@pytest.mark.parametrize(
    "text",
    [
        "Notify me when it is back",
        "Back in stock on 12 December",
        "You may also like",
        make_block("Choose another colour", role="link"),
    ],
)
def test_a_way_on_is_enough(text: Any) -> None:
    assert judge_visit(SOLD_OUT, _sold_out(text)) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Back in week 50"), ("fi", "Uusia viikolla 50"), ("sv", "Åter vecka 50"),
        ("es", "Vuelve el 8 de diciembre"), ("it", "Torna l’8 dicembre"), ("nl", "Terug op 8 december"),
        ("nb", "Tilbake uke 50"), ("pt", "Volta a 8 de dezembro"), ("et", "Tagasi 8. detsembril"),
    ],
)  # fmt: skip
def test_a_date_of_return_in_few_words(language: str, text: str) -> None:
    gone = make_block("Sold out", locator="#gone")
    friction_of(judge_visit(SOLD_OUT, make_path(1, product=shop_page("product", "24,90 €", gone, language=language))))
    page = shop_page("product", "24,90 €", gone, text, language=language)
    assert judge_visit(SOLD_OUT, make_path(1, product=page, locale=language)) == []


@pytest.mark.parametrize(("price", "is_found"), [("Try again later", False), ("24,90 €", True)])
def test_a_search_that_is_out_of_order_is_no_product_sold_out(price: str, *, is_found: bool) -> None:
    heading = make_block("Search", role="heading", tag="h1")
    page = make_page(heading, make_block("The search is currently unavailable"), make_block(price))
    visit = make_path(1, product=page)
    step = visit.steps[0].model_copy(update={"actions": (make_action(kind=ActionKind.SEARCH, value="mug"),)})
    verdicts = judge_visit(SOLD_OUT, visit.model_copy(update={"steps": (step, *visit.steps[1:])}))
    assert any(isinstance(verdict, Friction) for verdict in verdicts) is is_found


def test_what_was_looked_for_is_no_date_of_return() -> None:
    def judged(tag: str) -> Any:
        heading = make_block("Rooms available from 12 March 2027 to 14 March 2027", role="heading", tag=tag)
        return judge_visit(SOLD_OUT, make_path(1, product=make_page(heading, make_block("Sold out for these dates"))))

    friction_of(judged("h1"))
    assert judged("h2") == []


def test_other_products_below_are_a_way_on() -> None:
    link = make_block("Red mug", role="link")
    assert judge_visit(SOLD_OUT, _sold_out(link, "22,90 €", "Green mug", "23,90 €")) == []


def test_one_of_a_list_is_sold_out_and_the_others_are_the_way_on() -> None:
    cards = [(make_block(name, role="heading"), price) for name, price in (("Red", "22 €"), ("Blue", "23 €"))]
    first = [block for card in cards for block in card]
    assert judge_visit(SOLD_OUT, _sold_out(*first)) == []
    last = make_path(1, product=shop_page("product", *first, make_block("Green", role="heading"), "24 €", "Sold out"))
    assert judge_visit(SOLD_OUT, last) == []
    names = (make_block(name, role="heading") for name in ("Blue mug", "Red mug", "Green mug"))
    bare = [
        each for name, price in zip(names, ("22,90", "23,90 was 30 €", "24,90"), strict=True) for each in (name, price)
    ]
    assert judge_visit(SOLD_OUT, make_path(1, product=shop_page("product", *bare, "Sold out"))) == []


def test_one_other_product_is_a_way_on() -> None:
    assert judge_visit(SOLD_OUT, _sold_out(make_block("Red mug, 3 dl", role="link"), "22,90 €")) == []
    friction_of(judge_visit(SOLD_OUT, _sold_out(make_block("About delivery", role="link"), "From 4,90 €")))


def test_what_an_entry_of_a_list_says_is_not_said_of_the_page() -> None:
    entry = "Blue mug € 24,90 (temporarily sold out)"
    listed = shop_page("product", make_block("Mugs", role="heading"), entry)
    link = LinkEvidence(text="Blue mug", url="/blue", region="main")
    assert is_inapplicable(judge_visit(SOLD_OUT, make_path(1, product=listed.model_copy(update={"links": (link,)}))))
    friction_of(judge_visit(SOLD_OUT, make_path(1, product=listed)))


def test_what_can_be_bought_is_not_sold_out() -> None:
    buy = make_control("Add to cart")
    assert is_inapplicable(judge_visit(SOLD_OUT, _sold_out(controls=(buy,))))
    friction_of(judge_visit(SOLD_OUT, _sold_out(controls=(buy.model_copy(update={"is_disabled": True}),))))
    assert is_inapplicable(judge_visit(SOLD_OUT, make_path(1)))


def test_a_shop_that_is_shut_has_no_product_that_is_sold_out() -> None:
    words = (make_block("Przerwa techniczna", role="heading"), "Sklep jest chwilowo niedostępny. Wracamy wkrótce.")
    shut = shop_page("product", *words, language="pl")
    assert is_inapplicable(judge_visit(SOLD_OUT, make_path(1, product=shut)))


def _sizes(*names: str, chosen: str = "") -> tuple[FieldEvidence, ...]:
    return tuple(make_field(name, "radio", is_checked=name == chosen) for name in names)


def _list(*options: str, **changes: Any) -> FieldEvidence:
    return make_field("Size", "select", options=options, **changes)


@pytest.mark.parametrize(
    "fields",
    [
        _sizes("Small", "Large", chosen="Small"),
        _sizes("Small - sold out", "Large - sold out", "Medium"),
        (_list("Choose", "Small - sold out", "Large"),),
        (_list("Small", "Large", preset="Small", is_filled=True),),
        (_list("Choose a size", "Small", "Large", preset="Small", is_filled=True),),
        (_list("Choose", "Small", "Large", barred=("Small",)),),
        (make_field("Size", "select"),),
    ],
)
def test_another_variant_may_be_there(fields: tuple[FieldEvidence, ...]) -> None:
    assert is_incomplete(judge_visit(SOLD_OUT, _sold_out(fields=fields)))


@pytest.mark.parametrize(
    "fields",
    [
        _sizes("Small Variant sold out", "Large Variant sold out"),
        _sizes("Small", "Large"),  # none is chosen, none is told from the others: the product is sold out
        (_list("Choose", "Small - sold out", "Large - sold out"),),
        (_list("Choose", "Small", "Large"),),
        (_list("Small", "Large", preset="Small", is_filled=True, barred=("Large",)),),
        (_list("One size", preset="One size", is_filled=True),),
        (make_field("Quantity", "select", options=("1", "2", "3"), preset="1", is_filled=True),),
        (make_field("Country", "select", options=("Finland", "Sweden"), preset="Finland", is_filled=True),),
        (_list("English", "Suomi", preset="English", is_filled=True, region="footer"),),
    ],
)
def test_no_other_variant_is_left(fields: tuple[FieldEvidence, ...]) -> None:
    assert friction_of(judge_visit(SOLD_OUT, _sold_out(fields=fields))).at.locator == "#gone"


def test_a_grey_button_may_wait_for_a_variant() -> None:
    grey = make_control("Add to cart", is_disabled=True)
    assert is_incomplete(judge_visit(SOLD_OUT, _sold_out(fields=_sizes("Small", "Large"), controls=(grey,))))
    friction_of(judge_visit(SOLD_OUT, _sold_out(controls=(grey,))))


@pytest.mark.parametrize(
    ("message", "date", "language"),
    [
        ("Sold out", "More stock arriving in week 3.", "en"),
        ("Loppuunmyyty", "Saatavilla jälleen 12. tammikuuta.", "fi"),
        ("Slutsåld", "Beräknas i lager 12 januari.", "sv"),
        ("Ausverkauft", "Neue Ware kommt in KW 3.", "de"),
        ("Épuisé", "Retour en stock le 12 janvier.", "fr"),
        ("Udsolgt", "Ny levering i uge 3.", "da"),
        ("Utsolgt", "Ny leveranse i uke 3.", "nb"),
        ("Wyprzedane", "Dostępny ponownie od 12 stycznia.", "pl"),
        ("Esgotado", "Disponível de novo a 12 de janeiro.", "pt"),
        ("Läbi müüdud", "Taas müügil alates 12. jaanuarist.", "et"),
    ],
)
def test_a_date_leads_on(message: str, date: str, language: str) -> None:
    gone = shop_page("product", "24,90 €", make_block(message, locator="#gone"), language=language)
    friction_of(judge_visit(SOLD_OUT, make_path(1, product=gone)))
    told = shop_page("product", "24,90 €", make_block(message, locator="#gone"), date, language=language)
    assert judge_visit(SOLD_OUT, make_path(1, product=told)) == []


@pytest.mark.parametrize(("layers", "is_whole"), [(("Your cart", "Your details", "Pay"), True), (("", "", ""), False)])
def test_a_cart_and_a_checkout_may_come_up_as_dialogs_over_the_product(
    layers: tuple[str, ...],
    is_whole: bool,
) -> None:
    def over(title: str, *texts: str, fields: tuple[FieldEvidence, ...] = ()) -> PageEvidence:
        dialog = (make_block(title, role="heading", region="dialog"),) if title else ()
        said = ("24,90 €", "Add to cart", *dialog, "Go to checkout", "Total 24,90 €", *texts)
        return shop_page("product", *said, fields=fields)

    asked = tuple(make_field(label) for label in ("Name", "Street", "Town"))
    pages: dict[str, Any] = {
        name: over(title, fields=asked if at else ())
        for at, (name, title) in enumerate(zip(PLACES, layers, strict=True))
    }
    verdicts = judge_visit(RETURNS, make_path(product=over(""), **pages))
    assert any(isinstance(each, Friction) for each in verdicts) is is_whole
    assert is_whole or is_incomplete(verdicts)
