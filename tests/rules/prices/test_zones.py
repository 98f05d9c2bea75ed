"""A price below the name of a way, where a phone wraps it, is that way's price; below the last way it is not."""

from __future__ import annotations

import pytest
from tests.rules.prices.makers import make_page, outcome_of
from tests.rules.prices.test_price_rules import CART, RISING, cart, path

from frictionaudit.evidence.common import Box, Subject
from frictionaudit.evidence.page import FieldEvidence
from frictionaudit.findings.model import Outcome
from frictionaudit.rules.prices.zones import zones_of_choice


def _way(name: str, y: float, *, kind: str = "radio", group: str = "rate") -> FieldEvidence:
    box = Box(x=0, y=y, width=20, height=20)
    return FieldEvidence(subject=Subject(role=kind, name=name, box=box), kind=kind, name=group)


def test_a_radio_button_reaches_down_to_the_next_one_and_the_last_no_further_than_a_row() -> None:
    ways = (_way("Post", 60), _way("Courier", 120), _way("Gift", 200, kind="checkbox"), _way("Card", 400, group="pay"))
    assert [(zone.y, zone.height) for zone in zones_of_choice(ways)] == [(60, 60), (120, 60), (200, 20), (400, 20)]


def test_what_is_unfolded_between_two_ways_makes_the_last_row_no_longer() -> None:
    assert [zone.height for zone in zones_of_choice((_way("Post", 60), _way("Courier", 500)))] == [440, 90]


@pytest.mark.parametrize(("y", "outcome"), [(70, Outcome.PASSED), (300, Outcome.FAILED)])
def test_the_price_of_a_way_may_stand_below_its_name(y: float, outcome: Outcome) -> None:
    """The rows lie 30 px apart: the price of 4.90 € stands at 90, the total at 120."""
    ways = (_way("Parcel shop", y), _way("Courier", y + 60))
    choice = make_page(*CART, "Parcel shop", "4.90 €", ("Total", "29.80 €"), fields=ways)
    assert outcome_of(RISING, path(cart(("Total", "24.90 €")), choice)) is outcome
