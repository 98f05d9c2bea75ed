"""Find the comments of the files that `frictionaudit init` writes."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.discover.starting import retold_comments
from frictionaudit.docs.sentences import is_sentence

__all__ = ["FOLDER", "comments_in"]

FOLDER = "discover/templates"


def comments_in(template: str) -> Iterator[str]:
    """Give the comments of one file, as `sentences_in` gives sentences."""
    found: list[str] = []

    def note(words: str) -> str:
        found.append(words)
        return words

    retold_comments(template, note)
    yield from filter(is_sentence, (words.replace("{", "{{").replace("}", "}}") for words in found))
