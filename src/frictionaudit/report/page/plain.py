"""Page text is hostile: what a report shows of it is plain, short and keeps its direction to itself."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["LONGEST", "first_sentence", "plain"]

LONGEST = 1_200
"""Characters of any one text that the report shows."""

# Controls have no look; overrides (U+202D, U+202E) turn text around to deceive, so they are made visible.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_LONE_SURROGATES = re.compile(r"[\ud800-\udfff]")
# Embeddings and isolates are common in right-to-left shops; the report isolates every text by itself.
_EMBEDDINGS = re.compile("[\u202a-\u202c\u2066-\u2069\u2028\u2029]")
_OVERRIDES = re.compile("[\u202d\u202e]")
_PILED_MARKS = re.compile(r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{2})[\u0300-\u036f\u1ab0-\u20ff]+")
_SENTENCE_END = re.compile(r"[.!?](?=\s+\S)")


def plain(text: str, limit: int = LONGEST) -> str:
    """Give text without what could deceive or break a page, at most `limit` characters with an ellipsis."""
    # Cutting comes first: a label may hold 100 kB.
    shown = text[: limit * 2]
    if not shown.isascii():
        shown = _LONE_SURROGATES.sub("\ufffd", shown)
        shown = _EMBEDDINGS.sub("", shown)
        shown = _OVERRIDES.sub(lambda match: f"[U+{ord(match[0]):04X}]", shown)
        shown = _PILED_MARKS.sub(r"\1", shown)
    shown = _CONTROLS.sub("\ufffd", shown)
    shown = " ".join(shown.split()) if "\n" in shown or "\t" in shown or "  " in shown or "\r" in shown else shown
    return shown if len(shown) <= limit and len(text) <= limit * 2 else _cut(shown, limit)


def first_sentence(text: str) -> str:
    """Give the first sentence of a text, its mark included."""
    end = _SENTENCE_END.search(text)
    return text[: end.end()] if end else text


def _cut(text: str, limit: int) -> str:
    """Cut before a word where one ends near, never inside a character made of several code points."""
    end = limit - 1
    while end > 0 and (unicodedata.combining(text[end : end + 1] or " ") or text[end - 1] == "\u200d"):
        end -= 1
    space = text.rfind(" ", 0, end)
    return text[: space if space > limit * 0.7 else end].rstrip(" ,;:") + "…"
