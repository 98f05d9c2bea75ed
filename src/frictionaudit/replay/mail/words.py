"""The words of a message as the customer reads them."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from html.parser import HTMLParser

__all__ = ["message_of", "text_of_html", "text_of_message"]

_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_LINES = re.compile(r"\s*\n\s*")
_BREAKS = frozenset({"br", "p", "div", "tr", "li", "table", "h1", "h2", "h3", "h4", "td", "th", "section", "hr"})
_SILENT = frozenset({"script", "style", "title", "head"})


def message_of(raw: bytes) -> EmailMessage:
    """Read a message as it went over the wire."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of_message(message: EmailMessage) -> str:
    """Give its plain text, else the words of its HTML."""
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        content = str(part.get_content())
    except (LookupError, ValueError):  # a character set that nobody knows
        payload = part.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return text_of_html(content) if part.get_content_subtype() == "html" else _folded(content)


def text_of_html(html: str) -> str:
    """Give the words of HTML, a line a block."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _folded("".join(reader.parts))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\n", " "))


def _folded(text: str) -> str:
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()
