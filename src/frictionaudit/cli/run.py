"""`frictionaudit run`: walk journeys to the end, judge, and write the report."""

from __future__ import annotations

from pathlib import Path

import click

import frictionaudit
from frictionaudit.cli.options import SEVERITIES, books_options, echo_run, language_option
from frictionaudit.cli.pause import pause_before_step
from frictionaudit.cli.progress import progress
from frictionaudit.cli.terminal import plain
from frictionaudit.journey.model import BrowserName
from frictionaudit.pipeline import language_for
from frictionaudit.tongues import retold, speak

__all__ = ["run"]


@click.command(short_help="Walk journeys to the end and write the report.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of the report. [reports/<run>]")
@click.option("--persona", "personas", multiple=True, help="Walk as this persona; may be given more than once.")
@click.option(
    "--browser",
    "browsers",
    multiple=True,
    type=click.Choice([str(name) for name in BrowserName]),
    help="Walk in this browser; may be given more than once.",
)
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Visits at the same time.")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="critical",
    show_default=True,
    help="Leave with 1 when a finding is as bad as this, or worse.",
)
@books_options
@language_option
@click.option("--axe/--no-axe", default=True, show_default=True, help="Judge accessibility with axe-core.")
@click.option("--drills/--no-drills", default=True, show_default=True, help="Walk the detours and drills too.")
@click.option("--time-budget", type=click.FloatRange(min=1), metavar="SECONDS", help="Start no visit after that long.")
@click.option("--heal", is_flag=True, help="Use what is near where a step finds nothing, and say what to write.")
@click.option("--only-step", metavar="NAME", help="Walk to this step, and judge only it.")
@click.option("--dry-run", is_flag=True, help="Say what would be done and where it would hold; open no browser.")
@click.option("--pdf", is_flag=True, help="Print report.pdf too (with an installed Chromium).")
@click.option("--headed", is_flag=True, help="Show the browser's window.")
@click.option("--slow-mo", type=click.FloatRange(min=0), default=0, metavar="MS", help="Wait so long between actions.")
@click.option("--step", "is_stepping", is_flag=True, help="Pause before each step, with the window shown.")
@click.option("--quiet", "-q", is_flag=True, help="Print one line at the end, and nothing before.")
@click.option("--verbose", "-v", is_flag=True, help="Print each step; show the details of our own faults.")
def run(
    paths: tuple[Path, ...],
    out: Path | None,
    personas: tuple[str, ...],
    browsers: tuple[str, ...],
    workers: int,
    fail_on: str,
    figures: Path | None,
    feedback: Path | None,
    language: str | None,
    axe: bool,
    drills: bool,
    time_budget: float | None,
    heal: bool,
    only_step: str | None,
    dry_run: bool,
    pdf: bool,
    headed: bool,
    slow_mo: float,
    is_stepping: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Walk journeys (files, or folders of them) to the end in real browsers, judge what was seen, write the report.

    What is given here goes before what a journey says, which goes before frictionaudit.yaml. Nothing is ever ordered
    or paid unless the journey allows it, or the shop runs on this machine.
    """
    language = language_for(paths, language)
    speak(language)
    pause = pause_before_step() if is_stepping else None
    with progress(is_quiet=quiet, is_verbose=verbose, is_live=not is_stepping) as teller:
        result = frictionaudit.run(
            paths,
            personas=personas or None,
            browsers=browsers or None,
            out=out,
            workers=1 if is_stepping else workers,
            fail_on=fail_on,
            headed=headed or is_stepping,
            slow_mo_ms=slow_mo,
            axe=axe,
            drills=drills,
            heal=heal,
            only_step=only_step,
            time_budget_s=time_budget,
            dry_run=dry_run,
            figures=figures,
            feedback=feedback,
            language=language,
            pdf=pdf,
            pause=pause,
            on_event=teller,
        )
    if dry_run:
        for note in result.notes:
            click.echo(plain(retold(note)))
    else:
        echo_run(result, out, is_quiet=quiet, told=teller.told)
    return result.exit_code
