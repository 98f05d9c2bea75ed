"""The server of the twin pages: each page is a shop of its own, with routes for what a shop can do to a customer.

A page `tests/rules/speed/slow_server/fail.html` is served as the front page of `http://speed-slow-server-fail.localhost`.
In it `%OTHER%` stands for the origin of another party. Routes, below any page:

    /<name>.html              a page of the same folder
    /_status/<code>           a small page with that status
    /_json/<code>             JSON with that status
    /_slow/<ms>[/<name>]      answers after a wait of the server's own: a small page or JSON; a page, _image.png, poll
    /_redirect?to=<url>       302; /_redirect-loop never ends
    /_drop                    closes the connection; /_hang never answers
    /_order                   takes an order: JSON, or for a form the page thanks.html
    /_bytes/<n>               that many bytes that do not compress
    /_blank  /_image.png  /_third/<name>[?status=<code>]
"""

from __future__ import annotations

import asyncio
import io
import random
import threading
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import uvicorn
from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

__all__ = ["TwinShop"]

_SMALL_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Mugs</title>
<link rel="icon" href="data:,"><main><h1>{0}</h1><p>The mug shop.</p></main></html>"""


class TwinShop:
    """Serves twin pages from a thread of its own, on a free port.

    Args:
        pages: The file of each page by the host label it is served under.
    """

    def __init__(self, pages: Mapping[str, Path]) -> None:
        self._pages = pages
        config = uvicorn.Config(
            self._app, host="127.0.0.1", port=0, log_level="critical", lifespan="off", ws="none", interface="asgi3",
            proxy_headers=False,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._inner = Starlette(
            routes=[
                Route("/_status/{code:int}", _status),
                Route("/_json/{code:int}", _json, methods=["GET", "POST"]),
                Route("/_slow/{ms:int}", self._slow, methods=["GET", "POST"]),
                Route("/_slow/{ms:int}/{name}", self._slow, methods=["GET", "POST"]),
                Route("/_redirect", lambda request: RedirectResponse(request.query_params["to"], 302)),
                Route("/_redirect-loop", lambda request: RedirectResponse("/_redirect-loop", 302)),
                Route("/_hang", _hang, methods=["GET", "POST"]),
                Route("/_order", self._order, methods=["POST"]),
                Route("/_bytes/{count:int}", _bytes),
                Route("/_blank", lambda request: HTMLResponse("<!doctype html><title></title>")),
                Route("/_image.png", lambda request: Response(_picture(), media_type="image/png")),
                Route("/_third/{name}", _third, methods=["GET", "POST"]),
                Route("/{name}", self._page),
                Route("/", self._page),
            ]
        )

    def __enter__(self) -> TwinShop:
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the twin shop did not start")
            self._thread.join(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join()

    @property
    def port(self) -> int:
        """Port of the running server."""
        port: int = self._server.servers[0].sockets[0].getsockname()[1]
        return port

    def base_url(self, label: str) -> str:
        """Give the address of the page served under a label."""
        return f"http://{label}.localhost:{self.port}"

    async def _app(self, scope: Any, receive: Callable[[], Awaitable[Any]], send: Any) -> None:
        if scope["type"] == "http" and scope["path"].endswith("/_drop"):
            send.__self__.transport.abort()
            return
        await self._inner(scope, receive, send)

    def _file(self, request: Request, name: str | None) -> Path | None:
        own = self._pages.get(request.url.hostname.split(".")[0] if request.url.hostname else "")
        if own is None:
            return None
        file = own.parent / name if name else own
        return file if file.is_file() else None

    def _html(self, request: Request, name: str | None) -> Response:
        file = self._file(request, name)
        if file is None:
            return HTMLResponse(_SMALL_PAGE.format("Nothing here"), 404)
        text = file.read_text(encoding="utf-8").replace("%OTHER%", f"http://127.0.0.1:{self.port}")
        return HTMLResponse(text)

    def _page(self, request: Request) -> Response:
        return self._html(request, request.path_params.get("name"))

    async def _slow(self, request: Request) -> Response:
        await asyncio.sleep(request.path_params["ms"] / 1000)
        name = request.path_params.get("name")
        if name == "_image.png":
            return Response(_picture(), media_type="image/png")
        if name == "poll":
            return JSONResponse({"news": []})
        if name is not None:
            return self._html(request, name)
        return HTMLResponse(_SMALL_PAGE.format("Mugs")) if _wants_page(request) else JSONResponse({"ok": True})

    def _order(self, request: Request) -> Response:
        if _wants_page(request):
            return RedirectResponse("/thanks.html", 303)
        return JSONResponse({"order": "A-10023"})


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


async def _hang(request: Request) -> Response:
    """Wait until the customer has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return Response()


def _status(request: Request) -> Response:
    code = request.path_params["code"]
    return HTMLResponse(_SMALL_PAGE.format(f"Status {code}"), code)


def _json(request: Request) -> Response:
    code = request.path_params["code"]
    return JSONResponse({"ok": code < 400}, code)


def _bytes(request: Request) -> Response:
    count = request.path_params["count"]
    return Response(random.Random(count).randbytes(count), media_type="application/octet-stream")


def _third(request: Request) -> Response:
    code = int(request.query_params.get("status", "200"))
    headers = {"access-control-allow-origin": "*"}
    name: str = request.path_params["name"]
    if name.endswith(".png"):
        return Response(_picture(), code, headers, "image/png")
    kind = "text/javascript" if name.endswith(".js") else "text/html"
    body = "throw new Error('the badge is out of order')" if name == "throws.js" else "/* nothing to do */"
    return Response(body, code, headers, kind)


def _picture() -> bytes:
    image = Image.linear_gradient("L").resize((300, 200)).convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
