"""`frictionaudit audit`: judge a saved run again, without a browser."""

from __future__ import annotations

from pathlib import Path

import click

import frictionaudit
from frictionaudit.cli.options import SEVERITIES, books_options, echo_run, language_option
from frictionaudit.tongues import speak

__all__ = ["audit"]


@click.command(short_help="Judge the saved evidence of a run again, without a browser.")
@click.argument("folder", metavar="RUN", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of the new report. [RUN itself]")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="critical",
    show_default=True,
    help="Leave with 1 when a finding is as bad as this, or worse.",
)
@books_options
@language_option
@click.option("--pdf", is_flag=True, help="Print report.pdf too (with an installed Chromium).")
@click.option("--quiet", "-q", is_flag=True, help="Print one line.")
@click.option("--verbose", "-v", is_flag=True, help="Show the details of our own faults.")
def audit(
    folder: Path,
    out: Path | None,
    fail_on: str,
    figures: Path | None,
    feedback: Path | None,
    language: str | None,
    pdf: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Judge the evidence in RUN, the folder of an earlier run, by today's rules, and write its report anew."""
    result = frictionaudit.audit(
        folder, out=out, fail_on=fail_on, figures=figures, feedback=feedback, language=language, pdf=pdf
    )
    speak(result.language)
    echo_run(result, out or folder, is_quiet=quiet)
    return result.exit_code
