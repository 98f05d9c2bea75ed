"""Help texts of commands in the language that is spoken now: paragraph by paragraph, and tables line by line."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator

from frictionaudit.tongues.catalogue import retold, translated

__all__ = ["CLICKS", "METAVAR", "METAVARS", "help_pieces", "told_help", "told_metavar", "told_word"]

CLICKS = "click/"
"""Begins the key of each word of click's own, the library of our command: the words themselves follow."""

METAVAR = "metavar/"
"""Begins the key of each of METAVARS."""

METAVARS = (
    "ARGS", "COMMAND", "COUNTRY", "DIR", "DIRECTORY", "FILE", "FLOAT RANGE", "INTEGER RANGE", "NAME", "OPTIONS",
    "PATH", "PATHS", "RULE", "RUN", "SECONDS", "TAG", "TEXT",
)  # fmt: skip
"""What stands for a value in help and in what is wrong with a command; others, such as URL, are alike everywhere."""

_METAVAR = re.compile(rf"\b(?:{'|'.join(sorted(METAVARS, key=len, reverse=True))})\b")

_TABLE = "\b\n"
"""Click's mark of a paragraph that keeps its lines."""

_COLUMN = re.compile(r"(\s*(?:\S+ )*\S+ {2,})?(.*)")
"""A line of a table: what is typed or returned, and what it means."""


def told_help(text: str) -> str:
    """Give a help text in the language that is spoken now, with what stands for a value as `told_metavar` gives it."""
    return told_metavar(_rebuilt(text, retold))


def told_metavar(metavar: str) -> str:
    """Give what stands for a value, such as "[DIR]" or "A B [C]...", in the language that is spoken now."""
    return _METAVAR.sub(lambda found: translated(f"{METAVAR}{found[0]}", found[0]), metavar)


def told_word(english: str) -> str:
    """Give words of click's own in the language that is spoken now."""
    return translated(f"{CLICKS}{english}", english)


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
