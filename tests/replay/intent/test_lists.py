"""Lists to choose from: the wanted choice by what the customer calls it, else the first that can be had."""

from __future__ import annotations

import pytest
from tests.replay.intent.pages import block, field_of, look

from frictionaudit.journey.model import ActionKind
from frictionaudit.replay.intent.buyer import Buyer
from frictionaudit.replay.intent.details import detail_entries
from frictionaudit.replay.intent.lists import taken_of

BUYER = Buyer({"email": "liisa@example.com", "address": {"country": "FI"}}, "FI")


@pytest.mark.parametrize(
    ("options", "names", "taken"),
    [
        (("Denmark", "Finland"), ("FI", "Finland"), ("Finland", False)),
        (("Denmark", "Finland (+0 €)"), ("Finland",), ("Finland (+0 €)", False)),
        (("Select a province", "Uusimaa"), (), ("Uusimaa", True)),
        (("S – sold out", "M"), (), ("M", True)),
        (("Denmark", "Sweden"), ("F",), ("Denmark", True)),
        (("Please select",), ("Finland",), None),
        ((), ("Finland",), None),
    ],
)
def test_the_choice_that_is_taken(
    options: tuple[str, ...], names: tuple[str, ...], taken: tuple[str, bool] | None
) -> None:
    assert taken_of(look(), options, names, "") == taken


def test_a_list_that_tells_its_choices_only_while_it_is_open_is_looked_into() -> None:
    country = field_of("Country", "select", is_marked_required=True)
    chosen = field_of("Province", "select", is_marked_required=True, is_filled=True)
    [entry] = detail_entries(look(forms=((country, chosen),)), BUYER)
    assert (entry.kind, entry.text, entry.is_closed) == (ActionKind.SELECT, "FI", True)
    assert "Finland" in entry.others


def test_of_a_list_longer_than_is_read_the_wanted_choice_is_tried_first() -> None:
    countries = tuple(f"Country {number}" for number in range(60))
    [entry] = detail_entries(look(forms=((field_of("Country", "select", options=countries),),)), BUYER)
    assert (entry.text, entry.others[-1], entry.note) == ("Finland", "Country 0", "")
    assert "FI" not in (entry.text, *entry.others)


@pytest.mark.parametrize(
    ("shown", "options", "taken"),
    [
        ("Sweden", ("Sweden", "Finland"), ["Finland"]),
        ("Finland", ("Finland", "Sweden"), []),
        ("Suomi / Finland", ("Suomi / Finland", "Sweden"), []),
        ("Sweden", ("Sweden", "Denmark"), []),
        ("Fiji", ("Fiji", "Pacific Islands"), []),
    ],
)
def test_a_country_that_the_shop_has_set_is_changed_to_the_customers_own(
    shown: str, options: tuple[str, ...], taken: list[str]
) -> None:
    country = field_of("Country", "select", options=options, is_filled=True)
    shows = block(shown, country.subject.locator, role="option")
    seen = look(blocks=(shows,), forms=((country,),))
    assert [entry.text for entry in detail_entries(seen, BUYER)] == taken
