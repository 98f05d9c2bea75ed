"""A YAML file as plain data, with the place of every key and value and the environment's words filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from frictionaudit.errors import Mistake
from frictionaudit.journey.loading.near import nearest
from frictionaudit.journey.loading.yaml import IMPLIED, Node, YamlError, compose, resolve_plain
from frictionaudit.tongues import translatable

__all__ = ["VARIABLE", "Document", "Filled", "FromEnv", "Loc"]

MAX_BYTES = 256 * 1024
"""Eighty times a long journey; beyond that it is some other file."""

MAX_NODES = 50_000
"""What anchors may grow to when they are written out, so that a few lines cannot fill the memory."""

MAX_LEVELS = 50

LONGEST_LINE = 400
"""Of a message; what it quotes may be as long as the file."""

MAY_BE_TYPED = frozenset("+-.0123456789~nNtTfF")
"""First characters of unquoted scalars that may be no text."""

VARIABLE = re.compile(r"(\$?)\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}")
"""`${NAME}` and `${NAME:-default}`; `$${NAME}` is the text itself."""

Loc = Sequence[str | int]
"""The way to a value: keys and 0-based positions. Words on it that are no key (pydantic's tags) are passed over."""


class Filled(str):
    """A text in which a variable stood; what it was filled with may be the default in the file."""

    __slots__ = ()


class FromEnv(Filled):
    """A text that holds something of the environment's: a secret, where it stands in `data` or is typed."""

    __slots__ = ()


class Document:
    """One file as read: data, places, and the mistakes found on the way.

    Attributes:
        data: What the file says; None where it could not be read or is empty.
        mistakes: Of the file as such and as YAML; `report` adds more.
    """

    def __init__(self, file: Path, env: Mapping[str, str]) -> None:
        self.file = file
        self.data: Any = None
        self.mistakes: list[Mistake] = []
        self._env = env
        self._root: Node | None = None
        self._told: set[int] = set()
        self._open: set[int] = set()
        self._seen = 0

    def load(self) -> None:
        """Read the file from the disk and take it in."""
        text = self.read()
        if text is not None:
            self.parse(text)

    def read(self) -> str | None:
        """Give the text of the file; None where it cannot be read, which is a mistake."""
        try:
            with self.file.open("rb") as stream:
                raw = stream.read(MAX_BYTES + 1)
        except OSError as error:
            self.add(0, 0, f"the file cannot be read: {error.strerror or error}", _siblings(self.file))
            return None
        if len(raw) > MAX_BYTES:
            self.add(0, 0, f"the file is larger than {MAX_BYTES // 1024} KiB", "that is no journey; split it up")
            return None
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = raw[: error.start]
            column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace"))
            self.add(before.count(b"\n"), column, "this is not UTF-8", "save the file as UTF-8")
            return None

    def parse(self, text: str) -> None:
        """Take in the text of the file."""
        try:
            self._root = compose(text)
        except YamlError as trouble:
            self.add(trouble.line, trouble.column, trouble.what, trouble.mend)
            return
        if self._root is not None:
            self.data = self._value(self._root)

    def add(self, line: int, column: int, what: str, mend: str = "", *, is_warning: bool = False) -> None:
        """Note a mistake at a 0-based place."""
        self.mistakes.append(Mistake(self.file, line + 1, column + 1, _in_a_line(what), _in_a_line(mend), is_warning))

    def report(self, loc: Loc, what: str, mend: str = "", *, at_key: bool = False, is_warning: bool = False) -> None:
        """Note a mistake of a value, or of its key. Where reading the value went wrong already, that is enough."""
        node, key = self._find(loc)
        if node is None:
            self.add(0, 0, what, mend, is_warning=is_warning)
        elif id(node) not in self._told:
            mark = (key if at_key and key is not None else node).start_mark
            self.add(mark.line, mark.column, what, mend, is_warning=is_warning)

    def line(self, loc: Loc) -> int | None:
        """Give the 1-based line of a key, or of a list's entry."""
        node, key = self._find(loc)
        found = key or node
        return None if found is None else found.start_mark.line + 1

    def written(self, loc: Loc) -> str:
        """Give a scalar as it stands in the file, e.g. 00100; "" for lists and groups."""
        node, _ = self._find(loc)
        return node.value if node is not None and isinstance(node.value, str) else ""

    def _find(self, loc: Loc) -> tuple[Node | None, Node | None]:
        """Walk as far as the way leads: the value there and its key."""
        node, key = self._root, None
        for part in loc:
            inner = None if node is None else _step_into(node, part)
            if inner is not None:
                node, key = inner
        return node, key

    def _tell(self, node: Node, what: str, mend: str = "") -> None:
        """Note a mistake of a node, once; nothing more will be said of it."""
        if id(node) not in self._told:
            self._told.add(id(node))
            self.add(node.start_mark.line, node.start_mark.column, what, mend)

    def _value(self, node: Node, level: int = 0) -> Any:
        self._seen += 1
        if node.tag != IMPLIED:
            tag = str(node.tag).replace("tag:yaml.org,2002:", "!!")
            self._tell(node, f"the tag {tag} is not read", "take it out: a journey holds no code and no types")
        value = node.value
        if isinstance(value, str):
            return self._scalar(node, value)
        if id(node) in self._open:
            return self._tell(node, "an anchor that holds itself", "write it out")
        if self._seen > MAX_NODES or level > MAX_LEVELS:
            return self._tell(node, "too much to read here", "write it with fewer anchors and levels")
        self._open.add(id(node))
        read = self._mapping(value, level) if node.id == "mapping" else self._sequence(value, level)
        self._open.discard(id(node))
        return read

    def _sequence(self, entries: list[Node], level: int) -> list[Any]:
        values = []
        for entry in entries:
            value = self._value(entry, level + 1)
            if value is None:
                self._tell(entry, "an empty entry in the list", "write something after the '-', or take it out")
            values.append(value)
        return values

    def _mapping(self, pairs: list[tuple[Node, Node]], level: int) -> dict[str, Any]:
        read: dict[str, Any] = {}
        for key_node, value_node in pairs:
            key = key_node.value
            if not isinstance(key, str):
                self._tell(key_node, "a key must be a word", "quote a key that begins with [ or {")
            elif key in read:
                self._tell_twice(key, key_node, pairs)
            elif key == "<<":
                self._tell(key_node, "'<<' is no part of YAML 1.2", "write the keys out")
            else:
                value = read[key] = self._value(value_node, level + 1)
                if value is None and id(value_node) not in self._told:
                    self._tell(key_node, f"'{key}' has no value", "give it one, or take the line out")
                    self._told.add(id(value_node))
        return read

    def _tell_twice(self, key: str, key_node: Node, pairs: list[tuple[Node, Node]]) -> None:
        first = next(line.start_mark.line + 1 for line, _ in pairs if line.value == key)
        mend = "keep one of them; to do the same action twice in a step, list the actions under do:"
        self._tell(key_node, f"'{key}' stands here twice, first in line {first}", mend)

    def _scalar(self, node: Node, text: str) -> Any:
        if "${" in text:
            return self._filled(node, text)
        if (not text or text[0] in MAY_BE_TYPED) and not node.style:
            return resolve_plain(text)
        return text

    def _filled(self, node: Node, text: str) -> str:
        """Fill in `${NAME}`; a missing one without default is a mistake."""
        kind: type[str] = str

        def fill_in(found: re.Match[str]) -> str:
            nonlocal kind
            escaped, name, default = found.groups()
            if escaped:
                return found[0][1:]
            value = self._env.get(name) or default  # as in the shell: `:-` stands in for an empty one too
            kind = FromEnv if self._env.get(name) or kind is FromEnv else Filled
            if value is None and name not in self._env:
                self._tell_missing(node, name)
            return value or ""

        filled = VARIABLE.sub(fill_in, text)
        return kind(filled)

    def _tell_missing(self, node: Node, name: str) -> None:
        match = nearest(name, self._env)
        mend = f"set it, or write a default: ${{{name}:-…}}, and for the text itself $${{{name}}}"
        near = translatable(f"did you mean '{match}'? {mend}") if match else mend
        self._tell(node, f"the environment has no {name}", near)


def _in_a_line(words: str) -> str:
    """Keep what is quoted from the file from tearing the message apart."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"


def _siblings(file: Path) -> str:
    """Tell which file beside it was probably meant."""
    try:
        match = nearest(file.name, [entry.name for entry in file.parent.iterdir()])
    except OSError:
        match = None
    if match is None:
        return translatable("check its name and its permissions")
    return translatable(f"did you mean '{file.parent / match}'?")


def _step_into(node: Node, part: str | int) -> tuple[Node, Node | None] | None:
    """Give the value under a key, or at a position, with its key; None where there is none."""
    if isinstance(node.value, str):
        return None
    if isinstance(part, int):
        return (node.value[part], None) if node.id == "sequence" and part < len(node.value) else None
    if node.id == "mapping":
        return next(((value, key) for key, value in node.value if key.value == part), None)
    return None
