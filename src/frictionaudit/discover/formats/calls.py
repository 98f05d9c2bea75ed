"""Chains of calls in a script that was read and never run: `page.get_by_role("button", name="Pay").click()`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from frictionaudit.discover.formats.locator_chain import Link, Pattern
from frictionaudit.discover.formats.playwright_deeds import PlaywrightDeeds

__all__ = ["UNKNOWN", "Call", "Chain", "perform", "snake"]


class Unknown:
    """What can only be known by running the script."""


UNKNOWN = Unknown()


@dataclass(frozen=True)
class Call:
    """One call or attribute, named in snake case; arguments are texts, numbers, patterns, chains or UNKNOWN."""

    name: str
    args: tuple[Any, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def first(self) -> Any:
        """Give the first argument, or None."""
        return self.args[0] if self.args else None


@dataclass(frozen=True)
class Chain:
    """A name and what is called on it, in order."""

    base: str
    calls: tuple[Call, ...]
    line: int


def perform(chain: Chain, pages: Sequence[str], deeds: PlaywrightDeeds) -> bool:
    """Take a chain for what it does in the browser.

    Returns:
        False where it does nothing that a journey could say, and nothing that is worth a word either.
    """
    if chain.base == "expect":
        return _assert(chain, pages, deeds)
    if chain.base not in pages or not chain.calls:
        return False
    *calls, last = chain.calls
    if not calls or calls[0].name == "keyboard":
        return _on_page(last, chain, deeds)
    return _on_element(last, [_link(call) for call in calls], chain, deeds)


_BY_SELECTOR = frozenset({"click", "dblclick", "fill", "type", "check", "uncheck", "hover", "press", "select_option"})
"""What older scripts call on the page itself, with a selector before the rest."""


def _on_page(call: Call, chain: Chain, deeds: PlaywrightDeeds) -> bool:
    line, window = chain.line, chain.base
    if call.name in _BY_SELECTOR and chain.calls[0].name != "keyboard":
        rest = Call(call.name, call.args[1:], call.options)
        return _on_element(rest, [Link(kind="default", body=_plain(call.first))], chain, deeds)
    match call.name:
        case "goto":
            deeds.goto(line, call.first, window)
        case "go_back":
            deeds.back(line, window)
        case "reload":
            deeds.reload(line, window)
        case "press":
            deeds.press(line, (), call.first, window)
        case "wait_for_url":
            deeds.expect_url(line, call.first)
        case "wait_for_selector":
            deeds.expect_element(line, [Link(kind="default", body=_plain(call.first))])
        case "wait_for_timeout":
            deeds.left_out(line, "a wait for a fixed time", "a journey waits for what the customer sees")
        case "evaluate" | "route" | "add_init_script" | "route_from_har" | "set_content":
            deeds.left_out(line, f"'{call.name}'", "imported code is never run; a journey does what customers do")
        case _:
            return call.name in _SILENT
    return True


_SILENT = frozenset({"close", "once", "on", "wait_for_load_state", "set_default_timeout", "expect_popup", "screenshot"})


def _on_element(call: Call, links: list[Link], chain: Chain, deeds: PlaywrightDeeds) -> bool:
    line, window = chain.line, chain.base
    match call.name:
        case "click" | "dblclick" | "tap":
            count = 2 if call.name == "dblclick" else call.options.get("click_count", 1)
            held = bool(call.options.get("modifiers"))
            deeds.click(line, links, window, count=count, button=call.options.get("button"), has_modifiers=held)
        case "fill" | "type" | "press_sequentially":
            deeds.fill(line, links, call.first, window)
        case "check" | "uncheck":
            deeds.tick(line, links, window, name=call.name)
        case "set_checked":
            deeds.tick(line, links, window, name="check" if call.first else "uncheck")
        case "hover":
            deeds.hover(line, links, window)
        case "press":
            deeds.press(line, links, call.first, window)
        case "select_option":
            chosen = call.first if call.args else call.options.get("label", call.options.get("value"))
            deeds.select(line, links, chosen, window)
        case "set_input_files":
            deeds.upload(line, links, call.first, window)
        case "wait_for":
            deeds.expect_element(line, links)
        case "clear" | "focus" | "blur" | "scroll_into_view_if_needed" | "screenshot":
            pass  # a journey fills the field anew, and scrolls as far as it must
        case _:
            return False
    return True


def _assert(chain: Chain, pages: Sequence[str], deeds: PlaywrightDeeds) -> bool:
    """Take `expect(…).to_…(…)`: the first call holds what is looked at."""
    subject = chain.calls[0].first if chain.calls else None
    if not isinstance(subject, Chain) or subject.base not in pages or len(chain.calls) < 2:
        return False
    call, line = chain.calls[-1], chain.line
    links = [_link(each) for each in subject.calls]
    if any(each.name == "not" for each in chain.calls) or call.name.startswith("not_"):
        deeds.left_out(line, "an assertion of what is not there", "say it by what is: expect: {not_see: …}")
        return True
    match call.name:
        case "to_be_visible" | "to_be_enabled" | "to_be_attached":
            deeds.expect_element(line, links)
        case "to_contain_text" | "to_have_text":
            deeds.expect_text(line, links, call.first)
        case "to_have_url":
            deeds.expect_url(line, call.first)
        case "to_have_title":
            deeds.expect_title(line, call.first)
        case name:
            deeds.left_out(line, f"the assertion '{name}'")
    return True


_KINDS = {
    "get_by_role": "role",
    "get_by_text": "text",
    "get_by_label": "label",
    "get_by_placeholder": "placeholder",
    "get_by_test_id": "test-id",
    "get_by_alt_text": "alt",
    "get_by_title": "title",
    "frame_locator": "frame-locator",
    "content_frame": "frame",
    "locator": "default",
    "nth": "nth",
    "first": "first",
    "last": "last",
}


def _link(call: Call) -> Link:
    """Read one call of a chain of locators."""
    body, options = _plain(call.first), call.options
    has_text = _plain(options["has_text"]) if "has_text" in options else None
    exact = options.get("exact")
    if call.name == "filter":
        if has_text is not None:
            return Link(kind="has-text", body=has_text)
        return Link(kind="visible") if options.get("visible") is True else Link(kind="filter")
    name = _plain(options["name"]) if "name" in options else None
    kind = _KINDS.get(call.name, call.name)
    return Link(kind=kind, body=body, name=name, exact=exact if exact is True else None, has_text=has_text)


def _plain(value: Any) -> Any:
    """Give a text, a number or a pattern; all else is a pattern that is not known."""
    return value if isinstance(value, (str, int, Pattern)) else Pattern()


def snake(name: str) -> str:
    """Give a name of JavaScript's as Python writes it: `getByRole` is `get_by_role`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
