"""Playwright's own browser builds: which of them are on this machine, without starting Playwright's driver."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

__all__ = ["OwnBuild", "is_playwright_build", "own_build"]

_COMPLETE = "INSTALLATION_COMPLETE"
"""The file that Playwright leaves in the folder of a build once all of it is there."""


@dataclass(frozen=True, slots=True)
class OwnBuild:
    """One of Playwright's builds.

    Attributes:
        folder: Where it is.
        version: The browser's version; "" where Playwright does not tell.
    """

    folder: Path
    version: str


def own_build(name: str) -> OwnBuild | None:
    """Find Playwright's build of that name ("chromium-headless-shell"), complete and of the installed revision."""
    entry = next((each for each in _known_builds() if each["name"] == name), None)
    if entry is None:
        return None
    revisions = {str(entry["revision"]), *entry.get("revisionOverrides", {}).values()}
    prefix = name.replace("-", "_")
    for folder in sorted(_builds_folder().glob(f"{prefix}*-*")):
        stem, _, revision = folder.name.rpartition("-")
        # Older systems have a build of their own: "webkit_mac14_special-2251".
        is_ours = stem == prefix or (stem.startswith(f"{prefix}_") and stem.endswith("_special"))
        if is_ours and revision in revisions and (folder / _COMPLETE).exists():
            return OwnBuild(folder, entry.get("browserVersion", "") if revision == str(entry["revision"]) else "")
    return None


def is_playwright_build(executable: Path) -> bool:
    """Say whether an executable lies in a folder that Playwright installed."""
    return any((parent / _COMPLETE).exists() for parent in executable.resolve().parents)


@cache
def _known_builds() -> list[dict[str, Any]]:
    package = _package_folder()
    listing = package / "driver" / "package" / "browsers.json"
    if not listing.is_file():
        return []
    builds: list[dict[str, Any]] = json.loads(listing.read_text(encoding="utf-8"))["browsers"]
    return builds


def _builds_folder() -> Path:
    """Where Playwright keeps its builds: see https://playwright.dev/python/docs/browsers."""
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    if named == "0":
        return _package_folder() / "driver" / "package" / ".local-browsers"
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "ms-playwright"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "ms-playwright"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ms-playwright"


def _package_folder() -> Path:
    spec = find_spec("playwright")
    if spec is None or spec.origin is None:
        return Path("playwright")
    return Path(spec.origin).parent
