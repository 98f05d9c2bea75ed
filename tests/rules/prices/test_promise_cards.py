"""The promise card: what stood before the customer at the press, and what came of it."""

from __future__ import annotations

import pytest
from tests.rules.prices.makers import make_block, make_page, make_path, make_step

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.promise import Price
from frictionaudit.journey.model import Commitment, Stage
from frictionaudit.rules import promises
from frictionaudit.rules.promises import promise_cards

EUR = ("EUR",)


def bought(
    after: PageEvidence | None, status: StepStatus = StepStatus.PASSED, *, errand: str = "walk", **more: object
) -> VisitEvidence:
    before = make_page(
        ("Total", "29.80 €"),
        "Delivery time: 2–4 working days",
        "Free returns within 30 days",
        "Renews automatically every year",
    )
    pay = make_step(after, Stage.PAY, Commitment.PAYMENT, status=status, **more)  # type: ignore[arg-type]
    return make_path(make_step(before), pay, errand=errand)


def test_what_was_promised_and_what_came() -> None:
    thanks = make_page(
        ("Total paid", "29.80 €"), "Order number: A-10023", blocks=[make_block("Thanks", role="heading")]
    )
    (card,) = promise_cards([bought(thanks)])
    assert card.promised.amount == Price(text="29.80 €", value=29.8, currencies=EUR)
    assert card.promised.recurrence == "Renews automatically every year"
    assert card.promised.next_steps == "Delivery time: 2–4 working days"
    assert card.promised.way_back == "Free returns within 30 days"
    assert card.happened is not None
    assert (card.happened.heading, card.happened.has_reference, card.is_kept) == ("Thanks", True, True)


@pytest.mark.parametrize(
    ("confirmed", "is_kept"),
    [("29.80 €", True), ("31.80 €", False), ("$29.80", False), (None, None)],
)
def test_kept_is_what_was_confirmed(confirmed: str | None, is_kept: bool | None) -> None:
    rows = [("Total paid", confirmed)] if confirmed else ["Thank you"]
    visit = bought(make_page(*rows))
    visit = visit.model_copy(update={"journey": visit.journey.model_copy(update={"currency": None})})
    (card,) = promise_cards([visit])
    assert card.is_kept is is_kept


def test_a_press_that_failed_breaks_its_promise_and_says_why() -> None:
    refused = make_page(blocks=[make_block("Your card was declined.", role="alert")])
    (card,) = promise_cards([bought(refused, StepStatus.FAILED, failure="it did not come")])
    assert card.is_kept is False
    assert card.happened is not None
    assert card.happened.message == "Your card was declined."


def test_a_held_press_promises_and_proves_nothing() -> None:
    (card,) = promise_cards([bought(None, StepStatus.HELD)])
    assert card.promised.amount == Price(text="29.80 €", value=29.8, currencies=EUR)
    assert (card.happened, card.is_kept) == (None, None)


def test_of_errands_only_what_binds_money() -> None:
    cart = make_step(make_page("Cart"), Stage.CHOOSE, Commitment.CART)
    for errand, count in (("walk", 1), ("payment_declined@pay", 0)):
        assert len(promise_cards([make_path(make_step(make_page("Mug")), cart, errand=errand)])) == count
    assert len(promise_cards([bought(make_page("x"), errand="payment_declined@pay")])) == 1


def test_a_fault_of_ours_is_said_and_takes_nothing_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr(promises, "_promised", broken)
    faults: list[str] = []
    assert promise_cards([bought(None, StepStatus.HELD)], faults.append) == ()
    assert faults == ["a fault of ours: the promises of buy.desktop.chromium could not be told (ValueError: no)"]
