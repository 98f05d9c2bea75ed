"""Mask what must never be saved, at capture: nothing else is masked.

Secrets are the `data` values that come from `${ENV}`, card numbers in any spacing, session tokens and e-mail addresses.
What is typed into password and CVC fields is never read at all: the probe passes such fields by.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, quote, unquote_plus, urlsplit, urlunsplit

from frictionaudit.personal import without_personal

__all__ = ["Mask"]

SECRET = "[secret]"
TOKEN = "[token]"

_JWT = re.compile(r"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{4,}")
_TOKEN_KEY = re.compile(
    r"token|session|sess|sid$|auth|secret|signature|password|passwd|jwt|csrf|api_?key", re.IGNORECASE
)
_OPAQUE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w-]{24,}")
_KEY_VALUE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w-]{14,}")
"""What opens something where its name is "key" alone: an order's page, say. A shorter one may be a word or a colour."""
_VALUE = re.compile(r"(?<=[?&;#])([^?&;#=]+)=([^?&;#=]+)")
_RANDOM = re.compile(r"(?<![\w.-])(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{32,}(?![\w.-])")
"""Longer than any word, neither words between dashes as a product's name nor the name of a file."""
_SHORT_SECRET = 4


class Mask:
    """The secrets of one visit. Calling it gives a text with all of them replaced.

    Args:
        values: Secret values of the journey.
        key: Key of the run, so that equal secrets can be compared over a run and nowhere else.
    """

    def __init__(self, values: Iterable[str] = (), key: bytes | None = None) -> None:
        self._key = key or secrets.token_bytes(16)
        words = sorted({value.strip() for value in values if value.strip()}, key=len, reverse=True)
        # A short one, say a security code, is masked where it is all there is: within other words it is no secret.
        parts = [re.escape(word) if len(word) > _SHORT_SECRET else rf"^\s*{re.escape(word)}\s*$" for word in words]
        self._values = re.compile("|".join(parts)) if parts else None

    def __call__(self, text: str) -> str:
        """Give the text with every secret in it replaced by a word in square brackets."""
        if not text:
            return text
        if self._values is not None:
            text = self._values.sub(SECRET, text)
        if "eyJ" in text:
            text = _JWT.sub(TOKEN, text)
        return without_personal(text)

    def url(self, address: str) -> str:
        """Give the address with user, token-like query values and fragments masked."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return self(address)
        host = parts.hostname or ""
        if ":" in host:
            host = f"[{host}]"
        netloc = f"{host}:{parts.port}" if _has_port(parts.netloc) else host
        query = "&".join(
            f"{quote(key)}={TOKEN if _is_token(key, value) else quote(self(value), safe='[]')}"
            for key, value in parse_qsl(parts.query, keep_blank_values=True)
        )
        path = "/".join(TOKEN if _OPAQUE.fullmatch(piece) else piece for piece in parts.path.split("/"))
        fragment = TOKEN if _OPAQUE.search(parts.fragment) else parts.fragment
        return self(urlunsplit((parts.scheme, netloc, path, query, fragment)))

    def link(self, address: str) -> str:
        """Give the address of a link with what is secret in it masked, and all else as the page has it."""
        return _RANDOM.sub(TOKEN, self(_VALUE.sub(self._pair, address)))

    def _pair(self, match: re.Match[str]) -> str:
        key, value = match.groups()
        plain = unquote_plus(value)
        if _TOKEN_KEY.search(key):
            return f"{key}={TOKEN}"
        masked = self(plain)
        return match[0] if masked == plain else f"{key}={quote(masked, safe='[]')}"

    def digest(self, text: str) -> str:
        """Give a keyed hash by which rules may compare two secrets of one run."""
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()[:16]

    def deep(self, value: Any) -> Any:
        """Give nested lists and mappings with every string in them masked."""
        if isinstance(value, str):
            return self(value)
        if isinstance(value, dict):
            return {key: self.deep(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.deep(item) for item in value]
        return value


def _has_port(netloc: str) -> bool:
    try:
        return urlsplit(f"//{netloc}").port is not None
    except ValueError:
        return False


def _is_token(key: str, value: str) -> bool:
    is_key = key.casefold() == "key" and bool(_KEY_VALUE.fullmatch(value))
    return bool(value) and (is_key or bool(_TOKEN_KEY.search(key)) or bool(_OPAQUE.fullmatch(value)))
