"""The languages that a page may be in, and words asked for in all of them."""

from __future__ import annotations

from functools import lru_cache

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.purpose import page_languages
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.lexicon import Meaning, has_words, language_of, says
from frictionaudit.rules.registry import Context

__all__ = [
    "has_said",
    "knows",
    "languages_of",
    "own_languages",
    "page_of_action",
    "reading_languages",
    "says_any",
]


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
