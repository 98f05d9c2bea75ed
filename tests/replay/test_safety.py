"""The default never orders and never pays, and nothing but the named hosts is ever navigated to."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.replay.shop import Answer, Page, redirect, serving
from tests.replay.walking import plan, step_of, walk

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.journey.model import BrowserName
from frictionaudit.replay.safety.hosts import HostPolicy
from frictionaudit.replay.safety.trackers import KINDS

pytestmark = pytest.mark.browser

NEVER = "safety: {allow_order: false}"
OPEN = "  - {step: Open, stage: arrive, goto: /}\n"
CHECKOUT = """<!doctype html><html lang=en><title>Checkout</title><h1>Checkout</h1>
<form method=post action=/buy><label>Name <input name=name></label>
<label>Card number <input name=number autocomplete=cc-number></label><button>Pay 24,90 €</button></form>"""
THANKS = "<!doctype html><html lang=en><h1>Thank you</h1><p>Order number: A-10023</p>"
FRENCH = """<!doctype html><html lang=fr><title>Récapitulatif</title><h1>Récapitulatif</h1>
<form method=post action=/buy><button>Passer commande</button><button>Terminer la commande</button></form>"""
NEXT = CHECKOUT.replace("Pay 24,90 €", "Next")
PAGES: dict[str, Page] = {"/": CHECKOUT, "/buy": redirect("/thanks", 303), "/thanks": THANKS}


def test_a_commit_step_is_held_filled_but_for_its_card_and_nothing_leaves(tmp_path: Path) -> None:
    steps = OPEN + (
        '  - {step: Pay, stage: pay, fill: {Name: Maija, Card number: "4242 4242 4242 4242"}, click: "Pay 24,90 €",'
        " commits: payment, expect: {see: Thank you}}\n"
    )
    data = "data: {card: {number: '4242 4242 4242 4242'}}\n" + NEVER
    with serving(PAGES) as shop:
        steps = steps.replace('"4242 4242 4242 4242"', "$card.number")
        visit = walk([plan(tmp_path, shop.url, steps, more=data)], tmp_path)[0]
    held = step_of(visit, "Pay")
    assert visit.outcome is VisitOutcome.STOPPED_FOR_SAFETY
    assert held.status is StepStatus.HELD
    assert held.primary is not None
    assert held.primary.is_held
    assert held.primary.held_because == "commits"
    assert held.primary.element is not None, "a held action is examined all the same"
    assert [each.subject.name for form in held.page.forms for each in form.fields if each.is_filled] == ["Name"]  # type: ignore[union-attr]
    assert shop.reached("/buy") == []


@pytest.mark.parametrize(
    ("page", "step", "because"),
    [
        (CHECKOUT, '{step: Go, stage: pay, click: "Pay 24,90 €"}', "label"),
        (CHECKOUT.replace("Pay 24,90 €", "Continue").replace("/buy", "/checkout/place-order"),
         "{step: Go, stage: pay, click: Continue}", "form"),
        (CHECKOUT, "{step: Go, stage: pay, fill: {Name: Maija}, press: Enter}", "label"),
        (FRENCH, "{step: Go, stage: checkout, click: Passer commande}", "label"),
        (FRENCH, "{step: Go, stage: checkout, click: Terminer la commande}", "label"),
        (NEXT, "{step: Go, stage: pay, click: Next, expect: {order_reference: true}}", "expectation"),
        (NEXT, "{step: Go, stage: checkout, click: Next, expect: {see: Thank you for your order}}", "expectation"),
    ],
    ids=["label", "form", "enter", "leads on from a cart", "listed as an order", "number", "thanks"],
)  # fmt: skip
def test_a_press_that_reads_as_an_order_is_held_though_commits_was_forgotten(
    tmp_path: Path, page: str, step: str, because: str
) -> None:
    pages: dict[str, Page] = {**PAGES, "/": page, "/checkout/place-order": redirect("/thanks", 303)}
    with serving(pages) as shop:
        visit = walk([plan(tmp_path, shop.url, f"{OPEN}  - {step}\n", more=NEVER)], tmp_path)[0]
    assert visit.outcome is VisitOutcome.STOPPED_FOR_SAFETY
    primary = step_of(visit, "Go").primary
    assert primary is not None
    assert primary.held_because == because
    assert [each for each in shop.requests if each.method == "POST"] == []


def test_what_leads_from_the_cart_to_the_checkout_is_pressed(tmp_path: Path) -> None:
    step = "  - {step: Go, stage: cart, click: Passer commande, expect: {see: Order number}}\n"
    with serving({**PAGES, "/": FRENCH}) as shop:
        visit = walk([plan(tmp_path, shop.url, OPEN + step, more=NEVER)], tmp_path)[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason


def test_a_host_that_is_not_loopback_is_not_ordered_from_by_default(tmp_path: Path) -> None:
    steps = OPEN + "  - {step: Pay, stage: pay, click: 'Pay 24,90 €', commits: payment, expect: {see: Thank you}}\n"
    with serving(PAGES) as shop:
        proxied = f"proxy: {shop.url}"
        far = plan(tmp_path, "http://shop.example", steps, name="far", more=proxied)
        allowed = plan(tmp_path, "http://shop.example", steps, name="allowed",
                       more=proxied + "\nsafety: {allow_order: true}")  # fmt: skip
        held, done = walk([far, allowed], tmp_path)
    assert held.outcome is VisitOutcome.STOPPED_FOR_SAFETY
    assert done.outcome is VisitOutcome.COMPLETED
    assert len(shop.reached("/buy")) == 1, "only the visit that was allowed ordered, and once"


LEADING_OUT = {"/": "<html lang=en><h1>Shop</h1><a href=/out>Terms</a>", "/away": "<h1>Elsewhere</h1>"}
LEAVE = OPEN + "  - {step: Leave, stage: find, click: Terms, expect: {see: Elsewhere}}\n"


def test_a_redirect_to_a_foreign_host_never_reaches_it(tmp_path: Path) -> None:
    with serving(LEADING_OUT) as shop:
        shop.pages["/out"] = redirect(f"{shop.foreign}/away")
        visit = walk([plan(tmp_path, shop.url, LEAVE)], tmp_path)[0]
    assert visit.outcome is VisitOutcome.STOPPED_FOR_SAFETY
    assert "localhost" in visit.reason
    assert shop.reached("/away") == []


@pytest.mark.firefox
def test_firefox_never_goes_to_a_foreign_host_and_stops_at_a_redirect_to_one(tmp_path: Path) -> None:
    with serving(LEADING_OUT) as shop:
        shop.pages["/out"] = redirect(f"{shop.foreign}/away")
        redirected = plan(tmp_path, shop.url, LEAVE, browser=BrowserName.FIREFOX)
        assert walk([redirected], tmp_path)[0].outcome is VisitOutcome.STOPPED_FOR_SAFETY
        shop.pages["/"] = f"<html lang=en><h1>Shop</h1><a href={shop.foreign}/straight>Terms</a>"
        straight = plan(tmp_path, shop.url, LEAVE, name="straight", browser=BrowserName.FIREFOX)
        assert walk([straight], tmp_path)[0].outcome is VisitOutcome.STOPPED_FOR_SAFETY
    assert shop.reached("/straight") == []


def test_a_window_on_a_foreign_host_never_reaches_it(tmp_path: Path) -> None:
    pages: dict[str, Page] = {
        "/": "<html lang=en><h1>Shop</h1><a href=FOREIGN/away target=_blank>Terms</a>",
        "/away": "<h1>Elsewhere</h1>",
    }
    with serving(pages) as shop:
        steps = OPEN + "  - {step: Leave, stage: find, click: Terms, expect: {see: Elsewhere}}\n"
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path)[0]
    assert visit.outcome is VisitOutcome.STOPPED_FOR_SAFETY
    assert shop.reached("/away") == []


def test_a_named_host_may_be_visited_and_frames_load_from_anywhere(tmp_path: Path) -> None:
    pages: dict[str, Page] = {
        "/": "<html lang=en><h1>Shop</h1><a href=FOREIGN/away>Provider</a><iframe title=Map src=FOREIGN/map></iframe>",
        "/away": "<h1>Elsewhere</h1>",
        "/map": "<p>Map</p>",
    }
    with serving(pages) as shop:
        steps = OPEN + "  - {step: Go, stage: pay, click: Provider, expect: {see: Elsewhere}}\n"
        visit = walk([plan(tmp_path, shop.url, steps, more="safety: {hosts: [localhost]}")], tmp_path)[0]
    assert visit.outcome is VisitOutcome.COMPLETED
    assert shop.reached("/map")


def test_the_http_cache_stays_on(tmp_path: Path) -> None:
    script = Answer("window.x = 1", headers={"Content-Type": "text/javascript", "Cache-Control": "max-age=3600"})
    with serving({"/": "<h1>One</h1><script src=/app.js></script><a href=/two>Two</a>",
                  "/two": "<h1>Second</h1><script src=/app.js></script>", "/app.js": script}) as shop:  # fmt: skip
        steps = OPEN + "  - {step: Two, stage: find, click: Two, expect: {heading: Second}}\n"
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path)[0]
    assert visit.outcome is VisitOutcome.COMPLETED
    assert len(shop.reached("/app.js")) == 1


def test_from_the_commit_on_writes_to_foreign_hosts_are_blocked(tmp_path: Path) -> None:
    page = """<html lang=en><h1>Shop</h1><script>
      const tell = path => fetch('http://tracker.example' + path, {method: 'POST', mode: 'no-cors', body: 'x'});
      tell('/before');
      async function buy() {
        try { await tell('/after'); } catch (blocked) {}
        await fetch('/buy', {method: 'POST'});
        document.body.innerHTML = '<h1>Thank you</h1>';
      }</script><button onclick=buy()>Pay now</button>"""
    with serving({"/": page, "/buy": Answer("{}"), "/before": Answer(), "/after": Answer()}) as shop:
        steps = OPEN + "  - {step: Pay, stage: pay, click: Pay now, commits: payment, expect: {see: Thank you}}\n"
        local = plan(tmp_path, "http://shop.test", steps, more=f"proxy: {shop.url}")
        visit = walk([local], tmp_path)[0]
    assert visit.outcome is VisitOutcome.COMPLETED
    assert shop.reached("/before")
    assert shop.reached("/after") == []
    assert len(shop.reached("/buy")) == 1
    blocked = [each for each in step_of(visit, "Pay").requests if each.is_blocked]
    assert [each.template for each in blocked] == ["/after"]


def test_what_the_journey_blocks_is_not_loaded_and_nothing_fails(tmp_path: Path) -> None:
    page = """<html lang=en><h1>Shop</h1><script src=http://www.google-analytics.com/analytics.js></script>
      <script src=http://cdn.example/app.js></script><script>fetch('/own?google-analytics.com')</script>"""
    with serving({"/": page, "/app.js": Answer("1"), "/analytics.js": Answer("1"), "/own": Answer("1")}) as shop:
        local = plan(tmp_path, "http://shop.test", OPEN, more=f"proxy: {shop.url}\nblock: [analytics]")
        visit = walk([local], tmp_path)[0]
    assert shop.reached("/analytics.js") == []
    assert shop.reached("/app.js")
    assert shop.reached("/own")
    # Chromium may ask for a script twice: as its preload scanner meets it, and as it is due.
    assert {each.template for each in visit.steps[0].requests if each.is_blocked} == {"/analytics.js"}


@pytest.mark.parametrize(
    ("url", "is_blocked"),
    [
        ("https://www.google-analytics.com/g/collect", True),
        ("https://shop.example/?to=https://www.google-analytics.com/", False),
        ("https://matomo.shop.example/matomo.php", True),
        ("https://a.tracker.example:8443/x", True),
        ("https://js.stripe.com/v3/", False),
    ],
)
def test_which_hosts_are_blocked(url: str, is_blocked: bool) -> None:
    policy = HostPolicy("shop.example", blocked=(*KINDS["analytics"], "*.tracker.example"))
    assert policy.blocks(url) is is_blocked


def test_an_order_that_gets_no_answer_is_never_pressed_again(tmp_path: Path) -> None:
    page = """<html lang=en><h1>Shop</h1><button onclick="window.n = (window.n || 0) + 1;
      if (window.n > 1) fetch('/buy', {method: 'POST'})">Pay now</button>"""
    with serving({"/": page}) as shop:
        steps = OPEN + "  - {step: Pay, stage: pay, click: Pay now, commits: payment, expect: {see: Thank you}}\n"
        visit = walk([plan(tmp_path, shop.url, steps, patience_s=2)], tmp_path)[0]
    assert visit.outcome is VisitOutcome.FAILED
    primary = step_of(visit, "Pay").primary
    assert primary is not None
    assert primary.use is not None
    assert primary.use.presses == 1
    assert shop.reached("/buy") == []


def test_a_press_that_commits_to_nothing_is_tried_a_second_time(tmp_path: Path) -> None:
    page = """<html lang=en><h1>Shop</h1><button onclick="window.n = (window.n || 0) + 1;
      if (window.n > 1) document.body.innerHTML = '<h1>Details</h1>'">Show details</button>"""
    with serving({"/": page}) as shop:
        steps = OPEN + "  - {step: Look, stage: choose, click: Show details, expect: {heading: Details}}\n"
        visit = walk([plan(tmp_path, shop.url, steps, patience_s=4)], tmp_path)[0]
    primary = step_of(visit, "Look").primary
    assert visit.outcome is VisitOutcome.COMPLETED
    assert primary is not None
    assert primary.use is not None
    assert (primary.use.presses, primary.use.first_use_had_effect) == (2, False)
