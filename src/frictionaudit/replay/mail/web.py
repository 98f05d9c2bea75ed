"""Mailpit and MailHog: test mail servers that are asked over HTTP."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

import httpx

from frictionaudit.replay.mail.box import Letter, MailboxError
from frictionaudit.replay.mail.words import message_of, text_of_html, text_of_message

__all__ = ["MailHogBox", "MailpitBox"]

ANSWER_S = 5.0
"""A mail server beside the shop answers sooner."""

MOST_LETTERS = 20
_NANOSECONDS = re.compile(r"(\.\d{6})\d+")


class _WebBox:
    """What both have in common: an address, perhaps a name and a password."""

    kind = ""

    def __init__(self, url: str, user: str | None = None, password: str | None = None) -> None:
        self._url = url.rstrip("/")
        self._auth = httpx.BasicAuth(user, password or "") if user else None

    async def _ask(self, client: httpx.AsyncClient, path: str) -> Any:
        try:
            answer = await client.get(self._url + path)
            answer.raise_for_status()
            return answer.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as trouble:
            raise MailboxError(f"{self.kind} does not answer ({type(trouble).__name__})") from None

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(timeout=ANSWER_S, auth=self._auth, follow_redirects=True, trust_env=False)


class MailpitBox(_WebBox):
    """Mailpit: GET /api/v1/search and /api/v1/message/{ID}. Source: https://mailpit.axllent.org/docs/api-v1/."""

    kind = "mailpit"

    async def letters(self, address: str, known: frozenset[str]) -> list[Letter]:
        """Give the newest letters to an address that are not known yet."""
        async with self._client() as client:
            query = quote(f'to:"{address}"')
            found = await self._ask(client, f"/api/v1/search?query={query}&limit={MOST_LETTERS}")
            letters = []
            for each in _items(found, "messages"):
                if str(each.get("ID")) not in known and _is_to(each.get("To"), address):
                    whole = await self._ask(client, f"/api/v1/message/{quote(str(each.get('ID')))}")
                    letters.append(self._letter(each, whole))
            return letters

    def _letter(self, short: Mapping[str, Any], whole: Mapping[str, Any]) -> Letter:
        sender = whole.get("From") or short.get("From") or {}
        text = str(whole.get("Text") or "").strip() or text_of_html(str(whole.get("HTML") or ""))
        return Letter(
            id=str(short.get("ID")),
            subject=str(whole.get("Subject") or short.get("Subject") or ""),
            sender=str(sender.get("Address") or "") if isinstance(sender, Mapping) else str(sender),
            text=text,
            received=_time(short.get("Created") or whole.get("Date")),
        )


class MailHogBox(_WebBox):
    """MailHog: GET /api/v2/search?kind=to. Source: https://github.com/mailhog/MailHog/blob/master/docs/APIv2.md."""

    kind = "mailhog"

    async def letters(self, address: str, known: frozenset[str]) -> list[Letter]:
        """Give the newest letters to an address that are not known yet."""
        async with self._client() as client:
            found = await self._ask(client, f"/api/v2/search?kind=to&query={quote(address)}&limit={MOST_LETTERS}")
        return [self._letter(each) for each in _items(found, "items") if str(each.get("ID")) not in known]

    def _letter(self, item: Mapping[str, Any]) -> Letter:
        content = item.get("Content") or {}
        headers = content.get("Headers") or {}
        lines = [f"{name}: {value}" for name, values in headers.items() for value in values]
        raw = "\r\n".join(lines) + "\r\n\r\n" + str(content.get("Body") or "")
        message = message_of(raw.encode("utf-8", "surrogateescape"))
        return Letter(
            id=str(item.get("ID")),
            subject=str(message.get("subject", "")),
            sender=str(message.get("from", "")),
            text=text_of_message(message),
            received=_time(item.get("Created")),
        )


def _items(found: Any, key: str) -> list[Mapping[str, Any]]:
    items = found.get(key) if isinstance(found, Mapping) else None
    return [each for each in items if isinstance(each, Mapping)] if isinstance(items, list) else []


def _is_to(people: Any, address: str) -> bool:
    if not isinstance(people, list):
        return True
    addresses = [str(each.get("Address", "")) for each in people if isinstance(each, Mapping)]
    return any(each.casefold() == address.casefold() for each in addresses)


def _time(text: Any) -> datetime | None:
    """Read RFC 3339; Go writes nanoseconds, which Python does not take."""
    try:
        read = datetime.fromisoformat(_NANOSECONDS.sub(r"\1", str(text)))
    except ValueError:
        return None
    return read if read.tzinfo is not None else None
