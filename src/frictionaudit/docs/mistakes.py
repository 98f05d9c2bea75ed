"""Find what is said of mistakes in a reader's file: noted in English beside their place, told in the reader's language.

A mistake is noted by a call (`report`, `trouble`), by a pair of names (`what`, `mend`), or in a table of sayings.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from frictionaudit.docs.sentences import is_sentence, templates_of

__all__ = ["ROOMS", "mistakes_in"]

ROOMS = ("journey", "figures", "discover")

_WORDS_FROM = {
    **{"report": 1, "_tell": 1, "tell": 2, "add": 2, "trouble": 0, "Mistake": 3, "YamlError": 2},
    **{"note": 1, "left_out": 1, "_target": 2},
}
"""Calls that note a mistake: the first of their arguments that is words."""

_NAMES = frozenset({"what", "mend"})
_TABLES = frozenset({"MISSING", "NOUNS"})


def mistakes_in(code: str) -> Iterator[str]:
    """Give the sentences of one module of ROOMS, as `sentences_in` does."""
    for node in ast.walk(ast.parse(code)):
        yield from filter(is_sentence, _told(node))


def _told(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for given in node.args[_WORDS_FROM.get(name, len(node.args)) :]:
            yield from templates_of(given)
        yield from _of_choices(name, node.args)
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            yield from _assigned(target, node.value)
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        for each in node.value.elts:
            yield from templates_of(each)


def _of_choices(name: str, arguments: list[ast.expr]) -> Iterator[str]:
    """Give what is said of a word that is none of a list, by what the word and the list are called."""
    words = [each.value for each in arguments[1:] if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    if name == "did_you_mean":
        yield from (f"{kind}: {{listed}}" for kind in words[-1:])
    elif name == "one_of" and len(words) == 2:
        yield from _called(*words)


def _called(noun: str, nouns: str) -> Iterator[str]:
    yield f"unknown {noun} '{{word}}'"
    yield f"{nouns}: {{listed}}"


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for each, given in zip(target.elts, value.elts, strict=False):
            yield from _assigned(each, given)
    elif isinstance(target, ast.Name) and (target.id in _NAMES or target.id.endswith("_MEND")):
        yield from templates_of(value)
    elif isinstance(target, ast.Name) and target.id in _TABLES and isinstance(value, ast.Dict):
        for each in value.values:
            yield from templates_of(each)
            if isinstance(each, ast.Tuple):
                yield from _called(*(str(word.value) for word in each.elts if isinstance(word, ast.Constant)))
    elif isinstance(target, ast.Name) and target.id == "_SAYINGS" and isinstance(value, ast.Tuple):
        for row in value.elts:
            for told in row.elts[1:] if isinstance(row, ast.Tuple) else ():
                # They are templates already.
                yield from [str(told.value)] if isinstance(told, ast.Constant) else templates_of(told)
