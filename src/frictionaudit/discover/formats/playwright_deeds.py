"""What Playwright's recorder can record, as deeds: shared by its JSONL and by the scripts that codegen writes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from frictionaudit.discover.formats.locator_chain import Link, one_locator
from frictionaudit.discover.recording import Deed, Notes
from frictionaudit.journey.model import ActionKind, Expectation, ExpectationKind, Locator
from frictionaudit.journey.shapes.fields import KEYS, MODIFIERS
from frictionaudit.tongues import translatable

__all__ = ["PlaywrightDeeds"]

_TICKS = {"check": ActionKind.CHECK, "uncheck": ActionKind.UNCHECK}
_WEB_PAGE = re.compile(r"https?://", re.IGNORECASE)


class PlaywrightDeeds:
    """Takes actions one by one.

    Attributes:
        deeds: What was done so far.
    """

    def __init__(self, notes: Notes) -> None:
        self.deeds: list[Deed] = []
        self._notes = notes
        self._first_window: str | None = None

    def goto(self, line: int, url: Any, window: str = "") -> None:
        """An address was opened."""
        if url in (None, "", "about:blank", "chrome://newtab/"):
            return
        if not isinstance(url, str) or not (_WEB_PAGE.match(url) or url.startswith("/")):
            self._notes.note(line, f"the address {_shown(url)} is no web page and was left out")
            return
        self._add(ActionKind.GOTO, line, window, value=url)

    def back(self, line: int, window: str = "") -> None:
        """The browser's Back."""
        self._add(ActionKind.BACK, line, window)

    def reload(self, line: int, window: str = "") -> None:
        """The page was loaded again."""
        self._add(ActionKind.RELOAD, line, window)

    def click(
        self, line: int, links: Sequence[Link], window: str = "", *, count: Any = 1, button: Any = None,
        has_modifiers: bool = False,
    ) -> None:  # fmt: skip
        """An element was pressed."""
        if button not in (None, "left"):
            self._notes.note(line, f"a press with the {button} button was left out", "customers press the first")
            return
        if (target := self._target(line, links, "a press")) is None:
            return
        if has_modifiers:
            self._notes.note(line, "the keys held down while pressing were left out")
        is_double = isinstance(count, int) and count > 1
        if is_double:
            self._notes.note(line, "a double click became one press", "to press twice: do: [{click: …}, {click: …}]")
        comment = translatable("was a double click") if is_double else ""
        self._add(ActionKind.CLICK, line, window, target=target, hint=_hint(links), comment=comment)

    def hover(self, line: int, links: Sequence[Link], window: str = "") -> None:
        """The pointer rested on an element."""
        if (target := self._target(line, links, "a hover")) is not None:
            self._add(ActionKind.HOVER, line, window, target=target)

    def tick(self, line: int, links: Sequence[Link], window: str = "", *, name: str) -> None:
        """A box was ticked ("check") or unticked ("uncheck")."""
        if (target := self._target(line, links, "a box")) is not None:
            self._add(_TICKS[name], line, window, target=target, hint=_hint(links))

    def fill(self, line: int, links: Sequence[Link], text: Any, window: str = "") -> None:
        """A field was filled."""
        if (target := self._target(line, links, "what was typed")) is None:
            return
        if not isinstance(text, str):
            self._notes.note(line, f"what is typed into {target} is not written out", "write it into the journey")
        elif not text:
            self._notes.note(line, f"{target} was emptied, which a journey cannot say", "leave the field alone instead")
        else:
            self._add(ActionKind.FILL, line, window, target=target, value=text, hint=_hint(links))

    def select(self, line: int, links: Sequence[Link], options: Any, window: str = "") -> None:
        """An entry of a list was chosen."""
        if (target := self._target(line, links, "a choice")) is None:
            return
        chosen = options if isinstance(options, list) else [options]
        chosen = [each.get("label", each.get("value")) if isinstance(each, dict) else each for each in chosen]
        if not chosen or not isinstance(chosen[0], str) or not chosen[0]:
            self._notes.note(line, f"what is chosen from {target} is not written out", "write it into the journey")
            return
        if len(chosen) > 1:
            self._notes.note(line, f"of several choices from {target} the first was kept", "a journey chooses one")
        self._add(ActionKind.SELECT, line, window, target=target, value=chosen[0], hint=_hint(links))

    def press(self, line: int, links: Sequence[Link], key: Any, window: str = "") -> None:
        """A key was pressed, in an element where there are links."""
        written = key if isinstance(key, str) else ""
        parts = written.split("+") if len(written) > 1 else [written]
        is_known = len(parts[-1]) == 1 or parts[-1] in KEYS
        if not written or not is_known or any(part not in MODIFIERS for part in parts[:-1]):
            self._notes.note(line, f"the key {_shown(key)} was left out")
            return
        if written in ("Tab", "Shift+Tab", "CapsLock"):
            return  # how a person moves between fields; a persona moves in its own way
        target = self._target(line, links, "a key") if links else None
        if target is not None or not links:
            self._add(ActionKind.PRESS, line, window, target=target, value=written)

    def upload(self, line: int, links: Sequence[Link], files: Any, window: str = "") -> None:
        """A file was chosen: which one is on the recording machine only."""
        self._notes.note(
            line, f"the file {_shown(files)} was left out", "put it beside the journey: upload: {Field: file}"
        )

    def expect_element(self, line: int, links: Sequence[Link]) -> None:
        """An element was seen."""
        if (target := self._target(line, links, "an assertion")) is not None:
            self._expect(line, Expectation(kind=ExpectationKind.ELEMENT, target=target))

    def expect_text(self, line: int, links: Sequence[Link], text: Any) -> None:
        """An element held a text."""
        if isinstance(text, str) and text.strip():
            is_heading = bool(links) and links[-1].kind == "role" and links[-1].body == "heading"
            kind = ExpectationKind.HEADING if is_heading else ExpectationKind.SEE
            self._expect(line, Expectation(kind=kind, text=text))
        else:
            self.left_out(line, "an assertion of a text that is not written out")

    def expect_url(self, line: int, url: Any) -> None:
        """The window was at an address; a glob or a whole address."""
        if isinstance(url, str) and self.deeds:
            self.deeds[-1] = self.deeds[-1].model_copy(update={"url_after": url, "has_navigated": True})
        else:
            self.left_out(line, "an assertion of an address that is no plain text")

    def expect_title(self, line: int, title: Any) -> None:
        """The page had a title."""
        if isinstance(title, str) and title.strip():
            self._expect(line, Expectation(kind=ExpectationKind.TITLE, text=title))
        else:
            self.left_out(line, "an assertion of a title that is no plain text")

    def left_out(self, line: int, what: str, mend: str = "") -> None:
        """Note something that a journey cannot say."""
        self._notes.note(line, f"{what} was left out", mend or "say what the customer sees: expect: {see: …}")

    def opened_window(self) -> None:
        """The last deed opened another window."""
        if self.deeds:
            self.deeds[-1] = self.deeds[-1].model_copy(update={"opens_window": True})

    def _add(self, kind: ActionKind, line: int, window: str, **more: Any) -> None:
        if self._first_window is None:
            self._first_window = window
        self.deeds.append(Deed(kind=kind, line=line, window="" if window == self._first_window else window, **more))

    def _expect(self, line: int, expectation: Expectation) -> None:
        if not self.deeds:
            self._notes.note(line, "an assertion before anything was done was left out")
            return
        self.deeds[-1] = self.deeds[-1].model_copy(update={"expect": (*self.deeds[-1].expect, expectation)})

    def _target(self, line: int, links: Sequence[Link], what: str) -> Locator | None:
        found, trouble = one_locator(links)
        if found is None:
            self._notes.note(line, f"{what} was left out: {trouble}", "write the locator yourself")
        elif trouble:
            self._notes.note(line, trouble)
        return found


def _hint(links: Sequence[Link]) -> str:
    """Give an id, a name or a test id by which the element was found."""
    for link in reversed(links):
        if link.kind == "test-id" and isinstance(link.body, str):
            return link.body
        if link.kind == "default" and (
            found := re.search(r"#([\w-]+)|\[(?:name|id)=[\"']?([^\"'\]]+)", str(link.body))
        ):
            return found[1] or found[2]
    return ""


def _shown(value: Any) -> str:
    return repr(value)[:60] if isinstance(value, (str, int, list)) else translatable("that is not written out")
