"""What the words of a journey find: fields rather than what is named after them, printed signs for typed ones."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.replay.shop import serving
from tests.replay.walking import QUICK, plan, walk

from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.replay.page.wording import as_read

PAGE = """<!doctype html><html lang=fr><title>Boutique</title>
<style>header { position: sticky; top: 0; background: #fff } header, label { display: block; height: 90px }</style>
<header>Boutique</header><h1>Commande</h1>
<form onsubmit="said.textContent = [...new FormData(this).values()].join(' '); return false">
<label>Mot de passe <input name=password></label>
<section aria-labelledby=place><h2 id=place>Adresse</h2><button type=button aria-label="Modifier Adresse">✎</button>
<label>Adresse e-mail * <input name=mail></label>
<label>Adresse * : <input name=street></label><label>Autre ville <input name=other></label>
<label>Ville (obligatoire) <input name=town></label></section>
<div style="height:1500px"></div>
<label>Date d’expiration <input name=expiry></label><button type=button>Non-régler</button>
<button>Régler l’achat… 12 €</button></form><p id=said></p>"""
STEPS = """
  - step: Tell
    goto: /
    fill: {Adresse: 12 rue Haute, Ville: Lyon, Date d'expiration: 12/34, Mot de passe: "1234"}
    click: Régler
    expect: {see: 1234 12 rue Haute Lyon 12/34}
"""


@pytest.mark.browser
def test_words_find_the_field_and_typed_signs_the_printed_ones(tmp_path: Path) -> None:
    with serving({"/": PAGE}) as shop:
        visit = walk([plan(tmp_path, shop.url, STEPS)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED
    assert not any(action.is_ambiguous for step in visit.steps for action in step.actions)


@pytest.mark.browser
@pytest.mark.parametrize(
    "step",
    ["click: {css: '[data-id=7]'}", "click: {css: 'button >'}", "expect: {element: {css: 'h1:foo'}}"],
)
def test_css_that_the_browser_cannot_read_is_the_files_mistake(tmp_path: Path, step: str) -> None:
    steps = f"  - step: Tell\n    goto: /\n    {step}\n"
    with serving({"/": PAGE}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps, patience_s=1)], tmp_path, replace(QUICK, links=False))[0]
    assert (visit.outcome, visit.steps[0].failure_kind) == (VisitOutcome.CRASHED, "fault")
    assert "cannot read the CSS selector" in visit.reason
    assert not any(action.match_count == 0 for action in visit.steps[0].actions)


@pytest.mark.browser
def test_words_in_a_group_are_read_exactly_before_loosely(tmp_path: Path) -> None:
    steps = (
        STEPS[: STEPS.index("    fill")]
        + """
    fill:
      - {label: Adresse, value: 12 rue Haute}
      - {label: Ville, value: Lyon}
      - {label: mot de, value: "1234"}
      - {label: Autre, exact: false, value: Bron}
    click: {role: button, name: Régler}
    expect: {see: 1234 12 rue Haute Bron Lyon}
"""
    )
    with serving({"/": PAGE}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason


@pytest.mark.browser
def test_the_printed_label_finds_a_field_that_is_told_otherwise_to_ears(tmp_path: Path) -> None:
    page = """<!doctype html><html lang=de><title>Laden</title><h1>Versand</h1><form onsubmit="return false">
    <label for=day>Wunschtermin *</label><input id=day aria-label="Datum wählen" READONLY>
    <label>Geschenkkarte <input aria-label="Text der Karte"></label>
    <button onclick="said.textContent = day.value">Weiter</button></form><p id=said></p>"""
    steps = """
  - step: Tell
    goto: /
    fill: {Geschenkkarte: Alles Gute, Wunschtermin: 04.12.2026}
    click: Weiter
    expect: {see: 04.12.2026}
"""
    ended = {}
    for mark in ("", "readonly"):
        with serving({"/": page.replace("READONLY", mark)}) as shop:
            visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
        ended[mark] = (visit.outcome, visit.reason)
    assert ended[""][0] is VisitOutcome.COMPLETED
    assert ended["readonly"] == (
        VisitOutcome.FAILED, "step 'Tell': 'Wunschtermin' takes no words: it is read-only, and chosen elsewhere"
    )  # fmt: skip


UNTIED = """<!doctype html><html lang=en><title>Shop</title><h1>Delivery</h1>
<div><div><span>Street</span></div><div><input name=street></div></div>
<div><span>State</span><div><button type=button aria-haspopup=listbox onclick="list.hidden = false">Choose</button>
</div></div><ul id=list role=listbox hidden><li role=option onclick="said.textContent = street(); list.hidden = true"
tabindex=0>Oregon</li></ul><div><div><span>Name</span></div><input name=first><input name=last></div>
<p>Town</p><section><div><div><div><input name=gift></div></div></div></section><p id=said></p>
<script>const street = () => 'To Oregon, ' + document.querySelector('[name=street]').value</script>"""


@pytest.mark.browser
@pytest.mark.parametrize("words", ["Street", "Name", "Town"])
def test_words_that_only_the_eye_ties_to_a_field_find_it_where_it_is_alone(tmp_path: Path, words: str) -> None:
    steps = f"""
  - step: Tell
    goto: /
    fill: {{{words}: 2216 Hawthorne Blvd}}
    select: {{State: Oregon}}
    expect: {{see: "To Oregon, 2216 Hawthorne Blvd"}}
    patience: 3s
"""
    with serving({"/": UNTIED}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    # Of two fields beside a word, and of one far from it, nobody knows which is meant.
    assert (visit.outcome is VisitOutcome.COMPLETED) is (words == "Street")
    assert (visit.steps[0].actions[1].element is None) is (words != "Street")


BANK = """<!doctype html><html lang=sv><title>Kassa</title><main HIDDEN><h1>Kassa</h1><a href=/>Butiken</a>
<label><input type=radio name=way>Swish <span>Godkänn i appen</span></label></main><p id=said></p>
<div role=dialog aria-label=Banken MODAL style="position:fixed;inset:200px 0 0 0;background:#fff">
<iframe title=Bank src=/bank width=300 height=120></iframe></div>
<script>addEventListener('message', () => { said.textContent = 'Köpet är godkänt' })</script>"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("marks", "name"),
    [
        (("aria-hidden=true", ""), "Godkänn"),
        (("", "aria-modal=true"), "Godkänn"),
        (("", ""), "Godkänn"),
        (("", ""), "Kan godkännas"),
    ],
)
def test_words_behind_an_open_window_give_way_to_the_frame_in_it(
    tmp_path: Path, marks: tuple[str, str], name: str
) -> None:
    """Where nothing tells of a window, the page goes before its frames, unless only they call something just so."""
    steps = """
  - step: Approve
    goto: /
    wait_for: {role: button, name: godkänn, frame: Bank}
    click: Godkänn
    expect: {see: Köpet är godkänt}
    patience: 3s
"""
    frame = f"<button onclick=\"parent.postMessage('ok', '*')\">{name}</button>"
    page = BANK.replace("HIDDEN", marks[0]).replace("MODAL", marks[1])
    with serving({"/": page, "/bank": frame}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert (visit.outcome is VisitOutcome.COMPLETED) is (name == "Godkänn")


FRAMED = """<!doctype html><html lang=sv><title>Kassa</title><h1>Kassa</h1><iframe title=Kassa src=/frame></iframe>
<footer>WORDS</footer><p id=said></p>
<script>addEventListener('message', () => { said.textContent = 'Tack' })</script>"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("words", "is_framed"),
    [
        ("<a href=/terms>Köpvillkor</a>", True),
        ("<a href=/terms>Våra köp- och leveransvillkor</a>", True),
        ("<button onclick=\"said.textContent = 'Hos oss'\">Köp 24 kr</button>", False),
        ("<button onclick=\"said.textContent = 'Hos oss'\">Köp</button>", False),
    ],
)
def test_letters_within_other_words_give_way_to_the_frames_button_of_that_name(
    tmp_path: Path, words: str, is_framed: bool
) -> None:
    said = "Tack" if is_framed else "Hos oss"
    steps = f"""
  - step: Look
    goto: /
    wait_for: {{role: button, name: Köp, frame: Kassa}}
  - step: Buy
    click: Köp
    expect: {{see: {said}}}
    patience: 3s
"""
    frame = "<button onclick=\"parent.postMessage('ok', '*')\">Köp</button>"
    with serving({"/": FRAMED.replace("WORDS", words), "/frame": frame}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason


@pytest.mark.browser
def test_keyboard_reaches_the_link_that_words_are_a_part_of(tmp_path: Path) -> None:
    card = """<!doctype html><html lang=fr><title>Boutique</title><h1>Lampes</h1><lamp-card></lamp-card><script>
    customElements.define('lamp-card', class extends HTMLElement { connectedCallback() {
      this.attachShadow({mode: 'open'}).innerHTML = '<a href=/brume><span>Brume</span> <b>95 €</b></a>' } })</script>"""
    brume = """<!doctype html><html lang=fr><title>Brume</title><h1>Suspension</h1>
    <div><template shadowrootmode=open><style>p { margin: 0 }</style><p>Order number: 10023</p></template></div>"""
    pages = {"/": card, "/brume": brume}
    steps = """
  - {step: Open, goto: /}
  - {step: Choose, click: Brume, expect: {heading: Suspension, order_reference: true}}
"""
    with serving(pages) as shop:
        way = plan(tmp_path, shop.url, steps, persona="keyboard-only")
        visit = walk([way], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED


@pytest.mark.browser
def test_arrow_keys_lead_to_the_choices_that_tab_passes_by(tmp_path: Path) -> None:
    cards = """<!doctype html><html lang=sv><title>Kassa</title><h1>Leverans</h1><p id=said></p>
    <div role=radiogroup aria-label=Leverans><div role=radio tabindex=0>Ombud</div>
    <div role=radio tabindex=-1>Hem</div></div><button onclick="said.textContent = chosen">Vidare</button><script>
    const ways = [...document.querySelectorAll('[role=radio]')]; let chosen = 'inget';
    const choose = way => { chosen = 'Valt: ' + way.textContent; way.focus();
      for (const each of ways) { each.ariaChecked = each === way; each.tabIndex = each === way ? 0 : -1 } };
    for (const way of ways) {
      way.onclick = () => choose(way);
      way.onkeydown = event => { if (event.key === 'ArrowDown') choose(ways[(ways.indexOf(way) + 1) % 2]) } }
    </script>"""
    steps = "\n  - {step: Choose, goto: /, check: Hem, click: Vidare, expect: {see: 'Valt: Hem'}}\n"
    with serving({"/": cards}) as shop:
        way = plan(tmp_path, shop.url, steps, persona="keyboard-only")
        visit = walk([way], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED


@pytest.mark.browser
@pytest.mark.parametrize("keys", ["ArrowRight", "ArrowLeft"])
def test_arrow_keys_lead_along_a_row_of_tabs(tmp_path: Path, keys: str) -> None:
    tabs = (
        """<!doctype html><html lang=nl><title>Kassa</title><h1>Betalen</h1><p id=said></p>
    <div role=tablist aria-label=Betalen><button role=tab tabindex=-1>iDEAL</button>
    <button role=tab tabindex=0>Bancontact</button><button role=tab tabindex=-1>Kaart</button></div><script>
    const tabs = [...document.querySelectorAll('[role=tab]')];
    for (const tab of tabs) {
      tab.onclick = () => { said.textContent = 'Gekozen: ' + tab.textContent };
      tab.onkeydown = event => { if (event.key === 'KEY') tabs[tabs.indexOf(tab) + STEP]?.focus() } }
    </script>""".replace("KEY", keys)
    ).replace("STEP", "1" if keys == "ArrowRight" else "-1")
    name = "Kaart" if keys == "ArrowRight" else "iDEAL"
    steps = f"\n  - {{step: Choose, goto: /, click: {name}, expect: {{see: 'Gekozen: {name}'}}}}\n"
    with serving({"/": tabs}) as shop:
        way = plan(tmp_path, shop.url, steps, persona="keyboard-only")
        visit = walk([way], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED


LISTS = """<!doctype html><html lang=en><title>Checkout</title><h1>Address</h1><p id=said></p>
<button id=a role=combobox aria-label=Country aria-expanded=false aria-controls=as>Choose</button>
<ul id=as role=listbox hidden><li role=option id=a0>Norway<li role=option id=a1>Sweden</ul>
<button id=b aria-haspopup=listbox aria-label=Region aria-expanded=false aria-controls=bs>Choose</button>
<ul id=bs role=listbox tabindex=-1 hidden><li role=option id=b0>Scania<li role=option id=b1>Dalarna</ul>
<form action=/lost><input id=c role=combobox aria-label=Town aria-expanded=false aria-controls=cs>
<ul id=cs role=listbox hidden><li role=option id=c0>Malmo<li role=option id=c1>Lund</ul></form>
<button onclick="said.textContent = ['a', 'b', 'c'].map(name => chosen[name]).join(' ')">Go on</button><script>
const chosen = {};
for (const name of 'abc') {
  const lead = self[name], list = self[name + 's'], lines = [...list.children]; let at = -1;
  const show = open => { list.hidden = !open; (open && name === 'b' ? list : lead).focus() };
  const mark = () => { lines.forEach((line, i) => line.classList.toggle('on', i === at));
    if (name !== 'c') (name === 'b' ? list : lead).setAttribute('aria-activedescendant', name + at) };
  lines.forEach(line => line.onclick = () => { chosen[name] = line.textContent; show(false) });
  if (name !== 'c') lead.onclick = () => show(list.hidden);
  for (const each of [lead, list]) each.onkeydown = event => {
    if (each.id === 'b' && event.key === 'Enter') { location.href = '/lost'; event.preventDefault() }
    if (KEYS && event.key === 'ArrowDown') { if (list.hidden) show(true); else { at = (at + 1) % 2; mark() } }
    else if (event.key === 'Enter' && at >= 0) { event.preventDefault(); lines[at].click() } } }
</script>"""


@pytest.mark.browser
@pytest.mark.parametrize("has_keys", [True, False])
def test_keys_choose_from_lists_of_the_page_s_own_making(tmp_path: Path, has_keys: bool) -> None:
    """One whose button keeps the focus, one that takes it (its button sends the form by Enter, as Headless UI's does),
    and one that shows its line by its look alone.
    """
    steps = """
  - {step: Choose, goto: /, select: {Country: Sweden, Region: Dalarna, Town: Lund}, click: Go on,
     expect: {see: Sweden Dalarna Lund}}
"""
    with serving({"/": LISTS.replace("KEYS", str(has_keys).lower())}) as shop:
        way = plan(tmp_path, shop.url, steps, persona="keyboard-only")
        visit = walk([way], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    reached = [a.element.keyboard_reached for a in visit.steps[0].actions if a.element is not None]
    assert (visit.outcome is VisitOutcome.COMPLETED) is has_keys
    assert reached == ([True, True, None, True] if has_keys else [False])


@pytest.mark.browser
def test_keys_choose_where_each_choice_loads_the_page_anew(tmp_path: Path) -> None:
    """The manner of Shopware: the ways to pay send themselves, and the focus is lost with each."""
    page = """<!doctype html><html lang=en><title>Checkout</title><h1>Payment</h1><p id=said></p><a href=/x>Back</a>
    <form id=ways><label><input type=radio name=way value=a>Invoice</label><label><input type=radio name=way value=b>
    Transfer</label><label><input type=radio name=way value=c>Card</label></form>
    <button onclick="said.textContent = 'Chosen: ' + document.querySelector(':checked').value">Go on</button><script>
    const way = new URLSearchParams(location.search).get('way') || 'a';
    document.querySelector(`[value=${way}]`).checked = true; ways.onchange = () => ways.submit()</script>"""
    steps = "\n  - {step: Choose, goto: /, check: Card, click: Go on, expect: {see: 'Chosen: c'}}\n"
    with serving({"/": page}) as shop:
        way = plan(tmp_path, shop.url, steps, persona="keyboard-only")
        visit = walk([way], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED


@pytest.mark.parametrize(
    ("typed", "printed", "others"),
    [
        ("Date d'expiration", "Date d’expiration", "La Date d’expiration"),
        ('"Ja" ...', "»Ja«\xa0…", "Ja …"),
        ("Visa - 3 %", "Visa – 3 %", "Visa 3 %"),
    ],
)
def test_typed_signs_are_the_printed_ones(typed: str, printed: str, others: str) -> None:
    exact = as_read(typed, is_exact=True)
    assert not isinstance(exact, str)
    assert exact.search(printed)
    assert not exact.search(others)


def test_plain_words_stay_as_they_are() -> None:
    assert as_read("E-post (valfritt)") == "E-post (valfritt)"


@pytest.mark.parametrize(
    ("said", "is_begun"), [("Adress (krävs)", True), ("* Adress", True), ("E-postadress", False), ("Adresser", False)]
)
def test_a_field_may_say_more_behind_its_words(said: str, is_begun: bool) -> None:
    begun = as_read("Adress", is_start=True)
    assert isinstance(begun, re.Pattern)
    assert (begun.search(said) is not None) is is_begun


@pytest.mark.browser
@pytest.mark.parametrize("stays", [True, False])
def test_a_choice_that_the_server_draws_anew_is_waited_for(tmp_path: Path, stays: bool) -> None:
    """The list is drawn again without the choice, and with it once the server has answered; or never."""
    page = """<!doctype html><html lang=it><title>Cassa</title><h1>Spedizione</h1><div id=ways></div><p id=said></p>
    <button onclick="said.textContent = 'Scelto: ' + document.querySelector(':checked').value">Avanti</button><script>
    const draw = chosen => { ways.innerHTML = ['gls', 'ritiro'].map(way => `<label><input type=radio name=way
      value=${way} ${way === chosen ? 'checked' : ''}> ${way === 'gls' ? 'Corriere' : 'Ritiro'}</label>`).join('') };
    ways.onchange = () => { draw(''); fetch('/answer').then(() => setTimeout(() => draw(STAYS), 400)) };
    draw('')</script>"""
    pages = {"/": page.replace("STAYS", "'gls'" if stays else "''"), "/answer": "ok"}
    steps = "\n  - {step: Choose, goto: /, check: Corriere, click: Avanti, expect: {see: 'Scelto: gls'}}\n"
    with serving(pages) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert (visit.outcome is VisitOutcome.COMPLETED) is stays, visit.reason


@pytest.mark.browser
def test_a_search_folded_away_in_the_header_is_found_before_the_footers_link_to_it(tmp_path: Path) -> None:
    box = "<form action=/found role=search><input type=search name=q><button aria-label=Search>?</button></form>"
    page = f"""<!doctype html><html lang=en><title>Shop</title><header><details><summary>Menu</summary>
    <a href=/>Home</a></details>
    <details><summary aria-label=Search><svg width=20 height=20></svg></summary>{box}</details></header>
    <h1>%s</h1><footer><details><summary>About our search for wool</summary><p>Long ago</p></details>
    <a href=/search>Search</a></footer>"""
    pages = {"/": page % "Home", "/search": page % "Search", "/found": page % "A throw"}
    steps = """
  - {step: Open, goto: /}
  - {step: Look for it, search: throw, expect: {heading: A throw}}
"""
    with serving(pages) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED
