"""Ask for the links of a visit's pages once the walk is over: politely, and never for one that acts."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx

from frictionaudit.evidence.common import Gap
from frictionaudit.evidence.links import CheckedLink, LinksEvidence, NoticePage, WaitingFrame
from frictionaudit.journey.model import Journey
from frictionaudit.replay.aftercare.link_choice import PageLinks, choose
from frictionaudit.replay.aftercare.notices import Draw, notice_links, read_notices
from frictionaudit.replay.aftercare.robots import MOST_REDIRECTS, Robots, read_robots, shop_client
from frictionaudit.replay.safety.masking import Mask

__all__ = ["LinkChecker"]

MOST_LINKS = 40
"""Links asked for after one visit; each address once a run."""

MOST_LINKS_OF_CUSTOMER = 10
"""Links asked for once more with the customer's cookies."""

MOST_FRAMES = 6
AT_A_TIME = 4
IN_ALL_S = 20.0
"""A slow server is left alone after this: what was not answered by then is not judged."""

_NO_HEAD = frozenset({400, 403, 404, 405, 406, 409, 410, 411, 415, 422})
"""Answers to HEAD after which GET is asked before anything is believed; all 5xx too."""


_NOT_THERE = frozenset({404, 410})


@dataclass(frozen=True)
class _Answer:
    status: int | None = None
    failure: str | None = None

    @property
    def is_shaky(self) -> bool:
        """Whether the server may have a better answer when it is left in peace."""
        return self.failure in ("timeout", "dropped", "refused", "other") or (self.status or 0) >= 500


@dataclass
class LinkChecker:
    """Asks for links over a whole run."""

    _answers: dict[str, asyncio.Future[_Answer]] = field(default_factory=dict)
    _hosts: dict[str, asyncio.Future[Robots]] = field(default_factory=dict)
    _read: dict[tuple[str, ...], asyncio.Future[tuple[NoticePage, ...]]] = field(default_factory=dict)

    async def check(
        self,
        journey: Journey,
        agent: str,
        pages: Iterable[PageLinks],
        walked: Collection[str],
        mask: Mask,
        suspects: Collection[str] = (),
        loaded: Collection[str] = (),
        cookies: Mapping[str, str] | None = None,
        draw: Draw | None = None,
    ) -> LinksEvidence:
        """Ask for the links of these pages and give what they answer. Never raises for what the shop does.

        Args:
            journey: Whose host, credentials, headers and proxy hold for these requests too.
            agent: The visit's own user agent.
            pages: The links of each step's page, in the order of the path.
            walked: Addresses that the walk itself has seen.
            mask: Takes the secrets out of what is kept.
            suspects: Addresses that answered the walk with an error: they are asked for whatever the cap.
            loaded: Documents that the walk has loaded, those of frames too.
            cookies: The customer's own, of the shop's host: with them what seems gone is asked for once more. An
                order's papers are not there for a stranger.
            draw: Opens a page in a window, where its source says too little.
        """
        seen = tuple(pages)
        chosen = choose(seen, journey.base_url, walked, (journey.locale, "en"))
        spoken = (journey.locale.split("-")[0], "en")
        notices = notice_links(seen, journey.base_url, spoken)
        waiting = _waiting_frames(seen, loaded)
        if not chosen.links and not notices and not waiting:
            return LinksEvidence(left_out=chosen.left_out)
        async with shop_client(journey, agent) as client:
            host = await self._host(client, journey.base_url)
            if host.gap:
                return LinksEvidence(left_out=len(chosen.links), gaps=(Gap(what="links", reason=host.gap),))
            allowed = [link for link in chosen.links if host.allows(link.url)]
            met = {link for link in allowed if link.url in suspects}
            wanted = {*met, *[link for link in allowed if link not in met][: MOST_LINKS - len(met)]}
            asked = [link for link in allowed if link in wanted]
            answers = await self._ask_all(client, [link.url for link in asked], host.pause_s)
            answers |= await _ask_as_customer(client, answers, cookies or {}, host.pause_s)
            frames = await asyncio.gather(*(_frame(client, each, step, mask) for each, step in waiting))
            read = await self._notices(client, tuple(notices), host, spoken, mask, draw)
        left_out = chosen.left_out + len(chosen.links) - len(asked)
        checked = tuple(
            CheckedLink(
                url=mask.url(link.url), text=mask(link.text), region=link.region, step=link.step,
                locator=mask(link.locator), status=answers[link.url].status, failure=answers[link.url].failure,
            )
            for link in asked
            if link.url in answers
        )  # fmt: skip
        gaps = () if len(checked) == len(asked) else (Gap(what="links", reason="the server took too long to answer"),)
        return LinksEvidence(checked=checked, left_out=left_out, notices=read, frames=tuple(frames), gaps=gaps)

    async def _ask_all(self, client: httpx.AsyncClient, urls: list[str], pause: float) -> dict[str, _Answer]:
        """Give the answers that came in time."""
        known = {url for url in urls if url in self._answers}
        for url in urls:
            if url not in known:
                self._answers[url] = asyncio.get_running_loop().create_future()
        asking = asyncio.ensure_future(self._ask_each(client, [url for url in urls if url not in known], pause))
        waited: list[asyncio.Future[Any]] = [asking, *(self._answers[url] for url in known)]
        try:
            await asyncio.wait(waited, timeout=IN_ALL_S)
        finally:
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
        answered = {url: self._answers[url] for url in urls if url in self._answers}
        for url, answer in answered.items():
            if not answer.done() and url not in known:
                self._answers.pop(url).cancel()
        return {url: each.result() for url, each in answered.items() if each.done() and not each.cancelled()}

    async def _ask_each(self, client: httpx.AsyncClient, urls: list[str], pause: float) -> None:
        """Ask for some at a time; those that the server stumbles over once more, each by itself.

        A server may have stumbled over the haste of asking, which no customer has.
        """
        gate = asyncio.Semaphore(1 if pause else AT_A_TIME)
        shaky = []

        async def ask(url: str) -> None:
            async with gate:
                answer = await _ask(client, url)
                await asyncio.sleep(pause)
            if answer.is_shaky:
                shaky.append(url)
            else:
                self._answers[url].set_result(answer)

        await asyncio.gather(*map(ask, dict.fromkeys(urls)), return_exceptions=True)
        for url in shaky:
            self._answers[url].set_result(await _ask(client, url))
            await asyncio.sleep(pause)

    async def _notices(
        self,
        client: httpx.AsyncClient,
        urls: tuple[str, ...],
        host: Robots,
        languages: tuple[str, ...],
        mask: Mask,
        draw: Draw | None,
    ) -> tuple[NoticePage, ...]:
        """Read pages about withdrawal, once a run."""
        if urls not in self._read:
            reading = asyncio.wait_for(read_notices(client, urls, host, languages, mask, draw), IN_ALL_S)
            self._read[urls] = asyncio.ensure_future(reading)
        try:
            return await asyncio.shield(self._read[urls])
        except TimeoutError:
            return ()
        except asyncio.CancelledError:  # the run was interrupted: nobody reads on with a client that is closed
            self._read[urls].cancel()
            raise

    async def _host(self, client: httpx.AsyncClient, base_url: str) -> Robots:
        """Read robots.txt, once a run."""
        address = urljoin(base_url, "/robots.txt")
        known = self._hosts.get(address)
        if known is None:
            known = self._hosts[address] = asyncio.ensure_future(read_robots(client, address))
        return await asyncio.shield(known)


async def _ask_as_customer(
    client: httpx.AsyncClient, answers: Mapping[str, _Answer], cookies: Mapping[str, str], pause: float
) -> dict[str, _Answer]:
    """Ask once more, as the customer, for what is not there for a stranger; of this visit, and so never kept."""
    better: dict[str, _Answer] = {}
    gone = [url for url, answer in answers.items() if answer.status in _NOT_THERE] if cookies else []
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(IN_ALL_S):
            for url in gone[:MOST_LINKS_OF_CUSTOMER]:
                better[url] = await _one(client, "GET", url, cookies)
                await asyncio.sleep(pause)
    return {url: answer for url, answer in better.items() if answer.status is not None}


def _waiting_frames(pages: Iterable[PageLinks], loaded: Collection[str]) -> list[tuple[Mapping[str, Any], int]]:
    """Give the frames that nobody scrolled to, each once, with the first step that showed it."""
    found: dict[str, tuple[Mapping[str, Any], int]] = {}
    for page in pages:
        for frame in page.lazy_frames:
            url = str(frame.get("url") or "")
            if url.startswith(("http://", "https://")) and url not in loaded:
                found.setdefault(url, (frame, page.step))
    return list(found.values())[:MOST_FRAMES]


async def _frame(client: httpx.AsyncClient, frame: Mapping[str, Any], step: int, mask: Mask) -> WaitingFrame:
    """Ask for a frame's document as the browser would have: no link is followed with it."""
    answer = await _one(client, "GET", str(frame["url"]))
    return WaitingFrame(
        url=mask.url(str(frame["url"])), step=step, locator=mask(str(frame.get("locator") or "")),
        box=frame.get("box"), status=answer.status, failure=answer.failure,
    )  # fmt: skip


async def _ask(client: httpx.AsyncClient, url: str) -> _Answer:
    """Ask by HEAD; where the answer is no good, by GET, as a browser would."""
    answer = await _one(client, "HEAD", url)
    if answer.status is None or answer.status in _NO_HEAD or answer.status >= 500:
        return await _one(client, "GET", url)
    return answer


async def _one(client: httpx.AsyncClient, method: str, url: str, cookies: Mapping[str, str] | None = None) -> _Answer:
    """Follow redirects as long as they stay on the host; elsewhere the link is alive, and no concern of ours.

    Cookies are kept for the way through the redirects, and no longer: no link may change what the next one shows.
    """
    host = urlsplit(url).netloc
    kept = dict(cookies or {})
    for _ in range(MOST_REDIRECTS):
        headers = {"cookie": "; ".join(f"{name}={value}" for name, value in kept.items())} if kept else {}
        try:
            async with client.stream(method, url, headers=headers) as answer:
                status, location = answer.status_code, answer.headers.get("location")
                kept |= dict(answer.cookies)
        except httpx.HTTPError as trouble:
            return _Answer(failure=_failure(trouble))
        if not (300 <= status < 400 and location):
            return _Answer(status)
        with contextlib.suppress(ValueError):
            url = urldefrag(urljoin(url, location)).url
        if urlsplit(url).netloc != host:
            return _Answer(status)
    return _Answer(failure="redirect-loop")


def _failure(trouble: httpx.HTTPError) -> str:
    if isinstance(trouble, httpx.TimeoutException):
        return "timeout"
    if isinstance(trouble, httpx.ConnectError):
        words = str(trouble).lower()
        if "ssl" in words or "certificate" in words:
            return "tls"
        return "dns" if "name" in words or "getaddrinfo" in words else "refused"
    return "dropped" if isinstance(trouble, httpx.ReadError | httpx.RemoteProtocolError) else "other"
