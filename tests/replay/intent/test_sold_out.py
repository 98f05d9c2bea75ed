"""A product that the journey itself names and that is sold out: no other one is bought in its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.replay.shop import serving
from tests.replay.walking import QUICK, plan, step_of, walk

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitEvidence, VisitOutcome

HEAD = "<!doctype html><html lang=en><title>Mugs</title><link rel=icon href=data:,><main>"
CARD = '<li><a href="/{0}">{1} mug</a> 24.90 €</li>'
PAGES = {
    "/": f"{HEAD}<h1>Mugs</h1><ul>{CARD.format('blue', 'Blue')}{CARD.format('red', 'Red')}</ul>",
    "/blue": f"{HEAD}<h1>Blue mug</h1><p>24.90 €</p><p>Sold out</p>",
    "/red": f"{HEAD}<h1>Red mug</h1><p>24.90 €</p><form action=/cart><button>Add to cart</button></form>",
    "/cart": f"{HEAD}<h1>Your cart</h1><p>Red mug 24.90 €</p><a href=/checkout>Checkout</a>",
}


def _walked(folder: Path, steps: str) -> VisitEvidence:
    with serving(PAGES) as shop:
        (visit,) = walk([plan(folder, shop.url, steps)], folder, replace(QUICK, pictures=False, links=False))
    return visit


@pytest.mark.browser
@pytest.mark.parametrize(
    "steps",
    [
        "  - {step: Product, stage: choose, goto: /blue}\n  - {step: Take it, stage: choose, intent: add_to_cart}\n",
        "  - {step: Product, stage: choose, goto: /blue, intent: add_to_cart}\n",
    ],
)
def test_the_page_that_a_step_names_stays_on_the_path(tmp_path: Path, steps: str) -> None:
    visit = _walked(tmp_path, f"  - {{step: Open, stage: arrive, goto: /}}\n{steps}")
    product = step_of(visit, "Product")
    assert visit.outcome is VisitOutcome.OUT_OF_STOCK
    assert product.status is StepStatus.PASSED
    assert product.page is not None
    assert "Sold out" in product.page.text


@pytest.mark.browser
def test_where_any_product_will_do_another_one_is_bought(tmp_path: Path) -> None:
    steps = (
        "  - {step: Find, stage: find, intent: find_product}\n  - {step: Take it, stage: choose, intent: add_to_cart}\n"
    )
    visit = _walked(tmp_path, f"  - {{step: Open, stage: arrive, goto: /}}\n{steps}")
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    assert step_of(visit, "Take it").status is StepStatus.PASSED


@pytest.mark.browser
def test_what_stands_beside_an_intent_is_done_in_its_turn(tmp_path: Path) -> None:
    steps = "  - {step: Take it, stage: choose, goto: /red, intent: add_to_cart, expect: {see: Your cart}}\n"
    visit = _walked(tmp_path, steps)
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    assert [step.status for step in visit.steps] == [StepStatus.PASSED] * 2
    assert visit.steps[0].page is not None
    assert visit.steps[0].page.url.endswith("/red")
