"""Look into the pages about withdrawal that a shop links: does the function that the law asks for stand there?"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx
from bs4 import BeautifulSoup, Tag

from frictionaudit.evidence.addresses import path_beyond
from frictionaudit.evidence.links import NOTICE_LETTERS, NoticePage
from frictionaudit.lexicon import Meaning, says
from frictionaudit.replay.aftercare.link_choice import PageLinks
from frictionaudit.replay.aftercare.robots import MOST_REDIRECTS, Robots
from frictionaudit.replay.safety.masking import Mask

__all__ = ["Draw", "notice_links", "read_notices"]

Draw: TypeAlias = Callable[[str], Awaitable[str | None]]
"""Opens a page in a window and gives what its scripts have drawn; None where it did not open."""

MOST_NOTICES = 4
"""Pages read after one visit, those among them that the first ones lead to."""

_MOST_BYTES = 1_000_000
_MOST_WAYS = 200
_WAYS = "a[href], button, input[type=submit], input[type=button]"
_TEXT_FIELDS = "input:not([type]), input[type=text], input[type=email], input[type=tel], input[type=date], textarea"
_SILENT = "script, style, template, noscript"
_FRAME = "header, nav, footer, aside"
_PRINTED = re.compile(r"\.(?:pdf|docx?|odt|rtf)$", re.IGNORECASE)
"""A form to print and post is no function of the page."""


@dataclass(frozen=True)
class _Source:
    url: str
    html: str | None


def notice_links(pages: Iterable[PageLinks], base_url: str, languages: Sequence[str]) -> list[str]:
    """Give the addresses on the shop's own host that a link calls a page about withdrawal, each once."""
    base = f"{base_url.rstrip('/')}/"
    found: dict[str, None] = {}
    for each in pages:
        spoken = (str(each.page.get("language") or "").split("-")[0], *languages)
        for link in each.page.get("links") or ():
            url, text = str(link.get("url") or ""), str(link.get("text") or "")
            if _is_notice(url, text, base, spoken):
                found.setdefault(url if _is_route(url) else urldefrag(url).url)
    return list(found)


async def read_notices(
    client: httpx.AsyncClient,
    urls: Sequence[str],
    robots: Robots,
    languages: Sequence[str],
    mask: Mask,
    draw: Draw | None = None,
) -> tuple[NoticePage, ...]:
    """Read these pages, and what they lead to that is about withdrawal too. Never raises for what the shop does."""
    todo = list(urls)
    pages: list[NoticePage] = []
    for url in todo:  # grows as it goes
        may_ask = len(pages) < MOST_NOTICES and robots.allows(url)
        source = await _get(client, url) if may_ask else _Source(url, None)
        page, further = NoticePage(url=mask.url(url)), list[str]()
        if source.html is not None and not _is_route(url):
            page, further = _told(url, source, languages, mask)
        if source.html is not None and page.letters < NOTICE_LETTERS and draw is not None:
            drawn = await draw(url)
            if drawn is not None:
                page, further = _told(url, _Source(source.url, drawn), languages, mask)
                page = page.model_copy(update={"is_drawn": True})
        pages.append(page)
        todo += [link for link in further if link not in todo]
    return tuple(pages)


def _told(url: str, source: _Source, languages: Sequence[str], mask: Mask) -> tuple[NoticePage, list[str]]:
    """Give what stands on a page, and what it leads to that is about withdrawal too."""
    soup = BeautifulSoup(source.html or "", "lxml")
    further = list(_further(soup, source.url, languages))
    return _read(url, soup, mask), further


def _is_route(url: str) -> bool:
    """Tell whether scripts choose the page by what stands behind the #: "/#/withdrawal"."""
    return urlsplit(url).fragment.startswith(("/", "!"))


def _is_notice(url: str, text: str, beside: str, languages: Sequence[str]) -> bool:
    try:
        host = urlsplit(beside).netloc.lower()
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != host or _PRINTED.search(parts.path):
        return False
    words = (text, re.sub(r"[^\w]+|_", " ", path_beyond(url, beside)).strip())
    return any(says(each, Meaning.WITHDRAWAL, code) for each in words for code in languages if each and code)


def _further(soup: BeautifulSoup, url: str, languages: Sequence[str]) -> Iterator[str]:
    for link in soup.select("a[href]"):
        address = urljoin(url, str(link["href"]))
        address = address if _is_route(address) else urldefrag(address).url
        if _is_notice(address, link.get_text(" ", strip=True), url, languages):
            yield address


async def _get(client: httpx.AsyncClient, url: str) -> _Source:
    """Follow redirects on the shop's own host, and read what is HTML."""
    host = urlsplit(url).netloc
    for _ in range(MOST_REDIRECTS):
        try:
            async with client.stream("GET", url) as answer:
                location = answer.headers.get("location")
                if not (300 <= answer.status_code < 400 and location):
                    is_html = answer.status_code < 300 and "html" in answer.headers.get("content-type", "")
                    return _Source(url, await _text(answer) if is_html else None)
            url = urldefrag(urljoin(url, location)).url
        except (httpx.HTTPError, ValueError):
            break
        if urlsplit(url).netloc != host:
            break
    return _Source(url, None)


async def _text(answer: httpx.Response) -> str:
    body = b""
    async for chunk in answer.aiter_bytes():
        body += chunk
        if len(body) > _MOST_BYTES:
            break
    return body[:_MOST_BYTES].decode(answer.encoding or "utf-8", "replace")


def _read(url: str, soup: BeautifulSoup, mask: Mask) -> NoticePage:
    ways = [_words_of(way) for way in soup.select(_WAYS)]
    fields = max((len(form.select(_TEXT_FIELDS)) for form in soup.select("form")), default=0)
    for silent in soup.select(f"{_SILENT}, {_FRAME}"):
        silent.decompose()
    return NoticePage(
        url=mask.url(url), is_read=True, letters=len(soup.get_text(" ", strip=True)),
        ways=tuple(mask(way)[:120] for way in dict.fromkeys(ways) if way)[:_MOST_WAYS], fields=fields,
    )  # fmt: skip


def _words_of(way: Tag) -> str:
    given = way.get("aria-label") or way.get("value") or ""
    return " ".join((way.get_text(" ", strip=True) or str(given)).split())
