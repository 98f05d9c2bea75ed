"""How large the area is that takes the press, and how near the next one stands."""

from __future__ import annotations

import pytest
from tests.probe.bench import BOTH, Bench, page_named


@BOTH
def test_target_holds_label_padding_pictures_and_pseudo_elements(bench: Bench) -> None:
    bench.open(page_named("targets"))
    names = ["alone", "grown", "wrapped", "beside-label", "pictured", "span"]
    boxes = bench.facts("target_box", [f"#{name}" for name in names])
    sizes = {name: (boxes[f"#{name}"].width, boxes[f"#{name}"].height) for name in names}
    assert sizes["alone"] == (16, 16)
    assert sizes["grown"] == (40, 40)
    assert sizes["wrapped"][1] >= 40
    assert sizes["beside-label"][0] > 35
    assert sizes["pictured"][1] >= 60
    assert sizes["span"][1] >= 32


@BOTH
def test_the_label_round_a_drawn_choice_takes_its_press(bench: Bench) -> None:
    row = (
        "<label style='display:flex;width:300px;height:44px'><span role=radio tabindex=0 id={0} "
        "style='width:16px;height:16px'></span>{1}<span>Invoice</span></label>"
    )
    hidden = "<input type=radio name=pay tabindex=-1 style='position:absolute;width:1px;height:1px;opacity:0'>"
    shown = "<input type=radio name=other>"
    bench.open(row.format("drawn", hidden) + row.format("lone", "") + row.format("another", shown))
    boxes = bench.facts("target_box", ["#drawn", "#lone", "#another"])
    assert (boxes["#drawn"].width, boxes["#drawn"].height) == (300, 44)
    assert boxes["#lone"].width < 44
    assert boxes["#another"].width < 44


@BOTH
def test_a_larger_link_beside_it_that_leads_to_the_same_is_the_target(bench: Bench) -> None:
    card = "<a href={0} style='display:block;width:160px;height:160px'></a><a id={1} href=/mug>Mug</a>"
    bench.open(card.format("/mug", "same") + card.format("/cup", "other"))
    boxes = bench.facts("target_box", ["#same", "#other"])
    assert (boxes["#same"].width, boxes["#same"].height) == (160, 160)
    assert boxes["#other"].height < 44


@BOTH
def test_room_around_small_targets(bench: Bench) -> None:
    bench.open(page_named("targets"))
    names = ["alone", "one", "three", "beside", "wide", "grown", "pictured", "disabled-near"]
    spaced = bench.facts("is_spaced", [f"#{name}" for name in names])
    assert [spaced[f"#{name}"] for name in names] == [True, False, True, False, True, None, None, True]
    near = bench.facts("spacing_px", ["#alone", "#one", "#three", "#wide"])
    assert near == {"#alone": None, "#one": 4, "#three": 8, "#wide": pytest.approx(2)}


@BOTH
def test_a_hidden_choice_is_no_neighbour_of_the_label_that_draws_it(bench: Bench) -> None:
    bench.open(
        "<style>input { display: none } label { display: inline-block; font: 14px/20px sans-serif }</style>"
        "<p style='margin:40px'><input type=checkbox id=terms><label for=terms id=drawn>I accept the terms</label></p>"
        "<p style='margin:0'><input type=checkbox id=a><label for=a id=tight>News</label></p>"
        "<p style='margin:0'><input type=checkbox id=b><label for=b>Offers</label></p>"
    )
    assert bench.facts("is_spaced", ["#drawn", "#tight"]) == {"#drawn": True, "#tight": False}


@BOTH
def test_links_in_running_text_are_told(bench: Bench) -> None:
    bench.open(
        "<p>I accept the <a id=prose href=/t>terms of sale</a>.</p><p><a id=alone href=/t>All our terms</a></p>"
        "<p><a id=first href=/1>Home</a> | <a href=/2>Shop</a></p><ul><li><a id=item href=/3>Shop</a></ul>"
        "<p>See <b>also <a id=deep href=/4>this</a></b></p>"
        "<p>Now <a id=block href=/5 style='display:inline-block'>buy</a></p>"
        "<div>Words <button id=button>Buy</button></div>"
    )
    names = ["prose", "alone", "first", "item", "deep", "block", "button"]
    facts = bench.facts("is_inline_link", [f"#{name}" for name in names])
    assert [facts[f"#{name}"] for name in names] == [True, False, False, False, True, False, False]


@BOTH
def test_labels_that_do_not_fit(bench: Bench) -> None:
    bench.open(page_named("labels"))
    expected = {
        "fits": None, "hidden": "overflow", "dots": "ellipsis", "inner": "ellipsis", "outgrown": "overflow",
        "tall": "overflow", "clamped": "ellipsis", "wraps": None, "reader": None, "tight": None, "exact": None,
        "slack": None, "clipped": "overflow", "text": None, "submit-fits": None,
    }  # fmt: skip
    assert bench.facts("label_cut", [f"#{k}" for k in expected]) == {f"#{k}": v for k, v in expected.items()}


def test_label_of_a_submit_input_that_does_not_fit(bench: Bench) -> None:
    bench.open(page_named("labels"))
    assert bench.examine("#submit").label_cut == "overflow"
