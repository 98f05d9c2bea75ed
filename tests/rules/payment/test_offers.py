"""Ways to pay and to deliver: how they are read, what is promised, their order, their number."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import friction_of, is_inapplicable, is_incomplete, make_block, make_step, make_visit
from tests.rules.validation.makers import form_page, judge_visit, make_field

from frictionaudit.evidence.choices import rows_of
from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import ControlEvidence, FieldEvidence, ImageEvidence, PageEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import Goods, Payment, Stage
from frictionaudit.lexicon.brands import PaymentKind, payment_kind_of, payment_words
from frictionaudit.rules.payment.offers import offers_on
from frictionaudit.rules.registry import Friction, Incomplete, Verdict

MISSING, CREDIT = "payment/missing-method", "payment/credit-first"
ONE_PAY, ONE_WAY = "help/one-way-to-pay", "help/one-way-to-deliver"


def _radios(*labels: str, name: str = "payment", chosen: str = "") -> tuple[FieldEvidence, ...]:
    return tuple(
        make_field(
            label, at=200 + 50 * n, kind="radio", name=name, locator=f"#{name}{n}", is_checked=label == chosen,
            is_prefilled=label == chosen,
        )
        for n, label in enumerate(labels)
    )  # fmt: skip


def _visit(
    page: PageEvidence, methods: tuple[str, ...] = (), goods: Goods = Goods.PHYSICAL, market: str | None = "FI"
) -> VisitEvidence:
    visit = make_visit(
        make_step(name="Cart", id="cart", stage=Stage.CART, page=page),
        make_step(name="Pay", id="pay", stage=Stage.PAY, index=1, page=page),
    )
    facts = {"payment": Payment(methods=methods), "goods": goods, "market": market}
    return visit.model_copy(update={"journey": visit.journey.model_copy(update=facts)})


def _judge(rule: str, page: PageEvidence, **changes: Any) -> list[Verdict]:
    return judge_visit(rule, _visit(page, **changes))


def _button(name: str) -> ControlEvidence:
    return ControlEvidence(subject=Subject(role="button", name=name, locator="#b"))


@pytest.mark.parametrize(
    ("label", "language", "kind"),
    [
        ("Verkkopankki Maksa omassa pankissasi", "fi", PaymentKind.BANK),
        ("Kortti Visa, Mastercard", "fi", PaymentKind.CARD),
        ("Lasku 14 päivää", "fi", PaymentKind.INVOICE),
        ("Klarna – dela upp betalningen", "sv", PaymentKind.INSTALMENT),
        ("Klarna", "sv", PaymentKind.MIXED),
        ("Kauf auf Rechnung", "de", PaymentKind.INVOICE),
        ("Contrassegno", "it", PaymentKind.CASH),
        ("Pay with PayPal", "en", PaymentKind.WALLET),
        ("Paiement à 30 jours", "fr", PaymentKind.INVOICE),
        ("Addebito diretto", "it", PaymentKind.BANK),
        ("Forskuddsbetaling", "nb", PaymentKind.BANK),
        ("Nedbetaling over 12 måneder", "nb", PaymentKind.INSTALMENT),
        ("Osadena tasumine", "et", PaymentKind.INSTALMENT),
        ("ViaBill", "da", PaymentKind.INSTALMENT),
        ("Something else", "en", None),
    ],
)
def test_kinds_by_their_words(label: str, language: str, kind: PaymentKind | None) -> None:
    assert payment_kind_of(payment_words(label, (language,))) is kind


@pytest.mark.parametrize(
    ("label", "language", "kinds"),
    [
        ("Kortti (pankki- tai luottokortti)", "fi", {PaymentKind.CARD}),
        ("Kort (bank- eller kreditkort)", "sv", {PaymentKind.CARD}),
        ("Bank- oder Kreditkarte", "de", {PaymentKind.CARD}),
        ("Pankki- ja luottokortit", "fi", {PaymentKind.CARD}),  # no credit account
        ("Bank- und Debitkarten", "de", {PaymentKind.CARD}),
        ("Verkkopankki- tai korttimaksu", "fi", {PaymentKind.BANK, PaymentKind.CARD}),
        ("Lasku tai osamaksu", "fi", {PaymentKind.INVOICE, PaymentKind.INSTALMENT}),
    ],
)
def test_part_of_a_name_is_no_way_to_pay_of_its_own(label: str, language: str, kinds: set[PaymentKind]) -> None:
    assert {words.kind for words in payment_words(label, (language,))} == kinds


def test_a_bank_card_is_not_the_promised_bank() -> None:
    page = form_page(*_radios("Kortti (pankki- tai luottokortti)", "Lasku, 14 päivää maksuaikaa"))
    verdicts = _judge(MISSING, page.model_copy(update={"language": "fi"}), methods=("bank", "card", "invoice"))
    assert friction_of(verdicts).parameters["method"] == "bank"


def test_a_group_of_other_things_is_no_choice_of_payment() -> None:
    assert offers_on(form_page(*_radios("Private", "Company, by invoice", name="customer")), "en") is None
    assert offers_on(form_page(*_radios("Small", "Large", name="size")), "en") is None


def test_a_gift_card_and_the_first_line_of_a_list_are_no_offers() -> None:
    offers = offers_on(form_page(*_radios("Credit card", "Gift card")), "en")
    assert offers is not None
    assert [offer.label for offer in offers.all] == ["Credit card"]
    field = make_field("Payment method", kind="select", options=("Choose…", "Invoice", "Card"))
    offers = offers_on(form_page(field), "en")
    assert offers is not None
    assert [offer.label for offer in offers.all] == ["Invoice", "Card"]


@pytest.mark.parametrize("promised", ["card", "invoice", "klarna", "mobilepay", "online_bank", "visa"])
def test_promised_methods_that_are_there(promised: str) -> None:
    page = form_page(*_radios("Visa, Mastercard", "Klarna", "MobilePay", "Online bank", "Pay by invoice"))
    assert _judge(MISSING, page, methods=(promised,)) == []


@pytest.mark.parametrize(
    ("promised", "offered", "verdict"),
    [
        ("ideal", "Bancontact", Friction),
        ("ideal", "iDEAL", None),
        ("blik", "Bank transfer", Incomplete),
        ("blik", "Przelewy24", Incomplete),
        ("p24", "Przelewy24", None),
        ("google_pay", "GPay", None),
        ("bancontact", "iDEAL | Wero", Friction),
        ("wero", "iDEAL | Wero", None),
        ("mobilepay", "Vipps MobilePay", None),
        ("gift_card", "PayPal", Incomplete),
        ("bank_transfer", "iDEAL", None),
        ("bank_transfer", "BACS", None),
    ],
)
def test_a_bank_s_own_name_is_looked_for_by_it(promised: str, offered: str, verdict: type[Verdict] | None) -> None:
    found = _judge(MISSING, form_page(*_radios(offered, "Credit card")), methods=(promised,))
    assert [type(each) for each in found] == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("language", "promised", "offered", "verdict"),
    [
        ("pl", "blik", "Przelew tradycyjny", Friction),
        ("pl", "blik", "Szybki przelew", Incomplete),
        ("pl", "przelewy24", "Szybki przelew (P24)", None),
        ("nl", "ideal", "Overboeking", Friction),
        ("es", "bizum", "Transferencia bancaria", Friction),
        ("es", "bizum", "Pagar con Bizum", None),
        ("es", "bank_transfer", "Bizum", Friction),
        ("fi", "trustly", "Tilisiirto", Friction),
        ("fi", "trustly", "Verkkopankki", Incomplete),
        ("de", "bank_transfer", "Vorkasse", None),
        ("de", "direct_debit", "SEPA-Lastschrift", None),
    ],
)
def test_a_transfer_by_hand_is_no_bank_s_own_way(
    language: str, promised: str, offered: str, verdict: type[Verdict] | None
) -> None:
    page = form_page(*_radios(offered, "Visa")).model_copy(update={"language": language})
    assert [type(each) for each in _judge(MISSING, page, methods=(promised,))] == ([verdict] if verdict else [])


def test_a_promised_method_that_is_not_there() -> None:
    page = form_page(*_radios("Online bank", "Credit card"))
    friction = friction_of(_judge(MISSING, page, methods=("card", "invoice")))
    more = ControlEvidence(subject=Subject(role="button", name="More ways to pay"), region="main")
    assert is_incomplete(_judge(MISSING, page.model_copy(update={"controls": (more,)}), methods=("invoice",)))
    assert friction.parameters == {"method": "invoice", "offered": "Online bank, Credit card"}
    assert is_incomplete(_judge(MISSING, page))
    assert is_incomplete(_judge(MISSING, form_page(make_field("Name")), methods=("card",)))


def test_a_card_form_and_express_buttons_beside_it_are_the_choice() -> None:
    number = make_field("Card number", autocomplete="cc-number")
    page = form_page(number, controls=(_button("PayPal"), _button("Apple Pay")))
    friction = friction_of(_judge(MISSING, page, methods=("card", "paypal", "invoice")))
    assert friction.parameters == {"method": "invoice", "offered": "PayPal, Apple Pay, Card number"}
    told = page.model_copy(update={"blocks": (make_block("Or pay by invoice", region="main"),)})
    assert is_incomplete(_judge(MISSING, told, methods=("invoice",)))
    framed = number.model_copy(update={"in_frame": True, "frame_origin": "https://js.stripe.com"})
    assert is_incomplete(_judge(MISSING, form_page(framed, controls=(_button("PayPal"),)), methods=("invoice",)))
    pressed = form_page(number, controls=(_button("Pay by card"),))
    assert is_incomplete(_judge(MISSING, pressed, methods=("invoice",)))


@pytest.mark.parametrize(
    ("language", "promised", "text", "is_named"),
    [
        ("et", "arve", "Arve aadress", False),
        ("et", "arve", "Arve aadress on sama mis tarneaadress", False),
        ("et", "arve", "Maksa arvega", True),
        ("en", "invoice", "Invoice address", False),
        ("sv", "faktura", "Fakturaadress", False),
        ("de", "invoice", "Rechnungsadresse", False),
        ("de", "invoice", "Kauf auf Rechnung", True),
        ("de", "invoice", "Kauf auf Rechnung, wenn die Rechnungsadresse zur Lieferadresse passt", True),
    ],
)
def test_the_address_of_an_invoice_is_no_way_to_pay(language: str, promised: str, text: str, is_named: bool) -> None:
    page = form_page(*_radios("Visa", "PayPal"), texts=(make_block(text, region="main"),))
    verdicts = _judge(MISSING, page.model_copy(update={"language": language}), methods=(promised,))
    assert [type(each) for each in verdicts] == [Incomplete if is_named else Friction]


def test_where_the_method_may_be_all_the_same_it_is_incomplete() -> None:
    labels = ("Online bank", "Credit card")
    text = form_page(*_radios(*labels), texts=(make_block("Or pay by invoice", region="main"),))
    logo = ImageEvidence(
        subject=Subject(role="img", name="PayPal"), url="/p.png", is_broken=False, was_in_viewport=True,
        natural_width=60, natural_height=40,
    )  # fmt: skip
    assert is_incomplete(_judge(MISSING, text, methods=("invoice",)))
    assert is_incomplete(_judge(MISSING, form_page(*_radios(*labels), images=(logo,)), methods=("paypal",)))
    assert is_incomplete(_judge(MISSING, form_page(*_radios("Klarna", "Credit card")), methods=("invoice",)))
    assert is_incomplete(_judge(MISSING, form_page(*_radios(*labels)), methods=("zebra",)))
    button = form_page(*_radios(*labels), controls=(_button("PayPal"),))
    assert _judge(MISSING, button, methods=("paypal",)) == []
    in_footer = form_page(*_radios(*labels), images=(logo.model_copy(update={"region": "footer"}),))
    assert friction_of(_judge(MISSING, in_footer, methods=("paypal",)))


@pytest.mark.parametrize(
    "labels",
    [
        ("Invoice", "Credit card"),
        ("Credit card", "Online bank"),
        ("Pay in instalments", "MobilePay"),
        ("Online bank", "Pay later", "Credit card", "Something"),
    ],
)
def test_credit_before_other_ways(labels: tuple[str, ...]) -> None:
    assert friction_of(_judge(CREDIT, form_page(*_radios(*labels)))).variant == ""


@pytest.mark.parametrize(
    "labels",
    [("Online bank", "MobilePay", "Credit card", "Invoice"), ("Online bank", "Credit card", "Klarna, pay later")],
)
def test_ranks_in_order(labels: tuple[str, ...]) -> None:
    assert _judge(CREDIT, form_page(*_radios(*labels))) == []


def test_what_is_not_known_is_incomplete() -> None:
    assert is_incomplete(_judge(CREDIT, form_page(*_radios("Klarna", "Credit card"))))
    assert is_incomplete(_judge(CREDIT, form_page(make_field("Name"))))
    assert is_incomplete(_judge(CREDIT, form_page(*_radios("Invoice", "Credit card")), market=None))
    assert is_inapplicable(_judge(CREDIT, form_page(*_radios("Invoice", "Credit card")), market="SE"))
    assert is_inapplicable(_judge(CREDIT, form_page(*_radios("Invoice"))))


def test_a_preselected_method() -> None:
    page = form_page(*_radios("Online bank", "Credit card", chosen="Online bank"))
    assert friction_of(_judge(CREDIT, page)).variant == "preselected"
    both = [
        v for v in _judge(CREDIT, form_page(*_radios("Invoice", "Card", chosen="Invoice"))) if isinstance(v, Friction)
    ]
    assert [(v.variant, v.at.locator) for v in both] == [("preselected", "#payment0"), ("", "#payment1")]


def test_one_way_to_pay() -> None:
    assert friction_of(_judge(ONE_PAY, form_page(*_radios("Credit card"))))
    assert _judge(ONE_PAY, form_page(*_radios("Credit card", "Invoice"))) == []
    assert _judge(ONE_PAY, form_page(*_radios("Credit card"), controls=(_button("PayPal"),))) == []
    assert is_incomplete(_judge(ONE_PAY, form_page(*_radios("Klarna"))))
    assert is_incomplete(_judge(ONE_PAY, form_page(make_field("Card number"))))
    assert is_incomplete(_judge(ONE_PAY, form_page(make_field("Name"))))


def test_one_way_to_deliver() -> None:
    one = form_page(*_radios("Home delivery", name="shipping"))
    assert friction_of(_judge(ONE_WAY, one))
    assert is_inapplicable(_judge(ONE_WAY, one, goods=Goods.DIGITAL))
    assert _judge(ONE_WAY, form_page(*_radios("Home delivery", "Parcel locker", name="shipping"))) == []
    assert is_incomplete(_judge(ONE_WAY, form_page(make_field("Name"))))
    country = make_field("Delivery country", kind="select", name="shipping_country", options=("Finland",))
    assert is_incomplete(_judge(ONE_WAY, form_page(country)))


@pytest.mark.parametrize(
    ("locale", "label"),
    [("it-IT", "A domicilio, 2–3 giorni lavorativi – € 5,50"), ("es-ES", "A domicilio, 2–3 días laborables")],
)
def test_to_the_home_is_a_way_to_deliver(locale: str, label: str) -> None:
    visit = _visit(form_page(*_radios(label, name="delivery"), language=locale[:2]))
    assert friction_of(judge_visit(ONE_WAY, visit.model_copy(update={"locale": locale}))).parameters["method"] == label


def test_ways_that_a_step_passed_through_were_offered() -> None:
    visit = _visit(form_page(), methods=("invoice",))
    ways, home = form_page(*_radios("Card", "Invoice")), form_page(*_radios("Home delivery", name="shipping"))
    pay = visit.steps[1].model_copy(update={"passing": (home, ways)})
    passed = visit.model_copy(update={"steps": (visit.steps[0], pay)})
    assert judge_visit(MISSING, passed) == []
    assert friction_of(judge_visit(ONE_WAY, passed)).parameters == {"method": "Home delivery"}


def _rows(*names: str, heading: str = "Shipping method") -> PageEvidence:
    """Rows of a name, a price and a button, under the headings of their columns, as django-oscar writes them."""
    headings = [make_block(text, role="heading", locator=f"main > h{n}") for n, text in enumerate((heading, "Cost"))]
    texts = [
        make_block(text, locator=f"main > div:nth-of-type({n}) > {tag}")
        for n, name in enumerate(names)
        for tag, text in (("h4", name), ("p", "€6.90"))
    ]
    buttons = tuple(
        ControlEvidence(
            subject=Subject(role="button", name="Select", locator=f"main > div:nth-of-type({n}) > form > button")
        )
        for n in range(len(names))
    )
    return form_page(controls=buttons, texts=(*headings, *texts))


def test_rows_with_a_button_each_are_ways_to_deliver() -> None:
    assert _judge(ONE_WAY, _rows("Home delivery", "Parcel locker")) == []
    (group,) = rows_of(_rows("Home delivery", "Parcel locker"))
    assert [choice.label for choice in group.choices] == ["Home delivery", "Parcel locker"]
    assert is_incomplete(_judge(ONE_WAY, _rows("Home delivery", "Blue mug", heading="Your basket")))
    assert is_incomplete(_judge(ONE_WAY, _rows("Home delivery")))


def test_tiles_that_are_buttons_are_a_choice_under_a_heading_that_says_so() -> None:
    tiles = tuple(_button(name) for name in ("Invoice", "Credit card", "PayPal"))
    heading = make_block("How would you like to pay?", role="heading", tag="h2")
    assert friction_of(_judge(CREDIT, form_page(controls=tiles, texts=(heading,)))).parameters["credit"] == "Invoice"
    assert is_incomplete(_judge(CREDIT, form_page(controls=tiles)))
    assert is_incomplete(_judge(CREDIT, form_page(controls=tiles[1:], texts=(heading,))))


@pytest.mark.parametrize("invoice", ["Faktura 14 dager", "Faktura (30 dager)", "Faktura 14d"])
def test_how_long_an_invoice_may_wait_belongs_to_its_name(invoice: str) -> None:
    heading = make_block("Betalingsmåte", role="heading", tag="h1")
    page = form_page(controls=tuple(map(_button, ("Bankkort", invoice))), texts=(heading,), language="nb")
    assert friction_of(_judge(MISSING, page, methods=("Vipps", "card", "invoice"))).parameters["method"] == "Vipps"
    assert _judge(MISSING, page, methods=("card", "invoice")) == []


def test_a_button_that_speaks_of_an_invoice_is_no_way_to_pay() -> None:
    heading = make_block("Betalingsmåte", role="heading", tag="h1")
    page = form_page(
        controls=tuple(map(_button, ("Bankkort", "Last ned faktura her"))), texts=(heading,), language="nb"
    )
    assert is_incomplete(_judge(MISSING, page, methods=("Vipps",)))


@pytest.mark.parametrize(
    ("heading", "labels", "is_found"),
    [
        ("Payment method", ("Debit or credit card",), True),
        ("Your order", ("Debit or credit card",), False),
        ("Payment method", ("Gift wrapping",), False),
    ],
)
def test_a_lone_choice_below_the_heading_is_the_one_way_to_pay(
    heading: str, labels: tuple[str, ...], is_found: bool
) -> None:
    page = form_page(*_radios(*labels, name="pm"), texts=(make_block(heading, role="heading"),))
    assert any(isinstance(verdict, Friction) for verdict in _judge(ONE_PAY, page)) is is_found
