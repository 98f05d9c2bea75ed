"""The selectors of the DevTools Recorder: alternatives by name, text, CSS and XPath, as one locator of a journey."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from frictionaudit.discover.formats.locator_chain import from_css, from_xpath, is_sound
from frictionaudit.journey.model import Locator
from frictionaudit.journey.shapes.fields import ROLES

__all__ = ["by_text", "chains_of", "hint_of", "is_list", "locator_of"]

LONGEST_WORDS = 80
"""Characters of a name that still names something; longer ones are the text of a whole card."""

_ARIA = re.compile(r"aria/(.*?)((?:\[\s*\w+\s*=\s*[\"'][^\"']*[\"']\s*\])*)$", re.DOTALL)
_ARIA_ATTRIBUTE = re.compile(r"\[\s*(\w+)\s*=\s*[\"']([^\"']*)[\"']\s*\]")
_ROLE_NAMES = {"image": "img"}


def locator_of(selectors: Any, *, is_typed: bool) -> Locator | None:
    """Give the best of the alternatives: by name, by text, by test id, by CSS, by a simple XPath.

    An alternative is a selector, or a chain of them from the outside in (hosts of shadow roots, then the element).
    Frames need no words: a journey looks into all of them.
    """
    chains = chains_of(selectors)
    readers = (_by_name, _by_css if is_typed else by_text, _by_test_id, _by_css, _by_xpath)
    return next((found for reader in readers for chain in chains if (found := reader(chain)) and is_sound(found)), None)


def chains_of(selectors: Any) -> list[list[str]]:
    """Give the alternatives, each as a chain; what is no selector is passed over."""
    return [chain for each in _list(selectors) if (chain := _chain(each))]


def _chain(selector: Any) -> list[str]:
    parts = [selector] if isinstance(selector, str) else _list(selector)
    return parts if all(isinstance(part, str) and part.strip() for part in parts) else []


def _by_name(chain: Sequence[str]) -> Locator | None:
    """Read `aria/Name[role="button"]`; of a chain the innermost part that has a name."""
    for part in reversed(chain):
        found = _ARIA.fullmatch(part)
        if found is None:
            return None
        name, attributes = " ".join(found[1].split()), dict(_ARIA_ATTRIBUTE.findall(found[2]))
        if name and len(name) <= LONGEST_WORDS:
            role = _ROLE_NAMES.get(attributes.get("role", ""), attributes.get("role", ""))
            return Locator(role=role, name=name) if role in ROLES else Locator(text=name)
    return None


def by_text(chain: Sequence[str]) -> Locator | None:
    """Read `text/Words`; None for other selectors, and for words that name nothing."""
    words = " ".join(chain[-1].removeprefix("text/").split())
    return Locator(text=words) if chain[-1].startswith("text/") and 1 < len(words) <= LONGEST_WORDS else None


def _by_test_id(chain: Sequence[str]) -> Locator | None:
    found = _by_css(chain)
    return found if found is not None and found.test_id is not None else None


def _by_css(chain: Sequence[str]) -> Locator | None:
    parts = [part.removeprefix("css/").removeprefix("pierce/") for part in chain]
    if any(re.match(r"(aria|text|xpath)/", part) for part in parts):
        return None
    # Playwright's CSS goes through open shadow roots, so a chain is a descendant.
    return from_css(" ".join(parts))


def _by_xpath(chain: Sequence[str]) -> Locator | None:
    return from_xpath(chain[0].removeprefix("xpath/")) if len(chain) == 1 and chain[0].startswith("xpath/") else None


def _plain_selectors(step: dict[str, Any]) -> Iterator[str]:
    for each in _list(step.get("selectors")):
        chain = _chain(each)
        if chain and not chain[-1].startswith(("aria/", "text/")):
            yield chain[-1]


def hint_of(step: dict[str, Any]) -> str:
    """Give an id or a name that the selectors hold."""
    for selector in _plain_selectors(step):
        if found := re.search(r"#([\w-]+)|\[(?:name|id|data-testid|@id)=[\"']?([^\"'\]]+)", selector):
            return found[1] or found[2]
    return ""


def is_list(target: Locator, hint: str) -> bool:
    """Tell a list to choose from: by its role, or by CSS that names a select."""
    return target.role == "listbox" or re.search(r"(^|[\s>])select\b[^\s>]*$", target.css or "") is not None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
