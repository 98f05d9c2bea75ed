"""Signs by which a try is judged: what the page says and shows afterwards that it did not before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from frictionaudit.evidence.choices import groups_of
from frictionaudit.evidence.common import AROUND
from frictionaudit.lexicon import Meaning, order_reference_in
from frictionaudit.replay.intent.details import asks_for_address, has_login
from frictionaudit.replay.intent.look import Look, is_cart_address, is_checkout_address, is_same_page, path_parts
from frictionaudit.replay.intent.options import option_entries, tile_entries
from frictionaudit.replay.intent.presses import Press, press_candidates
from frictionaudit.tongues import translatable

__all__ = [
    "added_to_cart",
    "asks_anything",
    "cart_count",
    "complaints",
    "has_come_to_checkout",
    "has_moved_on",
    "has_unfolded_cart",
    "is_cart",
    "is_confirmed",
    "is_empty_cart",
    "is_last_step",
    "is_product",
    "is_sold_out",
    "names_product",
]

_COUNT = re.compile(r"(?<![\d.,€$£])(\d{1,3})(?![\d.,%€$£])")
_STEP_COUNT = re.compile(r"(?<![\d.,/])(\d)\s?(?:/|\b[^\W\d_]{1,3}\b)\s?(\d)(?![\d.,/])")
"""A step and how many there are: "2/3", "2 of 3", "2 von 3"."""

_GOOD_PRESS = 4.0
_WORDS_IN_COMMON = 0.5
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_MOST = 0.5
_SHORT = 14
"""Words of a sentence that only thanks, its customer's name and the shop's among them. Project's choice."""


@dataclass(frozen=True)
class _State:
    """What tells one page of a checkout from the next."""

    fields: frozenset[str]
    choices: frozenset[str]
    heading: str
    headings: frozenset[str]


def is_product(look: Look) -> bool:
    """Tell whether the page sells one thing: something on it can be put into the cart, and it is no list."""
    found = press_candidates(look, Press.ADD_TO_CART)
    if not found:
        return False
    in_cards = [each for each in found if any("another product's card" in words for words, _ in each.reasons)]
    return found[0].score >= _GOOD_PRESS and found[0] not in in_cards


def is_sold_out(look: Look) -> bool:
    """Tell whether the thing that the page sells cannot be had now."""
    found = press_candidates(look, Press.ADD_TO_CART)
    if any(each.is_usable for each in found):
        return False
    if found and (option_entries(look, found[0]) or tile_entries(look, found[0])):
        return False  # it can be had once something is chosen
    heading = look.heading_box
    near = [
        block.text
        for block in look.blocks
        if heading is None or block.box is None or abs(block.box.y - heading.y) < 900
    ]
    return any(look.says(text, Meaning.OUT_OF_STOCK) for text in near)


def added_to_cart(before: Look, after: Look) -> str:
    """Say by what sign it is known that something was put into the cart; "" where nothing tells."""
    was, now = cart_count(before), cart_count(after)
    if now is not None and now > (was or 0):
        return translatable(f"the cart counts {now}")
    if is_cart(after) and not is_cart(before):
        return translatable("the cart came up") if not is_empty_cart(after) else ""
    new = _new_texts(before, after)
    if any(after.says(text, Meaning.IN_CART) for text in new) and not any(
        after.says(text, Meaning.CART_EMPTY) for text in new
    ):
        return translatable("the page says so")
    if is_checkout_address(after.url) and not is_checkout_address(before.url):
        return translatable("the checkout came up")
    return ""


def complaints(before: Look, after: Look) -> tuple[str, ...]:
    """Give what the page says anew against going on: errors, things to choose or to fill in."""
    told = [text for text in _new_texts(before, after) if after.says(text, *_AGAINST)]
    told += [field.error for field, _ in after.fields if field.error]
    return tuple(dict.fromkeys(told))[:5]


def cart_count(look: Look) -> int | None:
    """Give the number that stands at the cart's link or button; None where there is none."""
    for name, path in _cart_links(look):
        numbers = _COUNT.findall(name)
        if not numbers:
            own = path_parts(path)
            inner = [b.text for b in look.blocks if path_parts(b.locator)[: len(own)] == own]
            numbers = [number for text in inner for number in _COUNT.findall(text)]
        if numbers:
            return int(numbers[0])
    return None


def is_cart(look: Look) -> bool:
    """Tell whether the page is the cart: by its address or its heading."""
    if is_cart_address(look.url):
        return True
    return look.means(look.heading, Meaning.CART) and not look.means(look.heading, Meaning.ALL_PRODUCTS)


def has_unfolded_cart(before: Look, after: Look) -> bool:
    """Tell whether a cart came up below its icon, however small a layer: now the checkout can be started there."""
    known = {each.subject.locator for each in press_candidates(before, Press.START_CHECKOUT)}
    new = [each for each in press_candidates(after, Press.START_CHECKOUT) if each.subject.locator not in known]
    return is_same_page(before.url, after.url) and any(each.is_usable for each in new)


def is_empty_cart(look: Look) -> bool:
    """Tell whether the page says that nothing is in the cart."""
    return any(look.says(text, Meaning.CART_EMPTY) for text in look.texts)


def names_product(look: Look, product: str) -> bool:
    """Tell whether the page names the product: most words of its name stand together in one text."""
    wanted = set(_words(product))
    if not wanted:
        return True
    return any(len(wanted & set(_words(text))) >= _WORDS_IN_COMMON * len(wanted) for text in look.texts)


def has_come_to_checkout(before: Look, after: Look) -> bool:
    """Tell whether the checkout has begun: it asks who the customer is, or whether they have an account."""
    if is_empty_cart(after) and is_cart(after):
        return False
    if asks_for_address(after) and (not asks_for_address(before) or not is_same_page(before.url, after.url)):
        return True
    is_elsewhere = not is_same_page(before.url, after.url) and not is_cart(after)
    asks = has_login(after) or bool(press_candidates(after, Press.GUEST))
    return is_elsewhere and (asks or is_checkout_address(after.url))


def has_moved_on(before: Look, after: Look) -> str:
    """Say by what sign a page of the checkout has given way to the next; "" where it has not."""
    if not is_same_page(before.url, after.url):
        return "another address"
    was, now = _state(before), _state(after)
    if now.heading != was.heading:
        return "another heading"
    if was.fields and len(was.fields & now.fields) <= len(was.fields) / 2:
        return "other fields"
    if now.choices - was.choices:
        return "new choices"
    if now.headings - was.headings and not complaints(before, after):
        return "a new part of the page"
    if _orders(after) and not _orders(before):
        return "the order can be placed"
    return ""


def asks_anything(look: Look) -> bool:
    """Tell whether the page has fields or choices of its own, whether they are filled in yet or not."""
    return any(field.region not in AROUND and not field.is_readonly for field, _ in look.fields)


def is_last_step(look: Look) -> bool:
    """Tell whether the page counts its steps and is the last one: "Checkout - Step 3 of 3"."""
    counted = [told for text in (look.heading, look.main.title) for told in _STEP_COUNT.findall(text)]
    return any(number == of for number, of in counted)


def is_confirmed(before: Look, after: Look, language: str) -> bool:
    """Tell whether the page thanks for an order; the steps of a checkout name a confirmation long before it comes."""
    texts = _new_texts(before, after)
    said = [text for text in texts if after.says(text, Meaning.CONFIRMATION)]
    if any(_is_thanks(text, after) for text in said) or (said and not _orders(after)):
        return True
    return bool(order_reference_in("\n".join(texts), language, after.url)) and not asks_for_address(after)


def _is_thanks(text: str, look: Look) -> bool:
    """Tell whether a sentence of the text is little else than the thanks, and no word on what comes once it is so."""
    for sentence in _SENTENCES.split(text):
        told = look.said(sentence, Meaning.CONFIRMATION)
        if told is None or sentence.rstrip().endswith("?"):
            continue
        begins = sentence[: sentence.index(told)].strip()
        words, all_words = len(told.split()), len(sentence.split())
        if (not begins or begins[-1] in ",:-–—") and words >= _MOST * all_words and all_words <= _SHORT:
            return True
    return False


_AGAINST = (
    Meaning.REQUIRED, Meaning.INVALID, Meaning.GENERIC_ERROR, Meaning.VAGUE_ERROR, Meaning.OUT_OF_STOCK,
)  # fmt: skip


def _new_texts(before: Look, after: Look) -> list[str]:
    known = set(before.texts)
    return [text for text in after.texts if text not in known]


def _cart_links(look: Look) -> Iterator[tuple[str, str]]:
    """Give name and path of what leads to the cart, those with a number in their name first."""
    found = [
        (each.name, each.subject.locator)
        for each in press_candidates(look, Press.OPEN_CART)
        if not look.means(each.name, Meaning.ADD_TO_CART)
    ]
    yield from sorted(found, key=lambda pair: _COUNT.search(pair[0]) is None)


def _state(look: Look) -> _State:
    fields = frozenset(field.name or field.subject.locator for field, _ in look.fields if field.region != "footer")
    choices = frozenset(
        f"{group.name or group.title}" for part, _ in look.parts for group in groups_of(part) if not group.is_list
    )
    headings = frozenset(text for text in look.main.headings)
    return _State(fields, choices, look.heading, headings)


def _orders(look: Look) -> bool:
    return any(each.is_usable for each in press_candidates(look, Press.ORDER))


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.casefold()) if len(word) > 1]
