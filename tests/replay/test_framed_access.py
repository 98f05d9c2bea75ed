"""What axe-core says of the frames in a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.replay.shop import serving
from tests.replay.walking import QUICK, plan, walk

from frictionaudit.evidence.visit import VisitOutcome

FRAMED = """<!doctype html><html lang=en><title>Checkout</title><main><h1>Checkout</h1><p>All of clay.</p>
<img src=data:,><iframe title=Checkout src="FROM/form" width=380 height=300></iframe></main>"""
BAD_FORM = "<!doctype html><h1>Details</h1><p><a href=/thanks>Terms</a></p>CONTENT<img src=data:,x><button></button>"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("origin", "found"),
    [("", [{"image-alt": 2, "button-name": 1}, {"link-name": 1}]), ("http://localhost:PORT", [{"image-alt": 1}, {}])],
    ids=["the shop's own", "another's"],
)
def test_what_stands_in_the_shops_own_frame_is_judged_with_its_page(
    tmp_path: Path, origin: str, found: list[dict[str, int]]
) -> None:
    """Nor is a frame asked what only a page must have: a title, a language."""
    go_on = '<button onclick="this.outerHTML = `<a href=/thanks></a><p>Paid`">Pay</button>'
    pages = {"/form": BAD_FORM.replace("CONTENT", go_on)}
    with serving(pages) as shop:
        shop.pages["/"] = FRAMED.replace("FROM", origin.replace("PORT", str(shop.port)))
        steps = "\n  - {step: Open, goto: /}\n  - {step: Pay, click: Pay, expect: {see: Paid}}\n"
        settings = replace(QUICK, axe=True, pictures=False, links=False)
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, settings)[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    told = [{each.rule: each.node_count for each in step.axe.violations} for step in visit.steps if step.axe]
    assert told == found
