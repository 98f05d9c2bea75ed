"""What lies over the page and how it is closed, how the focus shows, and whether the page may be enlarged."""

from __future__ import annotations

from typing import Any

import pytest
from tests.probe.bench import BOTH, Bench

_BEHIND = (
    "<main><h1>Blue mug</h1><p>A mug that holds a quarter of a litre.</p><button id=buy>Add to cart</button></main>"
)
_OVER = "position:fixed;inset:0;background:"


@BOTH
def test_layers_that_hide_words_of_the_page_are_told_from_frames_and_furniture(bench: Bench) -> None:
    bench.open(
        f"{_BEHIND}<div id=pop style='{_OVER}rgba(0,0,0,.5)'><p>10 % off</p></div>"
        "<div id=clear style='position:fixed;inset:0;pointer-events:none;background:rgba(0,0,0,.2)'>Snow</div>"
    )
    told = {one.subject.locator: one.hides_content for one in bench.collect().overlays}
    assert told == {"#pop": True, "#clear": False}
    bench.open(
        f"<div id=shell style='{_OVER}#fff;overflow:auto'>{_BEHIND}</div><div id=alone style='{_OVER}#fff'></div>"
    )
    (shell,) = (one for one in bench.collect().overlays if one.subject.locator == "#shell")
    assert (shell.is_furniture, shell.hides_content) == (True, False)
    bench.open(f"<nav style='{_OVER}#fff;bottom:50%'>Mugs Plates</nav>{_BEHIND}")
    assert [one.is_furniture for one in bench.collect().overlays] == [True]


_CLOSERS = {
    "cross": "<button>×</button>",
    "words": "<p>10 % off</p><button>Yes please</button> <a href='#'>No thanks</a>",
    "label": "<button aria-label='Close dialog'><svg width=20 height=20></svg></button>",
    "class": "<span class=popup-close><svg width=20 height=20></svg></span>",
}


@pytest.mark.parametrize("closer", _CLOSERS.values(), ids=_CLOSERS)
def test_a_layer_over_the_action_is_closed_by_what_closes_it(bench: Bench, closer: str) -> None:
    page = bench.open(f"{_BEHIND}<div id=pop style='{_OVER}#eee'><h2>News</h2>{closer}</div>")
    answer = bench.ask_element("#buy", "close_over", {"close": ["close", "no thanks"]})
    assert answer["overlay"]["subject"]["locator"] == "#pop"
    hit = page.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('button, a, span').innerText", [
        answer["point"]["x"], answer["point"]["y"]
    ])  # fmt: skip
    assert hit.strip() in ("×", "No thanks", "")


def test_a_backdrop_is_closed_by_the_box_beside_it(bench: Bench) -> None:
    box = "position:fixed;left:300px;top:300px;width:300px;height:200px;background:#fff"
    bench.open(f"{_BEHIND}<div id=veil style='{_OVER}#0008'></div><div id=box role=dialog style='{box}'>"
               "<p>Newsletter</p><button>Close</button></div>")  # fmt: skip
    answer = bench.ask_element("#buy", "close_over", {"close": ["close"]})
    assert answer["overlay"]["subject"]["locator"] == "#box"


@pytest.mark.parametrize(
    ("layer", "answer"), [("<p>Sale</p>", None), ("<button>Subscribe</button>", {"buttons": ["Subscribe"]})]
)
def test_what_nothing_closes_stays_and_tells_its_buttons(bench: Bench, layer: str, answer: Any) -> None:
    bench.open(f"{_BEHIND}<div style='{_OVER}#eee'>{layer}</div>")
    assert bench.ask_element("#buy", "close_over", {"close": ["close"]}) == answer
    bench.open(_BEHIND)
    assert bench.ask_element("#buy", "close_over", {"close": ["close"]}) is None


_STYLES = {
    "": "browser",
    "button { outline: none }": "none",
    "*:focus { outline: 0 }": "none",
    "button { outline-width: 0 }": "none",
    "button { outline: none } button:focus-visible { outline: 2px solid red }": "own",
    ":focus-visible { outline: 2px solid red } #b:focus-visible { outline: none }": "none",
    ":root { --ring: 2px solid red } :focus-visible { outline: var(--ring) } button { outline: none }": "own",
    ".b:focus { outline: none } #b:focus { box-shadow: 0 0 0 3px red }": "own",
    ".b:focus { outline: none; box-shadow: none }": "none",
    ".b:focus { outline: 2px solid transparent }": "none",
    ".b:focus { outline: none } .b:focus::after { content: ''; border: 1px solid red }": "own",
    "main:focus-within { background: #eee } button { outline: none }": "own",
    "button:focus:not(:focus-visible) { outline: none }": "browser",
    "input:focus + button { outline: none }": "browser",
    "@media print { button { outline: none } }": "browser",
    "@layer base { button { outline: none } }": "none",
    "@supports not (display: block) { button { outline: none } }": "browser",
    "button { &:focus { outline: none } }": "none",
    "[data-whatinput=mouse] *:focus { outline: none }": "browser",
    "main > .using-mouse:focus { outline: none }": "browser",
}


@BOTH
def test_how_the_focus_shows_is_told_from_the_styles(bench: Bench) -> None:
    told = {}
    for style in _STYLES:
        bench.open(f"<style>{style}</style><main><input><button id=b class=b>Pay</button></main>")
        told[style] = bench.examine("#b", needs_view=True).focus_mark
    assert told == _STYLES


@pytest.mark.parametrize(
    ("after", "loses"),
    [
        ("main.innerHTML = '<h1>Next</h1>'", True),
        ("main.innerHTML = '<h1 id=h tabindex=-1>Next</h1>'; h.focus()", False),
        ("b.textContent = 'Done'", False),
        ("b.hidden = true", True),
    ],
)
def test_focus_goes_with_what_had_it(bench: Bench, after: str, loses: bool) -> None:
    page = bench.open(f'<main id=main><button id=b onclick="{after}">Next</button></main>')
    page.click("#b")
    assert bench.ask("collect", {})["loses_focus"] is loses


_TURN = "history.pushState(0, '', '?next'); "
_NEXT = "const next = document.createElement('body'); next.innerHTML = '<h1>Next</h1>'; document.body.replaceWith(next)"


@pytest.mark.parametrize(
    ("after", "loses"),
    [
        (f"{_TURN}{_NEXT}", None),  # as Turbo turns pages
        (f"{_TURN}document.body.innerHTML = '<h1>Next</h1>'", None),
        (_NEXT, True),  # the same address: the same page
        (f"{_TURN}document.querySelector('main').innerHTML = '<h1>Next</h1>'", True),  # the shop stands around it
        (f"location.hash = 'next'; {_NEXT}", True),
    ],
)
def test_the_focus_of_another_page_is_at_its_top(bench: Bench, after: str, loses: bool | None) -> None:
    page = bench.open(f'<header>Shop</header><main><button id=b onclick="{after}">Next</button></main>')
    page.click("#b")
    assert bench.ask("collect", {})["loses_focus"] is loses


def test_focus_that_follows_the_next_view_is_waited_for(bench: Bench) -> None:
    script = (
        "setTimeout(() => { main.innerHTML = '<h1 id=t tabindex=-1>Pay</h1>'; setTimeout(() => t.focus(), 200) }, 40)"
    )
    page = bench.open(f'<main id=main><button id=b onclick="{script}">Next</button></main>')
    page.click("#b")
    page.wait_for_selector("h1")
    bench.ask("quiet", {"limit_ms": 2000, "quiet_ms": 50})
    assert bench.ask("collect", {})["loses_focus"] is False


def test_without_a_press_nothing_is_said_of_the_focus(bench: Bench) -> None:
    bench.open("<button>Next</button>")
    assert bench.ask("collect", {})["loses_focus"] is None


@pytest.mark.parametrize(
    ("style", "allowed"),
    [("pan-x pan-y", False), ("pan-y", False), ("manipulation", True), ("auto", True), ("none", True)],
)
def test_a_page_that_takes_no_pinch_may_not_be_enlarged(bench: Bench, style: str, allowed: bool) -> None:
    bench.open(f"<style>body {{ touch-action: {style} }}</style><p>Words</p>")
    assert bench.collect().allows_zoom is allowed


def test_the_way_down_a_box_that_scrolls_counts(bench: Bench) -> None:
    bench.open("<main style='height:400px;overflow:auto'><p style='height:3000px'>Words</p><button>Pay</button></main>")
    offset = bench.examine("button").offset_top_px
    assert offset is not None
    assert offset > 3000
