"""What the reference data on order buttons says of a label, in the 24 official languages of the EU and Norwegian.

The data flags wording; it does not decide lawfulness. National courts decide equivalence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from frictionaudit.lexicon.meanings import Meaning, OrderVerdict
from frictionaudit.lexicon.phrases import PhraseSet, Word, words_of
from frictionaudit.lexicon.words import Language, language_of, load_yaml, lookup

__all__ = ["binds", "has_button_words", "is_vague", "order_button_verdict", "orders_somewhere"]

MAX_LABEL_WORDS = 14
"""Words in the name of a control that orders; what is longer is a card of text with a link round it."""

# Ireland's edition of the directive carries the English text; there is no Irish phrase.
_BORROWED = {"ga": "en"}

_SAYS_NO_OBLIGATION = (
    Meaning.ORDER,
    Meaning.CONFIRM,
    Meaning.CONTINUE,
    Meaning.CHECKOUT,
    Meaning.SUBSCRIBE,
    Meaning.ACCEPT,
    Meaning.AMBIGUOUS,
)


@dataclass(frozen=True)
class _Buttons:
    """Labels of one language, by what the reference says of them."""

    statutory: PhraseSet
    attested: PhraseSet
    likely: PhraseSet
    orders: PhraseSet
    vague: PhraseSet
    doubted: PhraseSet
    rejected: PhraseSet


_NO_WORDS = Language("", "", {}, frozenset(), PhraseSet(()), PhraseSet(()), {})


def order_button_verdict(label: str, language: str) -> OrderVerdict:
    """Say what the reference says of an order button's label; UNKNOWN where it says nothing."""
    buttons = _buttons(_code(language))
    if buttons is None:
        return OrderVerdict.UNKNOWN
    own = _own_words(language)
    words = words_of(label, own.kept_letters)
    exact: Sequence[tuple[PhraseSet, OrderVerdict]] = (
        (buttons.rejected, OrderVerdict.REJECTED),
        (buttons.statutory, OrderVerdict.STATUTORY),
        (buttons.attested, OrderVerdict.EQUIVALENT_ATTESTED),
        (buttons.doubted, OrderVerdict.AMBIGUOUS),
        (buttons.orders, OrderVerdict.AMBIGUOUS),
        (buttons.vague, OrderVerdict.AMBIGUOUS),
    )
    for phrases, verdict in exact:
        if phrases.is_whole(words, own.fillers):
            return verdict
    if len(words) > MAX_LABEL_WORDS:
        return OrderVerdict.UNKNOWN
    if buttons.likely.is_whole(words, own.fillers) or _holds(buttons.likely, words, own.harmless):
        return OrderVerdict.EQUIVALENT_LIKELY
    if any(own.phrases[m].is_whole(words, own.fillers) for m in _SAYS_NO_OBLIGATION if m in own.phrases):
        return OrderVerdict.AMBIGUOUS
    return OrderVerdict.UNKNOWN


def binds(label: str, language: str | None) -> bool:
    """Tell whether the label holds words that order, pay or subscribe."""
    codes = tuple(_data()) if language is None else (_code(language),)
    return any(_binds_by_reference(label, code) for code in codes) or any(
        _binds_by_words(label, words) for words in lookup(language)
    )


def has_button_words(language: str) -> bool:
    """Tell whether the reference has labels of the language."""
    return _code(language) in _data()


def is_vague(label: str, language: str) -> bool:
    """Tell whether the reference lists the label among those that only go on or confirm."""
    own = _own_words(language)
    buttons = _buttons(_code(language))
    return buttons is not None and buttons.vague.is_whole(words_of(label, own.kept_letters), own.fillers)


def _binds_by_reference(label: str, code: str) -> bool:
    buttons = _buttons(code)
    if buttons is None:
        return False
    if lookup(code):  # the word file knows more, and which of them lead from the cart to the checkout in many shops
        return orders_somewhere(label, code) and not _leads_on(label, code)
    words = words_of(label)
    if len(words) > MAX_LABEL_WORDS:
        return False
    return any(
        phrases.is_whole(words) or _holds(phrases, words, _NO_WORDS.harmless)
        for phrases in (buttons.statutory, buttons.attested, buttons.likely, buttons.orders)
    )


def orders_somewhere(label: str, language: str) -> bool:
    """Tell whether the reference lists the label as one that orders, though it may only lead on in other shops."""
    own = _own_words(language)
    buttons = _buttons(_code(language))
    words = words_of(label, own.kept_letters)
    if buttons is None or own.harmless.is_whole(words):
        return False
    listed = (buttons.statutory, buttons.attested, buttons.orders)
    return any(phrases.is_whole(words, own.fillers) for phrases in listed)


def _leads_on(label: str, language: str) -> bool:
    own = _own_words(language)
    words = words_of(label, own.kept_letters)
    return any(own.phrases[each].is_whole(words, own.fillers) for each in (Meaning.CHECKOUT, Meaning.IN_CART))


def _binds_by_words(label: str, own: Language) -> bool:
    words = words_of(label, own.kept_letters)
    if len(words) > MAX_LABEL_WORDS or own.harmless.is_whole(words):
        return False
    return any(
        own.phrases[meaning].is_whole(words, own.fillers) or _holds(own.phrases[meaning], words, own.harmless)
        for meaning in (Meaning.PAY, Meaning.ORDER, Meaning.SUBSCRIBE)
    )


def _holds(phrases: PhraseSet, words: Sequence[Word], harmless: PhraseSet) -> bool:
    """Tell whether a phrase stands in the label and not merely as part of a harmless one ("pay later")."""
    spans = list(phrases.spans(words))
    if not spans:
        return False
    innocent = [s for s in harmless.spans(words, whole=True) if s.first == 0 or not s.trails]
    return any(not any(i.first <= s.first and s.last <= i.last for i in innocent) for s in spans)


def _code(language: str) -> str:
    code = language_of(language)
    return _BORROWED.get(code, code)


def _own_words(language: str) -> Language:
    return next(iter(lookup(_code(language))), _NO_WORDS)


@cache
def _data() -> Mapping[str, Any]:
    languages: Mapping[str, Any] = load_yaml("order_buttons.yaml")["languages"]
    return languages


@cache
def _buttons(code: str) -> _Buttons | None:
    data = _data().get(code)
    return None if data is None else _of(code, data)


def _of(code: str, data: Mapping[str, Any]) -> _Buttons:
    kept = _own_words(code).kept_letters

    def phrases(*keys: str) -> PhraseSet:
        return PhraseSet((str(phrase) for key in keys for phrase in data.get(key, ())), kept)

    return _Buttons(
        statutory=phrases("statutory", "inflected"),
        attested=phrases("attested"),
        likely=phrases("likely"),
        orders=phrases("orders"),
        vague=phrases("vague"),
        doubted=phrases("doubted"),
        rejected=phrases("rejected"),
    )
