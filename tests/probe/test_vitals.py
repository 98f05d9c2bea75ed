"""Figures of the engine itself: shifts, long tasks, paints, and what an input cost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route
from tests.probe.bench import BOTH, Bench

_SHIFT = """<button id=go>Go</button><div id=ad style="height:0"></div><p style="height:300px;background:#ddd">Words</p>
<script>const push = (px) => { ad.style.height = px + 'px' }</script>"""
_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30))))"


def test_shifts_since_begin_are_summed(bench: Bench) -> None:
    page = bench.open(_SHIFT)
    page.evaluate("push(200)")
    page.evaluate(_FRAMES)
    first = bench.ask("collect", {})["vitals"]["cls"]
    assert 0.05 < first < 0.5
    page.evaluate("push(0)")
    page.evaluate(_FRAMES)
    assert bench.ask("collect", {})["vitals"]["cls"] > first
    bench.ask("begin")
    assert bench.ask("collect", {})["vitals"]["cls"] == 0


def test_shift_in_answer_to_an_input_is_none(bench: Bench) -> None:
    page = bench.open(_SHIFT + "<script>go.onclick = () => push(200)</script>")
    page.click("#go")
    page.evaluate(_FRAMES)
    assert bench.ask("collect", {})["vitals"]["cls"] == 0


_LATE_MS = 700


@pytest.mark.parametrize(
    ("asked_by", "jumps"),
    [
        ("go.onclick = () => fetch('/kept').then(() => push(200))", False),
        ("fetch('/news').then(() => push(200))", True),  # asked for before the press, and come after it
        ("go.onclick = () => { history.pushState(1, '', '/next'); fetch('/kept').then(() => push(200)) }", True),
        (f"go.onclick = () => {{ fetch('/kept'); setTimeout(() => push(200), {_LATE_MS + 900}) }}", True),
    ],
)
def test_what_a_press_asked_of_the_server_is_its_answer(bench: Bench, asked_by: str, jumps: bool) -> None:
    kept: list[Route] = []
    for path in ("**/kept", "**/news"):
        bench.page.route(path, lambda route: kept.append(route))
    page = bench.open(f"{_SHIFT}<script>{asked_by}</script>")
    page.click("#go")
    page.wait_for_timeout(_LATE_MS)
    kept[0].fulfill(body="kept")
    page.wait_for_function("ad.offsetHeight > 0")
    page.evaluate(_FRAMES)
    figure = bench.ask("collect", {})["vitals"]["cls"]
    for path in ("**/kept", "**/news"):
        bench.page.unroute(path)
    assert (figure > 0) is jumps


@pytest.mark.parametrize(("place", "jumps"), [("#review", False), ("", True)])
def test_view_that_gives_way_to_the_next_does_not_jump(bench: Bench, place: str, jumps: bool) -> None:
    page = bench.open(_SHIFT)
    page.evaluate("place => { history.pushState(1, '', place || location.href); push(200) }", place)
    page.evaluate(_FRAMES)
    assert (bench.ask("collect", {})["vitals"]["cls"] > 0) is jumps


def test_long_tasks_block_and_ours_do_not(bench: Bench) -> None:
    page = bench.open("<p>Words</p>")
    work = "ms => { const end = performance.now() + ms; while (performance.now() < end); }"
    page.evaluate(f"() => new Promise(done => setTimeout(() => {{ ({work})(300); setTimeout(done, 50) }}))")
    blocked = bench.ask("collect", {})["vitals"]["tbt_ms"]
    assert blocked >= 200
    bench.ask("begin")
    page.evaluate(f"() => {{ const start = performance.timeOrigin + performance.now(); ({work})(200); "
                  "__frictionaudit__.own_work({start, end: performance.timeOrigin + performance.now()}) }")  # fmt: skip
    page.evaluate(_FRAMES)
    assert bench.ask("collect", {})["vitals"]["tbt_ms"] < 60
    assert bench.ask("collect", {"until": 1})["vitals"]["tbt_ms"] == 0


@BOTH
def test_paints_and_inputs(bench: Bench) -> None:
    work = "const end = performance.now() + 120; while (performance.now() < end);"
    page = bench.open(f"<h1>Mug</h1><button id=go onclick='{work} this.textContent = 1'>Go</button>")
    page.evaluate(_FRAMES)
    page.click("#go")
    page.evaluate(_FRAMES)
    raw = bench.ask("collect", {})
    assert raw["vitals"]["lcp_ms"] > 0
    assert raw["vitals"]["fcp_ms"] > 0
    pressed = raw["inputs"][0]
    assert pressed["type"] == "pointerdown"
    assert pressed["at"] == pytest.approx(raw["now"], abs=60_000)
    assert max(each["input_to_paint_ms"] or 0 for each in raw["inputs"]) >= 100
    assert raw["input_gap"] is None


@pytest.mark.parametrize(
    ("attributes", "is_waited_for"),
    [
        ("width=600 height=400 alt='Brass lamp'", True),
        ("width=600 height=400 alt=''", False),
        ("width=120 height=40 alt='Free returns'", False),
        ("width=600 height=400 alt='Brass lamp' style='margin-top: 2000px'", False),
    ],
)
def test_picture_of_few_bytes_that_is_the_content_is_waited_for(
    bench: Bench, attributes: str, is_waited_for: bool
) -> None:
    page = bench.open(f"<h1>Brass lamp for the table, with a shade of glass</h1><img id=lamp {attributes}>")
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='600' height='400'><circle cx='300' cy='200' r='90'/></svg>"
    )
    come = "drawing => new Promise(done => { lamp.onload = done; lamp.src = 'data:image/svg+xml,' + drawing })"
    page.evaluate("() => new Promise(done => setTimeout(done, 700))")
    page.evaluate(come, drawing)
    page.evaluate(_FRAMES)
    assert (bench.ask("collect", {})["vitals"]["lcp_ms"] >= 700) is is_waited_for


def test_what_firefox_does_not_show_is_none(firefox: Bench) -> None:
    firefox.open("<p>Words</p>")
    vitals = firefox.ask("collect", {})["vitals"]
    assert (vitals["cls"], vitals["tbt_ms"]) == (None, None)


_MOVING = """<style>button { height: 40px; display: block } .spacer { height: 0 }</style><div id=ad class=spacer></div>
<button id=buy>Buy</button><div style="height:3000px"></div>"""


@BOTH
def test_watched_element_that_is_pushed_has_moved(bench: Bench) -> None:
    page = bench.open(_MOVING)
    bench.ask_element("#buy", "watch")
    page.evaluate("ad.innerHTML = '<p id=late style=\"height:90px;margin:0\">News</p>'; ad.style.height = 'auto'")
    page.evaluate(_FRAMES)
    motion = bench.examine("#buy").motion
    assert motion is not None
    assert motion.distance_px == 90
    assert "#late" in motion.cause or "#ad" in motion.cause


@BOTH
@pytest.mark.parametrize(
    "deed",
    [
        "scrollTo(0, 200)",
        "buy.style.animation = 'in .2s'; document.head.append(Object.assign(document.createElement('style'), "
        "{textContent: '@keyframes in { from { translate: 0 300px } }'}))",
        "document.body.style.color = 'red'",
    ],
)
def test_scrolling_and_its_own_entrance_are_no_movement(bench: Bench, deed: str) -> None:
    page = bench.open(_MOVING)
    bench.ask_element("#buy", "watch")
    page.evaluate(deed)
    page.evaluate(_FRAMES)
    motion = bench.examine("#buy").motion
    assert motion is not None
    assert motion.distance_px == 0


@BOTH
def test_entrance_within_a_component_is_no_movement(bench: Bench) -> None:
    """A drawer of a component library slides in by an animation of its shadow tree, with the page's button in it."""
    page = bench.open(
        f"<c-drawer>{_MOVING}</c-drawer><script>customElements.define('c-drawer', class extends HTMLElement {{ "
        "connectedCallback() { this.attachShadow({mode: 'open'}).innerHTML = '<div id=panel><slot></slot></div>'; } });"
        "</script>"
    )
    bench.ask_element("#buy", "watch")
    page.evaluate(
        "() => document.querySelector('c-drawer').shadowRoot.getElementById('panel')"
        ".animate([{translate: '0 300px'}, {translate: '0 0'}], 250).finished.then(() => {})"
    )
    page.evaluate(_FRAMES)
    motion = bench.examine("#buy").motion
    assert motion is not None
    assert motion.distance_px == 0


def test_end_of_its_own_entrance_that_a_busy_page_shows_late_is_no_movement(bench: Bench) -> None:
    page = bench.open(
        f"<style>@keyframes in {{ from {{ translate: 0 300px }} }}</style><main id=panel>{_MOVING}</main>"
    )
    bench.ask_element("#buy", "watch")
    page.evaluate(
        "() => new Promise(done => { panel.style.animation = 'in .2s'; requestAnimationFrame(() => setTimeout(() => {"
        "const end = performance.now() + 400; while (performance.now() < end); done() }, 40)) })"
    )
    page.evaluate(_FRAMES)
    motion = bench.examine("#buy").motion
    assert motion is not None
    assert motion.distance_px == 0


_STICKY = """<style>body { margin: 0 } button { height: 40px } .bar { position: sticky; bottom: 0 }</style>
<div id=ad></div><div style="height:900px"></div><p class=bar><button id=buy>Buy</button></p>
<div style="height:3000px"></div>"""


@BOTH
def test_sticky_bar_that_the_page_scrolls_past_is_no_movement(bench: Bench) -> None:
    page = bench.open(_STICKY)
    bench.ask_element("#buy", "watch")
    page.evaluate("scrollTo(0, innerHeight)")
    page.evaluate(_FRAMES)
    motion = bench.examine("#buy").motion
    assert motion is not None
    assert motion.distance_px == 0


def test_sticky_bar_that_is_pushed_has_moved(bench: Bench) -> None:
    page = bench.open(_STICKY)
    page.evaluate("scrollTo(0, innerHeight)")
    bench.ask_element("#buy", "watch")
    page.evaluate("document.documentElement.style.overflowAnchor = 'none'; ad.style.height = '90px'")
    page.evaluate(_FRAMES)
    motion = bench.examine("#buy").motion
    assert motion is not None
    assert motion.distance_px == 90


@BOTH
def test_what_stands_elsewhere_before_the_first_paint_has_not_moved(bench: Bench) -> None:
    styled = "<link rel=stylesheet href=/awaited.css><div id=ad>News</div><button id=buy>Buy</button>"
    with bench.page.expect_request("**/awaited.css"):
        awaited: list[Route] = []
        bench.page.route("**/awaited.css", lambda route: awaited.append(route))
        bench.page.goto(bench.url(styled), wait_until="commit")
    bench.page.wait_for_selector("#buy", state="attached")
    bench.ask_element("#buy", "watch")
    awaited[0].fulfill(content_type="text/css", body="#ad { height: 300px }")
    bench.page.wait_for_load_state()
    bench.page.evaluate(_FRAMES)
    motion = bench.examine("#buy").motion
    bench.page.unroute("**/awaited.css")
    assert motion is not None
    assert motion.distance_px == 0


def test_movement_in_answer_to_an_input_is_none(bench: Bench) -> None:
    page = bench.open(_MOVING + "<script>document.body.onclick = () => { ad.style.height = '200px' }</script>")
    bench.ask_element("#buy", "watch")
    page.mouse.click(400, 300)
    page.evaluate(_FRAMES)
    motion = bench.examine("#buy").motion
    assert motion is not None
    assert motion.distance_px == 0


def test_movement_before_the_watch_is_known_from_the_engine(bench: Bench) -> None:
    page = bench.open(_MOVING)
    page.evaluate("ad.style.height = '120px'")
    page.evaluate(_FRAMES)
    motion = bench.examine("#buy").motion
    assert motion is not None
    assert motion.distance_px == 120
