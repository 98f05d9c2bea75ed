"""CSS of the journey that the browser cannot read: the file's mistake, and never the shop's."""

from __future__ import annotations

import re
from asyncio import wait_for
from collections.abc import Iterator

from playwright.async_api import Error, Page

from frictionaudit.journey.model import Step
from frictionaudit.replay.drafts import StepDraft
from frictionaudit.replay.page.inpage import HUNG_AFTER_S
from frictionaudit.tongues import translatable

__all__ = ["blame_the_file"]

_UNREADABLE = re.compile(r"is not a valid selector|while parsing css selector")
"""As the browsers say it, and Playwright of its own additions; only asking tells, for each browser knows others."""


async def blame_the_file(page: Page, draft: StepDraft) -> None:
    """Say of a step that found nothing that its selector cannot be read: the shop may well have the element."""
    if draft.failure_kind not in ("action", "expectation"):
        return
    css = await _unreadable(page, draft.step)
    if css:
        draft.failure_kind = "fault"
        draft.failure = translatable(f"the browser cannot read the CSS selector '{css}'; mend it in the journey file")
        for action in draft.actions:
            action.match_count = action.match_count or None  # nothing was looked for


async def _unreadable(page: Page, step: Step) -> str:
    """Give the first CSS of a step that this browser cannot read; "" where it reads all."""
    for css in _css_of(step):
        try:
            await wait_for(page.locator(css).count(), HUNG_AFTER_S)
        except Error as error:
            if _UNREADABLE.search(error.message):
                return css
        except TimeoutError:
            return ""  # the page hangs, which is told elsewhere
    return ""


def _css_of(step: Step) -> Iterator[str]:
    expected = (each.expectation for each in step.actions if each.expectation is not None)
    targets = [each.target for each in step.actions] + [each.target for each in (*step.expect, *expected)]
    return (target.css for target in targets if target is not None and target.css is not None)
