"""What a reader asks of any finding: who mends it, how sure it is, and where the line lies that it crossed."""

from __future__ import annotations

from enum import StrEnum

from frictionaudit.record import Record

__all__ = ["Limit", "Mender", "Sureness", "Unit"]


class Mender(StrEnum):
    """Who can mend a finding."""

    SHOP = "shop"
    """Who builds the shop's pages: its developer or agency, its theme or shop software."""
    PAYMENT = "payment"
    """The payment provider, or who keeps its settings."""
    IT = "it"
    """Who keeps the servers, the network, the mail and the systems behind."""
    CONTENT = "content"
    """Who writes the words, pictures, prices and terms."""


class Sureness(StrEnum):
    """What a finding rests on."""

    MEASURED = "measured"
    """The browser gave the figure or the fact: a time, a size, a status, a place."""
    READ = "read"
    """Words of the page were read, in a language that the lexicon knows."""
    INFERRED = "inferred"
    """Several signs together were taken to mean it; look before you mend."""


class Unit(StrEnum):
    """What a measured figure counts."""

    MILLISECONDS = "ms"
    BYTES = "bytes"
    RATIO = "ratio"
    PERCENT = "percent"
    SCREENS = "screens"
    SHIFT = "cls"
    COUNT = "count"


class Limit(Record):
    """The line that a figure of a finding crossed.

    Attributes:
        parameter: Which of the finding's parameters holds the figure.
        unit: What both count.
        good: Where friction begins; None where the finding itself says it, in `wanted`.
        poor: Where it weighs heavier; None where there is no such line.
        wanted: Name of the parameter that holds the line, "" where it is the same for all.
        is_floor: The figure should not be below it, as a size or a contrast.
    """

    parameter: str
    unit: Unit
    good: float | None = None
    poor: float | None = None
    wanted: str = ""
    is_floor: bool = False
