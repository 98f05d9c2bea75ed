"""What of the page changed in answer to the customer, what was only the control's own look, what repeats for ever."""

from __future__ import annotations

from typing import Any

import pytest
from tests.probe.bench import BOTH, Bench, page_named

_ANSWERS = {
    "text": "out.textContent = 'Added'",
    "new node": "show('<p>Added</p>')",
    "removal": "line.remove()",
    "disabled": "go.disabled = true",
    "busy mark": "go.setAttribute('aria-busy', 'true')",
    "pressed in": "go.setAttribute('aria-pressed', 'true')",
    "chosen look that stays": "go.classList.add('active')",
    "portal": "show('<div><div><p style=\"position:fixed;top:9px;right:9px\">Added</p></div></div>')",
    "spinner class": "go.classList.add('loading')",
    "label": "go.textContent = 'Sending…'",
    "class of an ancestor": "document.body.classList.add('open')",
    "revealed": "late.hidden = false",
    "hidden": "line.hidden = true",
    "emptied": "list.replaceChildren()",
    "style": "line.style.display = 'none'",
    "dialog": "dialog.showModal()",
    "details": "details.open = true",
    "picture": "img.src = '/picture?2'",
    "shadow": "host.shadowRoot.querySelector('b').textContent = 'Added'",
    "new shadow": "show('<x-late></x-late>'); customElements.define('x-late', class extends HTMLElement { "
    "connectedCallback() { this.attachShadow({mode: 'open'}).innerHTML = '<p>Added</p>' } })",
    "later": "setTimeout(() => { out.textContent = 'Added' }, 60)",
    "scroll": "scrollTo(0, 900)",
    "cells": "cart.textContent = '1'",
    "message that is closed": "told.remove()",
    "another in its place": "const other = line.cloneNode(true); other.textContent = 'Added'; line.replaceWith(other)",
    "one more like it": "line.after(line.cloneNode(true))",
    "another time": "ends.textContent = '12:30'",
}

_NO_ANSWERS = {
    "nothing": "",
    "focus ring": "go.classList.add('is-focused')",
    "used and valid": "go.setAttribute('data-user-valid', '')",
    "pressed look": "go.classList.add('btn-active'); go.style.transform = 'scale(.98)'; "
    "setTimeout(() => { go.className = '' }, 100)",
    "ripple": "go.insertAdjacentHTML('beforeend', '<i class=ripple>o</i>')",
    "ripple that is taken out": "go.insertAdjacentHTML('beforeend', '<span class=v-ripple__container>o</span>'); "
    "setTimeout(() => go.lastElementChild.remove(), 300)",
    "keyboard mark": "document.body.classList.add('using-mouse'); document.body.dataset.whatinput = 'mouse'",
    "emptied below": "low.replaceChildren()",
    "unseen": "gone.textContent = 'Added'",
    "unseen class": "gone.classList.add('active', 'done')",
    "below the fold": "low.textContent = 'Added'",
    "script": "document.head.append(document.createElement('script'))",
    "pixel": "show('<img width=1 height=1 src=/picture style=\"position:absolute\">')",
    "drawn anew": "const old = go; const twin = old.cloneNode(true); old.before(twin); old.remove()",
    "drawn anew in one": "line.replaceWith(line.cloneNode(true))",
    "same text": "line.firstChild.data = line.firstChild.data",
    "same text anew": "line.textContent = line.textContent",
    "tracking": "go.setAttribute('data-gtm-clicked', '1')",
    "message that has had its time": "setTimeout(() => told.remove(), 350)",
    "a second of a clock": "ends.textContent = '09:59'",
    "frame nobody sees": "show('<iframe style=\"display:none\"></iframe>')",
}


def _page(answer: str) -> str:
    return page_named("answers").replace("/* answer */", answer)


def _press(bench: Bench, answer: str) -> dict[str, Any]:
    """Press and wait until the page is quiet again; what followed is what counts."""
    page = bench.open(_page(answer))
    bench.collect()
    page.click("#go")
    bench.ask("quiet", {"limit_ms": 1000, "quiet_ms": 50})
    page.evaluate("() => new Promise(done => setTimeout(done, 400))")  # longer than a pressed look lasts
    changes: dict[str, Any] = bench.ask("changes")
    return changes


@BOTH
@pytest.mark.parametrize("name", _ANSWERS)
def test_visible_answers_count(bench: Bench, name: str) -> None:
    changes = _press(bench, _ANSWERS[name])
    assert changes["count"] >= 1
    assert changes["effects"][0] == "change"
    assert bench.ask("first_feedback", 10)["at"] == changes["first_change"]


@BOTH
@pytest.mark.parametrize("name", _NO_ANSWERS)
def test_own_look_and_unseen_changes_do_not(bench: Bench, name: str) -> None:
    changes = _press(bench, _NO_ANSWERS[name])
    assert (changes["count"], changes["effects"]) == (0, [])
    assert bench.ask("first_feedback", 10) is None


def test_a_component_that_notes_that_it_was_used_has_not_answered(bench: Bench) -> None:
    page = bench.open(
        "<p>Total 5 €</p><c-button>Pay</c-button><script>customElements.define('c-button', class extends HTMLElement {"
        "connectedCallback() { this.attachShadow({mode: 'open'}).innerHTML = '<button><slot></slot></button>';"
        "this.onclick = () => this.setAttribute('data-user-valid', '') } });</script>"
    )
    bench.collect()
    page.click("c-button")
    page.evaluate("() => new Promise(done => setTimeout(done, 400))")
    assert bench.ask("changes")["effects"] == []


@BOTH
@pytest.mark.parametrize(("mark", "count"), [("Mui-focused", 0), ("is-wrong", 1)])
def test_the_look_of_the_field_that_is_left_is_no_answer(bench: Bench, mark: str, count: int) -> None:
    page = bench.open(f"""<form><label id=named>Name</label><div id=box><input id=field></div></form>
    <button id=go>Go</button><script>
    field.onblur = () => {{ for (const part of [named, box]) part.classList.toggle('{mark}') }};
    field.onfocus = () => {{ for (const part of [named, box]) part.className = 'Mui-focused' }}
    </script>""")
    page.focus("#field")
    bench.collect()
    page.click("#go")
    page.evaluate("() => new Promise(done => setTimeout(done, 400))")
    assert (bench.ask("changes")["count"] > 0) is bool(count)


def test_the_look_of_a_field_in_a_component_that_is_left_is_no_answer(bench: Bench) -> None:
    page = bench.open("""<c-field></c-field><button id=go>Go</button><script>
    customElements.define('c-field', class extends HTMLElement { connectedCallback() {
      const root = this.attachShadow({mode: 'open'});
      root.innerHTML = '<div><div id=box><input id=field></div></div>';
      const [box, field] = [root.getElementById('box'), root.getElementById('field')];
      field.onfocus = () => box.classList.add('is-focused'); field.onblur = () => box.classList.remove('is-focused');
    } })</script>""")
    page.focus("#field")
    bench.collect()
    page.click("#go")
    page.evaluate("() => new Promise(done => setTimeout(done, 400))")
    assert bench.ask("changes")["count"] == 0


@BOTH
def test_the_next_document_cannot_tell_what_the_last_one_showed(bench: Bench) -> None:
    page = bench.open(_page("go.disabled = true"))
    before = page.evaluate("() => performance.timeOrigin - 100")
    assert bench.ask("first_feedback", {"limit_ms": 3000, "pressed_at": before})["is_too_late"]
    page.click("#go")
    pressed = page.evaluate("() => performance.timeOrigin + performance.now()")
    assert bench.ask("first_feedback", {"limit_ms": 3000, "pressed_at": pressed})["what"] == "disabled"


@BOTH
def test_feedback_is_waited_for_and_told(bench: Bench) -> None:
    page = bench.open(_page("setTimeout(() => { go.disabled = true }, 120)"))
    page.click("#go")
    feedback = bench.ask("first_feedback", 3000)
    assert feedback["what"] == "disabled"
    pressed = bench.ask("collect", {})["inputs"][0]
    assert pressed["type"] == "pointerdown"
    assert feedback["at"] - pressed["at"] >= 100


@BOTH
def test_focus_that_the_page_moves_is_an_effect(bench: Bench) -> None:
    page = bench.open("<button id=go onclick='field.focus()'>Pay</button><input id=field><button id=own>Own</button>")
    page.click("#go")
    assert bench.ask("changes")["effects"] == ["focus"]
    bench.ask("begin")
    page.click("#own")
    assert bench.ask("changes")["effects"] == []


@BOTH
def test_controls_that_answer_by_themselves(bench: Bench) -> None:
    page = bench.open(
        "<label id=radio><input type=radio name=r checked> Home</label><canvas id=canvas></canvas><input id=field>"
        "<label id=tick><input type=checkbox> Agree</label><label id=off><input type=radio disabled> Gone</label>"
        "<x-pay id=sealed>Pay</x-pay><button id=button>Pay</button>"
    )
    counts = {}
    for name in ("radio", "tick", "field", "canvas", "sealed", "off", "button"):
        bench.ask("begin")
        page.click(f"#{name}", force=True)
        counts[name] = bench.ask("changes")["count"]
    assert {name for name, count in counts.items() if count} == {"radio", "tick", "field", "canvas", "sealed"}


_PAINTED = {
    "custom property": "pick.style.setProperty('--glaze', 'blue')",
    "data of an ancestor": "pick.dataset.glaze = 'blue'",
    "style sheet": "document.styleSheets[0].insertRule('.pot { background: blue !important }')",
    "attribute of a drawing": "document.querySelector('ellipse').setAttribute('fill', 'blue')",
    "drawing": "pot2.getContext('2d').fillRect(0, 0, 90, 90)",
    "number": "count.value = '2'",
    "what was kept back": "document.styleSheets[0].insertRule('#kept { display: block !important }')",
}


@BOTH
@pytest.mark.parametrize("name", [*_PAINTED, "nothing"])
def test_what_only_looks_otherwise_is_an_answer(bench: Bench, name: str) -> None:
    page = bench.open(
        "<style>.pot { width: 90px; height: 90px; background: var(--glaze, brown) } #kept { display: none }"
        "[data-glaze=blue] .pot { background: blue } #go:hover { background: red }</style>"
        f'<div id=pick><button id=go onclick="{_PAINTED.get(name, "")}">Blue</button></div>'
        "<section><div class=pot></div></section>"
        "<svg width=90 height=90><ellipse cx=45 cy=45 rx=40 ry=40 fill=brown></ellipse></svg>"
        "<canvas id=pot2 width=90 height=90></canvas><input id=count value=1><p id=kept>Blue, from May</p>"
    )
    if name in ("custom property", "data of an ancestor"):
        page.evaluate("pick.append(document.querySelector('section'))")
    bench.ask("begin")
    bench.examine("#go")
    page.click("#go")
    page.evaluate("() => new Promise(done => setTimeout(done, 450))")  # compared once all else has had its time
    assert bench.ask("changes")["effects"] == ([] if name == "nothing" else ["change"])


@BOTH
@pytest.mark.parametrize(
    "looks", ["input:focus", "div:focus-within", "div:focus-within label", "fieldset:focus-within"]
)
def test_the_look_that_leaves_a_field_is_no_answer(bench: Bench, looks: str) -> None:
    page = bench.open(
        f"<style>{looks} {{ background: gold; color: navy }}</style><fieldset><div><label for=name>Name</label>"
        "<input id=name></div><div><label for=city>City</label><input id=city></div></fieldset>"
        "<button id=go type=button>Next</button>"
    )
    page.click("#city")
    bench.ask("begin")
    bench.examine("#go")
    page.click("#go")
    page.evaluate("() => new Promise(done => setTimeout(done, 450))")  # compared once all else has had its time
    assert bench.ask("changes")["effects"] == []


@BOTH
def test_scroll_by_the_page_is_an_answer_and_by_the_customer_is_not(bench: Bench) -> None:
    page = bench.open("<button id=go onclick='window.scrollTo(0, 900)'>Go</button><p style='height:3000px'>Words</p>")
    page.focus("#go")
    page.keyboard.press("Space")
    bench.ask("quiet", {"limit_ms": 1000, "quiet_ms": 50})
    assert bench.ask("changes")["effects"] == ["change"]
    page.evaluate("scrollTo(0, 0)")
    bench.ask("begin")
    bench.examine("#go")
    page.mouse.wheel(0, 300)
    page.wait_for_function("scrollY > 0")
    assert bench.ask("changes")["count"] == 0


@BOTH
def test_only_changes_of_this_press_count(bench: Bench) -> None:
    page = bench.open(_page("out.textContent = 'Added'"))
    page.click("#go")
    page.wait_for_function("out.textContent === 'Added'")
    bench.ask("quiet", {"limit_ms": 1000, "quiet_ms": 30})
    bench.ask("begin")
    assert bench.ask("changes") == {"first_change": None, "last_change": None, "count": 0, "effects": []}


_REPEATING = {
    "clock": "setInterval(() => { clock.textContent = '12:00:' + ++turn; beats++ }, 260)",
    "carousel": "setInterval(() => { show(turn++); beats++ }, 300)",
    "ticker": "setInterval(() => { slides.append(slides.firstElementChild); beats++ }, 300)",
    "typing": "setInterval(() => { clock.textContent = 'Free gift'.slice(0, turn++ % 9 + 1); beats += .2 }, 60)",
    "cursor": "setInterval(() => { clock.classList.toggle('blink'); beats++ }, 260)",
    "frames": "(function go() { clock.style.left = turn++ % 90 + 'px'; beats += .06; requestAnimationFrame(go) })()",
    "chat": "setInterval(() => { chat.append('Hello '); beats++ }, 300)",
}


@pytest.mark.parametrize("name", _REPEATING)
def test_what_repeats_for_ever_holds_nobody_up_and_answers_nothing(bench: Bench, name: str) -> None:
    page = bench.open(page_named("repeating").replace("/* repeat */", _REPEATING[name]))
    page.wait_for_function("beats > 9")
    assert bench.ask("quiet", {"limit_ms": 2000, "quiet_ms": 400})["is_quiet"]
    assert bench.ask("collect", {})["still_changing"] is None
    page.click("#go")
    page.wait_for_function("was => beats > was + 2", arg=page.evaluate("beats"))
    assert bench.ask("changes")["count"] == 0
    page.evaluate("() => { answer = () => { out.textContent = 'Added' } }")
    page.click("#go")
    assert bench.ask("first_feedback", 1000) is not None


@BOTH
def test_content_that_keeps_arriving_is_still_changing(bench: Bench) -> None:
    page = bench.open(
        "<main id=main><p>Results</p></main><script>let beats = 0; setInterval(() => { "
        "main.insertAdjacentHTML('afterbegin', `<p>Result ${++beats}</p>`) }, 100)</script>"
    )
    page.wait_for_function("beats > 12")
    assert bench.ask("quiet", {"limit_ms": 600, "quiet_ms": 300})["is_quiet"] is False
    assert bench.ask("collect", {})["still_changing"] is not None
