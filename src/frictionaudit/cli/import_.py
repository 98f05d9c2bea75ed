"""`frictionaudit import`: a recording of another tool becomes a journey."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from frictionaudit.cli.mistakes import told_mistake
from frictionaudit.cli.options import tongue_option
from frictionaudit.cli.terminal import plain
from frictionaudit.errors import ExitCode
from frictionaudit.report.texts import text

__all__ = ["echo_written", "import_"]


@click.command("import", short_help="Turn a recording of another tool into a journey.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The journey. [FILE with .yaml]")
@click.option("--locale", metavar="TAG", help="Language of the shop: fi-FI. Left out, it is told by its words.")
@tongue_option
@click.option("--force", is_flag=True, help="Replace a journey that stands there.")
def import_(file: Path, out: Path | None, locale: str | None, force: bool) -> int:
    """Turn FILE into a journey that a person would have written.

    FILE is a recording of Chrome DevTools (Recorder panel, export as JSON), a Playwright test or recording (Python,
    JavaScript, TypeScript, codegen's JSONL), a sitemap.xml, or a list of addresses. Nothing in it is run. What cannot
    be carried over is told by line; e-mail addresses, cards that are no test cards and passwords are not written down.
    """
    from frictionaudit.discover.importing import import_file
    from frictionaudit.discover.writing.writer import write_journey

    sketch, notes = import_file(file, locale=locale)
    path = out if out is not None else file.with_suffix(".yaml")
    write_journey(sketch, path, overwrite=force)
    echo_written(path, map(told_mistake, notes))
    return ExitCode.FINE


def echo_written(path: Path, notes: Iterable[str]) -> None:
    """Say what was written, what its reader must know, and what comes next."""
    from frictionaudit.journey import check

    for note in notes:
        click.echo(plain(note), err=True)
    click.echo(text("terminal.written", path=str(path)))
    for mistake in check([path]):
        click.echo(plain(told_mistake(mistake)), err=True)
    click.echo(text("import.next", path=str(path)))
