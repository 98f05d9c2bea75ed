"""Read words as a customer does: a typed apostrophe, quotation mark or dash is the printed one."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["as_read"]

_SAME = ("'’‘ʼ´`", '"“”„«»', "-‐‑–—−")
"""Signs that keyboards have one of and printers several; the first is what is typed."""

_ELLIPSIS = "(?:…|\\.\\.\\.)"
_PRINTED = re.compile(r"['’‘ʼ´`\"“”„«»–—−…]|\.\.\.| - ")
_PART = re.compile(r"\s+|…|\.\.\.|.", re.DOTALL)


@lru_cache(maxsize=512)
def as_read(
    text: str, *, is_exact: bool | None = None, is_label: bool = False, is_start: bool = False
) -> str | re.Pattern[str]:
    """Give the words as Playwright looks for them: themselves, or a pattern where they may be printed otherwise.

    Args:
        text: Words of the journey.
        is_exact: They are all that is said, letter by letter; otherwise a part of it, whatever the case.
        is_label: They name a field: its star or colon is not a part of the name.
        is_start: What is said begins with them as whole words: "Address (required)", and not "E-mail address".
    """
    is_marked = bool(is_exact and is_label)
    if _PRINTED.search(text) is None and not is_marked and not is_start:
        return text
    source = "".join(_source_of(part) for part in _PART.findall(text.strip()))
    if is_start:
        return re.compile(rf"^[\s*＊]*{source}(?!\w)", re.IGNORECASE)
    if is_marked:
        return re.compile(rf"^[\s*＊]*{source}[\s*＊:：]*$")
    return re.compile(rf"^\s*{source}\s*$") if is_exact else re.compile(source, re.IGNORECASE)


def _source_of(part: str) -> str:
    if part.isspace():
        return r"\s+"
    if part in ("…", "..."):
        return _ELLIPSIS
    return next((f"[{re.escape(signs)}]" for signs in _SAME if part in signs), re.escape(part))
