"""What a shop's first page says of itself before a browser is opened: its language, and the words of its links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

import httpx
from babel.core import get_global

from frictionaudit.discover.locales import Place, place_of, place_of_locale

__all__ = ["ask_place", "place_in"]

ANSWER_S = 8.0
MOST_BYTES = 400_000
_LANG = re.compile(r"<html[^>]*\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z]{2})?)\b", re.IGNORECASE)
_WORDS = re.compile(r"<(?:a|button|label|option)\b[^>]*>([^<]{2,60})<", re.IGNORECASE)
_MOST_WORDS = 300
_REGIONS = {"en": "GB", "pt": "PT"}
"""Where the likeliest country of the Unicode tables lies overseas."""


def ask_place(url: str, headers: Mapping[str, str]) -> Place:
    """Ask for one page, and tell where the shop sells; where it does not answer, its address tells what it can."""
    try:
        with httpx.Client(timeout=ANSWER_S, follow_redirects=True, headers=dict(headers)) as client:
            answer = client.get(url)
        return place_in(url, answer.text[:MOST_BYTES])
    except (httpx.HTTPError, UnicodeError, ValueError):
        return place_in(url, "")


def place_in(url: str, html: str) -> Place:
    """Tell where a shop sells by its address and its page.

    Args:
        url: The shop's.
        html: Its first page, "" where there is none.
    """
    declared = _LANG.search(html)
    language, _, region = (declared[1].replace("_", "-") if declared else "").partition("-")
    if language and region:
        return place_of_locale(f"{language.lower()}-{region.upper()}", url)
    guessed = place_of(url, _labels(html))
    if language and guessed.language != language.lower():
        guessed = place_of_locale(f"{language.lower()}-{_region_of(language.lower())}", url)
    # The country of a language that is spoken in one: its market, unless the address says another.
    return guessed if guessed.market is not None else place_of_locale(guessed.locale, url)


def _region_of(language: str) -> str:
    """Give the country in which most customers of a language live, as far as European shops go."""
    if language in _REGIONS:
        return _REGIONS[language]
    likely = str(get_global("likely_subtags").get(language, "")).rpartition("_")[2]
    return likely if len(likely) == 2 else "GB"


def _labels(html: str) -> Iterator[str]:
    for number, found in enumerate(_WORDS.finditer(html)):
        if number >= _MOST_WORDS:
            return
        yield " ".join(unescape(found[1]).split())
