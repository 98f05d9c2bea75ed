"""Which heading a page stands under: of several, the one that its title names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frictionaudit.evidence.common import AROUND, TextBlock
from frictionaudit.evidence.page import PageEvidence

__all__ = ["main_heading"]

_NAMED = 0.6
"""Share of a heading's words from which the title is taken to name it."""


def main_heading(page: PageEvidence) -> int | None:
    """Give the place in `blocks` of the heading that the page stands under; None where it has none.

    A page without a heading of the first rank stands under the one that its title names. Where layers and panels bring
    first-rank headings of their own, the title decides as well; else the first one does.
    """
    firsts = [place for place in _headings(page) if page.blocks[place].tag == "h1"]
    if len(firsts) == 1:
        return firsts[0]
    named = next((place for place in firsts or _headings(page) if _is_named(page.blocks[place], page.title)), None)
    return named if named is not None else next(iter(firsts), None)


def _headings(page: PageEvidence) -> Iterator[int]:
    for place, block in enumerate(page.blocks):
        if (block.role == "heading" or block.tag == "h1") and block.region not in AROUND:
            yield place


def _is_named(heading: TextBlock, title: str) -> bool:
    words = _words(heading.text)
    return bool(words) and len(words & _words(title)) >= _NAMED * len(words)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 1}
