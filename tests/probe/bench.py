"""The bench on which the probe is tried: a page of a real engine, and the questions the driver asks."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, ClassVar

import pytest
from playwright.sync_api import ElementHandle, Page

from frictionaudit.evidence.action import ElementEvidence
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.replay.probe import element_evidence, page_evidence

_ASK = "([method, given]) => __frictionaudit__.text(method, ...given).then(JSON.parse)"
_ASK_ELEMENT = "(element, [method, given]) => __frictionaudit__.text(method, element, ...given).then(JSON.parse)"
_HEAD = (
    "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    "<title>Shop</title>"
)
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)

# Firefox walks the demo shop on every change; the probe alone with `make test-slow`.
BOTH = pytest.mark.parametrize("bench", ["chromium", pytest.param("firefox", marks=pytest.mark.slow)], indirect=True)
"""For what every engine must tell alike."""


def same(text: str) -> str:
    """A mask that hides nothing."""
    return text


def page_named(name: str) -> str:
    """Give the body of a page of the folder beside."""
    return (Path(__file__).parent / "pages" / f"{name}.html").read_text(encoding="utf-8")


class Bench:
    """A page of one engine with the probe in it, and the questions the driver asks."""

    def __init__(self, engine: str, page: Page, base_url: str, pages: dict[str, tuple[str, bytes]]) -> None:
        self.engine = engine
        self.page = page
        self._base_url = base_url
        self._pages = pages
        self._count = 0

    def url(self, body: str | bytes, content_type: str = "text/html", *, whole: bool = False) -> str:
        """Serve a document and give its address."""
        self._count += 1
        path = f"/{self.engine}/{self._count}"
        text = body if isinstance(body, bytes) else (body if whole else _HEAD + body).encode()
        self._pages[path] = (content_type, text)
        return self._base_url + path

    def open(self, body: str, width: int = 1000, height: int = 700, *, whole: bool = False) -> Page:
        """Show a page, settled, at the begin of a step."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.goto(self.url(body, whole=whole))
        self.ask("quiet", {"limit_ms": 5000, "quiet_ms": 30})
        self.ask("begin")
        return self.page

    def ask(self, method: str, *given: Any) -> Any:
        return self.page.evaluate(_ASK, [method, list(given)])

    def ask_element(self, selector: str, method: str, *given: Any) -> Any:
        return self.handle(selector).evaluate(_ASK_ELEMENT, [method, list(given)])

    def handle(self, selector: str) -> ElementHandle:
        handle = self.page.query_selector(selector)
        assert handle is not None, selector
        return handle

    def examine(self, selector: str, **options: Any) -> ElementEvidence:
        raw = self.ask_element(selector, "examine", {"press": True, **options})
        return element_evidence(raw["element"], (0, 0), same)

    def facts(self, name: str, selectors: list[str]) -> dict[str, Any]:
        """Give one fact of many elements, to be compared at once."""
        return {selector: getattr(self.examine(selector), name) for selector in selectors}

    def collect(self) -> PageEvidence:
        raw = self.ask("collect", {})
        assert raw["faults"] == []
        return page_evidence(raw, [], same)


class Handler(BaseHTTPRequestHandler):
    pages: ClassVar[dict[str, tuple[str, bytes]]] = {}

    def do_GET(self) -> None:
        kind, body = self.pages.get(self.path.split("?")[0], ("text/plain", b""))
        if self.path.startswith("/picture"):
            kind, body = "image/png", _PIXEL
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
