"""Whether the order is acknowledged by mail, with its own number and total."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    make_action,
    make_page,
    make_step,
    make_visit,
)

from frictionaudit.evidence.common import Gap
from frictionaudit.evidence.mail import MailEvidence, MailMessage
from frictionaudit.journey.model import Commitment
from frictionaudit.rules.registry import Verdict, all_rules

THANKS = make_page("Thank you for your order", "Order number: A-10023", "Blue mug", "Total 24.90 €")


def judge(*messages: str, **changes: Any) -> list[Verdict]:
    page = changes.pop("page", THANKS)
    action = changes.pop("action", None) or make_action(commits=Commitment.PAYMENT)
    letters = tuple(MailMessage(subject="Your order", text=text) for text in messages)
    mail = MailEvidence(kind="mailpit", waited_s=30, messages=letters, gaps=changes.pop("gaps", ()))
    step = make_step(action, commits=Commitment.PAYMENT, page=page)
    visit = make_visit(make_step(), step, **{"mail": mail, **changes})
    return list(all_rules()["confirmation/missing-email"].judge(visit))


def test_an_acknowledgement_as_the_page_says_it_is_fine() -> None:
    assert judge("Thank you for your order A-10023.\nBlue mug 24.90 €\nTotal: EUR 24.90") == []


def test_other_letters_beside_it_do_no_harm() -> None:
    assert judge("Welcome to our newsletter!", "Thank you for your order. Order number: a10023") == []


@pytest.mark.parametrize("messages", [(), ("Welcome to our newsletter!",)])
def test_no_acknowledgement_is_missing(messages: tuple[str, ...]) -> None:
    found = friction_of(judge(*messages))
    assert (found.variant, found.step, found.parameters["seconds"]) == ("", 1, 30)


def test_another_number_is_told() -> None:
    found = friction_of(judge("Thank you for your order. Order number: A-99999. Total 24.90 €"))
    assert found.variant == "reference"
    assert found.parameters == {"shown": "A-10023", "mailed": "A-99999"}
    longer = friction_of(judge("Thank you for your order. Order number: A-100234. Total 24.90 €"))
    assert longer.variant == "reference"
    assert judge("Thank you for your order. Order number: A 10 023. Total 24.90 €") == []


def test_another_total_is_told() -> None:
    found = friction_of(judge("Thank you for your order A-10023.\nTotal: 29.80 €"))
    assert found.variant == "total"
    assert found.parameters["mailed"] == "29.80 €"


def test_a_letter_without_a_total_differs_in_none() -> None:
    assert judge("Thank you for your order A-10023. Blue mug 19.90 €") == []


def test_what_could_not_be_read_is_not_judged() -> None:
    assert is_incomplete(judge(mail=None))
    assert is_incomplete(judge(gaps=(Gap(what="mail", reason="mailpit does not answer"),)))
    assert is_incomplete(judge(page=make_page("Blue mug")))


def test_no_order_no_letter() -> None:
    assert is_inapplicable(judge(action=make_action(commits=Commitment.PAYMENT, use=None)))
    assert is_inapplicable(judge(errand="payment_declined@pay"))
