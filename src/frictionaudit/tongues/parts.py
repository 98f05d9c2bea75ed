"""What the parts of a page, and what is said of them, are called in the language that is spoken now.

Evidence and findings keep a part by its role ("textbox") and lists of parts as English writes them ("link “Home”,
button “Buy”"); the words for it, and the quotation marks, are chosen when it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from frictionaudit.tongues.catalogue import translated
from frictionaudit.tongues.language import ENGLISH, language

__all__ = ["PARTS", "part_word", "parts_told"]

PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        # Roles of WAI-ARIA, as an accessible page names its parts: https://www.w3.org/TR/wai-aria-1.2/#role_definitions
        "alert": "alert", "alertdialog": "alert", "article": "article", "banner": "page header", "button": "button",
        "cell": "table cell", "checkbox": "checkbox", "columnheader": "column heading", "combobox": "selection list",
        "complementary": "side content", "contentinfo": "page footer", "dialog": "dialog", "figure": "figure",
        "form": "form", "generic": "element", "grid": "table", "group": "group", "heading": "heading",
        "iframe": "frame", "image": "picture", "img": "picture", "label": "label", "link": "link", "list": "list",
        "listbox": "selection list", "listitem": "list item", "main": "main content", "menu": "menu",
        "menuitem": "menu item", "navigation": "navigation", "none": "element", "option": "option",
        "paragraph": "paragraph", "presentation": "element", "progressbar": "progress bar", "radio": "radio button",
        "radiogroup": "group of choices", "region": "region", "row": "table row", "search": "search",
        "searchbox": "search field", "slider": "slider", "spinbutton": "number field", "status": "status message",
        "switch": "switch", "tab": "tab", "table": "table", "tabpanel": "tab panel", "text": "text",
        "textbox": "text field", "toolbar": "toolbar", "tooltip": "tooltip",
        # What else a finding may be about
        "action": "action", "expectation": "expectation", "message": "message", "page": "page", "path": "path",
        "request": "request", "step": "step", "third party": "third party", "back": "back", "forward": "forward",
        # Layers over the shop
        "a bar": "a bar", "a chat window": "a chat window", "a layer": "a layer", "a pop-up": "a pop-up",
        "the question about cookies": "the question about cookies",
        # What a page loads
        "document": "document", "fetch": "data request", "font": "font", "media": "media file", "other": "file",
        "script": "script", "stylesheet": "stylesheet", "xhr": "data request",
        # What a field asks for: https://html.spec.whatwg.org/#autofill-field
        "address-level2": "town", "cc-csc": "the card's security code", "cc-exp": "the card's expiry date",
        "cc-name": "the name on the card", "cc-number": "the card number", "country": "country",
        "email": "e-mail address", "family-name": "family name", "given-name": "first name", "name": "name",
        "postal-code": "postcode", "street-address": "street address", "tel": "phone number",
    }
)  # fmt: skip

_PART = re.compile(
    rf"(?:^|(?<=, ))({'|'.join(map(re.escape, sorted(PARTS, key=len, reverse=True)))})(?=$|, | [“(/])", re.IGNORECASE
)
"""A part's name where it opens a text or the next entry of a list: before its own words, its locator or its path."""

_MARKS: Mapping[str, tuple[str, str]] = {"fi": ("”", "”"), "sv": ("”", "”"), "de": ("„", "“")}
_QUOTED = re.compile("“([^“”]*)”")


def part_word(role: str) -> str:
    """Give the word for a part; one that is not known stays as it is, such as an element's name ("div")."""
    return translated(f"part/{role}", PARTS[role]) if role in PARTS else role


def parts_told(words: str) -> str:
    """Give one part or a list of them, as English notes them, in the words and marks of the language spoken now."""
    told = _PART.sub(lambda match: _as_written(match[0]), words)
    if language() == ENGLISH:
        return told
    opening, closing = _MARKS[language()]
    return _QUOTED.sub(lambda match: f"{opening}{match[1]}{closing}", told)


def _as_written(name: str) -> str:
    word = part_word(name.lower())
    return word[:1].upper() + word[1:] if name[0].isupper() else word
