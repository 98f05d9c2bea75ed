"""YAML text to nodes that know their place.

Two readers give the same nodes: libyaml through PyYAML, some fifty times as fast, and ruamel.yaml, which knows
YAML 1.2 to the letter. Whatever libyaml refuses is read again by ruamel.yaml, which has the last word and whose place
and reason the reader sees; where libyaml is missing, ruamel.yaml does it all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Protocol

__all__ = ["Mark", "Node", "YamlError", "compose", "resolve_plain"]

IMPLIED = "implied"
"""The tag of every node whose tag was not written."""

MAX_DEPTH = 50
"""Groups within groups. A journey needs six; a page of brackets would exhaust the stack."""

DEEP_LINE = re.compile(r"^[ \t\-?:]{150}", re.MULTILINE)
"""libyaml's composer recurses in C, so what might be deep goes to the reader that counts."""

MOST_BRACKETS = 400


class Mark(Protocol):
    """A place in the text, both 0-based, counted in characters."""

    line: int
    column: int


class Node(Protocol):
    """A scalar (value: str), a sequence (value: nodes) or a mapping (value: pairs of nodes)."""

    id: str
    tag: str
    value: Any
    start_mark: Mark
    style: str | None


class YamlError(Exception):
    """The text is no YAML: the first place where reading stops.

    Attributes:
        line, column: 0-based.
        what, mend: For the reader.
    """

    def __init__(self, line: int, column: int, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.line, self.column, self.what, self.mend = line, column, what, mend


def compose(text: str) -> Node | None:
    """Read one document.

    Returns:
        Its root node; None where there is nothing but comments.

    Raises:
        YamlError: at the first place that is no YAML.
    """
    quick = _quick_reader()
    if quick is not None and not _may_be_deep(text):
        try:
            return quick(text)
        except Exception:  # its errors are libyaml's own; the exact reader says the same better, or knows better
            return _compose_exactly(text)
    return _compose_exactly(text)


INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def resolve_plain(text: str) -> str | int | float | bool | None:
    """Read an unquoted scalar by YAML 1.2's core schema: `yes`, dates and 12:30 are words."""
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        # Python's int() limits what it reads; nobody means a number so long.
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text) if len(text) < 400 else float(text)
    if FLOAT.fullmatch(text):
        return float(text.replace(".i", "i").replace(".I", "I").replace(".n", "n").replace(".N", "N"))
    return text


def _may_be_deep(text: str) -> bool:
    return text.count("[") + text.count("{") > MOST_BRACKETS or DEEP_LINE.search(text) is not None


@cache
def _quick_reader() -> Callable[[str], Node | None] | None:
    """Give libyaml's composer with our tags, or None where it is not there."""
    try:
        from yaml.cyaml import CParser  # type: ignore[import-untyped]
    except ImportError:
        return None

    class Quick(CParser):  # type: ignore[misc]
        def resolve(self, kind: type, value: str | None, implicit: object) -> str:
            return IMPLIED

        def descend_resolver(self, parent: object, index: object) -> None:
            """Paths of nodes decide nothing here."""

        def ascend_resolver(self) -> None:
            """As above."""

    def read(text: str) -> Node | None:
        parser = Quick(text)
        try:
            node: Node | None = parser.get_single_node()
            return node
        finally:
            parser.dispose()

    return read


def _compose_exactly(text: str) -> Node | None:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.resolver import VersionedResolver
    from ruamel.yaml.tag import Tag

    class Untagged(VersionedResolver):
        def resolve(self, kind: object, value: object, implicit: object) -> Tag:
            return Tag(suffix=IMPLIED)

    yaml = YAML(typ="safe", pure=True)
    yaml.Resolver = Untagged
    yaml.max_depth = MAX_DEPTH
    yaml.composer.warn_double_anchors = False  # YAML 1.2 lets an anchor be defined anew
    try:
        node: Node | None = yaml.compose(text)
        return node
    except MarkedYAMLError as error:
        raise _marked_trouble(error, text) from None
    except YAMLError as error:
        raise _reader_trouble(error, text) from None


# What ruamel.yaml says, and what a reader can do with it. The first match counts.
_SAYINGS: tuple[tuple[str, str, str], ...] = (
    (r"found character '\\t'", "a tab stands where spaces are wanted", "indent with spaces"),
    (
        r"mapping values are not allowed",
        "a second ':' in one line, or a wrong indent",
        "quote a text that holds ': ', put a space after the colon of a key, or align this line with its neighbours",
    ),
    (
        r"found character '([@`%])'",
        "a text cannot begin with '{sign}' unless it is quoted",
        "put the text in quotes",
    ),
    (r"maximum depth", "groups within groups too deep", f"a journey needs fewer than {MAX_DEPTH} levels"),
    (
        r"expected a single document",
        "a second document begins here",
        "keep one journey a file: take the line '---' out",
    ),
    (
        r"expected ',' or '([\]}])'",
        "the list or group is not closed with '{sign}'",
        "add the missing comma or '{sign}'",
    ),
    (r"found unexpected end of stream", "the quoted text is not closed", "close the quotation marks"),
    (
        r"expected <block end>",
        "the line does not line up with the lines before it",
        "align it with its neighbours; a list begins every entry with '- '",
    ),
    (
        r"found undefined alias '?(\w*)",
        "'*{sign}' refers to an anchor that stands nowhere",
        "define it before, as &{sign}",
    ),
    (r"could not find expected ':'", "a key without a colon", "write 'key: value'"),
    (
        r"unknown escape character",
        "an unknown escape in double quotes",
        "write \\\\ for a backslash, or use single quotes",
    ),
)


GLUED_KEY = re.compile(r"^([ \-]*\w+):[^\s/]")
"""`click:Buy`, which YAML takes for one word."""


def _marked_trouble(error: Any, text: str) -> YamlError:
    problem = " ".join(str(part) for part in (error.context, error.problem) if part)
    mark = error.problem_mark or error.context_mark
    if "found unexpected end of stream" in problem:
        mark = error.context_mark or mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines()
    if "'{'" in problem and line < len(lines) and "${" in lines[line]:
        return YamlError(line, column, "'${' within { } or [ ] reads as a group", 'quote it: "${NAME}"')
    if "mapping values" in problem and line and (glued := GLUED_KEY.match(lines[line - 1])):
        return YamlError(line - 1, glued.end(1), "no space after the colon", f"write '{glued[1].strip(' -')}: …'")
    for pattern, what, mend in _SAYINGS:
        if found := re.search(pattern, problem):
            sign = next(iter(found.groups()), "")
            return YamlError(line, column, what.format(sign=sign), mend.format(sign=sign))
    return YamlError(line, column, f"this is no YAML: {problem}")


def _reader_trouble(error: Any, text: str) -> YamlError:
    """Place a character that no YAML may hold."""
    position = int(getattr(error, "position", 0) or 0)
    before = text[:position]
    line = before.count("\n")
    column = position - (before.rfind("\n") + 1)
    return YamlError(line, column, "a control character stands here", "delete it and type the place again")
