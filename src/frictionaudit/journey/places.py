"""Files that a journey names: only those in its own folder."""

from __future__ import annotations

from pathlib import Path

__all__ = ["inside"]


def inside(folder: Path, name: str) -> Path | None:
    """Give the absolute path of a file in the folder or below it; None where it leads out, links included."""
    root = folder.resolve()
    try:
        path = (root / name).resolve()
    except (OSError, ValueError):  # a link that leads to itself, a zero byte
        return None
    return path if path.is_relative_to(root) else None
