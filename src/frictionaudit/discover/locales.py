"""Which language, market and currency a recording belongs to: by its words, its browser, its address."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from babel import Locale
from babel.numbers import get_territory_currencies
from pydantic import ValidationError

from frictionaudit.errors import UsageError
from frictionaudit.journey.shapes.file import HeadFile
from frictionaudit.lexicon import language_of, languages, meanings_of
from frictionaudit.record import Record
from frictionaudit.tongues import translatable

__all__ = ["Place", "locale_of", "place_of", "place_of_locale"]

_NOT_A_COUNTRY = frozenset({"ai", "app", "cc", "co", "dev", "fm", "gg", "io", "ly", "me", "sh", "to", "tv", "ws"})
"""Endings of a country that shops all over the world use."""

_MARKETS = {"uk": "UK", "eu": "EU"}
_TERRITORIES = {"UK": "GB"}
_REGIONS = {
    "da": "DK", "de": "DE", "en": "GB", "es": "ES", "et": "EE", "fi": "FI", "fr": "FR", "it": "IT", "nb": "NO",
    "nl": "NL", "pl": "PL", "pt": "PT", "sv": "SE",
}  # fmt: skip
"""Where most customers of a language live; English shops of no country are taken for British, as elsewhere here."""


class Place(Record):
    """Language, market and currency; None where nothing tells."""

    locale: str
    market: str | None = None
    currency: str | None = None

    @property
    def language(self) -> str:
        """Give the language of the locale."""
        return language_of(self.locale)


def place_of(address: str, words: Iterable[str], recorded: str | None = None) -> Place:
    """Tell where a shop sells.

    Args:
        address: The shop's.
        words: Labels of what was pressed and filled.
        recorded: The locale of the recording browser, where it is told.
    """
    market = _market_of(address)
    if recorded is not None and _is_locale(recorded):
        language, _, region = recorded.partition("-")
        # English browsers are everywhere; others tell where their shop sells.
        return _place(recorded, market or (region if language != "en" and region else None))
    language = _language_of(words, market)
    region = market if market in _regions_of(language) else _REGIONS.get(language, "GB")
    return _place(f"{language}-{_TERRITORIES.get(region or '', region)}", market)


def place_of_locale(locale: str, address: str) -> Place:
    """Give market and currency of a locale: the address's country before the locale's."""
    return place_of(address, (), locale)


def locale_of(text: str) -> str:
    """Give a locale as the user wrote it.

    Raises:
        UsageError: it is none that a journey may hold.
    """
    try:
        HeadFile.model_validate({"locale": text})
    except ValidationError as error:
        mend = error.errors()[0].get("ctx", {}).get("mend") or translatable(
            "write the language and the country: fi-FI, en-GB"
        )
        raise UsageError(f"bad locale '{text}'; {mend}") from None
    return text


def _place(locale: str, market: str | None) -> Place:
    return Place(locale=locale, market=market, currency=_currency_of(market))


def _is_locale(tag: str) -> bool:
    language, _, region = tag.partition("-")
    return language.islower() and 2 <= len(language) <= 3 and (not region or (len(region) == 2 and region.isupper()))


def _market_of(address: str) -> str | None:
    try:
        ending = (urlsplit(address).hostname or "").rpartition(".")[2]
    except ValueError:
        return None
    if ending in _MARKETS:
        return _MARKETS[ending]
    is_country = len(ending) == 2 and ending not in _NOT_A_COUNTRY and ending.upper() in Locale("en").territories
    return ending.upper() if is_country else None


def _regions_of(language: str) -> frozenset[str]:
    """Give the countries where the language is written, as far as they matter to shops."""
    more = {"de": {"AT", "CH"}, "fr": {"BE", "CH", "CA"}, "nl": {"BE"}, "sv": {"FI"}, "pt": {"BR"}, "es": {"MX"}}
    english = {"UK", "US", "IE", "AU", "NZ", "CA"}
    return frozenset(
        {_REGIONS.get(language, "")} | more.get(language, set()) | (english if language == "en" else set())
    )


def _language_of(words: Iterable[str], market: str | None) -> str:
    """Give the language in which most words mean something to a shopper; the market's own where two are equal."""
    known = [label for label in words if label]
    scores = {code: sum(bool(meanings_of(label, code)) for label in known) for code in languages()}
    own = next((code for code, region in _REGIONS.items() if region == market), "en")
    return max(scores, key=lambda code: (scores[code], code == own, code == "en"))


def _currency_of(market: str | None) -> str | None:
    if market is None:
        return None
    found = get_territory_currencies(_TERRITORIES.get(market, market)) if market != "EU" else ["EUR"]
    return found[0] if found else None
