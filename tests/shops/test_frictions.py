"""Each switch changes what is served, only where it says so, and only while it is on."""

from __future__ import annotations

import re
from datetime import date
from time import monotonic

import httpx
import pytest

from frictionaudit.errors import UsageError
from frictionaudit.findings.model import Criterion
from frictionaudit.shops import FRICTIONS, DemoShop, Friction, serve
from frictionaudit.shops.app import PAGE_NAMES
from frictionaudit.shops.texts import LANGUAGES

from .buyer import CARD, DETAILS, Buyer, attribute, buyer

# Names, numbers and days of a session: they differ between two customers, frictions or not.
_OWN = re.compile(r"/frame/[\w-]+|/pay/[\w-]+|/bank/[\w-]+|KK-\d+|\?friction=[\w,-]*|127\.0\.0\.1:\d+")


def _pages(someone: Buyer, frictions: str) -> dict[str, httpx.Response]:
    """Every page of a purchase by its name; a page that a friction keeps from answering is left out."""
    someone.client.follow_redirects = False
    pages = {
        "home": someone.get(f"/?friction={frictions}"),
        "search": someone.get("/search?q=aamu"),
        "product": someone.get("/p/aamu-muki"),
    }
    someone.add()
    pages["cart"] = someone.get("/cart")
    pages["details"] = someone.get("/checkout/details")
    someone.post("/checkout/details", **DETAILS)
    pages["delivery"] = someone.get("/checkout/delivery")
    someone.post("/checkout/delivery", delivery="locker")
    pages["payment"] = someone.get("/checkout/payment")
    someone.post("/checkout/payment", payment="card")
    pages["review"] = someone.get("/checkout/review")
    pages["frame"] = someone.client.get(attribute(pages["review"].text, "iframe", "src"))
    paid = someone.pay(pages["review"].text, **CARD)
    pages["returned"] = someone.get(paid["return"])
    pages["confirmation"] = someone.client.get(pages["returned"].headers["location"])
    return pages


def _plain(page: httpx.Response) -> tuple[int, str, str]:
    location = page.headers.get("location", "")
    return page.status_code, _OWN.sub("", location), _OWN.sub("", page.text)


@pytest.fixture(scope="module")
def clean_by_day() -> dict[date, dict[str, tuple[int, str, str]]]:
    return {}


@pytest.fixture
def clean(shop: DemoShop, clean_by_day: dict[date, dict[str, tuple[int, str, str]]]) -> dict[str, tuple[int, str, str]]:
    """Give the pages of the clean shop today: a confirmation names the day of delivery, and tests run past midnight."""
    today = date.today()
    if today not in clean_by_day:
        with buyer(shop) as someone:
            clean_by_day[today] = {name: _plain(page) for name, page in _pages(someone, "").items()}
    return clean_by_day[today]


@pytest.mark.parametrize("friction", FRICTIONS.values(), ids=lambda f: f.name)
def test_a_friction_shows_on_its_pages_and_nowhere_else(
    shop: DemoShop, clean: dict[str, tuple[int, str, str]], friction: Friction
) -> None:
    with buyer(shop) as someone:
        started = monotonic()
        seen = {name: _plain(page) for name, page in _pages(someone, friction.name).items()}
        spent = monotonic() - started
    differing = {name for name in clean if seen[name] != clean[name]}
    if friction.wait_s:
        # Its pages come late, not otherwise changed.
        assert differing == set()
        assert spent >= friction.wait_s
    elif friction.name == "confirmation-missing":
        assert differing == {"returned", "confirmation"}
    else:
        assert differing == set(friction.pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_frictions_speak_every_language(shop: DemoShop, language: str) -> None:
    passable = ",".join(f.name for f in FRICTIONS.values() if f.is_passable and not f.wait_s)
    with buyer(shop, f"/{language}") as someone:
        pages = _pages(someone, passable)
    assert all("[[" not in page.text for page in pages.values())
    assert {page.status_code for name, page in pages.items() if name != "returned"} == {200}


def test_frictions_are_off_again_when_they_are_switched_off(
    shop: DemoShop, clean: dict[str, tuple[int, str, str]]
) -> None:
    with buyer(shop) as someone:
        assert _plain(someone.get("/?friction=wcag-violation")) != clean["home"]
        assert _plain(someone.get("/?friction=")) == clean["home"]


def test_frictions_are_of_one_session_only(
    shop: DemoShop, maija: Buyer, clean: dict[str, tuple[int, str, str]]
) -> None:
    maija.get("/?friction=broken-image")
    with buyer(shop) as other:
        assert _plain(other.get("/p/aamu-muki")) == clean["product"]


def test_an_unknown_friction_is_refused_and_the_known_ones_are_named(maija: Buyer) -> None:
    answer = maija.get("/?friction=dead,sluggish")
    assert answer.status_code == 400
    assert "sluggish" in answer.text
    assert "slow-server" in answer.text
    with pytest.raises(UsageError, match="sluggish"), serve(frictions=["sluggish"]):
        pass


def test_a_shop_can_start_with_frictions_on(clean: dict[str, tuple[int, str, str]]) -> None:
    with serve(frictions=["technical-text"]) as shop, buyer(shop) as someone:
        assert "NaN €" in someone.get("/p/kaamos").text
        someone.get("/?friction=")
        assert "NaN €" not in someone.get("/p/kaamos").text


def test_addresses_that_frictions_ask_for_answer_as_badly_as_they_say(maija: Buyer) -> None:
    assert maija.get("/api/stock").status_code == 500
    assert len(maija.get("/api/heavy-picture").content) > 3_000_000


def test_switches_name_real_rules_and_pages() -> None:
    assert len(FRICTIONS) >= 40
    for friction in FRICTIONS.values():
        assert friction.rule.split("/")[0] in {criterion.value for criterion in Criterion}
        assert set(friction.pages) <= PAGE_NAMES
        assert friction.description.endswith(".")


def test_a_cart_without_goods_is_shown_whatever_is_on(shop: DemoShop) -> None:
    """A stranger who follows a link to the cart finds it empty."""
    quick = [each for each in FRICTIONS.values() if "cart" in each.pages and not each.wait_s]
    assert quick
    with buyer(shop) as someone:
        for friction in quick:
            someone.get(f"/?friction={friction.name}")
            assert someone.get("/cart").status_code == 200, friction.name
