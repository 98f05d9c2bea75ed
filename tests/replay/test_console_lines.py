"""What is written to the console: by the shop's scripts, or by the browser itself."""

from __future__ import annotations

from typing import Any

import pytest

from frictionaudit.replay.watching.collectors import VisitCollectors


class _Context:
    """Stands in for the browser's: it only keeps who listens."""

    def __init__(self) -> None:
        self.listeners: dict[str, Any] = {}

    def on(self, event: str, listener: Any) -> None:
        self.listeners[event] = listener

    def remove_listener(self, event: str, listener: Any) -> None:
        del self.listeners[event]


class _Message:
    def __init__(self, text: str) -> None:
        self.text = text
        self.type = "error"
        self.location = {"url": "http://shop.example/till"}


@pytest.mark.parametrize(
    ("text", "is_own"),
    [
        ("Failed to load resource: the server responded with a status of 404", True),
        ("Blocked attempt to show a 'beforeunload' confirmation panel for a frame that never had a user gesture", True),
        ("Blocked aria-hidden on an element because its descendant retained focus.", True),
        ("[Intervention] Slow network is detected.", True),
        ("Applying inline style violates the following Content Security Policy directive 'style-src 'self''.", True),
        ("Blocked script execution in 'about:srcdoc' because the document's frame is sandboxed.", True),
        ("Blocked: the price of SKU 4711 does not fit", False),
        ("[checkout] no price for SKU 4711", False),
    ],
)
def test_lines_of_the_browsers_own_are_told_from_the_shops(text: str, is_own: bool) -> None:
    context: Any = _Context()
    collectors = VisitCollectors(on_window=lambda page: None, on_crash=lambda: None)
    collectors.attach(context)
    context.listeners["console"](_Message(text))
    assert [each.is_network_line for each in collectors.heard] == [is_own]


def test_flood_is_listened_to_no_longer_until_the_next_step() -> None:
    context: Any = _Context()
    collectors = VisitCollectors(on_window=lambda page: None, on_crash=lambda: None)
    collectors.attach(context)
    write = context.listeners["console"]
    for _ in range(5000):
        write(_Message("No price"))
    assert "console" not in context.listeners
    assert len(collectors.of_step(0, "console")) == 200
    collectors.begin_step(1)
    context.listeners["console"](_Message("No stock"))
    assert [each.text for each in collectors.of_step(1, "console")] == ["No stock"]


@pytest.mark.parametrize(
    ("stack", "is_heard"),
    [
        ("TypeError: no\n    at textOf (eval at evaluate (:370:30), <anonymous>:2:42)\n    at UtilityScript.x", False),
        ("TypeError: no\n    at pay (http://shop.example/till.js:1:2)", True),
        ("TypeError: no\n    at eval (eval at pay (http://shop.example/till.js:1:2), <anonymous>:1:1)", True),
        ("", True),
    ],
)
def test_exceptions_of_the_drivers_own_scripts_are_not_the_shops(stack: str, is_heard: bool) -> None:
    context: Any = _Context()
    collectors = VisitCollectors(on_window=lambda page: None, on_crash=lambda: None)
    collectors.attach(context)
    thrown = type("Thrown", (), {"stack": stack, "message": "no"})()
    context.listeners["weberror"](type("WebError", (), {"error": thrown})())
    assert bool(collectors.heard) is is_heard
