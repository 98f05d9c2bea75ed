"""What a shop's first page says of itself before a browser is opened: its language, and the words of its links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

import httpx
from babel.core import get_global

from frictionaudit.discover.locales import Place, place_of, place_of_locale
from frictionaudit.lexicon import languages, meanings_of

__all__ = ["ask_place", "place_in"]

ANSWER_S = 8.0
MOST_BYTES = 400_000
_LANG = re.compile(r"<html[^>]*\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z]{2})?)\b", re.IGNORECASE)
_WORDS = re.compile(r"<(?:a|button|label|option)\b[^>]*>([^<]{2,60})<", re.IGNORECASE)
_MOST_WORDS = 300
_CERTAIN = 4
"""Labels that mean something in another language only, before what the page declares is not believed. Project's
choice: a header has as many; a link to the terms in another language, and a menu of languages, have fewer."""

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
    labels = tuple(dict.fromkeys(_labels(html)))
    if language and (spoken := _spoken_instead(labels, language.lower())):
        language, region = spoken, ""  # templates are left at the language that they came in
    if language and region:
        return place_of_locale(f"{language.lower()}-{region.upper()}", url)
    guessed = place_of(url, labels)
    if language and guessed.language != language.lower():
        guessed = place_of_locale(f"{language.lower()}-{_region_of(language.lower())}", url)
    # The country of a language that is spoken in one: its market, unless the address says another.
    return guessed if guessed.market is not None else place_of_locale(guessed.locale, url)


def _spoken_instead(labels: Sequence[str], declared: str) -> str | None:
    """Give the language of a page whose words are another than it says; None where that is not certain.

    Words that the declared language has as well ("Start", "Login") speak for it.
    """
    if declared not in languages():
        return None
    meant = {code: {label for label in labels if meanings_of(label, code)} for code in languages()}
    own = meant.pop(declared)
    spoken = max(meant, key=lambda code: len(meant[code]))
    strange = meant[spoken] - own
    rivals = (len(meant[code] - own) for code in meant if code != spoken)
    is_certain = len(strange) >= _CERTAIN and len(strange) > 2 * len(own - meant[spoken]) and len(strange) > max(rivals)
    return spoken if is_certain else None


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
