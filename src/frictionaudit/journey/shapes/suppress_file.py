"""The shape of a suppression: a finding that the shop knows and lives with, why, and until when."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from frictionaudit.journey.shapes.fields import Text, trouble
from frictionaudit.journey.shapes.goal_file import Day
from frictionaudit.journey.shapes.step_file import Part

__all__ = ["SuppressFile"]


def _rule(value: str) -> str:
    if not re.fullmatch(r"[a-z]+/[a-z*-]+", value):
        raise trouble(f"'{value}' is no rule", "write its id as the report shows it: speed/slow-server, or speed/*")
    return value


class SuppressFile(Part):
    """A finding that is known and accepted: shown apart, counted neither in the score nor in the gates."""

    rule: Annotated[Text, AfterValidator(_rule)]
    """Its rule: speed/slow-server; a star stands for any: speed/*."""
    step: Text | None = None
    """Name or id of its step; left out: every step."""
    subject: Text | None = None
    """What it is about, as the report says under "How to set it aside"; a star stands for any words. Left out: all."""
    reason: Text
    """Why it is accepted; the report shows it."""
    until: Day
    """The last day: 2026-12-31. After it the finding counts again."""
