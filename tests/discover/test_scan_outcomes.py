"""Where a scan cannot go on: walls, nothing to buy, all sold out; outcomes, and no fault of the shop's."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.discover.shops.server import Answer, Request, Session, serving
from tests.replaying import replayed

from frictionaudit.discover.homepage import place_in
from frictionaudit.discover.scanning import seed_sketch
from frictionaudit.discover.writing.writer import write_journey
from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitEvidence, VisitOutcome
from frictionaudit.journey import load_journey, resolve_personas
from frictionaudit.journey.model import BrowserName
from frictionaudit.replay import ReplaySettings, VisitPlan
from frictionaudit.rules.engine import judge

pytestmark = pytest.mark.browser

QUICK = ReplaySettings(axe=False, pictures=False, links=False)
HEAD = "<!doctype html><html lang=en><title>Shop</title>"
CARD = '<main><h1>Lamps</h1><ul><li><a href="/products/lamp">Lamp</a> <b>£30.00</b>{note}</li></ul></main>'
PRODUCT = '<main><h1>Lamp</h1><p>£30.00</p><form method=post action="/cart"><button>Add to cart</button></form></main>'
PAGES = {
    "catalogue": {"/": '<h1>Our lamps</h1><main><a href="/lamps/one">Lamp one</a><p>Ask our dealers.</p></main>'},
    "sold-out": {
        "/": CARD.format(note=""),
        "/products/lamp": "<main><h1>Lamp</h1><p>£30.00</p><button disabled>Sold out</button></main>",
    },
    "members": {
        "/": CARD.format(note=""),
        "/products/lamp": PRODUCT,
        "/cart": '<main><h1>Your cart</h1><p>Lamp £30.00</p><a href="/checkout">Checkout</a></main>',
        "/checkout": "<main><h1>Sign in</h1><p>Please sign in to continue.</p><form method=post action=/in>"
        "<label>Email<input type=email name=e></label><label>Password<input type=password name=p></label>"
        "<button>Sign in</button></form></main>",
    },
    "broken": {
        "/": CARD.format(note=""),
        "/products/lamp": PRODUCT,
        "/cart": '<main><h1>Your cart</h1><p>Lamp £30.00</p><a href="/checkout">Checkout</a></main>',
        "/checkout": "<main><h1>Your details</h1><form method=post action=/details>"
        "<label>Email<input type=email name=e required></label><label>Full name<input name=n required></label>"
        "<label>Street address<input name=s required></label><button>Continue to payment</button></form></main>",
    },
    # The order is taken by a button that only says "Next", as every page before it does.
    "says-next": {
        "/": CARD.format(note=""),
        "/products/lamp": PRODUCT,
        "/cart": '<main><h1>Your cart</h1><p>Lamp £30.00</p><a href="/checkout">Checkout</a></main>',
        "/checkout": "<main><h1>Your details</h1><form method=post action=/review>"
        "<label>Email<input type=email name=e required></label><label>Full name<input name=n required></label>"
        "<label>Street address<input name=s required></label><fieldset><legend>Payment method</legend>"
        "<label><input type=radio name=pay value=i>Invoice</label>"
        "<label><input type=radio name=pay value=c>Cash on delivery</label></fieldset>"
        "<button>Next</button></form></main>",
        "/review": "<main><h1>Review</h1><p>Lamp £30.00</p><form method=post action=/done><button>Next</button></form>",
        "/done": "<main><h1>Thank you for your order</h1><p>Order number: 20331</p></main>",
    },
    # Nobody asks how to pay: the second "Next" orders, and a bill follows.
    "sends-a-bill": {
        "/": CARD.format(note=""),
        "/products/lamp": PRODUCT,
        "/cart": '<main><h1>Your cart</h1><p>Lamp £30.00</p><a href="/checkout">Checkout</a></main>',
        "/checkout": "<main><h1>Your details</h1><form method=post action=/review>"
        "<label>Email<input type=email name=e required></label><label>Full name<input name=n required></label>"
        "<label>Street address<input name=s required></label><button>Next</button></form></main>",
        "/review": "<main><h1>Review</h1><p>Lamp £30.00</p><form method=post action=/done><button>Next</button></form>",
        "/done": "<main><h1>Thank you for your order</h1><p>Order number: 20331</p></main>",
    },
    "bots": {"/": "<h1>Just a moment</h1><p>Verify you are human to continue.</p>"},
    "kept-out": {
        "/robots.txt": "User-agent: *\nDisallow: /products/\n",
        "/": CARD.format(note=""),
        "/products/lamp": PRODUCT,
    },
    "wrong-item": {"/": CARD.format(note=""), "/products/lamp": PRODUCT},
    # Goods that only the search finds, and goods whose cards open their page by script; from there as above.
    "search-only": {
        "/": "<header><form action=/find><input name=q placeholder='What are you looking for?'><button>Search</button>"
        "</form></header><main><h1>Spare parts for every bicycle</h1><p>Bicycle brakes, pedals and saddles. Every "
        "bicycle part, sent within a day.</p><a href=/about>About us</a></main>",
        "/find": CARD.format(note=""),
        "/about": "<main><h1>About us</h1><p>Since 1974.</p></main>",
    },
    "scripted-cards": {
        "/": "<main><h1>Lamps</h1><div class=grid>"
        + "".join(
            f"<div class=tile onclick=\"location='{way}'\"><img alt='' width=60 height=60 src=/{name}.png>"
            f"<div><span>{name}</span></div><p><b>£{price}.00</b> <s>£{price + 9}.00</s></p></div>"
            for name, way, price in (("Lamp", "/products/lamp", 30), ("Sconce", "/products/lamp", 45))
        )
        + "</div></main>",
    },
}  # fmt: skip
# The door says that no account is needed, and what leads on beside it only says "Checkout".
PAGES["open-door"] = PAGES["sends-a-bill"] | {
    "/checkout": PAGES["members"]["/checkout"].replace(
        "</main>", '<p>You can also go on without an account.</p><a href="/yours">Checkout</a></main>'
    ),
    "/yours": PAGES["sends-a-bill"]["/checkout"],
}
MEMBERS = {path: page for path, page in PAGES["members"].items() if path != "/"}
OPEN = ("search-only", "scripted-cards")
EXPECTED = {
    "catalogue": VisitOutcome.NO_WAY_FOUND,
    "sold-out": VisitOutcome.OUT_OF_STOCK,
    "members": VisitOutcome.LOGIN_REQUIRED,
    "broken": VisitOutcome.FAILED,
    "says-next": VisitOutcome.COMPLETED,
    "sends-a-bill": VisitOutcome.STOPPED_FOR_SAFETY,
    "open-door": VisitOutcome.STOPPED_FOR_SAFETY,
    "bots": VisitOutcome.BLOCKED_BY_BOT_WALL,
    "kept-out": VisitOutcome.NO_WAY_FOUND,
    "wrong-item": VisitOutcome.NO_WAY_FOUND,
    "search-only": VisitOutcome.LOGIN_REQUIRED,
    "scripted-cards": VisitOutcome.LOGIN_REQUIRED,
}


class Walled:
    def __init__(self, name: str) -> None:
        self.name = name
        self.removed = 0
        self.asked: list[str] = []

    def answer(self, request: Request, session: Session) -> Answer | str:
        self.asked.append(request.path)
        if self.name == "wrong-item" and request.path == "/cart":
            self.removed += "remove" in request.query
            line = "<p>Gift wrapping £3.00</p><a href='/cart?remove=1' aria-label='Remove item'>Remove</a>"
            return f"{HEAD}<h1>Your cart</h1>{'<p>Your cart is empty</p>' if self.removed else line}"
        if request.path == "/find" and "bicycle" in request.query.get("q", ""):
            return f"{HEAD}<main><h1>Search</h1><p>No results found</p></main>"  # what is said most is not always sold
        if request.path == "/details":
            return Answer("<h1>Internal server error</h1>", 500)
        page = (PAGES[self.name] | (MEMBERS if self.name in OPEN else {})).get(request.path)
        if page is None:
            return Answer("<h1>Not found</h1>", 404)
        kind = "text/plain" if request.path == "/robots.txt" else "text/html; charset=utf-8"
        return Answer(page if kind == "text/plain" else HEAD + page, kind=kind)


def _scan(url: str, folder: Path, name: str) -> VisitPlan:
    path = folder / f"{name}.yaml"
    write_journey(seed_sketch(url, place_in(url, HEAD), allow_order=name == "says-next", personas=()), path)
    walker = resolve_personas(("desktop-careful",), None)[0].model_copy(update={"patience_s": 3})
    return VisitPlan(load_journey(path), walker, BrowserName.CHROMIUM)


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[VisitEvidence, Walled]]:
    folder = tmp_path_factory.mktemp("walls")
    shops = {name: Walled(name) for name in PAGES}
    with ExitStack() as stack:
        plans = [_scan(stack.enter_context(serving(shop)).url, folder, name) for name, shop in shops.items()]
        made = replayed(plans, QUICK, folder / "run")
    return {name: (visit, shops[name]) for name, visit in zip(PAGES, made, strict=True)}


@pytest.mark.parametrize("name", PAGES)
def test_a_wall_is_an_outcome_and_no_broken_step(visits: dict[str, tuple[VisitEvidence, Walled]], name: str) -> None:
    visit, _ = visits[name]
    assert visit.outcome is EXPECTED[name], visit.reason
    assert bool(visit.reason) is (visit.outcome is not VisitOutcome.COMPLETED)
    ends = {VisitOutcome.FAILED: {StepStatus.FAILED}, VisitOutcome.STOPPED_FOR_SAFETY: {StepStatus.HELD}}
    assert {step.status for step in visit.steps} - ends.get(visit.outcome, set()) <= {
        StepStatus.PASSED,
        StepStatus.NOT_REACHED,
    }


def test_a_shop_that_breaks_on_the_way_is_judged_there(visits: dict[str, tuple[VisitEvidence, Walled]]) -> None:
    visit, _ = visits["broken"]
    found = {(finding.rule, finding.step) for finding in judge([visit]).findings if finding.blocks}
    assert found == {("errors/http-error-page", "Give my details")}


def test_a_button_that_took_the_order_without_saying_so_is_judged_as_one(
    visits: dict[str, tuple[VisitEvidence, Walled]],
) -> None:
    visit, _ = visits["says-next"]
    found = {(finding.rule, finding.step) for finding in judge([visit]).findings}
    assert ("commitment/missing-obligation-wording", "Place the order") in found or (
        "commitment/ambiguous-label",
        "Place the order",
    ) in found


def test_a_next_that_may_order_is_not_pressed_though_nobody_asked_how_to_pay(
    visits: dict[str, tuple[VisitEvidence, Walled]],
) -> None:
    _, shop = visits["sends-a-bill"]
    assert "/review" in shop.asked
    assert "/done" not in shop.asked


def test_a_wrong_thing_is_taken_out_of_the_cart(visits: dict[str, tuple[VisitEvidence, Walled]]) -> None:
    _, shop = visits["wrong-item"]
    assert shop.removed == 1


def test_what_robots_txt_forbids_is_not_followed(visits: dict[str, tuple[VisitEvidence, Walled]]) -> None:
    visit, _ = visits["kept-out"]
    assert all("/products/" not in step.page.url for step in (*visit.steps, *visit.aftermath) if step.page)
