"""The cart and what it costs, delivery included. Amounts in euro cents, tax included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frictionaudit.shops.catalogue import Variant, catalogue

__all__ = ["DELIVERIES", "FREE_DELIVERY_FROM", "PAYMENTS", "Basket", "Delivery", "Line", "set_quantity"]

FREE_DELIVERY_FROM = 6_000
MAX_QUANTITY = 20

PAYMENTS = ("bank", "card", "invoice")
"""Ways to pay in the order of Finland's Consumer Protection Act 6:12b: without credit, possibly, always credit."""


@dataclass(frozen=True)
class Delivery:
    """One way to get the order."""

    id: str
    price: int


DELIVERIES = (Delivery("pickup", 0), Delivery("locker", 490), Delivery("home", 890))


@dataclass(frozen=True)
class Line:
    """One variant in the cart."""

    variant: Variant
    quantity: int

    @property
    def total(self) -> int:
        """Price of all pieces."""
        return self.variant.price * self.quantity


@dataclass(frozen=True)
class Basket:
    """What a session holds in its cart. `delivery` is None until it is chosen."""

    lines: tuple[Line, ...]
    delivery: Delivery | None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Basket:
        """Read it from a session's data."""
        found = ((catalogue().variant(sku), quantity) for sku, quantity in data.get("cart", {}).items())
        lines = tuple(Line(variant, quantity) for variant, quantity in found if variant)
        return cls(lines, next((d for d in DELIVERIES if d.id == data.get("delivery")), None))

    @property
    def count(self) -> int:
        """Number of pieces."""
        return sum(line.quantity for line in self.lines)

    @property
    def goods(self) -> int:
        """Price of the goods."""
        return sum(line.total for line in self.lines)

    @property
    def missing_for_free(self) -> int:
        """What is missing for free delivery; 0 where it is reached."""
        return max(0, FREE_DELIVERY_FROM - self.goods)

    def price_of(self, delivery: Delivery) -> int:
        """Price of a delivery for this cart."""
        return 0 if self.goods >= FREE_DELIVERY_FROM else delivery.price

    @property
    def total(self) -> int:
        """All in; without delivery as long as none is chosen."""
        return self.goods + (self.price_of(self.delivery) if self.delivery else 0)


def set_quantity(data: dict[str, Any], sku: str, quantity: int) -> None:
    """Put so many of a variant in a session's cart; 0 takes it out."""
    cart = data.setdefault("cart", {})
    if quantity > 0:
        cart[sku] = min(quantity, MAX_QUANTITY)
    else:
        cart.pop(sku, None)
