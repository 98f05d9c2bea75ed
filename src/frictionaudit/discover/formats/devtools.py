"""Recordings of the Recorder panel in Chrome's DevTools: JSON of the Puppeteer Replay schema.

Source: https://github.com/puppeteer/replay (docs/api), https://developer.chrome.com/docs/devtools/recorder
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from frictionaudit.discover.formats.devtools_selectors import by_text, chains_of, hint_of, is_list, locator_of
from frictionaudit.discover.recording import Deed, Notes, Recording
from frictionaudit.journey.model import ActionKind, Expectation, ExpectationKind, Locator
from frictionaudit.tongues import translatable

__all__ = ["read_devtools"]

PHONE_WIDTH_PX = 600
"""A narrower window is a phone's."""

_KEYS = {"\r": "Enter", "\n": "Enter", "NumpadEnter": "Enter", " ": "Space"}
_KEPT_KEYS = frozenset({"Enter", "Escape", "Space", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"})
"""Keys that do something by themselves; letters are in the `change` that follows, Tab is how a persona moves."""


def read_devtools(data: dict[str, Any], text: str, notes: Notes) -> Recording:
    """Read a recording.

    Args:
        data: The file as JSON; `steps` is a list.
        text: The file itself, for the lines of its steps.
        notes: Takes what cannot be carried over.
    """
    lines = _lines_of_steps(text)
    reader = _Reader(notes)
    for index, step in enumerate(data["steps"]):
        reader.read(step, lines[index] if index < len(lines) else 1)
    title = data.get("title")
    return Recording(
        title=title if isinstance(title, str) else "",
        source=translatable("a recording of Chrome DevTools"),
        deeds=tuple(reader.deeds),
        is_mobile=reader.is_mobile,
    )


_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[\[\]{}:]|\n')


def _lines_of_steps(text: str) -> list[int]:
    """Give the line on which each entry of the top-level list `steps` begins."""
    found: list[int] = []
    line, depth, last, key = 1, 0, "", ""
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign == "\n":
            line += 1
            continue
        if sign in "[{":
            if depth == 2 and key == '"steps"':
                found.append(line)
            depth += 1
        elif sign in "]}":
            depth -= 1
        elif sign == ":" and depth == 1:
            key = last
        last = sign
    return found


class _Reader:
    """Turns step after step into deeds."""

    def __init__(self, notes: Notes) -> None:
        self.deeds: list[Deed] = []
        self.is_mobile = False
        self._notes = notes
        self._readers: dict[str, Callable[[dict[str, Any], int], None]] = {
            "setViewport": self._viewport,
            "navigate": self._navigate,
            "click": self._click,
            "doubleClick": self._click,
            "change": self._change,
            "keyDown": self._key,
            "keyUp": self._pass_over,
            "scroll": self._scroll,
            "hover": self._hover,
            "waitForElement": self._wait,
            "waitForExpression": self._expression,
            "emulateNetworkConditions": self._network,
            "customStep": self._custom,
            "close": self._pass_over,
        }

    def read(self, step: Any, line: int) -> None:
        kind = step.get("type") if isinstance(step, dict) else None
        reader = self._readers.get(kind) if isinstance(kind, str) else None
        if reader is None:
            no_type = translatable("a step without a type was left out")
            what = f"the step type '{kind}' is not known and was left out" if kind else no_type
            self._notes.note(line, what, "write what it did into the journey")
            return
        before = len(self.deeds)
        reader(step, line)
        if len(self.deeds) == before:
            self._led_on(_navigation(step))

    def _add(self, kind: ActionKind, step: dict[str, Any], line: int, **more: Any) -> None:
        navigation = _navigation(step)
        self.deeds.append(
            Deed(
                kind=kind,
                line=line,
                window=_window(step),
                has_navigated=navigation is not None,
                url_after=_text(navigation, "url"),
                title_after=_text(navigation, "title"),
                **more,
            )
        )
        if len(self.deeds) > 1 and self.deeds[-2].window != self.deeds[-1].window == _window(step) != "":
            self.deeds[-2] = self.deeds[-2].model_copy(update={"opens_window": True})

    def _led_on(self, navigation: dict[str, Any] | None) -> None:
        """A step that is left out may still say where the one before it led: Enter's keyUp does."""
        if navigation is None or not self.deeds:
            return
        told = {"has_navigated": True, "url_after": _text(navigation, "url"), "title_after": _text(navigation, "title")}
        self.deeds[-1] = self.deeds[-1].model_copy(update=told)

    def _target(self, step: dict[str, Any], line: int, what: str, *, is_typed: bool = False) -> Locator | None:
        found = locator_of(step.get("selectors"), is_typed=is_typed)
        if found is None:
            self._notes.note(
                line, f"{what}: none of its selectors can be said in a journey", "write the locator yourself"
            )
        return found

    # ── the types of steps ───────────────────────────────────────────────────────────────────────────────────────

    def _viewport(self, step: dict[str, Any], line: int) -> None:
        width = step.get("width")
        is_narrow = isinstance(width, (int, float)) and width <= PHONE_WIDTH_PX
        self.is_mobile = step.get("isMobile") is True or is_narrow

    def _navigate(self, step: dict[str, Any], line: int) -> None:
        url = step.get("url")
        if not isinstance(url, str) or not re.match(r"https?://", url, re.IGNORECASE):
            shown = url if isinstance(url, str) else ""
            self._notes.note(line, f"the address '{shown}' is no web page and was left out")
            return
        self._add(ActionKind.GOTO, step, line, value=url)

    def _click(self, step: dict[str, Any], line: int) -> None:
        if step.get("button") not in (None, "primary"):
            self._notes.note(
                line, "a press with another button than the first was left out", "customers press the first"
            )
            return
        target = self._target(step, line, "a press was left out")
        if target is None:
            return
        is_double = step["type"] == "doubleClick"
        if is_double:
            self._notes.note(line, "a double click became one press", "to press twice: do: [{click: …}, {click: …}]")
        comment = translatable("was a double click") if is_double else ""
        self._add(ActionKind.CLICK, step, line, target=target, hint=hint_of(step), comment=comment)

    def _change(self, step: dict[str, Any], line: int) -> None:
        target, value = self._target(step, line, "what was typed was left out", is_typed=True), step.get("value")
        if target is None:
            return
        if not isinstance(value, str) or not value:
            self._notes.note(line, f"{target} was emptied, which a journey cannot say", "leave the field alone instead")
            return
        hint = hint_of(step)
        kind = ActionKind.SELECT if is_list(target, hint) else ActionKind.FILL
        self._add(kind, step, line, target=target, value=value, hint=hint)

    def _key(self, step: dict[str, Any], line: int) -> None:
        written = step.get("key")
        key = _KEYS.get(written, written) if isinstance(written, str) else ""
        if key in _KEPT_KEYS:
            self._add(ActionKind.PRESS, step, line, value=key)

    def _scroll(self, step: dict[str, Any], line: int) -> None:
        """Personas scroll as far as they must to see what they use next: a recorded distance says nothing."""

    def _hover(self, step: dict[str, Any], line: int) -> None:
        target = self._target(step, line, "a hover was left out")
        if target is not None:
            self._add(ActionKind.HOVER, step, line, target=target)

    def _wait(self, step: dict[str, Any], line: int) -> None:
        target = self._target(step, line, "waiting for an element was left out")
        if target is None:
            return
        count, operator, is_visible = step.get("count", 1), step.get("operator", ">="), step.get("visible", True)
        if (operator == "==" and count == 0) or (operator == "<=") or is_visible is False:
            mend = "say it by what the customer sees: expect: {not_see: …}"
            self._notes.note(line, "waiting until an element is gone was left out", mend)
            return
        if count != 1:
            self._notes.note(line, f"waiting for {count} elements became waiting for one", "nth: says which")
        words = next((found.text for chain in chains_of(step.get("selectors")) if (found := by_text(chain))), None)
        expected = Expectation(kind=ExpectationKind.ELEMENT, target=target)
        if words is not None:
            expected = Expectation(kind=ExpectationKind.SEE, text=words)
        if self.deeds:
            self.deeds[-1] = self.deeds[-1].model_copy(update={"expect": (*self.deeds[-1].expect, expected)})
        else:
            self._add(ActionKind.WAIT_FOR, step, line, target=target)

    def _expression(self, step: dict[str, Any], line: int) -> None:
        mend = "say what the customer sees then: expect: {see: …}"
        self._notes.note(line, "a JavaScript expression to wait for was left out: imported code is never run", mend)

    def _network(self, step: dict[str, Any], line: int) -> None:
        mend = "personas carry it: personas: [mobile-slow], or your own in frictionaudit.yaml"
        self._notes.note(line, "the throttled network was left out", mend)

    def _custom(self, step: dict[str, Any], line: int) -> None:
        name = step.get("name")
        shown = name if isinstance(name, str) else ""
        self._notes.note(line, f"the custom step '{shown}' was left out", "write what it did into the journey")

    def _pass_over(self, step: dict[str, Any], line: int) -> None:
        """Letting go of a key, and closing the window at the end, are no deeds of their own."""


def _navigation(step: Any) -> dict[str, Any] | None:
    events = step.get("assertedEvents") if isinstance(step, dict) else None
    found = [each for each in _list(events) if isinstance(each, dict) and each.get("type") == "navigation"]
    return found[-1] if found else None


def _window(step: dict[str, Any]) -> str:
    target = step.get("target")
    return target if isinstance(target, str) and target != "main" else ""


def _text(group: dict[str, Any] | None, key: str) -> str:
    value = group.get(key) if group is not None else None
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
