"""Found elements are remembered by marks, of which the page sees nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.replay.shop import serving
from tests.replay.walking import QUICK, plan, walk

from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.journey.model import BrowserName

PAGE = """<!doctype html><html lang=en><title>Shop</title><h1>Checkout</h1><p id=said></p>
<order-form></order-form><script>
let told = 'no mark told'; let drawn = 0;
for (const place of [window, document, document.documentElement])
  place.addEventListener('frictionaudit-mark', () => { told = 'a mark told' }, true);
customElements.define('order-form', class extends HTMLElement {
  connectedCallback() { this.attachShadow({mode: 'open'}); this.draw() }
  draw() {
    drawn += 1;
    this.shadowRoot.innerHTML = '<label>Name <input></label><button>Continue</button>';
    const [field, button] = this.shadowRoot.querySelectorAll('input, button');
    field.addEventListener('focus', () => drawn < 3 && this.draw());
    button.onclick = () => { said.textContent = `${told}, ${field.value}, seen` };
  } })</script>"""
STEPS = """
  - step: Tell
    goto: /
    fill: {Name: Aino}
    click: Continue
    expect: {see: "no mark told, Aino, seen"}
"""


@pytest.mark.browser
@pytest.mark.parametrize("browser", [BrowserName.CHROMIUM, pytest.param(BrowserName.FIREFOX, marks=pytest.mark.slow)])
def test_a_page_sees_no_marks(tmp_path: Path, browser: BrowserName) -> None:
    still = PAGE.replace("drawn < 3", "false")
    with serving({"/": still}) as shop:
        visit = walk([plan(tmp_path, shop.url, STEPS, browser=browser)], tmp_path, replace(QUICK, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason


@pytest.mark.browser
def test_what_is_drawn_anew_after_it_was_found_is_found_again(tmp_path: Path) -> None:
    steps = STEPS.replace(
        "fill: {Name: Aino}\n    click: Continue", "do: [{click: Name}, {fill: {Name: Aino}}, {click: Continue}]"
    )
    with serving({"/": PAGE}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
