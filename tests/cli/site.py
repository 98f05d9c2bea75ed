"""A shop of two pages on a free loopback port, for walks that begin at the command line."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body {{ font: 18px/1.5 sans-serif; margin: 40px }} a {{ display: inline-block; padding: 16px 24px }}</style>
</head><body><main><h1>{title}</h1>{body}</main></body></html>"""

PAGES = {
    "/": ("Mugs", '<p>A blue mug, 24.90 € in total.</p><a href="/cart">Add the blue mug</a>'),
    "/cart": ("Your cart", "<p>One blue mug.</p>"),
    "/hostile": ("Hostile \x1b[2J[red]shop", '<a href="/cart">Buy \x1b[31m\u202enow</a>'),
}


class _Shop(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    leave: threading.Event

    def do_GET(self) -> None:
        if self.path == "/hang":
            # Until the test is over: no browser outwaits it.
            self.leave.wait()
            return
        title, body = PAGES.get(self.path, ("Not found", ""))
        content = PAGE.format(title=title, body=body).encode()
        self.send_response(200 if self.path in PAGES else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def serve_site() -> Iterator[str]:
    """Serve the shop; give its address."""
    leave = threading.Event()
    handler = type("Shop", (_Shop,), {"leave": leave})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            leave.set()
            server.shutdown()
            thread.join()
