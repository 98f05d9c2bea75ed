"""Refused and failing payments, the bank given up, two presses: judged on evidence made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    make_action,
    make_step,
    make_visit,
)
from tests.rules.errands import CHECKOUT, PAY, errand, field, judge, look, page, pay_step, sent, typed, with_fields

from frictionaudit.evidence.common import Subject, TextBlock
from frictionaudit.evidence.errand import SentRequest
from frictionaudit.evidence.page import LinkEvidence
from frictionaudit.evidence.step import DialogEvidence, ExpectationEvidence, StepStatus, TransitionEvidence
from frictionaudit.evidence.visit import PlannedStep
from frictionaudit.journey.model import Commitment, Stage
from frictionaudit.rules.payment.answers import is_code
from frictionaudit.rules.registry import Incomplete, all_rules

UNCLEAR = "payment/unclear-decline"
DEAD_END = "payment/decline-dead-end"
GATEWAY = "payment/unhandled-gateway-failure"
DOUBLE = "payment/double-charge"
BANK = "payment/abandoned-authentication"

CLEAR = "Your card was declined and nothing was charged. Try another card."
THANKS = {"status": StepStatus.PASSED, "failure_kind": None,
          "expectations": (ExpectationEvidence(kind="see", wanted="Thank you", has_held=True),)}  # fmt: skip


@pytest.mark.parametrize("rule", [UNCLEAR, DEAD_END, GATEWAY, DOUBLE, BANK])
def test_a_walk_has_nothing_to_judge_and_an_errand_that_failed_says_why(rule: str) -> None:
    assert is_inapplicable(judge(rule, make_visit(pay_step(page(*CHECKOUT)))))
    kind = all_rules()[rule].errands[0]
    assert is_incomplete(judge(rule, errand(kind, pay_step(page(*CHECKOUT)), failure="the request was never sent")))


@pytest.mark.parametrize(
    ("texts", "variant"),
    [
        ((CLEAR,), None),
        (("The payment did not go through.", "Please check the card number"), None),
        ((), ""),
        (("Your shopping cart is empty",), ""),
        (("card_declined",), "code"),
        (("Error 402",), "code"),
        (("Response code: 05",), "code"),
        (("Código de respuesta: 51",), "code"),
        (("Kod odpowiedzi 05",), "code"),
        (("Something went wrong",), "vague"),
        (("Your card was declined.",), "no_advice"),
        (("Your card was declined. Please start a new order.",), None),
        (("Thank you for your order",), "success"),
        (("Order number: A-10023",), "success"),
        (("Order number: A-10023", CLEAR), None),
    ],
)
def test_what_a_refusal_must_say(texts: tuple[str, ...], variant: str | None) -> None:
    visit = errand("payment_declined", pay_step(page(*CHECKOUT, *texts)), request="POST /pay", request_count=1)
    verdicts = judge(UNCLEAR, visit)
    assert verdicts == [] if variant is None else friction_of(verdicts).variant == variant


@pytest.mark.parametrize("text", ["Please enter the code 123 456 again", "Order 1002 stays open", "Room 12 is kept"])
def test_a_number_in_a_sentence_is_no_code(text: str) -> None:
    assert not is_code(text)


def test_a_refusal_in_unknown_words_or_an_unknown_language_is_not_judged() -> None:
    strange = page(*CHECKOUT, "Alas, the bank frowned upon this attempt of yours")
    assert is_incomplete(judge(UNCLEAR, errand("payment_declined", pay_step(strange))))
    klingon = page(*CHECKOUT, language="tlh")
    visit = errand("payment_declined", pay_step(klingon)).model_copy(update={"locale": "tlh"})
    assert is_incomplete(judge(UNCLEAR, visit))


def test_a_refusal_said_by_the_browsers_own_dialog_is_said() -> None:
    told = (DialogEvidence(kind="alert", message=CLEAR),)
    assert judge(UNCLEAR, errand("payment_declined", pay_step(page(*CHECKOUT), dialogs=told))) == []


def test_a_test_card_that_the_shop_takes_is_no_friction() -> None:
    taken = pay_step(page("Thank you for your order"), **THANKS)
    assert is_incomplete(judge(UNCLEAR, errand("payment_declined", taken)))
    assert is_inapplicable(judge(DEAD_END, errand("payment_declined", taken)))


@pytest.mark.parametrize("rule", [UNCLEAR, DEAD_END])
def test_a_card_that_is_only_typed_at_the_step_is_refused_at_a_later_one(rule: str) -> None:
    typing = pay_step(page("Review", "Blue mug"), name="Card", id="card", commits=Commitment.NONE)
    visit = errand("payment_declined", typing)
    later = PlannedStep(name="Place the order", id="order", stage=Stage.PAY, commits=Commitment.ORDER)
    journey = visit.journey.model_copy(update={"steps": (*visit.journey.steps, later)})
    (verdict,) = judge(rule, visit.model_copy(update={"journey": journey}))
    assert isinstance(verdict, Incomplete)
    assert "Place the order" in verdict.reason


@pytest.mark.parametrize("rule", [UNCLEAR, DEAD_END])
def test_an_answer_that_replaced_a_whole_page_is_ours(rule: str) -> None:
    visit = errand("payment_declined", pay_step(page("card_declined", controls=())), is_page_request=True)
    assert is_incomplete(judge(rule, visit))


@pytest.mark.parametrize(
    "name",
    [
        PAY,
        "Try again",
        "Choose another payment method",
        "Return to checkout",
        "Pay now",
        "Continue to payment",
        "Choose how to pay",
    ],
)
def test_a_way_on_is_any_control_that_pays_again_or_otherwise(name: str) -> None:
    assert judge(DEAD_END, errand("payment_declined", pay_step(page(CLEAR, controls=(name,))))) == []


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("fi", "Palaa maksutapoihin"),
        ("sv", "Tillbaka till kassan"),
        ("de", "Zurück zur Kasse"),
        ("nl", "Terug naar afrekenen"),
        ("pl", "Wróć do kasy"),
        ("it", "Torna alla cassa"),
        ("es", "Volver a la caja"),
        ("fr", "Revenir à la caisse"),
        ("en", "Choose how to pay"),
    ],
)
def test_a_way_back_to_the_checkout_is_known_in_other_languages(language: str, name: str) -> None:
    refused = page(CLEAR, controls=(name,)).model_copy(update={"language": language})
    assert judge(DEAD_END, errand("payment_declined", pay_step(refused))) == []


@pytest.mark.parametrize(
    ("path", "region", "is_way"),
    [("/checkout", "main", True), ("/checkout", "header", False), ("/declined", "main", False), ("/", "main", False)],
)
def test_a_link_back_to_where_one_was_to_pay_is_a_way_on(path: str, region: str, *, is_way: bool) -> None:
    """Whatever it is called; the row of pages in the head of the page stands there anyway."""
    host = "http://127.0.0.1:8000"
    goods = page("Blue mug").model_copy(update={"url": f"{host}/"})
    till = page(*CHECKOUT).model_copy(update={"url": f"{host}/checkout"})
    opened = make_step(name="Choose", id="choose", stage=Stage.CHOOSE, index=1, page=goods)
    cart = make_step(name="Cart", id="cart", stage=Stage.CART, index=2, page=till)
    link = LinkEvidence(text="Onward", url=f"{host}{path}", region=region)
    declined = page(CLEAR, controls=()).model_copy(update={"url": f"{host}/declined", "links": (link,)})
    found = judge(DEAD_END, errand("payment_declined", opened, cart, pay_step(declined, index=3)))
    assert bool(found) is not is_way


@pytest.mark.parametrize(
    "names", [(), ("Home", "Search", "Contact us by phone"), ("Continue shopping", "Delivery and payment")]
)
def test_without_a_way_on_a_refusal_is_a_dead_end(names: tuple[str, ...]) -> None:
    found = friction_of(judge(DEAD_END, errand("payment_declined", pay_step(page(CLEAR, controls=names)))))
    assert (found.variant, found.blocks) == ("", True)


def test_a_pay_button_that_stays_disabled_is_no_way_on() -> None:
    made = page(CLEAR)
    disabled = made.model_copy(
        update={"controls": tuple(c.model_copy(update={"is_disabled": True}) for c in made.controls)}
    )
    assert friction_of(judge(DEAD_END, errand("payment_declined", pay_step(disabled)))).blocks


@pytest.mark.parametrize(("controls", "number", "is_dead_end"), [
    (("Continue",), "cc-number", False),
    (("Continue",), "", True),
    (("Subscribe to our letter",), "cc-number", True),
])  # fmt: skip
def test_the_page_before_that_asks_again_how_to_pay_is_a_way_on(
    controls: tuple[str, ...], number: str, is_dead_end: bool
) -> None:
    went_on = make_action(target="'Continue'", subject=Subject(role="button", name="Continue", locator="#next"))
    chose = make_step(went_on, name="Choose", id="choose", stage=Stage.CHECKOUT, page=page(*CHECKOUT), index=1)
    again = page(CLEAR, controls=controls)
    if number:
        again = with_fields(again, field("Number", is_filled=False, autocomplete=number))
    verdicts = judge(DEAD_END, errand("payment_declined", chose, pay_step(again, index=2)))
    assert bool(verdicts) == is_dead_end


def test_a_cart_that_the_refusal_emptied_is_found_there_or_on_the_cart_page() -> None:
    here = errand("payment_declined", pay_step(page(CLEAR, "Your cart is empty")))
    there = errand("payment_declined", pay_step(page(CLEAR)), aftermath=(look("Cart", page("Your cart is empty")),))
    full = errand("payment_declined", pay_step(page(CLEAR)), aftermath=(look("Cart", page("Your cart", "Blue mug")),))
    assert friction_of(judge(DEAD_END, here)).variant == "cart"
    assert friction_of(judge(DEAD_END, there)).variant == "cart"
    assert judge(DEAD_END, full) == []


@pytest.mark.parametrize("kind", ["payment_declined", "authentication_abandoned"])
def test_an_order_that_is_still_to_be_paid_keeps_what_the_cart_has_given(kind: str) -> None:
    rule = {"payment_declined": DEAD_END, "authentication_abandoned": BANK}[kind]
    cart, back = look("Cart", page("Your cart is empty")), look("Given up", page(CLEAR))
    placed = make_step(name="Order", id="order", stage=Stage.PAY, commits=Commitment.ORDER, page=page("Pay"), index=1)
    again = pay_step(page(CLEAR), index=2)
    assert judge(rule, errand(kind, placed, again, aftermath=(back, cart))) == []
    chose = placed.model_copy(update={"commits": Commitment.NONE})
    assert friction_of(judge(rule, errand(kind, chose, again, aftermath=(back, cart)))).variant == "cart"


def test_typed_data_must_stay_but_a_card_may_go() -> None:
    def after(name: str, *, is_filled: bool, **changes: str) -> list[object]:
        made = with_fields(page(*CHECKOUT, CLEAR), field(name, is_filled=is_filled, **changes))
        step = pay_step(made)
        step = step.model_copy(update={"actions": (typed(name), *step.actions)})
        return list(judge(DEAD_END, errand("payment_declined", step)))

    assert after("Name", is_filled=True) == []
    assert friction_of(after("Name", is_filled=False)).variant == "data"  # type: ignore[arg-type]
    assert after("Name on card", is_filled=False) == []  # a form clears all of the card at once
    assert after("Number", is_filled=False, autocomplete="cc-number") == []


@pytest.mark.parametrize(
    ("texts", "changes", "variant"),
    [
        (("The payment service did not answer. Try again.",), {}, None),
        (("Something went wrong",), {}, None),
        (("We could not reach the payment service.", "No order has been placed and nothing was charged."), {}, None),
        (("No answer in time. See whether an order confirmation came before you try again, or call us.",), {}, None),
        (("Thank you for your order. Try again to log in.",), {}, "success"),
        ((), {}, ""),
        (("Processing…",), {}, "busy"),
        (("…",), {}, "busy"),
        ((), {"busy": (Subject(role="progressbar"),)}, "busy"),
        (("Thank you for your order",), {}, "success"),
    ],
)
def test_what_a_shop_says_when_its_provider_fails(
    texts: tuple[str, ...], changes: dict[str, Any], variant: str | None
) -> None:
    step = pay_step(page(*CHECKOUT, *texts, **changes), transition=TransitionEvidence(patience_ms=8000))
    verdicts = judge(GATEWAY, errand("payment_timeout", step, names_request=True))
    assert verdicts == [] if variant is None else friction_of(verdicts).variant == variant
    if variant == "":
        assert friction_of(verdicts).parameters["patience_s"] == 8


def test_what_the_choice_had_unfolded_before_the_press_is_no_answer() -> None:
    unfolded = "To pay: 24.90 € incl. VAT"
    step = pay_step(page(*CHECKOUT, unfolded))
    assert is_incomplete(judge(GATEWAY, errand("payment_timeout", step, names_request=True)))
    (press,) = step.actions
    seen = press.model_copy(update={"view": (TextBlock(text=unfolded, tag="p"),)})
    step = step.model_copy(update={"actions": (seen,)})
    assert friction_of(judge(GATEWAY, errand("payment_timeout", step, names_request=True))).variant == ""


def test_success_while_all_of_the_providers_hosts_were_kept_away_proves_nothing() -> None:
    step = pay_step(page("Thank you for your order"), **THANKS)
    assert is_incomplete(judge(GATEWAY, errand("payment_error", step)))
    assert friction_of(judge(GATEWAY, errand("payment_error", step, names_request=True))).variant == "success"


def test_two_requests_without_a_key_are_two_payments() -> None:
    done = pay_step(page("Thank you"), **THANKS)
    after = (look("Reload", page("Thank you")),)
    first = sent(status=200)

    def found(*more: object) -> list[object]:
        return list(judge(DOUBLE, errand("double_submit", done, aftermath=after, presses=2, sent=(first, *more))))

    assert found() == []
    assert friction_of(found(sent(status=200))).variant == ""  # type: ignore[arg-type]
    assert friction_of(found(sent())).variant == ""  # type: ignore[arg-type]
    assert friction_of(found(sent("reload", status=200))).variant == "reload"  # type: ignore[arg-type]
    assert found(sent(status=409)) == [], "the server refused it"
    assert found(sent(status=200).model_copy(update={"at_ms": 2000})) == [], "a page that asks how things stand"


def test_a_body_that_the_browser_does_not_show_may_hold_the_key() -> None:
    done, after = pay_step(page("Thank you"), **THANKS), (look("Reload", page("Thank you")),)

    def found(first: SentRequest, again: SentRequest) -> list[object]:
        twice = tuple(each.model_copy(update={"is_unread": True}) for each in (first, again))
        return list(judge(DOUBLE, errand("double_submit", done, aftermath=after, presses=2, sent=twice)))

    assert is_incomplete(found(sent(), sent(status=303, answer="a", order="1001")))  # type: ignore[arg-type]
    one, other = sent(status=200, answer="a", order="1001"), sent(status=200, answer="b", order="1002")
    assert friction_of(found(one, other)).variant == ""  # type: ignore[arg-type]
    assert found(one, one) == []


def test_a_key_or_the_same_answer_makes_a_repeat_harmless() -> None:
    done, after = pay_step(page("Thank you"), **THANKS), (look("Reload", page("Thank you")),)
    for same in ({"key": "k"}, {"answer": "a"}):
        twice = (sent(status=200, **same), sent(status=200, **same))
        assert judge(DOUBLE, errand("double_submit", done, aftermath=after, presses=2, sent=twice)) == []
    for other in ({"key": "k"}, {"answer": "a"}):
        value = next(iter(other.values())) + "2"
        twice = (sent(status=200, **other), sent(status=200, **dict.fromkeys(other, value)))
        assert friction_of(judge(DOUBLE, errand("double_submit", done, aftermath=after, presses=2, sent=twice)))


@pytest.mark.parametrize("place", ["idempotency", "field", "address"])
def test_a_token_of_two_orders_is_no_key_of_one(place: str) -> None:
    done, after = pay_step(page("Thank you"), **THANKS), (look("Reload", page("Thank you")),)

    def found(first: dict[str, str], again: dict[str, str], status: int = 200) -> list[object]:
        twice = (
            sent(key="k", key_from=place, status=200, **first),
            sent(key="k", key_from=place, status=status, **again),
        )
        return list(judge(DOUBLE, errand("double_submit", done, aftermath=after, presses=2, sent=twice)))

    one, other = {"answer": "a", "order": "1001"}, {"answer": "b", "order": "1002"}
    assert bool(found(one, other)) is (place != "idempotency"), "the server answered with two orders"
    assert found(one, one) == []
    assert found(one, {**one, "answer": "b"}) == [], "the same order, told at another time"
    assert found(one, {}, status=409) == []
    nothing_told = found({}, {})
    assert is_incomplete(nothing_told) if place == "address" else nothing_told == []  # type: ignore[arg-type]


def test_fields_of_a_card_that_go_out_one_by_one_are_no_orders() -> None:
    done, after = pay_step(page("Thank you"), **THANKS), (look("Reload", page("Thank you")),)
    fields = tuple(sent(status=200).model_copy(update={"call": "field"}) for _ in range(4))
    order = sent(status=200)
    assert judge(DOUBLE, errand("double_submit", done, aftermath=after, presses=2, sent=(*fields, order))) == []
    twice = (*fields, order, sent(status=200))
    assert friction_of(judge(DOUBLE, errand("double_submit", done, aftermath=after, presses=2, sent=twice)))


@pytest.mark.parametrize(
    ("path", "charges"),
    [
        ("/v1/tokens", False),
        ("/v1/payment_methods", False),
        ("/card-nonce", False),
        ("/v1/tokenize", False),
        ("/v1/tokens/{n}/charge", True),
        ("/pay-with-token", True),
        ("/api/orders", True),
    ],
)
def test_a_card_that_is_changed_for_a_token_is_not_charged_yet(path: str, charges: bool) -> None:
    done, after = pay_step(page("Thank you"), **THANKS), (look("Reload", page("Thank you")),)
    tokens = tuple(sent(status=200).model_copy(update={"template": path, "call": "token"}) for _ in range(2))
    orders = tuple(sent(status=200, key="one").model_copy(update={"call": "order"}) for _ in range(2))
    found = judge(DOUBLE, errand("double_submit", done, aftermath=after, presses=2, sent=(*tokens, *orders)))
    assert bool(found) is charges


def test_a_second_press_that_came_too_late_proves_nothing() -> None:
    done = pay_step(page("Thank you"), **THANKS)
    assert is_incomplete(judge(DOUBLE, errand("double_submit", done, presses=1, sent=(sent(status=200),))))


@pytest.mark.parametrize(
    ("made", "status", "variant"),
    [
        (page(*CHECKOUT, "You stopped the payment."), 200, None),
        (page("Payment", "You stopped it", controls=("Choose another way to pay",)), 200, None),
        (page("Mug shop", controls=("Search",)), 200, ""),
        (page("Mug shop"), 500, "error"),
        (page("Thank you for your order"), 200, "order"),
        (page("Your order", "Order number: A-10023"), 200, "order"),
        (page("Order number: A-10023", "Not confirmed. Choose another way to pay.", controls=("Pay now",)), 200, None),
        (page("Cart", "Your cart is empty"), 200, "cart"),
    ],
)
def test_back_from_the_bank(made: object, status: int, variant: str | None) -> None:
    home = look("Given up", made, status=status)  # type: ignore[arg-type]
    bank = pay_step(page("Confirm with your bank"))
    verdicts = judge(BANK, errand("authentication_abandoned", bank, aftermath=(home,), gave_up_by="cancel"))
    assert verdicts == [] if variant is None else friction_of(verdicts).variant == variant


CART = ("Your cart", "Blue mug 24.90 €")
AT_CART: dict[str, Any] = {"url": "http://127.0.0.1:8000/cart", "controls": ("Checkout",)}


@pytest.mark.parametrize(
    ("made", "by", "expected"),
    [
        (page(*CART, **AT_CART), "cancel", "silent"),
        (page(*CART, **AT_CART), "back", None),
        (page(*CART, "The payment was cancelled and nothing was charged.", **AT_CART), "cancel", None),
        (page(*CART, "You are back, dear friend", **AT_CART), "cancel", "incomplete"),
        (page("Welcome", url="http://127.0.0.1:8000/hello", controls=("Checkout",)), "cancel", "incomplete"),
        # Where one pays, the same form again is a clear way.
        (page(*CHECKOUT), "cancel", None),
        (page(*CART, **{**AT_CART, "controls": (PAY,)}), "cancel", None),
    ],
)
def test_sent_back_from_the_bank_without_a_word(made: Any, by: str, expected: str | None) -> None:
    cart = make_step(name="Cart", id="cart", stage=Stage.CART, page=page(*CART, **AT_CART))
    visit = errand("authentication_abandoned", cart, pay_step(page("Bank")), aftermath=(look("Given up", made),),
                   gave_up_by=by)  # fmt: skip
    opened, *_ = visit.steps
    steps = (cart, opened, visit.steps[-1])
    numbered = tuple(each.model_copy(update={"index": index}) for index, each in enumerate(steps))
    verdicts = judge(BANK, visit.model_copy(update={"steps": numbered}))
    if expected == "incomplete":
        assert is_incomplete(verdicts)
    else:
        assert verdicts == [] if expected is None else friction_of(verdicts).variant == expected


def test_a_customer_who_is_still_at_the_bank_is_not_judged() -> None:
    away = look("Given up", page("Bank", url="https://bank.example/"))
    visit = errand("authentication_abandoned", pay_step(page("Bank")), aftermath=(away,), gave_up_by="back")
    assert is_incomplete(judge(BANK, visit))


@pytest.mark.parametrize(("asked", "is_left"), [(("Cancel", "Confirm"), False), (("Search",), True)])
def test_a_bank_that_still_asks_in_its_frame_was_not_left(asked: tuple[str, ...], *, is_left: bool) -> None:
    """Its Cancel was pressed, and it has not gone yet."""
    bank = pay_step(page("Payment", "Confirm with your bank", controls=("Confirm", "Cancel")))
    home = look("Given up", page("Payment", "Confirm with your bank", controls=asked))
    verdicts = judge(BANK, errand("authentication_abandoned", bank, aftermath=(home,), gave_up_by="cancel"))
    assert is_incomplete(verdicts) is not is_left


def test_a_shop_that_took_the_order_first_says_too_that_it_was_not_paid() -> None:
    cart = make_step(name="Cart", id="cart", stage=Stage.CART, page=page(*CART, **AT_CART))
    order = make_step(
        name="Order", id="order", stage=Stage.CHECKOUT, commits=Commitment.ORDER, page=page("Card payment")
    )
    for said, expected in (((), "silent"), (("The payment was cancelled and nothing was charged.",), None)):
        home = look("Given up", page(*CART, *said, **AT_CART))
        visit = errand("authentication_abandoned", pay_step(page("Bank")), aftermath=(home,), gave_up_by="cancel")
        steps = (cart, visit.steps[0], order, visit.steps[-1])
        numbered = tuple(each.model_copy(update={"index": index}) for index, each in enumerate(steps))
        verdicts = judge(BANK, visit.model_copy(update={"steps": numbered}))
        assert verdicts == [] if expected is None else friction_of(verdicts).variant == expected
