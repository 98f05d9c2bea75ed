"""Pages to look around: front page, categories, search, products, information."""

from __future__ import annotations

import json
from datetime import datetime

from starlette.responses import Response

from frictionaudit.shops.catalogue import Product, catalogue
from frictionaudit.shops.forms import read_form, withdrawal_errors
from frictionaudit.shops.frictions import FRICTIONS
from frictionaudit.shops.shopper import Shopper

__all__ = ["INFO_PAGES", "category", "consent", "home", "info", "not_found", "product", "search", "withdrawal"]

INFO_PAGES = ("terms", "returns", "privacy", "contact", "withdrawal")


async def home(shopper: Shopper) -> Response:
    """The front page. `?friction=a,b` switches frictions on for this session, `?friction=` all off."""
    wanted = shopper.request.query_params.get("friction")
    if wanted is not None:
        names = [name for name in wanted.split(",") if name]
        unknown = [name for name in names if name not in FRICTIONS]
        if unknown:
            known = ", ".join(FRICTIONS)
            return Response(f"Unknown friction: {', '.join(unknown)}. There are: {known}\n", 400)
        with shopper.session.change() as data:
            data["frictions"] = names
    return shopper.page("home.html", products=[p for p in catalogue().products if p.is_featured])


async def category(shopper: Shopper) -> Response:
    """All products of one category."""
    found = catalogue().category(shopper.request.path_params["slug"])
    if found is None:
        return await not_found(shopper)
    return shopper.page("category.html", category=found, products=catalogue().in_category(found.slug))


async def search(shopper: Shopper) -> Response:
    """Products that hold the words."""
    words = shopper.request.query_params.get("q", "").strip()[:100]
    return shopper.page("search.html", words=words, products=catalogue().search(words, shopper.language))


async def product(shopper: Shopper) -> Response:
    """One product, with its choices."""
    found = catalogue().product(shopper.request.path_params["slug"])
    if found is None:
        return await not_found(shopper)
    return product_page(shopper, found)


def product_page(shopper: Shopper, found: Product, message: str | None = None) -> Response:
    """Show a product; a message says why it was not put in the cart."""
    return shopper.page(
        "product.html",
        product=found,
        category=catalogue().category(found.category),
        beside=catalogue().beside(found),
        message=message,
        structured=_structured_data(shopper, found),
    )


async def info(shopper: Shopper) -> Response:
    """Terms, returns, privacy, contact."""
    page = shopper.request.path_params["page"]
    if page not in INFO_PAGES:
        return await not_found(shopper)
    form = {"name": "", "number": "", "email": ""}
    return shopper.page("info.html", page=page, form=form, errors={}, done=None)


async def withdrawal(shopper: Shopper) -> Response:
    """Take a withdrawal from the contract and say so."""
    form = await read_form(shopper.request)
    errors = withdrawal_errors(form)
    moment = shopper.words.moment(datetime.now())
    done = None if errors else shopper.words("withdrawal.done", time=moment, email=form["email"])
    typed = {name: form.get(name, "") for name in ("name", "number", "email")}
    return shopper.page("info.html", page="withdrawal", form=typed, errors=errors, done=done)


async def consent(shopper: Shopper) -> Response:
    """Remember the answer to the cookie banner."""
    form = await read_form(shopper.request)
    with shopper.session.change() as data:
        data["consent"] = "accepted" if form.get("answer") == "accept" else "rejected"
    if "application/json" in shopper.request.headers.get("accept", ""):
        return Response(status_code=204)
    here = form.get("here", "/")
    # Only paths of this shop: no open redirect.
    return shopper.go(here if here.startswith("/") and not here.startswith("//") else "/")


async def not_found(shopper: Shopper) -> Response:
    """Say that there is no such page, and where to go."""
    return shopper.page("error.html", kind="missing", status=404)


def _structured_data(shopper: Shopper, found: Product) -> str:
    """What search engines read: schema.org Product with its offers."""
    prices = sorted({c.price for o in found.options for c in o.choices if c.price} or {found.price})
    offers = [
        {
            "@type": "Offer",
            "price": f"{price / 100:.2f}",
            "priceCurrency": "EUR",
            "availability": "https://schema.org/InStock",
        }
        for price in prices
    ]
    data = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": found.name[shopper.language],
        "description": found.description[shopper.language],
        "image": f"{shopper.origin}/static/pictures/{found.picture()}",
        "offers": offers,
    }
    # Inside a script element only "</" could end it.
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
