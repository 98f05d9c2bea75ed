"""When a page has come to rest, and what keeps it at work."""

from __future__ import annotations

from typing import Any

import pytest
from tests.probe.bench import BOTH, Bench

_TURN = (
    "<style>@keyframes turn { to { rotate: 360deg } } .turns { animation: turn 1s linear infinite; display: block }"
    "#after::after { content: 'o'; animation: turn 1s infinite; display: block }</style>"
)

_BUSY = {
    "aria-busy": "<p id=it aria-busy=true>Wait</p>",
    "progress": "<progress id=it></progress>",
    "progressbar": "<div id=it role=progressbar style='width:90px;height:9px'></div>",
    "spinner": "<b id=it class='spinner turns' style='width:20px;height:20px'></b>",
    "dialog with a turning wheel": "<dialog open><i id=it class='icon rotating turns'>o</i> Please wait</dialog>",
    "spinner of a library": "<b id=it class='css-1 MuiLoadingSpinner turns' style='width:20px;height:20px'></b>",
    "inner part turns": "<div id=it class=loader style='width:20px;height:20px'><b class=turns>o</b></div>",
    "pseudo": "<div id=it class=loading><b id=after>&nbsp;</b></div>",
    "svg": "<svg id=it class=spinner width=20 height=20><rect width=9 height=9>"
    "<animateTransform attributeName=transform type=rotate to=360 dur=1s repeatCount=indefinite /></rect></svg>",
    "picture": "<img id=it src='/picture/ajax-loader.gif' width=20 height=20>",
    "status": "<p id=it role=status class=loading>Loading</p>",
    "busy button that waits": "<button id=it aria-busy=true>Paying…</button>",
    "busy button that is off": "<button id=it aria-busy=true disabled>Pay</button>",
    "busy button that is pale": "<button id=it aria-busy=true style='opacity:.5'>Pay</button>",
    "busy button of a wheel": "<button id=it aria-busy=true>Pay <i class=turns>o</i></button>",
    "wheel hidden from ears, and a banner": "<p><b id=it aria-hidden=true class='spinner turns' style='width:20px;"
    "height:20px'></b></p><div role=dialog>Cookies <button>Accept</button></div>",
    "box in the corner": "<aside style='position:fixed;bottom:0'><b id=it class='spinner turns'>o</b> Adding</aside>",
    "skeleton": "<div id=it class='card-skeleton turns' style='width:90px;height:20px'></div>",
    "bars for words": "<div id=it class=skel style='width:90px'><p class=turns style='height:9px'></p></div>",
    "pulsing bars": "<div id=it class='animate-pulse turns' style='width:200px'><p style='height:9px'></p></div>",
}

_NOT_BUSY = {
    "valued bar": "<progress value=.6></progress>",
    "striped bar": "<div class='progress turns'><div role=progressbar aria-valuenow=60 class=turns>60 %</div></div>",
    "still spinner": "<b class=spinner>o</b>",
    "hidden spinner": "<b class='spinner turns' style='visibility:hidden'>o</b>",
    "spinner below the fold": "<p style='margin-top:3000px'><b class='spinner turns'>o</b></p>",
    "pulsing dot": "<b class='animate-pulse turns' style='width:8px;height:8px'></b>",
    "pulsing words": "<p class='animate-pulse turns' style='width:200px'>Live: the kiln is hot</p>",
    "pulsing picture": "<div class='animate-pulse turns' style='width:200px'><svg width=90 height=90></svg></div>",
    "moving heart": "<b class='heart turns' style='width:20px'>♥</b>",
    "steps": "<ol class='checkout-progress'><li class=turns>Cart<li>Pay</ol>",
    "wheel of fortune": "<b class='spin-to-win turns'>o</b>",
    "downloads": "<a class='download-loaders turns' href=#>Files</a>",
    "page left busy": "<main aria-busy=true style='height:650px'><p>All the words of the page</p></main>",
    "button left busy": "<button aria-busy=true>Add to cart</button>",
    "link left busy": "<a href=# role=button aria-busy=true>Zur Kasse</a>",
    "behind the bank's window": "<div aria-hidden=true><a href=#>Shop</a><button aria-busy=true>Paying…</button></div>"
    "<div role=dialog>Your bank <button>Approve</button></div>",
    "chat": "<div class=livechat style='position:fixed;right:0;bottom:0'><b class='spinner turns'>o</b></div>",
    "chat by its text": "<aside style='position:fixed;bottom:0'><b class='spinner turns'>o</b> Chat opens soon</aside>",
}


@BOTH
def test_loading_indicators(bench: Bench) -> None:
    found = {}
    for name, html in _BUSY.items():
        bench.page.goto(bench.url(_TURN + html))
        found[name] = [subject["locator"] for subject in bench.ask("collect", {})["page"]["busy"]]
    assert found == {name: ["#it"] for name in _BUSY}


@BOTH
def test_what_only_moves_is_not_busy(bench: Bench) -> None:
    found = {}
    for name, html in _NOT_BUSY.items():
        bench.page.goto(bench.url(_TURN + html))
        found[name] = bench.ask("quiet", {"limit_ms": 2500, "quiet_ms": 30})
    assert {name: (answer["is_quiet"], answer["busy"]) for name, answer in found.items()} == dict.fromkeys(
        _NOT_BUSY, (True, [])
    )


def _rest(bench: Bench, script: str) -> Any:
    page = bench.open(
        f"{_TURN}<button id=go>Go</button><p id=out>Words</p><script>go.onclick = () => {{ {script} }}</script>"
    )
    page.click("#go")
    return bench.ask("quiet", {"limit_ms": 4000, "quiet_ms": 30})


@BOTH
def test_short_timer_of_the_press_is_waited_for(bench: Bench) -> None:
    answer = _rest(bench, "setTimeout(() => setTimeout(() => { out.textContent = 'Done' }, 100), 200)")
    assert answer["is_quiet"]
    assert bench.page.inner_text("#out") == "Done"
    assert bench.ask("changes")["last_change"] is not None


@BOTH
@pytest.mark.parametrize(
    "script",
    [
        "setTimeout(() => { window.late = true }, 30000)",
        "setInterval(() => { window.beats = (window.beats || 0) + 1 }, 20)",
        "(function poll() { setTimeout(poll, 50) })()",
        "clearTimeout(setTimeout(() => 0, 900))",
    ],
)
def test_long_repeating_and_disarmed_timers_are_not(bench: Bench, script: str) -> None:
    answer = _rest(bench, script)
    assert answer["is_quiet"]
    assert answer["waited_ms"] < 900
    assert bench.page.evaluate("window.late") is None


def test_poll_from_promises_is_learned(bench: Bench) -> None:
    page = bench.open(
        "<script>let n = 0; poll(); "
        "function poll() { n++; fetch('/picture').then(() => setTimeout(poll, 300)) }</script>"
    )
    page.wait_for_function("n > 5")
    answer = bench.ask("quiet", {"limit_ms": 2000, "quiet_ms": 30})
    assert answer["is_quiet"]
    assert answer["pending"]["timers"] == 0


@BOTH
def test_animation_that_brings_something_into_place_is_waited_for(bench: Bench) -> None:
    answer = _rest(bench, "out.animate([{opacity: 0}, {opacity: 1}], 300)")
    assert answer["is_quiet"]
    assert bench.page.evaluate("out.getAnimations().length") == 0


@BOTH
def test_spinner_that_goes_away_is_waited_for(bench: Bench) -> None:
    script = "out.className = 'spinner turns'; setTimeout(() => { out.className = ''; out.textContent = 'Done' }, 1500)"
    assert _rest(bench, script)["is_quiet"]
    assert bench.page.inner_text("#out") == "Done"


_PRESSED = "go.setAttribute('aria-busy', 'true'); "


@BOTH
@pytest.mark.parametrize(
    ("script", "is_quiet"),
    [
        (_PRESSED + "setTimeout(() => { out.textContent = 'In your cart' }, 300)", True),
        (_PRESSED + "go.textContent = 'Working'; setTimeout(() => { go.textContent = 'Go' }, 300)", True),
        (_PRESSED + "go.textContent = 'Working'", False),
        (_PRESSED + "go.style.cursor = 'wait'", False),
    ],
)
def test_a_mark_that_was_forgotten_on_the_pressed_button(bench: Bench, script: str, is_quiet: bool) -> None:
    answer = _rest(bench, script)
    assert answer["is_quiet"] is is_quiet


@BOTH
def test_end_of_the_limit_says_what_it_waited_for(bench: Bench) -> None:
    bench.page.goto(bench.url(_TURN + "<b id=it class='spinner turns'>o</b>"))
    answer = bench.ask("quiet", {"limit_ms": 200, "quiet_ms": 30})
    assert (answer["is_quiet"], answer["busy"][0]["locator"]) == (False, "#it")
    assert answer["pending"]["ready_state"] == "complete"


@BOTH
def test_timers_look_native_to_the_page(bench: Bench) -> None:
    page = bench.open("<p>Words</p>")
    source = page.evaluate("Function.prototype.toString.call(setTimeout)")
    assert "".join(source.split()).endswith("{[nativecode]}")
    assert page.evaluate("[setTimeout.length, Object.keys(window).includes('__frictionaudit__')]") == [1, False]
    assert page.evaluate(
        "new Promise(done => setTimeout(function (a, b) { done([this === window, a, b]) }, 5, 1, 2))"
    ) == [True, 1, 2]
    assert page.evaluate("new Promise(done => { window.done = done; setTimeout('done(7)', 5) })") == 7
    with pytest.raises(Exception, match="__frictionaudit__"):
        page.evaluate("delete window.__frictionaudit__ || (() => { throw Error('__frictionaudit__ stays') })()")


@BOTH
def test_that_only_rest_is_left_is_told_and_what_changes_then_undoes_it(bench: Bench) -> None:
    page = bench.open("<p id=out>Words</p>")
    bench.ask("quiet", {"limit_ms": 2000, "quiet_ms": 50})
    rests = []
    for script in ("() => {}", "() => { out.textContent += '!' }"):
        page.evaluate("() => { out.textContent += '?' }")
        done = bench.ask("quiet", {"limit_ms": 2000, "quiet_ms": 300, "tells_done": True})
        assert not done["is_quiet"]
        page.evaluate(script)
        rested = bench.ask("quiet", {"limit_ms": 2000, "quiet_ms": 300, "done_at": done["done_at"]})
        assert rested["is_quiet"]
        rests.append(rested["has_rested"])
    assert rests == [True, False]
