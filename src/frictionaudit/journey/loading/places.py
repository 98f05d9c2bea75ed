"""Files that a journey names: only those in its own folder; and a file's place as others find it."""

from __future__ import annotations

from pathlib import Path

__all__ = ["inside", "place_of"]


def inside(folder: Path, name: str) -> Path | None:
    """Give the absolute path of a file in the folder or below it; None where it leads out, links included."""
    root = folder.resolve()
    try:
        path = (root / name).resolve()
    except (OSError, ValueError):  # a link that leads to itself, a zero byte
        return None
    return path if path.is_relative_to(root) else None


def place_of(file: Path) -> str:
    """Give a file's path below its repository, else below the working folder, else its name; never one from the root.

    That is how a build names it, and it tells nobody how this machine's folders are called.
    """
    path = file.resolve()
    root = next((folder for folder in path.parents if (folder / ".git").exists()), Path.cwd().resolve())
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
