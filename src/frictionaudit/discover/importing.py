"""A file of any tool that we can read, as the sketch of a journey. Nothing in it is ever run."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

from frictionaudit.discover.assembly import sketch_of
from frictionaudit.discover.formats.codegen_jsonl import is_jsonl, read_jsonl
from frictionaudit.discover.formats.codegen_python import read_python
from frictionaudit.discover.formats.codegen_script import is_script, read_script
from frictionaudit.discover.formats.devtools import read_devtools
from frictionaudit.discover.locales import locale_of
from frictionaudit.discover.recording import Deed, Notes, Recording
from frictionaudit.discover.sketch import JourneySketch
from frictionaudit.errors import Mistake, UsageError
from frictionaudit.journey.model import ActionKind, Expectation, ExpectationKind
from frictionaudit.tongues import retold, translatable

__all__ = ["import_file"]

MAX_BYTES = 5 * 1024 * 1024
"""A long recording is 200 KiB; beyond this it is some other file."""

MOST_ADDRESSES = 25
"""A sitemap lists thousands; a customer opens a few."""

_READS = translatable(
    "frictionaudit imports recordings of Chrome DevTools (JSON), Playwright scripts (codegen's JSONL, Python, "
    "JavaScript, TypeScript), a sitemap.xml and lists of addresses"
)


def import_file(path: Path, *, locale: str | None = None) -> tuple[JourneySketch, list[Mistake]]:
    """Give the journey that a file tells of, and what its reader must know of it, by line.

    Args:
        path: The file.
        locale: Of the shop, where the user says it.

    Raises:
        UsageError: it cannot be read, or is of no kind that is known.
    """
    text = _text_of(path)
    notes = Notes(path)
    recording = _recording(text, notes)
    sketch = sketch_of(recording, notes, locale=locale and locale_of(locale))
    return sketch, sorted(notes.told, key=lambda note: note.line)


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None
    if len(raw) > MAX_BYTES:
        raise UsageError(f"{path}: is larger than {MAX_BYTES // 1024**2} MiB, which no recording is; cut it down")
    if raw[:2] == b"\x1f\x8b":
        raise UsageError(f"{path}: is packed; unpack it first: gunzip {path.name}")
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is no text in UTF-8; {_READS}") from None


def _recording(text: str, notes: Notes) -> Recording:
    start = text.lstrip()[:4096]
    if not start:
        raise UsageError(f"{notes.file}: is empty; {_READS}")
    if start[0] in "{[" and not is_jsonl(text):
        return _from_json(text, notes)
    if start[0] in "{[":
        return read_jsonl(text, notes)
    if re.match(r"<\?xml|<(\w+:)?(urlset|sitemapindex)\b", start):
        return _from_sitemap(text, notes)
    if re.match(r"https?://\S", start, re.IGNORECASE) or (start.startswith("#") and _addresses(text)):
        return _from_addresses(_addresses(text), translatable("a list of addresses"), notes)
    if is_script(text):
        return read_script(text, notes)
    if re.search(r"^\s*(import|from)\s+[\w.]+", text, re.MULTILINE) and "playwright" in text and ".goto(" in text:
        return read_python(text, notes)
    raise UsageError(f"{notes.file}: this is no recording that is known; {_READS}")


def _from_json(text: str, notes: Notes) -> Recording:
    try:
        data: Any = json.loads(text)
    except RecursionError:
        raise UsageError(f"{notes.file}: is nested too deeply for a recording; export it anew") from None
    except json.JSONDecodeError as error:
        place = f"{notes.file}:{error.lineno}:{error.colno}"
        raise UsageError(f"{place}: this is no whole JSON: {error.msg}; export the recording anew") from None
    except ValueError as error:  # a number of more digits than Python reads
        raise UsageError(
            f"{notes.file}: this is no JSON that can be read ({error}); export the recording anew"
        ) from None
    if isinstance(data, dict) and isinstance(data.get("steps"), list):
        return read_devtools(data, text, notes)
    raise UsageError(f"{notes.file}: this JSON is no recording: it has no list 'steps'; {_READS}")


_LOC = re.compile(r"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)\s*(?:\]\]>)?\s*</(?:\w+:)?loc>")


def _from_sitemap(text: str, notes: Notes) -> Recording:
    """Read the addresses of a sitemap by their tags: no XML reader, so nothing in it can be expanded."""
    if "sitemapindex" in text[:4096]:
        first = next(iter(_LOC.findall(text)), "")
        raise UsageError(f"{notes.file}: is a list of sitemaps; import one of them, such as {html.unescape(first)}")
    found = [
        (text.count("\n", 0, each.start()) + 1, html.unescape(each[1])) for each in list(_LOC.finditer(text))[:5000]
    ]
    told = [(line, address) for line, address in found if re.match(r"https?://", address, re.IGNORECASE)]
    return _from_addresses(told, translatable("a sitemap of a shop"), notes)


def _addresses(text: str) -> list[tuple[int, str]]:
    lines = enumerate(text.splitlines()[:5000], start=1)
    return [(line, words.split()[0]) for line, words in lines if re.match(r"\s*https?://\S", words, re.IGNORECASE)]


def _from_addresses(found: list[tuple[int, str]], source: str, notes: Notes) -> Recording:
    """Make a visit of addresses, each opened once; it looks at pages, and buys nothing."""
    once = list({address: (line, address) for line, address in reversed(found)}.values())[::-1]
    if len(once) > MOST_ADDRESSES:
        line = once[MOST_ADDRESSES][0]
        what = f"the first {MOST_ADDRESSES} of {len(once)} addresses were taken"
        notes.note(line, what, "keep those that customers come by; `frictionaudit scan` finds the way to the order")
    deeds = tuple(_opened(line, address) for line, address in once[:MOST_ADDRESSES])
    return Recording(title=retold(translatable("Open the pages of the shop")), source=source, deeds=deeds)


def _opened(line: int, address: str) -> Deed:
    answers = Expectation(kind=ExpectationKind.STATUS, status=200)
    return Deed(kind=ActionKind.GOTO, line=line, value=address, expect=(answers,))
