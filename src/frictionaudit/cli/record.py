"""`frictionaudit record`: shop once in a window, and have a journey."""

from __future__ import annotations

from pathlib import Path

import click

from frictionaudit.cli.import_ import echo_written
from frictionaudit.cli.options import tongue_option
from frictionaudit.errors import ExitCode, UsageError
from frictionaudit.files import write_whole
from frictionaudit.journey.model import BrowserName
from frictionaudit.report.texts import text
from frictionaudit.tongues import retold

__all__ = ["record"]


@click.command(short_help="Shop once in a window, and have a journey.")
@click.argument("url")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The journey. [<host>.yaml]")
@click.option(
    "--browser",
    type=click.Choice([str(name) for name in BrowserName]),
    default="chromium",
    show_default=True,
    help="Record in this browser.",
)
@click.option("--device", metavar="NAME", help='Record as on this device: "iPhone 15".')
@click.option("--locale", metavar="TAG", help="Language of the browser and of the shop: fi-FI.")
@tongue_option
@click.option("--force", is_flag=True, help="Replace a journey that stands there.")
def record(url: str, out: Path | None, browser: str, device: str | None, locale: str | None, force: bool) -> int:
    """Open a window at URL, and write down as a journey what you do there until you close it (or press Ctrl-C).

    Shop as a customer does, as far as you want: nobody but you presses anything, and what you order is ordered. What
    `frictionaudit run` later presses is another matter: it never orders unless the journey allows it.
    """
    from frictionaudit.discover.locales import locale_of
    from frictionaudit.discover.recorder import ask_for_screen
    from frictionaudit.discover.recorder import record as recorded
    from frictionaudit.discover.scanning import address_of, name_of
    from frictionaudit.replay.browsers.find import find_browser

    address = address_of(url)
    path = out if out is not None else Path(f"{name_of(address)}.yaml")
    if path.exists() and not force:
        raise UsageError(f"{path}: stands there already; give another name with --out, or --force to replace it")
    language = locale and locale_of(locale)
    ask_for_screen()
    found = find_browser(BrowserName(browser), headed=True)
    if found.channel == "moz-firefox":
        raise UsageError("An installed Firefox cannot record; leave out --browser, or: playwright install firefox")
    click.echo(text("record.shop"), err=True)
    channel = browser if browser in ("chrome", "msedge") and found.executable is None else None
    with recorded(
        address, browser=found.engine, channel=channel, executable=found.executable, device=device, locale=language
    ) as file:
        notes = _written(file, path, language, force=force)
    echo_written(path, notes)
    return ExitCode.FINE


def _written(file: Path, path: Path, locale: str | None, *, force: bool) -> list[str]:
    """Write the journey of a recording, and give what its reader must know.

    Where that fails, the recording itself is kept beside the journey's place: the visit need not be made again.
    """
    from frictionaudit.discover.importing import import_file
    from frictionaudit.discover.writing.writer import write_journey

    try:
        sketch, notes = import_file(file, locale=locale)
        write_journey(sketch, path, overwrite=force)
    except Exception:
        kept = path.with_suffix(".jsonl")
        write_whole(kept, file.read_bytes())
        click.echo(text("record.kept", path=str(kept)), err=True)
        raise
    return ["\n    ".join(retold(words) for words in (note.what, note.mend) if words) for note in notes]
