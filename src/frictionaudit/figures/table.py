"""A CSV file as spreadsheets save it, read cell by cell; every mistake knows its line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from frictionaudit.errors import JourneyFileError, Mistake
from frictionaudit.journey.loading.near import did_you_mean, nearest

__all__ = ["Row", "Table"]

_MAX_BYTES = 4 * 1024 * 1024
_MAX_ROWS = 20_000
_MOST_TOLD = 20
"""Mistakes that are told one by one; a column that is wrong in every line needs no thousand of them."""
_SEPARATORS = (",", ";", "\t", "|")
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: cells by column, stripped; "" where there is none."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(slots=True)
class Table:
    """One file: its rows, the note above them, and the mistakes found on the way.

    Attributes:
        separator: What stands between cells; as the head shows it.
        note: The comment lines above the head.
    """

    file: Path
    columns: tuple[str, ...]
    separator: str = ","
    note: str = ""
    rows: list[Row] = field(default_factory=list)
    _head: list[str] = field(default_factory=list)
    _mistakes: list[Mistake] = field(default_factory=list)

    @classmethod
    def read(cls, file: Path, columns: tuple[str, ...], needed: tuple[str, ...]) -> Table:
        """Read a file with these columns, in any order.

        Raises:
            JourneyFileError: the file cannot be read, or its head is wrong.
        """
        table = cls(file, columns)
        lines = list(table._lines(table._text()))
        table._take_head(lines, needed)
        table.end()
        for line, cells in lines[1:]:
            if len(cells) > len(table._head) and any(cells[len(table._head) :]):
                table.tell(
                    line, table._head[-1], "more cells than the head has", 'quote a cell that holds a comma: "24,90"'
                )
            else:
                table.rows.append(Row(line, dict(zip(table._head, cells, strict=False))))
        return table

    def tell(self, line: int, column: str, what: str, mend: str = "") -> None:
        """Note a mistake in a cell."""
        place = self._head.index(column) + 1 if column in self._head else 1
        self._mistakes.append(Mistake(self.file, line, place, what, mend))

    def end(self) -> None:
        """Raise what was noted.

        Raises:
            JourneyFileError: there were mistakes.
        """
        if not self._mistakes:
            return
        told = sorted(self._mistakes, key=lambda each: (each.line, each.column))
        rest = len(told) - _MOST_TOLD
        if rest > 0:
            told = told[:_MOST_TOLD]
            told.append(Mistake(self.file, told[-1].line, 1, f"and {rest} more mistakes below", "mend these first"))
        raise JourneyFileError(told)

    def _text(self) -> str:
        """Give the file's text in whatever a spreadsheet saves: UTF-8, "Unicode text", or Windows' own letters."""
        try:
            with self.file.open("rb") as stream:
                raw = stream.read(_MAX_BYTES + 1)
        except OSError as trouble:
            self.tell(1, "", f"the file cannot be read: {trouble.strerror or trouble}", "check its name")
            self.end()
        if len(raw) > _MAX_BYTES:
            self.tell(
                1, "", f"the file is larger than {_MAX_BYTES // 1024 // 1024} MB", "keep one row a period and metric"
            )
        if raw.startswith(b"PK\x03\x04"):
            self.tell(1, "", "this is a workbook, no CSV", "save it as CSV UTF-8")
        self.end()
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            return raw.decode("utf-16", "replace")
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return raw.decode("cp1252", "replace")

    def _lines(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Give the lines that hold something, the head first, each with its number."""
        notes: list[str] = []
        skipped = 0
        for line in text.splitlines():
            if not line.strip(' \t,;|"') or line.lower().startswith("sep="):
                skipped += 1
            elif line.lstrip('"').startswith("#"):
                notes.append(line.strip(' \t,;|#"'))
                skipped += 1
            else:
                break
        self.note = " ".join(notes)
        body = "\n".join(text.splitlines()[skipped:])
        self.separator = self._separator_of(body.partition("\n")[0])
        reader = csv.reader(io.StringIO(body), delimiter=self.separator)
        try:
            for cells in reader:
                stripped = [cell.strip() for cell in cells]
                if any(stripped) and not stripped[0].startswith("#"):
                    yield skipped + reader.line_num, stripped
                if reader.line_num > _MAX_ROWS:
                    self.tell(skipped + reader.line_num, "", f"more than {_MAX_ROWS} lines", "keep one row a period")
                    return
        except csv.Error as trouble:
            self.tell(skipped + reader.line_num, "", f"this is no CSV: {trouble}", "close the quotation marks")

    def _separator_of(self, head: str) -> str:
        """Give what parts the head into most of the columns."""
        return max(
            _SEPARATORS,
            key=lambda each: len(set(_names(next(csv.reader([head], delimiter=each), []))) & {*self.columns}),
        )

    def _take_head(self, lines: list[tuple[int, list[str]]], needed: tuple[str, ...]) -> None:
        if not lines:
            self.tell(1, "", "the file is empty", f"begin with a line of columns: {','.join(self.columns)}")
            return
        line, cells = lines[0]
        self._head = [*_names(cells)]
        for name in self._head:
            if name and name not in self.columns:
                self.tell(line, name, f"unknown column '{name[:_QUOTED]}'", did_you_mean(name, self.columns, "columns"))
            elif name and self._head.count(name) > 1:
                self.tell(line, name, f"two columns are called '{name}'", "keep one")
        misspelt = {nearest(name, self.columns) for name in self._head if name not in self.columns}
        for name in needed:
            if name not in self._head and name not in misspelt:
                self.tell(
                    line,
                    "",
                    f"there is no column '{name}'",
                    f"the first line names the columns: {','.join(self.columns)}",
                )


def _names(cells: list[str]) -> list[str]:
    return [cell.strip().casefold() for cell in cells]
