"""The word files, read once each, when first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
from typing import Any

import yaml  # type: ignore[import-untyped]

from frictionaudit.lexicon.meanings import Meaning
from frictionaudit.lexicon.phrases import START, PhraseSet, Word, expanded, fold

__all__ = ["Language", "data_file", "language_of", "languages", "load_yaml", "lookup", "possible_meanings"]

# Macro and sister tags that share our files: Norwegian is written nb in nearly all shops.
_SAME_WORDS = {"no": "nb", "nn": "nb"}


@dataclass(frozen=True)
class Language:
    """The words of one language.

    Attributes:
        code: ISO 639-1, as the file is named.
        kept_letters: Accented letters that are letters of their own.
        phrases: By meaning.
        fillers: Words that add nothing to a label ("now", "please").
        harmless: Phrases with words of paying or ordering that bind to nothing ("payment methods").
        order_nouns: Words that an order number may follow without the word number ("your order 100234").
        written: The phrases by meaning as the file has them, groups written out.
    """

    code: str
    kept_letters: str
    phrases: Mapping[Meaning, PhraseSet]
    fillers: frozenset[str]
    harmless: PhraseSet
    order_nouns: PhraseSet
    written: Mapping[Meaning, tuple[str, ...]]


def language_of(tag: str) -> str:
    """Give the language of a locale or lang tag: "fi" for "fi-FI", "nb" for "no", "" for ""."""
    code = tag.replace("_", "-").split("-")[0].strip().casefold()
    return _SAME_WORDS.get(code, code)


@cache
def languages() -> tuple[str, ...]:
    """Give the languages that have a word file, in alphabetical order."""
    folder = data_file("words")
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")))


def lookup(language: str | None) -> tuple[Language, ...]:
    """Give the word files to search: one, none where the language has none, all for None."""
    if language is None:
        return tuple(_load(code) for code in languages())
    code = language_of(language)
    return (_load(code),) if code in languages() else ()


def data_file(name: str) -> Traversable:
    """Give a file or folder of the lexicon."""
    return resources.files("frictionaudit.lexicon").joinpath(name)


def load_yaml(name: str) -> dict[str, Any]:
    """Read one YAML file of the lexicon. Every plain word is text: `no` and `404` too."""
    # libyaml reads all languages in a twentieth of the time, where it is there.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    loaded: dict[str, Any] = yaml.load(data_file(name).read_text(encoding="utf-8"), Loader=loader)
    return loaded


def possible_meanings(language: Language, words: Iterable[Word]) -> frozenset[Meaning]:
    """Give the meanings that words of a label may have: all others have no phrase that begins with one of them."""
    by_word, by_start, loose = _openings(language.code)
    found = set(loose)
    for word in words:
        found.update(by_word.get(word.text, ()))
        found.update(by_start.get(word.text[:START], ()))
    return frozenset(found)


@cache
def _openings(code: str) -> tuple[Mapping[str, list[Meaning]], Mapping[str, list[Meaning]], list[Meaning]]:
    by_word: dict[str, list[Meaning]] = defaultdict(list)
    by_start: dict[str, list[Meaning]] = defaultdict(list)
    loose: list[Meaning] = []
    for meaning in Meaning:
        openings = _load(code).phrases[meaning].openings
        for word in openings.words:
            by_word[word].append(meaning)
        for start in openings.starts:
            by_start[start].append(meaning)
        if openings.is_loose:
            loose.append(meaning)
    return by_word, by_start, loose


class _Phrases(dict[Meaning, PhraseSet]):
    """Phrases by meaning, made ready when first asked for: no question asks for all of them."""

    def __init__(
        self, data: Mapping[str, Any], kept_letters: str, little: frozenset[str], asides: frozenset[str]
    ) -> None:
        super().__init__()
        self._data = data
        self._kept_letters = kept_letters
        self._little = little
        self._asides = asides

    def __contains__(self, meaning: object) -> bool:
        return isinstance(meaning, Meaning)

    def __missing__(self, meaning: Meaning) -> PhraseSet:
        written = self._data.get(meaning.value, ())
        made = self[meaning] = PhraseSet(written, self._kept_letters, self._little, self._asides)
        return made


@cache
def _load(code: str) -> Language:
    data = load_yaml(f"words/{code}.yaml")
    kept = str(data.get("letters", ""))

    def folded(key: str) -> frozenset[str]:
        return frozenset(fold(word, kept) for word in data.get(key, ()))

    def phrases(key: str) -> PhraseSet:
        return PhraseSet(data.get(key, ()), kept)

    return Language(
        code=code,
        kept_letters=kept,
        phrases=_Phrases(data, kept, folded("little"), folded("asides")),
        fillers=folded("fillers"),
        harmless=phrases("harmless"),
        order_nouns=phrases("order_nouns"),
        written={meaning: tuple(chain(*map(expanded, data.get(meaning.value, ())))) for meaning in Meaning},
    )
