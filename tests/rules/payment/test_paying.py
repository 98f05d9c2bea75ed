"""Card forms, methods that cannot be used, payments that are refused."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    make_action,
    make_block,
    make_page,
    make_step,
    make_visit,
)
from tests.rules.validation.makers import form_page, judge, judge_page, make_field, request_of, sent, typed

from frictionaudit.evidence.common import Box, Party, Subject
from frictionaudit.evidence.links import LinksEvidence, WaitingFrame
from frictionaudit.evidence.page import FieldEvidence, FrameAddress, FrameEvidence, PageEvidence
from frictionaudit.evidence.step import NavigationEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import ActionKind, Commitment, InputDevice, Payment, Stage
from frictionaudit.rules.engine import judge as judge_run
from frictionaudit.rules.registry import Friction, Incomplete, Verdict

CARD_FORM, UNUSABLE, REFUSED = "payment/awkward-card-form", "payment/unusable-method", "payment/valid-payment-refused"


def _card(label: str = "Card number", **changes: Any) -> FieldEvidence:
    return make_field(label, **{"autocomplete": "cc-number", "inputmode": "numeric", **changes})


@pytest.mark.parametrize(
    ("change", "variant"),
    [
        ({"maxlength": 16}, "spaces"),
        ({"maxlength": 18}, "spaces"),
        ({"kind": "number"}, "spaces"),
        ({"pattern": "[0-9]{16}"}, "spaces"),
        ({"blocks_paste": True}, "paste"),
        ({"inputmode": ""}, "keypad"),
        ({"autocomplete": "off"}, ""),
    ],
)
def test_hurdles_of_a_card_number(change: dict[str, Any], variant: str) -> None:
    page = form_page(_card(**change))
    assert friction_of(judge_page(CARD_FORM, page, pointer=InputDevice.TOUCH)).variant == variant


@pytest.mark.parametrize(
    "change",
    [{"maxlength": 19}, {"maxlength": 24}, {"pattern": "[0-9 ]+"}, {"kind": "tel", "inputmode": ""}, {"maxlength": 4}],
)
def test_card_numbers_without_a_hurdle(change: dict[str, Any]) -> None:
    assert judge_page(CARD_FORM, form_page(_card(**change)), pointer=InputDevice.TOUCH) == []


@pytest.mark.parametrize(
    ("error", "language", "is_found"),
    [
        ("Please enter the card number without spaces.", "en", True),
        ("Enter digits only, no spaces or dashes", "en", True),
        ("Kirjoita kortin numero ilman välilyöntejä.", "fi", True),
        ("Skriv kortnumret utan mellanslag.", "sv", True),
        ("Bitte geben Sie die Kartennummer ohne Leerzeichen ein.", "de", True),
        ("Saisissez le numéro sans espaces.", "fr", True),
        ("Vul het kaartnummer in zonder spaties.", "nl", True),
        ("Sisestage kaardi number ilma tühikuteta.", "et", True),
        ("Enter the 16 digits, with or without spaces.", "en", False),
        ("This card number is not valid.", "en", False),
        ("", "en", False),
    ],
)
def test_a_card_number_refused_for_the_spaces_in_it(error: str, language: str, is_found: bool) -> None:
    verdicts = judge_page(CARD_FORM, form_page(_card(error=error), language=language))
    assert [v.variant for v in verdicts if isinstance(v, Friction)] == (["spaces"] if is_found else [])
    other = _card("Name on card", autocomplete="cc-name", inputmode="", error=error)
    assert judge_page(CARD_FORM, form_page(other, language=language)) == []


def test_keypads_matter_on_touch_and_for_digits() -> None:
    assert judge_page(CARD_FORM, form_page(_card(inputmode=""))) == []
    holder = _card("Name on card", inputmode="", autocomplete="cc-name")
    assert judge_page(CARD_FORM, form_page(holder), pointer=InputDevice.TOUCH) == []


def test_a_card_number_that_took_no_paste_when_it_was_filled_in() -> None:
    number = _card()
    element = typed(number, "4242 4242 4242 4242").element
    assert element is not None
    refused = element.model_copy(update={"field": _card(blocks_paste=True)})
    paying = make_action(kind=ActionKind.FILL, target="'Card number'", element=refused)
    visit = make_visit(make_step(page=form_page(number), stage=Stage.PAY), make_step(paying, stage=Stage.PAY))
    assert friction_of(judge(CARD_FORM, visit, 0)).variant == "paste"


def test_the_provider_s_frame_is_incomplete_and_no_card_form_inapplicable() -> None:
    framed = _card(in_frame=True, frame_origin="https://js.stripe.com", maxlength=16)
    assert [type(v) for v in judge_page(CARD_FORM, form_page(framed))] == [Incomplete]
    assert is_inapplicable(judge_page(CARD_FORM, form_page(make_field("Name"))))


def _use(*requests: Any, page: Any = None, actions: tuple[Any, ...] = (), hosts: tuple[str, ...] = ()) -> list[Verdict]:
    step = make_step(*actions, name="Pay", id="pay", stage=Stage.PAY, page=page or make_page("Pay"), requests=requests)
    visit = make_visit(make_step(name="Cart", id="cart"), step)
    journey = visit.journey.model_copy(update={"payment": Payment(hosts=hosts)})
    return judge(UNUSABLE, visit.model_copy(update={"journey": journey}))


def test_card_fields_that_never_came_are_the_dead_methods_fault() -> None:
    number = make_action(kind=ActionKind.FILL, target="'Card number'", match_count=0, element=None, use=None)
    dead = request_of(502, url="https://js.stripe.com/v3/", resource="script", party=Party.THIRD)
    given = {"stage": Stage.PAY, "status": StepStatus.FAILED, "failure_kind": "action", "requests": (dead,)}
    step = make_step(number, name="Pay", id="pay", **given)
    found = {each.rule: each for each in judge_run([make_visit(make_step(name="Cart", id="cart"), step)]).findings}
    assert found["action/missing"].explained_by == found[UNUSABLE].fingerprint
    # The part may have been loaded by the step that opened the page.
    opens = make_step(name="Cart", id="cart", stage=Stage.CHECKOUT, requests=(dead,))
    pays = step.model_copy(update={"requests": ()})
    found = {each.rule: each for each in judge_run([make_visit(opens, pays)]).findings}
    assert found["action/missing"].explained_by == found[UNUSABLE].fingerprint
    # Or by one before that, where the customer is still on its page.
    ticks = make_step(name="Accept", id="accept", stage=Stage.CHECKOUT)
    elsewhere = ticks.model_copy(update={"page": make_page("Address", url="http://127.0.0.1:8000/address")})
    for between, is_told in ((ticks, True), (elsewhere, False)):
        found = {each.rule: each for each in judge_run([make_visit(opens, between, pays)]).findings}
        assert (found["action/missing"].explained_by == found[UNUSABLE].fingerprint) is is_told


@pytest.mark.parametrize(
    ("more", "reference", "is_found"),
    [
        ({}, "card.number", True),
        ({"fields": (make_field("Email", is_filled=True),)}, "card.number", True),
        ({"blocks": ("Card details",)}, "card.number", True),
        ({"fields": (make_field("Number"),)}, "card.number", False),  # the card's, under another name
        ({"blocks": ("You enter your card at our partner's page",)}, "card.number", False),
        ({}, "email", False),
    ],
)
def test_a_card_that_was_chosen_and_brings_no_fields(more: dict[str, Any], reference: str, is_found: bool) -> None:
    choice = make_field("Card", kind="radio")
    before = form_page(choice)
    texts = (*before.blocks, *map(make_block, more.get("blocks", ())))
    page = form_page(choice, *more.get("fields", ())).model_copy(update={"blocks": texts})
    chooses = make_action(subject=Subject(role="radio", name="Card", locator="#card"), tag="input")
    lost = make_action(
        kind=ActionKind.FILL, target="'Card number'", reference=reference, failure="nothing matches", element=None,
        use=None,
    )  # fmt: skip
    given = {"stage": Stage.PAY, "status": StepStatus.FAILED, "failure_kind": "action", "page": page}
    pays = make_step(chooses, lost, name="Pay", id="pay", **given)
    visit = make_visit(make_step(name="Address", id="address", stage=Stage.CHECKOUT, page=before), pays)
    assert any(isinstance(verdict, Friction) for verdict in judge(UNUSABLE, visit)) is is_found


@pytest.mark.parametrize(
    ("url", "resource", "hosts", "is_found"),
    [
        ("https://js.stripe.com/v3/", "script", (), True),
        ("https://pay.kuppi.example/frame", "document", ("*.kuppi.example",), True),
        ("https://pay.kuppi.example/frame", "document", (), True),
        ("https://ads.example/a.js", "script", (), False),
        ("https://js.stripe.com/logo.png", "image", (), False),
    ],
)
def test_parts_of_payment_that_fail(url: str, resource: str, hosts: tuple[str, ...], is_found: bool) -> None:
    url = url.replace("/frame", "/pay/frame")
    request = request_of(503, url=url, template="/x", method="GET", resource=resource, party=Party.THIRD)
    assert any(isinstance(v, Friction) for v in _use(request, hosts=hosts)) is is_found
    assert _use(request.model_copy(update={"status": 200}), hosts=hosts) == []
    assert _use(request.model_copy(update={"is_blocked": True}), hosts=hosts) == []
    given_up = request.model_copy(update={"is_cancelled": True, "failure": "net::ERR_ABORTED"})
    assert any(isinstance(v, Friction) for v in _use(given_up, hosts=hosts)) is is_found
    assert _use(given_up.model_copy(update={"status": None}), hosts=hosts) == []


@pytest.mark.parametrize(
    ("port", "resource", "asked", "is_found"),
    [
        (8000, "document", "", False),
        (8000, "document", "?step=2", False),
        (8000, "script", "", False),
        (9000, "document", "?step=2", True),
        (9000, "script", "", True),
    ],
)
def test_a_page_of_the_shop_is_no_part_of_payment_though_the_provider_stands_on_the_same_host(
    port: int, resource: str, asked: str, is_found: bool
) -> None:
    url = f"http://127.0.0.1:{port}/checkout/details"
    request = request_of(422, url=url, template="/x", resource=resource)
    opened = NavigationEvidence(url=url + asked, status=422)
    step = make_step(name="Tell", id="tell", stage=Stage.CHECKOUT, page=make_page("Details", url=url))
    step = step.model_copy(update={"requests": (request,), "navigations": (opened,)})
    visit = make_visit(make_step(name="Cart", id="cart"), step)
    journey = visit.journey.model_copy(update={"payment": Payment(hosts=("127.0.0.1",))})
    found = judge(UNUSABLE, visit.model_copy(update={"journey": journey}))
    assert any(isinstance(each, Friction) for each in found) is is_found


@pytest.mark.parametrize(
    ("status", "method", "path", "has_fields", "is_found"),
    [
        (502, "GET", "/api/card-widget", False, True),
        (200, "GET", "/api/card-widget", False, False),  # the journey's own words may be wrong
        (502, "GET", "/api/card-widget", True, False),
        (502, "GET", "/api/recommended", False, False),
        (502, "POST", "/api/pay", False, False),  # the payment, not the way to it
    ],
)
def test_fields_that_a_script_asks_for_in_vain(
    status: int, method: str, path: str, has_fields: bool, is_found: bool
) -> None:
    chooses = make_action(kind=ActionKind.CHECK, subject=Subject(role="radio", name="Credit card", locator="#way"))
    failure = {} if has_fields else {"match_count": 0, "element": None, "use": None, "failure": "no element matches"}
    number = make_action(kind=ActionKind.FILL, target="'Card number'", **failure)
    asked = request_of(status, url=f"http://127.0.0.1:8000{path}", template=path, method=method, resource="fetch")
    given = {"stage": Stage.PAY, "status": StepStatus.FAILED, "requests": (asked,), "page": make_page("Pay")}
    step = make_step(chooses, number, name="Pay", id="pay", **given)
    assert any(isinstance(v, Friction) for v in judge(UNUSABLE, make_visit(step))) is is_found


@pytest.mark.parametrize(
    ("status", "party", "has_fields", "has_opened", "is_found"),
    [
        (404, Party.FIRST, False, False, True),
        (200, Party.FIRST, False, False, False),  # the journey's own words may be wrong
        (404, Party.FIRST, True, False, False),
        (404, Party.FIRST, False, True, False),  # one of all the scripts of a page
        (404, Party.THIRD, False, False, False),  # what counts customers listens to choices too
    ],
)
def test_fields_whose_script_is_missing_once_chosen(
    status: int, party: Party, has_fields: bool, has_opened: bool, is_found: bool
) -> None:
    chooses = make_action(kind=ActionKind.CHECK, subject=Subject(role="radio", name="Credit card", locator="#way"))
    failure = {} if has_fields else {"match_count": 0, "element": None, "use": None, "failure": "no element matches"}
    number = make_action(kind=ActionKind.FILL, target="'Card number'", **failure)
    path = "/vendor/loader.js"
    asked = request_of(status, url=f"http://127.0.0.1:8000{path}", template=path, method="GET", resource="script",
                       party=party, by_action=False)  # fmt: skip
    opened = (NavigationEvidence(url="http://127.0.0.1:8000/pay", status=200),) if has_opened else ()
    given = {"stage": Stage.PAY, "status": StepStatus.FAILED, "requests": (asked,), "page": make_page("Pay")}
    step = make_step(chooses, number, name="Pay", id="pay", navigations=opened, **given)
    assert any(isinstance(v, Friction) for v in judge(UNUSABLE, make_visit(step))) is is_found


@pytest.mark.parametrize(
    ("label", "path", "is_found"),
    [
        ("iDEAL", "/ideal", True),
        ("PayPal", "/checkout/pay-pal/start", True),
        ("Klarna. Pay later", "/redirect/klarna", True),
        ("Debit or credit card", "/orders", False),
        ("iDEAL", "/orders", False),
        ("iDEAL", "/klarna", False),
    ],
)
def test_the_page_at_which_the_chosen_way_goes_on_fails(label: str, path: str, is_found: bool) -> None:
    chooses = make_action(kind=ActionKind.CHECK, subject=Subject(role="radio", name=label, locator="#way"))
    dead = request_of(502, url=f"http://127.0.0.1:8000{path}", template=path, method="POST", resource="document")
    pays = make_action(commits=Commitment.PAYMENT)
    step = make_step(chooses, pays, name="Pay", id="pay", stage=Stage.PAY, status=StepStatus.FAILED, requests=(dead,))
    assert any(isinstance(v, Friction) for v in judge(UNUSABLE, make_visit(step))) is is_found
    works = step.model_copy(update={"requests": (dead.model_copy(update={"status": 200}),)})
    assert not any(isinstance(v, Friction) for v in judge(UNUSABLE, make_visit(works)))
    # Chosen on the page before.
    first = make_step(chooses, name="Choose", id="choose", stage=Stage.CHECKOUT)
    step = step.model_copy(update={"actions": (pays,)})
    assert any(isinstance(v, Friction) for v in judge(UNUSABLE, make_visit(first, step))) is is_found


@pytest.mark.parametrize(
    ("path", "is_found"),
    [
        ("/js/payment.js", True),
        ("/static/checkout-payment.min.js", True),
        ("/assets/PaymentForm.3f2a91.js", True),
        ("/build/card-form.js", True),
        ("/js/pay/index.js", True),
        ("/psp/v3.js", True),
        ("/fonts/v3.js", False),
        ("/js/zahlungsarten.js", True),
        ("/js/maksutavat.js", True),
        ("/js/stripe-elements.js", True),
        ("/js/product-card.js", False),
        ("/js/payload.js", False),
        ("/js/payment-icons.js", False),
        ("/js/klarna-badge.js", False),
        ("/pay/analytics.js", False),
        ("/js/checkout.js", False),
    ],
)
def test_a_script_of_the_shops_own_that_paying_needs(path: str, is_found: bool) -> None:
    failed = request_of(500, url=f"http://127.0.0.1:8000{path}", template=path, method="GET", resource="script",
                        by_action=False)  # fmt: skip
    opens = make_step(name="Cart", id="cart", stage=Stage.CHECKOUT, requests=(failed,))
    dead = make_action(commits=Commitment.PAYMENT)
    pays = make_step(dead, name="Pay", id="pay", stage=Stage.PAY, status=StepStatus.FAILED, commits=Commitment.PAYMENT)
    assert any(isinstance(v, Friction) for v in judge(UNUSABLE, make_visit(opens, pays))) is is_found
    # Who could pay all the same missed nothing.
    paid = pays.model_copy(update={"status": StepStatus.PASSED})
    assert not any(isinstance(v, Friction) for v in judge(UNUSABLE, make_visit(opens, paid)))
    # On another document it is not loaded.
    left = make_step(name="Review", id="review", stage=Stage.CHECKOUT,
                     navigations=(NavigationEvidence(url="http://127.0.0.1:8000/review", status=200),))  # fmt: skip
    assert not any(isinstance(v, Friction) for v in judge(UNUSABLE, make_visit(opens, left, pays)))


def _radio(label: str, **changes: Any) -> FieldEvidence:
    return make_field(label, kind="radio", **{"name": "payment", "locator": f"#{label[:3]}", **changes})


@pytest.mark.parametrize(
    ("labels", "hosts", "is_found"),
    [
        (("Cash on delivery",), (), False),
        (("Cash on delivery",), ("js.stripe.com",), True),
        (("Cash on delivery", "Credit card"), (), True),
    ],
)
def test_a_provider_s_script_that_no_offered_way_needs(
    labels: tuple[str, ...], hosts: tuple[str, ...], is_found: bool
) -> None:
    request = request_of(503, url="https://js.stripe.com/v3/", template="/x", method="GET", resource="script",
                         party=Party.THIRD)  # fmt: skip
    page = form_page(*(_radio(label, group="How to pay") for label in labels))
    assert any(isinstance(v, Friction) for v in _use(request, page=page, hosts=hosts)) is is_found


def test_the_step_that_leaves_the_cart_may_end_where_one_pays() -> None:
    dead = request_of(503, url="https://js.stripe.com/v3/", template="/x", method="GET", resource="script",
                      party=Party.THIRD)  # fmt: skip
    paying = form_page(_radio("Credit card", group="How to pay"), _radio("Invoice", group="How to pay"))
    for page, is_found in ((paying, True), (make_page("Cart"), False)):
        visit = make_visit(make_step(name="Check out", id="out", stage=Stage.CART, page=page, requests=(dead,)))
        assert any(isinstance(verdict, Friction) for verdict in judge(UNUSABLE, visit)) is is_found


@pytest.mark.parametrize(("box", "is_found"), [(Box(x=0, y=0, width=800, height=1200), True),
                                              (Box(x=0, y=0, width=300, height=60), False)])  # fmt: skip
def test_a_till_in_a_frame_stays_empty_when_its_document_fails(box: Box, is_found: bool) -> None:
    dead = request_of(503, url="https://checkout.svea.com/till", template="/till", method="GET", resource="document",
                      party=Party.THIRD)  # fmt: skip
    page = make_page("Till", frames=(_frame(origin="https://checkout.svea.com", box=box, text_length=40),))
    visit = make_visit(make_step(name="Check out", id="out", stage=Stage.CART, page=page, requests=(dead,)))
    assert any(isinstance(verdict, Friction) for verdict in judge(UNUSABLE, visit)) is is_found


def test_a_method_that_is_switched_off() -> None:
    page = form_page(_radio("Credit card"), _radio("Invoice", is_disabled=True))
    assert friction_of(_use(page=page)).variant == "disabled"
    reason = form_page(_radio("Credit card"), _radio("Invoice (only for orders over 50 €)", is_disabled=True))
    assert [type(v) for v in _use(page=reason)] == [Incomplete]


@pytest.mark.parametrize(
    ("texts", "is_found"),
    [
        ([], True),
        ([("From an order of 50 € on", 160.0)], False),
        ([("We charge your card when the goods leave", 110.0), ("Pay in 14 days by bank", 160.0)], True),
        ([("We charge your card when the goods leave", 110.0), ("Only for orders over 50 €", 160.0)], False),
        ([("Questions? Call us any time", 400.0)], True),
    ],
)
def test_words_beside_a_method_may_say_why_it_is_switched_off(texts: list[tuple[str, float]], is_found: bool) -> None:
    page = form_page(_radio("Credit card", at=100), _radio("Invoice", at=150, is_disabled=True))
    blocks = [make_block(text, box=Box(x=40, y=y, width=300, height=20)) for text, y in texts]
    page = page.model_copy(update={"blocks": (*page.blocks, *blocks)})
    assert [type(v) for v in _use(page=page)] == [Friction if is_found else Incomplete]


@pytest.mark.parametrize(
    ("locale", "label", "beside", "is_found"),
    [
        ("en-GB", "Invoice – pay within 14 days", "", True),
        ("en-GB", "Invoice", "Pay within 14 days after delivery", True),
        ("de-DE", "Rechnung: 14 Tage Zahlungsziel", "", True),
        ("sv-SE", "Swish", "Betala direkt med telefonen", True),
        ("en-GB", "Invoice – for business customers", "", False),
        ("en-GB", "Invoice", "Coming back in spring, once our bank agrees", False),
        ("de-DE", "Rechnung: derzeit im Umbau", "", False),
        ("sv-SE", "Faktura", "Gäller företag", False),
        ("fi-FI", "Lasku", "Yli 50 € ostoksiin", False),
    ],
)
def test_what_only_describes_a_method_is_no_reason(locale: str, label: str, beside: str, is_found: bool) -> None:
    page = form_page(_radio("PayPal", at=100), _radio(label, at=150, is_disabled=True), language=locale[:2])
    blocks = (make_block(beside, box=Box(x=40, y=160, width=300, height=20)),) if beside else ()
    page = page.model_copy(update={"blocks": (*page.blocks, *blocks)})
    assert [type(v) for v in _use(page=page)] == [Friction if is_found else Incomplete]


def test_methods_that_all_wait_are_not_told() -> None:
    page = form_page(
        *(_radio(f"{name}, safe and fast", at=y, is_disabled=True) for name, y in (("Visa", 100), ("PayPal", 150)))
    )
    assert {type(v) for v in _use(page=page)} == {Incomplete}


def test_a_method_that_cannot_be_chosen() -> None:
    action = make_action(
        kind=ActionKind.CHECK, subject=Subject(role="radio", name="Credit card", locator="#card"),
        failure="it did not become checked.", use=None,
    )  # fmt: skip
    assert friction_of(_use(actions=(action,))).parameters["reason"] == "it did not become checked"
    named = (
        action.element.model_copy(update={"subject": Subject(role="radio", name="Small")}) if action.element else None
    )
    assert _use(actions=(action.model_copy(update={"element": named}),)) == []
    unreached = action.element.model_copy(update={"keyboard_reached": False}) if action.element else None
    assert _use(actions=(action.model_copy(update={"element": unreached}),)) == []  # action/keyboard-unreachable


def test_a_method_that_is_greyed_out_is_told_once() -> None:
    choice = make_action(
        kind=ActionKind.CHECK, subject=Subject(role="radio", name="Credit card", locator="#card"),
        failure="it is disabled.", is_disabled=True, use=None,
    )  # fmt: skip
    given = {"stage": Stage.PAY, "status": StepStatus.FAILED, "failure_kind": "action"}
    step = make_step(choice, name="Pay", id="pay", page=make_page("Pay"), **given)
    found = {each.rule: each for each in judge_run([make_visit(make_step(name="Cart", id="cart"), step)]).findings}
    assert "action/unexplained-disabled" not in found
    assert found[UNUSABLE].blocks


def _frame(**changes: Any) -> FrameEvidence:
    box = Box(x=0, y=0, width=400, height=120)
    return FrameEvidence(
        **{"origin": "https://js.stripe.com", "box": box, "text_length": 0, "painted": 0, "fields": 0, **changes}
    )


@pytest.mark.parametrize(
    ("change", "is_found"),
    [
        ({}, True),
        ({"text_length": 3}, False),
        ({"painted": 1}, False),
        ({"fields": 1}, False),
        ({"origin": "https://video.example"}, False),
        ({"box": Box(x=0, y=0, width=119, height=120)}, False),
        ({"box": Box(x=0, y=0, width=120, height=30)}, True),
    ],
)
def test_a_frame_that_stays_empty(change: dict[str, Any], is_found: bool) -> None:
    assert bool(_use(page=make_page("Pay", frames=(_frame(**change),)))) is is_found


@pytest.mark.parametrize(("fields", "kind"), [(1, Incomplete), (0, Friction)])
def test_a_dead_script_of_a_provider_whose_frame_stands(fields: int, kind: type) -> None:
    risk = request_of(503, url="https://js.stripe.com/risk.js", template="/risk.js", method="GET", resource="script",
                      party=Party.THIRD)  # fmt: skip
    page = make_page("Pay", frames=(_frame(fields=fields, text_length=20),))
    assert [type(verdict) for verdict in _use(risk, page=page)] == [kind]


@pytest.mark.parametrize(
    ("name", "status", "text_length", "host", "is_found"),
    [
        ("Card", 503, 0, "cards.example", True),
        ("Post office", 503, 0, "cards.example", False),  # nobody chose how to pay
        ("Card", 200, 0, "cards.example", False),
        ("Card", 503, 40, "cards.example", False),
        ("Card", 503, 0, "ads.example", False),
    ],
)
def test_an_unknown_provider_s_frame_that_choosing_the_card_leaves_empty(
    name: str, status: int, text_length: int, host: str, is_found: bool
) -> None:
    dead = request_of(status, url=f"https://{host}/fields", template="/fields", method="GET", resource="document",
                      party=Party.THIRD)  # fmt: skip
    page = make_page("Pay", frames=(_frame(origin="https://cards.example", text_length=text_length),))
    choice = make_action(subject=Subject(role="radio", name=name, locator="#card"), use=None)
    assert any(isinstance(v, Friction) for v in _use(dead, page=page, actions=(choice,))) is is_found


@pytest.mark.parametrize(("status", "is_found"), [(StepStatus.FAILED, True), (StepStatus.PASSED, False)])
def test_a_frame_that_says_only_that_it_failed_counts_where_nobody_gets_past_paying(
    status: StepStatus, is_found: bool
) -> None:
    dead = request_of(503, url="http://127.0.0.1:9001/frame", template="/frame", method="GET", resource="document")
    page = make_page("Pay", frames=(_frame(origin="http://127.0.0.1:9001", text_length=19),))
    choice = make_action(subject=Subject(role="radio", name="Card", locator="#card"), use=None)
    given: dict[str, Any] = {"stage": Stage.CHECKOUT, "page": page, "requests": (dead,)}
    chosen = make_step(choice, name="Choose", id="choose", **given)
    paid = make_step(name="Pay", id="pay", stage=Stage.PAY, index=1, status=status, failure_kind="action", page=page)
    assert any(isinstance(v, Friction) for v in judge(UNUSABLE, make_visit(chosen, paid), 0)) is is_found


@pytest.mark.parametrize(
    ("stood_there", "url_before", "fields", "is_found"),
    [
        (False, "http://127.0.0.1:8000/confirm", 0, True),
        (True, "http://127.0.0.1:8000/confirm", 0, False),
        (False, "http://127.0.0.1:8000/payment", 0, False),
        (False, "http://127.0.0.1:8000/confirm", 1, False),
    ],
    ids=["the choice brings it", "it failed before the choice", "it belongs to the next page", "it has fields"],
)
def test_a_frame_of_the_shop_s_own_that_the_choice_brings_broken(
    stood_there: bool, url_before: str, fields: int, is_found: bool
) -> None:
    url = "http://127.0.0.1:8000/fields"
    dead = request_of(502, url=url, template="/fields", method="GET", resource="document")
    holds = {"frame_addresses": (FrameAddress(url=url),)}
    before = make_page("Confirm", url=url_before, **(holds if stood_there else {}))
    frame = _frame(origin="http://127.0.0.1:8000", text_length=15, fields=fields)
    page = make_page("Confirm", url="http://127.0.0.1:8000/confirm", frames=(frame,), **holds)
    choice = make_action(subject=Subject(role="radio", name="Card", locator="#card"), use=None)
    came = make_step(name="Address", id="address", stage=Stage.CHECKOUT, page=before)
    chosen = make_step(choice, name="Choose", id="choose", index=1, stage=Stage.CHECKOUT, page=page, requests=(dead,))
    assert any(isinstance(v, Friction) for v in judge(UNUSABLE, make_visit(came, chosen), 1)) is is_found


@pytest.mark.parametrize(
    ("reference", "status", "fields", "is_found"),
    [
        ("card.number", 500, 0, True),
        ("card.number", 200, 0, False),
        ("card.number", 500, 1, False),
        ("email", 500, 0, False),  # it may hold reviews, or a map
    ],
)
def test_a_frame_of_the_shop_s_own_in_which_no_card_can_be_typed(
    reference: str, status: int, fields: int, is_found: bool
) -> None:
    url = "http://127.0.0.1:8000/fields"
    answer = request_of(status, url=url, template="/fields", method="GET", resource="document")
    frame = _frame(origin="http://127.0.0.1:8000", text_length=90, painted=1, fields=fields)
    page = make_page("Pay", frames=(frame,), frame_addresses=(FrameAddress(url=url),))
    came = make_step(name="Checkout", id="checkout", stage=Stage.CHECKOUT, page=page, requests=(answer,))
    lost = make_action(kind=ActionKind.FILL, reference=reference, failure="nothing matches", element=None, use=None)
    given = {"stage": Stage.PAY, "status": StepStatus.FAILED, "failure_kind": "action", "page": page}
    visit = make_visit(came, make_step(lost, name="Pay", id="pay", index=1, **given))
    assert any(isinstance(v, Friction) for v in judge(UNUSABLE, visit, 1)) is is_found


def test_a_dead_frame_counts_once_it_is_unfolded() -> None:
    url = "https://js.stripe.com/v3/card"
    request = request_of(503, url=f"{url}?key=1", template="/v3/card", method="GET", resource="document",
                         party=Party.THIRD)  # fmt: skip

    def page(*, is_shown: bool) -> PageEvidence:
        return make_page("Pay", frame_addresses=(FrameAddress(url=url, is_shown=is_shown),))

    folded = make_step(name="Pay", id="pay", stage=Stage.PAY, page=page(is_shown=False), requests=(request,))
    for is_shown in (True, False):
        chosen = make_step(name="Card", id="card", stage=Stage.PAY, index=1, page=page(is_shown=is_shown))
        after = make_step(name="Go", id="go", stage=Stage.PAY, index=2, page=page(is_shown=is_shown))
        visit = make_visit(folded, chosen, after)
        found = [any(isinstance(v, Friction) for v in judge(UNUSABLE, visit, n)) for n in range(3)]
        assert found == [False, is_shown, False]
    assert judge("errors/third-party-failure", visit, 0) == []


@pytest.mark.parametrize(
    ("url", "answer", "is_found"),
    [
        ("http://127.0.0.1:8000/pay/card-frame", {"status": 404}, True),
        ("http://127.0.0.1:8000/gateway-frame", {"status": 404}, True),
        ("http://127.0.0.1:8000/pagamento/iframe", {"status": 404}, True),
        ("http://127.0.0.1:8000/reviews/frame", {"status": 404}, False),
        ("https://js.stripe.com/v3/elements", {"failure": "dns"}, True),
        ("http://127.0.0.1:8000/pay/card-frame", {"status": 200}, False),
        ("https://js.stripe.com/v3/elements", {"status": 403}, False),
        ("https://js.stripe.com/v3/elements", {"failure": "timeout"}, False),
        ("https://maps.example.com/shop", {"status": 404}, False),
    ],
)
def test_a_frame_that_nobody_scrolled_to_may_be_dead(url: str, answer: dict[str, Any], is_found: bool) -> None:
    frame = WaitingFrame(url=url, step=1, locator="#card", **answer)
    step = make_step(name="Pay", id="pay", stage=Stage.PAY, page=make_page("Pay"))
    visit = make_visit(make_step(name="Cart", id="cart"), step).model_copy(
        update={"links": LinksEvidence(frames=(frame,))}
    )
    assert [each.at.locator for each in judge(UNUSABLE, visit) if isinstance(each, Friction)] == ["#card"] * is_found


def _paid(text: str, **changes: Any) -> VisitEvidence:
    role = {"role": "alert"}
    given = {"commits": Commitment.PAYMENT, "stage": Stage.PAY, "name": "Pay", "id": "pay", **changes}
    return sent(make_page("Pay"), make_page("Pay", make_block(text, **role)), **given)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Your card was declined.", "en-GB"),
        ("Maksu epäonnistui.", "fi-FI"),
        ("Betalningen nekades av banken", "sv-SE"),
        ("Die Zahlung wurde abgelehnt", "de-DE"),
    ],
)
def test_a_refused_payment(text: str, locale: str) -> None:
    friction = friction_of(judge(REFUSED, _paid(text, locale=locale)))
    assert (friction.variant, friction.blocks) == ("", True)


def test_the_answer_402_tells_without_words() -> None:
    assert friction_of(judge(REFUSED, _paid("One moment", requests=(request_of(402),)))).variant == "answer"
    assert judge(REFUSED, _paid("One moment", requests=(request_of(503),))) == []


def test_card_data_that_is_refused_at_its_field() -> None:
    field = make_field("Card number")
    wrong = field.model_copy(update={"error": "The number is not valid", "is_invalid": True})
    visit = sent(
        form_page(field), form_page(wrong), typed(field, "[secret]", reference="card.number"),
        commits=Commitment.PAYMENT, stage=Stage.PAY,
    )  # fmt: skip
    assert friction_of(judge(REFUSED, visit)).variant == "field"


def test_drills_held_presses_and_good_endings_are_no_refusals() -> None:
    declined = _paid("Your card was declined.")
    assert is_inapplicable(judge(REFUSED, declined.model_copy(update={"errand": "payment_declined@pay"})))
    assert is_inapplicable(
        judge(REFUSED, _paid("Your card was declined.", status=StepStatus.PASSED, failure_kind=None))
    )
    step = declined.steps[-1]
    held = step.model_copy(update={"actions": (step.actions[0].model_copy(update={"is_held": True}),)})
    assert is_inapplicable(judge(REFUSED, declined.model_copy(update={"steps": (declined.steps[0], held)})))
