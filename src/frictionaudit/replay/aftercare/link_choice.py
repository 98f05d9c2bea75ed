"""Which links of a page may be asked for: the shop's own, of its content and navigation, and none that acts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urlsplit

from frictionaudit.lexicon import Meaning, meanings_of, reads_as_order

__all__ = ["ChosenLink", "ChosenLinks", "PageLinks", "acts", "choose"]

_REGIONS = frozenset({"main", "nav", "header", ""})
"""The main content and the navigation; a page without landmarks has only "". """

_ACTING_MEANINGS = frozenset(
    {
        Meaning.ADD_TO_CART,
        Meaning.PAY,
        Meaning.ORDER,
        Meaning.SUBSCRIBE,
        Meaning.CONFIRM,
        Meaning.ACCEPT,
        Meaning.REJECT,
        Meaning.APPLY,
        Meaning.REMOVE,
        Meaning.SIGN_OUT,
        Meaning.CANCEL,
    }
)
_ACTING_WORDS = frozenset(
    re.findall(
        r"\w+",
        "logout logoff signout signoff remove delete del destroy add addtocart addtobasket addtobag unsubscribe "
        "subscribe cancel clear empty flush reset update buy order vote like rate toggle redeem apply activate "
        "deactivate confirm accept reject decline refund reorder nonce wpnonce csrf csrftoken formkey token uenc "
        "sessionid sid phpsessid increase decrease increment decrement undo send submit poista kirjauduulos lisaa",
    )
)
_ACTING_PARTS = re.compile(
    r"(add|remove|delete|update|clear|empty)[-_]?(to|from|item|cart|basket|line|product)|log-?out|sign-?out"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True)
class PageLinks:
    """The links of one step's page, as the probe gave them.

    Attributes:
        step: Index of the step.
        page: The `page` of what `collect` said.
        lazy_frames: Its `lazy_frames`.
    """

    step: int
    page: Mapping[str, Any]
    lazy_frames: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class ChosenLink:
    """One link to ask for."""

    url: str
    text: str
    region: str
    step: int
    locator: str


@dataclass(frozen=True)
class ChosenLinks:
    """Links to ask for, and how many of the shop's own are not asked for because they act."""

    links: tuple[ChosenLink, ...]
    left_out: int


def choose(pages: Iterable[PageLinks], base_url: str, walked: Collection[str], languages: Sequence[str]) -> ChosenLinks:
    """Give each address once, in the order of the path.

    Args:
        pages: Of the whole path.
        base_url: The shop's; only its host is asked.
        walked: Addresses that the walk itself has seen.
        languages: To read the words of the links in, the pages' own besides.
    """
    host = urlsplit(base_url).netloc.lower()
    seen = {urldefrag(url).url for url in walked}
    chosen: list[ChosenLink] = []
    acting = 0
    for each in pages:
        spoken = (str(each.page.get("language") or ""), *languages)
        for link in _own_links(each, host):
            if link.url in seen:
                continue
            seen.add(link.url)
            if acts(link.url, link.text, spoken):
                acting += 1
            else:
                chosen.append(link)
    return ChosenLinks(tuple(chosen), acting)


def acts(url: str, text: str, languages: Iterable[str]) -> bool:
    """Tell whether following the link may do something. Generous: a wrong yes leaves one link unasked."""
    parts = urlsplit(url)
    address = _CAMEL.sub("-", f"{parts.path} {parts.query}").lower()
    if _ACTING_WORDS.intersection(re.split(r"[^a-z]+", address)) or _ACTING_PARTS.search(address):
        return True
    return any(
        meanings_of(text, language) & _ACTING_MEANINGS or reads_as_order(text, language)
        for language in dict.fromkeys(languages)
        if language and text
    )


def _own_links(each: PageLinks, host: str) -> Iterator[ChosenLink]:
    here = urldefrag(str(each.page.get("url") or "")).url
    for link in each.page.get("links") or ():
        (url, place), region = urldefrag(str(link.get("url") or "")), str(link.get("region") or "")
        if place and url == here:  # leads down the page itself, whatever its address would answer
            continue
        try:
            parts = urlsplit(url)
        except ValueError:
            continue
        if parts.scheme not in ("http", "https") or parts.netloc.lower() != host or region not in _REGIONS:
            continue
        text = str(link.get("text") or "")
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        yield ChosenLink(url, text, region, each.step, str(link.get("locator") or f'a[href="{path}"]'))
