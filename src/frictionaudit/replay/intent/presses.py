"""What could be pressed to come on towards the order: to the cart, to the checkout, as a guest, to the next page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache

from frictionaudit.evidence.common import AROUND, Box
from frictionaudit.evidence.page import LinkEvidence
from frictionaudit.evidence.purpose import purpose_of
from frictionaudit.lexicon import Meaning, is_ambiguous_label, reads_as_order
from frictionaudit.lexicon.brands import PaymentKind, payment_words
from frictionaudit.replay.aftercare.link_choice import acts
from frictionaudit.replay.intent.candidate import DISABLED, Candidate, Reasons, place_reason, ranked
from frictionaudit.replay.intent.cards import PRODUCT_URL, Owners
from frictionaudit.replay.intent.look import (
    PRICE,
    Look,
    gap,
    is_cart_address,
    is_checkout_address,
    is_same_page,
    leads_within,
    path_parts,
    words_of_address,
)
from frictionaudit.replay.intent.pressable import Pressable, pressables

__all__ = ["Press", "is_express", "press_candidates", "removers"]


class Press(StrEnum):
    """What a press is to bring."""

    ADD_TO_CART = "add_to_cart"
    OPEN_CART = "open_cart"
    START_CHECKOUT = "start_checkout"
    GUEST = "continue_as_guest"
    CONTINUE = "continue"
    ORDER = "place_order"


_WORTH: Mapping[Press, Mapping[Meaning, float]] = {
    Press.ADD_TO_CART: {Meaning.ADD_TO_CART: 5.0},
    Press.OPEN_CART: {Meaning.IN_CART: 4.0, Meaning.CART: 3.5},
    Press.START_CHECKOUT: {Meaning.CHECKOUT: 5.0},
    Press.GUEST: {Meaning.GUEST: 5.0},
    Press.CONTINUE: {
        Meaning.CONTINUE: 4.0,
        Meaning.GUEST: 3.5,
        Meaning.AMBIGUOUS: 3.0,
        Meaning.CHECKOUT: 2.0,
        Meaning.SAVE_CHOICE: 1.5,
    },
    Press.ORDER: {},
}
_NEVER = frozenset({
    Meaning.REMOVE, Meaning.SIGN_OUT, Meaning.CANCEL, Meaning.CLOSE, Meaning.NEWSLETTER, Meaning.SUBSCRIBE,
    Meaning.MANAGE, Meaning.COOKIES, Meaning.APPLY, Meaning.NOTIFY, Meaning.SEARCH, Meaning.GIFT_CARD,
})  # fmt: skip
"""What is never a way on, whatever else the words may mean."""

_NOT_FOR: Mapping[Press, frozenset[Meaning]] = {
    Press.ADD_TO_CART: frozenset({Meaning.CHECKOUT, Meaning.SIGN_IN}),
    Press.OPEN_CART: frozenset({Meaning.ADD_TO_CART, Meaning.CHECKOUT, Meaning.SIGN_IN, Meaning.ALL_PRODUCTS}),
    Press.START_CHECKOUT: frozenset({Meaning.ADD_TO_CART, Meaning.SIGN_IN}),
    Press.GUEST: frozenset({Meaning.SIGN_IN}),
    Press.CONTINUE: frozenset({Meaning.SIGN_IN, Meaning.ADD_TO_CART, Meaning.ACCEPT, Meaning.REJECT, Meaning.ACCOUNT}),
    Press.ORDER: frozenset(),
}
_REGIONS: Mapping[Press, Mapping[str, float]] = {
    Press.OPEN_CART: {"footer": -4.0, "main": 0.5, "header": 0.5, "dialog": 1.5},
    Press.START_CHECKOUT: {"footer": -3.0, "nav": -1.5, "header": -1.0, "dialog": 1.0, "main": 1.0},
}
_OTHER_REGIONS: Mapping[str, float] = {"footer": -4.0, "nav": -3.0, "header": -2.0, "aside": -0.5, "main": 0.5}
_FAR_PX = 1_500.0
_NEAR_PRICE_PX = 400.0
_BESIDE_PX = 250.0
_LARGE_PX2 = 9_000.0
_CLEAR = 3.0
"""Contrast of an area with its ground from which it stands out (WCAG 2.2, 1.4.11)."""

_MOST_WORDS = 80
_CART_PART = re.compile(r"#(?:[\w-]*[-_])?(?:mini)?(?:cart|basket|bag|trolley)(?![a-z])", re.IGNORECASE)
_CART_ID = re.compile(
    r"#[\w-]*(?:add[-_]?(?:item[-_]?)?to[-_]?(?:the[-_]?)?(?:cart|basket|bag|trolley)|(?:button|btn)[-_]?cart)[\w-]*$",
    re.IGNORECASE,
)
"""What programmers of every country call the button in their own language, English, at the end of its path."""


def press_candidates(look: Look, press: Press) -> list[Candidate]:
    """Give what could be pressed for that, best first; what binds the customer only where it is asked for."""
    known = look.memo.get(press)
    if known is None:
        found = [_judged(look, press, each) for each in pressables(look)]
        known = look.memo[press] = ranked((each for each in found if each is not None), least=1.0)
    return list(known)


def removers(look: Look) -> list[Candidate]:
    """Give what takes a thing out of the cart again, in the order of the page."""
    return [
        Candidate(each.subject, (("takes it out again", 1.0),), each.url, each.is_framed)
        for each in pressables(look)
        if look.means(each.subject.name, Meaning.REMOVE) and not each.is_disabled and each.region not in AROUND
    ]


@lru_cache(maxsize=8_192)
def is_express(name: str, languages: tuple[str, ...]) -> bool:
    """Tell whether pressing goes straight to a wallet or a provider, past the shop's own checkout."""
    return any(word.kind in (PaymentKind.WALLET, PaymentKind.MIXED) for word in payment_words(name, languages))


def _judged(look: Look, press: Press, each: Pressable) -> Candidate | None:
    name = " ".join(each.subject.name.split())
    if len(name) > _MOST_WORDS:
        return None
    meant = look.meanings(name)
    if not each.is_control and (press is not Press.ADD_TO_CART or not _WORTH[press].keys() & meant):
        return None
    if meant & (_NEVER | _NOT_FOR[press]) or (press is not Press.ORDER and is_express(name, look.languages)):
        return None
    is_anchor = each.url and each.subject.role != "button" and is_same_page(each.url, look.url)
    if is_anchor and press not in (Press.OPEN_CART, Press.ADD_TO_CART):
        return None  # a place on this page; what is a button by its role does what its script does
    says_so = _says_so(look, press, each, name, meant)
    if not says_so:
        return None
    reasons = (*says_so, *_looks(press, each), *_place(look, press, each))
    return Candidate(each.subject, tuple(reasons), each.url, each.is_framed)


def _says_so(look: Look, press: Press, each: Pressable, name: str, meant: frozenset[Meaning]) -> Reasons:
    """Say why this could be meant at all; nothing: it is no candidate."""
    orders = bool(name) and _reads_as_order(name, look.languages)
    if press is Press.ORDER:
        if not orders or is_express(name, look.languages[:1]):
            return ()
        return (("reads as an order", 5.0), ("but only leads to a page", -4.0 if each.url else 0.0))
    worth = max((value for meaning, value in _WORTH[press].items() if meaning in meant), default=0.0)
    if press is Press.ADD_TO_CART:
        return _adds(look, each, meant, worth, orders=orders)
    if press is Press.OPEN_CART and each.url and is_cart_address(each.url):
        return (("an address like a cart's", 4.0), ("says so", worth / 2))
    if press is Press.OPEN_CART and not worth and _is_cart_icon(each, name):
        return (("its id says so", 3.0),)
    if press is Press.START_CHECKOUT and each.url and is_checkout_address(each.url):
        return (("an address like a checkout's", 3.0), ("says so", worth))
    binds = orders and bool(meant & {Meaning.ORDER, Meaning.PAY})
    if press is Press.START_CHECKOUT and binds and not worth and is_cart_address(look.url):
        return (("reads as ordering, in the cart", 2.5),)  # who buys is not known yet, so nothing is ordered
    if orders and not (press is Press.START_CHECKOUT and worth):
        return ()
    if press is Press.CONTINUE and worth and _is_clear(look, name):
        return (("says so", worth), ("says where to", 1.0))
    return (("says so", worth),) if worth else ()


def _is_cart_icon(each: Pressable, name: str) -> bool:
    """Tell whether a picture, with a number at most, is called the cart by its id: phones show no more."""
    has_no_words = not any(letter.isalpha() for letter in name)
    return has_no_words and each.region in ("header", "nav", "") and bool(_CART_PART.search(each.subject.locator))


@lru_cache(maxsize=8_192)
def _reads_as_order(name: str, languages: tuple[str, ...]) -> bool:
    return any(reads_as_order(name, code) for code in languages)


def _adds(look: Look, each: Pressable, meant: frozenset[Meaning], worth: float, *, orders: bool) -> Reasons:
    if worth:
        leads_away = each.url and not acts(each.url, "", ()) and "#" not in each.url and not is_cart_address(each.url)
        return (("says so", worth), ("but only leads to a page", -4.0)) if leads_away else (("says so", worth),)
    if each.region in AROUND:
        return ()
    name = each.subject.name
    asks_first = each.is_disabled and not each.url and look.says(name, Meaning.PRECONDITION, Meaning.REQUIRED)
    if asks_first and each.is_button and _is_near_price(look, each):
        return (("asks to choose first", 3.0),)
    is_order_page = is_cart_address(look.url) or is_checkout_address(look.url)
    if orders and Meaning.ORDER in meant and not each.url and not is_order_page and _stands_at_goods(look, each):
        # "Buy" on a product's page puts it into the cart in many shops; of a stranger nothing can be taken yet.
        return (("reads as buying", 2.0),)
    if not each.url and not meant and _stands_in_cart_form(each):
        return (("its form goes to the cart", 3.0),)
    if not meant and not is_order_page and _CART_ID.search(each.subject.locator):
        return (("its id says so", 3.0),)
    if not name and each.is_button and not is_order_page and _stands_beside_quantity(look, each):
        return (("stands beside the quantity", 2.5),)
    return ()


def _stands_in_cart_form(each: Pressable) -> bool:
    """Tell whether it stands beside the fields of a form that is sent to the cart."""
    box = each.subject.box
    return box is not None and any(
        field.subject.box is not None and gap(box, field.subject.box) < _BESIDE_PX
        for form in each.part.forms
        if form.method == "post" and is_cart_address(form.action)
        for field in form.fields
    )


def _stands_at_goods(look: Look, each: Pressable) -> bool:
    """Tell whether it stands near a price, or in the part of the page that asks how many are wanted."""
    return _is_near_price(look, each) or _stands_beside_quantity(look, each, _NEAR_PRICE_PX)


def _stands_beside_quantity(look: Look, each: Pressable, within: float = _BESIDE_PX) -> bool:
    """Tell whether a button, one without a name among them, is the one beside how many are wanted."""
    box = each.subject.box
    return box is not None and any(
        field.subject.box is not None
        and gap(box, field.subject.box) < within
        and (purpose := purpose_of(field, look.languages)) is not None
        and purpose.name == "quantity"
        for form in each.part.forms
        for field in form.fields
    )


def _looks(press: Press, each: Pressable) -> Iterator[tuple[str, float]]:
    if not each.is_control:
        yield "is no control", -1.5
    if each.is_button:
        yield "looks like a button", 1.0
    if each.contrast is not None and each.contrast >= _CLEAR:
        yield "stands out", 0.5
    if each.subject.box is not None:
        yield "is large", round(min(1.0, each.subject.box.area / _LARGE_PX2), 1)
    if each.is_in_view:
        yield "in view", 0.5
    if each.is_disabled:
        yield DISABLED, -2.0 if press is Press.ADD_TO_CART else -3.0
    regions = _REGIONS.get(press, _OTHER_REGIONS)
    if regions.get(each.region):
        yield place_reason(each.region), regions[each.region]


def _place(look: Look, press: Press, each: Pressable) -> Iterator[tuple[str, float]]:
    box = each.subject.box
    if press is Press.ADD_TO_CART and box is not None and not each.is_framed:
        if look.heading_box is not None:
            yield "near the heading", round(2.0 * max(-1.0, 1 - gap(box, look.heading_box) / _FAR_PX), 1)
        if _is_near_price(look, each):
            yield "near a price", 1.0
        if _in_other_card(look, each):
            yield "in another product's card", -3.0
    if press in (Press.OPEN_CART, Press.START_CHECKOUT) and _in_layer(look, each):
        yield "in what just opened", 2.0


def _is_near_price(look: Look, each: Pressable) -> bool:
    box = each.subject.box
    prices = (block.box for block in look.blocks if block.box is not None and PRICE.search(block.text))
    return box is not None and any(gap(box, price) < _NEAR_PRICE_PX for price in prices)


def _in_other_card(look: Look, each: Pressable) -> bool:
    """Tell whether it stands in the card of another product: with its own price, and without this page's heading."""
    holder, urls = _cards_of_others(look).card_of(each.subject.locator)
    if not urls:
        return False
    heading = look.heading_block
    if heading is not None and path_parts(heading.locator)[: len(holder)] == holder:
        return False
    return any(PRICE.search(block.text) and path_parts(block.locator)[: len(holder)] == holder for block in look.blocks)


def _cards_of_others(look: Look) -> Owners:
    """Give the cards of the links that lead to other products: by their address, their picture, their heading."""
    known = look.memo.get("cards")
    if known is None:
        shown = [image.subject.locator for image in look.main.images]
        shown += [block.locator for block in look.blocks if block.role == "heading"]
        links: dict[str, list[LinkEvidence]] = {}
        for link in look.main.links:
            is_others = leads_within(link.url, look.url) and not is_same_page(link.url, look.url)
            if (
                is_others
                and not acts(link.url, link.text, ())
                and link.region in ("main", "")
                and (
                    PRODUCT_URL.search(words_of_address(link.url))
                    or any(path.startswith(link.locator) for path in shown)
                )
            ):
                links.setdefault(link.url, []).append(link)
        known = look.memo["cards"] = Owners.of(links)
    return known


def _in_layer(look: Look, each: Pressable) -> bool:
    box = each.subject.box
    return box is not None and any(
        layer.by_action and not layer.is_furniture and layer.subject.box is not None and _holds(layer.subject.box, box)
        for layer in look.main.overlays
    )


def _holds(outer: Box, inner: Box) -> bool:
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return outer.x <= x <= outer.x + outer.width and outer.y <= y <= outer.y + outer.height


def _is_clear(look: Look, name: str) -> bool:
    return not any(is_ambiguous_label(name, code) for code in look.languages)
