"""What all rooms' tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, sync_playwright


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's sync API: a thread can have it only once, so all tests that use it share this one."""
    with sync_playwright() as started:
        yield started
