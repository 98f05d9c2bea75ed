"""Lists to choose from: which of their choices is taken, and what those offer that tell it only while they are open."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import replace

from playwright.async_api import Error, Page

from frictionaudit.journey.model import ActionKind, Locator
from frictionaudit.lexicon import Meaning
from frictionaudit.replay.intent.entry import Entry
from frictionaudit.replay.intent.look import Look
from frictionaudit.replay.intent.options import is_placeholder
from frictionaudit.replay.page.inpage import HUNG_AFTER_S
from frictionaudit.replay.page.locate import find_now
from frictionaudit.tongues import translatable

__all__ = ["taken_of", "told_of"]

_PATIENCE_MS = 5_000.0
"""How long a list may take to open; those that load their choices take a moment."""

_MOST = 400
_OPEN_CHOICES = "[role=option]:visible"
_TEXTS = """(options, most) => options.slice(0, most)
  .filter(option => option.getAttribute('aria-disabled') !== 'true')
  .map(option => (option.innerText || option.textContent || '').split(/\\s+/).join(' ').trim())
  .filter(text => text)"""


def taken_of(look: Look, options: Sequence[str], names: Sequence[str], invitation: str) -> tuple[str, bool] | None:
    """Give the choice that is taken, and whether it is a guess; None where there is nothing to take.

    Args:
        look: The page.
        options: The choices.
        names: What the customer calls the wanted one, the likeliest first; a single letter tells nothing.
        invitation: The line that only asks to choose.
    """
    for name in (each for each in names if len(each) > 1):
        option = next((each for each in options if each.casefold() == name.casefold()), None)
        option = option or next((each for each in options if name.casefold() in each.casefold()), None)
        if option is not None:
            return option, False
    usable = [each for each in options if each != invitation and not is_placeholder(look, each)]
    first = next((each for each in usable if not look.says(each, Meaning.OUT_OF_STOCK)), None)
    return (first, True) if first is not None else None


async def told_of(entry: Entry, page: Page, look: Look, target: Locator) -> Entry | None:
    """Give what is taken of a list that tells its choices only while it is open; None where there is nothing."""
    taken = taken_of(look, await _choices_offered(page, target), (entry.text, *entry.others), "")
    if taken is None:
        return None
    note = translatable("the first in the list") if taken[1] else ""
    return replace(entry, text=taken[0], others=(), note=note)


async def _choices_offered(page: Page, target: Locator) -> tuple[str, ...]:
    """Open a list, read its choices, and close it again; nothing where it does not open."""
    told: list[str] = []
    with contextlib.suppress(Error, TimeoutError):
        found = await find_now(page, target, ActionKind.SELECT)
        if found is None:
            return ()
        await found.element.click(timeout=_PATIENCE_MS)
        choices = page.locator(_OPEN_CHOICES)
        await choices.first.wait_for(timeout=_PATIENCE_MS)
        told = await asyncio.wait_for(choices.evaluate_all(_TEXTS, _MOST), HUNG_AFTER_S)
        await page.keyboard.press("Escape")
        await choices.first.wait_for(state="hidden", timeout=_PATIENCE_MS)
    return tuple(dict.fromkeys(told))
