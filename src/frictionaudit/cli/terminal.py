"""Words of strangers on a terminal: a page's text must not move the cursor, hide a line or colour our own words."""

from __future__ import annotations

import os
import sys
import unicodedata

__all__ = ["forget_output", "is_terminal", "plain", "shortened"]

_KEPT = {"\n", "\t"}

_TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that turn the direction of writing, and so can hide what stands there: https://trojansource.codes"""


def plain(text: str) -> str:
    """Give the text with every control and direction character shown as its code: "\\x1b" for Escape."""
    return "".join(char if char in _KEPT or not _is_unseen(char) else _code(char) for char in text)


def shortened(text: str, width: int) -> str:
    """Give one plain line of at most that many characters."""
    line = plain(" ".join(text.split()))
    return line if len(line) <= width else line[: max(width - 1, 0)].rstrip() + "…"


def is_terminal() -> bool:
    """Say whether a person watches standard error, where progress is shown."""
    return sys.stderr.isatty()


def forget_output() -> None:
    """Let what is still to be written go nowhere, since its reader has gone: see SIGPIPE in docs.python.org."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs", "Co") or char in _TURNS


def _code(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")
