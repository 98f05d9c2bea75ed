"""ambiguous-label and missing-obligation-wording: what the order button says."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import (
    BUTTON_BOX,
    friction_of,
    is_inapplicable,
    is_incomplete,
    judge_action,
    make_action,
    make_block,
    make_page,
    make_step,
    make_visit,
)

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Box, Subject
from frictionaudit.evidence.search import SearchEvidence
from frictionaudit.evidence.step import StepStatus
from frictionaudit.journey.model import ActionKind, Commitment
from frictionaudit.rules.engine import judge
from frictionaudit.rules.registry import Verdict, all_rules

AMBIGUOUS, OBLIGATION = "commitment/ambiguous-label", "commitment/missing-obligation-wording"


def _button(label: str, **changes: Any) -> ActionEvidence:
    given: dict[str, Any] = {"commits": Commitment.ORDER, **changes}
    return make_action(subject=Subject(role="button", name=label, locator="#pay", box=BUTTON_BOX), **given)


def _judge(rule: str, label: str, language: str, **changes: Any) -> list[Verdict]:
    action = _button(label, commits=changes.pop("commits", Commitment.ORDER))
    given: dict[str, Any] = {"before": make_page("Shop", language=language), "locale": language, **changes}
    return judge_action(rule, action, **given)


@pytest.mark.parametrize(
    ("label", "language"),
    [
        ("Continue", "en"),
        ("OK", "en"),
        ("Submit", "en"),
        ("Jatka", "fi"),
        ("Seuraava", "fi"),
        ("Weiter", "de"),
        ("Fortsätt", "sv"),
    ],
)
def test_vague_words(label: str, language: str) -> None:
    assert friction_of(_judge(AMBIGUOUS, label, language)).parameters["label"] == label


@pytest.mark.parametrize(
    ("label", "language"),
    [
        ("Pay 24.90 €", "en"),
        ("Continue to payment", "en"),
        ("Place order", "en"),
        ("Maksa 24,90 €", "fi"),
        ("Köp", "sv"),
    ],
)
def test_words_that_say_what_they_do_are_not_vague(label: str, language: str) -> None:
    assert _judge(AMBIGUOUS, label, language) == []


def test_a_vague_label_is_fine_where_nothing_is_committed() -> None:
    assert is_inapplicable(_judge(AMBIGUOUS, "Continue", "en", commits=Commitment.NONE))


def test_a_held_press_counts_as_a_commitment() -> None:
    held = _button("OK", commits=Commitment.NONE, is_held=True, held_because="form", use=None)
    friction_of(judge_action(AMBIGUOUS, held, before=make_page("Shop")))


@pytest.mark.parametrize("rule", [AMBIGUOUS, OBLIGATION])
def test_what_a_search_held_without_knowing_that_it_orders_is_not_judged(rule: str) -> None:
    held = _button("Continue", commits=Commitment.PAYMENT, is_held=True, use=None)

    def judged(*, is_guess: bool) -> list[Verdict]:
        search = SearchEvidence(intent="place_order", is_guess=is_guess)
        return judge_action(rule, held, before=make_page("Payment"), market="FI", status=StepStatus.HELD, search=search)

    assert is_incomplete(judged(is_guess=True))
    friction_of(judged(is_guess=False))


def test_a_page_that_declares_the_wrong_language_is_read_in_the_visits_too() -> None:
    page = make_page("Kauppa", language="en")
    friction_of(_judge(AMBIGUOUS, "Jatka", "fi", before=page))
    assert _judge(OBLIGATION, "Tilaa ja maksa", "fi", before=page, market="FI") == []


def test_unknown_languages_are_incomplete() -> None:
    assert is_incomplete(_judge(AMBIGUOUS, "ดำเนินการต่อ", "th"))
    assert is_incomplete(_judge(OBLIGATION, "สั่งซื้อ", "th", market="FI"))


@pytest.mark.parametrize(
    ("label", "language"),
    [
        ("Zahlungspflichtig bestellen", "de"),
        ("Jetzt kaufen", "de"),
        ("Tilaa ja maksa", "fi"),
        ("Maksa 24,90 €", "fi"),
        ("Köp nu", "sv"),
        ("Buy now", "en"),
        ("Order with obligation to pay", "en"),
        ("Commander et payer", "fr"),
        ("Zamówienie z obowiązkiem zapłaty", "pl"),
        ("Betal kjøpet", "nb"),
        ("Bestill med betalingsplikt", "no"),
    ],
)
def test_statutory_and_equivalent_words_pass(label: str, language: str) -> None:
    assert _judge(OBLIGATION, label, language, market="DE") == []


@pytest.mark.parametrize(
    ("label", "language", "variant"),
    [
        ("Place order", "en", ""),
        ("Jatka", "fi", ""),
        ("Lähetä tilaus", "fi", ""),
        ("Bestellung abschicken", "de", "rejected"),
        ("Valider ma commande", "fr", ""),
        ("Passer la commande", "fr", ""),
        ("Bekræft ordren", "da", ""),
        ("Send bestillingen", "nb", ""),
        ("Bekreft", "no", ""),
    ],
)
def test_ambiguous_and_rejected_words_fail(label: str, language: str, variant: str) -> None:
    assert friction_of(_judge(OBLIGATION, label, language, market="fi")).variant == variant


@pytest.mark.parametrize("market", ["US", "GB", "CH"])
def test_other_markets_have_other_laws(market: str) -> None:
    assert is_inapplicable(_judge(OBLIGATION, "Place order", "en", market=market))


def test_without_a_market_it_is_not_known_whose_law_applies() -> None:
    assert is_incomplete(_judge(OBLIGATION, "Place order", "en"))


def test_between_businesses_the_consumer_directive_does_not_apply() -> None:
    assert is_inapplicable(_judge(OBLIGATION, "Place order", "en", market="FI", customers="business"))


def test_words_that_the_reference_does_not_know_are_incomplete() -> None:
    assert is_incomplete(_judge(OBLIGATION, "Bring me my mug", "en", market="FI"))


class TestPayment:
    def test_the_pay_button_is_the_order_button_where_no_other_ordered(self) -> None:
        friction_of(_judge(OBLIGATION, "Confirm", "en", market="FI", commits=Commitment.PAYMENT))

    def test_not_after_an_order_that_another_button_placed(self) -> None:
        order = make_step(name="Order", id="order", commits=Commitment.ORDER, page=make_page("Pay"))
        pay = make_step(_button("Confirm", commits=Commitment.PAYMENT), commits=Commitment.PAYMENT)
        visit = make_visit(order, pay, market="FI")
        outcomes = judge([visit], {OBLIGATION: all_rules()[OBLIGATION]}).outcomes
        assert [outcome.outcome for outcome in outcomes] == ["inapplicable", "inapplicable"]

    @pytest.mark.parametrize(("host", "outcome"), [("bank.example", "inapplicable"), ("127.0.0.1:8000", "failed")])
    def test_what_was_paid_at_the_shop_is_approved_at_the_bank(self, host: str, outcome: str) -> None:
        """The same press at the shop itself is made anew after a refusal."""
        checkout = make_step(name="Details", id="details", page=make_page("Checkout"))
        asked = make_page("Amount", url=f"https://{host}/pay")
        pay = make_step(name="Pay", id="pay", commits=Commitment.PAYMENT, page=asked)
        approve = make_step(_button("Confirm", commits=Commitment.PAYMENT), commits=Commitment.PAYMENT)
        outcomes = judge([make_visit(checkout, pay, approve, market="FI")], {OBLIGATION: all_rules()[OBLIGATION]})
        assert outcomes.outcomes[-1].outcome == outcome

    @pytest.mark.parametrize(("label", "outcome"), [("Order and pay", "inapplicable"), ("Continue", "failed")])
    def test_what_a_button_before_has_said_is_only_approved(self, label: str, outcome: str) -> None:
        pay = make_step(_button(label, commits=Commitment.PAYMENT), name="Pay", id="pay", commits=Commitment.PAYMENT)
        approve = make_step(_button("Confirm", commits=Commitment.PAYMENT), commits=Commitment.PAYMENT)
        for rule, market in ((OBLIGATION, "FI"), (AMBIGUOUS, "US")):
            outcomes = judge([make_visit(pay, approve, market=market)], {rule: all_rules()[rule]})
            assert outcomes.outcomes[-1].outcome == outcome

    @pytest.mark.parametrize(("fields", "outcome"), [(0, "inapplicable"), (1, "inapplicable"), (3, "failed")])
    def test_what_was_ordered_is_approved_with_a_code_and_paid_with_a_card(self, fields: int, outcome: str) -> None:
        order = make_step(_button("Pay €77.50"), name="Order", id="order", commits=Commitment.ORDER)
        typed = [make_action(kind=ActionKind.FILL, target="Code") for _ in range(fields)]
        press = _button("Confirm", commits=Commitment.PAYMENT)
        confirm = make_step(*typed, press, name="Bank", id="bank", commits=Commitment.PAYMENT)
        outcomes = judge([make_visit(order, confirm, market="US")], {AMBIGUOUS: all_rules()[AMBIGUOUS]}).outcomes
        assert outcomes[-1].outcome == outcome

    def test_on_the_providers_own_page_it_is_not_known_what_ordered(self) -> None:
        provider = make_page("Pay", url="https://checkout.stripe.com/pay")
        verdicts = _judge(OBLIGATION, "Confirm", "en", market="FI", commits=Commitment.PAYMENT, before=provider)
        assert is_incomplete(verdicts)


def test_what_fails_in_law_is_not_reported_as_vague_too() -> None:
    step = make_step(_button("Continue"), commits=Commitment.ORDER)
    rules = {name: all_rules()[name] for name in (AMBIGUOUS, OBLIGATION)}
    assert [f.rule for f in judge([make_visit(step, market="FI")], rules).findings] == [OBLIGATION]
    assert [f.rule for f in judge([make_visit(step, market="US")], rules).findings] == [AMBIGUOUS]


def test_the_words_seen_count_not_those_for_screen_readers() -> None:
    seen = make_block("Continue", role="button", box=Box(x=60, y=310, width=80, height=20))
    beside = make_block("Pay with card", role="button", box=Box(x=400, y=310, width=80, height=20))
    action = _button("Pay now", view=(seen, beside))
    friction_of(judge_action(OBLIGATION, action, before=make_page("Shop"), market="FI"))
