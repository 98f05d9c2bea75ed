"""Look into the pages about withdrawal that a shop links: does the function that the law asks for stand there?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx
from bs4 import BeautifulSoup, Tag

from frictionaudit.evidence.addresses import path_beyond
from frictionaudit.evidence.links import NoticePage
from frictionaudit.lexicon import Meaning, says
from frictionaudit.replay.aftercare.link_choice import PageLinks
from frictionaudit.replay.aftercare.robots import MOST_REDIRECTS, Robots
from frictionaudit.replay.safety.masking import Mask

__all__ = ["notice_links", "read_notices"]

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
                found.setdefault(urldefrag(url).url)
    return list(found)


async def read_notices(
    client: httpx.AsyncClient, urls: Sequence[str], robots: Robots, languages: Sequence[str], mask: Mask
) -> tuple[NoticePage, ...]:
    """Read these pages, and what they lead to that is about withdrawal too. Never raises for what the shop does."""
    todo = list(urls)
    pages: list[NoticePage] = []
    for url in todo:  # grows as it goes
        may_ask = len(pages) < MOST_NOTICES and robots.allows(url)
        source = await _get(client, url) if may_ask else _Source(url, None)
        if source.html is None:
            pages.append(NoticePage(url=mask.url(url)))
            continue
        soup = BeautifulSoup(source.html, "lxml")
        pages.append(_read(url, soup, mask))
        todo += [link for link in _further(soup, source.url, languages) if link not in todo]
    return tuple(pages)


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
        address = urldefrag(urljoin(url, str(link["href"]))).url
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
