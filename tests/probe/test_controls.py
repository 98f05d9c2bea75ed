"""What there is to press on a page, and how much it looks like it; words that are struck through."""

from __future__ import annotations

import pytest
from tests.probe.bench import BOTH, Bench, page_named

from frictionaudit.evidence.page import ControlEvidence


def _controls(bench: Bench) -> dict[str, ControlEvidence]:
    bench.open(page_named("controls"))
    return {each.subject.locator.removeprefix("#"): each for each in bench.collect().controls}


@BOTH
def test_controls_are_what_can_be_pressed_and_seen(bench: Bench) -> None:
    assert list(_controls(bench)) == [
        "menu", "plain", "bare", "ghost", "dim", "anchor", "frame", "inner", "loose", "role", "send", "off",
        "gradient", "more", "deep",
    ]  # fmt: skip


@BOTH
def test_a_control_says_where_it_leads_and_stands(bench: Bench) -> None:
    controls = _controls(bench)
    anchor = controls["anchor"]
    assert (anchor.subject.role, anchor.subject.name, anchor.region) == ("link", "Checkout", "main")
    assert anchor.href.endswith("/checkout")
    assert [controls[name].href for name in ("loose", "role", "plain")] == ["", "", ""]
    assert (controls["menu"].region, controls["send"].subject.name) == ("header", "Send")
    assert [name for name, each in controls.items() if each.is_disabled] == ["off"]
    assert [name for name, each in controls.items() if not each.is_in_viewport] == ["deep"]


@BOTH
def test_a_button_is_told_by_its_paint(bench: Bench) -> None:
    controls = _controls(bench)
    assert {name for name, each in controls.items() if not each.is_button_like} == {"bare", "more"}
    told = {name: controls[name].background for name in ("anchor", "role", "inner", "dim", "frame", "bare", "gradient")}
    assert told == {
        "anchor": "#00aa55", "role": "#003366", "inner": "#00aa55", "dim": "#808080",
        "frame": None, "bare": None, "gradient": "#c3c3c3",
    }  # fmt: skip
    assert controls["role"].contrast == pytest.approx(12.6, abs=0.1)
    assert controls["frame"].contrast == 1
    assert controls["gradient"].contrast == pytest.approx(1.75, abs=0.05)
    assert controls["anchor"].font_px == 16
    assert controls["anchor"].area > 1_000


@BOTH
@pytest.mark.parametrize(
    ("paint", "background"),
    [
        ("linear-gradient(90deg, #0b4f8a, #0b6f8a 80%)", "#0b5f8a"),
        ("radial-gradient(circle, #fff, #000)", "#808080"),
        ("linear-gradient(rgba(0, 0, 0, .5), rgba(0, 0, 0, .5)) #fff", "#808080"),
        ("linear-gradient(transparent, #000)", None),  # what lies below is another element's
        ("linear-gradient(#000, #000), linear-gradient(#fff, #fff)", None),
        ("linear-gradient(#000, #000) 0 100% / 100% 2px no-repeat", None),  # a line under the words
        ("url(data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=)", None),
    ],
)
def test_a_gradient_has_the_mean_of_its_colours(bench: Bench, paint: str, background: str | None) -> None:
    bench.open(f"<main><button style='border: 0; padding: 8px; background: {paint}'>Buy</button></main>")
    (buy,) = bench.collect().controls
    assert (buy.background, buy.is_button_like) == (background, True)


def test_what_lies_under_a_layer_is_not_in_view(bench: Bench) -> None:
    bench.open(
        "<button id=under>Under</button><button id=over style='position:absolute;top:0;left:0;width:300px;height:90px'>"
        "Over</button>"
    )
    assert [(each.subject.name, each.is_in_viewport) for each in bench.collect().controls] == [
        ("Under", False),
        ("Over", True),
    ]


def test_controls_in_the_shadow_are_met(bench: Bench) -> None:
    page = bench.open("<div id=host></div>")
    page.evaluate("host.attachShadow({mode: 'open'}).innerHTML = '<button>Pay</button>'")
    (pay,) = bench.collect().controls
    assert (pay.subject.name, pay.subject.locator, pay.is_button_like) == ("Pay", "#host >> button", True)


@BOTH
def test_struck_words_are_texts_of_their_own(bench: Bench) -> None:
    bench.open(
        "<p><del>49,00 €</del> <ins>39,00 €</ins></p><p><span style='text-decoration:line-through'>59 €</span>"
        "now 55 €</p>"
        "<p style='text-decoration:line-through'>Old <b>99 €</b> <span style='display:inline-block'>89 €</span></p>"
        "<del style='text-decoration:none'>12 €</del>"
    )
    assert [(block.text, block.is_struck) for block in bench.collect().blocks] == [
        ("49,00 €", True), ("39,00 €", False), ("59 €", True), ("now 55 €", False),
        ("Old 99 €", True), ("89 €", False), ("12 €", True),
    ]  # fmt: skip


def test_a_mark_of_the_step_is_seen(bench: Bench) -> None:
    bench.open("<ol><li>1<li aria-current=step>2</ol>")
    assert bench.collect().has_step_mark
    bench.open("<ol hidden><li>1<li aria-current=step>2</ol><p aria-current=page>Shop</p>")
    assert not bench.collect().has_step_mark


def test_bare_circles_mark_the_step_where_some_are_done(bench: Bench) -> None:
    bench.open("<ol><li class='step step-done'>✓<li class='step step-current'>✎<li class=step>💳</ol>")
    assert bench.collect().has_step_mark
    for near in (
        "<ul><li class=active>1<li>2<li>3</ul>",
        "<ul><li class=done>✓<li class=done>✓<li class=done>✓</ul>",
        "<ol hidden><li class=step-done>✓<li class=step-current>2<li>3</ol>",
    ):
        bench.open(near)
        assert not bench.collect().has_step_mark
