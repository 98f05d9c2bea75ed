"""Find the help texts of the commands: of options, of commands, and what stands in the list of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from frictionaudit.docs.sentences import is_sentence
from frictionaudit.tongues.helps import help_pieces

__all__ = ["ROOM", "helps_in"]

ROOM = "cli"

_KEYWORDS = frozenset({"help", "short_help"})
_DECORATORS = frozenset({"command", "group"})
_TABLES = frozenset({"COMMANDS", "_ENDINGS"})


def helps_in(code: str) -> Iterator[str]:
    """Give the pieces of one module's help texts, as `sentences_in` gives sentences."""
    for node in ast.walk(ast.parse(code)):
        for text in _told(node):
            for piece in help_pieces(text):
                yield from filter(is_sentence, [piece.replace("{", "{{").replace("}", "}}")])


def _told(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        yield from (word for each in node.keywords if each.arg in _KEYWORDS for word in _words(each.value))
    elif isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
        yield ast.get_docstring(node) or ""
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if isinstance(target, ast.Name) and target.id in _TABLES:
            values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
            yield from (word for value in values for word in _words(value))


def _is_command(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in _DECORATORS


def _words(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
