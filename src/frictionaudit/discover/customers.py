"""Who buys where nobody said it: a made-up customer of the market; e-mails go nowhere, cards are test cards."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources
from typing import Any

import yaml  # type: ignore[import-untyped]

from frictionaudit.discover.buyer import EXAMPLE_CARD

__all__ = ["customer_of"]

_ELSEWHERE = "UK"
_SAME = {"GB": "UK", "EU": "DE", "EEA": "DE"}


def customer_of(market: str | None) -> dict[str, Any]:
    """Give `data:` of a customer of that market; one of the United Kingdom where none is known of it."""
    code = _SAME.get(market or "", market or _ELSEWHERE)
    known = _customers()
    place = dict(known.get(code, known[_ELSEWHERE]))
    name = str(place.pop("name"))
    first, _, last = name.partition(" ")
    return {
        "email": f"{_plain(name)}@example.com",
        "name": name,
        "first_name": first,
        "last_name": last,
        "address": {**place, "country": code if code in known and code != "UK" else "GB"},
        "card": {**EXAMPLE_CARD, "name": name},
    }


@cache
def _customers() -> dict[str, dict[str, str]]:
    text = resources.files("frictionaudit.discover").joinpath("customers.yaml").read_text(encoding="utf-8")
    read: dict[str, dict[str, str]] = yaml.safe_load(text)
    return read


def _plain(name: str) -> str:
    """Give a name as e-mail addresses write it."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return ".".join(letters.lower().split())
