"""What the shop's forms accept. A refusal is the key of a text that says what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

__all__ = ["COUNTRIES", "details_errors", "read_form", "withdrawal_errors"]

COUNTRIES = ("FI", "SE", "DE", "EE")
_MAX_BODY_BYTES = 50_000

Check = Callable[[str], bool]


async def read_form(request: Request) -> dict[str, str]:
    """Read a urlencoded body; values are stripped of outer white space."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY_BYTES:
            raise HTTPException(413)
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: value.strip() for name, value in pairs}


def _matches(pattern: str) -> Check:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


# An address has one @ with a dotted name behind it; more is not ours to judge.
_is_email = _matches(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
# Any letters, accents, hyphens and apostrophes: people's names are right.
_is_name = _matches(r"(?=.*\w).{2,100}")
_is_street = _matches(r"(?=.*\w).{3,120}")
_is_city = _matches(r"(?=.*\w).{2,80}")
# Five digits in all four countries; Swedes write 123 45.
_is_postcode = _matches(r"\d{3} ?\d{2}")
_is_phone = _matches(r"|\+?[\d ()/-]{6,24}")
_is_order_number = _matches(r"(?i)\s*(KK-)?\d{5,}\s*")

_DETAILS: Mapping[str, Check] = {
    "email": _is_email,
    "name": _is_name,
    "street": _is_street,
    "postcode": _is_postcode,
    "city": _is_city,
    "country": COUNTRIES.__contains__,
    "phone": _is_phone,
}
_WITHDRAWAL: Mapping[str, Check] = {"name": _is_name, "number": _is_order_number, "email": _is_email}


def details_errors(form: Mapping[str, str]) -> dict[str, str]:
    """Give the text key of each refused contact field, in the order of the form."""
    return _errors("details", _DETAILS, form)


def withdrawal_errors(form: Mapping[str, str]) -> dict[str, str]:
    """Give the text key of each refused field of a withdrawal."""
    return _errors("withdrawal", _WITHDRAWAL, form)


def _errors(section: str, checks: Mapping[str, Check], form: Mapping[str, str]) -> dict[str, str]:
    return {name: f"{section}.bad_{name}" for name, is_right in checks.items() if not is_right(form.get(name, ""))}
