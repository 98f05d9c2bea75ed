"""A mailbox read by IMAP over TLS."""

from __future__ import annotations

import asyncio
import imaplib
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

from frictionaudit.replay.mail.box import Letter, MailboxError
from frictionaudit.replay.mail.words import message_of, text_of_message

__all__ = ["ImapBox"]

ANSWER_S = 10.0
MOST_LETTERS = 20
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _over_tls(host: str, port: int) -> imaplib.IMAP4:
    return imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=ANSWER_S)


@dataclass
class ImapBox:
    """One folder of an IMAP account; nothing in it is changed, not even the mark of being read."""

    host: str
    user: str
    password: str
    port: int = 993
    folder: str = "INBOX"
    kind: str = "imap"

    @classmethod
    def of(cls, address: str, user: str | None, password: str | None, folder: str | None) -> ImapBox:
        """Read `imap: host`, `imap: host:993` or `imap: imaps://user@host:993/INBOX`.

        Raises:
            MailboxError: no host, no name or no password is given.
        """
        parts = urlsplit(address if "://" in address else f"imaps://{address}")
        name, word = user or unquote(parts.username or ""), password or unquote(parts.password or "")
        if parts.scheme != "imaps" or not parts.hostname or not name or not word:
            raise MailboxError("imap needs a host that speaks TLS, a user and a password")
        return cls(parts.hostname, name, word, parts.port or 993, folder or unquote(parts.path.strip("/")) or "INBOX")

    async def letters(self, address: str, known: frozenset[str]) -> list[Letter]:
        """Give the newest letters to an address that are not known yet."""
        try:
            return await asyncio.to_thread(self._letters, address, known)
        except (imaplib.IMAP4.error, OSError) as trouble:
            raise MailboxError(f"the IMAP server cannot be read ({type(trouble).__name__})") from None

    def _letters(self, address: str, known: frozenset[str]) -> list[Letter]:
        with _over_tls(self.host, self.port) as connection:
            connection.login(self.user, self.password)
            connection.select(f'"{self.folder}"', readonly=True)
            day = datetime.now(UTC) - timedelta(days=1)
            since = f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}"
            _, found = connection.uid("SEARCH", "SINCE", since, "TO", f'"{address}"')
            ids = (found[0] or b"").split()[-MOST_LETTERS:]
            return [self._letter(connection, each) for each in ids if each.decode() not in known]

    def _letter(self, connection: imaplib.IMAP4, uid: bytes) -> Letter:
        _, parts = connection.uid("FETCH", uid.decode(), "(INTERNALDATE BODY.PEEK[])")
        raw = next((part for part in parts if isinstance(part, tuple)), (b"", b""))
        message = message_of(raw[1])
        return Letter(
            id=uid.decode(),
            subject=str(message.get("subject", "")),
            sender=str(message.get("from", "")),
            text=text_of_message(message),
            received=_received(raw[0], str(message.get("date", ""))),
        )


def _received(answer: bytes, date: str) -> datetime | None:
    """Give when the server got it, else when it says it was written."""
    when = imaplib.Internaldate2tuple(answer)
    if when is not None:
        return datetime(*when[:6]).astimezone(UTC)
    try:
        read = parsedate_to_datetime(date)
    except ValueError:
        return None
    return read if read.tzinfo is not None else None
