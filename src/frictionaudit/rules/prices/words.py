"""The languages that a page is read in, and words asked for in all of them."""

from __future__ import annotations

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.lexicon import Meaning, has_words, language_of, says

__all__ = ["knows", "languages_on", "says_any", "words_in"]

_UNDERSTOOD_EVERYWHERE = "en"


def languages_on(page: PageEvidence, visit: VisitEvidence) -> tuple[str, ...]:
    """Give the languages to read a page in: its own, the visit's, and English, which shops mix in."""
    codes = (language_of(page.language), language_of(visit.locale), _UNDERSTOOD_EVERYWHERE)
    return tuple(dict.fromkeys(code for code in codes if code))


def knows(page: PageEvidence, visit: VisitEvidence, meaning: Meaning) -> bool:
    """Tell whether the page's own language, or the visit's where it declares none, has words for the meaning."""
    return has_words(language_of(page.language) or language_of(visit.locale), meaning)


def says_any(text: str, meaning: Meaning, languages: tuple[str, ...]) -> str | None:
    """Give the first words of the text that have the meaning in one of the languages, or None."""
    return next((found for code in languages if (found := says(text, meaning, code))), None)


def words_in(text: str) -> list[str]:
    """Give the words of a text that hold a letter, in lower case."""
    return [word for word in _split(text.casefold()) if any(c.isalpha() for c in word)]


def _split(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()
