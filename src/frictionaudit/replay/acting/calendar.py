"""Choose a day in the calendar that a read-only field opens: leaf to its month, press it, and the button that takes it.

The calendar is told by its days: the numbers from 1 to the month's end stand there in order. Its month is read in the
language of the page.
"""

from __future__ import annotations

import contextlib
import re
from datetime import date
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import get_date_format
from playwright.async_api import ElementHandle, Error
from playwright.async_api import Locator as PageLocator

from frictionaudit.journey.model import InputDevice
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.replay.clock import Deadline
from frictionaudit.replay.page.inpage import evaluate
from frictionaudit.replay.page.marks import Mark
from frictionaudit.replay.state import VisitState
from frictionaudit.replay.watching.settle import settle

__all__ = ["choose_day"]

MOST_MONTHS = 18
"""Months that a customer leafs through, at most. Project's choice."""

LEAF_S = 2.0
"""How long a calendar may take to show another month, or to go."""

_TAKES = frozenset({Meaning.CONFIRM, Meaning.ACCEPT, Meaning.APPLY, Meaning.AMBIGUOUS, Meaning.SAVE_CHOICE})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})")

_LOOK = """(field, wanted) => {
  if (field.ownerDocument.defaultView.frameElement !== null) return null;
  const all = [];
  const gather = root => { for (const each of root.querySelectorAll('*')) {
    all.push(each); if (each.shadowRoot) gather(each.shadowRoot); } };
  gather(field.ownerDocument);
  const up = node => node.assignedSlot || node.parentElement || node.getRootNode().host || null;
  const isIn = (outer, node) => { for (; node; node = up(node)) if (node === outer) return true; return false; };
  const isSeen = each => { const box = each.getBoundingClientRect(), style = getComputedStyle(each);
    return box.width > 0 && box.height > 0 && style.visibility === 'visible' && style.opacity !== '0'; };
  const own = each => [...each.childNodes].map(node => node.nodeType === 3 ? node.data : '').join('').trim();
  const cells = all.filter(each => /^\\d{1,2}$/.test(own(each)) && isSeen(each));
  const runs = cells.map((_, at) => {
    let end = at;
    while (end < cells.length && Number(own(cells[end])) === end - at + 1) end += 1;
    return cells.slice(at, end);
  }).filter(run => run.length >= 28);
  const wordsOf = node => {
    if (node.nodeType === 3) return node.data;
    if (node.nodeType !== 1 || cells.includes(node) || /^(script|style)$/.test(node.localName)) return ' ';
    if (node.localName === 'select') return ` ${(node.selectedOptions[0] || {}).label || ''} `;
    if (node.localName === 'input') return ` ${node.value} `;
    const inner = node.shadowRoot ? [...node.shadowRoot.childNodes] : [];
    return ` ${[...inner, ...node.childNodes].map(wordsOf).join('')} `;
  };
  const place = each => { const box = each.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2]; };
  const monthOf = days => {
    let month = days[0];
    while (month && !isIn(month, days[27])) month = up(month);
    while (month && month !== document.body && !/\\b(19|20)\\d\\d\\b/.test(wordsOf(month))) month = up(month);
    return month && month !== document.body ? month : null;
  };
  const months = runs.map(days => ({days, month: monthOf(days)})).filter(each => each.month);
  if (!months.length) return null;
  if (wanted) {
    const cell = months[wanted[0]] && months[wanted[0]].days[wanted[1]];
    if (!cell || cell.disabled || cell.closest('[aria-disabled=true], [disabled], [class*=disabled i]')) return null;
    cell.scrollIntoView({block: 'nearest', behavior: 'instant'});
    return place(cell);
  }
  const {days, month} = months[0];
  const holder = days[0].closest('dialog, [role=dialog], [popover]') || month;
  const presses = all.filter(each => each.matches('button, a, [role=button], [class*=next i], [class*=prev i]')
    && isIn(holder, each) && !days.includes(each) && isSeen(each) && !each.disabled);
  const called = each => [each.getAttribute('class'), each.getAttribute('aria-label'), each.title, each.dataset.testid,
    each.innerHTML].join(' ');
  const isAbove = each => place(each)[1] < place(days[0])[1];
  const leaf = rule => {
    const found = presses.filter(each => isAbove(each) && rule.test(called(each)));
    const inmost = found.find(each => !found.some(other => other !== each && each.contains(other)));
    return inmost ? place(inmost) : null;
  };
  return {
    headers: months.map(each => wordsOf(each.month).replace(/\\s+/g, ' ').trim()),
    next: leaf(/next|forward|(arrow|chevron|angle)[-_]?right/i),
    prev: leaf(/prev|back(?!ground)|(arrow|chevron|angle)[-_]?left/i),
    below: presses.filter(each => place(each)[1] > place(days[27])[1])
      .map(each => [each.innerText.trim(), place(each)]),
  };
}"""
"""What the calendar on the page shows, and where it is pressed; null where none is open. With the place of a month
among those shown and of a day in it: where that day is pressed, null where it cannot be."""

_IS_FILLED = "field => Boolean(field.value)"


async def choose_day(state: VisitState, field: Mark | PageLocator | ElementHandle, words: str,
                     deadline: Deadline) -> bool:  # fmt: skip
    """Choose the day that the words say in the calendar that is open; False where there is none, or it has no such day.

    Raises:
        PageHungError, playwright Error: the page or the window went away.
    """
    wanted = _date_of(words, state.persona.locale or state.journey.locale)
    if wanted is None or state.hands.device is InputDevice.KEYBOARD:
        return False
    place = await _leafed_to(state, field, wanted, deadline)
    point = await evaluate(field, _LOOK, [place, wanted.day - 1]) if place is not None else None
    if point is None:
        return False
    await _press(state, point, deadline)
    with contextlib.suppress(Error):
        after = await evaluate(field, _LOOK)
        takes = [point for name, point in (after or {}).get("below", ()) if _takes(name, state.language)]
        if takes:
            await _press(state, takes[-1], deadline)
    return bool(await evaluate(field, _IS_FILLED))


async def _leafed_to(
    state: VisitState, field: Mark | PageLocator | ElementHandle, wanted: date, deadline: Deadline
) -> int | None:
    """Leaf until the calendar shows the month, and give its place among those shown; None where it does not."""
    before = None
    for _ in range(MOST_MONTHS):
        seen: dict[str, Any] | None = await evaluate(field, _LOOK)
        shown = [_month_in(header, (state.language, "en")) for header in seen["headers"]] if seen is not None else []
        if seen is None or not shown or shown[0] is None or shown == before:
            return None
        if (wanted.year, wanted.month) in shown:
            return shown.index((wanted.year, wanted.month))
        point = seen["next"] if (wanted.year, wanted.month) > shown[0] else seen["prev"]
        if point is None:
            return None
        before = shown
        await _press(state, point, deadline)
    return None


async def _press(state: VisitState, point: list[float], deadline: Deadline) -> None:
    await state.hands.press_at((point[0], point[1]))
    await settle(state.page, state.network, Deadline(min(LEAF_S, deadline.left_s)))


def _takes(name: str, language: str) -> bool:
    return any(_TAKES & set(meanings_of(name, code)) for code in (language, "en"))


def _date_of(words: str, locale: str) -> date | None:
    """Read a date as it is written in the locale, or by ISO 8601; None for anything else."""
    if iso := _ISO.fullmatch(words.strip()):
        parts = (int(iso[1]), int(iso[2]), int(iso[3]))
    elif numbers := _NUMBERS.fullmatch(words.strip()):
        first, second = int(numbers[1]), int(numbers[3])
        day, month = (second, first) if numbers[2] == "/" and _names_month_first(locale) else (first, second)
        parts = (int(numbers[4]), month, day)
    else:
        return None
    with contextlib.suppress(ValueError):
        return date(*parts)
    return None


def _names_month_first(locale: str) -> bool:
    with contextlib.suppress(UnknownLocaleError, ValueError):
        return get_date_format("short", locale=Locale.parse(locale, sep="-")).pattern.lower().startswith("m")
    return False


def _month_in(header: str, languages: tuple[str, ...]) -> tuple[int, int] | None:
    """Give year and month of the first month that a header names; None where it names none."""
    year = _YEAR.search(header)
    text = header.casefold()
    for code in languages:
        places = [(text.find(name), -len(name), month) for name, month in _months(code) if name in text]
        if year is not None and places:
            return int(year[0]), min(places)[2]
    return None


@cache
def _months(code: str) -> tuple[tuple[str, int], ...]:
    try:
        months = Locale.parse(code).months
    except (UnknownLocaleError, ValueError):
        return ()
    kinds = [months[use][width] for use in ("format", "stand-alone") for width in ("wide", "abbreviated")]
    return tuple({(str(name).casefold(), number) for names in kinds for number, name in names.items()})
