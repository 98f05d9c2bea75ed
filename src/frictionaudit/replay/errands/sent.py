"""Which writing requests followed the press of an order, and how the server could tell a repeat from a second one."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, TypeAlias
from urllib.parse import parse_qsl, urlsplit

from playwright.async_api import Error, Request

from frictionaudit.evidence.common import SENDING
from frictionaudit.evidence.errand import SentRequest
from frictionaudit.replay.safety.hosts import host_of
from frictionaudit.replay.safety.masking import Mask
from frictionaudit.replay.watching.network import Seen, is_beacon, template_of

__all__ = ["sent_requests"]

KeyFrom: TypeAlias = Literal["", "idempotency", "field", "address"]

_CALLS = frozenset({"document", "fetch", "xhr", "other"})
_KEY_HEADER = re.compile(r"idempot|^paypal-request-id$", re.IGNORECASE)
_KEY_FIELD = re.compile(
    r"idempot|client_?secret|payment_?(?:intent|session|token|nonce)|(?:order|checkout|submission|submit|request)_?"
    r"(?:token|key|nonce|uuid)|order_?(?:id|number|ref)|dedup|attempt_?id|^token$|^nonce$",
    re.IGNORECASE,
)
_NO_KEY = re.compile(r"csrf|xsrf|authenticity|form_?key|wpnonce|checkout-nonce|captcha|access|bearer", re.IGNORECASE)
"""Tokens that say where a form came from: two orders bear the same one."""

_ONE_TIME = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
"""UUID, RFC 9562."""

_OWN_ADDRESS = re.compile(r"(?=.*\d)(?=.*[A-Za-z])(?:[\w-]{14,}|[0-9a-f]{10,})")
"""A piece of the path that nobody could guess: the address is that of one payment."""

_NAMES_ORDER = re.compile(r"\d{3,}|[0-9a-f]{8,}", re.IGNORECASE)
_OF_ORDER = re.compile(
    r"order|reference|ref$|receipt|booking|confirmation|charge|transaction|bestell|tilaus|best[aä]llning|ordre|pedido"
    r"|commande|ordine|zam[oó]wieni|tellimus|encomenda",
    re.IGNORECASE,
)
"""What the number of an order is called in data, or by its bare name where nothing else is."""
_BARE = re.compile(r"id|number|no|nr", re.IGNORECASE)
_OF_ELSE = re.compile(
    r"amount|total|sum|price|tax|vat|count|quantity|qty|status|^code$|time|date|stamp|(?:_a|A)t$|expir|duration|session"
    r"|request|trace|nonce|token|key|signature|customer|product|item|e?mail|phone|postcode|zip|street|address",
    re.IGNORECASE,
)
"""What else has digits in an answer: the same in two orders, or another in each answer about one."""
_MAX_BODY = 50_000

ANSWER_S = 1.0
"""The body of an answer that the page has left is gone, and some engines never say so."""


async def sent_requests(
    seen: Sequence[Seen], pressed_at: float, moment: Literal["press", "reload", "back"], mask: Mask
) -> list[SentRequest]:
    """Give the writing requests since a moment (epoch ms), in the order sent."""
    return [
        await _sent(each, pressed_at, moment, mask)
        for each in seen
        if each.started >= pressed_at - 5 and _may_order(each)
    ]


def _may_order(seen: Seen) -> bool:
    request = seen.request
    is_call = request.method in SENDING and request.resource_type in _CALLS
    return is_call and not is_beacon(request) and not seen.is_blocked and request.redirected_from is None


async def _sent(seen: Seen, pressed_at: float, moment: Literal["press", "reload", "back"], mask: Mask) -> SentRequest:
    request = seen.request
    fields = list(_fields(request))
    answer = await _answer(request) if seen.ended is not None and seen.failure is None else ""
    key_from, key = _key(request, fields)
    return SentRequest(
        moment=moment,
        method=request.method,
        template=template_of(request.url)[:200],
        call=mask.digest(_call(request, fields)),
        key=mask.digest(key) if key else "",
        key_from=key_from,
        is_unread=not fields and request.headers.get("content-length", "0") != "0" and not _has_body(request),
        answer=mask.digest(answer) if _NAMES_ORDER.search(_without_else(answer)) else "",
        order=mask.digest(order) if (order := _order_in(answer)) else "",
        status=seen.status,
        at_ms=seen.started - pressed_at,
    )


def _has_body(request: Request) -> bool:
    """Tell whether the body can be read: an installed Firefox tells its length alone."""
    try:
        return request.post_data_buffer is not None
    except Error:
        return False


def _fields(request: Request) -> Iterator[tuple[str, str]]:
    """Give the fields of a form or of JSON, nested ones too."""
    try:
        body = (request.post_data_buffer or b"")[:_MAX_BODY].decode("utf-8", "replace")
    except Error:
        return
    if not body:
        return
    if body.lstrip()[:1] in "{[":
        try:
            yield from _leaves(json.loads(body))
        except ValueError:
            return
        return
    yield from re.findall(r'name="([^"]+)"\r?\n\r?\n([^\r\n]*)', body) or parse_qsl(body)


def _leaves(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, str(key))
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, name)
    elif value is not None:
        yield name, str(value)


def _operation(fields: Sequence[tuple[str, str]]) -> str:
    """Give what is asked of an API that has one address for all."""
    named = dict(reversed(fields))
    return named.get("operationName") or " ".join(named.get("query", "").split())[:80]


def _call(request: Request, fields: Sequence[tuple[str, str]]) -> str:
    """Give what makes two requests the same: steps that post to one address are told apart by the fields they send."""
    names = " ".join(sorted({name for name, _ in fields}))
    return f"{request.method} {host_of(request.url)} {template_of(request.url)} {_operation(fields)} {names}"


def _key(request: Request, fields: Sequence[tuple[str, str]]) -> tuple[KeyFrom, str]:
    """Give what tells a repeat from a second order: a header, a field, or an address of this payment alone."""
    headers = [value for name, value in request.headers.items() if _KEY_HEADER.search(name)]
    made = [value for name, value in fields if _is_key(name, value) and _KEY_HEADER.search(name)]
    own = [value for name, value in fields if _is_key(name, value)]
    address = [piece for piece in urlsplit(request.url).path.split("/") if _OWN_ADDRESS.fullmatch(piece)]
    found: tuple[tuple[KeyFrom, list[str]], ...] = (
        ("idempotency", headers or made),
        ("field", own),
        ("address", address),
    )
    return next(((kind, " ".join(values)) for kind, values in found if values), ("", ""))


def _order_in(answer: str) -> str:
    """Give the number of the order that an answer names, in its data or in the address that it leads to; else ""."""
    if (data := _data_in(answer)) is not None:
        named = {v for k, v in data if _OF_ORDER.search(k) and not _OF_ELSE.search(k) and _NAMES_ORDER.search(v)}
        bare = {value for name, value in data if _BARE.fullmatch(name) and _NAMES_ORDER.search(value)}
        return " ".join(sorted(named or bare))
    address = urlsplit(answer.strip())
    pieces = [piece for piece in address.path.split("/") if _NAMES_ORDER.search(piece)]
    asked = [value for name, value in parse_qsl(address.query) if _OF_ORDER.search(name) and not _OF_ELSE.search(name)]
    return " ".join([value for value in asked if _NAMES_ORDER.search(value)] or pieces[-1:])


def _without_else(answer: str) -> str:
    data = _data_in(answer)
    return answer if data is None else " ".join(value for name, value in data if not _OF_ELSE.search(name))


def _data_in(answer: str) -> list[tuple[str, str]] | None:
    """Give the named values of an answer that is data; None for an address."""
    if answer.lstrip()[:1] not in ("{", "["):
        return None
    try:
        return list(_leaves(json.loads(answer)))
    except ValueError:
        return []


def _is_key(name: str, value: str) -> bool:
    """Tell whether a field's name says that it is the order's own.

    The bare word is said of a customer's and of an interface's key too: those are seldom made as one-time ids are.
    """
    if name.casefold() == "key":
        return _ONE_TIME.fullmatch(value) is not None
    return bool(_KEY_FIELD.search(name)) and not _NO_KEY.search(name) and len(value) >= 4


async def _answer(request: Request) -> str:
    """Give where the answer leads, or what it says where it is data."""
    try:
        return await asyncio.wait_for(_read(request), ANSWER_S)
    except (Error, TimeoutError):
        return ""


async def _read(request: Request) -> str:
    response = await request.response()
    if response is None or response.status >= 400:
        return ""
    location = response.headers.get("location", "")
    if location or "json" not in response.headers.get("content-type", ""):
        return location
    return (await response.text())[:_MAX_BODY]
