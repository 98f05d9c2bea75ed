"""Ways to pay and to deliver, as shops name them: words of the language and names that are the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from frictionaudit.lexicon.matcher import says
from frictionaudit.lexicon.meanings import Meaning
from frictionaudit.lexicon.phrases import PhraseSet, words_of
from frictionaudit.lexicon.words import load_yaml

__all__ = [
    "PaymentKind",
    "PaymentWords",
    "brand_of",
    "delivery_words",
    "names_gateway",
    "payment_kind_of",
    "payment_words",
]


_SUSPENDED = re.compile(r"\b(?P<stem>\w+)-\s+\w+\s+(?P<word>\w+)")
_SHORTEST_END = 4
"""Letters of the part that two words share: "kort", "karte", "kortti"."""


class PaymentKind(StrEnum):
    """How a way to pay takes the money.

    `BANK`: from an account, at once or in advance. `INVOICE`: later, at once. `INSTALMENT`: later, in parts.
    `CASH`: when the goods are handed over. `MIXED`: a name that stands for several of these.
    """

    CARD = "card"
    BANK = "bank"
    WALLET = "wallet"
    INVOICE = "invoice"
    INSTALMENT = "instalment"
    CASH = "cash"
    MIXED = "mixed"


@dataclass(frozen=True)
class PaymentWords:
    """Words of a label that name a way to pay.

    Attributes:
        kind: What they stand for.
        text: The words as they stand there.
        at: Where they begin.
        is_brand: They are a name, the same in every language.
    """

    kind: PaymentKind
    text: str
    at: int
    is_brand: bool = False


_MEANINGS = {
    Meaning.PAY_CARD: PaymentKind.CARD,
    Meaning.PAY_BANK: PaymentKind.BANK,
    Meaning.PAY_INVOICE: PaymentKind.INVOICE,
    Meaning.PAY_INSTALMENT: PaymentKind.INSTALMENT,
    Meaning.PAY_CASH: PaymentKind.CASH,
}


def payment_words(label: str, languages: tuple[str, ...]) -> tuple[PaymentWords, ...]:
    """Give the ways to pay that a label names, in reading order.

    Args:
        label: Name of a choice.
        languages: Languages that the page may be in; English names are understood everywhere.
    """
    found: dict[int, PaymentWords] = {}
    for words in _named(label, languages):
        if words.at not in found or len(words.text) > len(found[words.at].text):
            found[words.at] = words
    outer = [words for words in found.values() if not any(_is_within(words, other) for other in found.values())]
    stems = _stems(label, languages, outer)
    return tuple(sorted((words for words in outer if words.at not in stems), key=lambda words: words.at))


def _is_within(words: PaymentWords, other: PaymentWords) -> bool:
    """Tell words that are part of longer ones: the credit of "bank or credit card" is no instalment."""
    is_longer = len(other.text) > len(words.text) and not words.is_brand
    return is_longer and other.at <= words.at and words.at + len(words.text) <= other.at + len(other.text)


def _stems(label: str, languages: tuple[str, ...], found: Sequence[PaymentWords]) -> frozenset[int]:
    """Give where a first part stands that borrows its end from a later word: "Bank- oder Kreditkarte" is two cards."""
    stems: set[int] = set()
    for match in _SUSPENDED.finditer(label):
        stem, word = match["stem"], match["word"]
        kinds = {words.kind for words in found if words.at == match.start("word")}
        ends = (word[cut:] for cut in range(1, len(word) - _SHORTEST_END + 1))
        if kinds and any(each.kind in kinds for end in ends for each in _named(f"{stem}{end}", languages)):
            stems.add(match.start("stem"))
    return frozenset(stems)


def payment_kind_of(words: tuple[PaymentWords, ...]) -> PaymentKind | None:
    """Give what a label with these words offers: what it names first, or how a name for several is then told apart."""
    if not words:
        return None
    later = {PaymentKind.INVOICE, PaymentKind.INSTALMENT}
    if words[0].kind is PaymentKind.MIXED:
        return next((each.kind for each in words[1:] if each.kind in later), PaymentKind.MIXED)
    return words[0].kind


def names_gateway(label: str) -> bool:
    """Tell whether a label names a provider at whose page the customer chooses a bank, or yet another way to pay."""
    return _first(label, _gateways()) is not None


def brand_of(words: PaymentWords) -> str:
    """Give the one name for what goes by several: "P24" is Przelewy24."""
    name = words.text.casefold()
    return next((names[0] for names in _same() if name in names), name)


def delivery_words(label: str, languages: tuple[str, ...]) -> str | None:
    """Give the words of a label that name a way to deliver, or None."""
    named = next(filter(None, (says(label, Meaning.DELIVERY_OPTION, code) for code in _codes(languages))), None)
    return named or _first(label, _carriers())


def _named(label: str, languages: tuple[str, ...]) -> Iterator[PaymentWords]:
    for kind, names in _brands().items():
        if text := _first(label, names):
            yield PaymentWords(kind, text, label.find(text), is_brand=True)
    for code in _codes(languages):
        for meaning, kind in _MEANINGS.items():
            rest = label
            while text := says(rest, meaning, code):
                at = rest.find(text)
                yield PaymentWords(kind, text, at)
                rest = f"{rest[:at]}{' ' * len(text)}{rest[at + len(text) :]}"


def _codes(languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*languages, "en")))


def _first(label: str, names: PhraseSet) -> str | None:
    words = words_of(label)
    span = next(names.spans(words), None)
    if span is None and names.is_whole(words):
        return label.strip()
    return label[words[span.first].start : words[span.last - 1].end] if span else None


@cache
def _brands() -> dict[PaymentKind, PhraseSet]:
    return {PaymentKind(kind): PhraseSet(names) for kind, names in load_yaml("brands.yaml")["payment"].items()}


@cache
def _same() -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, load_yaml("brands.yaml")["same"]))


@cache
def _gateways() -> PhraseSet:
    return PhraseSet(load_yaml("brands.yaml")["gateways"])


@cache
def _carriers() -> PhraseSet:
    return PhraseSet(load_yaml("brands.yaml")["delivery"])
