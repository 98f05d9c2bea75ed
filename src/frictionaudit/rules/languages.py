"""The languages that a page may be in, and words asked for in all of them."""

from __future__ import annotations

import re
from functools import lru_cache

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.purpose import page_languages
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.lexicon import Meaning, has_words, language_of, says, stems_of, whole_phrases_of
from frictionaudit.rules.registry import Context

__all__ = [
    "has_said",
    "has_told",
    "knows",
    "languages_of",
    "own_languages",
    "page_of_action",
    "reading_languages",
    "says_any",
]

_DIGIT = re.compile(r"\d")
_SHARES = re.compile(r"\d+(?:[.,]\d+)?\s?%")
"""What is got at a percentage, "get 5 % off", is no day on which it comes."""


def own_languages(page: PageEvidence | None, visit: VisitEvidence) -> tuple[str, ...]:
    """Give what the page declares, then the visit's own language: pages declare wrongly."""
    declared = language_of(page.language) if page is not None else ""
    return tuple(dict.fromkeys(code for code in (declared, language_of(visit.locale)) if code))


def reading_languages(page: PageEvidence | None, visit: VisitEvidence) -> tuple[str, ...]:
    """Give the same and English, which shops mix in: for words that clear a page, and for what all shops write."""
    return page_languages(page, visit.locale)


def languages_of(context: Context) -> tuple[str, ...]:
    """Give the own languages of the page that the step's action stood on."""
    return own_languages(page_of_action(context), context.visit)


def page_of_action(context: Context) -> PageEvidence | None:
    """Give the page that the step's action stood on: the one that the step before it ended on."""
    before = context.previous[-1].page if context.previous else None
    return before or context.step.page


def knows(page: PageEvidence | None, visit: VisitEvidence, meaning: Meaning) -> bool:
    """Tell whether the page's own language, or the visit's where it declares none, has words for the meaning."""
    return any(has_words(code, meaning) for code in own_languages(page, visit)[:1])


@lru_cache(maxsize=65_536)
def says_any(text: str, meaning: Meaning, languages: tuple[str, ...]) -> str | None:
    """Give the first words of the text that have the meaning in one of the languages, or None.

    Headers and footers are asked on every page of every visit, hence the cache.
    """
    return next((found for code in languages if (found := says(text, meaning, code))), None)


def has_said(text: str, meaning: Meaning, languages: tuple[str, ...]) -> bool:
    """Tell whether the text has the meaning in one of the languages."""
    return says_any(text, meaning, languages) is not None


@lru_cache(maxsize=65_536)
def has_told(text: str, meaning: Meaning, languages: tuple[str, ...]) -> bool:
    """Tell whether the text has the meaning and says something definite: "in 2 days", "tomorrow", not "in a box".

    Phrases that hold any words need a number in the text; whole phrases and single words speak for themselves.
    """
    return any(_tells(text, meaning, language) for language in languages)


def _speaks_for_itself(word: str, meaning: Meaning, language: str) -> bool:
    """Tell "overnight" from a word that others are to follow: "delivery" of "delivery …"."""
    return word.casefold() in whole_phrases_of(meaning, language) or says(f"{word} x", meaning, language) == word


def _tells(text: str, meaning: Meaning, language: str) -> bool:
    said = says(text, meaning, language)
    if said is None:
        return False
    is_one_word = len(said.split()) == 1
    if _DIGIT.search(_SHARES.sub(" ", text)):
        return True
    if _speaks_for_itself(said, meaning, language) if is_one_word else said.casefold() in stems_of(meaning, language):
        return True
    if any(said.casefold().startswith(f"{phrase} ") for phrase in whole_phrases_of(meaning, language) if " " in phrase):
        return True  # "plus que quelques heures …": the longer phrase, with any words at its end, hides it
    _, _, rest = text[text.index(said) :].partition(" ")
    return _tells(rest, meaning, language)
