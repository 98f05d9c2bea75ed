"""`frictionaudit report`: make the report of a run anew, without walking or judging again."""

from __future__ import annotations

from pathlib import Path

import click

from frictionaudit.cli.options import brand_option, echo_notes, language_option
from frictionaudit.errors import ExitCode
from frictionaudit.tongues import speak

__all__ = ["report"]


@click.command(short_help="Make the report of a run anew: another language, another brand, a PDF.")
@click.argument("folder", metavar="RUN", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of the new report. [RUN itself]")
@click.option("--pdf", is_flag=True, help="Print report.pdf too (with an installed Chromium).")
@brand_option
@language_option
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but the report's path.")
@click.option("--verbose", "-v", is_flag=True, help="Show the details of our own faults.")
def report(
    folder: Path, out: Path | None, pdf: bool, brand: Path | None, language: str | None, quiet: bool, verbose: bool
) -> int:
    """Make the report of RUN, the folder of an earlier run, anew from what it saved.

    Nothing is walked and nothing is judged again; the score and the findings stay as they are.
    """
    from frictionaudit.publishing import render
    from frictionaudit.report.texts import text

    made = render(folder, out=out, language=language, pdf=pdf, brand=brand)
    speak(made.language)
    if not quiet:
        echo_notes(made)
    for name in ("report.html", *(["report.pdf"] if pdf else [])):
        path = str((out or folder) / name)
        click.echo(path if quiet else text("terminal.made", path=path))
    return ExitCode.FINE
