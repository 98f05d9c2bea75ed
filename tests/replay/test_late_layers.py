"""Pop-ups that wait some seconds: the walk is gone by then, a customer who reads is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.replay.shop import serving
from tests.replay.walking import QUICK, plan, walk

from frictionaudit.evidence.visit import VisitOutcome

POPUP = """<!doctype html><html lang=en><title>Mugs</title><h1>Mugs</h1><p>All of clay, and made by hand.</p>
<p>One holds a quarter of a litre.</p><p><a href=/mug>Blue mug</a></p>
<div id=news role=dialog aria-label=Newsletter hidden style="position: fixed; inset: 0; background: white">
<h2>10 % off</h2><p>Leave us your address.</p><button>No thanks</button></div>
<script>SCRIPT</script>"""
LATE = "setTimeout(() => { news.hidden = false }, 1800);"
MUG = "<!doctype html><html lang=en><title>Mug</title><h1>Blue mug</h1>"
STEPS = "\n  - {step: Open, goto: /}\n  - {step: Look, click: Blue mug, expect: {heading: Blue mug}}\n"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("script", "opened", "texts"),
    [
        (LATE, 2, ("10 % off", "Leave us your address.", "No thanks")),
        (f"if (document.cookie.includes('seen')) {{ {LATE} }} document.cookie = 'seen=1'; setTimeout(() => 0, 1500);",
         2, ("10 % off", "Leave us your address.", "No thanks")),
        ("setTimeout(() => { document.title = 'Mugs!' }, 1800);", 2, None),
        ("const timer = setTimeout(() => { news.hidden = false }, 1800); clearTimeout(timer);", 1, None),
        ("setTimeout(() => { news.hidden = false }, 60000);", 1, None),
        ("setInterval(() => { document.title += '!' }, 1800);", 1, None),
    ],
)  # fmt: skip
def test_pages_left_with_a_timer_are_looked_at_again(
    tmp_path: Path, script: str, opened: int, texts: tuple[str, ...] | None
) -> None:
    with serving({"/": POPUP.replace("SCRIPT", script), "/mug": MUG, "/robots.txt": ""}) as shop:
        settings = replace(QUICK, pictures=False, links=True)
        (visit,) = walk([plan(tmp_path, shop.url, STEPS)], tmp_path, settings)
        assert len(shop.reached("/")) == opened
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    assert visit.steps[0].page is not None
    assert visit.steps[0].page.overlays == ()
    assert [each.texts for each in visit.steps[0].late_overlays] == ([texts] if texts else [])


@pytest.mark.browser
def test_an_address_that_acts_is_not_opened_again(tmp_path: Path) -> None:
    page = POPUP.replace("SCRIPT", LATE)
    steps = STEPS.replace("goto: /}", "goto: /add-to-cart/5}").replace(
        "- {step: Look", "- {step: Add, goto: /put, commits: cart, expect: {heading: Mugs}}\n  - {step: Look"
    )
    with serving({"/add-to-cart/5": page, "/put": page, "/mug": MUG, "/robots.txt": ""}) as shop:
        (visit,) = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=True))
        assert [len(shop.reached(path)) for path in ("/add-to-cart/5", "/put")] == [1, 1]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason


@pytest.mark.browser
def test_pages_are_left_alone_where_no_links_are_asked_for(tmp_path: Path) -> None:
    with serving({"/": POPUP.replace("SCRIPT", LATE), "/mug": MUG}) as shop:
        settings = replace(QUICK, pictures=False, links=False)
        (visit,) = walk([plan(tmp_path, shop.url, STEPS)], tmp_path, settings)
        assert len(shop.reached("/")) == 1
    assert visit.steps[0].late_overlays == ()


BANNER = "<div style='height: 300px'>Free delivery this week</div>"
PUSHES = f"setTimeout(() => document.body.insertAdjacentHTML('afterbegin', `{BANNER}`), 1800);"
KEEPS = "setTimeout(() => document.body.insertAdjacentHTML('beforeend', '<p>Free delivery this week</p>'), 1800);"
COOKIES = (
    "<div role=dialog aria-label=Cookies style='position: fixed; bottom: 0'><p>We use cookies to measure.</p>"
    "<button onclick='localStorage.ok = 1; this.parentNode.remove()'>Reject all</button>"
    "<button>Accept all</button></div>"
)
ASKS = f"if (!localStorage.ok) {{ document.body.insertAdjacentHTML('beforeend', `{COOKIES}`); {PUSHES} }}"


@pytest.mark.browser
@pytest.mark.parametrize(("script", "jumps"), [(PUSHES, True), (KEEPS, False), (ASKS, False)])
def test_what_jumps_after_the_walk_has_gone_on_is_that_pages(tmp_path: Path, script: str, jumps: bool) -> None:
    with serving({"/": POPUP.replace("SCRIPT", script), "/mug": MUG, "/robots.txt": ""}) as shop:
        settings = replace(QUICK, pictures=False, links=True)
        (visit,) = walk([plan(tmp_path, shop.url, STEPS)], tmp_path, settings)
    shifts = [step.vitals.cls for step in visit.steps if step.vitals is not None and step.vitals.cls is not None]
    assert [shift > 0.1 for shift in shifts] == [jumps, False]
