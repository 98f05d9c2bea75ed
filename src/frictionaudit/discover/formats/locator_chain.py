"""Playwright's chains of locators, as codegen writes them in any language, as one locator of a journey."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from frictionaudit.journey.model import Locator
from frictionaudit.journey.shapes.fields import ROLES
from frictionaudit.journey.shapes.step_file import LocatorFile
from frictionaudit.record import Record
from frictionaudit.tongues import translatable

__all__ = ["Link", "Pattern", "from_css", "from_xpath", "is_sound", "one_locator"]


class Pattern(Record):
    """A regular expression in place of a text; `source` is None where the recording lost it."""

    source: str | None = None


class Link(Record):
    """One call of a chain, by the names of Playwright's own JSONL: role, text, label, default (CSS), nth, frame …"""

    kind: str
    body: Any = ""
    name: Any = None
    exact: bool | None = None
    has_text: Any = None


def one_locator(links: Sequence[Link]) -> tuple[Locator | None, str]:
    """Give the locator of a chain, and what of it was lost, in words; None where nothing of it can be said."""
    frame, inner = _out_of_frames(links)
    parts = [link for link in inner if link.kind not in _COUNTING]
    nth, lost = _which(inner)
    if not parts:
        return None, "it names no element"
    if len(parts) == 1 and parts[0].has_text is None:
        found, trouble = _of_link(parts[0])
    else:
        found, trouble = _as_css(parts)
    if found is None:
        return None, trouble
    # Words are looked for in all frames; a frame's own address or number is another one in the next visit.
    is_needed = found.css is not None and frame is not None and not re.search(r"src|\d{3}", frame)
    located = found.model_copy(update={"nth": nth, "frame": frame if is_needed else None})
    if not is_sound(located):
        return None, f"{located} is no locator of a journey"
    return located, trouble or lost


def is_sound(locator: Locator) -> bool:
    """Tell whether a journey file may say it."""
    given = locator.model_dump(exclude_none=True)
    if "is_exact" in given:
        given["exact"] = given.pop("is_exact")
    if any(isinstance(value, str) and not value.strip() for value in given.values()):
        return False
    try:
        LocatorFile.model_validate(given)
    except ValidationError:
        return False
    return True


def from_css(selector: str) -> Locator | None:
    """Give the locator of a CSS selector: by the test id where it is nothing else; None where it is no CSS."""
    found = _TEST_ID.fullmatch(selector.strip())
    locator = Locator(test_id=found[1]) if found else Locator(css=selector.strip())
    return locator if is_sound(locator) else None


def from_xpath(path: str) -> Locator | None:
    """Give the locator of an XPath that says no more than an id or an attribute; None for all others."""
    found = _SIMPLE_XPATH.fullmatch(path.strip())
    return from_css(f"{found[1].replace('*', '')}[{found[2]}={_in_quotes(found[3])}]") if found else None


_TEST_ID = re.compile(r"""\[data-testid=["']?([^"'\]]+)["']?\]""")
_SIMPLE_XPATH = re.compile(r"""/*([\w*-]+)\[@([\w-]+)=["']([^"'\]]+)["']\]""")
_COUNTING = frozenset({"nth", "first", "last", "visible", "filter-visible"})
_SHORT_ROLES = {"image": "img"}

_CSS_OF_ROLE = {
    "button": ":is(button, [role='button'], input[type='submit'], input[type='button'])",
    "link": ":is(a[href], [role='link'])",
    "listitem": ":is(li, [role='listitem'])",
    "list": ":is(ul, ol, [role='list'])",
    "row": ":is(tr, [role='row'])",
    "cell": ":is(td, [role='cell'])",
    "checkbox": ":is(input[type='checkbox'], [role='checkbox'])",
    "radio": ":is(input[type='radio'], [role='radio'])",
    "textbox": ":is(input, textarea, [role='textbox'])",
    "combobox": ":is(select, [role='combobox'])",
    "heading": ":is(h1, h2, h3, h4, h5, h6, [role='heading'])",
    "navigation": ":is(nav, [role='navigation'])",
    "main": ":is(main, [role='main'])",
    "banner": ":is(header, [role='banner'])",
    "contentinfo": ":is(footer, [role='contentinfo'])",
    "article": ":is(article, [role='article'])",
    "form": ":is(form, [role='form'])",
    "dialog": ":is(dialog, [role='dialog'])",
    "region": ":is(section, [role='region'])",
    "img": ":is(img, [role='img'])",
}
"""Elements that have a role, for chains, which a journey says in CSS."""


def _out_of_frames(links: Sequence[Link]) -> tuple[str | None, list[Link]]:
    """Take the way into frames off the chain: the innermost frame is enough to find what lies in it."""
    frame: str | None = None
    rest: list[Link] = []
    for link in links:
        if link.kind == "frame-locator":
            frame, rest = str(link.body), []
        elif link.kind == "frame":
            frame, rest = _frame_of(rest), []
        elif link.kind == "any-frame":
            frame, rest = None, []
        else:
            rest.append(link)
    return frame, rest


def _frame_of(links: Sequence[Link]) -> str | None:
    """Give the words for a frame: its CSS; None leaves it to be looked for in all frames."""
    found, _ = one_locator(links)
    return found.css if found is not None else None


def _which(links: Sequence[Link]) -> tuple[int | None, str]:
    nth: int | None = None
    lost = ""
    for link in links:
        if link.kind == "first":
            nth = 0
        elif link.kind == "nth" and re.fullmatch(r"\d+", str(link.body)):
            nth = int(link.body)
        elif link.kind in ("last", "nth"):
            lost = translatable("it was the last of several: say which with nth:, counted from 0")
    return nth, lost


def _of_link(link: Link) -> tuple[Locator | None, str]:
    """Give the locator of a single call."""
    match link.kind:
        case "role":
            return _of_role(link)
        case "default":
            unknown = translatable("its selector is not written out")
            return _of_selector(link.body) if isinstance(link.body, str) else (None, unknown)
    words, lost = _words(link.body)
    if not words:
        return None, "its text is a pattern that the recording does not keep"
    match link.kind:
        case "text":
            return Locator(text=words, is_exact=link.exact or None), lost
        case "label":
            return Locator(label=words, is_exact=link.exact or None), lost
        case "placeholder":
            return Locator(placeholder=words, is_exact=link.exact or None), lost
        case "test-id":
            return Locator(test_id=words), lost
        case "alt" | "title":
            return Locator(css=_attribute(link.kind, words)), lost
    return None, f"'{link.kind}' has no counterpart in a journey"


def _of_role(link: Link) -> tuple[Locator | None, str]:
    role = _SHORT_ROLES.get(str(link.body), str(link.body))
    words, lost = _words(link.name) if link.name is not None else ("", "")
    if role not in ROLES and not words:
        return None, f"the role '{role}' finds nothing by itself"
    if role not in ROLES:
        return Locator(text=words), lost
    return Locator(role=role, name=words or None, is_exact=link.exact or None), lost


def _of_selector(selector: str) -> tuple[Locator | None, str]:
    plain = re.sub(r"^(css|xpath)=", "", selector)
    if selector.startswith(("text=", "id=")):
        engine, _, body = selector.partition("=")
        body = body.strip("\"'")
        return (Locator(text=body) if engine == "text" else Locator(css=_attribute("id", body))), ""
    found = (
        from_xpath(plain) if plain.startswith(("/", "(", "..")) or selector.startswith("xpath=") else from_css(plain)
    )
    return found, "" if found else translatable(f"'{selector}' cannot be said in CSS or by words")


def _words(body: Any) -> tuple[str, str]:
    """Give the words of a text or, of a pattern, the longest piece that is no sign; and what was lost."""
    if isinstance(body, str):
        return body, ""
    source = body.source if isinstance(body, Pattern) else None
    if source is None:
        return "", ""
    unescaped = re.sub(r"\\([^\w\s])", r"\1", re.sub(r"\\[a-zA-Z]", "\0", source))
    pieces = [piece.strip() for piece in re.split(r"[\0^$.*+?()\[\]{}|]+", unescaped)]
    longest = max(pieces, key=len, default="")
    lost = translatable(f"the pattern /{source}/ became the words '{longest}'")
    return longest, lost if longest else ""


def _as_css(parts: Sequence[Link]) -> tuple[Locator | None, str]:
    """Put a chain into one CSS selector, as Playwright reads it (`:has-text()`, through open shadow roots)."""
    pieces: list[str] = []
    lost = ""
    for part in parts:
        piece = _css_of(part)
        if piece is None:
            return None, f"a chain with '{part.kind}' has no counterpart in a journey"
        glue = "" if part.kind in ("has-text", "and") or not pieces else " "
        pieces.append(f"{glue}{piece}")
        given = (part.name, part.has_text, part.body)
        lost = lost or next((_words(each)[1] for each in given if isinstance(each, Pattern)), "")
    return Locator(css="".join(pieces)), lost


def _css_of(part: Link) -> str | None:
    has_text, _ = _words(part.has_text) if part.has_text is not None else ("", "")
    tail = _having(has_text) if part.has_text is not None else ""
    if part.kind == "default":
        found, _ = _of_selector(part.body) if isinstance(part.body, str) else (None, "")
        own = None if found is None else found.css or (found.test_id and _attribute("data-testid", found.test_id))
        return f"{own}{tail}" if own else None
    if part.kind == "role":
        role = _SHORT_ROLES.get(str(part.body), str(part.body))
        name, _ = _words(part.name) if part.name is not None else ("", "")
        return f"{_CSS_OF_ROLE.get(role) or _attribute('role', role)}{_having(name)}{tail}"
    words, _ = _words(part.body)
    if not words:
        return None
    match part.kind:
        case "has-text":
            return _having(words)
        case "text":
            return f":text({_in_quotes(words)})"
        case "test-id":
            return _attribute("data-testid", words)
        case "alt" | "title" | "placeholder":
            return _attribute(part.kind, words)
    return None


def _having(words: str) -> str:
    return f":has-text({_in_quotes(words)})" if words else ""


def _attribute(name: str, value: str) -> str:
    return f"[{name}={_in_quotes(value)}]"


def _in_quotes(words: str) -> str:
    """Quote for CSS: single quotes, since the file's own are double ones."""
    escaped = words.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
