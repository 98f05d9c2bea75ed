"""One matcher for the words of shops: case, accents, stems, word boundaries.

Everything takes the language as a tag ("fi", "fi-FI") and None for "any language we know".
"""

from __future__ import annotations

import re

from frictionaudit.lexicon.meanings import Meaning, OrderVerdict
from frictionaudit.lexicon.order_buttons import (
    binds,
    has_button_words,
    is_vague,
    order_button_verdict,
    orders_somewhere,
)
from frictionaudit.lexicon.phrases import words_of
from frictionaudit.lexicon.references import labelled_code_in, order_reference_in
from frictionaudit.lexicon.words import language_of, languages, lookup, possible_meanings

__all__ = [
    "Meaning",
    "OrderVerdict",
    "claims",
    "has_words",
    "is_ambiguous_label",
    "labelled_code_in",
    "language_of",
    "languages",
    "meanings_of",
    "order_button_verdict",
    "order_reference_in",
    "orders_somewhere",
    "reads_as_order",
    "says",
    "says_inflected",
    "stems_of",
    "whole_phrases_of",
]

MAX_LABEL = 300
"""Characters of a control's name that count; longer ones are cards of text."""

_OF_SENTENCES = frozenset({Meaning.FAULT_WORD, Meaning.FORM_WORD})
"""Words that a sentence is judged by: as a label they mean nothing ("S" is a size)."""

_CLOSE_SIGNS = frozenset("×✕✖╳⨯")

_CLAUSE_END = re.compile(r"[.!?…,;:–—\n]")
"""What stands before it denies nothing after it: "Do not reload: your order has been placed"."""

_WORD_OF_PARTS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_STEM = 4
_ENDING = 3
"""Letters of a word that may be inflected, at least, and of its ending, at most; shorter ones begin too many others."""

_COUNTED = re.compile(r"\(\s*\d+\s[^()]{1,30}\)")
"""How much of it: "Go to checkout (2 items)"."""

_QUOTED = re.compile(r"[“„”«»\"][^“„”«»\"]{1,200}[“”«»\"]")
"""A name within a label: of 'Add “Blue mug” to your cart' the rest tells what the button does."""


def has_words(language: str, meaning: Meaning) -> bool:
    """Tell whether the language has words for the meaning; without them a rule is incomplete."""
    return any(not words.phrases[meaning].is_empty for words in lookup(language))


def meanings_of(label: str, language: str | None) -> frozenset[Meaning]:
    """Give what a control's name means, taken as a whole: "Pay 24,90 €" is PAY, "Payment methods" nothing."""
    if label.strip() and set(label.strip()) <= _CLOSE_SIGNS:
        return frozenset({Meaning.CLOSE})
    text = _COUNTED.sub(" ", label[:MAX_LABEL]).strip() or label[:MAX_LABEL]
    found = _meanings_of(text, language)
    if _goes_on_to(text, language):
        found |= {Meaning.CONTINUE}
    unnamed = _QUOTED.sub(" ", text)
    return found | _meanings_of(unnamed, language) if unnamed != text and unnamed.strip() else found


def _goes_on_to(text: str, language: str | None) -> bool:
    """Read "Next: payment", and nothing of the kind in "Next: how to make tea"."""
    head, colon, step = text.partition(":")
    if not colon or Meaning.CONTINUE not in _meanings_of(head, language):
        return False
    return Meaning.CHECKOUT_STEP in _meanings_of(step, language)


def _meanings_of(text: str, language: str | None) -> frozenset[Meaning]:
    found: set[Meaning] = set()
    for language_words in lookup(language):
        words = words_of(text, language_words.kept_letters)
        fillers = language_words.fillers
        possible = possible_meanings(language_words, words) - _OF_SENTENCES
        found.update(m for m in possible if language_words.phrases[m].is_whole(words, fillers))
    return frozenset(found)


def says(text: str, meaning: Meaning, language: str | None) -> str | None:
    """Give the first words of the text that have the meaning, as they stand there, or None."""
    for language_words in lookup(language):
        words = words_of(text, language_words.kept_letters)
        span = next(language_words.phrases[meaning].spans(words), None)
        if span is not None:
            return text[words[span.first].start : words[span.last - 1].end]
    return None


def says_inflected(text: str, meaning: Meaning, language: str | None) -> bool:
    """Tell whether a word for the meaning stands there with an ending: "navn" in "Navnet må …", "name" in "Names"."""
    stems = tuple(stem for stem in whole_phrases_of(meaning, language) if len(stem) >= _STEM and " " not in stem)
    return any(
        word.startswith(stem) and len(word) <= len(stem) + _ENDING
        for word in _WORD_OF_PARTS.findall(text.casefold())
        for stem in stems
    )


def claims(text: str, meaning: Meaning, language: str | None) -> str | None:
    """Give the first words of the text that have the meaning and that nothing in their clause denies up to there.

    A wall says itself what cannot be had ("no order without an account"); a confirmation denies nothing.
    """
    for language_words in lookup(language):
        words = words_of(text, language_words.kept_letters)
        for span in language_words.phrases[meaning].spans(words):
            start, end = words[span.first].start, words[span.last - 1].end
            sayable = text[:end] if meaning is Meaning.CONFIRMATION else text[:start]
            if says(_CLAUSE_END.split(sayable)[-1], Meaning.NEGATION, language) is None:
                return text[start:end]
    return None


def reads_as_order(label: str, language: str | None) -> bool:
    """Tell whether pressing this may order, pay or subscribe.

    Generous, for safety: a wrong yes holds a step that could have gone on, a wrong no may buy something. English
    is understood in every shop.
    """
    text = label[:MAX_LABEL]
    if _chooses_who_buys(text, language) or _only_shames(text, language):
        return False
    if language is None:
        return binds(text, None)
    return binds(text, language) or (language_of(language) != "en" and binds(text, "en"))


def _chooses_who_buys(label: str, language: str | None) -> bool:
    """Tell "Order as a guest" from "Place the order as a guest": beside one bare verb it only says who orders.

    Whoever pays has chosen already: "Pay as a guest" is left to bind.
    """
    if says(label, Meaning.PAY, language) is not None:
        return False
    for language_words in lookup(language):
        words = words_of(label, language_words.kept_letters)
        for rest, beside in ((words, ()), (words[1:], words[:1]), (words[:-1], words[-1:])):
            # "Order as guest" lets in, and what stands before it may make an order of it: "Place".
            if any(word.text not in language_words.fillers and not binds(word.text, language) for word in beside):
                continue
            span = next(language_words.phrases[Meaning.GUEST].spans(rest), None)
            is_all = span is not None and (span.first, span.last) == (0, len(rest))
            if is_all and not binds(label[rest[0].start : rest[-1].end], language):
                return True
    return False


def _only_shames(label: str, language: str | None) -> bool:
    """Tell "No thanks, I'd rather pay full price" from "No thanks, order at full price": paying is all it speaks of.

    Whatever else in the label binds, beside those words or among them, is left to bind.
    """
    if any(says(label, meaning, language) for meaning in (Meaning.ORDER, Meaning.SUBSCRIBE)):
        return False
    shame = says(label, Meaning.SHAMING, language)
    return shame is not None and not binds(label.replace(shame, " "), language)


def is_ambiguous_label(label: str, language: str | None) -> bool | None:
    """Tell whether a label does not say what it does: Continue, Next, OK. None: no words for that language."""
    files = lookup(language)
    if files:
        return Meaning.AMBIGUOUS in meanings_of(label, language)
    if language is not None and has_button_words(language) and is_vague(label, language):
        return True
    return None


def whole_phrases_of(meaning: Meaning, language: str | None) -> tuple[str, ...]:
    """Give the phrases of a meaning that hold no words or letters of any kind: they speak for themselves."""
    written = (phrase for words in lookup(language) for phrase in words.written[meaning])
    return tuple(dict.fromkeys(phrase for phrase in written if not set(phrase) & set("=…*(")))


def stems_of(meaning: Meaning, language: str | None) -> tuple[str, ...]:
    """Give the phrases of a meaning as plain words, for matching outside of Python: what begins so has the meaning."""
    written = (phrase for words in lookup(language) for phrase in words.written[meaning])
    stems = (phrase.strip("=*… ") for phrase in written)
    return tuple(dict.fromkeys(stem for stem in stems if "…" not in stem and "*" not in stem))
