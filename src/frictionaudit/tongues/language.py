"""Which language is spoken now: one for each thread and task, never a global that two of them could spoil."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["ENGLISH", "LANGUAGES", "language", "language_of", "speak", "speaking"]

ENGLISH = "en"
LANGUAGES = (ENGLISH, "fi", "sv", "de")

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first of them that is set counts: POSIX, Base Definitions 8.2, https://pubs.opengroup.org/onlinepubs/9799919799/"""

_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def language() -> str:
    """Give the language that is spoken now: "en", "fi", "sv" or "de"."""
    return _spoken.get()


def speak(language: str) -> None:
    """Speak a language from now on, within this thread or task; English where it is none of ours."""
    _spoken.set(language if language in LANGUAGES else ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while; English where it is none of ours."""
    token = _spoken.set(language if language in LANGUAGES else ENGLISH)
    try:
        yield
    finally:
        _spoken.reset(token)


def language_of(environment: Mapping[str, str]) -> str:
    """Give the language that an environment asks for, such as LANG=fi_FI.UTF-8; English where it asks for another."""
    named = next((value for name in _VARIABLES if (value := environment.get(name))), "")
    code = re.split(r"[_.@-]", named, maxsplit=1)[0].lower()
    return code if code in LANGUAGES else ENGLISH
