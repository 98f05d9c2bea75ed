"""What a run tells while it goes on: live lines on a terminal, plain lines without one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click
from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from frictionaudit.cli.terminal import is_terminal, shortened
from frictionaudit.replay.events import Event, Listener, Note, StepEnded, StepStarted, VisitEnded, VisitStarted
from frictionaudit.report.texts import count, text
from frictionaudit.tongues import retold
from frictionaudit.tongues.numbers import decimal

__all__ = ["Teller", "progress"]

REFRESHES_PER_SECOND = 4
"""Seconds must move; more often than this would only take processor time from the browser that is measured."""

_COLOURS = {"completed": "green", "stopped_for_safety": "cyan"}
"""Outcomes that are as they should be; every other one is yellow."""

_FINE_STEPS = ("passed", "held", "not_reached")


@contextmanager
def progress(
    *, is_quiet: bool = False, is_verbose: bool = False, is_live: bool = True, told: set[str] | None = None
) -> Iterator[Teller]:
    """Give a listener that shows a run's progress on standard error.

    Args:
        is_quiet: Show nothing.
        is_verbose: Show each step when it is over.
        is_live: Keep a moving picture of what goes on, where there is a terminal.
        told: Notes that were shown before, and are not shown again; new ones are added.
    """
    if is_quiet:
        yield Teller(_silent, told)
    elif is_live and is_terminal():
        with _Screen(is_verbose=is_verbose) as screen:
            yield Teller(screen.hear, told)
    else:
        yield Teller(_Lines(is_verbose=is_verbose).hear, told)


class Teller:
    """A listener that shows what it hears, each note once."""

    def __init__(self, show: Listener, told: set[str] | None = None) -> None:
        self._show = show
        self.told = set() if told is None else told

    def __call__(self, event: Event) -> None:
        """Show an event."""
        if isinstance(event, Note):
            if event.text in self.told:
                return
            self.told.add(event.text)
        self._show(event)


def _silent(event: Event) -> None:
    """Show nothing."""


@dataclass
class _Walking:
    """A visit on its way."""

    label: str
    steps: int
    began: float
    step: str = ""
    index: int = -1
    step_began: float = 0


class _Lines:
    """One line an event, for logs."""

    def __init__(self, *, is_verbose: bool) -> None:
        self._is_verbose = is_verbose

    def hear(self, event: Event) -> None:
        """Write the event's line, if it has one."""
        line = _line(event, is_verbose=self._is_verbose)
        if line:
            click.echo(line, err=True)


class _Screen:
    """Finished visits as lines, walking ones live below them."""

    def __init__(self, *, is_verbose: bool) -> None:
        self._is_verbose = is_verbose
        self._walking: dict[str, _Walking] = {}
        self._live = Live(
            get_renderable=self._table,
            console=Console(stderr=True, markup=False, highlight=False, emoji=False),
            refresh_per_second=REFRESHES_PER_SECOND,
            transient=True,
        )

    def __enter__(self) -> _Screen:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def hear(self, event: Event) -> None:
        """Keep in mind where each visit is; print what is over."""
        now = time.monotonic()
        if isinstance(event, VisitStarted):
            self._walking[event.visit_id] = _Walking(event.visit_id, event.steps, now)
            return
        if isinstance(event, StepStarted) and event.visit_id in self._walking:
            walking = self._walking[event.visit_id]
            walking.step, walking.index, walking.step_began = event.name, event.index, now
        if isinstance(event, VisitEnded):
            self._walking.pop(event.visit_id, None)
        line = _line(event, is_verbose=self._is_verbose)
        if line:
            colour = _COLOURS.get(event.outcome, "yellow") if isinstance(event, VisitEnded) else "default"
            self._live.console.print(Text(line, style=colour), soft_wrap=True)

    def _table(self) -> Table:
        now = time.monotonic()
        table = Table.grid(padding=(0, 2))
        for each in self._walking.values():
            place = f"{each.index + 1}/{each.steps}" if each.index >= 0 else ""
            table.add_row(
                Text(shortened(each.label, 50), style="bold"),
                Text(f"{now - each.began:.0f} s", justify="right"),
                Text(place, justify="right"),
                Text(shortened(each.step, 50)),
                Text(f"{now - each.step_began:.0f} s" if each.index >= 0 else "", style="dim"),
            )
        return table


def _line(event: Event, *, is_verbose: bool) -> str:
    """Give the line of an event; "" where it has none."""
    if isinstance(event, Note):
        return text("terminal.note", note=shortened(retold(event.text), 1_000))
    if isinstance(event, VisitStarted):
        return f"{shortened(event.visit_id, 100)}: {count('terminal.steps', event.steps)}" if is_verbose else ""
    if isinstance(event, VisitEnded):
        why = f": {shortened(retold(event.reason), 300)}" if event.reason else ""
        over = _over(text(f"terminal.outcome.{event.outcome}"), event.seconds)
        return f"{shortened(event.visit_id, 100)}  {over}{why}"
    if isinstance(event, StepEnded) and (is_verbose or event.status not in _FINE_STEPS):
        name = f"{event.index + 1}. {shortened(event.name, 80)}"
        return f"  {shortened(event.visit_id, 100)}  {name}  {_over(text(f'status.{event.status}'), event.seconds)}"
    return ""


def _over(what: str, seconds: float) -> str:
    return text("terminal.over", what=what, seconds=decimal(seconds, 1, least_places=1))
