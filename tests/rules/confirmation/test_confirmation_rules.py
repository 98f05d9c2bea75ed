"""confirmation/missing and confirmation/missing-reference: run to the end."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    judge_step,
    make_action,
    make_block,
    make_page,
    make_step,
    make_visit,
)

from frictionaudit.evidence.action import ActionUse
from frictionaudit.evidence.common import Party, Subject
from frictionaudit.evidence.page import FieldEvidence, FormEvidence, PageEvidence
from frictionaudit.evidence.step import (
    ExpectationEvidence,
    NavigationEvidence,
    RequestEvidence,
    StepEvidence,
    StepStatus,
    TransitionEvidence,
)
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import Commitment, Stage
from frictionaudit.rules.registry import Friction

MISSING, REFERENCE = "confirmation/missing", "confirmation/missing-reference"
BUTTON = make_block("Pay", role="button")
BEFORE = make_page("Your cart", "24.90 €", BUTTON)


def _request(**changes: Any) -> RequestEvidence:
    given: dict[str, Any] = {
        "method": "POST",
        "url": "http://127.0.0.1:8000/api/pay",
        "template": "/api/pay",
        "resource": "fetch",
        "party": Party.FIRST,
        "status": 201,
        "by_action": True,
        **changes,
    }
    return RequestEvidence(**given)


def _pay(page: PageEvidence | None, **changes: Any) -> StepEvidence:
    press = make_action(
        subject=Subject(role="button", name="Pay", locator="#pay"), commits=Commitment.PAYMENT, use=ActionUse()
    )
    given: dict[str, Any] = {
        "name": "Pay",
        "id": "pay",
        "stage": Stage.PAY,
        "commits": Commitment.PAYMENT,
        "status": StepStatus.TIMED_OUT,
        "requests": (_request(),),
        **changes,
    }
    return make_step(press, page=page, **given)


def _visit(*steps: StepEvidence, **changes: Any) -> VisitEvidence:
    return make_visit(make_step(name="Open", id="open", page=BEFORE), *steps, **changes)


class TestMissing:
    @pytest.mark.parametrize(
        "after",
        [
            make_page("Your cart", "24.90 €", BUTTON),  # silent: nothing on the page has changed
            make_page("Welcome to the shop", "Mugs", "Plates"),
            make_page("Your cart", "Processing, please wait", BUTTON),
        ],
    )
    def test_accepted_and_not_confirmed(self, after: PageEvidence) -> None:
        assert friction_of(judge_step(MISSING, _visit(_pay(after)), 1)).blocks

    @pytest.mark.parametrize(
        ("path", "labels", "is_open"),
        [
            ("/billing-address", ("Name", "Street address", "Post code", "City"), True),
            ("/", ("Name", "Street address", "Post code", "City"), False),  # the path's own beginning, emptied
            ("/register", ("Name", "Street address", "City", "Password"), False),
            ("/mugs", ("E-mail",), False),
        ],
    )
    def test_a_new_page_that_asks_for_an_address_has_taken_no_order_yet(
        self, path: str, labels: tuple[str, ...], *, is_open: bool
    ) -> None:
        fields = tuple(
            FieldEvidence(subject=Subject(role="textbox", name=each), label=each, region="main",
                          kind="password" if each == "Password" else "text")
            for each in labels
        )  # fmt: skip
        form = FormEvidence(action="/next", method="POST", fields=fields)
        after = make_page("Please go on", forms=(form,), url=urljoin(BEFORE.url, path))
        verdicts = judge_step(MISSING, _visit(_pay(after)), 1)
        assert is_incomplete(verdicts) is is_open
        assert any(isinstance(each, Friction) for each in verdicts) is not is_open

    @pytest.mark.parametrize(
        "after",
        [
            make_page("Thank you for your order"),
            make_page("All done", "Order number: A-10023"),
            make_page("Kiitos tilauksesta!", language="fi"),
            make_page("Kiitos tilauksesta!", language="fi-FI"),
        ],
    )
    def test_confirmed_in_words(self, after: PageEvidence) -> None:
        assert judge_step(MISSING, _visit(_pay(after)), 1) == []

    def test_confirmed_in_the_journeys_own_words(self) -> None:
        seen = ExpectationEvidence(kind="see", wanted="Your mug is on its way", has_held=True)
        assert judge_step(MISSING, _visit(_pay(make_page("Your mug is on its way"), expectations=(seen,))), 1) == []

    @pytest.mark.parametrize(("token", "is_known"), [("cc-number", False), ("email", True)])
    def test_the_journeys_words_on_the_page_where_the_card_is_asked_for(self, token: str, *, is_known: bool) -> None:
        seen = ExpectationEvidence(kind="heading", wanted="Pay the order", has_held=True)
        field = FieldEvidence(subject=Subject(role="textbox"), kind="text", label="Number", autocomplete=token)
        page = make_page("Pay the order", forms=(FormEvidence(action="/pay", method="POST", fields=(field,)),))
        visit = _visit(_pay(page, expectations=(seen,), status=StepStatus.PASSED))
        assert (judge_step(MISSING, visit, 1) == []) is is_known
        assert is_inapplicable(judge_step(MISSING, visit, 1)) is not is_known
        assert is_inapplicable(judge_step(REFERENCE, visit, 1)) is not is_known

    @pytest.mark.parametrize(("token", "is_asked"), [("cc-number", True), ("email", False)])
    def test_the_orders_number_on_the_page_where_the_card_is_asked_for(self, token: str, *, is_asked: bool) -> None:
        field = FieldEvidence(subject=Subject(role="textbox"), kind="text", label="Number", autocomplete=token)
        form = FormEvidence(action="/pay", method="POST", fields=(field,))
        page = make_page("Card payment", "Order number: A-10023", forms=(form,))
        visit = _visit(_pay(page, status=StepStatus.PASSED))
        for rule in (REFERENCE, "confirmation/missing-next-steps"):
            assert is_inapplicable(judge_step(rule, visit, 1)) is is_asked
        assert is_inapplicable(judge_step(MISSING, visit, 1)) is is_asked

    def test_a_number_beside_a_refused_payment_is_no_confirmation_and_none_is_missing(self) -> None:
        declined = "Your payment was declined. Please choose another way to pay."
        kept = _visit(_pay(make_page("Complete the payment", declined, "Order number: A-10023")))
        back = _visit(_pay(make_page("Your cart", declined)))
        thanked = _visit(_pay(make_page("Thank you for your order", declined, "Order number: A-10023")))
        for visit in (kept, back):
            assert is_inapplicable(judge_step(MISSING, visit, 1))
            assert is_inapplicable(judge_step(REFERENCE, visit, 1))
            assert is_inapplicable(judge_step("confirmation/missing-next-steps", visit, 1))
        assert judge_step(MISSING, thanked, 1) == []

    def test_an_address_alone_confirms_nothing(self) -> None:
        url = ExpectationEvidence(kind="url", wanted="**/done", has_held=True)
        visit = _visit(_pay(make_page("Mugs"), expectations=(url,), status=StepStatus.PASSED))
        assert not friction_of(judge_step(MISSING, visit, 1)).blocks

    def test_confirmed_at_a_later_step(self) -> None:
        later = make_step(name="Confirm", id="confirm", stage=Stage.CONFIRM, page=make_page("Thank you for your order"))
        assert judge_step(MISSING, _visit(_pay(make_page("Bank")), later), 1) == []

    def test_a_promise_from_the_page_before_is_no_confirmation(self) -> None:
        promise = "You will get an order confirmation by e-mail"
        before = make_page(promise, BUTTON)
        visit = make_visit(make_step(name="Open", id="open", page=before), _pay(make_page(promise, BUTTON)))
        friction_of(judge_step(MISSING, visit, 1))

    def test_a_sum_that_the_choice_before_the_press_had_changed_says_nothing(self) -> None:
        changed = make_page("Your cart", "Delivery", "29.80 €", BUTTON)
        friction_of(judge_step(MISSING, _visit(_pay(make_page("Your cart", "29.80 €", BUTTON))), 1))
        seen = _pay(changed)
        press = seen.actions[0].model_copy(update={"view": (make_block("Delivery"),)})
        friction_of(judge_step(MISSING, _visit(seen.model_copy(update={"actions": (press,)})), 1))
        assert is_incomplete(judge_step(MISSING, _visit(_pay(changed)), 1))
        refused = make_page("Your cart", "29.80 € could not be charged", BUTTON)
        assert not any(isinstance(each, Friction) for each in judge_step(MISSING, _visit(_pay(refused)), 1))

    def test_a_way_to_another_host_that_was_not_taken_is_incomplete(self) -> None:
        visit = _visit(_pay(make_page("Your cart", BUTTON), status=StepStatus.FAILED, failure_kind="safety"))
        assert is_incomplete(judge_step(MISSING, visit, 1))

    def test_a_navigation_without_a_writing_request_counts_as_accepted(self) -> None:
        arrived = NavigationEvidence(url="http://127.0.0.1:8000/", status=200)
        visit = _visit(_pay(make_page("Mugs"), requests=(), navigations=(arrived,), has_navigated=True))
        friction_of(judge_step(MISSING, visit, 1))

    def test_a_choice_sent_before_the_press_is_no_order(self) -> None:
        url = "http://127.0.0.1:8000/confirm"
        chosen = _request(method="GET", url=url, resource="document", status=200, by_action=False, start_ms=700)
        step = _pay(
            make_page("Mugs"),
            requests=(chosen,),
            navigations=(NavigationEvidence(url=url, status=200),),
            has_navigated=True,
            transition=TransitionEvidence(patience_ms=10_000, input_ms=1_900),
        )
        assert is_inapplicable(judge_step(MISSING, _visit(step), 1))

    @pytest.mark.parametrize(
        "changes",
        [
            {"requests": (_request(status=402),)},
            {"requests": (_request(status=None, failure="net::ERR_FAILED"),)},
            {"requests": ()},
            {"requests": (_request(by_action=False),)},
            {"requests": (_request(is_beacon=True),)},
            {"requests": (_request(party=Party.THIRD),)},
            {"requests": (), "navigations": (NavigationEvidence(url="/", status=500),), "has_navigated": True},
            {"status": StepStatus.HELD},
            {"wall": "bot"},
        ],
    )
    def test_not_where_nothing_was_accepted(self, changes: dict[str, Any]) -> None:
        assert is_inapplicable(judge_step(MISSING, _visit(_pay(make_page("Mugs"), **changes)), 1))

    def test_not_where_the_button_was_never_pressed(self) -> None:
        step = _pay(make_page("Mugs"))
        unpressed = step.model_copy(update={"actions": (step.actions[0].model_copy(update={"use": None}),)})
        assert is_inapplicable(judge_step(MISSING, _visit(unpressed), 1))

    def test_not_before_the_last_commitment(self) -> None:
        order = _pay(make_page("Pay now"), name="Order", id="order", commits=Commitment.ORDER)
        pay = _pay(make_page("Thank you for your order"))
        visit = _visit(order, pay)
        assert is_inapplicable(judge_step(MISSING, visit, 1))
        assert judge_step(MISSING, visit, 2) == []

    def test_not_in_drills_that_break_the_payment(self) -> None:
        visit = _visit(_pay(make_page("Mugs")), errand="payment_declined@pay")
        assert is_inapplicable(judge_step(MISSING, visit, 1))

    @pytest.mark.parametrize(
        "changes",
        [
            {"page": make_page("Your cart", "Your card was refused", BUTTON)},
            {"page": make_page("Mugs", url="https://bank.example/3ds")},
            {"page": make_page("Tassen", language="th")},
            {"page": make_page("Mugs"), "requests": (_request(), _request(status=500))},
            {
                "page": make_page(
                    "Your cart",
                    "24.90 €",
                    BUTTON,
                    forms=(
                        FormEvidence(
                            action="",
                            method="post",
                            fields=(FieldEvidence(subject=Subject(role="textbox"), kind="text", error="Expired"),),
                        ),
                    ),
                )
            },
        ],
    )
    def test_doubt_is_incomplete(self, changes: dict[str, Any]) -> None:
        assert is_incomplete(judge_step(MISSING, _visit(_pay(**changes)), 1))


class TestMissingReference:
    def test_confirmed_without_a_number(self) -> None:
        visit = _visit(_pay(make_page("Thank you for your order", "We charged 24.90 €"), status=StepStatus.PASSED))
        assert friction_of(judge_step(REFERENCE, visit, 1)).at.name == "Pay"

    def test_words_about_a_number_are_none(self) -> None:
        page = make_page("Thank you for your order", "Tell us your order number.", "Mug", "Blue, 3.5 dl", "2 pieces")
        friction_of(judge_step(REFERENCE, _visit(_pay(page)), 1))

    @pytest.mark.parametrize(
        "after",
        [
            make_page("Thank you for your order", "Order number", "A-10023"),
            make_page("Thank you for your order 100234"),
            make_page("Kiitos tilauksesta", "Tilausnumero: 100234", language="fi"),
        ],
    )
    def test_a_number_is_shown(self, after: PageEvidence) -> None:
        assert judge_step(REFERENCE, _visit(_pay(after)), 1) == []

    def test_what_the_journey_saw_counts(self) -> None:
        held = ExpectationEvidence(kind="order_reference", wanted="", has_held=True)
        assert judge_step(REFERENCE, _visit(_pay(make_page("Thanks, Maija"), expectations=(held,))), 1) == []

    def test_the_number_may_stand_one_step_further(self) -> None:
        later = make_step(name="Receipt", id="receipt", page=make_page("Order number: 100234"))
        assert judge_step(REFERENCE, _visit(_pay(make_page("Thank you for your order")), later), 1) == []

    def test_judged_at_the_step_that_confirms(self) -> None:
        confirm = make_step(name="Confirm", id="confirm", page=make_page("Thank you for your order"))
        visit = _visit(_pay(make_page("Bank")), confirm)
        assert is_inapplicable(judge_step(REFERENCE, visit, 1))
        friction_of(judge_step(REFERENCE, visit, 2))

    def test_not_without_a_confirmation(self) -> None:
        assert is_inapplicable(judge_step(REFERENCE, _visit(_pay(make_page("Mugs"))), 1))

    def test_not_on_the_way(self) -> None:
        assert is_inapplicable(judge_step(REFERENCE, _visit(_pay(make_page("Thank you for your order"))), 0))

    def test_words_that_are_not_known_are_incomplete(self) -> None:
        seen = ExpectationEvidence(kind="see", wanted="ขอบคุณ", has_held=True)
        visit = _visit(_pay(make_page("ขอบคุณ", language="th"), expectations=(seen,)))
        assert is_incomplete(judge_step(REFERENCE, visit, 1))


class TestMissingNextSteps:
    @pytest.mark.parametrize(
        ("words", "is_said"),
        [
            (("Toimitusosoite", "Toimitustapa", "Maksutapa", "Tarkistus", "Vahvistus"), False),
            (("Toimitustapa", "Nouto myymälästä", "Maksutapa", "Lasku"), True),
            (("Toimitusosoite", "Toimitustapa", "Maksutapa", "Toimitamme tilauksen 2–4 arkipäivässä"), True),
        ],
    )
    def test_the_row_of_steps_says_nothing_of_what_comes(self, words: tuple[str, ...], *, is_said: bool) -> None:
        page = make_page("Kiitos tilauksesta!", "Tilausnumero: A-10023", *words, language="fi")
        shop = make_step(name="Cart", id="cart", stage=Stage.CART, page=BEFORE)
        visit = make_visit(shop, _pay(page, status=StepStatus.PASSED), locale="fi-FI")
        verdicts = judge_step("confirmation/missing-next-steps", visit, 1)
        assert (verdicts == []) is is_said

    @pytest.mark.parametrize(
        ("words", "tags", "is_said"),
        [
            (("1. Address", "2. Pay", "3. Receipt"), ("li", "li", "li"), False),
            (("Address", "Payment", "Your receipt"), ("span", "span", "span"), False),
            (("Receipt",), ("h1",), False),
            (("Address", "Payment", "Receipt by e-mail"), ("li", "li", "li"), True),
            (("Address", "Payment", "Receipt sent"), ("li", "li", "p"), True),
            (("Payment", "Blue mug", "Receipt sent"), ("li", "li", "li"), True),
        ],
    )
    def test_the_receipt_that_ends_the_row_of_steps_says_nothing_either(
        self, words: tuple[str, ...], tags: tuple[str, ...], *, is_said: bool
    ) -> None:
        row = [make_block(text, tag=tag) for text, tag in zip(words, tags, strict=True)]
        page = make_page(*row, "Thank you for your order", "Order number: A-10023")
        verdicts = judge_step("confirmation/missing-next-steps", _visit(_pay(page, status=StepStatus.PASSED)), 1)
        assert (verdicts == []) is is_said


@pytest.mark.parametrize(
    ("told", "is_found"),
    [
        (("Order number: A-10023",), True),
        (("Order number: A-10023", "We have sent you a confirmation."), False),
    ],
)
def test_what_a_dialog_of_thanks_lies_over_says_nothing_of_the_order(told: tuple[str, ...], is_found: bool) -> None:
    over = tuple(make_block(text, region="dialog") for text in ("Thank you for your order", *told))
    page = make_page("Blue mug", "24.90 €", "Delivery: 2–3 working days", *over)
    verdicts = judge_step("confirmation/missing-next-steps", _visit(_pay(page, status=StepStatus.PASSED)), 1)
    assert any(isinstance(each, Friction) for each in verdicts) is is_found
    newsletter = make_block("Save 10 %", region="dialog")
    thanks = make_page("Thank you for your order", "Delivery: 2–3 working days", newsletter)
    visit = _visit(_pay(thanks, status=StepStatus.PASSED))
    assert judge_step("confirmation/missing-next-steps", visit, 1) == []
