"""A tongue of tests: all that is translated stands in wide letters, so that what is not is seen."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from frictionaudit.tongues import catalogue, speaking

_WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in string.ascii_letters}

_ENGLISH = re.compile(
    r"(?<![\w./=`'“”{-])(?:an|and|are|be|by|did|does|for|from|has|in|is|it|its|no|not|of|on|or|that|the|there|this|to|"
    r"was|what|with|you|your)(?![\w./=`'“”-])",
    re.IGNORECASE,
)
"""Words that hardly any English sentence does without, and no address, name of a rule or line of YAML has."""


@contextmanager
def speaking_wide(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak that tongue, in Finnish's place, for a while."""
    wide = {(key, english): widened(english) for key, english in catalogue._texts("fi")}

    def texts(language: str) -> Mapping[tuple[str, str], str]:
        return wide if language == "fi" else {}

    with monkeypatch.context() as patch:
        patch.setattr(catalogue, "_texts", texts)
        _forget()
        with speaking("fi"):
            yield
    _forget()


def widened(template: str) -> str:
    """Give a template in wide letters, its placeholders as they are."""
    if "%(" in template:
        return template
    parts = string.Formatter().parse(template)
    return "".join(_escaped(words) + _placed(name, form, kind) for words, name, form, kind in parts)


def english_in(told: str) -> list[str]:
    """Give the lines in which English stands."""
    return [line for line in told.splitlines() if _ENGLISH.search(line)]


def _escaped(words: str) -> str:
    return words.translate(_WIDE).replace("{", "{{").replace("}", "}}")


def _placed(name: str | None, form: str | None, kind: str | None) -> str:
    if name is None:
        return ""
    return "{" + name + (f"!{kind}" if kind else "") + (f":{form}" if form else "") + "}"


def _forget() -> None:
    catalogue._templates.cache_clear()
    catalogue._retold.cache_clear()
