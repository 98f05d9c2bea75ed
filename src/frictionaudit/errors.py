"""Every trouble that reaches a user, and the exit codes of the command.

    FrictionAuditError               any trouble of ours with a sentence for the reader
    ├── UsageError                   the command or a file is wrong: exit 2
    │   └── JourneyFileError         every mistake of the given journey and config files
    ├── AuditError                   the audit itself could not run: exit 3
    │   ├── BrowserMissingError           no usable browser of that engine
    │   └── ShopUnreachableError          the demo shop or a helper of ours did not start
    └── EvidenceError                saved evidence cannot be read: exit 2

A shop that stalls, breaks or blocks is no error: it is evidence, and the visit says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

__all__ = [
    "AuditError",
    "BrowserMissingError",
    "EvidenceError",
    "ExitCode",
    "FrictionAuditError",
    "JourneyFileError",
    "Mistake",
    "ShopUnreachableError",
    "UsageError",
]


class ExitCode(IntEnum):
    """What the command answers to the shell."""

    FINE = 0
    """All ran; no gate fell. Also when it stopped for safety as designed."""
    GATE = 1
    """A gate fell: score, a finding at or above --fail-on, or a journey that broke."""
    USAGE = 2
    """The command or a file is wrong."""
    AUDIT_FAILED = 3
    """The audit itself could not run, or met a wall (bot wall, login, sold out)."""
    INTERRUPTED = 130
    """Ctrl-C: partial results are kept and say so."""


class FrictionAuditError(Exception):
    """A sentence for the reader: where, what, how to mend."""

    exit_code: ExitCode = ExitCode.AUDIT_FAILED


class UsageError(FrictionAuditError):
    """The command line or a file is wrong."""

    exit_code = ExitCode.USAGE


class AuditError(FrictionAuditError):
    """The audit itself could not run."""


class BrowserMissingError(AuditError):
    """No usable browser of the wanted engine was found."""


class ShopUnreachableError(AuditError):
    """A server of ours, such as the demo shop, did not start."""


class EvidenceError(FrictionAuditError):
    """Saved evidence cannot be read."""

    exit_code = ExitCode.USAGE


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in one file, as the reader can find and mend it.

    Attributes:
        file: The file as the user named it.
        line: 1-based line; 1 where the whole file is meant.
        column: 1-based column.
        what: What is wrong, in one sentence without a full stop.
        mend: How to mend it, near matches included; may be empty.
        is_warning: True where the file still loads (say, an order-like click without `commits`).
    """

    file: Path
    line: int
    column: int
    what: str
    mend: str = ""
    is_warning: bool = False

    def __str__(self) -> str:
        """Give `file:line:col: what` and, indented below, how to mend it."""
        return self.worded("warning")

    def worded(self, warning: str) -> str:
        """Give the same, with another word for a warning."""
        kind = f"{warning}: " if self.is_warning else ""
        head = f"{self.file}:{self.line}:{self.column}: {kind}{self.what}"
        return f"{head}\n    {self.mend}" if self.mend else head


class JourneyFileError(UsageError):
    """All mistakes of the given files, in file order, not only the first."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(m) for m in self.mistakes))
