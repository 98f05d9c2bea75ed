"""What all rooms' tests share."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, sync_playwright
from tests.replaying import close_browsers

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A job in the background is started deaf to Ctrl-C, and so would be what the tests start and interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The terminal speaks the language of its environment; the tests read English.
os.environ["LC_ALL"] = "C"


@pytest.fixture(scope="session", autouse=True)
def _browsers_end_with_the_tests() -> Iterator[None]:
    yield
    close_browsers()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's sync API: a thread can have it only once, so all tests that use it share this one."""
    with sync_playwright() as started:
        yield started
