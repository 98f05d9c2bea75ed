"""Journey files in, journeys out; or every mistake of every file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from frictionaudit.errors import JourneyFileError, Mistake
from frictionaudit.journey.config import Config
from frictionaudit.journey.loading.library import Library
from frictionaudit.journey.model import Journey

__all__ = ["check", "find_config", "load_journey", "load_journeys", "read_config"]


def load_journey(path: Path, *, env: Mapping[str, str] | None = None, config: Config | None = None) -> Journey:
    """Read one journey file.

    Args:
        path: The file.
        env: Where `${NAME}` comes from; the process's environment when left out.
        config: Stands in for the frictionaudit.yaml beside the file or above it.

    Returns:
        A journey of at least one step; each step knows its line.

    Raises:
        JourneyFileError: lists every mistake in the file, not only the first.
    """
    library = Library(os.environ if env is None else env, config)
    journey = library.journey(path)
    _raise(library.mistakes())
    assert journey is not None  # no mistakes, so it was built
    return journey


def load_journeys(paths: Sequence[Path], *, env: Mapping[str, str] | None = None) -> list[Journey]:
    """Read journey files, and all those in the folders named, in the order given.

    Raises:
        JourneyFileError: lists every mistake in all of the files.
    """
    library = Library(os.environ if env is None else env)
    found = [journey for path in paths for journey in library.journeys(path)]
    _raise(library.mistakes())
    return found


def check(paths: Sequence[Path], *, env: Mapping[str, str] | None = None) -> list[Mistake]:
    """Give all mistakes and warnings of files and folders; none means that all would load."""
    library = Library(os.environ if env is None else env)
    for path in paths:
        library.check(path)
    return library.mistakes()


def find_config(start: Path, *, env: Mapping[str, str] | None = None) -> Config | None:
    """Read the frictionaudit.yaml in a folder (or beside a file) or the nearest above; None where there is none.

    Raises:
        JourneyFileError: lists every mistake in it.
    """
    library = Library(os.environ if env is None else env)
    config = library.config_for(start if start.is_dir() else start.parent)
    _raise(library.mistakes())
    return config


def read_config(file: Path, *, env: Mapping[str, str] | None = None) -> Config:
    """Read a file of the shape of frictionaudit.yaml, whatever it is called.

    Raises:
        JourneyFileError: lists every mistake in it.
    """
    library = Library(os.environ if env is None else env)
    config = library.config(file)
    _raise(library.mistakes())
    assert config is not None  # no mistakes, so it was made
    return config


def _raise(mistakes: Sequence[Mistake]) -> None:
    errors = [mistake for mistake in mistakes if not mistake.is_warning]
    if errors:
        raise JourneyFileError(errors)
