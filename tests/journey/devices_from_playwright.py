"""Write journey/devices.json anew from the installed Playwright: python tests/journey/devices_from_playwright.py"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

import frictionaudit.journey

FILE = Path(frictionaudit.journey.__file__).with_name("devices.json")


def playwright_devices() -> dict[str, dict[str, Any]]:
    """Give Playwright's registry in our words."""
    with sync_playwright() as playwright:
        return {name: _entry(each) for name, each in playwright.devices.items()}


def _entry(device: dict[str, Any]) -> dict[str, Any]:
    return {
        "viewport": [device["viewport"]["width"], device["viewport"]["height"]],
        "scale": device["device_scale_factor"],
        "mobile": device["is_mobile"],
        "touch": device["has_touch"],
        "engine": device["default_browser_type"],
        "user_agent": device["user_agent"],
    }


def _lines(devices: dict[str, Any]) -> str:
    return ",\n".join(f"{json.dumps(name)}: {json.dumps(entry)}" for name, entry in devices.items())


if __name__ == "__main__":
    own = json.loads(FILE.read_text(encoding="utf-8"))["own"]
    source = f"Playwright {version('playwright')}, its device registry (Apache-2.0)"
    registry = _lines(playwright_devices())
    text = f'{{\n"source": {json.dumps(source)},\n"playwright": {{\n{registry}\n}},\n"own": {{\n{_lines(own)}\n}}\n}}\n'
    FILE.write_text(text, encoding="utf-8")
