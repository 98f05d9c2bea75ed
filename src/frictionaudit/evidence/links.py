"""What the links of a visit's pages answer, asked for after the walk."""

from __future__ import annotations

from frictionaudit.evidence.common import Box, Gap
from frictionaudit.record import Record

__all__ = ["NOTICE_LETTERS", "CheckedLink", "LinksEvidence", "NoticePage", "WaitingFrame"]

NOTICE_LETTERS = 600
"""Letters from which on a page's source holds its text, and not only the frame that scripts fill. Project's choice."""


class CheckedLink(Record):
    """One link of the main content or the navigation, and what its address answers.

    Attributes:
        url: Address without secrets, as the link has it.
        text: Accessible name of the link, "" for a picture without one.
        region: Landmark it stands in, as in `TextBlock`.
        step: Index of the first step on whose page it stood.
        locator: Short CSS path.
        status: HTTP status of the last answer, redirects followed on the shop's own host; None where none came.
        failure: "dns", "refused", "tls", "redirect-loop", "timeout" or "other"; None where an answer came.
    """

    url: str
    text: str = ""
    region: str = ""
    step: int = 0
    locator: str = ""
    status: int | None = None
    failure: str | None = None


class WaitingFrame(Record):
    """A frame that loads only once somebody scrolls to it, which nobody did, and what its address answers.

    Attributes:
        url: Address without secrets.
        step: Index of the first step on whose page it stood.
        locator, box: Where.
        status, failure: As of `CheckedLink`.
    """

    url: str
    step: int
    locator: str = ""
    box: Box | None = None
    status: int | None = None
    failure: str | None = None


class NoticePage(Record):
    """A page about withdrawal that the path links: its source, or what scripts draw where that says too little.

    Attributes:
        url: Address without secrets.
        is_read: It answered, and was read.
        is_drawn: It was opened in a window, and read as its scripts had drawn it.
        letters: Of its text, without what frames the page; few in a source that scripts fill.
        ways: Words of its links and buttons, at most 200.
        fields: Text fields of the form on it that has most of them.
    """

    url: str
    is_read: bool = False
    is_drawn: bool = False
    letters: int = 0
    ways: tuple[str, ...] = ()
    fields: int = 0


class LinksEvidence(Record):
    """The links that were asked for.

    Attributes:
        checked: In the order of the path.
        left_out: How many of the shop's own links were not asked for: robots.txt forbids it, they act, or the cap.
        notices: Pages about withdrawal that were looked into, and those that they lead to.
        frames: Frames of the path's pages that waited to be scrolled to.
        gaps: Why some could not be judged.
    """

    checked: tuple[CheckedLink, ...] = ()
    left_out: int = 0
    notices: tuple[NoticePage, ...] = ()
    frames: tuple[WaitingFrame, ...] = ()
    gaps: tuple[Gap, ...] = ()
