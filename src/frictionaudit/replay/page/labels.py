"""The ways to read a field's words: by its label, its name, its placeholder, or by what is only printed over it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from typing import Literal, TypeAlias

from playwright.async_api import Frame, FrameLocator, Page
from playwright.async_api import Locator as PageLocator

from frictionaudit.journey.model import ActionKind, Locator
from frictionaudit.replay.page.wording import as_read

__all__ = ["ControlRole", "Place", "by_name", "field_groups"]

Place: TypeAlias = Page | Frame | FrameLocator
ControlRole: TypeAlias = Literal[
    "button", "link", "menuitem", "tab", "option", "switch", "checkbox", "radio", "textbox", "searchbox", "combobox",
    "spinbutton", "slider", "listbox", "radiogroup", "group", "menuitemradio",
]  # fmt: skip

_PLACES = """self::section or self::form or self::article or self::nav or self::aside or self::main or self::header or
  self::footer or self::dialog or self::table or self::ul or self::ol or self::iframe or @role='region' or
  @role='form' or @role='dialog' or @role='alertdialog' or @role='navigation' or @role='main' or @role='search' or
  @role='tabpanel'"""
"""XPath: what has its heading for a label, and holds fields."""
_NOT_TYPED_IN = """self::fieldset or self::button or self::a or @role='group' or @role='radiogroup' or @role='button' or
  @role='link' or @role='checkbox' or @role='radio' or @role='switch' or
  self::input[@type='button' or @type='submit' or @type='checkbox' or @type='radio']"""
_TYPED_IN = """self::textarea or @contenteditable='true' or @role='textbox' or @role='combobox' or @role='spinbutton' or
  self::input[not(@type) or not(contains('hidden checkbox radio button submit reset file image range color', @type))]"""
_CHOSEN_FROM = "self::select or @role='combobox' or @role='listbox' or @aria-haspopup='listbox'"
UNTIED_LEVELS = 3
"""How far above words that are tied to nothing the one field may stand that they are printed over. Project's choice."""


def field_groups(place: Place, roles: Sequence[ControlRole], wanted: Locator, kind: ActionKind) -> list[PageLocator]:
    """Fields go by their labels, quicker to look up: "Address" is "Address (required)", not "E-mail address"."""
    is_typed = kind in (ActionKind.FILL, ActionKind.SEARCH)
    # Put to what bears the label only: CSS would be put to every element of the page.
    field = f"xpath=self::*[not({_PLACES}{f' or {_NOT_TYPED_IN}' if is_typed else ''})]"
    groups: list[PageLocator] = []
    for is_exact in (True,) if wanted.is_exact else (True, False):
        if not is_exact:
            groups.append(place.get_by_label(as_read(wanted.text or "", is_start=True)).locator(field))
        words = as_read(wanted.text or "", is_exact=is_exact, is_label=True)
        groups.append(place.get_by_label(words, exact=is_exact).locator(field))
        groups.append(by_name(place, roles, words, is_exact=is_exact))
        groups.append(place.get_by_placeholder(words, exact=is_exact))
        # Another name for the ears (aria-label) does not change what stands above the field.
        printed = place.locator("label").filter(has_text=words)
        labelled = printed.locator("xpath=id(@for)").or_(printed.locator("input, select, textarea"))
        groups.append(labelled.locator(field))
    if wanted.is_exact is not False and kind in (ActionKind.FILL, ActionKind.SELECT):
        groups.append(_beside_untied_words(place, wanted.text or "", is_typed=is_typed))
    return groups


def _beside_untied_words(place: Place, text: str, *, is_typed: bool) -> PageLocator:
    """Give the field that stands alone with words that only the eye ties to it: <div>State</div><div>…</div>."""
    kinds = _TYPED_IN if is_typed else _CHOSEN_FROM
    words = place.get_by_text(as_read(text, is_exact=True, is_label=True), exact=True)
    near = f"ancestor::*[position() <= {UNTIED_LEVELS}][.//*[{kinds}]][1][count(.//*[{kinds}]) = 1]"
    return words.locator(f"xpath={near}//*[{kinds}]")


def by_name(place: Place, roles: Sequence[ControlRole], name: str | re.Pattern[str], *, is_exact: bool) -> PageLocator:
    """Give the controls of these roles that bear the name."""
    each = [place.get_by_role(role, name=name, exact=is_exact) for role in roles]
    return reduce(lambda one, other: one.or_(other), each)
