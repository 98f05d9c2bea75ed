"""`frictionaudit compare`: runs side by side, in one page and on the terminal."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from frictionaudit.cli.options import SEVERITIES, brand_option, language_option
from frictionaudit.cli.summary import SIZE_WITHOUT_TERMINAL
from frictionaudit.cli.terminal import shortened
from frictionaudit.errors import ExitCode
from frictionaudit.findings.model import Severity
from frictionaudit.report.texts import text
from frictionaudit.tongues import speak

if TYPE_CHECKING:
    from frictionaudit.report.comparison.model import Comparison

__all__ = ["compare"]

_WORST = 3
"""Findings of each state that the terminal names."""


@click.command(short_help="Hold runs against each other: before and after, rivals, devices.")
@click.argument("runs", nargs=-1, required=True, metavar="A B [C]...", type=click.Path(exists=True, path_type=Path))
@click.option("--name", "names", multiple=True, help="What a run is called, in the order of the runs.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder. [reports/<time>-compare]")
@click.option(
    "--fail-on-new",
    type=click.Choice(SEVERITIES),
    help="Leave with 1 when the last run has a new finding as bad as this, or worse.",
)
@brand_option
@language_option
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but the page's path.")
@click.option("--verbose", "-v", is_flag=True, help="Show the details of our own faults.")
def compare(
    runs: tuple[Path, ...],
    names: tuple[str, ...],
    out: Path | None,
    fail_on_new: str | None,
    brand: Path | None,
    language: str | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Hold runs (their folders, or their run.json files) against each other, and write compare.html and compare.json.

    The first is where you come from, the last where you are. Of one shop it says what is new, fixed and still there;
    of several, who has what.
    """
    from frictionaudit.publishing import compare_runs
    from frictionaudit.report.comparison.model import State

    folder = out or Path("reports") / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-compare"
    told = compare_runs(runs, out=folder, names=names, language=language, brand=brand)
    speak(told.language)
    page = str(folder / "compare.html")
    for line in [page] if quiet else [*_summary(told), text("compare.told.page", path=page)]:
        click.echo(line)
    if fail_on_new is None:
        return ExitCode.FINE
    wanted = Severity(fail_on_new)
    fallen = sum(row.severity.rank <= wanted.rank for row in told.of(State.NEW))
    if fallen:
        said = text("compare.told.gate", number=fallen, severity=text(f"severity.{wanted}").lower())
        click.echo(click.style(said, fg="red"), err=quiet)
    return ExitCode.GATE if fallen else ExitCode.FINE


def _summary(told: Comparison) -> Iterator[str]:
    from frictionaudit.report.comparison.model import State
    from frictionaudit.report.comparison.page import headline, state_name
    from frictionaudit.report.page.figures import points, span

    width = shutil.get_terminal_size(SIZE_WITHOUT_TERMINAL).columns
    yield ""
    yield click.style(shortened(headline(told), width), bold=True)
    for side in told.sides:
        between = span(side.score.low, side.score.high)
        score = points(side.score.value) + (f" ({between})" if "–" in between else "")
        shown = text("compare.told.unscored") if side.score.value is None else score
        yield shortened(text("compare.told.side", letter=side.letter, score=shown, name=side.name), width)
    for caution in told.cautions:
        yield click.style(shortened(text(f"compare.caution.{caution}"), width), fg="yellow")
    for state in State:
        rows = told.of(state)
        if not rows:
            continue
        yield ""
        yield text("compare.told.count", state=shortened(state_name(told, state), width - 10), number=len(rows))
        for row in rows[:_WORST]:
            name = text(f"severity.{row.severity}")
            yield shortened(f"  {name} · {row.step or text('whole_path')} · {row.message}", width)
    yield ""
