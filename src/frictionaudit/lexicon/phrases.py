"""Phrases of the word files, and how they are found in text: word by word, without backtracking.

A phrase is words as they stand in the YAML:

    add to cart       these words in this order
    maksa*            a word that begins so
    "*nummer"         a word that ends so (compounds)
    add … to cart     up to six words of any kind between, at the end, or (whole labels only) before it
    "=ok"             only as a whole label, never inside a longer text
    (card|bank) … (declined|turned down)    one of the words, or runs of words, of each group

The little words of a language (the, my, this) may stand within a phrase for longer texts, and one for another. Its
asides (unfortunately, please) may stand within one too, but for no other word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

__all__ = ["START", "Openings", "PhraseSet", "Span", "Word", "expanded", "fold", "words_of"]

MAX_TEXT = 20_000
"""Characters of a text that are searched; what lies beyond is no message to a customer."""

GAP_WORDS = 6
"""How many words `…` may stand for."""

LITTLE_WORDS = 2
"""How many little words and asides may stand between two words of a phrase."""

START = 2
"""Letters by which words that only begin so are filed."""

_WORD = re.compile(r"[^\W_]+")
_GROUP = re.compile(r"\(([^()]+)\)")
_ENDING = re.compile(r"(?<=[^\W\d_])(?:·([^\W\d_]{1,3})(?![^\W_])|\(([^\W\d_]{1,3})\))")
"""Another gender's or number's ending that is tacked on to a word: "invité·e", "cliente(s)"."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, folded, and where it stands in the text as it came."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """Words first..last (exclusive) that a phrase matched."""

    first: int
    last: int
    opens: bool = False
    """In a whole label, up to six words before it belong to it."""
    trails: bool = False
    """Its last words are any words."""


def fold(text: str, kept_letters: str = "") -> str:
    """Give the text in lower case and without accents, except those that make another letter in its language."""
    lowered = unicodedata.normalize("NFKC", text).casefold()
    if lowered.isascii():
        return lowered
    return "".join(c if c.isascii() or c in kept_letters else _without_accent(c) for c in lowered)


@lru_cache(maxsize=4096)
def _without_accent(letter: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
    return {"ł": "l", "đ": "d"}.get(bare, bare)


@lru_cache(maxsize=2048)
def words_of(text: str, kept_letters: str = "") -> tuple[Word, ...]:
    """Split into folded words; punctuation, emoji, arrows and white space of every kind fall away."""
    plain = unicodedata.normalize("NFC", text[:MAX_TEXT])
    given = _WORD.finditer(plain)
    if "·" in plain or "(" in plain:
        asides = {m.start(m.lastindex or 1) for m in _ENDING.finditer(plain)}
        given = (m for m in given if m.start() not in asides)
    return tuple(Word(fold(m.group(), kept_letters), m.start(), m.end()) for m in given)


@dataclass(frozen=True, slots=True)
class _Part:
    """One word of a phrase."""

    text: str
    opens: bool = False
    closes: bool = False

    def fits(self, word: str) -> bool:
        if self.opens and self.closes:
            return self.text in word
        if self.closes:
            return word.startswith(self.text)
        if self.opens:
            return word.endswith(self.text)
        return word == self.text


_Run = tuple[_Part, ...]
"""Words that follow each other."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Places one after the other: each holds the runs of words that may stand there; one without any is a gap."""

    places: tuple[tuple[_Run, ...], ...]
    is_whole: bool
    opens: bool = False
    little: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    needs: tuple[frozenset[str], ...] = ()
    """Of each of these sets one word must stand in the text: most phrases are told apart by that, at little cost."""

    @property
    def trails(self) -> bool:
        """Its last words are any words."""
        return not self.places[-1]

    def match(self, words: Sequence[Word], start: int, place: int = 0) -> int | None:
        """Give the word after the longest match that begins at `start`, or None."""
        if place == len(self.places):
            return start
        if self.places[place]:
            return self._longest(words, range(start, start + 1), place)
        if place == len(self.places) - 1:
            return min(len(words), start + GAP_WORDS)
        return self._longest(words, range(start, min(len(words), start + GAP_WORDS) + 1), place + 1)

    def _longest(self, words: Sequence[Word], starts: range, place: int) -> int | None:
        """Take for each run the first of the starts from which the rest matches, and the longest of these."""
        ends = (self._first(words, starts, place, run) for run in self.places[place])
        return max((end for end in ends if end is not None), default=None)

    def _first(self, words: Sequence[Word], starts: range, place: int, run: _Run) -> int | None:
        for start in starts:
            at = self._match_run(words, start, run, is_first=place == 0)
            end = None if at is None else self.match(words, at, place + 1)
            if end is not None:
                return end
        return None

    def _match_run(self, words: Sequence[Word], at: int, run: _Run, *, is_first: bool) -> int | None:
        for index, part in enumerate(run):
            for _ in range(0 if is_first and index == 0 else LITTLE_WORDS):
                if at >= len(words) or self._fits(part, words[at].text) or not self._may_skip(words, at):
                    break
                at += 1
            if at >= len(words) or not self._fits(part, words[at].text):
                return None
            at += 1
        return at

    def _fits(self, part: _Part, word: str) -> bool:
        return part.fits(word) or (part.text in self.little and word in self.little)

    def _may_skip(self, words: Sequence[Word], at: int) -> bool:
        """Tell whether a word is little and tells no more: "in the 14 days" is not "in 14 days"."""
        return words[at].text in self.skipped and not any(word.text[0].isdigit() for word in words[at + 1 : at + 2])


@dataclass(frozen=True, slots=True)
class Openings:
    """How the phrases of a set may begin: whoever holds none of these words need not look further.

    Attributes:
        words: Whole words.
        starts: The first letters of words that only begin so.
        is_loose: Some may begin with any word: they name its end, or a part of it.
    """

    words: frozenset[str]
    starts: frozenset[str]
    is_loose: bool


class PhraseSet:
    """Phrases of one meaning in one language, indexed by their first word."""

    def __init__(
        self,
        phrases: Iterable[str],
        kept_letters: str = "",
        little: frozenset[str] = frozenset(),
        asides: frozenset[str] = frozenset(),
    ) -> None:
        self._by_word: dict[str, list[_Phrase]] = {}
        self._by_start: dict[str, list[_Phrase]] = {}
        self._loose: list[_Phrase] = []
        self.is_empty = True
        for written in phrases:
            for phrase in _begun(written):
                self._add(_compiled(phrase, kept_letters, little, asides))

    def spans(self, words: Sequence[Word], *, whole: bool = False) -> Iterator[Span]:
        """Give matches in order, the longest at each place, never overlapping.

        Args:
            words: The text.
            whole: The text is a whole label: phrases for whole labels count too.
        """
        at, end = 0, len(words)
        present: frozenset[str] | None = None
        by_word, by_start, loose = self._by_word, self._by_start, self._loose
        while at < end:
            first = words[at].text
            candidates = [*by_word.get(first, ()), *by_start.get(first[:START], ()), *loose]
            found = None
            if candidates:
                present = present or frozenset(word.text for word in words)
                found = _longest_of(candidates, words, at, present, whole=whole)
            if found is None:
                at += 1
                continue
            yield found
            at = found.last

    def is_whole(self, words: Sequence[Word], fillers: frozenset[str] = frozenset()) -> bool:
        """Tell whether phrases make up the whole label, but for fillers, numbers and amounts."""
        at = 0
        has_phrase = False
        for span in self.spans(words, whole=True):
            between = words[at : span.first]
            if not (span.opens and len(between) <= GAP_WORDS) and not _only_fillers(between, fillers):
                return False
            at, has_phrase = span.last, True
        return has_phrase and _only_fillers(words[at:], fillers)

    @property
    def openings(self) -> Openings:
        """How its phrases may begin."""
        return Openings(frozenset(self._by_word), frozenset(self._by_start), bool(self._loose))

    def _add(self, phrase: _Phrase) -> None:
        self.is_empty = False
        first = phrase.places[0][0][0]
        if first.opens or (first.closes and len(first.text) < START):
            self._loose.append(phrase)
        elif first.closes:
            self._by_start.setdefault(first.text[:START], []).append(phrase)
        else:
            self._by_word.setdefault(first.text, []).append(phrase)


def _longest_of(
    candidates: Iterable[_Phrase], words: Sequence[Word], at: int, present: frozenset[str], *, whole: bool
) -> Span | None:
    spans = [
        Span(at, end, phrase.opens, phrase.trails)
        for phrase in candidates
        if (whole or not (phrase.is_whole or phrase.opens))
        and not any(map(present.isdisjoint, phrase.needs))
        and (end := phrase.match(words, at)) is not None
    ]
    return max(spans, key=lambda span: (span.last, span.opens), default=None)


def expanded(written: str) -> tuple[str, ...]:
    """Give the phrases that one with groups stands for; any other stands for itself."""
    parts = _GROUP.split(written)
    if len(parts) == 1:
        return (written,)
    choices = (part.split("|") if index % 2 else [part] for index, part in enumerate(parts))
    return tuple(" ".join("".join(chosen).split()) for chosen in product(*choices))


def _begun(written: str) -> tuple[str, ...]:
    """Write out the groups that a phrase may begin with, or that are part of a word or hold a gap, and no others."""
    parts = _GROUP.split(written.removeprefix("="))
    has_begun, choices = False, []
    for index, part in enumerate(parts):
        is_group = index % 2 == 1
        stands_alone = is_group and parts[index - 1][-1:] in ("", " ") and parts[index + 1][:1] in ("", " ")
        if is_group and has_begun and stands_alone and "…" not in part:
            choices.append([f"({part})"])
        else:
            choices.append(part.split("|") if is_group else [part])
        has_begun = has_begun or all(set(choice) - set(" …") for choice in choices[-1])
    sign = "=" if written.startswith("=") else ""
    return tuple(sign + "".join(chosen) for chosen in product(*choices))


def _compiled(phrase: str, kept_letters: str, little: frozenset[str], asides: frozenset[str]) -> _Phrase:
    places: list[tuple[_Run, ...]] = []
    for index, piece in enumerate(_GROUP.split(phrase.removeprefix("="))):
        if index % 2:
            places.append(tuple(_run_of(choice, kept_letters) for choice in piece.split("|")))
            continue
        places.extend(() if token == "…" else (_run_of(token, kept_letters),) for token in piece.split())
    opens = bool(places) and not places[0]
    if opens:
        del places[0]
    if not places or not places[0] or not places[0][0]:
        raise ValueError(f"phrase {phrase!r} has no word")
    if phrase.startswith("="):
        return _Phrase(tuple(places), is_whole=True, opens=opens, needs=_needed(places, frozenset()))
    return _Phrase(tuple(places), False, opens, little, little | asides, _needed(places, little))


def _needed(places: Iterable[tuple[_Run, ...]], little: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Give the words of each place, by one of each of its runs, where that is known: no stem, no word for another."""
    needed = []
    for runs in places:
        exact = [[p.text for p in run if not (p.opens or p.closes or p.text in little)] for run in runs]
        if exact and all(exact):
            needed.append(frozenset(max(texts, key=len) for texts in exact))
    return tuple(needed)


def _run_of(choice: str, kept_letters: str) -> _Run:
    return tuple(part for token in choice.split() for part in _parts_of(token, kept_letters))


@lru_cache(maxsize=4096)
def _parts_of(token: str, kept_letters: str) -> tuple[_Part, ...]:
    words = _WORD.findall(fold(token, kept_letters))
    last = len(words) - 1
    return tuple(
        _Part(word, index == 0 and token.startswith("*"), index == last and token.endswith("*"))
        for index, word in enumerate(words)
    )


def _only_fillers(words: Sequence[Word], fillers: frozenset[str]) -> bool:
    return all(word.text in fillers or word.text[0].isdigit() for word in words)
