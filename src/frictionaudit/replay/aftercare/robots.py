"""What a shop's robots.txt says to us, and the client that asks a shop outside of the browser."""

from __future__ import annotations

from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx
from protego import Protego

from frictionaudit.journey.model import Journey

__all__ = ["MOST_REDIRECTS", "Robots", "read_robots", "shop_client"]

ANSWER_S = 6.0
MOST_REDIRECTS = 5
ROBOT = "frictionaudit"
"""The name that robots.txt may address us by; else what it says to all holds for us too."""


@dataclass(frozen=True)
class Robots:
    """What one shop's robots.txt says.

    Attributes:
        rules: None: it says nothing.
        gap: Why it could not be read, and so nothing may be asked for; "" where it could.
    """

    rules: Protego | None = None
    gap: str = ""

    def allows(self, url: str) -> bool:
        """Tell whether a robot may follow a link there."""
        return not self.gap and (self.rules is None or bool(self.rules.can_fetch(url, ROBOT)))

    @property
    def pause_s(self) -> float:
        """Seconds that it asks to leave between two requests."""
        return float(self.rules.crawl_delay(ROBOT) or 0) if self.rules is not None else 0.0


def shop_client(journey: Journey, agent: str) -> httpx.AsyncClient:
    """Open a client that asks as the journey's browser would: its headers, its proxy, no cookies kept."""
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


async def read_robots(client: httpx.AsyncClient, address: str) -> Robots:
    """Read a robots.txt. Never raises for what the shop does."""
    try:
        answer = await client.get(address)
        for _ in range(MOST_REDIRECTS):
            following = answer.next_request
            if following is None or following.url.netloc != answer.url.netloc:
                break  # what another host says of itself is not said of this one, and nobody asks there
            answer = await client.send(following)
    except httpx.HTTPError as trouble:
        return Robots(gap=f"robots.txt could not be read ({type(trouble).__name__}), so no link was asked for")
    if answer.status_code >= 500:  # RFC 9309, 2.3.1.4: then nothing may be asked for
        return Robots(gap=f"robots.txt answers {answer.status_code}, so no link was asked for")
    return Robots(Protego.parse(answer.text)) if answer.status_code < 300 else Robots()
