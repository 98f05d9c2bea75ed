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
