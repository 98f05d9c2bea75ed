"""Why an element cannot be seen, and what only looks hidden."""

from __future__ import annotations

from tests.probe.bench import BOTH, Bench, page_named

_EXPECTED = {
    "plain": None, "none": "display", "invisible": "visibility", "faded": "opacity", "clear": "opacity", "dimmed": None,
    "flat": "zero-size", "outgrown": None, "reader": "clipped", "reader2": "clipped", "shut": "clipped",
    "escaped": None, "beyond": "clipped", "within": None, "scrolled": None, "left": "off-screen",
    "drawer": "off-screen", "stuck": "off-screen", "indented": "off-screen", "replaced": None, "summary": None,
    "folded": "display", "attribute": "display", "white": "text-colour", "ghost": "text-colour", "icon": None,
    "pale": None, "low": None,
}  # fmt: skip


@BOTH
def test_reason_why_each_element_cannot_be_seen(bench: Bench) -> None:
    bench.open(page_named("visibility"))
    assert bench.facts("hidden_by", [f"#{name}" for name in _EXPECTED]) == {f"#{k}": v for k, v in _EXPECTED.items()}


@BOTH
def test_text_of_hidden_parts_is_no_text_of_the_page(bench: Bench) -> None:
    bench.open(
        page_named("visibility").replace("Buy", "Buy it")
        + "<p class=sr>for screen readers</p><p style='font-size:0'>nought</p>"
    )
    page = bench.collect()
    shown = {name for name, reason in _EXPECTED.items() if reason is None and name not in ("summary", "icon")}
    ids = {block.locator.removeprefix("#") for block in page.blocks if block.text.startswith("Buy it")}
    # A covered ground and an image instead of words are judged for the action only.
    assert ids - {"white"} == shown - {"replaced"}
    assert "for screen readers" not in page.text
    assert "nought" not in page.text


@BOTH
def test_styled_choices_are_seen_by_their_labels(bench: Bench) -> None:
    bench.open(page_named("styled-choices"))
    names = ["switch", "radio", "file", "select", "gone", "honey", "bare", "plain"]
    facts = bench.facts("hidden_by", [f"#{name}" for name in names])
    assert [facts[f"#{name}"] for name in names] == [None, None, None, None, None, "off-screen", "opacity", None]
    fields = {field.name for form in bench.collect().forms for field in form.fields}
    assert fields == {"switch", "radio", "file", "select", "gone", "plain", "c", "below"}


@BOTH
def test_press_on_a_hidden_choice_goes_to_its_label(bench: Bench) -> None:
    page = bench.open(page_named("styled-choices"))
    raw = bench.ask_element("#radio", "examine", {"press": True})
    page.mouse.click(raw["point"]["x"], raw["point"]["y"])
    assert page.is_checked("#radio")
    assert raw["element"]["target_box"]["height"] >= 40
    assert raw["element"]["covers"] == []


@BOTH
def test_transparent_choice_of_a_group_is_pressed_at_its_own_label(bench: Bench) -> None:
    page = bench.open(page_named("styled-choices"))
    raw = bench.ask_element("#navy", "examine", {"press": True})
    page.mouse.click(raw["point"]["x"], raw["point"]["y"])
    assert page.is_checked("#navy")
    assert raw["element"]["target_box"]["height"] >= 40


@BOTH
def test_transparent_field_below_the_screen_is_scrolled_to(bench: Bench) -> None:
    bench.open(page_named("styled-choices"))
    assert bench.ask_element("#below", "examine", {"press": True})["point"] is not None


@BOTH
def test_what_still_fades_after_the_mouse_has_gone_is_for_the_mouse_alone(bench: Bench) -> None:
    page = bench.open(
        "<style>button { transition: opacity 9s linear } #add { opacity: 0 } .card:hover #add { opacity: 1 }"
        "#dim { opacity: .7 } #dim:hover { opacity: 1 } .gone #old { opacity: 0 }</style>"
        "<div class=card><p>Blue mug</p><button id=add>Add to cart</button></div>"
        "<button id=dim>Later</button><button id=old>Next</button>"
    )
    page.hover(".card p")
    page.evaluate("document.getAnimations().forEach(each => each.finish())")
    page.evaluate("document.body.className = 'gone'")
    page.mouse.move(900, 600)
    page.wait_for_function("getComputedStyle(document.querySelector('#add')).opacity < 1")
    page.wait_for_function("getComputedStyle(document.querySelector('#old')).opacity < 1")
    names = ["#add", "#dim", "#old"]
    assert bench.facts("hidden_by", names) == {"#add": "opacity", "#dim": None, "#old": None}
    assert bench.facts("is_revealed_by_hover", names) == {"#add": True, "#dim": False, "#old": False}


@BOTH
def test_what_a_finger_finds_in_its_place_is_not_of_hover_alone(bench: Bench) -> None:
    bench.open(
        "<style>.card:hover button { opacity: 1 } #buy, #late { opacity: 0 }"
        "@media (hover: hover) { .card #add { opacity: 0 } .card:hover #add { opacity: 1 } }"
        "@media (hover: none), (pointer: coarse) { #buy { opacity: 1 } }"
        "@media (hover: hover) { #late { color: navy } } @media (hover: none) { #late { color: navy } }</style>"
        "<div class=card><p>Blue mug</p><button id=add>Add to cart</button><button id=buy>Buy</button>"
        "<button id=late>Next</button></div>"
    )
    found = bench.facts("is_revealed_by_hover", ["#add", "#buy", "#late"])
    assert found == {"#add": False, "#buy": False, "#late": True}


@BOTH
def test_what_only_a_device_with_a_mouse_is_shown(bench: Bench) -> None:
    bench.open(
        "<style>.off { display: none } .dim { visibility: hidden } .card:hover #never { color: red }"
        "@media (hover: hover) and (pointer: fine) { .card:hover #add { display: block } }"
        "@media (hover: hover) { .card:hover .row { visibility: visible } } .card:hover #last { display: none }</style>"
        "<div class=card><p>Blue mug</p><button id=add class=off>Add to cart</button>"
        "<div class='row dim'><button id=buy>Buy</button></div>"
        "<button id=never class=off>Next</button><button id=last class=off>Last</button></div>"
    )
    names = ["#add", "#buy", "#never", "#last"]
    assert bench.facts("is_revealed_by_hover", names) == {"#add": True, "#buy": True, "#never": False, "#last": False}
    assert bench.facts("hidden_by", names[:2]) == {"#add": "display", "#buy": "visibility"}
