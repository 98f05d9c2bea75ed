"""The ways to read the words of a locator, best first: exact before loose, names before mere text."""

from __future__ import annotations

from functools import reduce

from playwright.async_api import Locator as PageLocator

from frictionaudit.journey.model import ActionKind, Locator
from frictionaudit.replay.page.labels import ControlRole, Place, by_name, field_groups
from frictionaudit.replay.page.wording import as_read

__all__ = ["read_group", "readings", "tight_count"]

_PRESSED: tuple[ControlRole, ...] = ("button", "link", "menuitem", "tab", "option", "switch", "checkbox", "radio")
_TYPED: tuple[ControlRole, ...] = ("textbox", "searchbox", "combobox", "spinbutton")
_CHOSEN: tuple[ControlRole, ...] = ("combobox", "listbox", "radiogroup", "group")
_TICKED: tuple[ControlRole, ...] = ("checkbox", "radio", "switch", "menuitemradio", "option")

_ROLES: dict[ActionKind, tuple[ControlRole, ...]] = {
    ActionKind.CLICK: _PRESSED,
    ActionKind.HOVER: _PRESSED,
    ActionKind.FILL: _TYPED,
    ActionKind.SEARCH: _TYPED,
    ActionKind.PRESS: (*_TYPED, *_PRESSED),
    ActionKind.SELECT: _CHOSEN,
    ActionKind.CHECK: _TICKED,
    ActionKind.UNCHECK: _TICKED,
}

_BOXES = frozenset({ActionKind.CHECK, ActionKind.UNCHECK})
_FIELDS = frozenset({ActionKind.FILL, ActionKind.SEARCH, ActionKind.SELECT, ActionKind.UPLOAD})


def tight_count(wanted: Locator, kind: ActionKind) -> int:
    """Count the readings by which the words are the whole name or begin it; they come first."""
    if wanted.is_exact is not None or wanted.nth is not None:
        return 99
    if wanted.text is None:
        return 2
    return 5 if kind in _FIELDS else 3 if kind in _BOXES else 4


def readings(place: Place, wanted: Locator, kind: ActionKind) -> list[PageLocator]:
    """Give the ways to read a locator, best first: "Pay" is "Pay 24.90 €" rather than the "PayPal" above it."""
    if wanted.text is None:
        loose = read_group(place, wanted)
        if wanted.is_exact is not None or wanted.nth is not None or (wanted.label or wanted.name) is None:
            return [loose]
        exact = wanted.model_copy(update={"is_exact": True})
        return [read_group(place, exact), read_group(place, wanted, is_start=True), loose]
    roles = _ROLES.get(kind, _PRESSED)
    if kind in _FIELDS:
        return field_groups(place, roles, wanted, kind)
    groups: list[PageLocator] = []
    words: list[PageLocator] = []
    for is_exact in (True,) if wanted.is_exact else (True, False):
        said = as_read(wanted.text, is_exact=is_exact)
        named = by_name(place, roles, said, is_exact=is_exact)
        labelled = place.get_by_label(said, exact=is_exact)
        seen = place.get_by_text(said, exact=is_exact)
        if kind in _BOXES:
            # The box itself before the words beside it: "Pick-up" is the radio "Pick-up, 2 to 4 days, free".
            groups, words = [*groups, named, labelled], [*words, seen]
        else:
            groups += [named, labelled, seen]
        if is_exact and wanted.is_exact is None:
            groups.append(by_name(place, roles, as_read(wanted.text, is_start=True), is_exact=False))
    return groups + words


def read_group(place: Place, wanted: Locator, *, is_any: bool = False, is_start: bool = False) -> PageLocator:
    """Read a mapping: all that it gives must hold. With `is_any` also of what nobody is shown, which has no role."""
    is_exact = wanted.is_exact if wanted.is_exact is not None else False
    parts: list[PageLocator] = []
    if wanted.css is not None:
        parts.append(place.locator(wanted.css))
    if wanted.test_id is not None:
        parts.append(place.get_by_test_id(wanted.test_id))
    if wanted.role is not None:
        role = wanted.role
        name = as_read(wanted.name or "", is_exact=is_exact, is_start=is_start)
        named = place.get_by_role(role, name=name, exact=is_exact, include_hidden=is_any)  # type: ignore[arg-type]
        lone = place.get_by_role(role, include_hidden=is_any)  # type: ignore[arg-type]
        parts.append(named if wanted.name is not None else lone)
    elif wanted.name is not None:
        name = as_read(wanted.name, is_exact=is_exact, is_start=is_start)
        parts.append(by_name(place, (*_PRESSED, *_TYPED, *_CHOSEN), name, is_exact=is_exact))
    if wanted.label is not None:
        words = as_read(wanted.label, is_exact=is_exact, is_label=True, is_start=is_start)
        parts.append(place.get_by_label(words, exact=is_exact))
    if wanted.placeholder is not None:
        words = as_read(wanted.placeholder, is_exact=is_exact)
        parts.append(place.get_by_placeholder(words, exact=is_exact))
    return reduce(lambda one, other: one.and_(other), parts) if parts else place.locator("body")
