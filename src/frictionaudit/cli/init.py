"""`frictionaudit init`: four questions, and the files to start with."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from frictionaudit.cli.mistakes import told_mistake
from frictionaudit.cli.options import tongue_option
from frictionaudit.cli.terminal import plain
from frictionaudit.errors import ExitCode, UsageError
from frictionaudit.journey.model import Goods
from frictionaudit.report.texts import ENGLISH, text

__all__ = ["init"]


@click.command(short_help="Write the files to start with: a journey, settings, a CI workflow.")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--url", help="The shop's address.")
@click.option("--locale", metavar="TAG", help="Language and country of its customers: fi-FI.")
@click.option("--goods", type=click.Choice([str(each) for each in Goods]), help="What is sold.")
@click.option(
    "--allow-order/--hold-order", default=None, help="It is a test shop, where audits may order; or it is not."
)
@tongue_option
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

    address = address_of(url or _asked("url", None, is_silent=yes))
    tag = locale or _asked("locale", place_of(address, ()).locale, is_silent=yes)
    sold = goods or _asked("goods", "physical", is_silent=yes)
    if sold not in list(Goods):
        raise UsageError(f"'{sold}' is not sold here; say physical, digital or service")
    if allow_order is None:
        allow_order = not yes and _agreed(text("init.ask.order"))
    place = place_of_locale(locale_of(tag), address)
    written = write_files(starting_files(address, place, Goods(sold), allow_order=allow_order), folder, overwrite=force)
    for path in written:
        click.echo(text("terminal.written", path=str(path)))
    mistakes = check([written[0]])
    for mistake in mistakes:
        click.echo(plain(told_mistake(mistake)), err=True)
    click.echo(text("init.next", path=str(written[0])))
    return ExitCode.USAGE if any(not each.is_warning for each in mistakes) else ExitCode.FINE


def _asked(option: str, default: str | None, *, is_silent: bool) -> str:
    """Ask for what an option would say, or take the default where nobody is to be asked."""
    question, flag = text(f"init.ask.{option}"), f"--{option}"
    if is_silent and default is not None:
        return default
    if is_silent:
        raise UsageError(f"Say {flag}: it cannot be guessed.")
    try:
        return str(click.prompt(question, default=default, err=True))
    except click.Abort:
        if sys.stdin.isatty():
            raise
        click.echo(err=True)
        raise UsageError(f"Nobody answers '{question}': give {flag}, or --yes for what can be guessed.") from None


def _agreed(question: str) -> bool:
    """Ask for yes or no, in words of the language that is spoken now or of English; no where nobody answers."""
    yes, no = (text(f"ask.{answer}").partition(",")[0] for answer in ("yes", "no"))
    choice = f"{question} [{yes}/{no.upper()}]"
    try:
        return bool(click.prompt(choice, no, value_proc=_is_yes, show_default=False, err=True))
    except click.Abort:
        if sys.stdin.isatty():
            raise
        return False


def _is_yes(answer: str) -> bool:
    for words, is_yes in (("ask.yes", True), ("ask.no", False)):
        if answer.strip().casefold() in {*text(words).split(", "), *ENGLISH[words].split(", ")}:
            return is_yes
    raise click.UsageError(text("ask.yes_or_no"))
