"""Playwright scripts in Python, as codegen writes them: read as a syntax tree, never run."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Any

from frictionaudit.discover.formats.calls import UNKNOWN, Call, Chain, perform
from frictionaudit.discover.formats.locator_chain import Pattern
from frictionaudit.discover.formats.playwright_deeds import PlaywrightDeeds
from frictionaudit.discover.recording import Notes, Recording
from frictionaudit.errors import UsageError
from frictionaudit.journey.devices import device, device_names
from frictionaudit.tongues import translatable

__all__ = ["read_python"]

_WALKED = (ast.With, ast.AsyncWith, ast.Try)
_BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Match)


def read_python(text: str, notes: Notes) -> Recording:
    """Read a script.

    Raises:
        UsageError: it is no Python.
    """
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise UsageError(f"{notes.file}:{error.lineno or 1}: this is no Python: {error.msg}") from None
    except (ValueError, RecursionError, MemoryError):
        raise UsageError(f"{notes.file}: this is no Python that can be read; record it anew") from None
    reader = _Reader(notes)
    try:
        reader.constants(tree)
        reader.block(_body_of(tree, notes))
        locale, is_mobile = _options(tree)
    except RecursionError:
        raise UsageError(f"{notes.file}: the script is nested too deeply to be read; record it anew") from None
    deeds = tuple(reader.deeds.deeds)
    return Recording(
        source=translatable("a Python script of Playwright codegen"), deeds=deeds, locale=locale, is_mobile=is_mobile
    )


def _body_of(tree: ast.Module, notes: Notes) -> list[ast.stmt]:
    """Give the statements of the first function that does something in a page, else those of the file."""
    functions = [each for each in ast.walk(tree) if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))]
    acting = [each for each in functions if _goes_somewhere(each)]
    for other in acting[1:]:
        notes.note(
            other.lineno, f"'{other.name}' was left out: one journey is one path", "import it from a file of its own"
        )
    return acting[0].body if acting else tree.body


def _goes_somewhere(function: ast.AST) -> bool:
    return any(isinstance(each, ast.Attribute) and each.attr in ("goto", "click") for each in ast.walk(function))


class _Reader:
    """Goes through statements in the order written."""

    def __init__(self, notes: Notes) -> None:
        self.deeds = PlaywrightDeeds(notes)
        self._notes = notes
        self._pages = {"page"}
        self._known: dict[str, Any] = {}

    def constants(self, tree: ast.Module) -> None:
        """Take texts that the file gives a name."""
        for statement in tree.body:
            if isinstance(statement, (ast.Assign, ast.AnnAssign)) and isinstance(statement.value, ast.Constant):
                self._assign(statement)

    def block(self, statements: Sequence[ast.stmt]) -> None:
        for statement in statements:
            if isinstance(statement, _WALKED):
                self._with(statement)
            elif isinstance(statement, _BRANCHES):
                mend = "write what customers do, in order"
                self._notes.note(statement.lineno, "a loop or a condition was left out", mend)
            elif isinstance(statement, (ast.Assign, ast.AnnAssign)):
                self._assign(statement)
            elif isinstance(statement, ast.Expr):
                self._do(statement.value)

    def _with(self, statement: ast.With | ast.AsyncWith | ast.Try) -> None:
        """Read a block: of `expect_popup()` the window is opened by what stands in it."""
        items = [] if isinstance(statement, ast.Try) else statement.items
        self.block(statement.body)
        for item in items:
            chain = self._value(item.context_expr)
            if isinstance(chain, Chain) and chain.calls and chain.calls[-1].name == "expect_popup":
                self.deeds.opened_window()
                if isinstance(item.optional_vars, ast.Name):
                    self._known[item.optional_vars.id] = Chain("popup", (), statement.lineno)

    def _assign(self, statement: ast.Assign | ast.AnnAssign) -> None:
        target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
        if not isinstance(target, ast.Name) or statement.value is None:
            return
        value = self._value(statement.value)
        is_page = isinstance(value, Chain) and bool(value.calls) and value.calls[-1].name in ("new_page", "value")
        if is_page:
            self._pages.add(target.id)
        else:
            self._known[target.id] = value

    def _do(self, expression: ast.expr) -> None:
        chain = self._value(expression)
        if isinstance(chain, Chain) and not perform(chain, tuple(self._pages), self.deeds):
            self._tell(chain)

    def _tell(self, chain: Chain) -> None:
        """Name what was left out, unless it only sets up or clears away."""
        is_setup = chain.base in ("context", "browser", "playwright", "print", "asyncio", "re", "logging")
        if not is_setup and (chain.base in self._pages or not chain.calls or chain.base not in self._known):
            called = ".".join([chain.base, *(call.name for call in chain.calls)])
            self._notes.note(chain.line, f"'{called[:80]}' was left out", "write what it did into the journey")

    # ── values ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _value(self, node: ast.expr) -> Any:
        """Give what an expression says without being run."""
        if isinstance(node, ast.Await):
            return self._value(node.value)
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return self._known.get(node.id, Chain(node.id, (), node.lineno))
        if isinstance(node, (ast.List, ast.Tuple)):
            return [self._value(each) for each in node.elts]
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            return {key.value: self._value(value) for key, value in pairs if isinstance(key, ast.Constant)}
        if isinstance(node, ast.Attribute):
            return self._called(self._value(node.value), Call(node.attr), node.lineno)
        if isinstance(node, ast.Call):
            return self._call(node)
        return UNKNOWN

    def _call(self, node: ast.Call) -> Any:
        args = tuple(self._value(each) for each in node.args)
        options = {each.arg: self._value(each.value) for each in node.keywords if each.arg}
        if isinstance(node.func, ast.Name):
            return Chain(node.func.id, (Call("", args, options),), node.lineno)
        if not isinstance(node.func, ast.Attribute):
            return UNKNOWN
        owner = self._value(node.func.value)
        call = Call(node.func.attr, args, options)
        if isinstance(owner, Chain) and owner.base == "re" and call.name == "compile":
            return Pattern(source=call.first) if isinstance(call.first, str) else Pattern()
        return self._called(owner, call, node.lineno)

    def _called(self, owner: Any, call: Call, line: int) -> Any:
        return Chain(owner.base, (*owner.calls, call), line) if isinstance(owner, Chain) else UNKNOWN


def _options(tree: ast.Module) -> tuple[str | None, bool]:
    """Give the locale of the browser and whether it was a phone, wherever the script says so."""
    locale = next((value for key, value in _settings(tree) if key == "locale" and isinstance(value, str)), None)
    names = [each.value for each in ast.walk(tree) if isinstance(each, ast.Constant)]
    devices = [name for name in names if isinstance(name, str) and name in device_names()]
    is_mobile = any(key == "is_mobile" and value is True for key, value in _settings(tree))
    return locale, is_mobile or any(device(name).mobile for name in devices)


def _settings(tree: ast.Module) -> Iterator[tuple[str, Any]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg and isinstance(node.value, ast.Constant):
            yield node.arg, node.value.value
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(value, ast.Constant) and isinstance(key.value, str):
                    yield key.value, value.value
