"""`--step`: the walk waits for the one who writes the journey."""

from __future__ import annotations

import signal
import sys

import click

from frictionaudit.cli.terminal import shortened
from frictionaudit.errors import UsageError
from frictionaudit.replay.events import Event, Listener, StepStarted

__all__ = ["pausing"]


def pausing(listener: Listener) -> Listener:
    """Give a listener that tells the other one, and waits for Enter before each step.

    The whole replay stands still meanwhile; the page in the window does not.

    Raises:
        UsageError: nobody is there to press Enter.
    """
    if not sys.stdin.isatty():
        raise UsageError("--step waits for Enter before each step, and there is no terminal to press it in")

    def hear(event: Event) -> None:
        listener(event)
        if isinstance(event, StepStarted):
            _wait(f"{event.index + 1}. {shortened(event.name, 100)}: Enter walks it, Ctrl-C ends the run. ")

    return hear


def _wait(question: str) -> None:
    # asyncio takes Ctrl-C for itself and would pass it on only after Enter.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        click.echo(question, nl=False, err=True)
        sys.stdin.readline()
    finally:
        signal.signal(signal.SIGINT, before)
