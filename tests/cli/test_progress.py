"""Progress: plain lines without a terminal, a live picture with one, hostile names as text."""

import os
import pty
import subprocess
import sys

import pytest

from frictionaudit.cli.progress import progress
from frictionaudit.replay.events import Event, Note, StepEnded, StepStarted, VisitEnded, VisitStarted

VISIT = "buy.phone.chromium"
WALK: tuple[Event, ...] = (
    Note("Chromium ran without its sandbox."),
    VisitStarted(VISIT, "Buy", "phone", "chromium", 2),
    StepStarted(VISIT, 0, "Open \x1b[31mthe shop"),
    StepEnded(VISIT, 0, "Open \x1b[31mthe shop", "passed", 1.25),
    StepStarted(VISIT, 1, "Pay"),
    StepEnded(VISIT, 1, "Pay", "timed_out", 20.0),
    VisitEnded(VISIT, "timed_out", "Nothing followed [bold]the press[/].", 21.5),
)


def told(capsys: pytest.CaptureFixture[str], *, is_quiet: bool = False, is_verbose: bool = False) -> list[str]:
    with progress(is_quiet=is_quiet, is_verbose=is_verbose) as listener:
        for event in WALK:
            listener(event)
    return capsys.readouterr().err.splitlines()


def test_plain_lines_tell_notes_ends_and_what_went_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys) == [
        "Note: Chromium ran without its sandbox.",
        "  buy.phone.chromium  2. Pay  timed out in 20.0 s",
        "buy.phone.chromium  timed out in 21.5 s: Nothing followed [bold]the press[/].",
    ]


def test_verbose_tells_each_step(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, is_verbose=True)
    assert "buy.phone.chromium: 2 steps" in lines
    assert "  buy.phone.chromium  1. Open \\x1b[31mthe shop  passed in 1.2 s" in lines


def test_quiet_tells_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, is_quiet=True) == []


def test_a_terminal_shows_who_walks_where_and_keeps_what_is_over() -> None:
    script = """
from frictionaudit.cli.progress import progress
from tests.cli.test_progress import WALK
with progress() as listener:
    for event in WALK[:5]:
        listener(event)
    screen = listener._show.__self__
    screen._live.refresh()
    for event in WALK[5:]:
        listener(event)
"""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "120", "LINES": "40", "TERM": "xterm"}
    with subprocess.Popen([sys.executable, "-c", script], stderr=theirs, stdout=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        # Linux says EIO where the other end has gone.
        try:
            while chunk := os.read(ours, 65_536):
                shown += chunk
        except OSError:
            pass
    os.close(ours)
    text = shown.decode()
    assert process.returncode == 0
    assert "2/2" in text
    assert "timed out in 21.5 s: Nothing followed [bold]the press[/]." in text
    assert "\x1b[31mthe shop" not in text
