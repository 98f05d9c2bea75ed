"""What the terminal says when the shop opens: where it is, which cards it takes and which switches it has.

Each text stands in English here and is told in the language that is spoken; names of switches and rules are for
machines, and alike everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from frictionaudit.shops.frictions import FRICTIONS
from frictionaudit.shops.provider import TEST_CARDS
from frictionaudit.shops.texts import LANGUAGES
from frictionaudit.tongues import filled, translated

__all__ = ["INTRODUCED", "introduction"]

_FIXED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "demo/shop": "The demo shop: {url}/   (also {others})",
        "demo/provider": "Its payment provider: {url}",
        "demo/on": "On for everyone: {frictions}",
        "demo/none": "no friction",
        "demo/cards": "Test cards, any expiry in the future, any CVC:",
        "demo/frictions": "Frictions; {url}/?friction=NAME,NAME switches them on for you, ?friction= off again:",
        "demo/stop": "Ctrl-C stops the shop.",
    }
)

INTRODUCED: Final[Mapping[str, str]] = MappingProxyType(
    {
        **_FIXED,
        **{f"card/{card.outcome}": card.meaning for card in TEST_CARDS},
        **{f"friction/{friction.name}": friction.description for friction in FRICTIONS.values()},
    }
)
"""Key and English of all that is said."""


def introduction(url: str, payment_url: str, *, frictions: Sequence[str] = (), language: str = "fi") -> str:
    """Introduce a shop in the language that is spoken now.

    Args:
        url: Address of the shop, without a trailing slash.
        payment_url: Address of its payment provider.
        frictions: Names of those that are on for everyone.
        language: Language of the shop's pages, unless their address names another.
    """
    others = ", ".join(f"/{each}/" for each in LANGUAGES if each != language)
    names, rules = (max(map(len, column)) for column in (FRICTIONS, [each.rule for each in FRICTIONS.values()]))
    lines = (
        _said("demo/shop", url=url, others=others),
        _said("demo/provider", url=payment_url),
        _said("demo/on", frictions=", ".join(frictions) or _said("demo/none")),
        "",
        _said("demo/cards"),
        *(f"  {card.number}  {_told(f'card/{card.outcome}')}" for card in TEST_CARDS),
        "",
        _said("demo/frictions", url=url),
        *(
            f"  {each.name:<{names}}  {each.rule:<{rules}}  {_told(f'friction/{each.name}')}"
            for each in FRICTIONS.values()
        ),
        "",
        _said("demo/stop"),
    )
    return "\n".join(lines)


def _said(key: str, **parameters: str) -> str:
    return filled(key, INTRODUCED[key], parameters)


def _told(key: str) -> str:
    """Give what has no parameters, whatever it says of braces."""
    return translated(key, INTRODUCED[key])
