"""One look at a page, as the search reads it: its evidence by frame, the languages of its words, its addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

from frictionaudit.evidence.common import Box, TextBlock
from frictionaudit.evidence.headings import main_heading
from frictionaudit.evidence.page import ControlEvidence, FieldEvidence, PageEvidence
from frictionaudit.evidence.purpose import page_languages
from frictionaudit.lexicon import Meaning, meanings_of, says

__all__ = [
    "PRICE",
    "Look",
    "gap",
    "is_cart_address",
    "is_checkout_address",
    "is_same_page",
    "leads_within",
    "path_parts",
    "words_of_address",
]

_CART_WORDS = (
    r"carts?|basket|bag|trolley|ostoskori|kori|varukorg(?:en)?|kundvagn(?:en)?|korg|handlekurv|kurv|indkoebskurv"
    r"|warenkorb|einkaufswagen|panier|caddie|carrello|winkelwagen|winkelmandje|koszyk|carrito|cesta|carrinho|ostukorv"
)
_CHECKOUT_WORDS = (
    r"check-?outs?|onepage|one-page-checkout|kassa|kassalle|kassan|kasse|kassen|caisse|cassa|commande|commander|bestellung"
    r"|bestellen|afrekenen|tilaus|zamowienie|finalizar|finalizar-compra|caixa|pedido|orders?|orderopc|quick-order"
)
_BEFORE = r"(?:^|[/?&=#!]|shopping[-_]?|view[-_]?|my[-_]?|mini[-_]?)"
_AFTER = r"(?:[-_](?:page|index|view))?(?:\.\w+)?(?=$|[/?&#=])"
_CART_URL = re.compile(f"{_BEFORE}(?:{_CART_WORDS}){_AFTER}", re.IGNORECASE)
_CHECKOUT_URL = re.compile(f"{_BEFORE}(?:{_CHECKOUT_WORDS}){_AFTER}", re.IGNORECASE)

_MONEY_WORDS = r"kr|zł|Kč|Ft|лв|lei|TL|руб|грн|EUR|USD|GBP|SEK|NOK|DKK|PLN|CHF|CZK|HUF|RON|BGN|RUB|UAH|TRY|CAD|AUD"
_MONEY_SIGNS = "[€$£¥₹₺₽₴]"
PRICE = re.compile(
    rf"(?:{_MONEY_SIGNS}|\b(?:{_MONEY_WORDS})\b\.?)\s?\d|\d\s?(?:{_MONEY_SIGNS}|(?:{_MONEY_WORDS})\b|р\.|:-|,-)",
    re.IGNORECASE,
)
"""A text that names an amount of money."""


@dataclass(frozen=True)
class Look:
    """A page at rest.

    Attributes:
        main: The main frame, unmasked; boxes in its viewport.
        frames: Its visible child frames, each by itself.
        locale: The visit's.
        memo: What was found out about it already.
    """

    main: PageEvidence
    frames: tuple[PageEvidence, ...] = ()
    locale: str = "en-GB"
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages to read its words in, the page's own first."""
        return page_languages(self.main, self.locale)

    @property
    def parts(self) -> Iterator[tuple[PageEvidence, bool]]:
        """Give the frames, and whether each is a child frame."""
        yield self.main, False
        for frame in self.frames:
            yield frame, True

    @property
    def url(self) -> str:
        """Address of the page."""
        return self.main.url

    @property
    def fields(self) -> Iterator[tuple[FieldEvidence, bool]]:
        """Give all visible fields, and whether each stands in a child frame."""
        for part, is_framed in self.parts:
            for form in part.forms:
                for each in form.fields:
                    yield each, is_framed

    @property
    def controls(self) -> Iterator[tuple[ControlEvidence, bool]]:
        """Give all controls to press, and whether each stands in a child frame."""
        for part, is_framed in self.parts:
            for control in part.controls:
                yield control, is_framed

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """All texts, in reading order."""
        return tuple(block.text for part, _ in self.parts for block in part.blocks)

    @property
    def blocks(self) -> tuple[TextBlock, ...]:
        """Texts of the main frame."""
        return self.main.blocks

    def means(self, name: str, *wanted: Meaning) -> bool:
        """Tell whether a label as a whole has one of the meanings, in one of the page's languages."""
        return bool(self.meanings(name).intersection(wanted))

    def meanings(self, name: str) -> frozenset[Meaning]:
        """Give what a label means as a whole."""
        return _meanings(" ".join(name.split()), self.languages)

    def says(self, text: str, *wanted: Meaning) -> bool:
        """Tell whether a text says one of the meanings anywhere."""
        return any(_said(text, meaning, self.languages) is not None for meaning in wanted)

    def said(self, text: str, meaning: Meaning) -> str | None:
        """Give the words of a text that say the meaning, as they stand there."""
        return _said(text, meaning, self.languages)

    @cached_property
    def heading_block(self) -> TextBlock | None:
        """The heading that the page stands under, else its product's name, else its first of the highest rank."""
        place = main_heading(self.main)
        if place is not None:
            return self.blocks[place]
        products = {" ".join(str(thing.get("name")).split()) for thing in self.things("Product")}
        named = [block for block in self.blocks if block.text in products and block.region not in ("header", "nav")]
        if named and len(products) == 1:
            return named[0]
        outer = ("header", "nav", "footer")
        headings = [block for block in self.blocks if block.role == "heading" and block.region not in outer]
        return min(headings, key=lambda block: block.tag if block.tag.startswith("h") else "h9", default=None)

    @property
    def heading(self) -> str:
        """Its words, "" where there is none."""
        return self.heading_block.text if self.heading_block else ""

    @property
    def heading_box(self) -> Box | None:
        """Where it stands."""
        return self.heading_block.box if self.heading_block else None

    @cached_property
    def data(self) -> tuple[Mapping[str, Any], ...]:
        """Things that the page's structured data names, with @type."""
        return tuple(_things(self.main.structured_data))

    def things(self, kind: str) -> Iterator[Mapping[str, Any]]:
        """Give the things of one type of schema.org."""
        for thing in self.data:
            kinds = thing.get("@type")
            if kind == kinds or (isinstance(kinds, list) and kind in kinds):
                yield thing


@lru_cache(maxsize=65_536)
def _meanings(name: str, languages: tuple[str, ...]) -> frozenset[Meaning]:
    return frozenset(meaning for code in languages for meaning in meanings_of(name, code)) if name else frozenset()


@lru_cache(maxsize=65_536)
def _said(text: str, meaning: Meaning, languages: tuple[str, ...]) -> str | None:
    return next((words for code in languages if (words := says(text, meaning, code)) is not None), None)


def _things(blocks: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    for text in blocks:
        try:
            todo: list[Any] = [json.loads(text)]
        except (ValueError, RecursionError):
            continue
        for _ in range(500):
            if not todo:
                break
            item = todo.pop()
            if isinstance(item, list):
                todo += item
            elif isinstance(item, dict):
                if "@type" in item:
                    yield item
                todo += [item[key] for key in ("@graph", "itemListElement", "item", "mainEntity") if key in item]


def path_parts(locator: str) -> tuple[str, ...]:
    """Give the parts of an element's path, outermost first."""
    return tuple(part.strip() for part in re.split(r"\s>>?\s", locator) if part.strip())


def is_same_page(one: str, other: str) -> bool:
    """Tell whether two addresses lead to one page; routes behind "#/" or "#!" are pages of their own."""
    a, b = urlsplit(one), urlsplit(other)
    routes = [each.fragment if each.fragment.startswith(("/", "!")) else "" for each in (a, b)]
    return (a.netloc.lower(), a.path.rstrip("/"), a.query, routes[0]) == (
        b.netloc.lower(), b.path.rstrip("/"), b.query, routes[1],
    )  # fmt: skip


def leads_within(url: str, page: str) -> bool:
    """Tell whether an address is one of the page's own host: no call, no mail, no other site."""
    one, other = urlsplit(url), urlsplit(page)
    return one.scheme in ("http", "https") and one.netloc.lower() == other.netloc.lower()


def words_of_address(url: str) -> str:
    """Give the path, the route and the query of an address, unquoted."""
    parts = urlsplit(url)
    return unquote(f"{parts.path}?{parts.query}#{parts.fragment}" if parts.query or parts.fragment else parts.path)


def is_cart_address(url: str) -> bool:
    """Tell whether an address is a cart's, as shop systems name them: of "checkout/cart" the last word counts."""
    cart, checkout = _last(_CART_URL, url), _last(_CHECKOUT_URL, url)
    return cart > checkout


def is_checkout_address(url: str) -> bool:
    """Tell whether an address is a checkout's, as shop systems name them."""
    cart, checkout = _last(_CART_URL, url), _last(_CHECKOUT_URL, url)
    return checkout > cart


def _last(pattern: re.Pattern[str], url: str) -> int:
    return max((found.end() for found in pattern.finditer(words_of_address(url))), default=-1)


def gap(one: Box, other: Box) -> float:
    """Give how far apart two boxes stand, CSS px; the larger of across and down."""
    across = max(0.0, max(one.x, other.x) - min(one.x + one.width, other.x + other.width))
    down = max(0.0, max(one.y, other.y) - min(one.y + one.height, other.y + other.height))
    return max(across, down)
