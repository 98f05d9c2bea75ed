"""Words of strangers in Markdown: no tag, link, picture, mention or table of theirs comes to life."""

from __future__ import annotations

import re

from frictionaudit.report.page.plain import plain

__all__ = ["cell", "escaped"]

# What means something anywhere; what would be an address, a shortcode, or a list or heading where a line begins.
_SIGNS = re.compile(r"[\\`*_\[\]<>#|~&$]|:(?=\S)|(?<=\bwww)\.|^(?:[-+=]|\d+[.)](?=\s|$))", re.IGNORECASE)
_CALLS = re.compile(r"([@#])(?=\w)")
"""`@name` calls a person and `#12` names an issue wherever a comment is shown."""

_NO_BREAK = "\u2060"


def escaped(words: str, limit: int = 600) -> str:
    """Give words of anybody as one line of Markdown that shows exactly them, at most `limit` characters."""
    line = " ".join(plain(words, limit).split())
    # A word joiner has no width: the reader sees the same, a machine sees no call.
    line = _CALLS.sub(rf"\1{_NO_BREAK}", line)
    return _SIGNS.sub(lambda sign: f"{sign[0][:-1]}\\{sign[0][-1]}", line)


def cell(words: str, limit: int = 300) -> str:
    """Give words that stay in their cell of a table; a dash for none."""
    return escaped(words, limit) or "–"
