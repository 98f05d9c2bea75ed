"""`frictionaudit check`: every mistake of journey and configuration files, without a browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from frictionaudit.cli.terminal import plain
from frictionaudit.errors import ExitCode, Mistake

__all__ = ["check"]


@click.command(short_help="Find every mistake in journey files, without a browser.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--quiet", "-q", is_flag=True, help="Print mistakes only, no count.")
def check(paths: tuple[Path, ...], quiet: bool) -> int:
    """Find every mistake in journey files (or in all journeys of a folder) and in their frictionaudit.yaml.

    Each is shown as file:line:column with what is wrong and how to mend it. Warnings don't fail the check.
    """
    from frictionaudit.journey import check as check_files

    mistakes = check_files(paths)
    for mistake in mistakes:
        click.echo(plain(str(mistake)))
    if not quiet:
        click.echo(_counted(mistakes))
    return ExitCode.USAGE if any(not each.is_warning for each in mistakes) else ExitCode.FINE


def _counted(mistakes: Sequence[Mistake]) -> str:
    warnings = sum(each.is_warning for each in mistakes)
    errors = len(mistakes) - warnings
    if not mistakes:
        return "No mistakes."
    parts = [_some(errors, "mistake")] if errors else []
    parts += [_some(warnings, "warning")] if warnings else []
    return f"{' and '.join(parts)}."


def _some(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
