"""Playwright codegen's JSONL (`--target jsonl`): a line of options, then one action a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from frictionaudit.discover.formats.locator_chain import Link, Pattern
from frictionaudit.discover.formats.playwright_deeds import PlaywrightDeeds
from frictionaudit.discover.recording import Notes, Recording
from frictionaudit.tongues import translatable

__all__ = ["is_jsonl", "read_jsonl"]

MOST_LINKS = 50
"""Calls in one chain of locators; a person writes five."""


def is_jsonl(text: str) -> bool:
    """Tell whether the first line that is not empty is a JSON object of codegen's."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    try:
        data = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and bool(data.keys() & {"contextOptions", "browserName", "pageAlias", "pageGuid"})


def read_jsonl(text: str, notes: Notes) -> Recording:
    """Read a recording; a last line that breaks off is passed over, as of a recorder that was stopped."""
    deeds = PlaywrightDeeds(notes)
    options: dict[str, Any] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        entry = _entry(line, number, notes)
        if "contextOptions" in entry or "browserName" in entry:
            options = entry
        elif entry:
            _read(entry, number, deeds, notes)
    context = options.get("contextOptions")
    context = context if isinstance(context, dict) else {}
    locale = context.get("locale")
    return Recording(
        source=translatable("a recording of Playwright codegen"),
        deeds=tuple(deeds.deeds),
        locale=locale if isinstance(locale, str) else None,
        is_mobile=context.get("isMobile") is True,
    )


def _entry(line: str, number: int, notes: Notes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        notes.note(number, "this line is no JSON and was passed over")
        return {}
    return found if isinstance(found, dict) else {}


def _read(entry: dict[str, Any], line: int, deeds: PlaywrightDeeds, notes: Notes) -> None:
    links = list(_links(entry.get("locator")))
    window = str(entry.get("pageGuid") or entry.get("pageAlias") or "")
    name = entry.get("name")
    match name:
        case "openPage" | "navigate":
            deeds.goto(line, entry.get("url"), window)
        case "click":
            modifiers = bool(entry.get("modifiers"))
            count, button = entry.get("clickCount", 1), entry.get("button")
            deeds.click(line, links, window, count=count, button=button, has_modifiers=modifiers)
        case "hover":
            deeds.hover(line, links, window)
        case "check" | "uncheck":
            deeds.tick(line, links, window, name=str(name))
        case "fill":
            deeds.fill(line, links, entry.get("text"), window)
        case "select":
            deeds.select(line, links, entry.get("options"), window)
        case "press":
            deeds.press(line, links, _shortcut(entry), window)
        case "setInputFiles":
            deeds.upload(line, links, entry.get("files"), window)
        case "closePage":
            pass
        case _:
            _read_assertion(entry, line, links, deeds, notes)
    for signal in _signals(entry):
        if signal.get("name") == "popup":
            deeds.opened_window()
        elif signal.get("name") == "expect" and (seen := _of_selector(signal.get("selector"))) is not None:
            deeds.expect_element(line, [seen])


def _signals(entry: dict[str, Any]) -> list[dict[str, Any]]:
    signals = entry.get("signals")
    return [each for each in signals if isinstance(each, dict)] if isinstance(signals, list) else []


_BY_ROLE = re.compile(r'internal:role=([\w-]+)\[name=("(?:[^"\\]|\\.)*")([is]?)\]')


def _of_selector(selector: Any) -> Link | None:
    """Read what codegen saw come up, in Playwright's own words for locators; None for all but role and name."""
    found = _BY_ROLE.fullmatch(selector.rpartition(" >> ")[2]) if isinstance(selector, str) else None
    if found is None:
        return None
    try:
        name = json.loads(found[2])
    except ValueError:
        return None
    return Link(kind="role", body=found[1], name=name, exact=found[3] == "s" or None)


def _read_assertion(entry: dict[str, Any], line: int, links: list[Link], deeds: PlaywrightDeeds, notes: Notes) -> None:
    match entry.get("name"):
        case "assertVisible":
            deeds.expect_element(line, links)
        case "assertText":
            deeds.expect_text(line, links, entry.get("text"))
        case "assertValue" | "assertChecked" | "assertSnapshot":
            deeds.left_out(line, "an assertion of a field's value or of a whole page")
        case name:
            notes.note(line, f"the action '{name}' is not known and was left out", "write what it did into the journey")


def _shortcut(entry: dict[str, Any]) -> str:
    """Give the key with those held down: bits as codegen counts them."""
    held, key = entry.get("modifiers"), entry.get("key")
    bits = held if isinstance(held, int) else 0
    names = [name for bit, name in ((1, "Alt"), (2, "ControlOrMeta"), (4, "ControlOrMeta"), (8, "Shift")) if bits & bit]
    return "+".join([*dict.fromkeys(names), str(key)]) if isinstance(key, str) else ""


def _links(locator: Any) -> Iterator[Link]:
    """Give the calls of a chain, which the file nests: each holds the next."""
    for _ in range(MOST_LINKS):
        if not isinstance(locator, dict):
            return
        options = locator.get("options")
        options = options if isinstance(options, dict) else {}
        exact = options.get("exact")
        yield Link(
            kind=str(locator.get("kind")),
            body=_words(locator.get("body")),
            name=_words(options["name"]) if "name" in options else None,
            exact=exact if isinstance(exact, bool) else None,
            has_text=_words(options["hasText"]) if "hasText" in options else None,
        )
        locator = locator.get("next")


def _words(value: Any) -> Any:
    """Give a text; what is none was a pattern, which JSON has no word for."""
    return value if isinstance(value, (str, int)) else Pattern()
