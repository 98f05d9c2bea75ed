"""The schemas are valid, say what each key is for, and agree with the loader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.journey.writing import CASES, HEAD, PLACE, STEPS

from frictionaudit.journey import config_schema, journey_schema
from frictionaudit.journey.loading.document import Document


def read(text: str) -> Any:
    document = Document(Path("journey.yaml"), {})
    document.parse(text)
    return document.data


def is_valid(text: str) -> bool:
    return Draft202012Validator(journey_schema()).is_valid(read(text))


@pytest.mark.parametrize("schema", [journey_schema(), config_schema()], ids=["journey", "config"])
def test_schema_is_one_and_every_key_is_described(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for part in (schema, *schema["$defs"].values()):
        for name, key in part.get("properties", {}).items():
            assert key.get("description"), name
        assert part.get("additionalProperties", False) is False


def test_nothing_may_be_null() -> None:
    assert "null" not in {part.get("type") for part in parts(journey_schema())}


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts(inner)


@pytest.mark.parametrize(
    "name",
    [
        *("unknown key", "unknown action", "unknown expectation", "unknown key of a locator", "unknown stage"),
        *("unknown browser", "unknown role", "unknown intent", "duration", "number typed", "number clicked"),
        *("list clicked", "yes for true", "score", "one persona", "no version", "other version", "no steps"),
        *("empty steps", "steps as a group", "text for a step", "drill of unknown kind", "use with other keys"),
    ],
)
def test_editor_marks_what_check_tells(name: str) -> None:
    assert not is_valid(CASES[name][0].replace(PLACE, ""))


def test_environment_may_stand_for_a_yes_and_a_number() -> None:
    text = HEAD + "safety: {allow_order: '${ORDER:-false}'}\ntarget: {score: '${SCORE}'}\n" + STEPS
    document = Document(Path("journey.yaml"), {"SCORE": "85"})
    document.parse(text)

    written = document.data | {"safety": {"allow_order": "${ORDER:-false}"}, "target": {"score": "${SCORE}"}}
    assert Draft202012Validator(journey_schema()).is_valid(written)
