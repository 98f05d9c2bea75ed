"""The shop's application: which address shows which page, with the frictions of the session."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from frictionaudit.shops import checkout, pages
from frictionaudit.shops.frictions import spoil
from frictionaudit.shops.frictions.addresses import ADDRESSES
from frictionaudit.shops.provider import Ledger
from frictionaudit.shops.render import STATIC, CachedFiles, compile_templates
from frictionaudit.shops.shopper import LanguagePrefix, Shop, Shopper
from frictionaudit.shops.store import Store

__all__ = ["PAGE_NAMES", "shop_app"]

# Pictures are compressed already; text is worth it.
_COMPRESSED = Middleware(GZipMiddleware, minimum_size=1_000)

View = Callable[[Shopper], Awaitable[Response]]

_PAGES: tuple[tuple[str, str, str, View], ...] = (
    ("home", "GET", "/", pages.home),
    ("category", "GET", "/c/{slug}", pages.category),
    ("search", "GET", "/search", pages.search),
    ("product", "GET", "/p/{slug}", pages.product),
    ("info", "GET", "/info/{page}", pages.info),
    ("withdrawal", "POST", "/info/withdrawal", pages.withdrawal),
    ("consent", "POST", "/consent", pages.consent),
    ("cart", "GET", "/cart", checkout.cart),
    ("add", "POST", "/cart/add", checkout.add),
    ("change-cart", "POST", "/cart/change", checkout.change_cart),
    ("details", "GET", "/checkout/details", checkout.details),
    ("give-details", "POST", "/checkout/details", checkout.give_details),
    ("delivery", "GET", "/checkout/delivery", checkout.delivery),
    ("choose-delivery", "POST", "/checkout/delivery", checkout.choose_delivery),
    ("payment", "GET", "/checkout/payment", checkout.payment),
    ("choose-payment", "POST", "/checkout/payment", checkout.choose_payment),
    ("review", "GET", "/checkout/review", checkout.review),
    ("order", "POST", "/checkout/order", checkout.order),
    ("returned", "GET", "/checkout/return", checkout.returned),
    ("confirmation", "GET", "/order/{number}", checkout.confirmation),
)

PAGE_NAMES = frozenset(name for name, *_ in _PAGES) | {"frame", "bank", "done"}
"""Names that frictions may hook on to; the last three are the payment provider's."""


def shop_app(store: Store, ledger: Ledger, *, frictions: Sequence[str] = (), language: str = "fi") -> Starlette:
    """Build the shop. `frictions` are on for every session that does not choose its own."""
    compile_templates()
    routes: list[BaseRoute] = [
        Route(path, _endpoint(name, view), methods=[method], name=name, middleware=[_COMPRESSED])
        for name, method, path, view in _PAGES
    ]
    routes += [
        Mount("/static/pictures", CachedFiles(directory=STATIC / "pictures")),
        Mount("/static", CachedFiles(directory=STATIC), middleware=[_COMPRESSED]),
        Mount("/api", routes=ADDRESSES),
        Route("/favicon.ico", lambda request: Response(status_code=204)),
    ]
    app = Starlette(
        routes=routes, middleware=[Middleware(LanguagePrefix)], exception_handlers={404: _missing, 500: _broken}
    )
    app.state.shop = Shop(store, ledger, language, tuple(frictions))
    return app


def _endpoint(name: str, view: View) -> Callable[[Request], Awaitable[Response]]:
    """Wrap a page: frictions wait or answer before it, and spoil it after."""

    async def endpoint(request: Request) -> Response:
        shopper = Shopper(request)
        active = [friction for friction in shopper.frictions if name in friction.pages]
        for friction in active:
            if friction.wait_s:
                await asyncio.sleep(friction.wait_s)
            if friction.answer:
                return friction.answer()
        response = await view(shopper)
        # The front page's own address may just have switched frictions on.
        active = [friction for friction in shopper.frictions if name in friction.pages]
        if active and isinstance(response, HTMLResponse):
            html = spoil(bytes(response.body).decode(), name, shopper.words, active)
            response = HTMLResponse(html, response.status_code, {"Cache-Control": "no-cache"})
        shopper.remember(response)
        return response

    return endpoint


async def _missing(request: Request, error: Exception) -> Response:
    return await pages.not_found(Shopper(request))


async def _broken(request: Request, error: Exception) -> Response:
    return Shopper(request).page("error.html", kind="broken", status=500)
