"""A journey file while it is read: the document, its steps with those of fragments, and what it stands upon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from frictionaudit.journey.config import Config
from frictionaudit.journey.loading.document import Document, Loc

__all__ = ["Draft", "RawStep"]


@dataclass(frozen=True, slots=True)
class RawStep:
    """One step as written, in the journey or in a fragment.

    Attributes:
        document: The file it stands in.
        loc: Where in that file.
        raw: What is written; may be anything until the shape is checked.
    """

    document: Document
    loc: Loc
    raw: Any

    @property
    def keys(self) -> dict[str, Any]:
        """Give the step's keys; none where it is no group."""
        return self.raw if isinstance(self.raw, dict) else {}

    @property
    def name(self) -> str | None:
        """Give the step's name, where it has one."""
        name = self.keys.get("step")
        return name if isinstance(name, str) else None

    def actions(self) -> Iterator[tuple[Loc, str, Any]]:
        """Give place, key and value of all that is written in it, `do:` spread out, in the order written."""
        for key, value in self.keys.items():
            if key == "do" and isinstance(value, list):
                for index, item in enumerate(value):
                    if isinstance(item, dict):
                        for inner, inner_value in item.items():
                            yield (*self.loc, "do", index, inner), inner, inner_value
            else:
                yield (*self.loc, key), key, value


@dataclass(slots=True)
class Draft:
    """One journey file, on its way to a journey."""

    document: Document
    config: Config | None = None
    steps: list[RawStep] = field(default_factory=list)
    cleanup: list[RawStep] = field(default_factory=list)
    is_config_sound: bool = True
    """False: frictionaudit.yaml has mistakes, so what is missing here may stand there."""
    data: dict[str, Any] = field(default_factory=dict)
    """The file's own over the defaults of frictionaudit.yaml."""

    @property
    def head(self) -> dict[str, Any]:
        """Give the file's top-level keys; none where it is no group."""
        data = self.document.data
        return data if isinstance(data, dict) else {}
