"""A tiny shop for the replay's own tests: each test gives its pages, the server counts what reaches it.

It also answers as a proxy, so that any host name can be "visited" without leaving this machine.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """One answer of the shop."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """What reached the shop."""

    method: str
    host: str
    path: str
    body: str = ""


Page = str | Answer | Callable[[Request], Answer]


class Shop:
    """A running shop.

    Attributes:
        pages: Answers by path, or by "host/path" for other hosts.
        requests: What reached it, in order.
        release: Set at the end of a test: answers that hang wait for it.
    """

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self.pages = dict(pages)
        self.requests: list[Request] = []
        self.release = threading.Event()
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def foreign(self) -> str:
        """The same server under another host name."""
        return f"http://localhost:{self.port}"

    def reached(self, path: str, *, method: str | None = None) -> list[Request]:
        return [each for each in self.requests if each.path == path and method in (None, each.method)]

    def answer(self, request: Request) -> Answer:
        self.requests.append(request)
        page = self.pages.get(f"{request.host}{request.path}", self.pages.get(request.path))
        if page is None:
            return Answer("<h1>Not found</h1>", 404)
        if isinstance(page, str):
            return Answer(page.replace("FOREIGN", self.foreign))
        return page(request) if callable(page) else page


def redirect(to: str, status: int = 302) -> Answer:
    return Answer("", status, {"Location": to})


@contextmanager
def serving(pages: Mapping[str, Page]) -> Iterator[Shop]:
    shop = Shop(pages)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            parts = urlsplit(self.path)
            host = parts.hostname or (self.headers.get("Host") or "").split(":")[0]
            asked = Request(self.command, host, parts.path, self.rfile.read(length).decode("utf-8", "replace"))
            answer = shop.answer(asked)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            try:
                self.send_response(answer.status)
                for name, value in {"Content-Type": HTML, **answer.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                self.close_connection = True

        do_POST = do_PUT = do_HEAD = do_GET  # noqa: N815 - names of http.server

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    shop.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield shop
    finally:
        shop.release.set()
        server.shutdown()
        server.server_close()
        thread.join()
