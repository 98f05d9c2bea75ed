"""Links are asked for politely, after the walk: on the shop's host only, never one that acts, each once a run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import pytest
from tests.replay.walking import plan, walk

from frictionaudit.evidence.links import LinksEvidence
from frictionaudit.journey.model import Journey, Stage, Step
from frictionaudit.loops import run_to_end
from frictionaudit.replay.aftercare import links as collector
from frictionaudit.replay.aftercare.link_choice import PageLinks, acts, choose
from frictionaudit.replay.aftercare.links import LinkChecker
from frictionaudit.replay.aftercare.notices import Draw
from frictionaudit.replay.safety.masking import Mask

AGENT = "Mozilla/5.0 (the visit's own)"


class _Shop(BaseHTTPRequestHandler):
    """Answers by path; keeps what was asked of it."""

    asked: ClassVar[list[tuple[str, str]]] = []
    agents: ClassVar[set[str]] = set()
    cookies: ClassVar[list[str]] = []
    hosts: ClassVar[set[str]] = set()
    robots: ClassVar[tuple[int, str]] = (404, "")
    notice: ClassVar[str] = ""
    front: ClassVar[str] = ""

    def _answer(self) -> None:
        path = self.path.partition("?")[0]
        self.asked.append((self.command, self.path))
        self.cookies.append(self.headers.get("cookie", ""))
        self.hosts.add(self.headers.get("host", "").partition(":")[0])
        self.agents.add(self.headers.get("user-agent", ""))
        if path == "/drop":
            self.close_connection = True
            return
        status, location, body = {
            "/robots.txt": (self.robots[0], self.robots[1] if self.robots[0] == 301 else "", self.robots[1]),
            "/notice": (200, "", self.notice),
            "/": (200, "", self.front),
            "/rules.txt": (200, "", "User-agent: *\nDisallow: /list\n"),
            "/no-head": (405 if self.command == "HEAD" else 200, "", ""),
            "/lying-head": (404 if self.command == "HEAD" else 200, "", ""),
            "/gone": (404, "", ""),
            "/broken": (503, "", ""),
            "/shaky": (500 if self.asked.count(("GET", "/shaky")) < 2 else 200, "", ""),
            "/moved": (301, "/gone", ""),
            "/away": (302, "http://elsewhere.test/gone", ""),
            "/round": (302, "/round", ""),
            "/orders/7/invoice": (200 if "session=s1" in self.headers.get("cookie", "") else 404, "", ""),
            "/wants-cookie": (200, "", "") if "met=1" in self.headers.get("cookie", "") else (302, "/wants-cookie", ""),
        }.get(path, (200, "", ""))
        self.send_response(status)
        self.send_header("set-cookie", "met=1")
        if location:
            self.send_header("location", location)
        self.send_header("content-length", str(len(body)))
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body.encode())

    do_GET = do_HEAD = _answer  # noqa: N815 - the names of http.server

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(robots: tuple[int, str] = (404, "")) -> Iterator[str]:
    _Shop.asked, _Shop.agents, _Shop.cookies, _Shop.hosts, _Shop.robots = [], set(), [], set(), robots
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Shop)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://shop.localhost:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def shop() -> Iterator[str]:
    with serving() as url:
        yield url


def journey(base_url: str) -> Journey:
    return Journey(name="Buy", id="buy", base_url=base_url, steps=(Step(name="Open", id="open", stage=Stage.ARRIVE),))


def page(base_url: str, *paths: str, region: str = "main", step: int = 0) -> PageLinks:
    found = [{"text": path, "url": base_url + path, "region": region, "locator": f"#l{n}"}
             for n, path in enumerate(paths)]  # fmt: skip
    return PageLinks(step, {"language": "en", "links": found})


async def asked(
    base_url: str,
    *pages: PageLinks,
    checker: LinkChecker | None = None,
    cookies: dict[str, str] | None = None,
    draw: Draw | None = None,
) -> LinksEvidence:
    given = checker or LinkChecker()
    return await given.check(journey(base_url), AGENT, pages, (), Mask(), cookies=cookies, draw=draw)


def check(base_url: str, *pages: PageLinks) -> LinksEvidence:
    return run_to_end(asked(base_url, *pages))


def test_what_only_the_customer_may_see_is_asked_for_as_the_customer(shop: str) -> None:
    seen = run_to_end(asked(shop, page(shop, "/orders/7/invoice", "/gone", "/terms"), cookies={"session": "s1"}))
    assert {link.text: link.status for link in seen.checked} == {"/orders/7/invoice": 200, "/gone": 404, "/terms": 200}
    assert [path for (_, path), sent in zip(_Shop.asked, _Shop.cookies, strict=True) if "session" in sent] == [
        "/orders/7/invoice",
        "/gone",
    ]


def test_each_link_gets_the_answer_that_a_browser_would_get(shop: str) -> None:
    paths = ("/", "/no-head", "/lying-head", "/gone", "/broken", "/moved", "/away", "/round", "/drop")
    seen = check(shop, page(shop, *paths))
    told = {link.text: link.status or link.failure for link in seen.checked}
    assert told == {"/": 200, "/no-head": 200, "/lying-head": 200, "/gone": 404, "/broken": 503, "/moved": 404,
                    "/away": 302, "/round": "redirect-loop", "/drop": "dropped"}  # fmt: skip
    assert seen.checked[0].locator == "#l0"
    assert _Shop.agents == {AGENT}


NOTICE = (
    "<nav><a href=/>Shop</a></nav><main><h1>Right of withdrawal</h1><p>" + "You may withdraw. " * 50 + "</p>{}</main>"
)


@pytest.mark.parametrize(
    ("more", "ways", "fields", "read"),
    [
        ("<a href=/form.pdf>Withdrawal form</a>", ("Shop", "Withdrawal form"), 0, 1),
        (
            "<form><input><input type=email><button>Withdraw from contract</button></form>",
            ("Shop", "Withdraw from contract"),
            2,
            1,
        ),
        ("<a href=/list?withdrawal>Withdrawal form</a>", ("Shop", "Withdrawal form"), 0, 2),
    ],
)
def test_pages_about_withdrawal_are_looked_into(
    shop: str, more: str, ways: tuple[str, ...], fields: int, read: int
) -> None:
    _Shop.notice = NOTICE.format(more)
    link = {"text": "Right of withdrawal", "url": f"{shop}/notice", "region": "footer"}
    notices = check(shop, PageLinks(0, {"language": "en", "links": [link]})).notices
    assert (notices[0].is_read, notices[0].ways, notices[0].fields) == (True, ways, fields)
    assert 600 < notices[0].letters < 1_000
    assert len(notices) == read


@pytest.mark.parametrize(
    ("source", "path", "opened"),
    [
        ("<div id=app></div><script>draw()</script>", "/notice", ["/notice"]),
        (NOTICE.format(""), "/notice", []),
        # The source is that of all pages of such an app.
        (NOTICE.format(""), "/notice#/withdrawal", ["/notice#/withdrawal"]),
        ("<div id=app></div>", "/notice#right", ["/notice"]),
    ],
)
def test_a_page_that_scripts_draw_is_opened(shop: str, source: str, path: str, opened: list[str]) -> None:
    asked_for: list[str] = []

    async def draw(url: str) -> str:
        asked_for.append(url.removeprefix(shop))
        return NOTICE.format("<button>Withdraw from contract</button>")

    _Shop.notice = source
    link = {"text": "Right of withdrawal", "url": f"{shop}{path}", "region": "footer"}
    (notice,) = run_to_end(asked(shop, PageLinks(0, {"language": "en", "links": [link]}), draw=draw)).notices
    assert asked_for == opened
    assert (notice.is_drawn, "Withdraw from contract" in notice.ways) == (bool(opened), bool(opened))


def test_a_page_that_nobody_can_open_was_not_read(shop: str) -> None:
    _Shop.notice = NOTICE.format("")
    link = {"text": "Right of withdrawal", "url": f"{shop}/notice#/withdrawal", "region": "footer"}
    assert not check(shop, PageLinks(0, {"language": "en", "links": [link]})).notices[0].is_read


@pytest.mark.browser
def test_pages_about_withdrawal_are_drawn_in_a_window_after_the_walk(tmp_path: Path) -> None:
    drawn = NOTICE.format("<a href=/away>Withdraw from contract</a>")
    with serving() as url:
        _Shop.notice = (
            "<div id=app></div><script>setTimeout(() => fetch('/list').then(() => { app.innerHTML = "
            f"'{drawn}' }}), 100)</script>"
        )
        _Shop.front = "<h1>Mugs</h1><footer><a href=/notice>Right of withdrawal</a></footer>"
        (seen,) = walk([plan(tmp_path, url, "  - {step: Open, goto: /}\n")], tmp_path)
        _Shop.front = ""
    assert seen.links is not None
    notice = seen.links.notices[0]
    assert (notice.is_drawn, notice.ways) == (True, ("Shop", "Withdraw from contract"))
    assert all("/notice" not in request.url for step in seen.steps for request in step.requests)


def test_frames_that_nobody_scrolled_to_are_asked_for(shop: str) -> None:
    frames = tuple({"url": shop + path, "locator": f"#f{n}"} for n, path in enumerate(("/gone", "/", "/seen")))
    pages = [PageLinks(step, {"links": []}, frames) for step in (2, 3)]
    job = LinkChecker().check(journey(shop), AGENT, pages, (), Mask(), (), {shop + "/seen"})
    found = [(each.locator, each.step, each.status) for each in run_to_end(job).frames]
    assert found == [("#f0", 2, 404), ("#f1", 2, 200)]


def test_a_server_that_stumbled_over_the_haste_is_asked_again(shop: str) -> None:
    seen = check(shop, page(shop, "/shaky", "/broken"))
    assert [link.status for link in seen.checked] == [200, 503]
    assert [path for _, path in _Shop.asked].count("/broken") == 4


def test_what_led_a_search_astray_is_asked_for_whatever_the_cap(shop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "MOST_LINKS", 3)
    paths = [f"/list?{n}" for n in range(3)]
    job = LinkChecker().check(journey(shop), AGENT, [page(shop, *paths, "/gone")], (), Mask(), (shop + "/gone",))
    seen = run_to_end(job)
    assert len(seen.checked) == 3
    assert (seen.checked[-1].text, seen.checked[-1].status) == ("/gone", 404)
    assert all(link.text != "/gone" for link in check(shop, page(shop, *paths, "/gone")).checked)


def test_what_answers_by_head_is_not_fetched(shop: str) -> None:
    check(shop, page(shop, "/big"))
    assert _Shop.asked == [("GET", "/robots.txt"), ("HEAD", "/big")]


def test_cookies_last_for_one_link_only(shop: str) -> None:
    seen = check(shop, page(shop, "/wants-cookie", "/list"))
    assert [link.status for link in seen.checked] == [200, 200]
    assert sorted(_Shop.cookies) == ["", "", "", "met=1"]


def test_each_address_is_asked_for_once_a_run(shop: str) -> None:
    async def twice() -> list[LinksEvidence]:
        checker = LinkChecker()
        first = await asked(shop, page(shop, "/gone"), checker=checker)
        return [first, await asked(shop, page(shop, "/gone", "/new"), checker=checker)]

    first, second = run_to_end(twice())
    assert [link.status for link in second.checked] == [404, 200]
    assert first.checked[0].status == 404
    assert _Shop.asked.count(("GET", "/gone")) == 1
    assert _Shop.asked.count(("GET", "/robots.txt")) == 1


def test_robots_txt_is_obeyed() -> None:
    rules = "User-agent: *\nDisallow: /private\nDisallow: /*?sort=\n"
    with serving((200, rules)) as url:
        seen = check(url, page(url, "/private/a", "/list?sort=price", "/list"))
    assert [link.text for link in seen.checked] == ["/list"]
    assert seen.left_out == 2


@pytest.mark.parametrize(("to", "count"), [("/rules.txt", 0), ("http://elsewhere.test/robots.txt", 1)])
def test_robots_txt_is_followed_on_the_shop_s_own_host_only(to: str, count: int) -> None:
    with serving((301, to)) as url:
        seen = check(url, page(url, "/list"))
    assert (len(seen.checked), seen.gaps) == (count, ())
    assert _Shop.hosts == {"shop.localhost"}


def test_a_robots_txt_that_breaks_forbids_everything() -> None:
    with serving((503, "")) as url:
        seen = check(url, page(url, "/list"))
    assert (seen.checked, len(seen.gaps)) == ((), 1)


def test_there_is_a_cap(shop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "MOST_LINKS", 3)
    seen = check(shop, page(shop, *(f"/mug/{number}" for number in range(5))))
    assert (len(seen.checked), seen.left_out) == (3, 2)


def test_a_shop_that_is_gone_is_a_gap() -> None:
    with serving() as url:
        pass
    seen = check(url, page(url, "/list"))
    assert (seen.checked, len(seen.gaps)) == ((), 1)


def test_a_slow_shop_is_left_alone(shop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "IN_ALL_S", 0.0)
    seen = check(shop, page(shop, "/list"))
    assert (seen.checked, len(seen.gaps)) == ((), 1)


BASE = "https://shop.test"


def chosen(*links: tuple[str, str, str], walked: tuple[str, ...] = ()) -> list[str]:
    raw = [{"text": text, "url": url, "region": region} for text, url, region in links]
    return [each.url for each in choose([PageLinks(0, {"links": raw})], BASE, walked, ("fi", "en")).links]


def test_only_the_shop_s_own_links_of_content_and_navigation_are_chosen() -> None:
    links = (
        ("Mugs", f"{BASE}/mugs#top", "nav"),
        ("Mugs again", f"{BASE}/mugs", "main"),
        ("Seen", f"{BASE}/seen", "main"),
        ("Terms", f"{BASE}/terms", "footer"),
        ("Offer", f"{BASE}/offer", "dialog"),
        ("Other", "https://other.test/", "main"),
        ("Port", "https://shop.test:8443/", "main"),
        ("Mail", "mailto:help@shop.test", "main"),
        ("Script", "javascript:void(0)", "main"),
        ("Odd", "http://[shop", "main"),
    )
    assert chosen(*links, walked=(f"{BASE}/seen#x",)) == [f"{BASE}/mugs"]


def test_a_place_on_the_page_itself_is_no_address_to_ask_for() -> None:
    """A router writes addresses that the walk never loaded; another page's place is asked for all the same."""
    links = [{"url": f"{BASE}{path}", "text": "Go", "region": "main"} for path in ("/mug#main", "/", "/terms#returns")]
    page = PageLinks(0, {"url": f"{BASE}/mug", "links": links})
    assert [each.url for each in choose([page], BASE, (), ("en",)).links] == [f"{BASE}/", f"{BASE}/terms"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/customer/account/logout/", "Account"),
        ("/?add-to-cart=15", "15"),
        ("/cart/?remove_item=7&_wpnonce=x", "x"),
        ("/checkout/cart/add/uenc/abc/product/3/", "3"),
        ("/addToBasket?id=3", "3"),
        ("/newsletter/unsubscribe", "News"),
        ("/session", "Kirjaudu ulos"),
        ("/x", "Log out"),
        ("/x", "Add to cart"),
        ("/x", "Tilaa ja maksa"),
        ("/x", "Poista"),
    ],
)
def test_links_that_act_are_never_chosen(path: str, text: str) -> None:
    assert acts(BASE + path, text, ("fi", "en"))
    assert chosen((text, BASE + path, "main")) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [("/address-labels", "Address labels"), ("/mugs?color=blue", "Blue mugs"), ("/tuotteet/lautaset", "Lautaset"),
     ("/customers/login", "Kirjaudu"), ("/cart", "Ostoskori"), ("/checkout", "Kassa")],
)  # fmt: skip
def test_links_that_lead_are_chosen(path: str, text: str) -> None:
    assert not acts(BASE + path, text, ("fi", "en"))


def test_secrets_in_addresses_are_masked(shop: str) -> None:
    seen = check(shop, page(shop, "/list?auth=abcdef"))
    assert seen.checked[0].url == f"{shop}/list?auth=[token]"
