"""A real IMAP server over TLS, with a certificate that this process trusts."""

from __future__ import annotations

import asyncio
import imaplib
import ssl
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import pytest
import trustme
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer

__all__ = ["ImapServer", "serving_imap"]

USER, PASSWORD = "maija@mail.test", "right"
_SETTINGS = {
    "demo_data": True, "demo_user": USER, "demo_password": PASSWORD, "host": None, "port": None, "cert": None,
    "key": None, "tls": False, "proxy_protocol": None, "debug": False, "passlib_cfg": None,
}  # fmt: skip


@dataclass
class ImapServer:
    """A running server with one account."""

    port: int

    def put(self, folder: str, letter: bytes, received: float | None = None) -> None:
        """Lay a letter into a folder, which is made where there is none."""
        with self.connection() as connection:
            connection.create(folder)
            connection.append(folder, "", imaplib.Time2Internaldate(received or time.time()), letter)

    def flags(self, folder: str) -> bytes:
        """Give what the server notes of the folder's letters."""
        with self.connection() as connection:
            connection.select(folder, readonly=True)
            return b" ".join(each for each in connection.fetch("1:*", "(FLAGS)")[1] if isinstance(each, bytes))

    def connection(self) -> imaplib.IMAP4_SSL:
        """Sign in."""
        connection = imaplib.IMAP4_SSL("127.0.0.1", self.port, ssl_context=ssl.create_default_context())
        connection.login(USER, PASSWORD)
        return connection


@contextmanager
def serving_imap(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ImapServer]:
    """Serve on a free port until the block is left."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "authority.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)

    loop, started, ports = asyncio.new_event_loop(), Event(), list[int]()

    async def serve() -> None:
        backend, config = await DictBackend.init(Namespace(**_SETTINGS))
        config.apply_context()
        answer = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(backend.login, config))
        async with AsyncExitStack() as stack:
            await backend.start(stack)
            server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
            ports.append(server.sockets[0].getsockname()[1])
            started.set()
            await server.serve_forever()

    task = loop.create_task(serve())
    thread = Thread(target=lambda: loop.run_until_complete(asyncio.wait([task])), daemon=True)
    thread.start()
    started.wait()
    try:
        yield ImapServer(ports[0])
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()
        loop.close()
