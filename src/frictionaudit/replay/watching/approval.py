"""A page that waits for the customer to approve a payment elsewhere, say in the bank's app."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from playwright.async_api import Error, Page

from frictionaudit.lexicon import Meaning, says
from frictionaudit.replay.page.inpage import PageHungError, evaluate, loaded_frames

__all__ = ["ASKED_AFTER_S", "approval_asked"]

ASKED_AFTER_S = 1.5
"""How long a page may take to answer before it is read what it waits for, and between two looks. Project's choice."""

_WORDS = "() => document.body ? document.body.innerText.slice(0, 4000) : ''"


async def approval_asked(page: Page, language: str, answered: asyncio.Future[Any]) -> str:
    """Wait until a page asks to approve elsewhere, and give its words; none where the step is answered first."""
    while True:
        # What the step expects ends this wait long before, in a shop that answers.
        await asyncio.wait({answered}, timeout=ASKED_AFTER_S)
        if answered.done():
            return ""
        for frame in loaded_frames(page):
            with contextlib.suppress(Error, PageHungError):
                text = await evaluate(frame, _WORDS)
                if words := _approval_in(text, language):
                    return words


def _approval_in(text: str, language: str) -> str:
    lines = (line for line in text.splitlines() if line.strip())
    found = (says(line, Meaning.APPROVE_ELSEWHERE, code) for line in lines for code in dict.fromkeys((language, "en")))
    return next((words for words in found if words), "")
