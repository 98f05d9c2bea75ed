"""Installed browsers: where they usually are on Linux, macOS and Windows, and what version they say they are."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from frictionaudit.journey.model import BrowserName
from frictionaudit.tongues import translatable

__all__ = ["places", "version_of"]

VERSION_PATIENCE_S = 15
"""An executable that has not named its version by then is taken for broken."""

_CHROME = (
    "Google Chrome",
    ("google-chrome-stable", "google-chrome"),
    (
        "/opt/google/chrome/chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"%PROGRAMFILES%\Google\Chrome\Application\chrome.exe",
        r"%LOCALAPPDATA%\Google\Chrome\Application\chrome.exe",
    ),
)
_EDGE = (
    "Microsoft Edge",
    ("microsoft-edge-stable", "microsoft-edge"),
    (
        "/opt/microsoft/msedge/msedge",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        r"%PROGRAMFILES(X86)%\Microsoft\Edge\Application\msedge.exe",
        r"%PROGRAMFILES%\Microsoft\Edge\Application\msedge.exe",
    ),
)
_KNOWN: dict[BrowserName, tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = {
    BrowserName.CHROMIUM: (
        # Debian's headless shell took 0.75 of full Chromium's time and 60 % of its memory on the same journey.
        ("chromium-headless-shell", ("chromium-headless-shell", "chrome-headless-shell"), ()),
        ("Chromium", ("chromium", "chromium-browser"), ("/Applications/Chromium.app/Contents/MacOS/Chromium",)),
        _CHROME,
        _EDGE,
    ),
    BrowserName.CHROME: (_CHROME,),
    BrowserName.MSEDGE: (_EDGE,),
    BrowserName.FIREFOX: (
        (
            "Firefox",
            ("firefox-esr", "firefox"),
            (
                "/Applications/Firefox.app/Contents/MacOS/firefox",
                r"%PROGRAMFILES%\Mozilla Firefox\firefox.exe",
            ),
        ),
    ),
}


def places(name: BrowserName) -> Iterator[tuple[str, Path]]:
    """Where installed browsers usually are, best first: (words, path) of those that exist."""
    seen: set[Path] = set()
    for words, commands, paths in _KNOWN.get(name, ()):
        found = [Path(hit) for command in commands if (hit := shutil.which(command))]
        for path in [*found, *(Path(os.path.expandvars(each)).expanduser() for each in paths)]:
            if path.is_file() and path.resolve() not in seen:
                seen.add(path.resolve())
                yield translatable(f"installed {words}"), path


@cache
def version_of(executable: Path) -> str | None:
    """Ask an executable for its version: "156.0.8078.79"; "" where it cannot be asked; None where it does not run."""
    if sys.platform == "win32":
        return ""  # chrome.exe answers --version with a window
    try:
        said = subprocess.run(
            [executable, "--version"], capture_output=True, text=True, timeout=VERSION_PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.search(r"\d+(?:\.\d+)+\w*", said.stdout)
    return match[0] if said.returncode == 0 and match else None
