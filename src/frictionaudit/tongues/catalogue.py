"""The catalogues: a text by its key, and a sentence that was noted in English by that sentence itself.

What is shown is English where a language lacks a text, or has it of an older English: a report never fails by it.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from frictionaudit.tongues.language import ENGLISH, language

__all__ = ["SENTENCES", "filled", "parts_of", "retold", "translatable", "translated"]

SENTENCES: Final = "sentence"
"""Key of every sentence that is noted in English where it arises (in evidence, in a rule) and translated when shown."""

_MOST_RETOLD = 4_096
_LONGEST_RETOLD = 2_000
"""Letters: no sentence of ours is longer, and matching a page's own flood against templates would take its time."""

_BETWEEN = "; "
"""What stands between several reasons in one."""
_DEEPEST = 4
"""Sentences within sentences: why a visit ended holds why its step failed, which may hold what the page said."""


def translated(key: str, english: str) -> str:
    """Give a template in the language that is spoken now; the English one where there is none for this very English."""
    return _texts(language()).get((key, english), english)


def filled(key: str, english: str, parameters: Mapping[str, str]) -> str:
    """Give a template in the language that is spoken now, with its parameters in place; they are text, never templates.

    Raises:
        KeyError: the English names a parameter that is not given; a translation that does is passed over.
    """
    template = translated(key, english)
    if template != english:
        try:
            return template.format_map(parameters)
        except (LookupError, ValueError, AttributeError):
            pass  # a slip of the translator's costs the reader the language of one sentence, not the report
    return english.format_map(parameters)


def translatable(sentence: str) -> str:
    """Mark a sentence of ours that is kept in English, in evidence or run.json, and translated by `retold` when shown.

    It is given back as it is; `python -m frictionaudit.docs` finds the mark. An f-string is found as a template.
    """
    return sentence


def retold(sentence: str) -> str:
    """Give a sentence that was noted in English in the language that is spoken now; what is not ours stays as it is."""
    if language() == ENGLISH or not sentence or len(sentence) > _LONGEST_RETOLD:
        return sentence
    return _retold(language(), sentence, _DEEPEST)


def parts_of(template: str) -> Iterator[tuple[str, str | None]]:
    """Give a template's literal parts, each with the name of the placeholder that follows it, or None.

    Raises:
        ValueError: its braces do not match.
    """
    for literal, name, _, _ in string.Formatter().parse(template):
        yield literal, name


@cache
def _texts(language: str) -> Mapping[tuple[str, str], str]:
    """Give a language's texts by key and English."""
    if language == ENGLISH:
        return {}
    ours = {(key, english): text for key, english, text in _read(f"{language}.json")}
    english = _read(f"axe/{ENGLISH}.json")
    axes = {(SENTENCES, english[rule]): text for rule, text in _read(f"axe/{language}.json").items()}
    return {**axes, **ours}


def _read(name: str) -> Any:
    return json.loads(files("frictionaudit").joinpath(f"tongues/{name}").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class _Template:
    """A sentence with places for what changes."""

    pattern: re.Pattern[str]
    text: str
    weight: int
    """How many letters of it are fixed: where two fit, the one that says more is meant."""
    has_clauses: bool
    """It joins clauses itself, so they are not told one by one."""


@cache
def _templates(language: str) -> tuple[_Template, ...]:
    """Give the sentences with placeholders, the most telling first."""
    found = [
        _template(english, text)
        for (key, english), text in _texts(language).items()
        if key == SENTENCES and "{" in english
    ]
    return tuple(sorted(found, key=lambda each: -each.weight))


def _template(english: str, text: str) -> _Template:
    parts = list(parts_of(english))
    pattern = "".join(re.escape(literal) + (f"(?P<{name}>.*?)" if name else "") for literal, name in parts)
    weight = sum(len(literal) for literal, _ in parts)
    return _Template(re.compile(pattern, re.DOTALL), text, weight, has_clauses=_BETWEEN in english)


@lru_cache(maxsize=_MOST_RETOLD)
def _retold(language: str, sentence: str, depth: int) -> str:
    whole = _texts(language).get((SENTENCES, sentence))
    if whole is not None:
        return whole
    clauses = sentence.split(_BETWEEN)
    joined = _placed(language, sentence, depth, has_clauses=True) if len(clauses) > 1 else None
    if joined is not None:
        return joined
    if len(clauses) > 1 and all(_retold(language, each, depth) != each for each in clauses):
        return _BETWEEN.join(_retold(language, each, depth) for each in clauses)
    return _placed(language, sentence, depth, has_clauses=False) or sentence


def _placed(language: str, sentence: str, depth: int, *, has_clauses: bool) -> str | None:
    """Give a sentence by the template that it fits, one of several clauses or of one; None where it fits none."""
    for each in _templates(language):
        if each.has_clauses is has_clauses and (match := each.pattern.fullmatch(sentence)):
            told = {
                name: _retold(language, words, depth - 1) if depth else words
                for name, words in match.groupdict().items()
            }
            return each.text.format_map(told)  # its placeholders are those of the English: a test compares them
    return None
