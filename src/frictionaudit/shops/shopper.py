"""One request of one customer: who asks, in which language, with which frictions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from frictionaudit.shops.basket import Basket
from frictionaudit.shops.catalogue import catalogue
from frictionaudit.shops.frictions import FRICTIONS, Friction
from frictionaudit.shops.provider import Ledger
from frictionaudit.shops.render import render
from frictionaudit.shops.store import Session, Store
from frictionaudit.shops.texts import LANGUAGES, Words

__all__ = ["COOKIE", "LanguagePrefix", "Shop", "Shopper"]

COOKIE = "kk_session"


@dataclass(frozen=True)
class Shop:
    """What all requests share."""

    store: Store
    ledger: Ledger
    language: str
    frictions: tuple[str, ...]


class LanguagePrefix:
    """Take /sv, /de, … off the path and note the language; pages then need one route, not four."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http":
            first, _, rest = scope["path"].removeprefix("/").partition("/")
            if first in LANGUAGES:
                scope = {**scope, "path": f"/{rest}", "language": first}
        await self._app(scope, receive, send)


class Shopper:
    """What a page needs to know of the one who asks."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.shop: Shop = request.app.state.shop
        self.language: str = request.scope.get("language", self.shop.language)
        self.words = Words(self.language)

    @cached_property
    def session(self) -> Session:
        """The customer's session, new where the browser brought none."""
        return self.shop.store.session(self.request.cookies.get(COOKIE))

    @property
    def data(self) -> dict[str, Any]:
        """What the session remembers now."""
        return self.session.data

    @property
    def basket(self) -> Basket:
        """The cart as it stands now."""
        return Basket.of(self.data)

    @property
    def frictions(self) -> tuple[Friction, ...]:
        """Frictions that are on for this session."""
        names = self.data.get("frictions", self.shop.frictions)
        return tuple(FRICTIONS[name] for name in names)

    @property
    def origin(self) -> str:
        """Scheme, host and port that the customer sees."""
        return str(self.request.base_url).rstrip("/")

    def link(self, path: str, language: str | None = None) -> str:
        """Give a path in the customer's language, or in another."""
        language = language or self.language
        return path if language == self.shop.language else f"/{language}{path}"

    def go(self, path: str) -> Response:
        """Send the customer to another page."""
        return RedirectResponse(self.link(path), status_code=303)

    def page(self, template: str, *, status: int = 200, **context: Any) -> Response:
        """Render a page."""
        data = self.data
        query = f"?{self.request.url.query}" if self.request.url.query else ""
        html = render(
            template,
            t=self.words,
            language=self.language,
            languages=[(code, Words(code)("shop.language")) for code in LANGUAGES],
            link=self.link,
            here=self.request.scope["path"] + query,
            categories=catalogue().categories,
            basket=Basket.of(data),
            asks_consent="consent" not in data,
            **context,
        )
        return HTMLResponse(html, status_code=status, headers={"Cache-Control": "no-cache"})

    def remember(self, response: Response) -> None:
        """Give a new customer the session's cookie. Lax: other sites cannot post in the customer's name."""
        if self.session.is_new:
            response.set_cookie(COOKIE, self.shop.store.cookie(self.session), httponly=True, samesite="lax", path="/")
