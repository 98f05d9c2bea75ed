"""What the shop sells: products, their choices, and the search."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["Catalogue", "Category", "Choice", "Option", "Product", "Variant", "catalogue"]

Names = Mapping[str, str]
"""One text in each of the shop's languages."""


@dataclass(frozen=True)
class Category:
    """One group of products."""

    slug: str
    name: Names
    intro: Names


@dataclass(frozen=True)
class Choice:
    """One value of an option, such as the colour Usva. `price` is None where it does not set one."""

    id: str
    name: Names
    swatch: str | None = None
    price: int | None = None


@dataclass(frozen=True)
class Option:
    """Something the customer chooses: colour, size, grind."""

    id: str
    name: Names
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Variant:
    """A product with every choice made. Prices in euro cents, tax included."""

    product: Product
    choices: tuple[Choice, ...]

    @property
    def sku(self) -> str:
        """Give the key of this variant: aamu-muki:usva:35."""
        return ":".join((self.product.slug, *(choice.id for choice in self.choices)))

    @property
    def price(self) -> int:
        """Price of one piece."""
        return next((choice.price for choice in self.choices if choice.price is not None), self.product.price)

    @property
    def picture(self) -> str:
        """File name of its picture."""
        return self.product.picture(next((c.id for c in self.choices if c.swatch), None))

    def label(self, language: str) -> str:
        """Give the choices in words: Usva, 3,5 dl."""
        return ", ".join(choice.name[language] for choice in self.choices)


@dataclass(frozen=True)
class Product:
    """One product."""

    slug: str
    category: str
    name: Names
    summary: Names
    description: Names
    facts: Mapping[str, list[str]]
    words: str
    price: int
    options: tuple[Option, ...]
    is_featured: bool

    @property
    def colours(self) -> tuple[Choice, ...]:
        """Its colours, in order."""
        return tuple(choice for option in self.options for choice in option.choices if choice.swatch)

    @property
    def has_several_prices(self) -> bool:
        """Tell whether a choice changes the price."""
        return any(choice.price is not None for option in self.options for choice in option.choices)

    def picture(self, colour: str | None = None) -> str:
        """File name of the picture in a colour; None: the first."""
        if not self.colours:
            return f"{self.slug}.webp"
        return f"{self.slug}-{colour or self.colours[0].id}.webp"

    def variant(self, chosen: Mapping[str, str]) -> Variant | None:
        """Give the variant of a form's choices by option id, or None where one is missing or unknown."""
        found = [next((c for c in option.choices if c.id == chosen.get(option.id)), None) for option in self.options]
        choices = tuple(choice for choice in found if choice is not None)
        return Variant(self, choices) if len(choices) == len(self.options) else None


@dataclass(frozen=True)
class Catalogue:
    """Everything in the shop."""

    categories: tuple[Category, ...]
    products: tuple[Product, ...]

    def category(self, slug: str) -> Category | None:
        """Give a category by slug."""
        return next((c for c in self.categories if c.slug == slug), None)

    def product(self, slug: str) -> Product | None:
        """Give a product by slug."""
        return next((p for p in self.products if p.slug == slug), None)

    def variant(self, sku: str) -> Variant | None:
        """Give a variant by its key."""
        slug, *ids = sku.split(":")
        product = self.product(slug)
        if product is None or len(ids) != len(product.options):
            return None
        return product.variant(dict(zip((option.id for option in product.options), ids, strict=True)))

    def in_category(self, slug: str) -> tuple[Product, ...]:
        """Products of one category, in order."""
        return tuple(p for p in self.products if p.category == slug)

    def beside(self, product: Product) -> tuple[Product, ...]:
        """Give three products that go with this one: one of each other category."""
        others = (c.slug for c in self.categories if c.slug != product.category)
        return tuple(self.in_category(slug)[0] for slug in others)

    def search(self, words: str, language: str) -> tuple[Product, ...]:
        """Give the products that hold every word, those named so first."""
        wanted = words.casefold().split()
        if not wanted:
            return ()
        hits = [p for p in self.products if all(word in self._text(p, language) for word in wanted)]
        return tuple(sorted(hits, key=lambda p: not all(word in p.name[language].casefold() for word in wanted)))

    def _text(self, product: Product, language: str) -> str:
        category = self.category(product.category)
        names = (product.name[language], product.summary[language], category.name[language] if category else "")
        return " ".join((*names, product.words)).casefold()


@cache
def catalogue() -> Catalogue:
    """Read catalogue.toml once."""
    data = tomllib.loads((resources.files(__package__) / "catalogue.toml").read_text(encoding="utf-8"))
    return Catalogue(
        categories=tuple(Category(**entry) for entry in data["category"]),
        products=tuple(_product(entry, data["choices"]) for entry in data["product"]),
    )


def _product(entry: Mapping[str, Any], kinds: Mapping[str, Any]) -> Product:
    fields = {key: value for key, value in entry.items() if key not in ("options", "featured")}
    options = tuple(_option(option, kinds[option["choice"]]) for option in entry["options"])
    return Product(**fields, options=options, is_featured=entry.get("featured", False))


def _option(entry: Mapping[str, Any], kind: Mapping[str, Any]) -> Option:
    prices = entry.get("prices", [None] * len(entry["values"]))
    choices = tuple(_choice(id, kind["values"][id], price) for id, price in zip(entry["values"], prices, strict=True))
    return Option(id=entry["choice"], name=kind["name"], choices=choices)


def _choice(id: str, names: Mapping[str, str], price: int | None) -> Choice:
    return Choice(id=id, name=names, swatch=names.get("swatch"), price=price)
