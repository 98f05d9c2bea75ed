"""Troubles that end a command, and mistakes in files, in the language that is spoken now."""

from __future__ import annotations

from dataclasses import replace

from frictionaudit.errors import FrictionAuditError, JourneyFileError, Mistake
from frictionaudit.report.texts import text
from frictionaudit.tongues import retold

__all__ = ["told_mistake", "told_trouble"]


def told_mistake(mistake: Mistake) -> str:
    """Give a mistake with its place: what is wrong and, below, how to mend it."""
    return replace(mistake, what=retold(mistake.what), mend=retold(mistake.mend)).worded(text("check.warning"))


def told_trouble(trouble: FrictionAuditError) -> str:
    """Give a trouble of the command's."""
    if isinstance(trouble, JourneyFileError):
        return "\n".join(map(told_mistake, trouble.mistakes))
    return retold(str(trouble))
