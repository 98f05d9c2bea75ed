"""The second press of the drill double_submit: where it lands."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.replay.shop import Answer, Page, Request, serving
from tests.replay.walking import plan, walk

from frictionaudit.replay.plan import errand_plans

THANKS = "<!doctype html><html lang=en><h1>Thank you for your order</h1><p>Order number: A-10023</p>"
STEPS = """  - {step: Open, stage: checkout, goto: /}
  - {step: Pay, stage: pay, fill: {Name: Maija}, click: "Pay 24,90 €", commits: payment, expect: {see: Thank you}}
"""
PUSHING = """<!doctype html><html lang=en><title>Checkout</title><h1>Checkout</h1><label>Name <input></label>
<div style="height: TALL"></div><p id=note></p><button>Pay 24,90 €</button><script>
document.querySelector('button').onclick = async event => {
  note.textContent = 'Your payment is on its way.';
  note.style.height = '90px';
  %s
  await fetch('/sent', {method: 'POST', body: '{"mug": 1}'});
  location.href = '/buy';
}</script>"""


def take_an_order(request: Request) -> Answer:
    time.sleep(0.8)
    return Answer("{}")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("guard", "orders"),
    [
        ("", 2),
        ("/* over the edge */ note.style.height = '44px';", 2),
        ("event.target.disabled = true;", 1),
        ("for (const ms of [20, 50, 80, 110, 140]) setTimeout(() => fetch('/rates'), ms);", 2),
        ("for (const end = Date.now() + 700; Date.now() < end;);", 2),
        ("note.style.height = '1400px';", 2),
    ],
    ids=["open", "over the edge", "disabled", "something else is fetched meanwhile", "the page works", "out of view"],
)
def test_the_second_press_follows_a_button_that_a_word_above_pushes_down(
    tmp_path: Path, guard: str, orders: int
) -> None:
    shown = (PUSHING % guard).replace("TALL", "1200px" if "edge" in guard else "0")
    pages: dict[str, Page] = {"/": shown, "/buy": THANKS, "/sent": take_an_order, "/rates": Answer("{}")}
    with serving(pages) as shop:
        first = plan(tmp_path, shop.url, STEPS, more="drills:\n  - {double_submit: Pay}\n")
        visits = walk([first, *errand_plans(first.journey, first.persona, first.browser)], tmp_path)
    twice = next(visit.errand_facts for visit in visits if visit.errand == "double_submit@pay")
    assert twice is not None
    assert len([each for each in twice.sent if each.moment == "press" and each.template == "/sent"]) == orders
