"""How a file is laid out: short groups in one line, quotes where YAML needs them, comments beside what they explain.

ruamel.yaml does the writing; our own reader, which is the one that must understand it, says which texts need quotes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.representer import RoundTripRepresenter

from frictionaudit.journey.loading.yaml import resolve_plain
from frictionaudit.tongues import retold

__all__ = ["in_one_line", "listed", "plain_words", "put", "rendered", "spread"]

WIDTH = 100
"""Characters that a group may take in one line; longer ones are written one entry a line."""

ONE_LINE_ENTRIES = 4

ENDLESS = 10**6
"""Never break a line within a text: the reader would have to join it again."""

_PASSED_OVER = re.compile("[\u200b\u00ad]")
"""Zero-width spaces and soft hyphens, which Playwright passes over when it compares words."""

_HIDING = re.compile("[\u00a0\u061c\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]")
"""Characters that hide or turn what stands beside them (https://trojansource.codes): written as their codes."""


_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
"""What a script cut in the middle; no file can hold it."""

_ODD_STARTS = frozenset("?-:=<")
"""What YAML readers do not agree on at the start of a plain text."""


def put(lines: CommentedMap, key: str, value: Any, comment: str = "") -> None:
    """Add a key, with a comment at the end of its line, in the language that is spoken now."""
    lines[key] = value
    if words := in_one_line(retold(comment)):
        lines.yaml_add_eol_comment(words, key, column=0)


def spread(pairs: Iterable[tuple[str, Any, str]], *, may_be_long: bool = False) -> CommentedMap:
    """Make a group of keys, values and comments: in one line where it is short and nothing is explained.

    Args:
        pairs: Key, value, comment.
        may_be_long: Stay in one line whatever its length, as locators do.
    """
    group = CommentedMap()
    for key, value, comment in pairs:
        put(group, key, value, comment)
    is_plain = not group.ca.items and not any(_is_block(value) for value in group.values())
    if is_plain and (may_be_long or (len(group) <= ONE_LINE_ENTRIES and _fits(group))):
        group.fa.set_flow_style()
    return group


def listed(values: Sequence[Any], comments: Sequence[str] = ()) -> CommentedSeq:
    """Make a list, in one line where it is short and nothing is explained."""
    entries = CommentedSeq(values)
    for index, comment in enumerate(comments):
        if words := in_one_line(retold(comment)):
            entries.yaml_add_eol_comment(words, index, column=0)
    if not entries.ca.items and not any(_is_block(value) for value in values) and _fits(entries):
        entries.fa.set_flow_style()
    return entries


def rendered(top: CommentedMap, comment: str = "") -> str:
    """Give the file's text, with a comment above it."""
    return "".join(f"# {_indented(line)}".rstrip() + "\n" for line in comment.strip().splitlines()) + _dumped(top)


def _indented(line: str) -> str:
    return " " * (len(line) - len(line.lstrip(" "))) + in_one_line(retold(line.strip()))


def in_one_line(words: str) -> str:
    """Make words fit for a comment: one line, nothing unseen, nothing that turns the direction of writing."""
    line = " ".join(words.split())
    return "".join(char for char in line if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


def plain_words(text: str) -> str:
    """Give words as a browser compares them: white space is one blank, what is unseen is not there."""
    return " ".join(_PASSED_OVER.sub("", text).split())


def _is_block(value: Any) -> bool:
    return isinstance(value, (CommentedMap, CommentedSeq)) and not value.fa.flow_style()


def _fits(group: CommentedMap | CommentedSeq) -> bool:
    before = group.fa.flow_style()
    group.fa.set_flow_style()
    is_short = len(_dumped(group)) <= WIDTH
    if not before:
        group.fa.set_block_style()
    return is_short


def _dumped(value: Any) -> str:
    yaml = YAML()
    yaml.Emitter = _Emitter
    yaml.Representer = _Representer
    yaml.width = ENDLESS
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump(value, stream)
    # Where one of these stands, the text is quoted: see `_represent_text`.
    return _HIDING.sub(lambda found: f"\\u{ord(found[0]):04x}", stream.getvalue())


class _Representer(RoundTripRepresenter):
    """Quotes what our reader would not take for a text."""


def _represent_text(representer: RoundTripRepresenter, text: str) -> Any:
    text = _HALF_CHARACTER.sub("\ufffd", text)
    is_safe = isinstance(resolve_plain(text), str) and text[:1] not in _ODD_STARTS and not _HIDING.search(text)
    return representer.represent_scalar("tag:yaml.org,2002:str", text, style=None if is_safe else '"')


_Representer.add_representer(str, _represent_text)


class _Emitter(Emitter):
    """Writes double quotes where quotes are needed, as the rest of our files do."""

    def choose_scalar_style(self) -> Any:
        """Give the style of the scalar at hand: plain where YAML allows it."""
        style = super().choose_scalar_style()
        return '"' if style == "'" else style

    def write_comment(self, comment: Any, pre: bool = False) -> None:
        """Write a comment two blanks behind what it explains, as yamllint asks for."""
        if not pre and self.column:
            self.stream.write(" ")
        super().write_comment(comment, pre)
