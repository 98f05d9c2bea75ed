"""What a page says of its product to machines: schema.org in JSON-LD and microdata, and OpenGraph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.rules.money import amounts_in

__all__ = ["ProductData", "product_data"]

_PRODUCTS = frozenset({"product", "productgroup", "individualproduct", "productmodel", "book", "vehicle", "event"})
_OFFER_KEYS = ("offers", "priceSpecification", "hasVariant", "itemOffered", "model")
_PRICE_KEYS = ("price", "lowPrice", "highPrice", "minPrice", "maxPrice")
_DEPTH = 8


@dataclass(frozen=True)
class ProductData:
    """One product as machines read it.

    Attributes:
        prices: Of all its offers; empty where none is given.
        currencies: ISO codes as written.
        has_image: Whether one is given at all.
        description: At most 300 characters of it, "" where none is given.
    """

    name: str
    prices: frozenset[Decimal]
    currencies: frozenset[str]
    has_image: bool
    description: str


def product_data(page: PageEvidence) -> tuple[ProductData, ...]:
    """Give the products that a page describes to machines; damaged blocks are passed over."""
    found = [_product(node) for text in page.structured_data for node in _nodes(_parsed(text), 0) if _is_product(node)]
    return tuple(dict.fromkeys(found))


def _parsed(text: str) -> Any:
    """Read one block; shops wrap them in comments and leave line breaks in texts."""
    bare = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>)\s*$", "", text.strip(), flags=re.DOTALL)
    try:
        return json.loads(bare.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(value, Mapping):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasVariant"):
            if key in value:
                yield from _nodes(value[key], depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)


def _is_product(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type", ())
    names = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
    return any(isinstance(name, str) and name.rpartition("/")[2].casefold() in _PRODUCTS for name in names)


def _product(node: Mapping[str, Any]) -> ProductData:
    offers = list(_offers(node, 0))
    return ProductData(
        name=_text(node.get("name")),
        prices=frozenset(price for offer in offers for price in _prices(offer)),
        currencies=frozenset(_text(offer.get("priceCurrency")).upper() for offer in offers) - {""},
        has_image=bool(node.get("image")),
        description=_text(node.get("description")),
    )


def _offers(node: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(node, list):
        for item in node:
            yield from _offers(item, depth + 1)
    elif isinstance(node, Mapping):
        yield node
        for key in _OFFER_KEYS:
            if key in node:
                yield from _offers(node[key], depth + 1)


def _prices(offer: Mapping[str, Any]) -> Iterable[Decimal]:
    return (price for key in _PRICE_KEYS if (price := _number(offer.get(key))) is not None)


def _number(value: Any) -> Decimal | None:
    """Read a price as written for machines: a point before the decimals; some shops write a comma."""
    written = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if re.fullmatch(r"\d+,\d{1,2}", written):
        written = written.replace(",", ".")
    try:
        price = Decimal(written.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        price = next((amount.value for amount in amounts_in(written)), Decimal(0))  # microdata holds what is shown
    return price if price.is_finite() and price > 0 else None


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(str(value).split())[:300] if isinstance(value, str | int | float) else ""
