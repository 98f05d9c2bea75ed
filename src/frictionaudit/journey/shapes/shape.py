"""What pydantic found wrong with a file's shape, in the reader's words and at its place in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from frictionaudit.journey.loading.document import Document
from frictionaudit.journey.loading.near import did_you_mean, nearest
from frictionaudit.journey.shapes.step_file import ActionsFile, ExpectFile, StepFile, UseFile
from frictionaudit.tongues import translatable

__all__ = ["read_shape"]

Shaped = TypeVar("Shaped", bound=BaseModel)

NOUNS = {
    "browsers": ("browser", "browsers"),
    "stage": ("stage", "stages"),
    "commits": ("commitment", "commitments"),
    "consent": ("choice for consent", "choices"),
    "goods": ("kind of goods", "kinds"),
    "customers": ("kind of customers", "kinds"),
    "input": ("input", "inputs"),
}
"""How a word of a fixed list is called, and the list."""


def read_shape(document: Document, model: type[Shaped]) -> Shaped | None:
    """Check a document against the file's shape.

    Returns:
        The file's own model, or None where something is wrong; the document then has the mistakes.
    """
    try:
        return model.model_validate(document.data)
    except ValidationError as failure:
        for error in failure.errors(include_url=False):
            _report(document, model, error)
        return None


def _report(document: Document, model: type[BaseModel], error: ErrorDetails) -> None:
    kind = error["type"]
    if kind == "frictionaudit":
        ctx = error.get("ctx", {})
        is_key = error["loc"][-1:] == ("[key]",)  # so pydantic says that the key itself is wrong
        document.report(error["loc"], ctx["what"], ctx["mend"], at_key=is_key)
    elif kind == "extra_forbidden":
        _report_unknown(document, model, error)
    else:
        if error["loc"][-1] == "[key]":
            document.report(error["loc"], "an empty name", "name the field, or take the line out", at_key=True)
            return
        tell = _TELLERS.get(kind)
        what, mend = tell(document, error) if tell else (_place_name(error), error["msg"])
        document.report(error["loc"], what, mend)


def _report_unknown(document: Document, model: type[BaseModel], error: ErrorDetails) -> None:
    *above, key = error["loc"]
    word = str(key)
    group = _model_at(model, above)
    known = [field.alias or name for name, field in group.model_fields.items()] if group else []
    what, mend = f"unknown key '{word}'", did_you_mean(word, known, "keys here")
    if group is UseFile:
        mend = "an entry with 'use' has no other keys: the fragment's steps bring their own"
    elif group is not None and issubclass(group, ActionsFile):
        what, mend = _unknown_in_step(document, above, word, group)
    document.report(error["loc"], what, mend, at_key=True)


def _unknown_in_step(document: Document, above: list[Any], word: str, group: type[BaseModel]) -> tuple[str, str]:
    """Tell an unknown action from a misspelt key, and from an expectation that stands one level too high."""
    actions = tuple(ActionsFile.model_fields)
    others = tuple(name for name in group.model_fields if name not in actions)
    step = _step_name(document, above)
    unknown_key = translatable(f"unknown key '{word}' in step '{step}'" if step else f"unknown key '{word}'")
    unknown_action = translatable(f"unknown action '{word}' in step '{step}'" if step else f"unknown action '{word}'")
    if word == "use":
        return "'use' stands only in a journey's own list of steps", "write '- use: …' there; a fragment uses no other"
    if word in ExpectFile.model_fields:
        return unknown_key, f"it belongs under expect: {{{word}: …}}"
    if word in StepFile.model_fields:
        return unknown_action, "it belongs to the step, not into do:"
    if nearest(word, (*actions, *others)) in others:
        return unknown_key, did_you_mean(word, others, "keys")
    return unknown_action, did_you_mean(word, sorted(actions), "actions")


def _step_name(document: Document, above: list[Any]) -> str:
    value: Any = document.data
    name = ""
    for part in above:
        if isinstance(value, dict):
            value = value.get(part, value)
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part]
        if not name and isinstance(value, dict) and isinstance(value.get("step"), str):
            name = value["step"]
    return name


def _model_at(model: type[BaseModel], loc: list[Any]) -> type[BaseModel] | None:
    """Find the model of the group at a place."""
    candidates = [model]
    for part in loc:
        field = next((found for each in candidates if (found := _field_of(each, part)) is not None), None)
        if field is not None:
            candidates = list(_models_in(field.annotation)) or candidates
        elif tagged := [each for each in candidates if _is_tagged(each, part)]:
            candidates = tagged
        elif len(roots := [each.model_fields["root"] for each in candidates if "root" in each.model_fields]) == 1:
            candidates = list(_models_in(roots[0].annotation))
    return candidates[0] if candidates else None


def _field_of(model: type[BaseModel], name: object) -> FieldInfo | None:
    return next((field for key, field in model.model_fields.items() if name in (key, field.alias)), None)


def _is_tagged(model: type[BaseModel], tag: object) -> bool:
    return tag == TAGS_OF.get(model.__name__, "a group")


TAGS_OF = {"StepFile": "a step", "UseFile": "a use", "WaitFile": "an expectation", "EntryFile": "a list"}
"""Branches of unions, by the tags in file.py."""


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def _place_name(error: ErrorDetails) -> str:
    """Name the value by its nearest key."""
    way = [part for part in error["loc"] if part not in BRANCHES]
    keys = [part for part in way if isinstance(part, str)]
    if not keys:
        return translatable("this place")
    return f"'{keys[-1]}'" if isinstance(way[-1], str) else translatable(f"an entry of '{keys[-1]}'")


BRANCHES = frozenset({"a text", "a group", *TAGS_OF.values()})


def _tell_missing(document: Document, error: ErrorDetails) -> tuple[str, str]:
    key = str(error["loc"][-1])
    return f"'{key}' is missing", MISSING.get(key, f"add {key}:")


MISSING = {
    "version": "add 'version: 1' as the first line",
    "journey": "name the path: 'journey: Buy a mug as a guest'",
    "steps": "add 'steps:' and under it at least one '- step: …'",
    "step": "name the stop: '- step: Open the shop'",
    "metric": "say what the goal is about: metric: score",
    "by": "say until when: by: 2026-12-31",
    "value": "say what goes in: {css: …, value: $email}",
}


def _tell_text(document: Document, error: ErrorDetails) -> tuple[str, str]:
    value = error["input"]
    name = _place_name(error)
    if isinstance(value, (bool, int, float)):
        written = document.written(error["loc"])
        kind = translatable("yes or no" if isinstance(value, bool) else f"the number {value}")
        return f"{name} must be a text, and YAML reads {written} as {kind}", f'quote it: "{written}"'
    shape = translatable("a group of keys" if isinstance(value, dict) else "a list")
    return f"{name} must be a text, not {shape}", "write one text"


def _tell_choice(document: Document, error: ErrorDetails) -> tuple[str, str]:
    keys = [part for part in error["loc"] if isinstance(part, str) and part not in BRANCHES]
    key = keys[-1] if keys else ""
    known = re.findall(r"'([^']*)'", error.get("ctx", {}).get("expected", ""))
    if key == "version":
        shown = document.written(error["loc"]) or "here"
        what = f"'version' must be a number, not the text '{shown}'" if shown == "1" else f"unknown version {shown}"
        return what, "this frictionaudit reads 'version: 1'"
    if not known:
        return (
            f"'{key}' can only be {error.get('ctx', {}).get('expected', '').lower()}",
            f"write '{key}: true', or take it out",
        )
    noun, nouns = NOUNS.get(key, (f"word for '{key}'", "words"))
    word = document.written(error["loc"])
    return (f"unknown {noun} '{word}'" if word else f"'{key}' must be one word"), did_you_mean(word, known, nouns)


def _tell_flag(document: Document, error: ErrorDetails) -> tuple[str, str]:
    return f"{_place_name(error)} must be true or false, not {_shown(document, error)}", "write true or false, unquoted"


def _tell_number(document: Document, error: ErrorDetails) -> tuple[str, str]:
    name, shown = _place_name(error), _shown(document, error)
    is_whole = "int" in error["type"]
    what = f"{name} must be a whole number, not {shown}" if is_whole else f"{name} must be a number, not {shown}"
    return what, "write digits, unquoted"


def _tell_range(document: Document, error: ErrorDetails) -> tuple[str, str]:
    limits, kind = error.get("ctx", {}), error["type"]
    if kind == "greater_than":
        mend = f"it must be more than {limits['gt']:g}"
    elif kind == "greater_than_equal":
        mend = f"it must be at least {limits['ge']:g}"
    else:
        mend = f"it must be at most {limits['le']:g}"
    return f"{_place_name(error)} has the value {document.written(error['loc'])}", mend


def _tell_group(document: Document, error: ErrorDetails) -> tuple[str, str]:
    name, written = _place_name(error), document.written(error["loc"])
    mend = f"write expect: {{see: {written}}}" if name == "'expect'" and written else "write it as {key: value}"
    return f"{name} must be a group of keys, not {_shown(document, error)}", mend


def _tell_list(document: Document, error: ErrorDetails) -> tuple[str, str]:
    written = document.written(error["loc"])
    mend = f"write it as a list: [{written}]" if written else "begin each entry with '- '"
    return f"{_place_name(error)} must be a list, not {_shown(document, error)}", mend


def _tell_branch(document: Document, error: ErrorDetails) -> tuple[str, str]:
    expected = error.get("ctx", {}).get("expected_tags", "").replace("'", "").replace(", ", " or ")
    mend = f"write {expected}; an action that is repeated goes into do: [{{…}}, {{…}}]"
    return f"{_place_name(error)} cannot be {_shown(document, error)}", mend


def _tell_empty(document: Document, error: ErrorDetails) -> tuple[str, str]:
    return f"{_place_name(error)} is empty", "write something, or take the line out"


def _shown(document: Document, error: ErrorDetails) -> str:
    value = error["input"]
    if isinstance(value, dict):
        return translatable("a group")
    if isinstance(value, list):
        return translatable("a list")
    return f"'{document.written(error['loc']) or value}'"


_TELLERS: dict[str, Callable[[Document, ErrorDetails], tuple[str, str]]] = {
    "missing": _tell_missing,
    "string_type": _tell_text,
    "enum": _tell_choice,
    "literal_error": _tell_choice,
    "bool_type": _tell_flag,
    "int_type": _tell_number,
    "float_type": _tell_number,
    "int_from_float": _tell_number,
    "finite_number": _tell_number,
    "greater_than": _tell_range,
    "greater_than_equal": _tell_range,
    "less_than_equal": _tell_range,
    "dict_type": _tell_group,
    "model_type": _tell_group,
    "model_attributes_type": _tell_group,
    "list_type": _tell_list,
    "union_tag_invalid": _tell_branch,
    "string_too_short": _tell_empty,
    "too_short": _tell_empty,
}
