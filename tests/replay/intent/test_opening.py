"""How the search comes to the cart, on pages made by hand: no browser."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

import pytest
from tests.replay.intent.pages import block, button, heading, link, look

from frictionaudit.evidence.step import StepStatus
from frictionaudit.loops import run_to_end
from frictionaudit.replay.intent.buying import open_cart
from frictionaudit.replay.intent.candidate import Candidate
from frictionaudit.replay.intent.look import Look
from frictionaudit.replay.intent.presses import Press, press_candidates
from frictionaudit.replay.intent.trying import Searching
from frictionaudit.replay.intent.weighing import Weighing

ICON = button("Cart (1)", "header > ul > li > a", region="header")
CHECKOUT = button("Go to checkout", "main > aside > button")
CART = look(path="/basket/", blocks=(heading("Your cart"), block("Mug 12 €", "main > p")), controls=(CHECKOUT,))


class Shop:
    """A search that stands on one page; what is pressed leads to another."""

    def __init__(self, start: Look, leads: Mapping[str, Look]) -> None:
        self.look, self.leads = start, leads
        self.pressed: list[str] = []
        self.kept: list[object] = []

    def weigh(self, intent: str, candidates: list[Candidate]) -> Weighing:
        return Weighing(intent, candidates)

    async def follow(self, name: object, stage: object, candidate: Candidate) -> Any:
        self.pressed.append(candidate.name)
        self.look = self.leads.get(candidate.name, self.look)
        return SimpleNamespace(status=StepStatus.PASSED)

    async def go_to(self, url: str) -> None:
        raise AssertionError(f"the search went back to {url}")

    def keep(self, draft: object, *_: object) -> None:
        self.kept.append(draft)


def opened(start: Look, leads: Mapping[str, Look]) -> Shop:
    shop = Shop(start, leads)
    run_to_end(open_cart(cast("Searching", shop)))
    return shop


def test_the_link_in_a_cart_that_unfolds_leads_on_to_its_page() -> None:
    product = look(path="/mug", controls=(ICON,))
    way = link("View cart", "/basket/", "header > ul > li > div > a", region="header")
    shop = opened(product, {"Cart (1)": look(path="/mug", controls=(ICON,), links=(way,)), "View cart": CART})
    assert shop.pressed == ["Cart (1)", "View cart"]
    assert len(shop.kept) == 2


@pytest.mark.parametrize(
    ("name", "place", "is_found"),
    [
        ("(1)", "#navigation-basket-partial > li > a", True),
        ("", "#minicart > a", True),
        ("3", "#search > a", False),
        ("2", "#cartoons > a", False),
        ("Sale", "#cart-offers > a", False),
    ],
)
def test_an_icon_with_a_number_at_most_is_the_cart_where_its_id_says_so(
    name: str, place: str, *, is_found: bool
) -> None:
    page = look(path="/mug", controls=(button(name, place, region="nav"), button(name, f"{place} > b", region="main")))
    assert [each.subject.locator for each in press_candidates(page, Press.OPEN_CART)] == ([place] if is_found else [])


def test_a_cart_that_is_part_of_the_page_is_not_folded() -> None:
    fold = button("Your cart", "main > aside > details > summary")
    shop = opened(look(path="/tickets", controls=(fold, CHECKOUT)), {})
    assert shop.pressed == []
    assert shop.kept == []
