"""What stands in a frame under a bar of the outer page is brought clear of it before it is pressed or filled in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.replay.shop import serving
from tests.replay.walking import QUICK, plan, walk

from frictionaudit.evidence.visit import VisitOutcome

TILL = """<!doctype html><html lang=en><meta name=viewport content="width=device-width"><title>Checkout</title>
<header style="position:STUCK;top:0;height:HEIGHT;background:#fff;z-index:2;border-bottom:1px solid">
<a href=/basket style="display:block;padding:20px">Basket (1)</a></header><h1>Checkout</h1>
<iframe title=Checkout src=/form width=380 height=1700></iframe>"""
FORM = """<!doctype html><html lang=en><title>Form</title><form action=/thanks target=_top>
<p><label>E-mail <input name=mail></label><p><button>Check the address</button>
<div style="height:1450px"></div><label><input type=radio name=way>By post</label>
<p><button>Place order</button></form>"""
STEPS = """  - {step: Open, goto: /}
  - {step: Send, check: By post, WHAT, expect: {see: Thank you}, patience: 6s}
"""


@pytest.mark.browser
@pytest.mark.parametrize("persona", ["desktop-careful", "mobile-first"])
@pytest.mark.parametrize(
    ("what", "stuck", "height", "is_through"),
    [
        ("fill: {E-mail: a@example.com}, click: Place order", "sticky", "80px", True),
        ("click: Check the address", "sticky", "80px", True),
        ("click: Check the address", "fixed", "100vh", False),
    ],
    ids=["a field", "a button", "covered wherever it stands"],
)
def test_a_bar_of_the_outer_page_is_scrolled_clear_of(
    tmp_path: Path, persona: str, what: str, stuck: str, height: str, is_through: bool
) -> None:
    pages = {
        "/": TILL.replace("STUCK", stuck).replace("HEIGHT", height),
        "/form": FORM,
        "/thanks": "<!doctype html><html lang=en><title>Thanks</title><h1>Thank you</h1>",
        "/basket": "<!doctype html><html lang=en><title>Basket</title><h1>Your basket</h1>",
    }
    steps = STEPS.replace("WHAT", what)
    if not is_through:
        steps = steps.replace("check: By post, ", "")
    with serving(pages) as shop:
        walked = plan(tmp_path, shop.url, steps, persona=persona)
        visit = walk([walked], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert (visit.outcome is VisitOutcome.COMPLETED) is is_through, visit.reason
    assert "/basket" not in [request.path for request in shop.requests]
