"""Small records that many kinds of evidence share."""

from __future__ import annotations

from enum import StrEnum

from frictionaudit.record import Record

__all__ = ["AROUND", "AROUND_OR_ASIDE", "SENDING", "WRITING", "Box", "Gap", "Party", "Subject", "TextBlock"]

AROUND = frozenset({"header", "nav", "footer"})
"""Regions that frame the content of a page, the same on all pages of a shop."""

AROUND_OR_ASIDE = AROUND | {"aside", "dialog"}
"""These, and what stands beside the content or over it."""

SENDING = frozenset({"POST", "PUT", "PATCH"})
"""HTTP methods by which a page hands something over: a form, an order."""

WRITING = SENDING | {"DELETE"}
"""These, and the one that takes something away."""


class Box(Record):
    """A rectangle in CSS pixels of the page's viewport at that moment."""

    x: float
    y: float
    width: float
    height: float

    @property
    def area(self) -> float:
        """Square CSS pixels."""
        return max(0.0, self.width) * max(0.0, self.height)

    def holds(self, other: Box) -> bool:
        """Tell whether the other's middle lies inside."""
        x, y = other.x + other.width / 2, other.y + other.height / 2
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


class Subject(Record):
    """What a finding is about, as a reader can find it again.

    Attributes:
        role: ARIA role or element name ("button", "img"); "request" for requests, "page" for whole pages.
        name: Accessible name or visible words as seen; for requests method and path template.
        locator: An engine-independent locator, e.g. `role=button[name="Pay"]` or a short CSS path.
        box: Where it stood in the viewport picture, or None.
    """

    role: str
    name: str = ""
    locator: str = ""
    box: Box | None = None


class Gap(Record):
    """Something that could not be seen; rules that need it answer *incomplete* with this reason.

    Attributes:
        what: Name of the evidence that is missing, e.g. "lcp", "axe", "page".
        reason: A short English sentence without a full stop.
    """

    what: str
    reason: str


class Party(StrEnum):
    """Whose resource it is, by registrable domain."""

    FIRST = "first"
    THIRD = "third"


class TextBlock(Record):
    """One run of visible text, as its own element shows it.

    Attributes:
        text: White space folded; secrets masked; at most 400 characters.
        tag: Lower-case element name that holds the text; within a heading, the heading's.
        role: Nearest role that matters to a reader: "heading", "button", "link", "label", "alert", "status",
            "code", "option", "cell", or "".
        region: Landmark the text stands in: "main", "header", "nav", "footer", "aside", "dialog", "" where unknown.
        box: Where it stood in the viewport after the step settled; may lie outside the viewport.
        is_in_viewport: True where at least half of it was inside the viewport and not covered.
        is_whole_label: True where the text is the whole content of its control, label, heading, cell or item.
        font_px: Computed font size.
        contrast: Ratio of the text to its ground, None where it could not be told (pictures, gradients).
        locator: Short CSS path, for pointing at it.
        is_struck: Struck through, by style or as del or s: a price that no longer holds. Never only a part of the text.
    """

    text: str
    tag: str
    role: str = ""
    region: str = ""
    box: Box | None = None
    is_in_viewport: bool = False
    is_whole_label: bool = False
    font_px: float | None = None
    contrast: float | None = None
    locator: str = ""
    is_struck: bool = False
