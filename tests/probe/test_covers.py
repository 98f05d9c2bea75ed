"""What takes the press that was meant for an element, and what only seems to."""

from __future__ import annotations

from typing import Any

from tests.probe.bench import BOTH, Bench, page_named

_COVERED_AT_CENTRE = {
    "#free": [], "#under": ["#wall"], "#passed": [], "#parts": [], "#pseudo": [], "#inner-part": [], "#part": [],
    "#host": [], "#light": [], "#behind": ["#card"], "#framed": ["#frame"], "#wrapped": [], "#wrap": [],
    "#wrapping": [],
}  # fmt: skip


def _at_centre(bench: Bench, selector: str) -> list[str]:
    return [cover.subject.locator for cover in bench.examine(selector).covers if cover.at_centre]


@BOTH
def test_only_foreign_boxes_that_take_the_press_cover(bench: Bench) -> None:
    bench.open(page_named("covers"))
    assert {selector: _at_centre(bench, selector) for selector in _COVERED_AT_CENTRE} == _COVERED_AT_CENTRE


@BOTH
def test_control_that_lets_presses_through_does_not_get_them(bench: Bench) -> None:
    bench.open(page_named("covers"))
    assert bench.examine("#numb").covers[0].at_centre


@BOTH
def test_partial_cover_has_its_share_and_leaves_a_point(bench: Bench) -> None:
    bench.open(page_named("covers"))
    raw = bench.ask_element("#partly", "examine", {"press": True})
    (cover,) = raw["element"]["covers"]
    assert (cover["subject"]["locator"], cover["at_centre"]) == ("#badge", False)
    assert 0.3 <= cover["share"] <= 0.34
    assert raw["point"] == {"x": 60, "y": 140}


@BOTH
def test_a_fields_own_button_does_not_cover_it(bench: Bench) -> None:
    wide = "position:absolute; right:0; top:0; width:90px; height:40px"
    bench.open(f"""<style>.field {{ position:relative; width:240px; margin:40px }} input {{ width:240px; height:40px }}
    </style><form><div class=field><input id=own aria-label=Search><button style="{wide}">Go</button></div></form>
    <div class=field><input id=strange aria-label=Name></div>
    <button id=chat style="position:absolute; left:200px; top:125px; width:80px; height:38px">Chat</button>
    <div class=field><input id=middle aria-label=Mail><button id=over style="{wide}; width:200px">Go</button></div>""")
    assert bench.examine("#own").covers == ()
    assert [cover.subject.locator for cover in bench.examine("#strange").covers] == ["#chat"]
    assert [cover.at_centre for cover in bench.examine("#middle").covers] == [True]


@BOTH
def test_a_transparent_choice_that_passes_presses_on_is_its_label(bench: Bench) -> None:
    bench.open("""<style>fieldset { margin:40px } input { position:absolute; opacity:0; pointer-events:none }
    label { display:inline-block; padding:12px 16px; margin-left:8px; border:1px solid }
    </style><fieldset>
    <legend>Time</legend><input type=radio name=t id=five><label for=five>17:00</label><input type=radio name=t
    id=seven><label for=seven>19:00</label></fieldset>""")
    assert bench.examine("#seven").covers == ()
    bench.open("""<style>input { position:absolute; opacity:0; pointer-events:none } label { padding:12px }
    #wall { position:fixed; inset:0 }</style><input type=radio id=one><label for=one>17:00</label>
    <div id=wall></div>""")
    assert [cover.subject.locator for cover in bench.examine("#one").covers] == ["#wall"]


def test_control_in_an_open_shadow_root_is_examined(bench: Bench) -> None:
    page = bench.open(page_named("covers"))
    deep = page.locator("#deep").element_handle()
    assert deep is not None
    raw: dict[str, Any] = deep.evaluate("e => __frictionaudit__.text('examine', e, {}).then(JSON.parse)")
    assert raw["element"]["covers"] == []
    assert raw["element"]["subject"]["locator"] == "#host >> #deep"
    assert page.locator(raw["element"]["subject"]["locator"]).count() == 1


@BOTH
def test_sticky_bar_covers_nothing_that_scrolling_frees(bench: Bench) -> None:
    page = bench.open(page_named("sticky"))
    element = bench.examine("#buy")
    assert element.covers == ()
    assert element.is_below_fold
    assert element.first_box is not None
    assert element.first_box.y > 1900
    page.evaluate("scrollTo(0, 4000)")
    assert bench.examine("#buy").covers == ()


@BOTH
def test_layer_over_the_whole_page_covers(bench: Bench) -> None:
    bench.open(
        page_named("sticky")
        + "<div id=veil style='position:fixed;inset:0;z-index:9'><form><p>Subscribe!</p></form></div>"
    )
    (cover,) = bench.examine("#buy").covers
    assert (cover.subject.locator, cover.at_centre, cover.share) == ("#veil", True, 1)


@BOTH
def test_least_scroll_does_not_move_what_is_in_view(bench: Bench) -> None:
    page = bench.open(
        "<button id=a>One</button><div style='height:400px'></div><button id=b>Two</button>"
        "<div style='height:3000px'></div>"
    )
    assert bench.examine("#b").is_below_fold is False
    assert page.evaluate("scrollY") == 0


@BOTH
def test_what_glides_is_pressed_where_it_comes_to_rest(bench: Bench) -> None:
    page = bench.open("<div style='height:900px'></div><button id=buy>Buy</button><div style='height:3000px'></div>")
    page.evaluate("() => { scrollTo({top: 850, behavior: 'smooth'}) }")
    page.wait_for_function("() => document.querySelector('#buy').getBoundingClientRect().bottom < innerHeight")
    point = bench.ask_element("#buy", "examine", {"press": True})["point"]
    box = page.locator("#buy").bounding_box()
    assert box is not None
    assert box["y"] < point["y"] < box["y"] + box["height"]


def test_layer_over_a_frame_is_found_from_outside(bench: Bench) -> None:
    inner = bench.url("<button id=pay style='margin:20px'>Pay</button>")
    page = bench.open(
        f"<iframe id=frame src='{inner}' style='margin:30px;border:5px solid;padding:7px;width:300px;height:200px'>"
    )
    offset = bench.ask_element("#frame", "frame_offset")
    assert offset == {"x": 50, "y": 50}
    assert bench.ask_element("#frame", "cover_at", {"x": 100, "y": 100}) is None
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<div id=veil style=\"position:fixed;inset:0\"></div>')"
    )
    assert bench.ask_element("#frame", "cover_at", {"x": 100, "y": 100})["subject"]["locator"] == "#veil"
