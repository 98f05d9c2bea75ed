"""One step of a sketch as the file says it: keys in the order of what is done, short forms where they say enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from ruamel.yaml.comments import CommentedMap

from frictionaudit.discover.sketch import ActionSketch, StepSketch
from frictionaudit.discover.writing.layout import listed, plain_words, put, spread
from frictionaudit.journey.cards import is_card_reference
from frictionaudit.journey.loading.document import VARIABLE
from frictionaudit.journey.loading.values import flat, is_reference, look_up
from frictionaudit.journey.model import ActionKind, Commitment, Expectation, ExpectationKind, Locator, Value
from frictionaudit.journey.slug import slug

__all__ = ["as_text", "laid_out"]

LONGEST_KEY = 100
"""Characters of a label that may stand before a colon; YAML itself sets 1024."""

SHORTEST_SHARED = 2
"""Characters that a typed text must have to be taken for an entry of `data`: "1" is a quantity."""

_ENTRIES = frozenset({ActionKind.FILL, ActionKind.SELECT, ActionKind.UPLOAD})
_PLACES = frozenset({ActionKind.CHECK, ActionKind.UNCHECK})
_WORDS = frozenset({ActionKind.GOTO, ActionKind.SEARCH, ActionKind.INTENT})
_FLAGS = frozenset({ActionKind.BACK, ActionKind.RELOAD})
_SCROLLS = frozenset({"down", "up", "end"})
_SINGLE = frozenset({"url", "title", "order_reference", "status"})
"""Expectations of which a step has one."""


def laid_out(step: StepSketch, name: str, id: str, data: Mapping[str, Any]) -> CommentedMap:
    """Give the step's keys.

    Args:
        step: What was found.
        name: Its name in the file.
        id: Its id, which is written where the name does not give it.
        data: Of the journey; what is typed and stands there is written as a reference.
    """
    lines = CommentedMap()
    put(lines, "step", as_text(name))
    if id != slug(name):
        put(lines, "id", id)
    put(lines, "stage", str(step.stage))
    _put_actions(lines, step.actions, data)
    if step.commits is not None and _can_promise(step):
        put(lines, "commits", str(step.commits), step.commits_comment)
    if step.patience_s is not None:
        put(lines, "patience", f"{step.patience_s:g}s")
    if step.opens_window:
        put(lines, "popup", True)
    end, comment = _end_of(step)
    if end is not None:
        put(lines, "expect", end, comment)
    return lines


def as_text(text: str) -> str:
    """Write a text so that no variable of the environment is read into it."""
    return VARIABLE.sub(lambda found: f"${found[0]}", text)


def _put_actions(lines: CommentedMap, actions: Sequence[ActionSketch], data: Mapping[str, Any]) -> None:
    runs = [_run(each, data) for each in _runs(actions)]
    keys = [key for key, _, _ in runs]
    if len(set(keys)) == len(keys):
        for key, value, comment in runs:
            put(lines, key, value, comment)
        return
    put(lines, "do", listed([_block(run) for run in runs]))


def _block(run: tuple[str, Any, str]) -> CommentedMap:
    lines = CommentedMap()
    put(lines, *run)
    return lines


def _runs(actions: Sequence[ActionSketch]) -> Iterator[list[ActionSketch]]:
    """Put together what one key can say: fields filled one after the other, boxes ticked one after the other."""
    for kind, group in groupby(actions, key=lambda each: each.action.kind):
        if kind in _ENTRIES | _PLACES:
            yield list(group)
        else:
            yield from ([each] for each in group)


def _run(run: Sequence[ActionSketch], data: Mapping[str, Any]) -> tuple[str, Any, str]:
    """Give key, value and comment."""
    first = run[0]
    kind = first.action.kind
    if kind in _ENTRIES:
        return str(kind), _entries(run, data), ""
    if kind in _PLACES and len(run) > 1:
        places = [_place(each.action.target) for each in run]
        return str(kind), listed(places, [each.comment for each in run]), ""
    return str(kind), _single(first), first.comment


def _single(sketch: ActionSketch) -> Any:
    action = sketch.action
    words = as_text(action.value.text) if action.value is not None else ""
    if action.kind in _FLAGS:
        return True
    if action.kind is ActionKind.PRESS:
        into = action.target
        return words if into is None else spread([("key", words, ""), ("into", _place(into), "")], may_be_long=True)
    if action.kind in _WORDS or (action.target is None and action.value is not None):
        return words
    if action.expectation is not None:
        return _expectations((action.expectation,))
    return _place(action.target, reserved=_SCROLLS if action.kind is ActionKind.SCROLL else frozenset())


def _entries(run: Sequence[ActionSketch], data: Mapping[str, Any]) -> Any:
    """Give fields and what goes in: by their labels where those are enough, else one locator a line."""
    labels = [_words_alone(each.action.target) for each in run]
    values = [_typed(each.action.value, data, each.action.kind) for each in run]
    comments = [each.comment for each in run]
    if len({label for label in labels if label and len(label) <= LONGEST_KEY and label != "<<"}) == len(run):
        return spread(zip(map(str, labels), values, comments, strict=True))
    places = [_place(each.action.target) for each in run]
    return listed([_entry(place, value) for place, value in zip(places, values, strict=True)], comments)


def _entry(place: Any, value: str) -> CommentedMap:
    found = [("text", place, "")] if isinstance(place, str) else [(key, inner, "") for key, inner in place.items()]
    return spread([*found, ("value", value, "")], may_be_long=True)


def _typed(value: Value | None, data: Mapping[str, Any], kind: ActionKind) -> str:
    text = value.text if value is not None else ""
    if kind is ActionKind.UPLOAD:
        return as_text(text)
    reference = _reference(value, data) if value is not None else None
    if reference is not None:
        return f"${reference}"
    return as_text(f"${text}" if is_reference(text) else text)


def _reference(value: Value, data: Mapping[str, Any]) -> str | None:
    """Give the entry of `data` that is typed: the one named, else the one of the same words."""
    known = dict(data)
    if value.reference is not None and not isinstance(look_up(known, value.reference), (dict, type(None))):
        return value.reference
    if len(value.text) < SHORTEST_SHARED:
        return None
    same = [path for path in flat(known) if look_up(known, path) == value.text]
    return min(same, key=lambda path: (is_card_reference(path), len(path)), default=None)


def _words_alone(target: Locator | None) -> str | None:
    """Give the words of a locator that is nothing but words."""
    given = target.model_dump(exclude_none=True) if target is not None else {}
    return plain_words(given["text"]) if given.keys() == {"text"} else None


def _place(target: Locator | None, reserved: frozenset[str] = frozenset()) -> Any:
    """Give a locator: its words alone where they are enough."""
    words = _words_alone(target)
    if target is None or (words is not None and words not in reserved):
        return as_text(words or "")
    given = target.model_dump(exclude_none=True)
    for key in given.keys() & _IN_WORDS:
        given[key] = plain_words(given[key])
    if "role" not in given and "name" in given:
        given["text"] = given.pop("name")
    if "is_exact" in given:
        given["exact"] = given.pop("is_exact")
    pairs = ((key, as_text(value) if isinstance(value, str) else value, "") for key, value in given.items())
    return spread(pairs, may_be_long=True)


_IN_WORDS = frozenset({"name", "label", "text", "placeholder"})


def _expectations(expectations: Sequence[Expectation]) -> CommentedMap:
    """Give what must hold, several of a kind as a list."""
    by_key: dict[str, list[Any]] = {}
    for each in expectations:
        values = by_key.setdefault(str(each.kind), [])
        if not values or str(each.kind) not in _SINGLE:
            values.append(_expected(each))
    return spread((key, values[0] if len(values) == 1 else listed(values), "") for key, values in by_key.items())


def _expected(expectation: Expectation) -> Any:
    match expectation.kind:
        case ExpectationKind.ORDER_REFERENCE:
            return True
        case ExpectationKind.STATUS:
            return expectation.status
        case ExpectationKind.ELEMENT:
            return _place(expectation.target)
        case ExpectationKind.URL:
            return as_text(expectation.text or "")
        case _:
            return as_text(plain_words(expectation.text or ""))


def _can_promise(step: StepSketch) -> bool:
    """Tell whether the file may say what the step binds to: what is promised must show, or the file would not load.

    A binding press gets an expectation where there is none (`_end_of`); the cart and an account go unsaid.
    """
    return (
        bool(step.expect) or step.commits is Commitment.NONE or (step.commits is not None and step.commits.is_binding)
    )


def _end_of(step: StepSketch) -> tuple[Any, str]:
    """Give what must hold in the end, and its comment."""
    if step.expect:
        return _expectations(step.expect), step.expect_comment
    if step.commits is not None and step.commits.is_binding:
        return spread([("order_reference", True, "")]), "what shows that it worked was not seen: say it here"
    return None, ""
