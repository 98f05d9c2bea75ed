"""The shop's memory: sessions and orders, in one SQLite database in memory."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["Session", "Store"]

_FIRST_ORDER = 10_234
_TABLES = """
CREATE TABLE session (id TEXT PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE "order" (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    token TEXT NOT NULL UNIQUE,
    session TEXT NOT NULL,
    data TEXT NOT NULL
);
"""


class Store:
    """Sessions by id, orders by number. One order a token: the same token again gives the first order."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._secret = secrets.token_bytes(32)
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.executescript(_TABLES)
        self._database.execute("INSERT INTO sqlite_sequence VALUES ('order', ?)", (_FIRST_ORDER - 1,))

    def session(self, cookie: str | None) -> Session:
        """Give the session that a cookie names, or a new one where it is missing or not signed by us."""
        id, _, signature = (cookie or "").partition(".")
        if id and hmac.compare_digest(self._sign(id), signature):
            return Session(self, id, is_new=False)
        return Session(self, secrets.token_urlsafe(18), is_new=True)

    def cookie(self, session: Session) -> str:
        """Give the signed value of a session's cookie."""
        return f"{session.id}.{self._sign(session.id)}"

    def read(self, id: str) -> dict[str, Any]:
        """Give a session's data."""
        with self._lock:
            row = self._database.execute("SELECT data FROM session WHERE id = ?", (id,)).fetchone()
        return json.loads(row[0]) if row else {}

    @contextmanager
    def change(self, id: str) -> Iterator[dict[str, Any]]:
        """Change a session's data; saved at the end, nothing comes between."""
        with self._lock:
            data = self.read(id)
            yield data
            self._database.execute("INSERT OR REPLACE INTO session VALUES (?, ?)", (id, json.dumps(data)))

    def place(self, token: str, session: str, data: dict[str, Any]) -> int:
        """Place an order once: the same token gives the number of the order that stands."""
        with self._lock:
            self._database.execute(
                'INSERT OR IGNORE INTO "order" (token, session, data) VALUES (?, ?, ?)',
                (token, session, json.dumps(data)),
            )
            row = self._database.execute('SELECT number FROM "order" WHERE token = ?', (token,)).fetchone()
        return int(row[0])

    def order(self, number: int, session: str) -> dict[str, Any] | None:
        """Give an order of this session, or None."""
        with self._lock:
            row = self._database.execute(
                'SELECT data FROM "order" WHERE number = ? AND session = ?', (number, session)
            ).fetchone()
        return json.loads(row[0]) if row else None

    def close(self) -> None:
        """Forget everything."""
        self._database.close()

    def _sign(self, id: str) -> str:
        return hmac.new(self._secret, id.encode(), hashlib.sha256).hexdigest()


class Session:
    """One customer's session; data is read fresh each time, so that requests side by side do not undo each other."""

    def __init__(self, store: Store, id: str, *, is_new: bool) -> None:
        self._store = store
        self.id = id
        self.is_new = is_new

    @property
    def data(self) -> dict[str, Any]:
        """What is remembered now."""
        return self._store.read(self.id)

    @contextmanager
    def change(self) -> Iterator[dict[str, Any]]:
        """Change what is remembered."""
        with self._store.change(self.id) as data:
            yield data
