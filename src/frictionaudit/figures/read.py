"""Read figures and feedback, or tell every mistake in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from frictionaudit.figures.amounts import bare, unit_of, writing_of
from frictionaudit.figures.model import Answer, Feedback, Figure, Figures, nps_counts
from frictionaudit.figures.periods import period_of
from frictionaudit.figures.table import Row, Table
from frictionaudit.journey.loading.near import did_you_mean
from frictionaudit.journey.metrics import FIGURES, OWN, Metric, Unit, metric_of, unknown_metric
from frictionaudit.personal import without_personal

__all__ = ["MOST_ANSWERS", "read_feedback", "read_figures"]

MOST_ANSWERS = 200
"""Free answers that run.json keeps."""
_LONGEST_ANSWER = 600
_LONGEST_NOTE = 300
_LARGEST = 1e15
"""No shop counts that far, and beyond it a float loses whole numbers."""
_UNITS = {
    Unit.COUNT: ("", "number", "pcs"),
    Unit.PERCENT: ("", "%", "percent"),
    Unit.HOURS: ("", "h", "hours"),
}
_PERIOD_MEND = "write 2026, 2026-Q3, 2026-09, 2026-W36, 2026-09-14 or 2026-09-01/2026-09-30"


def read_figures(file: Path, *, currency: str | None = None, steps: Collection[str] = ()) -> Figures:
    """Read a figures file.

    Args:
        file: A CSV file with the columns period, metric, value and, where wanted, step, unit, note.
        currency: Of money without a unit: the journey's.
        steps: Names, ids and stages that its steps may be called by; empty: not checked.

    Raises:
        JourneyFileError: lists the mistakes in it.
    """
    table = Table.read(file, ("period", "metric", "step", "value", "unit", "note"), ("period", "metric", "value"))
    numbers = [number for row in table.rows if (number := bare(row["value"])[0])]
    reader = _FiguresReader(table, currency or "", steps, numbers)
    rows = tuple(figure for row in table.rows if (figure := reader.figure(row)) is not None)
    table.end()
    return Figures(file=file.name, note=table.note[:_LONGEST_NOTE], currency=reader.currency, rows=rows)


def read_feedback(file: Path, *, steps: Collection[str] = ()) -> Feedback:
    """Read a feedback file: NPS scores and free answers, one customer a row. Arguments and errors as `read_figures`."""
    table = Table.read(file, ("period", "step", "nps", "text", "note"), ())
    answers: list[Answer] = []
    scores: list[tuple[str, int]] = []
    for row in table.rows:
        period = _period(table, row) if row["period"] else ""
        score = _nps(table, row)
        _check_step(table, row, steps)
        if score is not None:
            scores.append((period, score))
        if row["text"]:
            words = without_personal(row["text"])[:_LONGEST_ANSWER]
            answers.append(Answer(period=period, step=row["step"], nps=score, text=words, line=row.line))
        elif score is None and not row["nps"]:
            table.tell(row.line, "nps", "neither a score nor a text", "write one of them, or take the line out")
    table.end()
    return Feedback(
        file=file.name,
        note=table.note[:_LONGEST_NOTE],
        counts=nps_counts(scores),
        answers=tuple(answers[:MOST_ANSWERS]),
        left_out=max(0, len(answers) - MOST_ANSWERS),
    )


class _FiguresReader:
    """Makes figures of rows; knows what all rows of a file have in common."""

    def __init__(self, table: Table, currency: str, steps: Collection[str], numbers: Sequence[str]) -> None:
        self.currency = ""
        self._table, self._default, self._steps = table, currency, steps
        self._writing = writing_of(numbers, is_comma_likely=table.separator == ";")
        self._seen: dict[tuple[str, str, str], int] = {}

    def figure(self, row: Row) -> Figure | None:
        """Give the figure of a row, None where it has a mistake, which is then noted."""
        period = _period(self._table, row)
        name = row["metric"].casefold()
        metric = metric_of(name) if name.startswith(OWN) or name in FIGURES else None
        if metric is None:
            self._table.tell(row.line, "metric", *unknown_metric(name[:60], is_goal=False))
        value = self._value(row, metric)
        if metric is None or value is None or not period or not self._is_sound(row, metric):
            return None
        key = (period, name, row["step"].casefold())
        if key in self._seen:
            mend = f"keep one: the first is in line {self._seen[key]}"
            self._table.tell(row.line, "metric", f"'{name}' stands here twice for {period}", mend)
            return None
        self._seen[key] = row.line
        unit = row["unit"][:20] if name.startswith(OWN) else ""
        return Figure(period=period, metric=name, step=row["step"], value=value, unit=unit, line=row.line)

    def _value(self, row: Row, metric: Metric | None) -> float | None:
        number, unit = bare(row["value"])
        value = self._writing.read(number)
        shown = row["value"][:40]
        if value is None:
            what = f"'{shown}' is no number" if shown else "the value is missing"
            mend = "write all numbers of the file alike: 1234.50 or 1234,50" if number else "write digits"
            self._table.tell(row.line, "value", what, mend)
            return None
        most = 100 if metric and metric.unit is Unit.PERCENT else _LARGEST
        if not 0 <= value <= most:
            self._table.tell(
                row.line, "value", f"'{shown}' cannot be", "a share lies between 0 and 100, nothing is below 0"
            )
            return None
        if metric is not None:
            self._take_unit(row, metric, unit or unit_of(row["unit"]))
        return value

    def _take_unit(self, row: Row, metric: Metric, unit: str) -> None:
        if metric.unit is Unit.MONEY:
            self._take_currency(row, unit or self._default)
        elif row["metric"].casefold().startswith(OWN):
            return
        elif unit.casefold() not in _UNITS[metric.unit]:
            wanted = _UNITS[metric.unit][1]
            self._table.tell(
                row.line, "unit", f"'{unit[:20]}' is no unit of '{row['metric']}'", f"write {wanted}, or nothing"
            )

    def _take_currency(self, row: Row, unit: str) -> None:
        code = unit.upper()
        if len(code) != 3 or not code.isascii() or not code.isalpha():
            what = f"'{unit[:20]}' is no currency" if unit else f"'{row['metric']}' does not say its currency"
            self._table.tell(row.line, "unit", what, "write its three letters: EUR, SEK, USD")
        elif self.currency and code != self.currency:
            self._table.tell(row.line, "unit", f"{code} beside {self.currency}", "one file holds one currency")
        else:
            self.currency = code

    def _is_sound(self, row: Row, metric: Metric) -> bool:
        if row["step"] and not metric.has_steps:
            mend = "leave the step empty; sessions, contacts and own figures may have one"
            self._table.tell(row.line, "step", f"'{row['metric']}' has no steps", mend)
            return False
        return _check_step(self._table, row, self._steps)


def _check_step(table: Table, row: Row, steps: Collection[str]) -> bool:
    if not steps or not row["step"] or row["step"].casefold() in {each.casefold() for each in steps}:
        return True
    mend = did_you_mean(row["step"][:80], list(steps), "steps")
    table.tell(row.line, "step", f"no journey has a step '{row['step'][:80]}'", mend)
    return False


def _period(table: Table, row: Row) -> str:
    period = period_of(row["period"])
    if period is None:
        shown = row["period"][:40]
        table.tell(row.line, "period", f"'{shown}' is no period" if shown else "the period is missing", _PERIOD_MEND)
    return period or ""


def _nps(table: Table, row: Row) -> int | None:
    if not row["nps"]:
        return None
    if row["nps"].isascii() and row["nps"].isdigit() and int(row["nps"]) <= 10:
        return int(row["nps"])
    table.tell(row.line, "nps", f"'{row['nps'][:20]}' is no answer of 0 to 10", "write a whole number, or nothing")
    return None
