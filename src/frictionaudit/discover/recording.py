"""What a recording says was done, before it is anybody's journey: one deed after the other, whatever tool wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from frictionaudit.errors import Mistake
from frictionaudit.journey.model import ActionKind, Expectation, Locator
from frictionaudit.record import Record

__all__ = ["Deed", "Notes", "Recording"]

_HAVING = re.compile(r""":has-text\(["']([^"'\\]+)["']\)$""")
"""Words that a chain of locators ends on."""


class Deed(Record):
    """One thing that was done.

    Attributes:
        kind: What it was.
        line: Where the recording says so, from 1.
        target: The element, as the recording finds it; None for addresses and keys.
        value: What was typed, chosen or pressed, or the address.
        hint: Further words that tell what a field is for: its id, its name.
        has_navigated: A page was left by it; None where the recording does not tell.
        url_after, title_after: Where it led, as far as is told.
        expect: What the recording asserted afterwards.
        window: Which window it was done in; "" for the first.
        opens_window: It opened another window.
        comment: What the reader of the journey should know of it.
    """

    kind: ActionKind
    line: int
    target: Locator | None = None
    value: str = ""
    hint: str = ""
    has_navigated: bool | None = None
    url_after: str = ""
    title_after: str = ""
    expect: tuple[Expectation, ...] = ()
    window: str = ""
    opens_window: bool = False
    comment: str = ""

    @property
    def words(self) -> str:
        """Give the words by which a customer knows the element; "" where the recording has none."""
        if self.target is None:
            return ""
        in_css = _HAVING.findall(self.target.css or "")
        words = self.target.name or self.target.label or self.target.text or self.target.placeholder
        return words or (in_css[-1] if in_css else "")

    @property
    def role(self) -> str:
        """Give the element's role, as far as the recording says it."""
        return (self.target.role or "") if self.target is not None else ""


class Recording(Record):
    """A whole recording.

    Attributes:
        title: What it calls itself.
        source: What wrote it, in words: "a recording of Chrome DevTools".
        deeds: In order.
        locale: Language of the browser, where it is told.
        is_mobile: It was made with a phone's window.
    """

    title: str = ""
    source: str
    deeds: tuple[Deed, ...]
    locale: str | None = None
    is_mobile: bool = False


@dataclass
class Notes:
    """What the reader of an import must know: what could not be carried over, what was changed.

    Attributes:
        file: The imported file, as the user named it.
        told: In the order noted.
    """

    file: Path
    told: list[Mistake] = field(default_factory=list)

    def note(self, line: int, what: str, mend: str = "") -> None:
        """Note something about a line of the file."""
        self.told.append(Mistake(self.file, line, 1, what, mend, is_warning=True))
