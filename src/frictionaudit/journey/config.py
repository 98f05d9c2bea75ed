"""frictionaudit.yaml as the rest of the house reads it: a shop's own personas, traffic, brand and defaults."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from frictionaudit.journey.model import Persona, Suppression
from frictionaudit.journey.shapes.file import HeadFile
from frictionaudit.record import Record

__all__ = ["Brand", "Config"]


class Brand(Record):
    """Whose report it is."""

    name: str = ""
    agency: str = ""
    """Who made the report."""
    client: str = ""
    """Whom it was made for."""
    logo: Path | None = None
    """Absolute; inside the folder of frictionaudit.yaml."""
    colours: dict[str, str] = Field(default_factory=dict)
    """`primary` and `accent` as #rrggbb."""
    contact: str = ""
    intro: str = ""
    closing: str = ""
    templates: Path | None = None
    """Absolute; a folder whose templates go before ours of the same name."""


class Config(Record):
    """What stands in frictionaudit.yaml."""

    file: Path | None = None
    personas: tuple[Persona, ...] = ()
    traffic: dict[str, float] = Field(default_factory=dict)
    """Shares by persona; normalised over the personas of a run."""
    brand: Brand = Brand()
    language: str = ""
    """Of reports and of the terminal: "en", "fi", "sv" or "de"; "" where the file does not say."""
    defaults: HeadFile = HeadFile()
    """What a journey need not repeat."""
    suppress: tuple[Suppression, ...] = ()
    secrets: tuple[str, ...] = ()
    """What of the defaults came from the environment."""
