"""`--step`: the walk waits for the one who writes the journey."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from frictionaudit.cli.terminal import shortened
from frictionaudit.errors import UsageError
from frictionaudit.report.texts import text

__all__ = ["pause_before_step"]


def pause_before_step() -> Callable[[str], None]:
    """Give a function that waits for Enter before the step of that name; it is called off the main thread.

    Raises:
        UsageError: nobody is there to press Enter.
    """
    if not sys.stdin.isatty():
        raise UsageError("--step waits for Enter before each step, and there is no terminal to press it in")

    def wait(step: str) -> None:
        # A thread that reads cannot be woken by Ctrl-C: the run ends, and the command leaves after one more Enter.
        click.echo(f"{text('terminal.step', step=shortened(step, 100))} ", nl=False, err=True)
        sys.stdin.readline()

    return wait
