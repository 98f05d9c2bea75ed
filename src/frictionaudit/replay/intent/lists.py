"""Lists to choose from: which of their choices is taken, and what those offer that tell it only while they are open."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import replace

from playwright.async_api import Error, Page

from frictionaudit.evidence.page import FieldEvidence
from frictionaudit.journey.model import ActionKind, Locator
from frictionaudit.lexicon import Meaning
from frictionaudit.replay.intent.buyer import Buyer
from frictionaudit.replay.intent.entry import Entry
from frictionaudit.replay.intent.look import Look
from frictionaudit.replay.intent.options import is_placeholder, is_unfilled_list, shown_in
from frictionaudit.replay.page.inpage import HUNG_AFTER_S
from frictionaudit.replay.page.locate import find_now
from frictionaudit.tongues import translatable

__all__ = ["list_entry", "taken_of", "told_of"]

_PATIENCE_MS = 5_000.0
"""How long a list may take to open; those that load their choices take a moment."""

_READ_CHOICES = 60
"""So many lines of a list are read; the wanted one may stand further down."""

_CODE_LETTERS = 2
"""A country's code may be part of another's name: FI of Fiji."""

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


def list_entry(
    look: Look, field: FieldEvidence, purpose: str | None, buyer: Buyer, *, is_wanted: bool, is_framed: bool
) -> Entry | None:  # fmt: skip
    """Give what is chosen of a list, or None."""
    if not is_unfilled_list(look, field):
        return _own_country(look, field, buyer, is_framed=is_framed) if purpose == "country" else None
    if not is_wanted:
        return None
    told = buyer.answer(purpose)
    names = buyer.country_names(look.languages) if purpose == "country" else (told.text,) if told else ()
    label = field.label or field.subject.name
    if not field.options:
        first, *others = names or ("",)
        return Entry(ActionKind.SELECT, field.subject, label, first, is_framed=is_framed, others=tuple(others),
                     is_closed=True)  # fmt: skip
    taken = taken_of(look, field.options, names, shown_in(look, field))
    if taken is None:
        return None
    if taken[1] and len(field.options) >= _READ_CHOICES:
        ways = [*(name for name in names if len(name) > _CODE_LETTERS), taken[0]]
        return Entry(ActionKind.SELECT, field.subject, label, ways[0], is_framed=is_framed, others=tuple(ways[1:]))
    note = translatable("the first in the list") if taken[1] else ""
    return Entry(ActionKind.SELECT, field.subject, label, taken[0], is_framed=is_framed, note=note)


def _own_country(look: Look, field: FieldEvidence, buyer: Buyer, *, is_framed: bool) -> Entry | None:
    """Give the customer's own country where the shop has set another one, and has both."""
    shown = shown_in(look, field)
    names = [name for name in buyer.country_names(look.languages) if len(name) > _CODE_LETTERS]
    if not shown or any(name.casefold() in shown.casefold() for name in names):
        return None
    taken = taken_of(look, field.options, names, shown)
    if taken is None or taken[1]:
        return None
    label = field.label or field.subject.name
    return Entry(ActionKind.SELECT, field.subject, label, taken[0], is_framed=is_framed)


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
