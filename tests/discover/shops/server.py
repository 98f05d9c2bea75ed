"""One tiny server for the shops that the scan is tried on: each shop answers requests, sessions are kept in a cookie."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    body: str = ""
    status: int = 200
    kind: str = HTML
    location: str = ""


@dataclass
class Session:
    """What a shop remembers of one visitor."""

    cart: list[str] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    orders: int = 0


class Shop(Protocol):
    name: str

    def answer(self, request: Request, session: Session) -> Answer | str: ...


@dataclass
class Served:
    """A running shop, and what reached it."""

    url: str
    requests: list[Request] = field(default_factory=list)
    sessions: dict[str, Session] = field(default_factory=dict)

    @property
    def orders(self) -> int:
        return sum(each.orders for each in self.sessions.values())

    def reached(self, path: str) -> int:
        return sum(each.path == path for each in self.requests)


def to(location: str) -> Answer:
    return Answer(status=303, location=location)


def as_json(data: Any) -> Answer:
    return Answer(json.dumps(data), kind="application/json")


@contextmanager
def serving(shop: Shop) -> Iterator[Served]:
    served = Served("")
    numbers = itertools.count(1)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            sent = self.rfile.read(length).decode()
            form = json.loads(sent) if sent.startswith("{") else dict(parse_qsl(sent, keep_blank_values=True))
            parts = urlsplit(self.path)
            request = Request(self.command, parts.path, dict(parse_qsl(parts.query)), form)
            known = SimpleCookie(self.headers.get("Cookie") or "").get("visitor")
            visitor = known.value if known else str(next(numbers))
            served.requests.append(request)
            answer = shop.answer(request, served.sessions.setdefault(visitor, Session()))
            self._send(Answer(answer) if isinstance(answer, str) else answer, visitor)

        def do_POST(self) -> None:
            self.do_GET()

        def _send(self, answer: Answer, visitor: str) -> None:
            body = answer.body.encode()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Set-Cookie", f"visitor={visitor}; Path=/")
            if answer.location:
                self.send_header("Location", answer.location)
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    served.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


def missing() -> Answer:
    return Answer("<h1>404</h1>", 404)


def picture(colour: str, label: str) -> str:
    """An image that needs no file."""
    drawn = f"<svg xmlns='http://www.w3.org/2000/svg' width='160' height='120'><rect width='160' height='120' fill='{colour}'/></svg>"
    return f'<img src="data:image/svg+xml,{drawn.replace("<", "%3C").replace(">", "%3E").replace("#", "%23")}" alt="{label}" width="160" height="120">'
