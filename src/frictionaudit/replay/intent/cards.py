"""The goods of a page: links to products, told by their cards, and the ways to more of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from frictionaudit.evidence.common import Box, Subject
from frictionaudit.evidence.page import LinkEvidence
from frictionaudit.lexicon import Meaning
from frictionaudit.replay.aftercare.link_choice import acts
from frictionaudit.replay.intent.candidate import Candidate, place_reason, ranked
from frictionaudit.replay.intent.look import (
    PRICE,
    Look,
    is_cart_address,
    is_checkout_address,
    is_same_page,
    path_parts,
    words_of_address,
)

__all__ = ["PRODUCT_URL", "Owners", "catalogue_candidates", "product_candidates"]

PRODUCT_URL = re.compile(
    r"(?:^|/|[?&])(?:products?|produkt(?:er|e|y)?|tuote|tuotteet|produits?|prodotti|prodotto|productos?|produtos?|toode"
    r"|items?|artikel|artikkel|dp|p|pd|product_id|id_product)(?:[/=._-])[^/?&]+",
    re.IGNORECASE,
)
_CATALOGUE_URL = re.compile(
    r"(?:^|/|[?&])(?:collections?|categor(?:y|ies|ia|ie)|product-category|kategori(?:e|er|at|a)?|kategoria|osasto"
    r"|katalog|catalogue?|shop|store|boutique|butik|kauppa|tuoteryhma|tuotteet|produkter|produkte|produits|products|c"
    r"|all|alle|kaikki|department|tienda|negozio|sklep|pood|loja|winkel)(?:$|[/=?._-])",
    re.IGNORECASE,
)
_OTHER_PAGE = re.compile(
    r"(?:^|[/?&#])(?:blogi?s?|blogg|news|about|om|uber|faq|help|hilfe|hjalp|ohje|contact|kontakt|yhteys\w*|account|konto|tili|oma-tili|mon-compte"
    r"|my|log-?in|register|wish-?list|compare|stores|store-?locator|career|jobs|press|terms|privacy|polic(?:y|ies)"
    r"|legal|imprint|impressum|agb|ehdot|villkor|datenschutz|search|sitemap|lang(?:uage)?|currency|pages|cms|info"
    r"|guide|recipes?|stories|inspiration|review|reviews|tag|author|feed|rss|track\w*|returns?|shipping|delivery)"
    r"(?:-\w+)?(?:\.\w+)?(?=$|[/?&=#])",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|svg|pdf|zip|mp4|xml|json)$", re.IGNORECASE)

_NOT_GOODS = (
    Meaning.SIGN_IN, Meaning.SIGN_OUT, Meaning.TERMS, Meaning.PRIVACY, Meaning.CONTACT, Meaning.RETURNS, Meaning.CART,
    Meaning.CHECKOUT, Meaning.NEWSLETTER, Meaning.ACCOUNT, Meaning.DELIVERY, Meaning.COOKIES, Meaning.MANAGE,
    Meaning.CLOSE, Meaning.SEARCH, Meaning.MEMBERSHIP, Meaning.WITHDRAWAL, Meaning.IN_CART, Meaning.GUEST,
)  # fmt: skip
_REGION_WORTH = {"main": 1.0, "": 0.5, "nav": -2.0, "header": -2.0, "footer": -5.0, "aside": -1.0, "dialog": -2.0}
_CATALOGUE_REGIONS = {"nav": 1.5, "header": 1.0, "main": 1.0, "": 0.5, "aside": 0.5, "footer": -2.0}
_MOST_IN_A_CARD = 3
_REPEATED = 3
_LONG_NAME = 120
_SHORT_NAME = 40


@dataclass(frozen=True)
class Owners:
    """Which link's card a part of the page belongs to, told by the paths of both.

    Attributes:
        by_prefix: Addresses of the links below each path.
    """

    by_prefix: Mapping[tuple[str, ...], frozenset[str]]

    @classmethod
    def of(cls, links: Mapping[str, list[LinkEvidence]]) -> Owners:
        """Read the paths of links, by address."""
        below: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for url, same in links.items():
            for link in same:
                parts = path_parts(link.locator)
                for length in range(1, len(parts) + 1):
                    below[parts[:length]].add(url)
        return cls({prefix: frozenset(urls) for prefix, urls in below.items()})

    def of_part(self, locator: str) -> frozenset[str]:
        """Give the few links whose card holds this part; none where it belongs to many, or to none."""
        return self.card_of(locator)[1]

    def card_of(self, locator: str) -> tuple[tuple[str, ...], frozenset[str]]:
        """Give the path of the card that holds this part, and its links."""
        parts = path_parts(locator)
        for length in range(len(parts), 0, -1):
            urls = self.by_prefix.get(parts[:length])
            if urls:
                return parts[:length], urls if len(urls) <= _MOST_IN_A_CARD else frozenset()
        return (), frozenset()


@dataclass
class _Card:
    url: str
    links: list[LinkEvidence]
    box: Box | None = None
    texts: list[str] = field(default_factory=list)
    has_price: bool = False
    has_image: bool = False
    is_heading: bool = False

    @property
    def best(self) -> LinkEvidence:
        """The link that names it."""
        return max(self.links, key=lambda link: (1 < len(link.text) <= _LONG_NAME, bool(link.text)))

    @property
    def name(self) -> str:
        return self.best.text.strip()


def product_candidates(look: Look) -> list[Candidate]:
    """Give the links that lead to products, best first; sold-out and gift cards last or left out."""
    links = _shop_links(look)
    cards = _cards(look, links)
    shapes = Counter(_shape(card.best.locator) for card in cards.values())
    listed = _listed_addresses(look)
    return ranked(
        (
            Candidate(
                Subject(role="link", name=card.name, locator=card.best.locator, box=card.box),
                tuple(_product_reasons(look, card, shapes, listed)),
                card.url,
            )
            for card in cards.values()
        ),
        least=2.5,
    )


def catalogue_candidates(look: Look) -> list[Candidate]:
    """Give the links that lead to more goods: categories and the whole range, best first."""
    found = []
    for url, same in _shop_links(look).items():
        card = _Card(url, same)
        subject = Subject(role="link", name=card.name, locator=card.best.locator)
        found.append(Candidate(subject, tuple(_catalogue_reasons(look, card)), url))
    return ranked(found, least=1.0)


def _shop_links(look: Look) -> dict[str, list[LinkEvidence]]:
    """Give the links within the shop that may be followed, by address in the order of the page."""
    host = urlsplit(look.url).netloc.lower()
    found: dict[str, list[LinkEvidence]] = {}
    for link in look.main.links:
        parts = urlsplit(link.url)
        url = link.url if parts.fragment.startswith(("/", "!")) else urldefrag(link.url).url
        if parts.scheme not in ("http", "https") or parts.netloc.lower() != host or _FILE.search(parts.path):
            continue
        if is_same_page(url, look.url) or is_cart_address(url) or acts(url, "", ()):
            continue
        if look.means(link.text, *_NOT_GOODS) or is_checkout_address(url):
            continue
        found.setdefault(url, []).append(link)
    return found


def _cards(look: Look, links: Mapping[str, list[LinkEvidence]]) -> dict[str, _Card]:
    """Gather what stands in each link's card."""
    owners = Owners.of(links)
    cards = {url: _Card(url, same) for url, same in links.items()}
    for block in look.blocks:
        for url in owners.of_part(block.locator):
            card = cards[url]
            card.texts.append(block.text)
            card.has_price = card.has_price or PRICE.search(block.text) is not None
            card.is_heading = card.is_heading or block.role == "heading"
            card.box = card.box or block.box
    for image in look.main.images:
        for url in owners.of_part(image.subject.locator):
            cards[url].has_image = True
    return cards


def _product_reasons(
    look: Look, card: _Card, shapes: Counter[str], listed: frozenset[str]
) -> Iterator[tuple[str, float]]:
    address = words_of_address(card.url)
    if card.has_price:
        yield "a price beside it", 3.0
    if card.has_image:
        yield "a picture beside it", 1.0
    if urldefrag(card.url).url in listed:
        yield "named as a product by the page's data", 3.0
    if PRODUCT_URL.search(address):
        yield "an address like a product's", 2.0
    if _CATALOGUE_URL.search(address) and not PRODUCT_URL.search(address):
        yield "an address like a category's", -1.5
    if shapes[_shape(card.best.locator)] >= _REPEATED:
        yield "one of several alike", 1.0
    if card.is_heading:
        yield "a heading", 0.5
    yield place_reason(card.best.region), _REGION_WORTH.get(card.best.region, 0.0)
    if not card.name:
        yield "no name", -1.0
    yield from _warnings(look, card)


def _warnings(look: Look, card: _Card) -> Iterator[tuple[str, float]]:
    texts = " \n ".join([card.name, *card.texts])
    if look.says(texts, Meaning.OUT_OF_STOCK):
        yield "said to be sold out", -6.0
    if look.says(texts, Meaning.GIFT_CARD):
        yield "a gift card", -6.0
    if look.says(texts, Meaning.RENEWAL, Meaning.FREQUENCY) or look.means(card.name, Meaning.SUBSCRIBE):
        yield "a subscription", -3.0
    if look.means(card.name, Meaning.ALL_PRODUCTS):
        yield "leads to many", -3.0
    if _OTHER_PAGE.search(words_of_address(card.url)):
        yield "an address like another page's", -3.0


def _catalogue_reasons(look: Look, card: _Card) -> Iterator[tuple[str, float]]:
    address = words_of_address(card.url)
    depth = len([part for part in urlsplit(card.url).path.split("/") if part])
    if look.means(card.name, Meaning.ALL_PRODUCTS):
        yield "says so", 3.0
    if _CATALOGUE_URL.search(address):
        yield "an address like a category's", 2.0
    if card.best.region in _CATALOGUE_REGIONS:
        yield place_reason(card.best.region), _CATALOGUE_REGIONS[card.best.region]
    if 1 < len(card.name) <= _SHORT_NAME:
        yield "a short name", 0.5
    if depth == 0 and not urlsplit(card.url).fragment:
        yield "the front page", -4.0
    if PRODUCT_URL.search(address) and not _CATALOGUE_URL.search(address):
        yield "an address like a product's", -0.5
    yield from (each for each in _warnings(look, card) if each[0] != "leads to many")


def _listed_addresses(look: Look) -> frozenset[str]:
    """Give the addresses that the structured data names as products or as items of a list."""
    found = set()
    for kind in ("Product", "ListItem", "Offer"):
        for thing in look.things(kind):
            address: Any = thing.get("url") or thing.get("@id") or thing.get("item")
            if isinstance(address, str) and address:
                with suppress(ValueError):
                    found.add(urldefrag(urljoin(look.url, address)).url)
    return frozenset(found)


def _shape(locator: str) -> str:
    """Give a path without its numbers: equal for the same part of several cards."""
    return re.sub(r":nth-of-type\(\d+\)|\d+", "", locator)
