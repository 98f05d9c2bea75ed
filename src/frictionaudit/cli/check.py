"""`frictionaudit check`: every mistake of journey and configuration files, without a browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from frictionaudit.cli.mistakes import told_mistake
from frictionaudit.cli.options import tongue_option
from frictionaudit.cli.terminal import plain
from frictionaudit.errors import ExitCode, Mistake
from frictionaudit.report.texts import count, text

__all__ = ["check"]


@click.command(short_help="Find every mistake in journey files, without a browser.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@tongue_option
@click.option("--quiet", "-q", is_flag=True, help="Print mistakes only, no count.")
def check(paths: tuple[Path, ...], quiet: bool) -> int:
    """Find every mistake in journey files (or in all journeys of a folder) and in their frictionaudit.yaml.

    The figures and feedback that they name are checked too.

    Each is shown as file:line:column with what is wrong and how to mend it. Warnings don't fail the check.
    """
    from frictionaudit.journey import check as check_files

    mistakes = check_files(paths)
    if all(each.is_warning for each in mistakes) and _names_books(paths):
        from frictionaudit.figures.books import check_books

        mistakes += check_books(paths)
    for mistake in mistakes:
        click.echo(plain(told_mistake(mistake)))
    if not quiet:
        click.echo(_counted(mistakes))
    return ExitCode.USAGE if any(not each.is_warning for each in mistakes) else ExitCode.FINE


def _names_books(paths: Sequence[Path]) -> bool:
    """Tell whether figures or feedback may be named at all: most journeys do not, and need not be read twice."""
    folders = [path for path in paths if path.is_dir()]
    files = [path for path in paths if path.is_file()] + [each for folder in folders for each in folder.rglob("*.y*ml")]
    above = [each / "frictionaudit.yaml" for path in paths for each in path.resolve().parents]
    read = (path.read_bytes() for path in (*files, *above) if path.is_file())
    return any(b"figures:" in content or b"feedback:" in content for content in read)


def _counted(mistakes: Sequence[Mistake]) -> str:
    warnings = sum(each.is_warning for each in mistakes)
    errors = len(mistakes) - warnings
    if not mistakes:
        return text("check.none")
    told = [count("check.mistakes", errors)] if errors else []
    told += [count("check.warnings", warnings)] if warnings else []
    return text("check.both", mistakes=told[0], warnings=told[1]) if len(told) > 1 else f"{told[0]}."
