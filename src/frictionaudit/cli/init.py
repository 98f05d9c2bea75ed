"""`frictionaudit init`: four questions, and the files to start with."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from frictionaudit.cli.terminal import plain
from frictionaudit.errors import ExitCode, UsageError
from frictionaudit.journey.model import Goods

__all__ = ["init"]


@click.command(short_help="Write the files to start with: a journey, settings, a CI workflow.")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--url", help="The shop's address.")
@click.option("--locale", metavar="TAG", help="Language and country of its customers: fi-FI.")
@click.option("--goods", type=click.Choice([str(each) for each in Goods]), help="What is sold.")
@click.option(
    "--allow-order/--hold-order", default=None, help="It is a test shop, where audits may order; or it is not."
)
@click.option("--yes", "-y", is_flag=True, help="Ask nothing: what is not given is guessed, and nothing is ordered.")
@click.option("--force", is_flag=True, help="Replace files that stand there.")
def init(
    folder: Path,
    url: str | None,
    locale: str | None,
    goods: str | None,
    allow_order: bool | None,
    yes: bool,
    force: bool,
) -> int:
    """Write into DIR a journey that runs as it is, frictionaudit.yaml and a workflow for GitHub Actions.

    Asks for what is not given: the shop's address, its language and market, what is sold, whether it may be ordered
    from. Nothing that stands there is replaced without --force.
    """
    from frictionaudit.discover.locales import locale_of, place_of, place_of_locale
    from frictionaudit.discover.scanning import address_of
    from frictionaudit.discover.starting import starting_files, write_files
    from frictionaudit.journey import check

    address = address_of(url or _asked("Address of the shop", None, is_silent=yes, flag="--url"))
    guess = place_of(address, ()).locale
    tag = locale or _asked("Language and country of its customers", guess, is_silent=yes, flag="--locale")
    sold = goods or _asked("What is sold (physical, digital, service)", "physical", is_silent=yes, flag="--goods")
    if sold not in list(Goods):
        raise UsageError(f"'{sold}' is not sold here; say physical, digital or service")
    if allow_order is None:
        allow_order = not yes and _agreed("Is it a test shop, in which audits may order?")
    place = place_of_locale(locale_of(tag), address)
    written = write_files(starting_files(address, place, Goods(sold), allow_order=allow_order), folder, overwrite=force)
    for path in written:
        click.echo(f"Wrote {path}.")
    mistakes = check([written[0]])
    for mistake in mistakes:
        click.echo(plain(str(mistake)), err=True)
    click.echo(f"Look at the journey, then: frictionaudit run {written[0]}")
    return ExitCode.USAGE if any(not each.is_warning for each in mistakes) else ExitCode.FINE


def _asked(question: str, default: str | None, *, is_silent: bool, flag: str) -> str:
    """Ask, or take the default where nobody is to be asked."""
    if is_silent and default is not None:
        return default
    if is_silent:
        raise UsageError(f"Say {flag}: it cannot be guessed.")
    try:
        return str(click.prompt(question, default=default, err=True))
    except click.Abort:
        if sys.stdin.isatty():
            raise
        raise UsageError(f"Nobody answers '{question}': give {flag}, or --yes for what can be guessed.") from None


def _agreed(question: str) -> bool:
    try:
        return click.confirm(question, default=False, err=True)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        return False
