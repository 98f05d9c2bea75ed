"""Goods that no link leads to: cards that open their page by script, and what only the shop's own search finds."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from frictionaudit.evidence.common import AROUND_OR_ASIDE, Subject, TextBlock
from frictionaudit.evidence.page import FieldEvidence
from frictionaudit.evidence.purpose import purpose_of
from frictionaudit.lexicon import Meaning
from frictionaudit.replay.intent.candidate import Candidate, ranked
from frictionaudit.replay.intent.look import PRICE, Look, path_parts

__all__ = ["card_candidates", "search_address", "words_to_search"]

_LONGEST_NAME = 80
_REPEATED = 2
_MOST_WORDS = 3
_FEWEST_LETTERS = 4
_WORD = re.compile(r"[^\W\d_]+")


def card_candidates(look: Look) -> list[Candidate]:
    """Give the names of goods that stand with a price of their own and no link, best first."""
    linked = [path_parts(link.locator) for link in look.main.links]
    blocks = [block for block in look.blocks if block.region not in AROUND_OR_ASIDE]
    found = []
    for card, own in _cards(look, blocks).items():
        name = _name_of(look, own)
        if name is None or any(path[: len(card)] == card for path in linked):
            continue
        subject = Subject(role=name.role or name.tag, name=name.text, locator=name.locator, box=name.box)
        found.append(Candidate(subject, tuple(_reasons(look, name, own))))
    return ranked(found, least=2.5) if len(found) >= _REPEATED else []


def search_address(look: Look) -> str | None:
    """Give where the shop's search sends its words; None where no search can be seen."""
    for form in look.main.forms:
        if any(_is_search(look, field) for field in form.fields):
            return urljoin(look.url, form.action)
    is_named = any(look.means(control.subject.name, Meaning.SEARCH) for control in look.main.controls)
    return look.url if is_named else None


def words_to_search(look: Look) -> tuple[str, ...]:
    """Give what a customer could search for here: the words that the page says most, without those of its furniture."""
    weights: Counter[str] = Counter()
    own = (urlsplit(look.url).hostname or "").casefold()
    for text, weight in _said(look):
        if look.meanings(text):
            continue
        for word in _WORD.findall(text):
            if len(word) >= _FEWEST_LETTERS and word.casefold() not in own and not look.meanings(word):
                # Of two sizes the longer word says more: "for", "with" and their like are short in every language.
                weights[word.casefold()] += weight * len(word)
    return tuple(word for word, _ in weights.most_common(_MOST_WORDS))


def _cards(look: Look, blocks: list[TextBlock]) -> dict[tuple[str, ...], list[TextBlock]]:
    """Gather the texts around each price: no farther out than to where something is named."""
    named = {
        path[:length]
        for block in blocks
        if _may_name(look, block)
        for path in [path_parts(block.locator)]
        for length in range(1, len(path) + 1)
    }
    cards: dict[tuple[str, ...], list[TextBlock]] = defaultdict(list)
    for block in blocks:
        path = path_parts(block.locator)
        around = next((path[:length] for length in range(len(path) - 1, 0, -1) if path[:length] in named), None)
        if PRICE.search(block.text) and around is not None:
            cards[around] = []
    for block in blocks:
        path = path_parts(block.locator)
        card = next((path[:length] for length in range(len(path), 0, -1) if path[:length] in cards), None)
        if card is not None:
            cards[card].append(block)
    return cards


def _may_name(look: Look, block: TextBlock) -> bool:
    """Tell whether a text may be what a thing is called: no price, no button, no words of the shop's own."""
    is_short = 1 < len(block.text) <= _LONGEST_NAME
    return is_short and block.role != "button" and not PRICE.search(block.text) and not look.meanings(block.text)


def _name_of(look: Look, own: list[TextBlock]) -> TextBlock | None:
    """Give the text that names what a card sells: its heading, else its first words."""
    words = [block for block in own if _may_name(look, block)]
    return next((block for block in words if block.role == "heading"), next(iter(words), None))


def _reasons(look: Look, name: TextBlock, own: list[TextBlock]) -> Iterator[tuple[str, float]]:
    yield "a price beside it", 3.0
    if name.role == "heading":
        yield "a heading", 0.5
    texts = " \n ".join(block.text for block in own)
    if look.says(texts, Meaning.OUT_OF_STOCK):
        yield "said to be sold out", -6.0
    if look.says(texts, Meaning.GIFT_CARD):
        yield "a gift card", -6.0
    if look.says(texts, Meaning.RENEWAL, Meaning.FREQUENCY):
        yield "a subscription", -3.0


def _is_search(look: Look, field: FieldEvidence) -> bool:
    purpose = purpose_of(field, look.languages)
    return field.kind == "search" or (purpose is not None and purpose.name == "search")


def _said(look: Look) -> Iterator[tuple[str, int]]:
    """Give what the page says of what it sells, with what it is worth."""
    for field, _ in look.fields:
        if field.kind == "search":
            yield f"{field.placeholder} {field.label}", 1
    for block in look.blocks:
        if block.region != "footer":
            yield block.text, 3 if block.role == "heading" else 1
