"""`frictionaudit demo`: the demo shop, to look at or to audit."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

import frictionaudit
from frictionaudit.cli.options import echo_run, tongue_option
from frictionaudit.cli.progress import progress
from frictionaudit.errors import ExitCode, UsageError
from frictionaudit.report.texts import text
from frictionaudit.results import Run
from frictionaudit.shops import run_forever, serve
from frictionaudit.tongues import language

__all__ = ["demo"]

_JOURNEYS = ("demo.yaml", "bad-day.yaml")
"""The clean shop, and a bad day in it."""

_ADDRESS = "SHOP_URL"
"""The variable by which the demo's journeys learn where the shop is."""


@click.command(short_help="Serve the demo shop, or audit it.")
@click.option(
    "--audit", "is_audit", is_flag=True, help="Audit the shop, clean and on a bad day, instead of serving it."
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="With --audit: folder of the reports.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="Port; 0 takes a free one."
)
@click.option("--friction", "frictions", multiple=True, help="Switch a friction on; may be given more than once.")
@click.option("--shop-language", default="fi", show_default=True, help="Language of the shop: fi, sv, de or en.")
@tongue_option
@click.option("--quiet", "-q", is_flag=True, help="With --audit: one line a report.")
def demo(
    is_audit: bool,
    out: Path | None,
    host: str,
    port: int,
    frictions: tuple[str, ...],
    shop_language: str,
    quiet: bool,
) -> int:
    """Serve the demo shop, a small shop whose frictions are switches, until Ctrl-C.

    With --audit: serve it on a free port, walk its journeys (the clean shop, then a bad day in it) and write the
    reports. That it finds much on the bad day is as it should be: the exit code is 0 when the audits ran.
    """
    if is_audit:
        return _audit(out, frictions, is_quiet=quiet)
    run_forever(host, port, frictions=frictions, language=shop_language, echo=click.echo)
    return ExitCode.FINE


def _audit(out: Path | None, frictions: Sequence[str], *, is_quiet: bool) -> int:
    runs: list[tuple[Run, Path | None]] = []
    told: set[str] = set()
    with serve(frictions=frictions) as shop, _environment(_ADDRESS, shop.url):
        for path in _journeys():
            folder = out / path.stem if out is not None else None
            if not is_quiet:
                click.echo(text("terminal.walking", journey=path.name, address=shop.url), err=True)
            with progress(is_quiet=is_quiet, told=told) as teller:
                runs.append((frictionaudit.run(path, out=folder, language=language(), on_event=teller), folder))
            if runs[-1][0].exit_code == ExitCode.INTERRUPTED:
                break
    for run, folder in runs:
        echo_run(run, folder, is_quiet=is_quiet, told=told, has_ending=False)
    # A gate that falls is what the bad day is for.
    return max((run.exit_code for run, _ in runs if run.exit_code != ExitCode.GATE), default=ExitCode.FINE)


def _journeys() -> list[Path]:
    """Find the demo's journeys: inside the installed package, or in the source tree that it is installed from."""
    package = Path(frictionaudit.__file__).parent
    for folder in (package / "shops" / "journeys", package.parents[1] / "journeys"):
        found = [folder / name for name in _JOURNEYS if (folder / name).is_file()]
        if found:
            return found
    raise UsageError("the demo's journeys are not where the package is installed: install frictionaudit again")


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    """Set an environment variable for a while."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
