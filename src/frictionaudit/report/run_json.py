"""run.json: a run as data, with a public schema and a version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from frictionaudit.files import json_of, read_record, write_whole
from frictionaudit.record import Record
from frictionaudit.results import SCHEMA_VERSION, Run
from frictionaudit.tongues import translatable

__all__ = ["RUN_FILE", "load_run", "run_json", "run_schema", "save_run", "written_schema"]

RUN_FILE = "run.json"


def run_json(run: Run) -> bytes:
    """Give a run as UTF-8 JSON, indented: it is read by people and compared line by line."""
    return json_of(run, indent=1) + b"\n"


def save_run(run: Run, folder: Path) -> Path:
    """Write run.json into a run's folder, whole or not at all, and give its path.

    Raises:
        AuditError: it could not be written.
    """
    path = folder / RUN_FILE
    write_whole(path, run_json(run))
    return path


def load_run(path: Path, mend: str = "") -> Run:
    """Read a run from its folder or its file.

    Args:
        path: Its folder or its file.
        mend: What the reader can do about a file that cannot be read; "": `frictionaudit audit` writes it.

    Raises:
        EvidenceError: there is none, or it is damaged or of a newer version.
    """
    file = path / RUN_FILE if path.is_dir() else path
    mend = mend or translatable(
        f"give the folder of a run or its {RUN_FILE}; `frictionaudit audit` writes it from the evidence"
    )
    return read_record(Run, file, version=SCHEMA_VERSION, version_key="schema_version", mend=mend)


def run_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of run.json as it is written: every key is there, unknown values are null."""
    return written_schema(Run, f"urn:frictionaudit:run:{SCHEMA_VERSION}")


def written_schema(kind: type[Record], id: str) -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a record as it is written, under an id of its own."""
    schema = kind.model_json_schema(mode="serialization", schema_generator=_AsWritten)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": id, **schema}


class _AsWritten(GenerateJsonSchema):
    """Every field is required: defaults are written out, so readers need not know them."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        """Say yes."""
        return True
