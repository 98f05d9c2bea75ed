"""The words of a price line."""

from __future__ import annotations

__all__ = ["words_in"]


def words_in(text: str) -> list[str]:
    """Give the words of a text that hold a letter, in lower case."""
    return [word for word in _split(text.casefold()) if any(c.isalpha() for c in word)]


def _split(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()
