"""Contrast of a label with its ground, and where it cannot be told."""

from __future__ import annotations

import pytest
from tests.probe.bench import BOTH, Bench, page_named

_EXPECTED = {
    "black": 21, "grey": 4.48, "alpha": 3.95, "glass": 3.95, "faded": 3.95, "group": 5.32, "inherited": 4.54,
    "gradient": None, "picture": None, "solid": 21, "hero": None, "corner": 15.91, "outside": None, "veiled": None,
    "icon": None, "sign": None, "off": None, "mixed": 21, "field": 3.54, "blend": None, "cut": None,
    "oklch": 4.93, "lab": 5.13, "p3": 4.48, "submit": 4.48, "slotted": 4.54,
}  # fmt: skip


_PLAIN = "border: 0; background: #fff; color: #000"


@BOTH
def test_contrast_of_each_label(bench: Bench) -> None:
    bench.open(page_named("contrast"))
    facts = bench.facts("contrast", [f"#{name}" for name in _EXPECTED])
    assert facts == {
        f"#{name}": None if ratio is None else pytest.approx(ratio, abs=0.15) for name, ratio in _EXPECTED.items()
    }


@BOTH
@pytest.mark.parametrize(
    ("style", "ratio"),
    [
        ("color: #bbb; background: linear-gradient(#fff, #f4f4f4)", 1.92),  # the kindest of its colours
        ("color: #fff; background: linear-gradient(90deg, #0b4f8a, #0a3a66)", 11.7),
        ("color: #fff; background: #222 linear-gradient(transparent, rgba(0, 0, 0, .4))", 18),
        ("color: #999; background: linear-gradient(#fff, #888)", None),  # here it can be read and there it cannot
        ("color: #fff; background: linear-gradient(transparent, #000)", None),
        ("color: #000; background: linear-gradient(#000, #000) 0 100% / 100% 2px no-repeat", None),
        ("color: #bbb; background: linear-gradient(#fff, #fff), url(/picture)", None),
    ],
)
def test_over_a_gradient_contrast_is_told_where_all_its_colours_say_the_same(
    bench: Bench, style: str, ratio: float | None
) -> None:
    bench.open(f"<main><button id=b style='border: 0; {style}'>Buy now</button></main>")
    assert bench.facts("contrast", ["#b"]) == {"#b": ratio if ratio is None else pytest.approx(ratio, abs=0.4)}


@BOTH
@pytest.mark.parametrize(("overflow", "ratio"), [("hidden", 1.67), ("visible", None)])
def test_words_that_are_cut_off_at_the_edge_of_their_ground_stand_on_it(
    bench: Bench, overflow: str, ratio: float | None
) -> None:
    style = f"border: 0; width: 70px; white-space: nowrap; background: #9fc7b9; color: #eef6f2; overflow: {overflow}"
    bench.open(f"<main><button id=b style='{style}'>Add to the basket</button></main>")
    assert bench.facts("contrast", ["#b"]) == {"#b": ratio if ratio is None else pytest.approx(ratio, abs=0.15)}


@BOTH
def test_large_text_is_told(bench: Bench) -> None:
    bench.open(
        "<button id=a style='font-size:24px'>Buy</button>"
        "<button id=b style='font-size:18.66px;font-weight:700'>Buy</button>"
        "<button id=c style='font-size:18.66px'>Buy</button>"
        "<button id=d><span style='font-size:30px'>Buy me</span> x</button>"
    )
    assert bench.facts("is_large_text", ["#a", "#b", "#c", "#d"]) == {"#a": True, "#b": True, "#c": False, "#d": True}


@BOTH
def test_blocks_in_view_have_contrast_where_it_is_plain(bench: Bench) -> None:
    bench.open(
        "<p id=plain style='color:#777'>Total 24 euros</p>"
        "<div style='background:url(/picture)'><p id=on>On a picture</p></div>"
        "<div style='opacity:.5'><p id=faded>Faded words</p></div>"
        "<div style='background:#000;color:#fff'><p id=dark>Dark</p></div>"
    )
    blocks = {block.locator: block.contrast for block in bench.collect().blocks}
    assert blocks == {"#plain": 4.48, "#on": None, "#faded": None, "#dark": 21}


@BOTH
def test_axe_is_asked_of_all_words_but_those_that_plainly_stand_out(bench: Bench) -> None:
    bench.open(
        "<main><p id=plain>Total 24 euros</p><p id=grey style='color:#777'>Grey</p>"
        "<p id=near style='color:#757575'>Just enough</p><p id=shadow style='text-shadow:0 0 2px #000'>Shadow</p>"
        "<div style='background:url(/picture)'><p id=on>On a picture</p></div>"
        "<div style='background:#000;width:40px;height:20px'><p id=out style='color:#fff;white-space:nowrap'>"
        "Sticks out of its black box</p></div>"
        "<div style='position:absolute;inset:0 0 auto;height:40px;background:#000'></div><p><b id=bold>Bold</b></p>"
        "<label id=label>Name <input id=field value=Maija></label><p id=holder><b>Only its child speaks</b></p></main>"
    )
    ids = ["plain", "grey", "near", "shadow", "on", "out", "bold", "label", "field", "holder"]
    told = bench.page.evaluate(
        "ids => { const isPlain = __frictionaudit__.legibility();"
        " return ids.filter(id => isPlain(document.getElementById(id))) }",
        ids,
    )
    assert told == ["bold", "label"]


@BOTH
@pytest.mark.parametrize(("start", "end", "ratio"), [(0, 1, 21), (0, 0.5, 3.95), (1, 0, 3.95)])
def test_what_is_fading_in_is_judged_as_it_will_stand(bench: Bench, start: float, end: float, ratio: float) -> None:
    fade = f"opacity: {start}; transition: opacity 1000s linear -500s"
    bench.open(
        f"<body style='background: #fff'><div id=g style='{fade}'><button id=b style='{_PLAIN}'>Buy</button></div>"
    )
    bench.page.evaluate("end => { const g = document.getElementById('g'); g.offsetTop; g.style.opacity = end }", end)
    assert bench.facts("contrast", ["#b"]) == {"#b": pytest.approx(ratio, abs=0.2)}


@BOTH
@pytest.mark.parametrize(
    ("start", "end", "ratio"),
    [
        ("background-color: #ddd", {"backgroundColor": "#000"}, 21),
        ("background-color: #000", {"backgroundColor": "#fff"}, 1),
        ("color: #000; background-color: #000", {"color": "#fff"}, 21),
    ],
)
def test_colours_that_still_change_are_judged_as_they_will_stand(
    bench: Bench, start: str, end: dict[str, str], ratio: float
) -> None:
    change = f"border: 0; color: #fff; {start}; transition: all 1000s linear -500s"
    bench.open(f"<body style='background: #fff'><button id=b style='{change}'><span>Buy</span></button>")
    bench.page.evaluate(
        "end => { const b = document.getElementById('b'); b.offsetTop; Object.assign(b.style, end) }", end
    )
    assert bench.facts("contrast", ["#b"]) == {"#b": pytest.approx(ratio, abs=0.2)}
