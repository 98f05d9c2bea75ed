"""`frictionaudit doctor`: which browsers are usable, and a missing one on request."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import click

from frictionaudit import __version__
from frictionaudit.cli.options import tongue_option
from frictionaudit.cli.terminal import plain
from frictionaudit.errors import ExitCode
from frictionaudit.journey.model import BrowserName
from frictionaudit.replay.browsers.setup import Checkup, check_up, install_missing
from frictionaudit.report.texts import text
from frictionaudit.tongues import retold

__all__ = ["doctor"]

_TO_INSTALL = (BrowserName.CHROMIUM, BrowserName.FIREFOX)
"""What `--install` gets where no browser is named: the engines that most customers have and that come freely."""


@click.command(short_help="Show which browsers are usable, and get a missing one.")
@click.option("--install", is_flag=True, help="Get what is missing: chromium and firefox, or the browsers named.")
@click.option(
    "--browser",
    "browsers",
    multiple=True,
    type=click.Choice([str(name) for name in BrowserName]),
    help="Only this one; may be given more than once.",
)
@tongue_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def doctor(install: bool, browsers: tuple[str, ...], as_json: bool) -> int:
    """Show which browsers are usable, their versions and where from.

    Looked for in this order: FRICTIONAUDIT_CHROMIUM and FRICTIONAUDIT_FIREFOX, Playwright's own builds, installed
    browsers. --install tries `playwright install`, then (on Debian and Ubuntu, as root) apt-get.
    """
    named = tuple(BrowserName(each) for each in browsers)
    checkups = _installed(named or _TO_INSTALL) if install else check_up(named or tuple(BrowserName))
    if as_json:
        click.echo(json.dumps(_as_data(checkups), indent=2))
    else:
        _show(checkups)
    is_well = all if named else any
    return ExitCode.FINE if is_well(each.is_usable for each in checkups) else ExitCode.AUDIT_FAILED


def _installed(names: Sequence[BrowserName]) -> tuple[Checkup, ...]:
    return tuple(install_missing(name, lambda words: click.echo(plain(words), err=True)) for name in names)


def _show(checkups: Sequence[Checkup]) -> None:
    click.echo(f"frictionaudit {__version__}, Playwright {version('playwright')}, Python {platform.python_version()}")
    not_usable = text("terminal.doctor.not_usable")
    column = max(15, len(not_usable))
    for each in checkups:
        if each.found is not None and each.is_usable:
            click.echo(f"  {each.name:<9} {each.version:<{column}} {retold(each.found.source)}{_place(each)}")
        else:
            click.echo(f"  {each.name:<9} {not_usable:<{column}} {plain(retold(each.trouble))}")
    for note in sorted({note for each in checkups if each.found for note in each.found.notes}):
        click.echo(text("terminal.note", note=retold(note)))


def _place(checkup: Checkup) -> str:
    return f": {checkup.found.executable}" if checkup.found and checkup.found.executable else ""


def _as_data(checkups: Sequence[Checkup]) -> dict[str, Any]:
    return {
        "frictionaudit": __version__,
        "playwright": version("playwright"),
        "python": platform.python_version(),
        "browsers": [
            {
                "name": str(each.name),
                "is_usable": each.is_usable,
                "version": each.version,
                "source": each.found.source if each.found else "",
                "executable": str(each.found.executable) if each.found and each.found.executable else None,
                "notes": list(each.found.notes) if each.found else [],
                "trouble": each.trouble,
            }
            for each in checkups
        ],
    }
