"""Serving the shop and its payment provider on two loopback ports, which makes two origins."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette

from frictionaudit.errors import ShopUnreachableError, UsageError
from frictionaudit.shops.app import shop_app
from frictionaudit.shops.frictions import FRICTIONS
from frictionaudit.shops.introduction import introduction
from frictionaudit.shops.provider import Ledger, provider_app
from frictionaudit.shops.store import Store
from frictionaudit.shops.texts import LANGUAGES

__all__ = ["DemoShop", "run_forever", "serve"]

_START_LIMIT_S = 20.0


@dataclass(frozen=True)
class DemoShop:
    """A shop that is being served.

    Attributes:
        url: Address of the shop, without a trailing slash.
        payment_url: Address of its payment provider, another origin.
    """

    url: str
    payment_url: str


@contextmanager
def serve(
    host: str = "127.0.0.1", port: int = 0, *, frictions: Sequence[str] = (), language: str = "fi"
) -> Iterator[DemoShop]:
    """Serve the shop in a thread for as long as the context lasts.

    Args:
        host: Address to listen on; loopback unless you mean it.
        port: Port of the shop; 0 takes a free one. The payment provider always takes a free one.
        frictions: Names of FRICTIONS that are on for every session that does not choose its own.
        language: Language of the pages without a language prefix: fi, sv, de or en.

    Raises:
        UsageError: an unknown friction or language.
        ShopUnreachableError: the port is taken, or the server did not start.
    """
    with _listening(host, port, frictions, language) as (shop, servers):
        thread = threading.Thread(target=lambda: asyncio.run(_run(servers)), name="demo-shop", daemon=True)
        thread.start()
        try:
            if not all(server.ready.wait(_START_LIMIT_S) for server, _ in servers):
                raise ShopUnreachableError("The demo shop did not start.")
            yield shop
        finally:
            for server, _ in servers:
                server.should_exit = True
            thread.join()


def run_forever(
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    frictions: Sequence[str] = (),
    language: str = "fi",
    echo: Callable[[str], object] = print,
) -> None:
    """Serve the shop until Ctrl-C, after saying where it is, which cards it takes and which switches it has.

    Raises: as `serve`.
    """
    with _listening(host, port, frictions, language) as (shop, servers):
        echo(introduction(shop.url, shop.payment_url, frictions=frictions, language=language))
        with suppress(KeyboardInterrupt):
            asyncio.run(_run(servers))


class _Server(uvicorn.Server):
    """A server that says when it takes requests."""

    def __init__(self, app: Starlette) -> None:
        # A friction may hold an answer back for long: leaving does not wait for it.
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1)
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets=sockets)
        self.ready.set()


_Servers = list[tuple[_Server, socket.socket]]


@contextmanager
def _listening(host: str, port: int, frictions: Sequence[str], language: str) -> Iterator[tuple[DemoShop, _Servers]]:
    """Take both ports and build both applications."""
    unknown = [name for name in frictions if name not in FRICTIONS]
    if unknown:
        raise UsageError(f"Unknown friction: {', '.join(unknown)}. There are: {', '.join(FRICTIONS)}.")
    if language not in LANGUAGES:
        raise UsageError(f"The demo shop speaks {', '.join(LANGUAGES)}, not '{language}'.")
    with (
        closing(_listen(host, port)) as shop_socket,
        closing(_listen(host, 0)) as provider_socket,
        closing(Store()) as store,
    ):
        shop = DemoShop(_address(shop_socket), _address(provider_socket))
        ledger = Ledger(origin=shop.payment_url)
        shop_server = _Server(shop_app(store, ledger, frictions=frictions, language=language))
        yield shop, [(shop_server, shop_socket), (_Server(provider_app(ledger)), provider_socket)]


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise ShopUnreachableError(
            f"The demo shop cannot listen on {host}:{port} ({error.strerror}). Choose another port with --port."
        ) from error
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    # All interfaces: the customer comes in by loopback.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


async def _run(servers: _Servers) -> None:
    await asyncio.gather(*(server.serve(sockets=[listener]) for server, listener in servers))
