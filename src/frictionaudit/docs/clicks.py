"""Find click's own words, which it says to whoever uses our command: in its code, as its own translators would."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import click
from babel.messages.extract import extract_from_file

__all__ = ["clicks_words"]

_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")
"""Those of cli/clicks.py; what the others say is about shells and consoles that our command does not use."""


@cache
def clicks_words() -> tuple[str, ...]:
    """Give the words, sorted: templates as click fills them, one and many of a thing each for itself."""
    folder = Path(click.__file__).parent
    found: set[str] = set()
    for module in _MODULES:
        for _, words, *_ in extract_from_file("python", folder / f"{module}.py"):
            found.update([words] if isinstance(words, str) else words)
    return tuple(sorted(found))
