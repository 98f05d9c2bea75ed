"""What stands on two pages is used on the one that the customer is led to, and each page that comes is an answer."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Error
from tests.replay.shop import Answer, Request, serving
from tests.replay.walking import QUICK, plan, walk

from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.journey.model import ActionKind
from frictionaudit.replay.acting.act import Actor
from frictionaudit.replay.acting.hands import Hands, Point
from frictionaudit.replay.clock import Deadline
from frictionaudit.replay.drafts import ActionDraft, StepDraft

HEAD = "<!doctype html><html lang=en><title>Mugs</title><link rel=icon href=data:,>"
GOODS = "<p><a href=/from-{page}>Blue mug</a></p>"
# Many shops count a search before they send it off.
SUBMIT = "event.preventDefault(); setTimeout(() => this.submit(), 60)"
HOME = (
    f"{HEAD}<h1>Home</h1><form action=/search onsubmit='{SUBMIT}'><input type=search name=q aria-label=Search></form>"
    + GOODS.format(page="home")
)
RESULTS = f"{HEAD}<h1>Results</h1>" + GOODS.format(page="results")


@pytest.mark.browser
def test_after_a_search_the_goods_are_picked_among_the_results(tmp_path: Path) -> None:
    pages = {"/": HOME, "/search": RESULTS, "/from-results": f"{HEAD}<h1>Blue mug</h1>"}
    steps = "\n  - {step: Open, goto: /}\n  - step: Find\n    search: mug\n    click: Blue mug\n"
    steps += "    expect: {url: '**/from-results'}\n"
    with serving(pages) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason


@pytest.mark.browser
def test_a_page_that_asks_to_wait_answers_the_press(tmp_path: Path) -> None:
    asking = f"{HEAD}<h1>Asking your bank</h1><script>setTimeout(() => location = '/thanks', 500)</script>"
    pages = {
        "/": f"{HEAD}<h1>Till</h1><a href=/bank>Pay 5 €</a>",
        "/bank": asking,
        "/thanks": f"{HEAD}<h1>Thank you</h1>",
    }
    steps = "\n  - {step: Open, goto: /}\n  - {step: Pay, click: Pay 5 €, commits: payment, expect: {see: Thank you}}\n"
    with serving(pages) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    use = visit.steps[1].actions[0].use
    assert use is not None
    assert use.feedback_ms is not None
    assert use.settled_ms is not None
    assert use.feedback_ms < use.settled_ms - 200


@pytest.mark.browser
def test_a_button_in_a_frame_that_says_it_is_at_work_answers_the_press(tmp_path: Path) -> None:
    till = f"""{HEAD}<button onclick="this.disabled = true; this.textContent = 'One moment…';
    setTimeout(() => parent.postMessage('done', '*'), 500)">Pay 5 €</button>"""
    page = f"""{HEAD}<h1>Till</h1><iframe title=Till src=/frame></iframe>
    <script>onmessage = () => location = '/thanks'</script>"""
    steps = "\n  - {step: Open, goto: /}\n  - {step: Pay, click: Pay 5 €, commits: payment, expect: {see: Thank you}}\n"
    with serving({"/": page, "/frame": till, "/thanks": f"{HEAD}<h1>Thank you</h1>"}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    use = visit.steps[1].actions[0].use
    assert use is not None
    assert use.feedback_ms is not None
    assert use.settled_ms is not None
    assert use.feedback_ms < use.settled_ms - 200


@pytest.mark.browser
def test_a_form_that_says_it_is_at_work_answers_the_press_though_the_next_page_is_on_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press = Hands.press_at

    async def press_on_a_busy_machine(self: Hands, point: Point) -> None:
        await press(self, point)
        await asyncio.sleep(0.3)

    def late(_: Request) -> Answer:
        time.sleep(1.5)
        return Answer(f"{HEAD}<h1>Delivery</h1>")

    monkeypatch.setattr(Hands, "press_at", press_on_a_busy_machine)
    form = f"""{HEAD}<form method=post action=/next onsubmit="go.disabled = true; go.textContent = 'One moment…'">
    <button id=go>Go on</button></form>"""
    steps = "\n  - {step: Open, goto: /}\n  - {step: Go, click: Go on, expect: {heading: Delivery}}\n"
    with serving({"/": form, "/next": late}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    use = visit.steps[1].actions[0].use
    assert use is not None, visit.reason
    assert use.feedback_ms is not None
    assert use.feedback_ms < 1000


@pytest.mark.browser
def test_a_page_that_gives_way_while_it_is_looked_at_is_looked_at_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    perform, looks = Actor.perform, []

    async def looking(self: Actor, draft: ActionDraft, step: StepDraft, deadline: Deadline) -> None:
        if draft.action.kind is ActionKind.CLICK:
            looks.append(draft)
            if len(looks) == 1:
                raise Error("Page.evaluate: Execution context was destroyed, most likely because of a navigation")
        await perform(self, draft, step, deadline)

    monkeypatch.setattr(Actor, "perform", looking)
    steps = "\n  - {step: Open, goto: /}\n  - {step: Go, click: Blue mug, expect: {url: '**/from-home'}}\n"
    with serving({"/": HOME, "/from-home": f"{HEAD}<h1>Blue mug</h1>"}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    assert len(looks) == 2


@pytest.mark.browser
def test_what_the_customer_unfolds_in_a_frame_of_another_host_does_not_move_by_itself(tmp_path: Path) -> None:
    form = f"""{HEAD}<button type=button onclick="street.hidden = false">Type it yourself</button>
    <p id=street hidden style="height: 300px"><label>Street <input></label></p><p><label>Phone <input></label></p>"""
    page = f"{HEAD}<h1>Till</h1><iframe title=Till src=FOREIGN/frame style='width: 800px; height: 700px'></iframe>"
    steps = "\n  - {step: Open, goto: /}\n  - step: Tell\n    do:\n      - click: Type it yourself\n"
    steps += "      - fill: {Street: High Street 1}\n      - fill: {Phone: '0401234567'}\n    expect: {heading: Till}\n"
    with serving({"/": page, "/frame": form}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    element = visit.steps[1].actions[-1].element
    assert element is not None, visit.reason
    assert element.motion is not None
    assert element.motion.distance_px == 0


@pytest.mark.browser
def test_a_pop_up_over_the_question_about_cookies_is_closed_and_the_question_answered_then(tmp_path: Path) -> None:
    cookies = """<div id=cookies style="position: fixed; bottom: 0; padding: 9px; background: #fff">We use cookies.
    <button onclick="cookies.remove()">Reject all</button> <button>Accept all</button></div>"""
    offer = """<div id=offer role=dialog style="position: fixed; inset: 0; background: #fffc"><h2>10 % off</h2>
    <label>E-mail <input></label> <button>Subscribe</button> <button onclick="offer.remove()">Close</button></div>"""
    page = f"{HEAD}<h1>Shop</h1><button onclick=\"this.after('Found')\">Look</button>{cookies}{offer}"
    steps = "\n  - {step: Open, goto: /}\n  - {step: Look, click: Look, expect: {see: Found}}\n"
    steps += "  - {step: Look again, click: Look, expect: {see: Found}}\n"
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    assert [len(step.actions[0].closed) for step in visit.steps] == [0, 1, 0]
    assert [step.consent.result if step.consent else "" for step in visit.steps] == ["", "done", ""]


@pytest.mark.browser
@pytest.mark.parametrize(("refusal", "is_closed"), [("I'd rather pay full price", True), ("No, I am under 18", False)])
def test_a_pop_up_whose_no_shames_is_closed_by_it(tmp_path: Path, refusal: str, *, is_closed: bool) -> None:
    offer = f"""<div id=offer role=dialog style="position: fixed; inset: 0; background: #fffc"><h2>Welcome</h2>
    <button>Yes, please</button> <button onclick="offer.remove()">{refusal}</button></div>"""
    page = f"{HEAD}<h1>Shop</h1><button onclick=\"this.after('Found')\">Look</button>{offer}"
    steps = "\n  - {step: Open, goto: /}\n  - {step: Look, click: Look, expect: {see: Found}}\n"
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert (visit.outcome is VisitOutcome.COMPLETED) is is_closed, visit.reason
    assert len(visit.steps[1].actions[0].closed) == is_closed


@pytest.mark.browser
def test_cookies_are_answered_as_soon_as_the_pop_up_over_them_is_gone_and_nothing_typed_is_lost(tmp_path: Path) -> None:
    cookies = """<form method=post action=/cookies style="position: fixed; bottom: 0; padding: 9px; background: #fff">
    We use cookies. <button>Reject all</button> <button>Accept all</button></form>"""
    offer = """<div id=offer role=dialog style="position: fixed; inset: 0; background: #fffc"><h2>10 % off</h2>
    <label>E-mail <input></label> <button>Subscribe</button> <button onclick="offer.remove()">Close</button></div>"""
    order = """<form action=/cart><label>Size <select name=size required><option value=''><option>M</select></label>
    <button>Add to cart</button></form>"""
    # The answer is the page anew.
    answered = Answer(f"{HEAD}<h1>Mug</h1>{order}")
    steps = "\n  - {step: Open, goto: /}\n  - step: Add\n    select: {Size: M}\n    click: Add to cart\n"
    steps += "    expect: {heading: Cart}\n"
    opened, cart = f"{HEAD}<h1>Mug</h1>{order}{cookies}{offer}", f"{HEAD}<h1>Cart</h1>"
    with serving({"/": opened, "/cookies": answered, "/cart?size=M": cart, "/cart": cart}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    assert len(visit.steps[1].actions[0].closed) == 1


@pytest.mark.browser
def test_a_pop_up_that_keeps_the_page_from_screen_readers_is_closed_where_a_role_is_named(tmp_path: Path) -> None:
    offer = """<div id=offer role=dialog style="position: fixed; inset: 0; background: #fffc"><h2>10 % off</h2>
    <button onclick="offer.remove(); page.removeAttribute('aria-hidden')">Close</button></div>"""
    page = f"""{HEAD}<main id=page aria-hidden=true><h1>Shop</h1>
    <button onclick="this.after('Found')">Look</button></main>{offer}"""
    steps = "\n  - {step: Open, goto: /}\n  - {step: Look, click: {role: button, name: Look}, expect: {see: Found}}\n"
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    assert len(visit.steps[1].actions[0].closed) == 1


@pytest.mark.browser
def test_suggestions_over_a_part_of_the_next_field_are_left(tmp_path: Path) -> None:
    page = f"""{HEAD}<h1>Address</h1><style>input {{ display: block; width: 300px; height: 60px }}</style><form>
    <label>Street <input id=street role=combobox aria-expanded=false aria-controls=list></label>
    <ul id=list role=listbox hidden style="position: absolute; margin: 0; width: 300px; height: 44px; background: #fff">
    <li role=option>High Street 1</ul><label><span style="position: absolute; left: 320px">Town</span> <input></label>
    </form><script>
    street.oninput = () => {{ list.hidden = false; street.ariaExpanded = 'true' }};
    street.onblur = () => {{ list.hidden = true; street.ariaExpanded = 'false' }};
    </script>"""
    steps = "\n  - {step: Tell, goto: /, fill: {Street: High Street 1, Town: Leeds}, expect: {see: Address}}\n"
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    town = visit.steps[0].actions[-1].element
    assert town is not None, visit.reason
    assert not town.covers


@pytest.mark.browser
def test_a_late_answer_to_a_choice_is_no_answer_to_the_press(tmp_path: Path) -> None:
    """What a live form says to the choice comes after the press of a quick hand: the press itself did nothing."""
    page = f"""{HEAD}<h1>Delivery</h1><form><label><input type=radio name=way value=post> Post</label></form>
    <p id=sum>5 €</p><button>Go on</button><p id=said></p><script>
    document.querySelector('form').onchange = () => setTimeout(() => {{ sum.textContent = '7 €' }}, 900);
    let presses = 0;
    document.querySelector('button').onclick = () => {{ if (++presses > 1) said.textContent = 'Payment' }}
    </script>"""
    steps = "\n  - {step: Choose, goto: /, check: Post, click: Go on, expect: {see: Payment}}\n"
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    use = visit.steps[0].actions[-1].use
    assert use is not None
    assert (use.first_use_had_effect, use.presses) == (False, 2)


@pytest.mark.browser
def test_a_box_that_an_earlier_choice_moves_is_ticked_where_it_comes_to_rest(tmp_path: Path) -> None:
    page = f"""{HEAD}<h1>Payment</h1><form><label><input type=radio name=way value=bank> Bank</label></form>
    <p id=more></p><label><input type=checkbox id=terms> I accept</label><button>Go on</button><p id=said></p><script>
    const redraw = () => {{ more.style.height = '300px'; terms.checked = false }};
    document.querySelector('form').onchange = () => setTimeout(redraw, 700);
    document.querySelector('button').onclick = () => {{ said.textContent = terms.checked ? 'Done' : 'Not yet' }}
    </script>"""
    steps = "\n  - {step: Choose, goto: /, check: [Bank, I accept], click: Go on, expect: {see: Done}}\n"
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason


@pytest.mark.browser
@pytest.mark.parametrize("gives_in", [True, False])
def test_a_box_that_is_drawn_anew_under_the_finger_is_ticked_again(tmp_path: Path, gives_in: bool) -> None:
    """Leaving the field before has the server draw the list anew, between the press and its release; or each time."""
    page = f"""{HEAD}<h1>Delivery</h1><label>Phone <input id=phone></label><div id=ways></div><p id=said></p>
    <button>Go on</button><script>let times = 0; const draw = () => {{
      ways.innerHTML = '<label><input type=radio name=way value=post> Post</label>' }}; draw();
    ways.onmousedown = () => {{ if (times++ < LIMIT) draw() }};
    document.querySelector('button').onclick = () => {{
      said.textContent = document.querySelector(':checked') ? 'Done' : 'Not yet' }}</script>"""
    page = page.replace("LIMIT", "1" if gives_in else "99")
    steps = "\n  - {step: Choose, goto: /, fill: {Phone: '5123'}, check: Post, click: Go on, expect: {see: Done}}\n"
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert (visit.outcome is VisitOutcome.COMPLETED) is gives_in, visit.reason


@pytest.mark.browser
@pytest.mark.parametrize(("place", "is_banner"), [("position: fixed; bottom: 0; left: 0", True), ("", False)])
def test_a_frame_over_the_page_that_asks_about_cookies_is_the_banner_and_one_in_its_flow_is_none(
    tmp_path: Path, place: str, is_banner: bool
) -> None:
    asks = f"""{HEAD}<h2>Your privacy</h2><p>We use cookies for statistics.</p>
    <button onclick="parent.postMessage('', '*')">Accept all</button> <a href="#">Settings</a>"""
    page = f"""{HEAD}<h1>Shop</h1><iframe id=ask title=Privacy src=FOREIGN/frame style="width: 100%; {place}"></iframe>
    <button onclick="this.after('Found')">Look</button><script>onmessage = () => ask.remove()</script>"""
    steps = "\n  - {step: Open, goto: /}\n  - {step: Look, click: Look, expect: {see: Found}}\n"
    with serving({"/": page, "/frame": asks}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    buttons = [step.consent.buttons for step in visit.steps if step.consent]
    assert buttons == ([("Accept all", "Settings")] if is_banner else [])


@pytest.mark.browser
def test_the_question_about_cookies_at_the_end_of_a_slow_document_is_answered_before_anything_else(
    tmp_path: Path,
) -> None:
    cookies = """<div id=cookies style="position: fixed; bottom: 0; padding: 9px; background: #fff">We use cookies.
    <button onclick="cookies.remove()">Reject all</button> <button>Accept all</button></div>"""
    look = "<button onclick=\"this.after('Found')\">Look</button>"
    page = f"{HEAD}<h1>Shop</h1>{look}<script src=/slow.js></script>{cookies}"

    def slow(_: Request) -> Answer:
        time.sleep(0.8)
        return Answer("", headers={"Content-Type": "text/javascript"})

    steps = "\n  - {step: Look, goto: /, click: Look, expect: {see: Found}}\n"
    with serving({"/": page, "/slow.js": slow}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path, replace(QUICK, pictures=False, links=False))[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    assert visit.steps[0].consent is not None
    assert visit.steps[0].consent.result == "done"
