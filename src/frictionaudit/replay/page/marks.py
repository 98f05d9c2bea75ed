"""Remember a found element in the page, without a handle of Playwright's.

For a handle to an element of the page's own world Playwright brings all of its selector script, a third of a megabyte,
into that world, in each new document, only to describe the element. A mark needs none of it: Playwright's finding ends
in a selector of ours, which tells the probe the element.
"""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass

from playwright.async_api import Error, Frame, Page, Playwright
from playwright.async_api import Locator as PageLocator

__all__ = ["Mark", "know_marks", "marking"]

_ENGINE = "frictionaudit-mark"

# Runs in Playwright's world, the probe in the page's own: an event is what both see. The probe lets no one else see it.
_SOURCE = """({
  query(root, token) { return this.queryAll(root, token)[0]; },
  queryAll(root, token) {
    root.dispatchEvent(new CustomEvent('frictionaudit-mark', {detail: token, composed: true}));
    return [root];
  },
})"""


@dataclass(frozen=True)
class Mark:
    """An element that the probe of a document remembers.

    Attributes:
        frame: Where it stands: the main frame's window, or a child frame.
        token: What it is remembered by.
        element: Finds it again where the document does not know the mark.
    """

    frame: Page | Frame
    token: str
    element: PageLocator


async def know_marks(playwright: Playwright) -> None:
    """Teach Playwright the selector that marks; once is enough."""
    with contextlib.suppress(Error):  # it knows it already
        await playwright.selectors.register(_ENGINE, _SOURCE, content_script=True)


def marking(elements: PageLocator, frame: Page | Frame) -> tuple[PageLocator, Mark]:
    """Give the same elements, the first of which is marked whenever they are asked for."""
    token = secrets.token_hex(8)
    return elements.locator(f"{_ENGINE}={token}"), Mark(frame, token, elements.first)
