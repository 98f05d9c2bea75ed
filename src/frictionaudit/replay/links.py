"""Ask for the links of a visit's pages once the walk is over: politely, and never for one that acts."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx
from protego import Protego

from frictionaudit.evidence.common import Gap
from frictionaudit.evidence.links import CheckedLink, LinksEvidence
from frictionaudit.journey.model import Journey
from frictionaudit.replay.link_choice import PageLinks, choose
from frictionaudit.replay.masking import Mask

__all__ = ["LinkChecker"]

MOST_LINKS = 40
"""Links asked for after one visit; each address once a run."""

AT_A_TIME = 4
ANSWER_S = 6.0
IN_ALL_S = 20.0
"""A slow server is left alone after this: what was not answered by then is not judged."""

MOST_REDIRECTS = 5
ROBOT = "frictionaudit"
"""The name that robots.txt may address us by; else what it says to all holds for us too."""

_NO_HEAD = frozenset({400, 403, 404, 405, 406, 409, 410, 411, 415, 422})
"""Answers to HEAD after which GET is asked before anything is believed; all 5xx too."""


@dataclass(frozen=True)
class _Answer:
    status: int | None = None
    failure: str | None = None

    @property
    def is_shaky(self) -> bool:
        """Whether the server may have a better answer when it is left in peace."""
        return self.failure in ("timeout", "dropped", "refused", "other") or (self.status or 0) >= 500


@dataclass
class _Host:
    """What one shop's robots.txt says, and the gate that its links go through."""

    rules: Protego | None = None
    gap: str = ""


@dataclass
class LinkChecker:
    """Asks for links over a whole run."""

    _answers: dict[str, asyncio.Future[_Answer]] = field(default_factory=dict)
    _hosts: dict[str, asyncio.Future[_Host]] = field(default_factory=dict)

    async def check(
        self, journey: Journey, agent: str, pages: Iterable[PageLinks], walked: Collection[str], mask: Mask
    ) -> LinksEvidence:
        """Ask for the links of these pages and give what they answer. Never raises for what the shop does.

        Args:
            journey: Whose host, credentials, headers and proxy hold for these requests too.
            agent: The visit's own user agent.
            pages: The links of each step's page, in the order of the path.
            walked: Addresses that the walk itself has seen.
            mask: Takes the secrets out of what is kept.
        """
        chosen = choose(pages, journey.base_url, walked, (journey.locale, "en"))
        if not chosen.links:
            return LinksEvidence(left_out=chosen.left_out)
        async with _client(journey, agent) as client:
            host = await self._host(client, journey.base_url)
            if host.gap:
                return LinksEvidence(left_out=len(chosen.links), gaps=(Gap(what="links", reason=host.gap),))
            allowed = [link for link in chosen.links if _may_ask(host, link.url)]
            asked = allowed[:MOST_LINKS]
            answers = await self._ask_all(client, [link.url for link in asked], _pause(host))
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
        return LinksEvidence(checked=checked, left_out=left_out, gaps=gaps)

    async def _ask_all(self, client: httpx.AsyncClient, urls: list[str], pause: float) -> dict[str, _Answer]:
        """Give the answers that came in time."""
        known = {url for url in urls if url in self._answers}
        for url in urls:
            if url not in known:
                self._answers[url] = asyncio.get_running_loop().create_future()
        asking = asyncio.ensure_future(self._ask_each(client, [url for url in urls if url not in known], pause))
        waited: list[asyncio.Future[Any]] = [asking, *(self._answers[url] for url in known)]
        await asyncio.wait(waited, timeout=IN_ALL_S)
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

    async def _host(self, client: httpx.AsyncClient, base_url: str) -> _Host:
        """Read robots.txt, once a run."""
        address = urljoin(base_url, "/robots.txt")
        known = self._hosts.get(address)
        if known is None:
            known = self._hosts[address] = asyncio.ensure_future(_robots(client, address))
        return await asyncio.shield(known)


def _client(journey: Journey, agent: str) -> httpx.AsyncClient:
    headers = {"accept": "text/html,*/*;q=0.8", "accept-language": journey.locale, **journey.headers}
    if agent:
        headers["user-agent"] = agent
    transport = _Transport(verify=not journey.ignore_tls, proxy=journey.proxy)
    auth = httpx.BasicAuth(*journey.http_credentials) if journey.http_credentials is not None else None
    return httpx.AsyncClient(
        headers=headers, transport=transport, auth=auth, timeout=ANSWER_S, trust_env=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
    )  # fmt: skip


class _Transport(httpx.AsyncHTTPTransport):
    """Goes where browsers go: *.localhost is this machine (RFC 6761), whatever the resolver says."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.host.endswith(".localhost"):
            request = httpx.Request(
                request.method, request.url.copy_with(host="127.0.0.1"), headers=request.headers,
                stream=request.stream, extensions=request.extensions,
            )  # fmt: skip
        return await super().handle_async_request(request)


async def _robots(client: httpx.AsyncClient, address: str) -> _Host:
    try:
        answer = await client.get(address)
        for _ in range(MOST_REDIRECTS):
            following = answer.next_request
            if following is None or following.url.netloc != answer.url.netloc:
                break  # what another host says of itself is not said of this one, and nobody asks there
            answer = await client.send(following)
    except httpx.HTTPError as trouble:
        return _Host(gap=f"robots.txt could not be read ({type(trouble).__name__}), so no link was asked for")
    if answer.status_code >= 500:  # RFC 9309, 2.3.1.4: then nothing may be asked for
        return _Host(gap=f"robots.txt answers {answer.status_code}, so no link was asked for")
    return _Host(Protego.parse(answer.text)) if answer.status_code < 300 else _Host()


def _may_ask(host: _Host, url: str) -> bool:
    return host.rules is None or bool(host.rules.can_fetch(url, ROBOT))


def _pause(host: _Host) -> float:
    return float(host.rules.crawl_delay(ROBOT) or 0) if host.rules is not None else 0.0


async def _ask(client: httpx.AsyncClient, url: str) -> _Answer:
    """Ask by HEAD; where the answer is no good, by GET, as a browser would."""
    answer = await _one(client, "HEAD", url)
    if answer.status is None or answer.status in _NO_HEAD or answer.status >= 500:
        return await _one(client, "GET", url)
    return answer


async def _one(client: httpx.AsyncClient, method: str, url: str) -> _Answer:
    """Follow redirects as long as they stay on the host; elsewhere the link is alive, and no concern of ours.

    Cookies are kept for the way through the redirects, and no longer: no link may change what the next one shows.
    """
    host = urlsplit(url).netloc
    kept: dict[str, str] = {}
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
