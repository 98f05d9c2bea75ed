"""A shelf whose buttons come out under a mouse, walked by a journey that hovers over the product's name first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.replay.shop import serving
from tests.replay.walking import QUICK, plan, walk

from frictionaudit.evidence.visit import VisitOutcome

SHELF = """<!doctype html><html lang=de><title>Laden</title><style>STYLES</style><h1>Laden</h1>
<ul><li class=card><a href=HREF><b>Blaue Tasse</b></a> 24 € LATE</li></ul><p id=said></p>"""
BUTTON = "<button class=late onclick=\"said.textContent = 'Im Korb'\">In den Korb</button>"
LINK = "<a class=late href=#cart onclick=\"said.textContent = 'Im Korb'\">In den Korb</a>"
FAINT = ".late { opacity: 0 } .card:hover .late { opacity: 1 }"
HIDDEN = ".late { display: none } .card:hover .late { display: inline-block }"
FOR_MICE = "@media (hover: hover) { .late { opacity: 0 } .card:hover .late { opacity: 1 } }"
STEPS = """
  - step: Put it in
    goto: /
    hover: Blaue Tasse
    click: In den Korb
    expect: {see: Im Korb}
"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("styles", "address", "late", "is_told"),
    [
        (HIDDEN, "/mug", BUTTON, True),
        (FAINT, "/mug", BUTTON, True),
        (HIDDEN, "/mug", LINK, False),  # as in a menu, whose name leads to the same links
        (HIDDEN, "#mug", BUTTON, False),  # a tap stays on the page, and may open it
        (FOR_MICE, "/mug", BUTTON, False),
    ],
)
def test_what_hovering_over_a_products_name_brings_out_is_of_mice_alone(
    tmp_path: Path, styles: str, address: str, late: str, is_told: bool
) -> None:
    page = SHELF.replace("STYLES", styles).replace("HREF", address).replace("LATE", late)
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, STEPS)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    pressed = visit.steps[0].actions[-1].element
    assert pressed is not None
    assert pressed.is_revealed_by_hover is is_told
