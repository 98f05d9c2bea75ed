"""Playwright's own recorder, run beside us: a window in which a person shops, and a file of what they did."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from frictionaudit.errors import AuditError
from frictionaudit.tongues import translatable

__all__ = ["ask_for_screen", "record"]

_EXECUTABLE = "PWTEST_CLI_EXECUTABLE_PATH"
"""How `playwright codegen` is told of a browser that is not its own build; it has no option for that."""

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")

_CALLED_OFF_S = 10.0
"""After Ctrl-C: how long the recorder may take to close its window."""


@contextmanager
def record(
    address: str, *, browser: str = "chromium", channel: str | None = None, executable: Path | None = None,
    device: str | None = None, locale: str | None = None,
) -> Iterator[Path]:  # fmt: skip
    """Open a window, wait until it is closed or Ctrl-C is pressed, and give the recording.

    The file is gone afterwards: what was typed stands in it as it was typed, passwords too.

    Args:
        address: Where the visit begins.
        browser: chromium, firefox or webkit.
        channel: Playwright's channel of an installed browser, or None.
        executable: The browser; None: Playwright's own build.
        device: A device of Playwright's registry to record as.
        locale: Language of the browser.

    Raises:
        AuditError: there is no screen, or the recorder did not start.
    """
    ask_for_screen()
    with tempfile.TemporaryDirectory(prefix="frictionaudit-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "recording.jsonl"
        options = {"--browser": browser, "--channel": channel, "--device": device, "--lang": locale}
        given = [word for name, value in options.items() if value for word in (name, value)]
        command = [sys.executable, "-m", "playwright", "codegen", "--target", "jsonl", "--output", str(file)]
        environment = dict(os.environ) | ({_EXECUTABLE: str(executable)} if executable is not None else {})
        said = _run([*command, *given, address], environment)
        _check(file, address, said)
        yield file


def _check(file: Path, address: str, said: str) -> None:
    """Say what went wrong where nothing was recorded."""
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    if not text.strip():
        said = said or translatable("it said nothing")
        raise AuditError(f"the recorder did not start: {said}. Try: frictionaudit doctor")
    if '"name":"navigate"' not in text:
        why = re.search(r"(net::ERR|NS_ERROR)_\w+", said)
        reason = why[0] if why else said or translatable("it was closed at once")
        raise AuditError(f"{address} could not be opened ({reason}); look whether a browser opens it, and try again")


def ask_for_screen() -> None:
    """Say that nobody can shop without a screen, before a browser says it in its own way.

    Raises:
        AuditError: there is none.
    """
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _SCREENS):
        raise AuditError(
            "there is no screen to record on. Run this on a computer with one; or record in Chrome "
            "(DevTools, Recorder, export as JSON) and bring the file: frictionaudit import recording.json"
        )


def _run(command: list[str], environment: Mapping[str, str]) -> str:
    """Run the recorder to its end; give the first line of its complaint, or "".

    Ctrl-C reaches the recorder too, which then closes its window and leaves what was recorded.
    """
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as child:
        said = ""
        try:
            said = child.communicate()[1]
        except KeyboardInterrupt:
            with contextlib.suppress(KeyboardInterrupt):  # pressed twice by the impatient
                said = _called_off(child)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return next((line for line in lines if "rror" in line), lines[0] if lines else "")[:200]


def _called_off(child: subprocess.Popen[str]) -> str:
    try:
        return child.communicate(timeout=_CALLED_OFF_S)[1]
    except subprocess.TimeoutExpired:
        child.kill()
        return child.communicate()[1]
