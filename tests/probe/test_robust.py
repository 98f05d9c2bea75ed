"""Pages that patch, break or lack what the probe stands on."""

from __future__ import annotations

import re

import pytest
from tests.probe.bench import BOTH, Bench

from frictionaudit.replay.page.inpage import cleanly
from frictionaudit.replay.probe import PROBE_SOURCE
from frictionaudit.replay.watching.expectations import _TEXT

_PATCHES = """<script>
  Element.prototype.getBoundingClientRect = () => { throw Error('patched') };
  window.getComputedStyle = null; document.elementFromPoint = () => document.body; document.querySelectorAll = null;
  window.MutationObserver = null; window.Promise = class {}; window.requestAnimationFrame = null;
  window.setTimeout = () => 0; window.performance.now = () => 0; Date.now = () => 0;
  Array.from = () => []; Array.prototype.toJSON = () => 'broken'; JSON.stringify = () => 'broken';
  Array.prototype.extra = 1; Object.prototype.stranger = 1;
</script><h1>Mug</h1><button id=buy style="height:40px">Buy</button>"""


@BOTH
def test_patched_natives_do_not_reach_the_probe(bench: Bench) -> None:
    faults: list[str] = []
    bench.page.on("pageerror", lambda error: faults.append(str(error)))
    bench.page.goto(bench.url(_PATCHES))
    # Playwright's own ways are patched as well: only the probe's text comes back whole.
    said = bench.page.evaluate(
        "() => { delete Object.prototype.stranger; const probe = __frictionaudit__; "
        "return probe.text('collect', {}).then(text => probe.text('examine', document.getElementById('buy'), {})"
        ".then(element => [text, element])) }"
    )
    assert '"text":"Mug"' in said[0]
    assert '"faults":[]' in said[0]
    assert '"covers":[]' in said[1]
    assert faults == []


# As Prototype 1.6 and MooTools 1.2 do, and shims that stand for what browsers once lacked.
_LIBRARIES = """<script>
  const listOf = (some) => { const list = []; for (let i = 0; i < some.length; i++) list[i] = some[i]; return list };
  Array.from = listOf;
  Object.keys = function (one) { const names = []; for (const name in one) names[names.length] = name; return names };
  Array.prototype.reduce = function () { return this.length > 1 ? this : this[0] };
  Array.prototype.entries = function () { return listOf(this) };
  Array.prototype.flatMap = Array.prototype.keys = Array.prototype.values = function () { return [] };
  Array.prototype.each = function (visit) { for (let i = 0; i < this.length; i++) visit(this[i]) };
  Function.prototype.bind = function (self) { const own = this; return function () { return own.apply(self) } };
  String.prototype.toJSON = Array.prototype.toJSON = function () { return 'broken' };
  String.prototype.startsWith = String.prototype.includes = function () { return false };
  Math.max = function (a, b) { return a > b ? a : b };
  Set = URL = function () {};
  document.getElementsByClassName = function () { return [] };
</script>"""
_CHECKOUT = """<h1>Mug</h1><p>€24.90, delivery 4.90</p>
<form id=form action=/order method=post><label>Email <input name=email></label>
<fieldset><legend>Delivery</legend><label><input type=radio name=way>Locker</label></fieldset>
<button id=buy>Buy</button></form>"""


@BOTH
def test_language_that_libraries_rewrote(bench: Bench) -> None:
    # What is told of the page, but not when.
    times = re.compile(
        r'"(now|time_origin|fcp_ms|lcp_ms|tbt_ms|first_change|last_change|at|url)":("[^"]*"|[\d.]+|null)'
        r'|"still_changing":(null|{.*?}})'
    )
    told = []
    for library in ("", _LIBRARIES):
        bench.page.goto(bench.url("<script>const plain = JSON.stringify</script>" + library + _CHECKOUT))
        script = """async () => {
          const probe = __frictionaudit__;
          await probe.text('quiet', {limit_ms: 5000, quiet_ms: 30});
          await probe.text('begin', {});
          const element = await probe.text('examine', document.getElementById('buy'), {press: true});
          return element + await probe.text('collect', {});
        }"""
        told.append(times.sub("", bench.page.evaluate(script)))
    assert '"faults":[]' in told[1]
    assert told[1] == told[0]
    # The page has its own back.
    assert bench.page.evaluate("() => [1, 2].reduce((a, b) => a + b).length") == 2


@BOTH
def test_scripts_of_the_driver_find_the_language_whole(bench: Bench) -> None:
    bench.page.goto(bench.url(_LIBRARIES + _CHECKOUT))
    script = "([first, second]) => Math.max(...[first, second, 3].flatMap(one => [one, one]))"
    assert bench.page.evaluate(script, [1, 2]) != 3
    assert bench.page.evaluate(cleanly(script), [1, 2]) == 3
    assert bench.page.evaluate(cleanly("document.title")) == "Shop"


@BOTH
def test_a_form_named_like_what_a_document_can_do(bench: Bench) -> None:
    bench.open("<form name=querySelectorAll></form><p>Total €24.90</p>")
    assert "Total €24.90" in bench.page.evaluate(cleanly(_TEXT))


@BOTH
def test_drawings_as_buttons_and_links(bench: Bench) -> None:
    bench.open(
        "<svg id=buy role=button tabindex=0 aria-label=Buy width=90 height=40><rect width=90 height=40 /></svg>"
        "<a id=mug href=/mug tabindex=-1>Mug</a><svg width=90 height=40><a href=/mug><text y=20>Mug</text></a></svg>"
    )
    assert bench.examine("#buy").is_focusable
    assert bench.examine("#mug").subject.name == "Mug"


@BOTH
def test_chatter_on_the_console_is_cut_off(bench: Bench) -> None:
    heard: list[str] = []
    bench.page.on("console", lambda message: heard.append(message.type))
    bench.open("<script>for (let i = 0; i < 5000; i++) console.log('line', i); console.error('No price')</script>")
    bench.page.wait_for_timeout(0)
    assert heard.count("log") == 1000
    assert heard.count("error") == 1


@BOTH
def test_fields_named_like_properties_of_their_form(bench: Bench) -> None:
    names = [
        "id",
        "name",
        "action",
        "method",
        "title",
        "target",
        "elements",
        "children",
        "className",
        "style",
        "attributes",
        "firstChild",
        "nodeType",
        "localName",
        "parentNode",
        "shadowRoot",
    ]
    fields = "".join(f"<input name={name} aria-label={name}>" for name in names)
    bench.open(f"<form id=checkout action=/order method=post>{fields}<button id=pay>Pay</button></form>")
    (form,) = bench.collect().forms
    assert ([field.name for field in form.fields], form.method) == (names, "post")
    element = bench.examine("#pay")
    assert (element.is_submit, element.form_method) == (True, "post")
    assert element.form_action is not None
    assert element.form_action.endswith("/order")


@BOTH
def test_a_closed_shadow_root_is_read_like_an_open_one(bench: Bench) -> None:
    page = bench.open(
        "<div id=host style='width:200px;height:40px'></div>"
        "<script>const own = host.attachShadow({mode: 'closed', delegatesFocus: true});"
        "own.innerHTML = '<button>Pay</button>'; window.keeps = own.delegatesFocus</script>"
    )
    assert "Pay" in bench.collect().text
    assert page.get_by_role("button", name="Pay").is_visible()
    assert page.evaluate("window.keeps") is True


@BOTH
def test_a_closed_shadow_root_of_the_markup_stays_shut(bench: Bench) -> None:
    bench.open(
        "<div id=host style='width:200px;height:40px'><template shadowrootmode=closed>"
        "<button>Secret</button></template>"
        "</div><button style='position:absolute;top:8px'>Buy</button>"
    )
    assert "Secret" not in bench.collect().text
    assert bench.examine("#host").covers != ()


@BOTH
@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"<?xml version='1.0'?><shop><mug>Blue</mug></shop>", "application/xml"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg' width='99' height='99'><text y='20'>Blue</text></svg>",
            "image/svg+xml",
        ),
        (b"Just words", "text/plain"),
        (b'{"mug": "blue"}', "application/json"),
    ],
)
def test_documents_that_are_no_html(bench: Bench, body: bytes, content_type: str) -> None:
    bench.page.goto(bench.url(body, content_type))
    bench.ask("begin")
    assert bench.ask("quiet", {"limit_ms": 3000, "quiet_ms": 30})["is_quiet"]
    assert bench.collect().url.startswith("http")


@BOTH
def test_blank_page_and_page_written_anew(bench: Bench) -> None:
    bench.page.goto("about:blank")
    assert bench.collect().blocks == ()
    page = bench.open("<p>Old words</p>")
    page.evaluate("document.open(); document.write('<button id=go>New words</button>'); document.close()")
    bench.ask("begin")
    page.evaluate("() => { document.querySelector('#go').onclick = e => { e.target.textContent = 'Pressed' } }")
    page.click("#go")
    assert bench.ask("first_feedback", 2000)["what"] == "text"
    assert bench.collect().text == "Pressed"


@BOTH
def test_frame_whose_window_was_there_before_its_document(bench: Bench) -> None:
    inner = bench.url("<p>Inner words</p><label>Card <input></label><a href=/t>Terms</a>")
    page = bench.open(f"<iframe id=frame src='{inner}'></iframe><iframe id=doc srcdoc='<p>Doc words</p>'></iframe>")
    for selector, words in (("#frame", "Inner words"), ("#doc", "Doc words")):
        frame = bench.handle(selector).content_frame()
        assert frame is not None
        assert frame.evaluate("__frictionaudit__.changes()") is not None
        assert frame.evaluate("__frictionaudit__.collect({}).page.blocks[0].text") == words
    assert page.evaluate("__frictionaudit__.collect({}).page.viewport_content.painted") >= 2


def test_huge_page_is_capped(bench: Bench) -> None:
    bench.open(
        "<div>" * 300 + "<p>Deep</p>" + "</div>" * 300 + "<ul>" + "<li><a href=/x>One</a><button>Buy</button>" * 3000
    )
    page = bench.collect()
    assert page.is_truncated
    assert (len(page.blocks), len(page.links)) == (1500, 300)
    assert page.blocks[0].text == "Deep"


@BOTH
def test_second_set_up_changes_nothing(bench: Bench) -> None:
    page = bench.open("<p>Words</p><button id=go onclick=\"this.textContent = 'Pressed'\">Go</button>")
    page.evaluate(PROBE_SOURCE)
    page.click("#go")
    assert bench.ask("changes")["count"] == 1
