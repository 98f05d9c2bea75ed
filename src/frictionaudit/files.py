"""Files that are whole or not there: written beside their place, then moved into it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from uuid import uuid4

from pydantic_core import PydanticSerializationError

from frictionaudit.errors import AuditError
from frictionaudit.record import Record

__all__ = ["json_of", "write_whole"]


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
