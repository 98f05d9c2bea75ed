"""Playwright tests in JavaScript and TypeScript: read call by call, never run.

No grammar of the language: the file is cut into signs, and what begins with a page, a locator or `expect` is read as a
chain of calls. Whatever stands around it (describe, steps, hooks) is walked through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from frictionaudit.discover.formats.calls import UNKNOWN, Call, Chain, perform, snake
from frictionaudit.discover.formats.locator_chain import Pattern
from frictionaudit.discover.formats.playwright_deeds import PlaywrightDeeds
from frictionaudit.discover.recording import Notes, Recording
from frictionaudit.journey.devices import device, device_names
from frictionaudit.tongues import translatable

__all__ = ["is_script", "read_script"]

MOST_NESTED = 40

_SIGN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<text>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<mark>=>|\?\.|.)""",
    re.VERBOSE | re.DOTALL,
)
_PATTERN = re.compile(r"/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+)/[dgimsuvy]*")
_ESCAPE = re.compile(r"\\(u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|\n|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "0": "\0", "\n": ""}
_BEFORE_PATTERN = frozenset("(,:=[!&|?{};")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_CONSTANTS = {"true": True, "false": False, "null": None, "undefined": None}
_BRANCHES = frozenset({"for", "while", "if", "switch"})


def is_script(text: str) -> bool:
    """Tell whether a file is a Playwright script of JavaScript or TypeScript."""
    return re.search(r"""(from|require\(|import)\s*['"](@playwright/test|playwright(-\w+)?)['"]""", text) is not None


def read_script(text: str, notes: Notes) -> Recording:
    """Read the first test of a script."""
    reader = _Reader(list(_signs(text)), notes)
    reader.read()
    devices = [each for each in reader.texts if each in device_names()]
    return Recording(
        source=translatable("a JavaScript test of Playwright"),
        title=reader.title,
        deeds=tuple(reader.deeds.deeds),
        locale=reader.locale,
        is_mobile=any(device(name).mobile for name in devices),
    )


@dataclass(frozen=True, slots=True)
class _Sign:
    """One word, text, number or mark. `value` is what it says; of a pattern, the pattern."""

    kind: str
    value: Any
    line: int


def _signs(text: str) -> Iterator[_Sign]:
    place, line, before = 0, 1, "("
    while place < len(text):
        found = _PATTERN.match(text, place) if text[place] == "/" and before in _BEFORE_PATTERN else None
        if found is not None and not text.startswith(("//", "/*"), place):
            yield _Sign("pattern", Pattern(source=found[1]), line)
            before = "/"
        else:
            found = _SIGN.match(text, place)
            if found is None:
                return
            kind = found.lastgroup or "mark"
            if kind != "space":
                yield _Sign(kind, _value(kind, found[0]), line)
                before = found[0][-1]
        line += found[0].count("\n")
        place = found.end()


def _value(kind: str, written: str) -> Any:
    if kind == "number":
        return float(written) if "." in written else int(written[:18])
    if kind != "text":
        return written
    if written[0] == "`" and "${" in written:
        return UNKNOWN
    return _ESCAPE.sub(_unescaped, written[1:-1])


def _unescaped(found: re.Match[str]) -> str:
    code = found[2] or found[3] or found[4]
    if code is None:
        return _ESCAPES.get(found[1], found[1])
    number = int(code, 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"


class _Reader:
    """Walks through the signs of a file.

    Attributes:
        deeds: What was done.
        title: Of the test that was read.
        locale: Of the browser, where the file says so.
        texts: All texts of the file.
    """

    def __init__(self, signs: list[_Sign], notes: Notes) -> None:
        self.deeds = PlaywrightDeeds(notes)
        self.title = ""
        self.locale: str | None = None
        self.texts = [sign.value for sign in signs if sign.kind == "text" and isinstance(sign.value, str)]
        self._signs = [*signs, _Sign("end", "", signs[-1].line if signs else 1)]
        self._notes = notes
        self._at = 0
        self._pages = {"page"}
        self._known: dict[str, Any] = {}
        self._has_test = False

    def read(self) -> None:
        """Read to the end of the file, or to its second test."""
        while self._now.kind != "end":
            sign = self._now
            if sign.kind != "name" or self._before == ".":
                self._at += 1
            elif sign.value in ("const", "let", "var") and self._peek(1).kind == "name" and self._peek(2).value == "=":
                self._assign()
            elif sign.value in ("test", "it") and self._peek(1).value == "(":
                if not self._begins_test():
                    return
            elif sign.value in self._pages or sign.value == "expect" or isinstance(self._known.get(sign.value), Chain):
                self._do()
            else:
                self._note_aside(sign)
                self._at += 1

    def _begins_test(self) -> bool:
        """Enter the first test; a second one is another path."""
        line, name = self._now.line, self._peek(2).value
        self._at += 2
        if self._has_test and self.deeds.deeds:
            what = f"the test '{name}' and what follows were left out: one journey is one path"
            self._notes.note(line, what, "import it from a file of its own")
            return False
        self._has_test = True
        self.title = name if isinstance(name, str) and name != "test" else ""
        return True

    def _note_aside(self, sign: _Sign) -> None:
        if sign.value in _BRANCHES and self._peek(1).value == "(":
            what = f"what stands under '{sign.value}' was read once, as if it were done"
            self._notes.note(sign.line, what, "write what customers do, in order")
        elif sign.value == "locale" and self._peek(1).value == ":" and isinstance(self._peek(2).value, str):
            self.locale = self._peek(2).value

    def _assign(self) -> None:
        name = self._peek(1).value
        self._at += 3
        value = self._read_value(0)
        calls = value.calls if isinstance(value, Chain) else ()
        if calls and calls[-1].name == "new_page":
            self._pages.add(name)
        elif isinstance(value, Chain) and not calls and self._is_popup(self._known.get(value.base)):
            self.deeds.opened_window()
            self._pages.add(name)
        else:
            self._known[name] = value

    @staticmethod
    def _is_popup(value: Any) -> bool:
        last = value.calls[-1] if isinstance(value, Chain) and value.calls else None
        return last is not None and last.name == "wait_for_event" and last.first == "popup"

    def _do(self) -> None:
        chain = self._chain(0)
        if chain.calls and not perform(chain, tuple(self._pages), self.deeds):
            called = ".".join([chain.base, *(call.name for call in chain.calls)])
            self._notes.note(chain.line, f"'{called[:80]}' was left out", "write what it did into the journey")

    # ── values ───────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _now(self) -> _Sign:
        return self._signs[self._at]

    @property
    def _before(self) -> Any:
        return self._signs[self._at - 1].value if self._at else ""

    def _peek(self, count: int) -> _Sign:
        return self._signs[min(self._at + count, len(self._signs) - 1)]

    def _read_value(self, depth: int) -> Any:
        """Read one value as far as it is plain; what is more than that is UNKNOWN, and left to be walked through."""
        while self._now.value in ("await", "new"):
            self._at += 1
        sign = self._now
        if depth > MOST_NESTED or sign.kind == "end":
            return UNKNOWN
        if sign.kind in ("text", "number", "pattern"):
            self._at += 1
            return sign.value
        if sign.kind == "name":
            if sign.value in _CONSTANTS:
                self._at += 1
                return _CONSTANTS[sign.value]
            return self._named(depth)
        if sign.value == "[":
            return self._listed("]", depth)
        if sign.value == "{":
            return self._group(depth)
        return UNKNOWN

    def _named(self, depth: int) -> Any:
        known = self._known.get(self._now.value)
        if known is not None and not isinstance(known, Chain):
            self._at += 1
            return known
        return self._chain(depth)

    def _chain(self, depth: int) -> Chain:
        base, line = str(self._now.value), self._now.line
        self._at += 1
        alias = self._known.get(base)
        calls: list[Call] = list(alias.calls) if isinstance(alias, Chain) and not self._is_popup(alias) else []
        base = alias.base if isinstance(alias, Chain) and calls else base
        if self._is_mark("("):
            calls.append(self._call("", depth))
        while (self._is_mark(".") or self._is_mark("?.")) and self._peek(1).kind == "name":
            line = self._peek(1).line
            name = snake(str(self._peek(1).value))
            self._at += 2
            calls.append(self._call(name, depth) if self._is_mark("(") else Call(name))
        return Chain(base, tuple(calls), line)

    def _call(self, name: str, depth: int) -> Call:
        args = self._listed(")", depth)
        options = args[-1] if args and isinstance(args[-1], dict) else {}
        return Call(name, tuple(args), {snake(key): value for key, value in options.items()})

    def _listed(self, closing: str, depth: int) -> list[Any]:
        """Read values between brackets; what is not plain in one of them is passed over."""
        self._at += 1
        values: list[Any] = []
        while self._goes_on(closing):
            values.append(self._read_value(depth + 1))
            if self._pass_over(closing):
                values[-1] = UNKNOWN
        self._at += self._is_mark(closing)
        return values

    def _group(self, depth: int) -> dict[str, Any]:
        self._at += 1
        values: dict[str, Any] = {}
        while self._goes_on("}"):
            key = self._now.value
            self._at += 1
            if self._now.value == ":":
                self._at += 1
                values[str(key)] = self._read_value(depth + 1)
                if self._pass_over("}"):
                    values[str(key)] = UNKNOWN
            else:
                self._pass_over("}")
        self._at += self._is_mark("}")
        return values

    def _is_mark(self, mark: str) -> bool:
        return self._now.kind == "mark" and self._now.value == mark

    def _goes_on(self, closing: str) -> bool:
        """Tell whether there is another entry: brackets that do not match end a list too."""
        return self._now.kind != "end" and not any(self._is_mark(each) for each in (closing, *_CLOSING.values()))

    def _pass_over(self, closing: str) -> bool:
        """Go on to the next entry or to the closing bracket; True where something stood in between."""
        is_more = False
        open_brackets: list[str] = []
        while self._now.kind != "end":
            value = self._now.value if self._now.kind == "mark" else ""
            if not open_brackets and value in (",", closing):
                break
            is_more = True
            if value in _CLOSING:
                open_brackets.append(_CLOSING[value])
            elif open_brackets and value == open_brackets[-1]:
                open_brackets.pop()
            elif not open_brackets and value in (")", "]", "}"):
                return True  # the file's brackets do not match: the caller ends here too
            self._at += 1
        if self._now.value == "," and self._now.kind == "mark":
            self._at += 1
        return is_more
