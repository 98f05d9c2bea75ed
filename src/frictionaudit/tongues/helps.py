"""Help texts of commands in the language that is spoken now: paragraph by paragraph, and tables line by line."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator

from frictionaudit.tongues.catalogue import retold

__all__ = ["help_pieces", "told_help"]

_TABLE = "\b\n"
"""Click's mark of a paragraph that keeps its lines."""

_COLUMN = re.compile(r"(\s*(?:\S+ )*\S+ {2,})?(.*)")
"""A line of a table: what is typed or returned, and what it means."""


def told_help(text: str) -> str:
    """Give a help text in the language that is spoken now."""
    return _rebuilt(text, retold)


def help_pieces(text: str) -> Iterator[str]:
    """Give what is translated by itself of a help text."""
    pieces: list[str] = []

    def note(piece: str) -> str:
        pieces.append(piece)
        return piece

    _rebuilt(text, note)
    yield from pieces


def _rebuilt(text: str, told: Callable[[str], str]) -> str:
    return "\n\n".join(
        _TABLE + "\n".join(_line(line, told) for line in part.removeprefix(_TABLE).split("\n"))
        if part.startswith(_TABLE)
        else told(" ".join(part.split()))
        for part in inspect.cleandoc(text).split("\n\n")
    )


def _line(line: str, told: Callable[[str], str]) -> str:
    found = _COLUMN.fullmatch(line)
    return (found[1] or "") + told(found[2]) if found and found[2] else line
