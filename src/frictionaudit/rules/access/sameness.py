"""Telling whether two collectors mean the same element."""

from __future__ import annotations

import re

from frictionaudit.evidence.common import Subject

__all__ = ["is_part_of", "is_same_element"]

_ID_AT_END = re.compile(r"#([\w-]+)$")


def is_same_element(one: Subject, other: Subject) -> bool:
    """Compare by locator, by the id that both locators end in, else by role and name.

    Boxes do not help: the page may have been scrolled in between.
    """
    if one.locator and _folded(one.locator) == _folded(other.locator):
        return True
    first, second = _ID_AT_END.search(_folded(one.locator)), _ID_AT_END.search(_folded(other.locator))
    if first and second:
        return first[1] == second[1]
    return bool(one.name) and (one.role, one.name) == (other.role, other.name)


def is_part_of(inner: Subject, outer: Subject) -> bool:
    """Tell whether one stands within the other: a button's words may have an element of their own."""
    return bool(outer.locator) and _folded(inner.locator).startswith(f"{_folded(outer.locator)}>")


def _folded(locator: str) -> str:
    return re.sub(r"\s*([>+~])\s*", r"\1", locator.strip())
