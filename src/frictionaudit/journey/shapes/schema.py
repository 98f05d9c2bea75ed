"""JSON Schemas of the journey file and of frictionaudit.yaml, for editors; made from the models that check them."""

from __future__ import annotations

from typing import Any

from frictionaudit.journey.shapes.config_file import ConfigFile
from frictionaudit.journey.shapes.file import JourneyFile

__all__ = ["config_schema", "journey_schema"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
VARIABLE = {"type": "string", "pattern": r"\$\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\}"}
"""What the environment fills in may stand where a number or a yes or no is wanted."""


def journey_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a journey file."""
    return _schema(JourneyFile, "A journey of frictionaudit")


def config_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of frictionaudit.yaml."""
    return _schema(ConfigFile, "frictionaudit.yaml")


def _schema(model: type[JourneyFile] | type[ConfigFile], title: str) -> dict[str, Any]:
    made: dict[str, Any] = _tidy(model.model_json_schema())
    return {"$schema": DIALECT} | made | {"title": title}


def _tidy(part: Any) -> Any:
    """Say what the file may hold: no null, since a key without a value is a mistake, and no titles made of keys."""
    if isinstance(part, list):
        return [_tidy(each) for each in part]
    if not isinstance(part, dict):
        return part
    tidied = {key: _tidy(value) for key, value in part.items() if not _is_noise(key, value)}
    for union in ("anyOf", "oneOf"):
        if union in tidied:
            branches = [branch for branch in tidied[union] if branch != {"type": "null"}]
            if len(branches) == 1:
                del tidied[union]
                tidied = branches[0] | tidied
            else:
                tidied[union] = branches
    if tidied.get("type") in ("boolean", "number", "integer") and "const" not in tidied:
        kept = {key: tidied.pop(key) for key in ("description", "examples") if key in tidied}
        return {"anyOf": [tidied, VARIABLE]} | kept
    return tidied


def _is_noise(key: str, value: object) -> bool:
    return (key == "default" and value is None) or (key == "title" and isinstance(value, str))
