"""One browser an engine for all tests of the probe, and a server for their pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer

import pytest
from playwright.sync_api import BrowserContext, Playwright
from tests.probe.bench import Bench, Handler

from frictionaudit.journey.model import BrowserName
from frictionaudit.replay.browsers.find import find_browser
from frictionaudit.replay.probe import PROBE_SOURCE


@pytest.fixture(scope="session")
def shop_url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def contexts(playwright: Playwright) -> Iterator[dict[str, BrowserContext]]:
    known: dict[str, BrowserContext] = {}
    yield known
    for context in known.values():
        browser = context.browser
        context.close()
        if browser is not None:
            browser.close()


@pytest.fixture
def bench(
    request: pytest.FixtureRequest, playwright: Playwright, contexts: dict[str, BrowserContext], shop_url: str
) -> Bench:
    return _bench(getattr(request, "param", "chromium"), playwright, contexts, shop_url)


@pytest.fixture
def firefox(playwright: Playwright, contexts: dict[str, BrowserContext], shop_url: str) -> Bench:
    return _bench("firefox", playwright, contexts, shop_url)


def _bench(engine: str, playwright: Playwright, contexts: dict[str, BrowserContext], shop_url: str) -> Bench:
    if engine not in contexts:
        options = find_browser(BrowserName(engine)).launch_options()
        context = getattr(playwright, engine).launch(**options).new_context()
        context.add_init_script(PROBE_SOURCE)
        contexts[engine] = context
        context.new_page()
    return Bench(engine, contexts[engine].pages[0], shop_url, Handler.pages)
