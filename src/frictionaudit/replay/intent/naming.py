"""From an element that was found to the words by which a person would find it again: role and name first."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

from playwright.async_api import ElementHandle, Error, Page

from frictionaudit.evidence.common import Subject
from frictionaudit.journey.model import ActionKind, Locator
from frictionaudit.replay.page.inpage import PageHungError, evaluate
from frictionaudit.replay.page.locate import find_now

__all__ = ["locator_for"]

_FIELDS = frozenset({ActionKind.FILL, ActionKind.SELECT})
_LONGEST = 60
_CHANGES = re.compile(r"[\d€$£%]|\bkr\b|\bzł\b")
_FEWEST_LETTERS = 3
_MOST_ALIKE = 12
_SAME = """(one, other) => {
  const control = element => {
    const label = element.closest && element.closest('label');
    return (label && label.control) || element;
  };
  return control(one) === control(other) || other.contains(one);
}"""


async def locator_for(
    page: Page, subject: Subject, kind: ActionKind, *, label: str = "", is_framed: bool = False
) -> Locator | None:  # fmt: skip
    """Give a locator that leads to this very element: its words, else role and name, else its place on the page.

    Args:
        page: The window.
        subject: The element as the probe saw it.
        kind: What is to be done with it.
        label: Its visible label, for fields.
        is_framed: It stands in a child frame, where its place cannot be told from the main frame's.

    Returns:
        None where it is there no more.
    """
    wanted = None if is_framed else await _handle(page, subject.locator)
    if wanted is None and not is_framed:
        return None
    for locator in _ways(subject, kind, label):
        if await _leads_to(page, locator, kind, wanted):
            return locator
    by_number = await _numbered(page, subject, kind, wanted)
    if by_number is not None:
        return by_number
    return None if is_framed else Locator(css=subject.locator)


def _ways(subject: Subject, kind: ActionKind, label: str) -> Iterator[Locator]:
    """Give ways to say it, the most readable first. Numbers and prices change: what has none is tried before."""
    words = [_shortened(each) for each in dict.fromkeys((_folded(label), _folded(subject.name))) if each]
    steady = [each for each in words if not _CHANGES.search(each)]
    parts = [part for each in words if _CHANGES.search(each) if len(part := _steady_part(each)) >= _FEWEST_LETTERS]
    for text in (*steady, *parts):
        yield Locator(text=text)
    if kind not in _FIELDS:
        for text in (*steady, *parts):
            yield Locator(role=subject.role, name=text)
        for text in steady:
            yield Locator(role=subject.role, name=text, is_exact=True)
    for text in words:
        if text not in steady:
            yield Locator(text=text)


async def _numbered(page: Page, subject: Subject, kind: ActionKind, wanted: ElementHandle | None) -> Locator | None:
    """Give role and name with the place among equals."""
    name = _folded(subject.name)
    if wanted is None or not name or len(name) > _LONGEST or kind in _FIELDS:
        return None
    for nth in range(_MOST_ALIKE):
        locator = Locator(role=subject.role, name=name, nth=nth)
        try:
            found = await find_now(page, locator, kind)
        except ValueError:
            return None
        if found is None:
            return None
        with contextlib.suppress(Error, PageHungError):
            handle = await found.element.element_handle(timeout=500)
            if await evaluate(handle, _SAME, wanted):
                return locator
    return None


async def _leads_to(page: Page, locator: Locator, kind: ActionKind, wanted: ElementHandle | None) -> bool:
    """Tell whether the locator finds this one element and nothing else; in a frame, one element at all."""
    with contextlib.suppress(Error, PageHungError):
        found = await find_now(page, locator, kind)
        if found is None or found.is_ambiguous:
            return False
        if wanted is None:
            return found.in_frame
        return bool(await evaluate(found.mark or await found.element.element_handle(timeout=500), _SAME, wanted))
    return False


async def _handle(page: Page, path: str) -> ElementHandle | None:
    with contextlib.suppress(Error):
        return await page.query_selector(path)
    return None


def _shortened(text: str) -> str:
    """Give the beginning of a long name, whole words: it is enough to tell it by."""
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:.-–—")


def _folded(text: str) -> str:
    return " ".join(text.split())


def _steady_part(text: str) -> str:
    """Give the longest part of a name that holds no number: "Cart (2)" is known by "Cart"."""
    return max((part.strip(" -–—:·|/,.()[]") for part in _CHANGES.split(text)), key=len, default="")
