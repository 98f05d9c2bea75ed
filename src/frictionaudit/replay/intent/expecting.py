"""What a found step may expect when it is walked again: what came up, without what changes from day to day."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from frictionaudit.journey.model import Expectation, ExpectationKind
from frictionaudit.lexicon import Meaning
from frictionaudit.replay.intent.look import Look, is_same_page

__all__ = ["expectations_of"]

_LONGEST = 80
_SHORT = 40
_PASSING = re.compile(r"\d{4,}|[0-9a-f]{10,}|^(?=.*\d)(?=.*[A-Za-z])[\w-]{16,}$", re.IGNORECASE)
"""Parts of an address that stand for one visit or one order."""

_CHANGES = re.compile(r"\d")


def expectations_of(before: Look, after: Look) -> tuple[Expectation, ...]:
    """Give what tells that the step has led on: address and heading where they are new, else a new text."""
    found = []
    if not is_same_page(before.url, after.url) and (glob := _glob(after.url)):
        found.append(Expectation(kind=ExpectationKind.URL, text=glob))
    # A heading of the page's foot, or of a part that waited folded, stood there before.
    if after.heading and after.heading not in before.texts and _is_steady(after.heading):
        found.append(Expectation(kind=ExpectationKind.HEADING, text=after.heading))
    if not found:
        text = _new_text(before, after)
        found += [Expectation(kind=ExpectationKind.SEE, text=text)] if text else []
    return tuple(found)


def _glob(url: str) -> str:
    """Give a glob for the address: passing parts and queries are left open."""
    parts = urlsplit(url)
    steps = ["*" if _PASSING.search(step) and not _is_name(step) else step for step in parts.path.split("/")]
    path = "/".join(steps)
    if any(letter in path for letter in "[]{}?") or (path in ("", "/") and not parts.fragment):
        return ""
    route = f"#{parts.fragment.split('?')[0]}" if parts.fragment.startswith(("/", "!")) else ""
    return f"**{path or '/'}{'*' if parts.query or not route else ''}{route}{'*' if route else ''}"


def _is_name(step: str) -> bool:
    """Words with hyphens between them are a product's name, whatever number stands at their end."""
    return len(re.findall(r"[A-Za-z]{3,}", step)) >= 2


def _new_text(before: Look, after: Look) -> str:
    """Give a text that came up: what says that it is in the cart, a new heading, or else the first short one."""
    known = set(before.texts)
    new = [
        block
        for block in after.blocks
        if block.text not in known and _is_steady(block.text) and not block.is_struck and block.region != "footer"
    ]
    for wanted in (
        [block for block in new if after.says(block.text, Meaning.IN_CART)],
        [block for block in new if block.role == "heading"],
        [block for block in new if block.role in ("alert", "status", "button", "label")],
        [block for block in after.blocks if block.text not in known and 2 < len(block.text) <= _SHORT],
    ):
        if wanted:
            return wanted[0].text
    return ""


def _is_steady(text: str) -> bool:
    return 2 < len(text) <= _LONGEST and not _CHANGES.search(text)
