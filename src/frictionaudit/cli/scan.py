"""`frictionaudit scan`: find the purchase path of a shop, walk it as far as is safe, report, and write it down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

import frictionaudit
from frictionaudit.cli.options import SEVERITIES, echo_run, language_option
from frictionaudit.cli.progress import Teller, progress
from frictionaudit.cli.terminal import plain, shortened
from frictionaudit.discover.homepage import ask_place
from frictionaudit.discover.locales import Place
from frictionaudit.discover.scanning import address_of, found_sketch, name_of, seed_sketch
from frictionaudit.discover.sketch import JourneySketch
from frictionaudit.discover.writing.writer import write_journey
from frictionaudit.errors import UsageError
from frictionaudit.journey.intents import STEP_NAMES, StepName
from frictionaudit.journey.model import BrowserName, Journey
from frictionaudit.journey.shapes.fields import HEADER_VALUE
from frictionaudit.pipeline import language_for
from frictionaudit.replay.events import CandidatesWeighed, Event, JourneyFound
from frictionaudit.report.texts import text
from frictionaudit.tongues import speak

__all__ = ["scan"]

LONGEST_LINE = 160


@click.command(short_help="Find a shop's purchase path, walk it as far as is safe, and report.")
@click.argument("url")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of the report. [reports/<run>]")
@click.option(
    "--journey", type=click.Path(dir_okay=False, path_type=Path), help="Where the journey is written. [in the folder]"
)
@click.option("--locale", metavar="TAG", help="Language of the shop: fi-FI. Left out, its first page tells.")
@click.option("--market", metavar="COUNTRY", help="Whose law and habits apply: FI, DE, UK. Left out, the shop tells.")
@click.option("--persona", "personas", multiple=True, help="Walk as this persona; may be given more than once.")
@click.option(
    "--browser", type=click.Choice([str(name) for name in BrowserName]), default="chromium", show_default=True,
    help="Walk in this browser.",
)  # fmt: skip
@click.option("--explain", is_flag=True, help="Say what was weighed at each step, with scores and reasons.")
@click.option(
    "--allow-order/--hold-order", default=None,
    help="Really order, or stop before it. Left out, only shops of this machine are ordered from.",
)  # fmt: skip
@click.option("--identify", metavar="TEXT", default="", help="Tell the shop who looks, in the header X-Frictionaudit.")
@click.option("--pages", type=click.IntRange(min=3), default=40, show_default=True, help="Give up after so many pages.")
@click.option("--host", "hosts", multiple=True, help="Another host that may be opened: checkout.example.")
@click.option(
    "--fail-on", type=click.Choice(SEVERITIES), default="critical", show_default=True,
    help="Leave with 1 when a finding is as bad as this, or worse.",
)  # fmt: skip
@language_option
@click.option("--axe/--no-axe", default=True, show_default=True, help="Judge accessibility with axe-core.")
@click.option("--force", is_flag=True, help="Replace a journey that stands there.")
@click.option("--headed", is_flag=True, help="Show the browser's window.")
@click.option("--quiet", "-q", is_flag=True, help="Print one line at the end, and nothing before.")
@click.option("--verbose", "-v", is_flag=True, help="Print each step; show the details of our own faults.")
def scan(
    url: str,
    out: Path | None,
    journey: Path | None,
    locale: str | None,
    market: str | None,
    personas: tuple[str, ...],
    browser: str,
    explain: bool,
    allow_order: bool | None,
    identify: str,
    pages: int,
    hosts: tuple[str, ...],
    fail_on: str,
    language: str | None,
    axe: bool,
    force: bool,
    headed: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Find the purchase path of the shop at URL, walk it as far as is safe, report, and write the journey down.

    URL may be the front page, a category or a product. Nothing is ordered unless you allow it. Links are followed as
    robots.txt asks, one page after the other. `frictionaudit run` on the journey repeats the walk without searching.
    """
    address = address_of(url)
    folder = out if out is not None else _folder(address)
    path = journey if journey is not None else folder / f"{name_of(address)}.yaml"
    if path.exists() and not force:
        raise UsageError(f"{path}: stands there already; give another name with --journey, or --force to replace it")
    language = language_for([path], language)
    speak(language)
    place = _place(address, locale, market, identify)
    seed = seed_sketch(
        address, place, allow_order=allow_order, personas=personas or ("desktop-careful",), hosts=hosts,
        identify=identify,
    )  # fmt: skip
    write_journey(seed, path, overwrite=force)
    with progress(is_quiet=quiet, is_verbose=verbose, is_live=not explain) as teller:
        finder = _Finder(teller, seed, path, is_explaining=explain)
        result = frictionaudit.run(
            path, browsers=[browser], out=folder, fail_on=fail_on, headed=headed, axe=axe, language=language,
            pages=pages, on_event=finder,
        )  # fmt: skip
    echo_run(result, folder, is_quiet=quiet, told=teller.told)
    if not quiet:
        click.echo(text("scan.journey" if finder.has_found else "scan.journey.open", path=str(path)))
    return result.exit_code


class _Finder:
    """Hears what was found, and writes it down as soon as it is there."""

    def __init__(self, show: Teller, seed: JourneySketch, path: Path, *, is_explaining: bool) -> None:
        self._show = show
        self._seed = seed
        self._path = path
        self._is_explaining = is_explaining
        self._best = -1
        self.has_found = False

    def __call__(self, event: Event) -> None:
        """Show an event, explain it where that is asked for, keep the journey that came furthest."""
        if isinstance(event, CandidatesWeighed):
            if self._is_explaining:
                _explain(event)
        elif isinstance(event, JourneyFound):
            self._keep(event.journey, event.comments)
        else:
            self._show(event)

    def _keep(self, journey: Journey, comments: Mapping[str, str]) -> None:
        found = len(comments)
        if found > self._best:
            self._best, self.has_found = found, found > 1
            write_journey(found_sketch(self._seed, journey, comments), self._path, overwrite=True)


def _explain(event: CandidatesWeighed) -> None:
    nothing = f" {text('scan.nothing')}" if not event.lines else ""
    click.echo(f"{_sought(event.intent)}:{nothing}", err=True)
    for line in event.lines:
        click.echo(f"  {shortened(plain(line), LONGEST_LINE)}", err=True)


def _sought(intent: str) -> str:
    """Give what is looked for in the reader's words: as the step is called that it leads to."""
    key = "go_on" if intent == "continue" else intent
    return StepName(key).told if key in STEP_NAMES else intent


def _place(address: str, locale: str | None, market: str | None, identify: str) -> Place:
    """Tell where the shop sells: as given, else by its first page."""
    if locale is not None and not re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", locale):
        raise UsageError(f"'{locale}' is no language tag; give one like fi-FI")
    if market is not None and not re.fullmatch(r"[A-Za-z]{2}|EEA", market):
        raise UsageError(f"'{market}' is no country code; give one like FI, DE or UK")
    if not HEADER_VALUE.fullmatch(identify):
        raise UsageError("--identify goes into an HTTP header: give one line of plain ASCII")
    headers = {"X-Frictionaudit": identify} if identify else {}
    place = ask_place(address, headers)
    if locale is not None:
        place = place.model_copy(update={"locale": locale, "market": place.market or locale.partition("-")[2] or None})
    if market is not None:
        place = place.model_copy(update={"market": market.upper()})
    return place


def _folder(address: str) -> Path:
    return Path("reports") / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{name_of(address)}"
