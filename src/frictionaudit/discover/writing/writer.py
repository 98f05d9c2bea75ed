"""A sketch of a journey as YAML that a person would have written, and that loads as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from frictionaudit.discover.sketch import JourneySketch, StepSketch, Variable
from frictionaudit.discover.writing.layout import in_one_line, listed, plain_words, put, rendered, spread
from frictionaudit.discover.writing.step_layout import as_text, laid_out
from frictionaudit.errors import UsageError
from frictionaudit.files import write_whole
from frictionaudit.journey.slug import slug
from frictionaudit.tongues import retold

__all__ = ["journey_text", "write_journey"]


def journey_text(sketch: JourneySketch) -> str:
    """Give the journey file of a sketch.

    What a file cannot say is mended rather than refused: names that stand twice are numbered, an order that shows
    nothing in the end expects its number.
    """
    top = CommentedMap()
    for key, value in _head(sketch):
        put(top, key, value, sketch.head_comments.get(key, ""))
    put(top, "steps", _steps(sketch), sketch.head_comments.get("steps", ""))
    return rendered(top, sketch.comment)


def write_journey(sketch: JourneySketch, path: Path, *, overwrite: bool = False) -> None:
    """Write the journey file; folders above it are made.

    Raises:
        UsageError: there is such a file already.
        AuditError: it could not be written.
    """
    if path.exists() and not overwrite:
        raise UsageError(f"{path}: stands there already; give another name with --out, or --force to replace it")
    write_whole(path, journey_text(sketch).encode())


def _head(sketch: JourneySketch) -> Iterator[tuple[str, Any]]:
    """Give the keys above the steps, in the order that a reader expects."""
    yield "version", 1
    yield "journey", as_text(plain_words(sketch.name)) or "Journey"
    yield "base_url", _data_text(sketch.base_url)
    for key in ("locale", "market", "currency", "consent", "goods"):
        if (value := getattr(sketch, key)) is not None:
            yield key, str(value)
    if sketch.personas:
        yield "personas", listed([*sketch.personas])
    if sketch.browsers:
        yield "browsers", listed([str(each) for each in sketch.browsers])
    safety = [("allow_order", sketch.allow_order), ("hosts", listed([*sketch.hosts]))]
    if any(given := [(key, value, "") for key, value in safety if value not in (None, [])]):
        yield "safety", spread(given)
    if sketch.headers:
        yield "headers", spread((name, as_text(text), "") for name, text in sketch.headers.items())
    if sketch.data:
        yield "data", _data(sketch.data)
    payment = [("methods", sketch.payment_methods), ("hosts", sketch.payment_hosts)]
    if any(given := [(key, listed([*value]), "") for key, value in payment if value]):
        yield "payment", spread(given)


def _data(data: dict[str, Any]) -> CommentedMap:
    """Give who buys: one entry a line, groups within it in one line where they are short."""
    lines = CommentedMap()
    for key, value in data.items():
        if isinstance(value, dict):
            put(lines, key, spread(((name, _data_text(text), "") for name, text in value.items()), may_be_long=True))
        else:
            put(lines, key, _data_text(value))
    return lines


def _data_text(value: str | Variable) -> str:
    return str(value) if isinstance(value, Variable) else as_text(value)


def _steps(sketch: JourneySketch) -> CommentedSeq:
    steps = CommentedSeq(
        laid_out(step, name, id, sketch.data)
        for step, (name, id) in zip(sketch.steps, _own_names(sketch.steps), strict=True)
    )
    for index, step in enumerate(sketch.steps):
        if words := "\n".join(filter(None, (in_one_line(retold(line)) for line in step.comment.splitlines()))):
            steps.yaml_set_comment_before_after_key(index, before=words, indent=2)
    return steps


def _own_names(steps: Sequence[StepSketch]) -> list[tuple[str, str]]:
    """Give names and ids; those that stand twice are numbered, also those that only their ids have in common."""
    taken: dict[str, str] = {}
    known: set[str] = set()
    for step in steps:
        first = name = plain_words(step.name) or "Step"
        id, number = step.id or slug(name), 2
        while id in taken or name in known:
            name = f"{first} ({number})"
            id, number = f"{step.id}-{number}" if step.id else slug(name), number + 1
        taken[id] = name
        known.add(name)
    return [(name, id) for id, name in taken.items()]
