"""hidden-total: is the sum to be charged in view with the button?"""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import (
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

from frictionaudit.evidence.common import Box, Gap, Subject
from frictionaudit.evidence.page import ControlEvidence
from frictionaudit.evidence.search import SearchEvidence
from frictionaudit.evidence.step import StepStatus
from frictionaudit.journey.model import Commitment
from frictionaudit.rules.engine import judge
from frictionaudit.rules.registry import Verdict, all_rules

RULE = "commitment/hidden-total"
CHECKOUT = ("Mug", "24,90 €", "Toimitus", "4,90 €", "Yhteensä", "29,80 €", "Maksutapa")


def _judge(view: tuple[str, ...] | None, label: str = "Maksa", **changes: Any) -> list[Verdict]:
    action = make_action(
        subject=Subject(role="button", name=label, locator="#pay"),
        commits=changes.pop("commits", Commitment.PAYMENT),
        view=None if view is None else tuple(make_block(text) for text in view),
        gaps=changes.pop("gaps", ()),
    )
    given: dict[str, Any] = {"before": make_page(*CHECKOUT), "page": make_page("Kiitos tilauksesta"), **changes}
    return judge_action(RULE, action, **given)


@pytest.mark.parametrize(
    ("view", "label"),
    [
        (("Yhteensä 29,80 €", "Maksa"), "Maksa"),
        (("Yhteensä", "29,80 €", "Maksa"), "Maksa"),
        (("29.80",), "Maksa"),
        (("Kortin numero", "CVC"), "Maksa 29,80 €"),
        (("Order for", "EUR 29.80"), "Pay"),
    ],
)
def test_in_view_or_on_the_label(view: tuple[str, ...], label: str) -> None:
    assert _judge(view, label) == []


@pytest.mark.parametrize("view", [(), ("Kortin numero", "CVC"), ("Mug", "24,90 €"), ("Mug 24,90 €", "Toimitus 4,90 €")])
def test_out_of_view(view: tuple[str, ...]) -> None:
    assert friction_of(_judge(view)).parameters["total"] == "29,80 €"


def test_a_button_that_a_search_only_supposes_to_bind_needs_no_total_beside_it() -> None:
    search = SearchEvidence(intent="place_order", is_guess=True)
    assert is_incomplete(_judge(("Kortin numero",), status=StepStatus.HELD, search=search))
    assert _judge(("Yhteensä 29,80 €",), status=StepStatus.HELD, search=search) == []


@pytest.mark.parametrize(("total_y", "is_found"), [(400.0, False), (-700.0, True), (700.0, True)])
def test_a_total_beside_the_fields_that_is_seen_at_once_with_the_button(total_y: float, is_found: bool) -> None:
    """On a wide screen the fields go on below both: at the press the total is scrolled out of view."""
    button = Subject(role="button", name="Maksa", locator="#pay", box=Box(x=800, y=600, width=400, height=52))
    blocks = (*CHECKOUT[:-2], make_block("29,80 €", box=Box(x=800, y=total_y, width=90, height=24)), CHECKOUT[-1])
    before = make_page(*blocks, controls=(ControlEvidence(subject=button, is_button_like=True),))
    assert bool(_judge(("Kortin numero", "CVC"), before=before)) is is_found


def test_a_choice_within_the_step_makes_another_total() -> None:
    view = ("Mug", "24,90 €", "Toimitus", "7,90 €", "Yhteensä", "32,80 €")
    assert _judge(view) == []
    assert is_incomplete(_judge(("Yhteensä", "32,80 €")))
    assert is_incomplete(_judge(("Mug", "24,90 €", "Yhteensä", "32,80 €")))


def test_a_subtotal_is_not_the_total() -> None:
    page = make_page("Subtotal", "€24.90", "Total", "€24.90", "Delivery", "€4.90", "Grand total", "€29.80")
    friction_of(_judge(("Total", "€24.90"), before=page))


def test_the_total_of_the_page_after_counts_as_much() -> None:
    after = make_page("Kiitos tilauksesta", "Yhteensä 34,80 €")
    assert _judge(("Express 34,80 €",), page=after) == []


def test_a_total_in_view_that_the_pages_do_not_know_is_incomplete() -> None:
    assert is_incomplete(_judge(("Yhteensä 34,80 €",)))


def test_a_total_in_view_suffices_where_no_page_names_one() -> None:
    assert _judge(("To pay: $12.00",), before=make_page("Mug")) == []


class TestNoTotalKnown:
    def test_no_amount_in_view_at_all(self) -> None:
        found = friction_of(_judge(("CVC",), before=make_page("Mug", "24,90 €")))
        assert found.variant == "no-amount"

    def test_a_price_without_its_currency_in_view_is_incomplete(self) -> None:
        assert is_incomplete(_judge(("Mug", "449"), before=make_page("Mug", "449 kr")))
        assert friction_of(_judge(("3 items",), before=make_page("Pencil", "3 kr"))).variant == "no-amount"

    def test_some_amount_in_view_is_incomplete(self) -> None:
        assert is_incomplete(_judge(("Mug 24,90 €",), before=make_page("Mug", "24,90 €")))

    @pytest.mark.parametrize(
        ("view", "is_found"),
        [
            (("Parcel 4.90 €", "Courier 7.90 €"), True),
            (("Mug 24.90 €", "Parcel 4.90 €"), False),  # they make it up
            (("Order for 29.80 €",), False),
        ],
    )
    def test_what_the_confirmation_says_was_paid(self, view: tuple[str, ...], is_found: bool) -> None:
        thanks = make_page("Thank you for your order", "You paid", "29.80 €")
        found = _judge(view, before=make_page("Mug", "24.90 €"), page=thanks)
        assert (friction_of(found).parameters["total"] == "29.80 €") if is_found else is_incomplete(found)

    def test_no_amount_on_the_whole_path_is_incomplete(self) -> None:
        assert is_incomplete(_judge(("CVC",), before=make_page("Mug")))


def test_a_view_that_was_not_gathered_is_incomplete() -> None:
    verdicts = _judge(None, gaps=(Gap(what="view", reason="the frame could not be read"),))
    assert is_incomplete(verdicts)


def test_a_view_of_a_part_proves_only_what_is_in_it() -> None:
    gaps = (Gap(what="view", reason="the button stands in a frame"),)
    assert is_incomplete(_judge(("CVC",), gaps=gaps))
    assert _judge(("Yhteensä 29,80 €",), gaps=gaps) == []


def test_only_commit_actions_count() -> None:
    assert is_inapplicable(_judge((), commits=Commitment.CART))


@pytest.mark.parametrize(
    ("label", "outcome"), [("Order and pay", "incomplete"), ("Continue", "failed")], ids=["agreed before", "only now"]
)
def test_what_was_agreed_to_is_not_told_again_where_it_is_approved(label: str, outcome: str) -> None:
    checkout = make_step(name="Tiedot", id="tiedot", page=make_page(*CHECKOUT))
    order, approve = (
        make_action(
            subject=Subject(role="button", name=name, locator="#pay"),
            commits=Commitment.PAYMENT,
            view=tuple(map(make_block, view)),
        )
        for name, view in ((label, CHECKOUT), ("Vahvista", ("Pankkisi pyytää vahvistamaan maksun",)))
    )
    bank = make_page("Pankkisi pyytää vahvistamaan maksun")
    steps = (
        make_step(order, name="Tilaa", id="tilaa", commits=Commitment.PAYMENT, page=make_page(*CHECKOUT, *bank.blocks)),
        make_step(approve, name="Pankki", id="pankki", commits=Commitment.PAYMENT, page=make_page("Kiitos")),
    )
    outcomes = judge([make_visit(checkout, *steps, market="FI")], {RULE: all_rules()[RULE]}).outcomes
    assert outcomes[-1].outcome == outcome
