"""The shop's words: one file a language, prices and dates as that language writes them."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["LANGUAGES", "Words"]

LANGUAGES = ("fi", "sv", "de", "en")
_NO_BREAK = "\u00a0"


class Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = _texts(language)

    def __call__(self, key: str, **parameters: object) -> str:
        """Give the text of a dotted key, placeholders filled in."""
        text = self._find(key)
        return str(text).format(**parameters) if parameters else str(text)

    def paragraphs(self, page: str) -> list[str]:
        """Give the paragraphs of an information page."""
        return list(self._find(f"pages.{page}.paragraphs"))

    def price(self, cents: int) -> str:
        """Write an amount: 28,90 € or €28.90."""
        if self.language == "en":
            return f"€{cents / 100:,.2f}"
        return f"{cents // 100},{cents % 100:02d}{_NO_BREAK}€"

    def items(self, count: int) -> str:
        """Write a number of items."""
        return self("shop.items_one") if count == 1 else self("shop.items", count=count)

    def found(self, count: int) -> str:
        """Write a number of search results."""
        return self("list.found_one") if count == 1 else self("list.found", count=count)

    def day(self, day: date) -> str:
        """Write a day: 4.12.2026 in Finnish and Swedish of Finland, 04.12.2026 in German, 4/12/2026 in English."""
        if self.language == "de":
            return f"{day:%d.%m.%Y}"
        separator = "/" if self.language == "en" else "."
        return separator.join(str(part) for part in (day.day, day.month, day.year))

    def moment(self, moment: datetime) -> str:
        """Write a day and a time of day."""
        return f"{self.day(moment.date())} {moment:%H:%M}"

    def _find(self, key: str) -> Any:
        found: Any = self._texts
        for part in key.split("."):
            found = found[part]
        return found


@cache
def _texts(language: str) -> dict[str, Any]:
    file = resources.files(__name__) / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
