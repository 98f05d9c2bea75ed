"""The cards of a list and the rows of a table: the texts of a page that belong to one item among several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from frictionaudit.evidence.common import TextBlock

__all__ = ["Texts", "cards_around"]

Texts = tuple[TextBlock, ...]

_MOST_TEXTS = 20
"""More texts than these are a part of the page, and no item of a list. Project's choice."""

_WITHIN = re.compile(r" > | >> ")
_ITEM = re.compile(r"(?:(?:^| )(?:li|tr|article)(?::nth-of-type\(\d+\))?|^#[^ ]+)$")
"""An entry, a row, an article, or a box with an id: lists name their cards by the product."""
_PLACED = re.compile(r"(.+:nth-of-type\()\d+\)$")


def cards_around(block: TextBlock, blocks: Sequence[TextBlock], is_card: Callable[[Texts], bool]) -> Iterator[Texts]:
    """Give the items that hold a text, the smallest first: entries of a list, rows, or boxes among their likes.

    Args:
        block: One of the blocks.
        blocks: All texts of the page, in reading order.
        is_card: Tells of the texts of a box whether it may be such an item; asked of its neighbours as well.
    """
    for path in _paths(block.locator):
        texts = _texts_in(path, blocks)
        if len(texts) > _MOST_TEXTS:
            return
        if is_card(texts) and (_ITEM.search(path) or _has_likes(path, blocks, is_card)):
            yield texts


def _paths(locator: str) -> Iterator[str]:
    """Give the paths of the element itself and of all around it, the nearest first."""
    yield locator
    yield from (locator[: each.start()] for each in reversed(list(_WITHIN.finditer(locator))))


def _texts_in(path: str, blocks: Sequence[TextBlock]) -> Texts:
    """Give the texts of a box; one that is found by its own id, and not by a path, stands between or behind them."""
    places = [place for place, block in enumerate(blocks) if _is_in(path, block.locator)]
    if not places:
        return ()
    end = places[-1] + 1
    while end < len(blocks) and blocks[end].locator.startswith("#") and not _WITHIN.search(blocks[end].locator):
        end += 1
    return tuple(blocks[places[0] : end])


def _is_in(path: str, locator: str) -> bool:
    return locator == path or locator.startswith((f"{path} > ", f"{path} >> "))


def _has_likes(path: str, blocks: Sequence[TextBlock], is_card: Callable[[Texts], bool]) -> bool:
    """Tell whether such an item stands beside: a box that differs by its place only."""
    placed = _PLACED.match(path)
    if placed is None:
        return False
    start = placed[1]
    found = {b.locator[: b.locator.index(")", len(start)) + 1] for b in blocks if b.locator.startswith(start)}
    return any(is_card(_texts_in(like, blocks)) for like in sorted(found - {path}))
