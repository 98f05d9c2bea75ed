"""A hang, a crash, an endless redirect, a dialog, a download: each is evidence, and the other visits go on."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from PIL import Image
from tests.replay.shop import Answer, Page, Request, Shop, redirect, serving
from tests.replay.walking import plan, step_of, walk, walk_alone

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.journey.model import BrowserName
from frictionaudit.replay import ReplaySettings
from frictionaudit.replay.events import Event, StepStarted
from frictionaudit.replay.watching import accessibility
from frictionaudit.replay.watching.settle import LONG_POLL_MS

pytestmark = pytest.mark.browser

OPEN = "  - {step: Open, stage: arrive, goto: /, expect: {heading: Shop}}\n"
PHONE = '<meta name=viewport content="width=device-width, initial-scale=1">'
SHOP = "<!doctype html><html lang=en><title>Shop</title><h1>Shop</h1>"


def test_a_page_that_hangs_times_out_and_the_next_visit_goes_on(tmp_path: Path) -> None:
    page = SHOP + "<button onclick='for (;;) {}'>Look closer</button>"
    look = OPEN + "  - {step: Look, stage: choose, click: Look closer, expect: {see: Never}}\n"
    with serving({"/": page}) as shop:
        hung, fine = walk(
            [plan(tmp_path, shop.url, look, name="hung", patience_s=2), plan(tmp_path, shop.url, OPEN, name="fine")],
            tmp_path,
        )
    assert hung.outcome in (VisitOutcome.TIMED_OUT, VisitOutcome.FAILED)
    assert step_of(hung, "Look").page is None
    assert step_of(hung, "Look").gap("page")
    assert fine.outcome is VisitOutcome.COMPLETED


def test_a_server_that_never_answers_is_a_failed_page(tmp_path: Path) -> None:
    with serving({"/": "never reached"}) as shop:
        shop.pages["/"] = lambda request: _hang(shop)
        visit = walk([plan(tmp_path, shop.url, OPEN, patience_s=2)], tmp_path)[0]
        shop.release.set()
    opened = step_of(visit, "Open")
    assert visit.outcome is VisitOutcome.FAILED
    assert [each.failure for each in opened.navigations] == ["timeout"]


def _hang(shop: Shop) -> Answer:
    shop.release.wait(30)
    return Answer("late")


@pytest.mark.parametrize("browser", [BrowserName.CHROMIUM, pytest.param(BrowserName.FIREFOX, marks=pytest.mark.slow)])
def test_a_proxy_that_is_down_is_nothing_of_the_shops(tmp_path: Path, browser: BrowserName) -> None:
    with serving({"/": SHOP}) as shop:
        proxy = shop.url
    visit = walk([plan(tmp_path, "http://shop.example", OPEN, more=f"proxy: {proxy}", browser=browser)], tmp_path)[0]
    opened = step_of(visit, "Open")
    assert (visit.outcome, opened.failure_kind) == (VisitOutcome.CRASHED, "fault")
    assert [each.failure for each in opened.navigations] == ["own-network"]


def test_a_shop_that_is_down_is_a_failed_page(tmp_path: Path) -> None:
    with serving({"/": SHOP}) as shop:
        url = shop.url
    visit = walk([plan(tmp_path, url, OPEN, patience_s=2)], tmp_path)[0]
    assert visit.outcome is VisitOutcome.FAILED
    assert [each.failure for each in step_of(visit, "Open").navigations] == ["refused"]


@pytest.mark.parametrize(
    ("pages", "kinds"),
    [
        ({"/": redirect("/")}, {"redirect-loop"}),
        ({"/": "<html><script>location.href = '/other'</script>", "/other": "<script>location.href = '/'</script>"},
         {None, "aborted"}),
    ],
    ids=["http", "script"],
)  # fmt: skip
def test_a_redirect_that_never_ends_ends_the_visit(
    tmp_path: Path, pages: dict[str, str | Answer], kinds: set[str | None]
) -> None:
    with serving(pages) as shop:
        visit = walk([plan(tmp_path, shop.url, OPEN, patience_s=4)], tmp_path)[0]
    assert visit.outcome in (VisitOutcome.FAILED, VisitOutcome.TIMED_OUT)
    assert {each.failure for each in step_of(visit, "Open").navigations} <= kinds


def test_dialogs_downloads_and_windows_are_seen_and_passed(tmp_path: Path) -> None:
    page = (
        SHOP
        + """<button onclick="confirm('Really look?') && (document.body.innerHTML += '<p>Looked</p>')">Look</button>
      <a href=/terms.pdf download>Terms</a> <a href=/size target=_blank>Sizes</a>"""
    )
    pages: dict[str, Page] = {
        "/": page,
        "/terms.pdf": Answer("%PDF", headers={"Content-Type": "application/pdf"}),
        "/size": SHOP.replace("Shop", "Sizes") + "<label>Collar <input></label>",
    }
    steps = OPEN + (
        "  - {step: Look, stage: choose, click: Look, expect: {see: Looked}}\n"
        "  - {step: Terms, stage: choose, click: Terms}\n"
        "  - {step: Sizes, stage: choose, click: Sizes, expect: {title: Sizes, element: {label: Collar}}}\n"
    )
    with serving(pages) as shop:
        visit = walk([plan(tmp_path, shop.url, steps)], tmp_path)[0]
    assert visit.outcome is VisitOutcome.COMPLETED
    assert [(each.kind, each.message) for each in step_of(visit, "Look").dialogs] == [("confirm", "Really look?")]
    assert step_of(visit, "Terms").downloads == ("terms.pdf",)
    assert len(step_of(visit, "Sizes").windows) == 1


@pytest.mark.parametrize(("gone", "status"), [("Offer", StepStatus.PASSED), ("Basket", StepStatus.FAILED)])
def test_what_is_waited_for_may_be_an_expectation(tmp_path: Path, gone: str, status: StepStatus) -> None:
    page = SHOP + (
        "<p>Basket<p id=o hidden>Offer</p><button onclick='o.remove()'>Not now</button>"
        "<script>setTimeout(() => o.hidden = false, 200)</script>"
    )
    steps = OPEN + (
        "  - step: Close\n    stage: find\n"
        f"    do: [{{wait_for: {{see: Offer}}}}, {{click: Not now}}, {{wait_for: {{not_see: {gone}}}}}]\n"
    )
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps, patience_s=2)], tmp_path)[0]
    closed = step_of(visit, "Close")
    assert closed.status is status
    assert ("expected not_see: Basket" in closed.failure) is (status is StepStatus.FAILED)


def test_a_tab_that_crashes_ends_its_visit_and_no_other(tmp_path: Path) -> None:
    steps = OPEN + "  - {step: Wait, stage: find, wait_for: Never}\n"

    others = _children("--type=renderer")  # of the browsers that other tests of this process share

    def kill_tab(event: Event) -> None:
        if isinstance(event, StepStarted) and event.name == "Wait":
            for pid in _children("--type=renderer") - others:
                os.kill(pid, signal.SIGKILL)

    with serving({"/": SHOP}) as shop:
        crashed, fine = walk_alone(
            [plan(tmp_path, shop.url, steps, name="crash", patience_s=6), plan(tmp_path, shop.url, OPEN, name="fine")],
            tmp_path, kill_tab,
        )  # fmt: skip
    assert crashed.outcome is VisitOutcome.CRASHED
    assert step_of(crashed, "Wait").status is StepStatus.FAILED
    assert fine.outcome is VisitOutcome.COMPLETED


def test_a_browser_that_dies_is_started_again_for_the_next_visit(tmp_path: Path) -> None:
    steps = OPEN + "  - {step: Wait, stage: find, wait_for: Never}\n"

    others = _children("--remote-debugging-pipe", without="--type=")

    def kill_browser(event: Event) -> None:
        if isinstance(event, StepStarted) and event.name == "Wait":
            for pid in _children("--remote-debugging-pipe", without="--type=") - others:
                os.kill(pid, signal.SIGKILL)

    with serving({"/": SHOP}) as shop:
        crashed, fine = walk_alone(
            [plan(tmp_path, shop.url, steps, name="crash", patience_s=6), plan(tmp_path, shop.url, OPEN, name="fine")],
            tmp_path, kill_browser,
        )  # fmt: skip
    assert crashed.outcome is VisitOutcome.CRASHED
    assert fine.outcome is VisitOutcome.COMPLETED


def _children(mark: str, without: str = "\0none") -> set[int]:
    """Give the processes below this one whose command line holds a mark."""
    parents: dict[int, int] = {}
    lines: dict[int, str] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int(folder.joinpath("stat").read_text().rsplit(")", 1)[1].split()[1])
            lines[int(folder.name)] = folder.joinpath("cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
    return {pid for pid, line in lines.items() if mark in line and without not in line and _is_below(pid, parents)}


def _is_below(pid: int, parents: dict[int, int]) -> bool:
    while pid > 1:
        pid = parents.get(pid, 0)
        if pid == os.getpid():
            return True
    return False


IN_STOCK = (
    '<script type=application/ld+json>{"@type": "Product", '
    '"offers": {"@type": "Offer", "availability": "https://schema.org/InStock"}}</script>'
)


def test_bot_walls_sign_ins_and_sold_out_goods_are_outcomes(tmp_path: Path) -> None:
    wall = "<html lang=en><title>Just a moment...</title><h1>Verify you are human</h1>"
    login = SHOP + "<h2>Sign in to continue</h2><form><label>Password <input type=password></label></form>"
    others = "<h2>You may also like</h2><a href=/hat>Felt hat</a>"
    sold = SHOP + f"<a href=#r>12 reviews</a><p>19,90 €</p><p>This product is out of stock.</p>{others}"
    buy = OPEN + "  - {step: Buy, stage: choose, click: Add to cart, commits: cart, expect: {see: In your cart}}\n"
    checkout = OPEN + "  - {step: Checkout, stage: checkout, goto: /checkout, expect: {see: Your address}}\n"
    with serving({"/": Answer(wall, 403)}) as shop:
        blocked = walk([plan(tmp_path, shop.url, OPEN, patience_s=2)], tmp_path)[0]
    with serving({"/": SHOP, "/checkout": login}) as shop:
        signed = walk([plan(tmp_path, shop.url, checkout, patience_s=2)], tmp_path)[0]
    with serving({"/": sold}) as shop:
        gone = walk([plan(tmp_path, shop.url, buy, patience_s=2)], tmp_path)[0]
    assert blocked.outcome is VisitOutcome.BLOCKED_BY_BOT_WALL
    assert signed.outcome is VisitOutcome.LOGIN_REQUIRED
    with serving({"/": SHOP + f"<p>19,90 €</p><p>Sold out</p>{IN_STOCK}"}) as shop:
        gone_today = walk([plan(tmp_path, shop.url, buy, patience_s=2)], tmp_path)[0]
    assert [gone.outcome, gone_today.outcome] == [VisitOutcome.OUT_OF_STOCK] * 2


@pytest.mark.parametrize(
    "around",
    [
        "<select aria-label=Size><option>40<option>42: sold out</select>",
        "<p>Felt hat</p><p>Sold out</p><a href=/cap>Cap</a><button>Add to basket</button>",
        "<ul><li><a href=/hat>Felt hat, sold out</a></ul>",
        "<h2>You may also like</h2><p><a href=/hat>Hat</a></p><p>Sold out</p>",
        "<p>49,90 €</p><h2>From the same maker</h2><p><a href=/hat>Felt hat</a></p><p>19,90 €</p><p>Sold out</p>",
        "<p>49,90 €</p><p><a href=/hat>Felt hat</a></p><p>Sold out</p><p>19,90 €</p>",
        f"<p>Size 42 is back in stock in March.</p>{IN_STOCK}",
    ],
)
def test_what_else_is_sold_out_is_no_wall(tmp_path: Path, around: str) -> None:
    buy = OPEN + "  - {step: Buy, stage: choose, click: Engrave it, expect: {see: Your words}}\n"
    with serving({"/": SHOP + around}) as shop:
        visit = walk([plan(tmp_path, shop.url, buy, patience_s=2)], tmp_path)[0]
    assert visit.outcome is VisitOutcome.FAILED


def test_long_polls_beacons_and_carousels_do_not_hold_a_step_up(tmp_path: Path) -> None:
    page = (
        SHOP
        + """<div id=tick>0</div><script>
      setInterval(() => { tick.textContent = Number(tick.textContent) + 1; }, 40);
      fetch('/updates'); navigator.sendBeacon('/beacon', 'x'); new EventSource('/events');
    </script>"""
    )
    with serving({"/": page, "/beacon": Answer()}) as shop:
        for path in ("/updates", "/events"):
            shop.pages[path] = lambda request: _hang(shop)
        visit = walk([plan(tmp_path, shop.url, OPEN, patience_s=10)], tmp_path)[0]
        shop.release.set()
    opened = step_of(visit, "Open")
    assert visit.outcome is VisitOutcome.COMPLETED
    assert opened.transition is not None
    assert opened.transition.settled_ms is not None, "settled in spite of what never ends"
    assert not opened.transition.is_still_busy


@pytest.mark.parametrize("persona", ["desktop-careful", "mobile-first"])
def test_secrets_are_masked_in_text_and_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, persona: str) -> None:
    def echo(request: Request) -> Answer:
        return Answer(
            SHOP
            + PHONE
            + "<h2>Review</h2><p id=mail>maija@example.com</p><p>hunter2secret</p><p>4242 4242 4242 4242</p>"
        )

    form = (
        SHOP
        + """<form action=/review><label>E-mail <input type=email name=mail></label>
      <label>Word <input name=word></label><button>Review</button></form>"""
    )
    steps = OPEN + (
        "  - {step: Review, stage: checkout, fill: {E-mail: $email, Word: $word}, click: Review,"
        " expect: {heading: Review}}\n"
    )
    monkeypatch.setenv("SHOP_WORD", "hunter2secret")
    data = "data: {email: maija@example.com, word: '${SHOP_WORD}'}"
    with serving({"/": form, "/review": echo}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps, more=data, persona=persona)], tmp_path)[0]
    assert visit.outcome is VisitOutcome.COMPLETED
    saved = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "run").rglob("*.json"))
    for secret in ("maija@example.com", "hunter2secret", "4242 4242 4242 4242", "hunter2"):
        assert secret not in saved
    masks = [box for picture in step_of(visit, "Review").screenshots for box in picture.masks]
    assert len(masks) >= 3, "the address, the word and the number are painted over"
    for picture in step_of(visit, "Review").screenshots:
        with Image.open(next((tmp_path / "run").rglob(Path(picture.path).name))) as image:
            assert image.width == pytest.approx(picture.width * picture.scale, abs=1)
            for box in picture.masks:
                x, y = int((box.x + box.width / 2) * picture.scale), int((box.y + box.height / 2) * picture.scale)
                dot = image.convert("RGB").crop((x, y, x + 1, y + 1)).tobytes()
                assert max(abs(has - wants) for has, wants in zip(dot, (110, 110, 118), strict=True)) < 12


@pytest.mark.parametrize(
    ("shown", "outcome"),
    [
        ("see: Thank you", VisitOutcome.COMPLETED),
        ("not_see: Declined", VisitOutcome.FAILED),
        (None, VisitOutcome.FAILED),
    ],
)
def test_an_order_without_a_number_is_an_order_where_the_page_says_so(
    tmp_path: Path, shown: str | None, outcome: VisitOutcome
) -> None:
    expected = ", ".join(filter(None, [shown, "order_reference: true"]))
    steps = OPEN + f"  - {{step: Look, stage: confirm, click: Look, expect: {{{expected}}}}}\n"
    # The page of the provider, before the one that thanks, says what is paid for.
    before = "<p>Order number: 10023</p>" if shown == "see: Thank you" else ""
    page = (
        SHOP
        + before
        + """<button onclick="setTimeout(() => { document.body.innerHTML = '<p>Thank you' }, 200)">Look</button>"""
    )
    with serving({"/": page}) as shop:
        visit = walk([plan(tmp_path, shop.url, steps, patience_s=2)], tmp_path)[0]
    assert visit.outcome is outcome
    look = step_of(visit, "Look")
    assert [each.has_held for each in look.expectations if each.kind == "order_reference"] == [False]


@pytest.mark.parametrize("told", ["", ", expect: {heading: Shop}"])
def test_what_the_shop_is_asked_for_is_waited_for_though_what_was_expected_stands(tmp_path: Path, told: str) -> None:
    def answer_late(request: Request) -> Answer:
        shop.release.wait(LONG_POLL_MS / 1000 + 0.7)
        return Answer("Blue mug")

    page = SHOP + "<p id=app></p><script>fetch('/mug').then(a => a.text()).then(t => { app.textContent = t })</script>"
    with serving({"/": page}) as shop:
        shop.pages["/mug"] = answer_late
        steps = f"  - {{step: Open, stage: arrive, goto: /{told}}}\n"
        visit = walk([plan(tmp_path, shop.url, steps, patience_s=10)], tmp_path)[0]
    page_seen = step_of(visit, "Open").page
    assert page_seen is not None
    assert "Blue mug" in {block.text for block in page_seen.blocks}


@pytest.mark.parametrize("browser", [BrowserName.CHROMIUM, pytest.param(BrowserName.FIREFOX, marks=pytest.mark.slow)])
def test_a_page_that_is_too_long_for_axe_is_let_go_of_and_has_not_hung(
    browser: BrowserName, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accessibility, "AXE_PATIENCE_S", 1.0)
    # Stands in for axe-core on a page of ten thousand rows: all in one go, and longer than a page that lives is silent.
    axe = "{ run() { const end = Date.now() + 12000; while (Date.now() < end); return {violations: []}; } }"
    head = "<!doctype html><html lang=en><title>Mugs</title><link rel=icon href=data:,>"
    pages: dict[str, Page] = {
        "/": f"{head}<script>window.axe = {axe}</script><h1>Mugs</h1><a href=/mug>Blue mug</a>",
        "/mug": f"{head}<h1>Mug</h1>",
    }
    steps = "  - {step: Open, goto: /}\n  - {step: Mug, click: Blue mug, expect: {heading: Mug}}\n"
    with serving(pages) as shop:
        settings = ReplaySettings(pictures=False, links=False)
        visit = walk([plan(tmp_path, shop.url, steps, browser=browser, patience_s=20)], tmp_path, settings)[0]
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    assert "axe" in {gap.what for gap in step_of(visit, "Open").gaps}
