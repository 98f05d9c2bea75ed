"""While hands type and the camera works the eyes go on: what they see ahead is used only where it still stands."""

from __future__ import annotations

import io
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from tests.replay.shop import Answer, Request, serving
from tests.replay.walking import QUICK, plan, walk

from frictionaudit.evidence.visit import VisitOutcome

DRAWN_ANEW = """<!doctype html><html lang=en><title>Address</title><h1>Address</h1>
<form onsubmit="said.textContent = [...new FormData(this).values()].join(' '); return false">
<label>Postcode <input name=code oninput="next.innerHTML = next.dataset.of"></label>
<div id=next data-of="<label>Street <input name=street></label>">
<label>Town <input name=town></label><label>Street <input name=old></label></div>
<button>Go on</button></form><p id=said></p>"""
HIDDEN_MEANWHILE = """<!doctype html><html lang=en><title>Address</title><h1>Address</h1>
<form onsubmit="said.textContent = [...new FormData(this).values()].join(' '); return false">
<label>Country <input name=country oninput="old.hidden = true; late.hidden = false"></label>
<p id=old><label>Region <input name=old></label></p><p id=late hidden><label>Region <input name=region></label></p>
<button>Go on</button></form><p id=said></p>"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("page", "fields", "said"),
    [
        (DRAWN_ANEW, "{Postcode: '00100', Street: High Street 12}", "00100 High Street 12"),
        (HIDDEN_MEANWHILE, "{Country: Finland, Region: Uusimaa}", "Finland Uusimaa"),
    ],
)
def test_a_field_that_typing_puts_elsewhere_is_looked_for_again(
    tmp_path: Path, page: str, fields: str, said: str
) -> None:
    steps = f"\n  - {{step: Open, goto: /}}\n  - step: Tell\n    fill: {fields}\n    click: Go on\n"
    steps += f"    expect: {{see: {said}}}\n"
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason


@pytest.mark.browser
def test_what_is_taken_away_after_it_was_seen_is_missing_and_no_hung_page(tmp_path: Path) -> None:
    page = """<!doctype html><html lang=en><title>Lamp</title><h1>Lamp</h1><button id=buy>Add to cart</button>
    <script>fetch('/go').then(() => { buy.remove(); return fetch('/gone') })</script>"""
    steps = "\n  - {step: Open, goto: /}\n  - {step: Add, click: Add to cart, expect: {see: In the cart}}\n"
    is_gone = threading.Event()
    with serving({"/": page}) as shop:

        def go(_: Request) -> Answer:
            shop.release.wait(30)
            return Answer("go")

        def gone(_: Request) -> Answer:
            is_gone.set()
            return Answer("gone")

        def take_away(step: str) -> None:
            if step == "Add":
                shop.release.set()
                assert is_gone.wait(30)

        shop.pages |= {"/go": go, "/gone": gone}
        settings = replace(QUICK, links=False, pause=take_away)
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, settings)[0]
    assert visit.steps[1].failure == "no element matches 'Add to cart'"


@pytest.mark.browser
def test_the_picture_shows_the_page_before_the_next_step_moves_it(tmp_path: Path) -> None:
    page = """<!doctype html><html lang=en><title>Lamp</title><style>body { margin: 0; background: #08f }</style>
    <h1>Lamp</h1><div style="height:3000px"></div><div style="background: #f80; height: 3000px">
    <button onclick="said.textContent = 'In the cart'">Add to cart</button><p id=said></p></div>"""
    steps = "\n  - {step: Open, goto: /}\n  - {step: Add, click: Add to cart, expect: {see: In the cart}}\n"
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    first, second = (step.screenshots[0] for step in visit.steps)
    assert [_is_blue(tmp_path / "run" / "evidence" / each.path) for each in (first, second)] == [True, False]


@pytest.mark.browser
def test_a_page_that_changes_while_its_rest_is_proven_is_pictured_anew(tmp_path: Path) -> None:
    # A worker's messages come out of nowhere: no timer and no request foretells them.
    page = """<!doctype html><html lang=en><title>Lamp</title>
    <style>body { margin: 0; height: 100vh; background: #f80 }</style><h1>Lamp</h1>
    <button onclick="said.textContent = 'In the cart'; clock.postMessage(0)">Add to cart</button><p id=said></p>
    <script>
    const source = `onmessage = () => {
      let told = 0;
      const ticking = setInterval(() => { postMessage(told += 1); if (told === 20) clearInterval(ticking); }, 12);
    }`;
    const clock = new Worker(URL.createObjectURL(new Blob([source])));
    clock.onmessage = ({data}) => {
      said.textContent += '.';
      if (data === 20) document.body.style.background = '#08f';
    };
    </script>"""
    steps = "\n  - {step: Open, goto: /}\n  - {step: Add, click: Add to cart, expect: {see: In the cart}}\n"
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    assert _is_blue(tmp_path / "run" / "evidence" / visit.steps[1].screenshots[0].path)


def _is_blue(path: Path) -> bool:
    with Image.open(io.BytesIO(path.read_bytes())) as image:
        red, _, blue = image.convert("RGB").getpixel((image.width // 2, image.height - 3))  # type: ignore[misc]
    return bool(blue > red)
