"""The cookies of a customer already known, as a browser saved them: told before the walk where they cannot be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from frictionaudit.journey.loading.document import Document, Loc
from frictionaudit.journey.loading.places import inside

__all__ = ["check_state"]

_TEXTS = ("name", "value", "url", "domain", "path")


def check_state(document: Document, loc: Loc, name: Any) -> None:
    """Check that a file holds what Playwright calls a storage state: cookies, and what sites keep."""
    path = inside(document.file.parent, name) if isinstance(name, str) else None
    if path is not None and path.is_file() and not _is_saved_state(path):
        mend = "save it by Playwright: context.storage_state(path=…)"
        document.report(loc, f"'{name}' holds no cookies that a browser has saved", mend)


def _is_saved_state(path: Path) -> bool:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    if not isinstance(found, dict):
        return False
    cookies, origins = found.get("cookies", []), found.get("origins", [])
    if not isinstance(cookies, list) or not isinstance(origins, list):
        return False
    return all(map(_is_cookie, cookies)) and all(map(_is_origin, origins))


def _is_cookie(entry: Any) -> bool:
    if not isinstance(entry, dict) or not {"name", "value"} <= entry.keys():
        return False
    has_place = "url" in entry or {"domain", "path"} <= entry.keys()
    return has_place and all(isinstance(entry[key], str) for key in _TEXTS if key in entry)


def _is_origin(entry: Any) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("origin"), str):
        return False
    kept = entry.get("localStorage", [])
    return isinstance(kept, list) and all(
        isinstance(each, dict) and isinstance(each.get("name"), str) and isinstance(each.get("value"), str)
        for each in kept
    )
