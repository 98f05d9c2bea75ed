"""Devices by name: Playwright's registry, as data, and ours."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Literal

from frictionaudit.journey.model import Viewport
from frictionaudit.record import Record

__all__ = ["Device", "device", "device_names"]


class Device(Record):
    """What a page can tell of a device."""

    viewport: Viewport
    scale: float
    mobile: bool
    touch: bool
    engine: Literal["chromium", "firefox", "webkit"]
    """The engine of the browser it comes with."""
    user_agent: str | None
    """None: whatever the engine says."""


def device(name: str) -> Device:
    """Give a device by its name.

    Raises:
        KeyError: there is none of that name.
    """
    return _registry()[name]


def device_names() -> tuple[str, ...]:
    """Give all names, ours first."""
    return tuple(_registry())


@cache
def _registry() -> dict[str, Device]:
    data = json.loads(Path(__file__).with_name("devices.json").read_text(encoding="utf-8"))
    return {name: _device(entry) for name, entry in (data["own"] | data["playwright"]).items()}


def _device(entry: dict[str, Any]) -> Device:
    width, height = entry["viewport"]
    return Device.model_construct(**entry | {"viewport": Viewport(width=width, height=height)})
