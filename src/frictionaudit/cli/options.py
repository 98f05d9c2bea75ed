"""What `run`, `audit` and `demo` share: the words of an option, and how a run's end is told."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TypeVar

import click

from frictionaudit.cli.summary import brief, closing, ending
from frictionaudit.cli.terminal import forget_output, shortened
from frictionaudit.findings.model import Severity
from frictionaudit.report.texts import text
from frictionaudit.results import Run
from frictionaudit.tongues import LANGUAGES, retold, speak

__all__ = ["SEVERITIES", "books_options", "brand_option", "echo_notes", "echo_run", "language_option", "tongue_option"]

MOST_NOTES = 10
LONGEST_NOTE = 300

SEVERITIES = [str(each) for each in Severity]

brand_option = click.option(
    "--brand",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A frictionaudit.yaml whose `brand:` goes before the run's own.",
)

language_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Language of the report and of the terminal, whatever the shop speaks. [frictionaudit.yaml, else LANG]",
)

tongue_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    is_eager=True,
    callback=lambda _, __, named: speak(named) if named else None,
    help="Language of what is told and written. [the environment's]",
)
"""For commands that make no report; `main` reads it too, for what is told before options are read."""

_Command = TypeVar("_Command", bound=Callable[..., int])


def books_options(command: _Command) -> _Command:
    """Add --figures and --feedback."""
    csv = click.Path(exists=True, dir_okay=False, path_type=Path)
    said = click.option("--feedback", type=csv, help="What customers said: NPS scores and free answers, as CSV.")
    return click.option("--figures", type=csv, help="The shop's own figures: sessions, orders, order value …, as CSV.")(
        said(command)
    )


def echo_run(
    run: Run, out: Path | None, *, is_quiet: bool = False, told: Collection[str] = (), has_ending: bool = True
) -> None:
    """Print the end of a run.

    Args:
        run: What it came to.
        out: The folder that was asked for; None: the run's own below reports/.
        is_quiet: One line instead of a screen.
        told: Notes of the run that were printed already.
        has_ending: Say the exit code too: this run's is the command's.
    """
    folder = out if out is not None else Path("reports") / run.id
    try:
        if not is_quiet:
            echo_notes(run, told)
        for line in brief(run, folder) if is_quiet else closing(run, folder):
            click.echo(line)
        if has_ending and not is_quiet:
            click.echo(ending(run))
    except BrokenPipeError:
        # The run has its exit code, whoever stopped reading (`frictionaudit run … | head`).
        forget_output()


def echo_notes(run: Run, told: Collection[str] = ()) -> None:
    """Print what the reader must know of a run, but for what was told already."""
    for note in [each for each in run.notes if each not in told][:MOST_NOTES]:
        click.echo(text("terminal.note", note=shortened(retold(note), LONGEST_NOTE)), err=True)
