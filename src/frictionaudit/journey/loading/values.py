"""References to `data`, and what of it is secret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from frictionaudit.journey.cards import is_test_card, looks_like_card
from frictionaudit.journey.loading.document import Filled, FromEnv
from frictionaudit.journey.model import Value

__all__ = ["REFERENCE", "flat", "is_reference", "look_up", "merge_data", "secrets_of", "value_of"]

REFERENCE = re.compile(r"\$([^\W\d]\w*(?:[-.]\w+)*)")
"""`$name` or `$address.street` as the whole of what is typed; `$5` and `$$name` are texts."""

CODES = frozenset({"cvc", "cvv", "csc", "cvc2", "cvv2", "cid", "security_code"})
"""Keys of `data` that hold a card's security code."""


def look_up(data: dict[str, Any], path: str) -> Any:
    """Follow a dotted path; None where it leads nowhere."""
    value: Any = data
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def flat(data: dict[str, Any], above: str = "") -> Iterator[str]:
    """Give the dotted paths of all texts."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield from flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}"


def is_reference(written: str) -> bool:
    """Tell whether a text leads to `data`."""
    return not isinstance(written, Filled) and REFERENCE.fullmatch(written) is not None


def value_of(written: str, data: dict[str, Any]) -> Value:
    """Give what is typed for what is written: a reference is followed, `$$name` is the text `$name`."""
    found = None if isinstance(written, Filled) else REFERENCE.fullmatch(written)
    if found is not None:
        text = look_up(data, found[1])
        return Value(text=str(text), reference=found[1], is_secret=_is_secret(found[1].rpartition(".")[2], text))
    if written.startswith("$$") and REFERENCE.fullmatch(written[1:]):
        return Value(text=written[1:])
    return Value(text=str(written), is_secret=_is_secret("", written))


def secrets_of(value: Any, key: str = "") -> Iterator[str]:
    """Give the texts that are masked: from the environment, card numbers, security codes."""
    if isinstance(value, dict):
        for inner, text in value.items():
            yield from secrets_of(text, inner)
    elif isinstance(value, list):
        for text in value:
            yield from secrets_of(text)
    elif isinstance(value, str) and value and not is_reference(value) and _is_secret(key, value):
        yield str(value)


def _is_secret(key: str, value: Any) -> bool:
    if isinstance(value, FromEnv) or key.casefold() in CODES:
        return True
    return isinstance(value, str) and (looks_like_card(value) or is_test_card(value))


def merge_data(own: Any, defaults: Any) -> dict[str, Any]:
    """Lay a journey's data over the defaults, group by group."""
    own = own if isinstance(own, dict) else {}
    merged = dict(defaults) if isinstance(defaults, dict) else {}
    for key, value in own.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = merge_data(value, merged[key]) if both else value
    return merged
