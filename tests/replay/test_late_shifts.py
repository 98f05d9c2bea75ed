"""What jumps on a page after its step was read, and before the customer goes on, is that step's."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from tests.replay.shop import Answer, Request, serving
from tests.replay.walking import QUICK, plan, step_of, walk

HEAD = "<!doctype html><html lang=en><title>Mugs</title><link rel=icon href=data:,>"
PAGE = f"""{HEAD}<h1>Blue mug</h1><p style="height: 500px">24 €</p><a href=/cart>Cart</a><script>
setTimeout(() => {{
  document.body.insertAdjacentHTML('afterbegin', '<div style="height: 400px">Free delivery this week!</div>');
  requestAnimationFrame(() => requestAnimationFrame(() => fetch('/jumped')));
}}, 1500)</script>"""
STEPS = "\n  - {step: Look, goto: /}\n  - {step: Go on, click: Cart, expect: {heading: Your cart}}\n"


@pytest.mark.browser
def test_a_banner_that_comes_while_the_customer_reads_has_made_that_page_jump(tmp_path: Path) -> None:
    jumped = threading.Event()

    def note(request: Request) -> Answer:
        jumped.set()
        return Answer("ok")

    def read_on(step: str) -> None:
        if step == "Go on":
            jumped.wait(10)

    with serving({"/": PAGE, "/cart": f"{HEAD}<h1>Your cart</h1>", "/jumped": note}) as shop:
        settings = replace(QUICK, pictures=False, links=False, pause=read_on)
        visit = walk([plan(tmp_path, shop.url, STEPS)], tmp_path, settings)[0]
    shifts = [vitals.cls for name in ("Look", "Go on") if (vitals := step_of(visit, name).vitals) is not None]
    assert shifts == [pytest.approx(shifts[0]), 0]
    assert shifts[0] is not None
    assert shifts[0] > 0.1


READ_ON = f"""{HEAD}<h1>Blue mug</h1><p style="height: 500px">24 €</p><a href=/cart>Cart</a><script>
document.querySelector('h1').addEventListener('mouseenter', () => setTimeout(() => document.body.insertAdjacentHTML(
  'afterbegin', '<div style="height: 400px">Free delivery this week!</div>'), 600))</script>"""
ON_THE_WAY = """
  - {step: Look, goto: /}
  - {step: Go on, hover: Blue mug, wait_for: {see: Free delivery this week!}, click: Cart, expect: {heading: Your cart}}
"""


@pytest.mark.browser
def test_a_banner_that_comes_before_the_press_that_leaves_has_made_that_page_jump(tmp_path: Path) -> None:
    with serving({"/": READ_ON, "/cart": f"{HEAD}<h1>Your cart</h1>"}) as shop:
        settings = replace(QUICK, pictures=False, links=False)
        visit = walk([plan(tmp_path, shop.url, ON_THE_WAY)], tmp_path, settings)[0]
    shifts = [vitals.cls for name in ("Look", "Go on") if (vitals := step_of(visit, name).vitals) is not None]
    assert shifts[1:] == [0]
    assert shifts[0] is not None
    assert shifts[0] > 0.1
