"""The language in which a report speaks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from frictionaudit.errors import UsageError
from frictionaudit.journey import find_config
from frictionaudit.tongues import LANGUAGES, language_of

__all__ = ["language_for"]


def language_for(paths: Sequence[Path], language: str | None = None) -> str:
    """Give the language of a report: the one asked for, else frictionaudit.yaml's, else the environment's.

    Raises:
        UsageError: it is none of ours.
        JourneyFileError: a frictionaudit.yaml has mistakes.
    """
    if language is None:
        configs = (config for path in paths if (config := find_config(path)) is not None)
        language = next((config.language for config in configs if config.language), language_of(os.environ))
    if language not in LANGUAGES:
        raise UsageError(f"unknown language '{language}'; languages: {', '.join(LANGUAGES)}")
    return language
