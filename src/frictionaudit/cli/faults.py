"""Faults of ours: their details go to a file, never to the reader's face."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from frictionaudit import __version__

__all__ = ["save_fault"]


def save_fault(error: BaseException, folder: Path | None = None) -> Path:
    """Write the traceback of a fault to a file and give its path.

    Args:
        error: What went wrong.
        folder: Where; None: the folder for temporary files.
    """
    home = folder if folder is not None and folder.is_dir() else Path(tempfile.gettempdir())
    path = home / f"frictionaudit-fault-{datetime.now(UTC):%Y%m%d-%H%M%S}.log"
    head = f"frictionaudit {__version__}, Python {platform.python_version()}, {platform.platform()}\n{sys.argv}\n\n"
    path.write_text(head + "".join(traceback.format_exception(error)), encoding="utf-8")
    return path
