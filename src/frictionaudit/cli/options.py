"""What `run`, `audit` and `demo` share: the words of an option, and how a run's end is told."""

from __future__ import annotations

from pathlib import Path

import click

from frictionaudit.cli.summary import brief, closing
from frictionaudit.findings.model import Severity
from frictionaudit.results import Run

__all__ = ["SEVERITIES", "echo_run"]

SEVERITIES = [str(each) for each in Severity]


def echo_run(run: Run, out: Path | None, *, is_quiet: bool = False) -> None:
    """Print the end of a run.

    Args:
        run: What it came to.
        out: The folder that was asked for; None: the run's own below reports/.
        is_quiet: One line instead of a screen.
    """
    folder = out if out is not None else Path("reports") / run.id
    for line in brief(run, folder) if is_quiet else closing(run, folder):
        click.echo(line)
