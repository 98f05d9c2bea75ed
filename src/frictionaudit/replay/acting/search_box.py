"""Find the shop's search as a customer does: in the open, behind its button, or in the menu that holds it."""

from __future__ import annotations

import contextlib
import re

from playwright.async_api import ElementHandle, Error, Page
from playwright.async_api import Locator as PageLocator

from frictionaudit.lexicon import Meaning, stems_of
from frictionaudit.replay.clock import Deadline
from frictionaudit.replay.page.locate import Found
from frictionaudit.replay.page.marks import marking

__all__ = ["find_search_box"]

_BOX = "input[type=search], [role=search] input:not([type=hidden]), input[name=q], input[name=s]"

_MOST_MENUS = 3
"""Menus that are opened one after another in search of the search."""

_UNFOLDS_MS = 1_500
"""How long a menu may take to unfold."""

# What says that it opens the part of the page in which the box stands: disclosure buttons, togglers, <summary>.
_MENUS_OVER = """box => {
  const inView = control => control.checkVisibility() && control.getClientRects().length > 0;
  const opens = control => {
    if (control.localName === 'summary') return control.parentElement.contains(box);
    const ids = (control.getAttribute('aria-controls') || '').split(/\\s+/).filter(Boolean);
    if (ids.some(id => document.getElementById(id)?.contains(box))) return true;
    return ['data-target', 'data-bs-target', 'href'].some(name => {
      const target = control.getAttribute(name) || '';
      try { return /^[#.]./.test(target) && [...document.querySelectorAll(target)].some(part => part.contains(box)); }
      catch { return false; }
    });
  };
  const menus = 'summary, [aria-controls], [data-target], [data-bs-target], a[href^="#"]';
  return [...box.getRootNode().querySelectorAll(menus)].filter(control => inView(control) && opens(control));
}"""


async def find_search_box(page: Page, language: str, deadline: Deadline) -> Found | None:
    """Find the search by role, by type, by its words; opens what it is folded away behind. None where there is none."""
    words = _any_of(stems_of(Meaning.SEARCH, language))
    boxes = (
        page.get_by_role("searchbox")
        .or_(page.locator(_BOX))
        .or_(page.get_by_role("textbox", name=words))
        .or_(page.get_by_role("combobox", name=words))
        .or_(page.get_by_placeholder(words))
        .filter(visible=True)
    )
    marked, mark = marking(boxes, page)
    found = Found(boxes.first, 1, 1, is_ambiguous=False, mark=mark)
    if await marked.count():
        return found
    opener = (
        page.get_by_role("button", name=words)
        .or_(page.get_by_role("link", name=words))
        .or_(_folds_away_a_field(page, words))
        .filter(visible=True)
    )
    if await opener.count():
        await opener.first.click(timeout=deadline.left_ms)
    elif await _unfold(page, boxes):
        return found
    try:
        await boxes.first.wait_for(state="visible", timeout=deadline.left_ms)
    except Error:
        return None
    return found


def _folds_away_a_field(page: Page, words: re.Pattern[str]) -> PageLocator:
    """Give what unfolds a field and is called a search; to drivers a <summary> is no button."""
    head = page.locator("details:has(input) > summary")
    return head.filter(has_text=words).or_(head.and_(page.get_by_label(words))).or_(head.and_(page.get_by_title(words)))


async def _unfold(page: Page, boxes: PageLocator) -> bool:
    """Open the menus that hold a search box, as phones show them, until it is to be seen."""
    for menu in await _menus(page):
        with contextlib.suppress(Error):
            await menu.click(timeout=_UNFOLDS_MS)
            await boxes.first.wait_for(state="visible", timeout=_UNFOLDS_MS)
            return True
    return False


async def _menus(page: Page) -> list[ElementHandle]:
    hidden = page.locator(_BOX)
    if not await hidden.count():
        return []
    with contextlib.suppress(Error):
        found = await hidden.first.evaluate_handle(_MENUS_OVER)
        controls = [each.as_element() for each in (await found.get_properties()).values()]
        return [control for control in controls if control is not None][:_MOST_MENUS]
    return []


def _any_of(stems: tuple[str, ...]) -> re.Pattern[str]:
    """Give a pattern that finds any of the lexicon's words; its marks (`=` whole, `*` stem) are no letters."""
    words = [stem.strip("=* ") for stem in stems if "…" not in stem]
    return re.compile("|".join(rf"\b{re.escape(word)}" for word in words if word) or "$^", re.IGNORECASE)
