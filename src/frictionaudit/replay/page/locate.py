"""Find the element that a customer would take for the one that is meant. Playwright's own locators do the finding.

A plain string is the accessible name of a control, a label, or visible text, in that order; exact before loose (and of
the loose, what begins with its words first), visible before hidden, the main frame before child frames; but what a
frame calls exactly so goes before what merely holds the letters in the main frame, as "Köpvillkor" holds "Köp".
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from playwright.async_api import Error, Frame, FrameLocator, Page, expect
from playwright.async_api import Locator as PageLocator

from frictionaudit.journey.model import ActionKind, Locator
from frictionaudit.replay.clock import Deadline
from frictionaudit.replay.page.inpage import PageHungError, evaluate, loaded_frames
from frictionaudit.replay.page.labels import Place
from frictionaudit.replay.page.marks import Mark, marking
from frictionaudit.replay.page.readings import read_group, readings, tight_count

__all__ = ["Found", "find", "find_now", "near_matches", "seen_now"]

BEHIND_S = 2.0
"""How long what a layer keeps from screen readers may take to come forth; a pop-up stays. Project's choice."""

_BEHIND_A_WINDOW = """element => Boolean(element.closest('[inert], [aria-hidden=true]')) ||
  [...document.querySelectorAll('dialog:modal, [aria-modal=true]')].some(window => window.checkVisibility?.() &&
    !window.contains(element))"""


@dataclass(frozen=True)
class Found:
    """An element, and how sure it is the one that is meant.

    Attributes:
        element: The one to use: the first visible one, else the first.
        count: How many are equally good matches.
        visible_count: How many of them can be seen.
        is_ambiguous: Several equally good visible ones although the journey gave no `nth`.
        is_loose: The words are merely a part of what it says, and do not begin it.
        in_frame: It stands in a child frame.
        mark: By which the probe knows the visible element itself.
        frame: The child frame it stands in, where that is known.
    """

    element: PageLocator
    count: int
    visible_count: int
    is_ambiguous: bool
    is_loose: bool = False
    in_frame: bool = False
    mark: Mark | None = None
    frame: Frame | None = None

    @property
    def at_hand(self) -> Mark | PageLocator:
        """The element as found, which need not be searched again; the locator where that is not known."""
        return self.mark or self.element


async def find(page: Page, wanted: Locator, kind: ActionKind, deadline: Deadline) -> Found | None:
    """Find the element within the patience: a visible one as soon as there is one, else a hidden one, else None."""
    found = await find_now(page, wanted, kind)
    if found is not None and found.visible_count:
        return found
    behind = await _behind_a_layer(page, wanted)
    await _wait_for_any(page, wanted, kind, Deadline(min(deadline.left_s, BEHIND_S)) if behind else deadline)
    return await seen_now(page, wanted, kind) or behind or await find_now(page, wanted, kind) or found


async def _behind_a_layer(page: Page, wanted: Locator) -> Found | None:
    """Find by its role what all can see and a pop-up keeps from screen readers, as libraries do to the page behind."""
    for place in _places(page, wanted) if wanted.role is not None else ():
        found = await _found_in(place, read_group(place, wanted, is_any=True), wanted)
        if found is not None:
            return replace(found, frame=place if isinstance(place, Frame) else None, in_frame=place is not page)
    return None


async def find_now(page: Page, wanted: Locator, kind: ActionKind, likely: Frame | None = None) -> Found | None:
    """Find the element as the page stands; one that nobody can see only where none can be seen."""
    found = await seen_now(page, wanted, kind, likely)
    if found is not None:
        return found
    for place in _places(page, wanted):
        for group in readings(place, wanted, kind) if wanted.role is None else [read_group(place, wanted, is_any=True)]:
            hidden = await _hidden_in(group, wanted)
            if hidden is not None:
                return replace(hidden, in_frame=place is not page)
    return None


async def seen_now(page: Page, wanted: Locator, kind: ActionKind, likely: Frame | None = None) -> Found | None:
    """Find the element where it can be seen as the page stands.

    Args:
        page: The window.
        wanted: What is meant.
        kind: What is to be done with it.
        likely: The child frame where the step's last element stood: it is asked together with the main frame.
    """
    places = _places(page, wanted)
    early = None if likely is None or likely not in places else asyncio.ensure_future(_visible_in(likely, wanted, kind))
    try:
        for place in places:
            found = await (early if early is not None and place is likely else _visible_in(place, wanted, kind))
            if found is not None and place is page and len(places) > 1:
                better = await _called_so_in(places[1:], wanted, kind) if found.is_loose else None
                if better is None and await _is_behind_a_window(found, wanted):
                    better = await _exactly_in(places[1:], wanted, kind)
                place, found = better or (place, found)
            if found is not None:
                return replace(found, frame=place if isinstance(place, Frame) else None, in_frame=place is not page)
    finally:
        if early is not None:
            early.cancel()
            await asyncio.gather(early, return_exceptions=True)
    return None


async def _is_behind_a_window(found: Found, wanted: Locator) -> bool:
    """Tell whether plain words found something that an open window, say the bank's, keeps from the customer."""
    with contextlib.suppress(Error, PageHungError):
        return wanted.text is not None and bool(await evaluate(found.at_hand, _BEHIND_A_WINDOW))
    return False


async def _exactly_in(places: Sequence[Place], wanted: Locator, kind: ActionKind) -> tuple[Place, Found] | None:
    for place in places:
        found = await _visible_in(place, wanted.model_copy(update={"is_exact": True}), kind)
        if found is not None:
            return place, found
    return None


async def _called_so_in(places: Sequence[Place], wanted: Locator, kind: ActionKind) -> tuple[Place, Found] | None:
    """Look for a control of exactly this name; words that only stand there, say in a chat, are none."""
    for place in places:
        found = await _found_in(place, readings(place, wanted, kind)[0], wanted)
        if found is not None:
            return place, found
    return None


async def _visible_in(place: Place, wanted: Locator, kind: ActionKind) -> Found | None:
    """Look in one frame: by the likeliest reading first, then by all others at once."""
    groups = readings(place, wanted, kind)
    found = await _found_in(place, groups[0], wanted)
    if found is None and len(groups) > 1 and await _matches_anything(groups[1:]):
        found = await _first_found(place, groups[1:], wanted, tight_count(wanted, kind) - 1)
    return found


async def _first_found(place: Place, groups: Sequence[PageLocator], wanted: Locator, tight: int) -> Found | None:
    """Ask for all readings at once, and take the best that matches; the first ones are tight."""
    found = await asyncio.gather(*(_found_in(place, group, wanted) for group in groups))
    return next((replace(each, is_loose=i >= tight) for i, each in enumerate(found) if each is not None), None)


async def _matches_anything(groups: Sequence[PageLocator]) -> bool:
    """Ask once for all the other readings: mostly the answer is that none of them matches."""
    either = reduce(lambda one, other: one.or_(other), groups)
    try:
        return await either.filter(visible=True).count() > 0
    except Error:
        return False


async def _found_in(place: Place, group: PageLocator, wanted: Locator) -> Found | None:
    """Look for something visible by one way to read the locator; one question."""
    try:
        if wanted.nth is not None:
            found = await _nth(group, wanted.nth)
            return found if found is not None and found.visible_count else None
        visible = group.filter(visible=True)
        marked, mark = (visible, None) if isinstance(place, FrameLocator) else marking(visible, place)
        count = await marked.count()
    except Error:  # the document went away while it was searched
        return None
    return Found(visible.first, count, count, count > 1, mark=mark) if count else None


async def _hidden_in(group: PageLocator, wanted: Locator) -> Found | None:
    try:
        if wanted.nth is not None:
            return await _nth(group, wanted.nth)
        count = await group.count()
    except Error:
        return None
    return Found(group.first, count, 0, is_ambiguous=False) if count else None


async def _nth(group: PageLocator, nth: int) -> Found | None:
    element = group.nth(nth)
    return Found(element, 1, int(await element.is_visible()), is_ambiguous=False) if await element.count() else None


async def _wait_for_any(page: Page, wanted: Locator, kind: ActionKind, deadline: Deadline) -> None:
    """Wait until one of all the ways to read the locator matches something visible, in any frame."""

    async def wait(place: Place) -> None:
        either = reduce(lambda one, other: one.or_(other), readings(place, wanted, kind))
        if wanted.nth is not None:
            await expect(either.nth(wanted.nth)).to_be_visible(timeout=deadline.left_ms)
        else:
            await expect(either.filter(visible=True).first).to_be_visible(timeout=deadline.left_ms)

    waits = [asyncio.ensure_future(wait(place)) for place in _places(page, wanted)]
    try:
        pending: set[asyncio.Future[None]] = set(waits)
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            if any(task.exception() is None for task in done):
                return
    finally:
        for task in waits:
            task.cancel()
        with contextlib.suppress(Error):
            await asyncio.gather(*waits, return_exceptions=True)


def _places(page: Page, wanted: Locator) -> Sequence[Place]:
    """Give where to look: the named frame, or the main frame and then its visible children."""
    if wanted.frame is not None:
        named = page.frame(name=wanted.frame)
        return [*((named,) if named is not None else ()), page.frame_locator(_frame_css(wanted.frame))]
    return [page, *(frame for frame in loaded_frames(page) if frame is not page.main_frame)]


def _frame_css(name: str) -> str:
    """Read a frame's word as CSS, else as its title, name or accessible label."""
    if any(letter in name for letter in "#.[>:") or name == "iframe":
        return name
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return ", ".join(f'iframe[{key}="{quoted}"]' for key in ("title", "name", "id", "aria-label"))


async def near_matches(page: Page, limit: int = 5) -> tuple[str, ...]:
    """Give names of visible controls, for the sentence that says what was there instead."""
    with contextlib.suppress(Error):
        names = (
            await page.locator("button, a[href], [role=button], input[type=submit]")
            .filter(visible=True)
            .all_inner_texts()
        )
        return tuple(dict.fromkeys(" ".join(name.split())[:60] for name in names if name.strip()))[:limit]
    return ()
