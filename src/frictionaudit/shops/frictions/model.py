"""What a friction is: a named way in which real shops break, as data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from frictionaudit.shops.texts import Words

__all__ = ["Edit", "Friction"]

_TEXT = re.compile(r"\[\[([a-z_.]+)\]\]")


@dataclass(frozen=True)
class Edit:
    """A change of a page's HTML.

    Attributes:
        find: Regular expression; dots match line ends too. It must occur, else the friction is broken.
        put: What takes its place; groups as in re.sub.
        page: Page that it changes; "": each page of the friction.
    """

    find: str
    put: str
    page: str = ""

    def apply(self, html: str) -> str:
        """Change the first place that matches."""
        changed, found = re.subn(self.find, self.put, html, count=1, flags=re.DOTALL)
        if not found:
            raise LookupError(f"the page holds no {self.find!r}")
        return changed


@dataclass(frozen=True)
class Friction:
    """One switch. Everything that it does stands here; the shop's own files know nothing of it.

    Style, script and edits may name the shop's words as [[section.key]].

    Attributes:
        name: The word in `?friction=`.
        rule: The rule that it shows.
        pages: Names of the pages (routes) where it works.
        description: What the customer meets, in one line.
        css: Style added to those pages.
        script: Script added at the end of those pages.
        edits: Changes of their HTML.
        wait_s: How long the server waits before it answers.
        answer: What the server answers instead; None: the page itself.
        is_passable: A patient customer with a mouse and a wide screen still gets to the end.
    """

    name: str
    rule: str
    pages: tuple[str, ...]
    description: str
    css: str = ""
    script: str = ""
    edits: tuple[Edit, ...] = ()
    wait_s: float = 0
    answer: Callable[[], Response] | None = None
    is_passable: bool = True

    def spoil(self, html: str, page: str, words: Words) -> str:
        """Give a page as it looks with this friction."""

        def worded(text: str) -> str:
            return _TEXT.sub(lambda match: words(match[1]), text)

        for edit in self.edits:
            if edit.page in ("", page):
                html = Edit(edit.find, worded(edit.put)).apply(html)
        if self.css:
            html = html.replace("</head>", f"<style>{worded(self.css)}</style>\n</head>", 1)
        if self.script:
            html = html.replace("</body>", f"<script>{worded(self.script)}</script>\n</body>", 1)
        return html
