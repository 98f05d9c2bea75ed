"""Component libraries: members of a group stand in slots, lists fade away, and calendars stay open once typed into."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.replay.shop import serving
from tests.replay.walking import QUICK, plan, walk

from frictionaudit.evidence.visit import VisitOutcome

HEAD = "<!doctype html><html lang=en><meta charset=utf-8><title>Delivery</title><h1>Delivery</h1>"

SLOTTED = (
    HEAD
    + """<x-group><x-radio>Post</x-radio><x-radio>Courier</x-radio><x-radio>Locker</x-radio></x-group>
<button onclick="said.textContent = document.querySelector('[aria-checked=true]').textContent + ' it is'">Go on</button>
<p id=said></p><script>
customElements.define('x-radio', class extends HTMLElement { connectedCallback() { this.setAttribute('role', 'radio');
  this.attachShadow({mode: 'open'}).innerHTML = '<span><slot></slot></span>' } });
customElements.define('x-group', class extends HTMLElement { connectedCallback() {
  this.attachShadow({mode: 'open'}).innerHTML = '<fieldset role=radiogroup aria-label=Way><slot></slot></fieldset>';
  const all = [...this.children];
  const choose = one => all.forEach(each => { each.tabIndex = each === one ? 0 : -1;
    each.setAttribute('aria-checked', each === one) });
  choose(all[0]);
  this.onclick = event => all.includes(event.target) && choose(event.target);
  this.onkeydown = event => { const by = {ArrowDown: 1, ArrowUp: -1}[event.key]; if (!by) return;
    const next = all[(all.indexOf(event.target) + by + all.length) % all.length]; choose(next); next.focus() };
} });</script>"""
)

CALENDAR = (
    HEAD
    + """<label>Day <input id=day role=combobox aria-haspopup=dialog aria-expanded=false></label><br><br>
<button onclick="said.textContent = 'On ' + day.value">Go on</button><p id=said></p>
<div id=days role=dialog aria-label=Calendar hidden
  style="position: fixed; top: 70px; left: 0; width: 400px; height: 400px; background: #eee">
  <button id=first>1</button><button>2</button></div>
<script>const show = open => { days.hidden = !open; day.setAttribute('aria-expanded', open) };
day.onfocus = () => show(true);
day.onkeydown = event => { if (event.key === 'Tab' && !days.hidden) { event.preventDefault(); first.focus() } };
document.onpointerdown = event => { if (event.target !== day && !days.contains(event.target)) show(false) };
</script>"""
)


@pytest.mark.browser
@pytest.mark.parametrize("persona", ["keyboard-only", "desktop-careful"])
def test_keys_lead_through_a_group_whose_members_stand_in_its_slot(tmp_path: Path, persona: str) -> None:
    steps = "\n  - {step: Choose, goto: /, check: Locker, click: Go on, expect: {see: Locker it is}}\n"
    with serving({"/": SLOTTED}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps, persona=persona)], tmp_path, replace(QUICK, pictures=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason


ESCAPED = CALENDAR.replace("document.onpointerdown = event", "document.onclick = event").replace(
    "day.onkeydown = event => { if (event.key === 'Tab' && !days.hidden) { event.preventDefault(); first.focus() } };",
    "document.onkeydown = event => { if (event.key === 'Escape') show(false) };",
)
ON_PHONES = CALENDAR.replace("<title>", "<meta name=viewport content='width=device-width'><title>").replace(
    "width: 400px", "width: 200px"
)
UNSAID = CALENDAR.replace(" aria-haspopup=dialog aria-expanded=false", "").replace(
    "day.setAttribute('aria-expanded', open)", "0"
)
IN_ITS_OWN = (
    CALENDAR.replace("<label>Day", "<x-day style='display: block; height: 40px'><label>Day")
    .replace("</label><br><br>", "</label></x-day><br><br>")
    .replace("event.target !== day &&", "!event.target.closest('x-day') &&")
)
DAY_TAKEN = CALENDAR.replace("<button id=first>1</button>", "<b id=first role=gridcell tabindex=-1>15</b>").replace(
    "document.onpointerdown = event",
    "document.onkeydown = event => { if (event.key === 'Escape') day.value = ''; if (event.key !== 'Tab') show(false); "
    "};\ndocument.onclick = event",
)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("page", "persona"),
    [
        (CALENDAR, "desktop-careful"),
        (IN_ITS_OWN, "desktop-careful"),
        (DAY_TAKEN, "keyboard-only"),
        (ON_PHONES, "mobile-first"),
        (ESCAPED, "keyboard-only"),
        (UNSAID, "desktop-careful"),
    ],
)
def test_a_calendar_that_stays_open_over_the_button_is_left(tmp_path: Path, page: str, persona: str) -> None:
    """By a press beside it, or by Escape; also one whose field does not say that it is open."""
    steps = "\n  - {step: Choose, goto: /, fill: {Day: 15/12/2026}, click: Go on, expect: {see: On 15/12/2026}}\n"
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps, persona=persona)], tmp_path, replace(QUICK, pictures=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    element = visit.steps[0].actions[-1].element
    assert element is not None
    assert element.covers == ()


@pytest.mark.browser
def test_a_calendar_of_components_in_slots_is_left_too(tmp_path: Path) -> None:
    """A point in a slot is told by either component as the other's."""
    define = """<script>for (const name of ['x-form', 'x-row']) customElements.define(name, class extends HTMLElement {
      connectedCallback() { this.attachShadow({mode: 'open'}).innerHTML = '<div><slot></slot></div>' } });</script>"""
    page = CALENDAR.replace("<label>Day", "<x-form><x-row><label>Day") + "</x-row></x-form>" + define
    steps = "\n  - {step: Choose, goto: /, fill: {Day: 15/12/2026}, click: Go on, expect: {see: On 15/12/2026}}\n"
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason


@pytest.mark.browser
@pytest.mark.parametrize("over", ["show(true) };", "show(true) }; day.oninput = () => { offer.hidden = false };"])
def test_what_lies_over_the_button_for_good_still_covers_it(tmp_path: Path, over: str) -> None:
    """Also an offer over all of the page, which a press would close: the customer is asked for it first."""
    page = CALENDAR.replace("show(false) };", over) + (
        "<p id=offer hidden onclick='this.remove()' style='position: absolute; inset: 0; background: gold'>10 % off</p>"
        if "offer" in over
        else ""
    )
    steps = "\n  - {step: Choose, goto: /, fill: {Day: 15/12/2026}, click: Go on, expect: {see: On 15/12/2026}}\n"
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False))[0]
    element = visit.steps[0].actions[-1].element
    assert element is not None
    assert element.covers


APP = """<!doctype html><html lang=en><meta charset=utf-8><title>Mugs</title><x-app></x-app><script>
customElements.define('x-app', class extends HTMLElement { connectedCallback() {
  this.attachShadow({mode: 'open'}).innerHTML = `<header><a href=/mug>Blue mug</a> <button></button></header>
    <main><h1>Mugs</h1><p>All of clay.</p>CONTENT</main>` } });</script>"""


@pytest.mark.browser
def test_each_page_of_an_app_in_a_shadow_tree_is_judged_and_its_header_once(tmp_path: Path) -> None:
    pages = {"/": APP.replace("CONTENT", ""), "/mug": APP.replace("CONTENT", "<img src=data:,>")}
    steps = "\n  - {step: Open, goto: /}\n  - {step: Look, click: Blue mug, expect: {url: '**/mug'}}\n"
    with serving(pages) as shop:
        settings = replace(QUICK, axe=True, pictures=False, links=False)
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, settings)[0]
    found = [step.axe and [violation.rule for violation in step.axe.violations] for step in visit.steps]
    assert found == [["button-name"], ["image-alt"]]


PASSING = (
    HEAD
    + """<div id=field role=ROLE style="position: relative; width: 300px; padding: 14px; border: 1px solid">
<label for=way id=way-label style="pointer-events: none">Way</label> <span id=chosen></span>
<input id=way role=combobox aria-haspopup=listbox aria-labelledby=way-label size=1 inputmode=none
  style="position: absolute; inset: 0; width: 100%; border: 0; background: none; pointer-events: none"></div>
<ul id=ways role=listbox hidden><li role=option onclick="chosen.textContent = this.textContent; ways.hidden = true">
Locker</ul><br><button onclick="said.textContent = chosen.textContent + ' it is'">Go on</button><p id=said></p>
<script>field.onmousedown = () => { ways.hidden = false; way.focus() }</script>"""
)


@pytest.mark.browser
@pytest.mark.parametrize(("role", "outcome"), [("combobox", VisitOutcome.COMPLETED), ("none", VisitOutcome.FAILED)])
def test_the_box_of_a_list_takes_the_press_that_its_input_lets_through(
    tmp_path: Path, role: str, outcome: VisitOutcome
) -> None:
    steps = "\n  - {step: Choose, goto: /, select: {Way: Locker}, click: Go on, expect: {see: Locker it is}}\n"
    with serving({"/": PASSING.replace("ROLE", role)}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False))[0]
    assert visit.outcome is outcome, visit.reason
