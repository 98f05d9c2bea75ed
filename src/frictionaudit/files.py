"""Files of ours: whole or not there, and plain about what cannot be read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from frictionaudit.errors import AuditError, EvidenceError
from frictionaudit.record import Record

__all__ = ["json_of", "read_object", "read_record", "write_whole"]

RecordT = TypeVar("RecordT", bound=Record)


def json_of(record: Record, *, indent: int | None = None) -> bytes:
    """Give a record as UTF-8 JSON.

    Pages hold half characters (an emoji cut in the middle by a script), which UTF-8 has no way to write:
    they become U+FFFD, so that one odd label never costs a whole visit.
    """
    try:
        return record.model_dump_json(indent=indent).encode()
    except PydanticSerializationError:
        separators = (",", ":") if indent is None else None
        text = json.dumps(
            record.model_dump(mode="python"), default=_plain, ensure_ascii=False, indent=indent, separators=separators
        )
        return _HALF_CHARACTER.sub("\ufffd", text).encode()


_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def _plain(value: object) -> object:
    """Give what JSON has no word for: sets as sorted lists, paths as text."""
    return sorted(value) if isinstance(value, frozenset | set) else str(value)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one move; folders above it are made.

    Whoever reads meanwhile, or after a crash, finds the old file or the new one, never half of it.

    Raises:
        AuditError: the file could not be written (disk full, no permission); other files stay as they are.
    """
    # Not tempfile: its files are readable by their owner only, and reports are served by others.
    draft = path.with_name(f".{uuid4().hex}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as fault:
        _remove(draft)
        raise AuditError(
            f"{path}: could not be written ({fault.strerror or fault}); "
            "make room or give another folder with --out. What was saved before stays."
        ) from fault


def _remove(draft: Path) -> None:
    try:
        draft.unlink(missing_ok=True)
    except OSError:
        pass  # the disk is already in trouble, and the sentence about it is on its way


def read_record(kind: type[RecordT], path: Path, *, version: int, version_key: str, mend: str) -> RecordT:
    """Read a record of a version that we know.

    Args:
        kind: What it must be.
        path: Its file.
        version: The newest version that this frictionaudit reads.
        version_key: Where the file says its own.
        mend: What the reader can do about a file that cannot be read, without a full stop.

    Raises:
        EvidenceError: names the file, what is wrong with it, and how to mend that.
    """
    found = read_object(path, version=version, version_key=version_key, mend=mend)
    try:
        return kind.model_validate(found)
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "content"
        raise EvidenceError(f"{path}: '{where}' is not as it should be ({first['msg']}); {mend}") from fault


def read_object(path: Path, *, version: int, version_key: str, mend: str) -> dict[str, Any]:
    """Read one JSON object of a version that we know; arguments and errors as in `read_record`."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise EvidenceError(f"{path}: cannot be read ({fault.strerror or fault}); {mend}") from fault
    except (ValueError, RecursionError) as fault:
        raise EvidenceError(f"{path}: is no whole JSON file ({fault}); {mend}") from fault
    its_own = found.get(version_key) if isinstance(found, dict) else None
    if isinstance(its_own, int) and its_own > version:
        raise EvidenceError(
            f"{path}: was written by a newer frictionaudit ({version_key} {its_own}, "
            f"this one reads up to {version}); upgrade frictionaudit"
        )
    if not isinstance(found, dict) or its_own != version:
        raise EvidenceError(f"{path}: says no {version_key} that this frictionaudit reads; {mend}")
    return found
