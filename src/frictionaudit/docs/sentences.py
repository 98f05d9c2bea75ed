"""Find the sentences of ours that are noted in English and translated when they are shown.

They are found as xgettext finds them: by the calls and names that hold them, by the mark `translatable`, and by the
troubles that end a command.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

__all__ = ["is_sentence", "sentences", "sentences_in", "templates_of"]

_MARK = "translatable"
_FIRST_ARGUMENT = frozenset(
    {_MARK, "Incomplete", "CannotActError", "MailboxError", "PageHungError", "Note", "StuckError"}
)
_LAST_ARGUMENT = frozenset({"gap", "fail", "comment"})
"""Calls that take a sentence, as their first argument or their last."""

_TROUBLES = frozenset({"AuditError", "BrowserMissingError", "EvidenceError", "ShopUnreachableError", "UsageError"})
"""What ends a command is told by its sentence, wherever it arises: errors.py."""

_NAMES = frozenset({"reason", "failure", "gap", "status_reason", "otherwise", "wanted", "got", "note"})
"""Arguments and attributes that hold one."""

_ROOMS = ("rules", "replay", "scoring", "journey/personas.py", "pipeline")
"""Where such sentences arise; elsewhere only the mark counts."""

_IS_SENTENCE = re.compile(r"[^\W\d_]{3,}")


@cache
def sentences() -> Mapping[str, tuple[str, ...]]:
    """Give every sentence, as a template with named placeholders, and the files that it stands in, both sorted."""
    from frictionaudit.docs.helps import ROOM, helps_in  # both read templates as this module does
    from frictionaudit.docs.mistakes import ROOMS, mistakes_in
    from frictionaudit.docs.starting import FOLDER, comments_in

    root = Path(__file__).parents[1]
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(root.rglob("*.py")):
        place = path.relative_to(root).as_posix()
        code = path.read_text(encoding="utf-8")
        for sentence in sentences_in(code, only_marked=not place.startswith(_ROOMS)):
            found[sentence].add(place)
        for sentence in mistakes_in(code) if place.startswith(ROOMS) else ():
            found[sentence].add(place)
        for sentence in helps_in(code) if place.startswith(ROOM) else ():
            found[sentence].add(place)
    for path in sorted((root / FOLDER).iterdir()):
        for sentence in comments_in(path.read_text(encoding="utf-8")):
            found[sentence].add(path.relative_to(root).as_posix())
    return {sentence: tuple(sorted(found[sentence])) for sentence in sorted(found)}


def sentences_in(code: str, *, only_marked: bool = False) -> Iterator[str]:
    """Give the sentences of one module.

    Args:
        code: Its source.
        only_marked: Take those only that stand in `translatable`.
    """
    for node in ast.walk(ast.parse(code)):
        for holder in _held(node, only_marked=only_marked):
            for template in templates_of(holder):
                if is_sentence(template):
                    yield template


def is_sentence(template: str) -> bool:
    """Tell whether a template says something by itself: its placeholders apart, there are words in it."""
    return " " in template and _IS_SENTENCE.search(re.sub(r"{\w+}", "", template)) is not None


def _held(node: ast.AST, *, only_marked: bool) -> Iterator[ast.expr]:
    """Give the expressions at a node that stand for a sentence."""
    if isinstance(node, ast.Tuple) and not only_marked:
        yield from _reason(node)
    elif isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        is_always = name == _MARK or name in _TROUBLES
        if node.args and (is_always or (name in _FIRST_ARGUMENT and not only_marked)):
            yield node.args[0]
        if not only_marked:
            yield from node.args[-1:] if name in _LAST_ARGUMENT and len(node.args) > 1 else ()
            yield from (each.value for each in node.keywords if each.arg in _NAMES)
    elif isinstance(node, ast.Assign) and not only_marked:
        for target in node.targets:
            yield from _assigned(target, node.value)


def _reason(pair: ast.Tuple) -> Iterator[ast.expr]:
    """Give what speaks for a candidate of a search, which stands beside what it is worth: `"says so", 5.0`."""
    if len(pair.elts) == 2 and isinstance(pair.elts[0], ast.Constant | ast.JoinedStr):
        worth = pair.elts[1].body if isinstance(pair.elts[1], ast.IfExp) else pair.elts[1]
        worth = worth.operand if isinstance(worth, ast.UnaryOp) else worth
        is_figure = isinstance(worth, ast.Constant) and isinstance(worth.value, float)
        is_figured = "worth" in ast.unparse(worth) or (isinstance(worth, ast.Call) and "round" in ast.unparse(worth))
        yield from pair.elts[:1] if is_figure or is_figured else ()


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for each, given in zip(target.elts, value.elts, strict=False):
            yield from _assigned(each, given)
    elif isinstance(target, ast.Attribute) and target.attr in _NAMES:
        yield value


def templates_of(holder: ast.expr) -> Iterator[str]:
    """Give the sentences that an expression may become."""
    if isinstance(holder, ast.Constant) and isinstance(holder.value, str):
        yield _escaped(holder.value)
    elif isinstance(holder, ast.JoinedStr):
        yield _joined(holder)
    elif isinstance(holder, ast.IfExp):
        yield from templates_of(holder.body)
        yield from templates_of(holder.orelse)
    elif isinstance(holder, ast.BoolOp):
        for each in holder.values:
            yield from templates_of(each)


def _joined(string: ast.JoinedStr) -> str:
    """Give an f-string as a template whose placeholders bear the last name of what they show."""
    names: list[str] = []
    parts = []
    for part in string.values:
        if isinstance(part, ast.FormattedValue):
            name = _name(part.value).strip("_") or "value"
            names.append(name)
            parts.append(f"{{{name if names.count(name) == 1 else f'{name}{names.count(name)}'}}}")
        elif isinstance(part, ast.Constant):
            parts.append(_escaped(str(part.value)))
    return "".join(parts)


def _escaped(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")


def _name(expression: ast.expr) -> str:
    """Give the last name in an expression: "name" for `step.name`, "links" for `len(links)`."""
    if isinstance(expression, ast.Name):
        return expression.id.lower()
    if isinstance(expression, ast.Attribute):
        return _name(expression.value) if expression.attr.startswith("__") else expression.attr
    if isinstance(expression, ast.Call):
        if isinstance(expression.func, ast.Attribute):
            return _name(expression.func.value)
        is_plain = isinstance(expression.func, ast.Name) and expression.func.id in ("len", "str", "type", "round")
        return _name(expression.args[0]) if is_plain and expression.args else _name(expression.func)
    if isinstance(expression, ast.Subscript):
        return _name(expression.value)
    if isinstance(expression, ast.BoolOp):
        return _name(expression.values[0])
    return _name(expression.body) if isinstance(expression, ast.IfExp) else ""
