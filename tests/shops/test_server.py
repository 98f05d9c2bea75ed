"""The shop starts, says where it is, and stops."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from frictionaudit.errors import ShopUnreachableError, UsageError
from frictionaudit.shops import TEST_CARDS, DemoShop, serve, server

from .buyer import buyer, heading


def test_shop_and_provider_are_two_origins_and_stop_with_the_context() -> None:
    with serve(language="sv") as shop:
        assert shop.url != shop.payment_url
        with buyer(shop) as someone:
            assert heading(someone.get("/").text) == "En god morgon får plats i handen"
            assert heading(someone.get("/fi/").text) == "Hyvä aamu mahtuu käteen"
    for url in (shop.url, shop.payment_url):
        with pytest.raises(httpx.ConnectError):
            httpx.get(url)


def test_a_taken_port_is_said_in_a_sentence(shop: DemoShop) -> None:
    port = int(shop.url.rsplit(":", 1)[1])
    with pytest.raises(ShopUnreachableError, match=f"127.0.0.1:{port}"), serve(port=port):
        pass


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError, match="fi, sv, de, en"), serve(language="tlh"):
        pass


def test_several_shops_run_side_by_side_and_keep_their_orders_apart() -> None:
    with serve() as one, serve(language="en") as two, buyer(one) as someone, buyer(two) as other:
        someone.add()
        assert "tyhjä" not in someone.get("/cart").text
        assert "still empty" in other.get("/cart").text


def test_running_for_ever_says_where_which_cards_and_which_switches(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    asked = threading.Event()

    async def stop_at_once(servers: object) -> None:
        asked.set()
        raise KeyboardInterrupt

    monkeypatch.setattr(server, "_run", stop_at_once)
    # Playwright's sync API, which other tests use, leaves a running loop behind in the main thread.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(server.run_forever, port=_free_port(), frictions=["slow-server"], echo=said.append).result()
    assert asked.is_set()
    assert all(card.number in said[0] for card in TEST_CARDS)
    assert "speed/slow-server" in said[0]
    assert "?friction=" in said[0]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
