"""What a reader calls the element that a locator means: evidence keeps locators as `str(Locator)` writes them."""

from __future__ import annotations

import re

__all__ = ["own_words", "target_words"]

_QUOTED = r"(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
_TEXT = re.compile(rf"({_QUOTED})(?:, \w+ [^,]+)*")
_NAMED = re.compile(rf"(?:^|, )(?:name|label|placeholder) ({_QUOTED})")
_OTHER = re.compile(rf"(?:css|test_id|role) ({_QUOTED})(?:, |$)")


def own_words(target: str) -> str:
    """Give the words by which the journey calls an element, as a customer reads them: "" where it has only code."""
    found = _TEXT.fullmatch(target) or _NAMED.search(target)
    return _unquoted(found[1]) if found else ""


def target_words(target: str) -> str:
    """Give what to call an element: the journey's words, else the bare locator, else the text as it came."""
    if words := own_words(target):
        return words
    found = _OTHER.match(target)
    return _unquoted(found[1]) if found else target


def _unquoted(literal: str) -> str:
    return re.sub(r"\\(['\"\\])", r"\1", literal[1:-1])
