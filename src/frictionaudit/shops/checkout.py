"""Cart and checkout: details, delivery, payment method, review, and the order."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from starlette.responses import JSONResponse, Response

from frictionaudit.shops.basket import DELIVERIES, PAYMENTS, Basket, set_quantity
from frictionaudit.shops.catalogue import catalogue
from frictionaudit.shops.forms import COUNTRIES, details_errors, read_form
from frictionaudit.shops.pages import not_found, product_page
from frictionaudit.shops.render import render
from frictionaudit.shops.shopper import Shopper

__all__ = [
    "add",
    "cart",
    "change_cart",
    "choose_delivery",
    "choose_payment",
    "confirmation",
    "delivery",
    "details",
    "give_details",
    "order",
    "payment",
    "returned",
    "review",
]

_DETAILS = ("email", "name", "street", "postcode", "city", "country", "phone")
_DELIVERY_DAYS = 4


async def cart(shopper: Shopper) -> Response:
    """Show the cart."""
    added = shopper.request.query_params.get("added")
    return shopper.page("cart.html", added=catalogue().variant(added) if added else None)


async def add(shopper: Shopper) -> Response:
    """Put a variant in the cart; the page's script gets a piece of HTML, a plain form the cart page."""
    form = await read_form(shopper.request)
    product = catalogue().product(form.get("product", ""))
    variant = product.variant(form) if product else None
    is_script = "application/json" in shopper.request.headers.get("accept", "")
    if product is None:
        return await not_found(shopper)
    if variant is None:
        message = shopper.words("product.missing")
        return JSONResponse({"message": message}, 409) if is_script else product_page(shopper, product, message)
    with shopper.session.change() as data:
        set_quantity(data, variant.sku, data.get("cart", {}).get(variant.sku, 0) + 1)
        basket = Basket.of(data)
    if not is_script:
        return shopper.go(f"/cart?added={variant.sku}")
    html = render(
        "added.html", t=shopper.words, language=shopper.language, link=shopper.link, variant=variant, basket=basket
    )
    return JSONResponse({"count": basket.count, "items": shopper.words.items(basket.count), "html": html})


async def change_cart(shopper: Shopper) -> Response:
    """Set the quantity of a line."""
    form = await read_form(shopper.request)
    quantity = form.get("quantity", "")
    if catalogue().variant(form.get("sku", "")) and quantity.isdecimal():
        with shopper.session.change() as data:
            set_quantity(data, form["sku"], int(quantity[:4]))
    return shopper.go("/cart")


async def details(shopper: Shopper) -> Response:
    """Ask who buys and where to."""
    if not shopper.basket.lines:
        return shopper.go("/cart")
    return _details(shopper, shopper.data.get("details", {}), {})


async def give_details(shopper: Shopper) -> Response:
    """Take the contact details, or say what is wrong with them."""
    form = await read_form(shopper.request)
    errors = details_errors(form)
    if errors:
        return _details(shopper, form, errors)
    with shopper.session.change() as data:
        data["details"] = {name: form[name] for name in _DETAILS}
    return shopper.go("/checkout/delivery")


async def delivery(shopper: Shopper) -> Response:
    """Ask how to deliver."""
    return _back_to(shopper, "delivery") or shopper.page(
        "delivery.html", step=2, deliveries=DELIVERIES, chosen=shopper.data.get("delivery"), errors={}
    )


async def choose_delivery(shopper: Shopper) -> Response:
    """Take the choice of delivery."""
    chosen = (await read_form(shopper.request)).get("delivery")
    if chosen not in {delivery.id for delivery in DELIVERIES}:
        errors = {"delivery": "delivery.bad_delivery"}
        return shopper.page("delivery.html", step=2, deliveries=DELIVERIES, chosen=None, errors=errors)
    with shopper.session.change() as data:
        data["delivery"] = chosen
    return shopper.go("/checkout/payment")


async def payment(shopper: Shopper) -> Response:
    """Ask how to pay. Nothing is preselected, also not from an earlier purchase (KSL 6:12b)."""
    return _back_to(shopper, "payment") or shopper.page("payment.html", step=3, payments=PAYMENTS, errors={})


async def choose_payment(shopper: Shopper) -> Response:
    """Take the choice of payment method."""
    chosen = (await read_form(shopper.request)).get("payment")
    if chosen not in PAYMENTS:
        errors = {"payment": "payment.bad_payment"}
        return shopper.page("payment.html", step=3, payments=PAYMENTS, errors=errors)
    with shopper.session.change() as data:
        data["payment"] = chosen
    return shopper.go("/checkout/review")


async def review(shopper: Shopper) -> Response:
    """Show everything once more, and let the customer pay."""
    turned = _back_to(shopper, "review")
    if turned:
        return turned
    snapshot = _snapshot(shopper)
    message = shopper.request.query_params.get("payment")
    return shopper.page(
        "review.html",
        step=4,
        order=snapshot,
        frame=None if snapshot["payment"] == "invoice" else _frame_url(shopper, snapshot),
        token=_invoice_token(shopper, snapshot) if snapshot["payment"] == "invoice" else None,
        message=f"review.{message}" if message in ("declined", "cancelled") else None,
    )


async def order(shopper: Shopper) -> Response:
    """Place an order on invoice; the token makes a second press harmless."""
    token = (await read_form(shopper.request)).get("token", "")
    return _place(shopper, token) or shopper.go("/checkout/review")


async def returned(shopper: Shopper) -> Response:
    """Come back from the payment provider; what counts is what the provider says, not what the address says."""
    token = shopper.request.query_params.get("payment", "")
    payment = shopper.shop.ledger.payments.get(token)
    if payment is None or payment.status == "open":
        return shopper.go("/checkout/review")
    if payment.status == "approved":
        return _place(shopper, token) or shopper.go("/cart")
    return shopper.go("/checkout/review?payment=cancelled")


async def confirmation(shopper: Shopper) -> Response:
    """Confirm an order, also after a reload."""
    number = shopper.request.path_params["number"].removeprefix("KK-")
    data = shopper.shop.store.order(int(number), shopper.session.id) if number.isdecimal() else None
    if data is None:
        return await not_found(shopper)
    return shopper.page(
        "confirmation.html",
        number=f"KK-{number}",
        order=data,
        lines=_lines(data),
        arrives=date.fromisoformat(data["arrives"]),
    )


def _details(shopper: Shopper, form: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    values = {name: form.get(name, "") for name in _DETAILS}
    values["country"] = values["country"] or COUNTRIES[0]
    return shopper.page("details.html", step=1, form=values, errors=errors, countries=COUNTRIES)


def _back_to(shopper: Shopper, step: str) -> Response | None:
    """Lead back to the first step that is not done yet."""
    data = shopper.data
    if not Basket.of(data).lines:
        return shopper.go("/cart")
    for before, needed in (("delivery", "details"), ("payment", "delivery"), ("review", "payment")):
        if needed not in data:
            return shopper.go(f"/checkout/{needed}")
        if before == step:
            return None
    return None


def _snapshot(shopper: Shopper) -> dict[str, Any]:
    """Everything that the customer is about to agree to."""
    data = shopper.data
    basket = Basket.of(data)
    assert basket.delivery is not None  # _back_to saw to it
    return {
        "cart": {line.variant.sku: line.quantity for line in basket.lines},
        "details": data["details"],
        "delivery": basket.delivery.id,
        "delivery_price": basket.price_of(basket.delivery),
        "payment": data["payment"],
        "goods": basket.goods,
        "total": basket.total,
        "arrives": _working_day(date.today(), _DELIVERY_DAYS).isoformat(),
    }


def _lines(order: Mapping[str, Any]) -> Any:
    return Basket.of(order).lines


def _working_day(day: date, days: int) -> date:
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def _frame_url(shopper: Shopper, snapshot: dict[str, Any]) -> str:
    """Open a payment, or give the open one of the same order: a reload starts no second payment."""
    ledger = shopper.shop.ledger
    with shopper.session.change() as data:
        pending = data.setdefault("pending", {})
        same = (ledger.payments[t] for t, s in pending.items() if t in ledger.payments and s == _plain(snapshot))
        payment = next((p for p in same if p.status in ("open", "authenticating")), None)
        if payment is None or payment.language != shopper.language:
            payment = ledger.open(
                amount=snapshot["total"],
                method=snapshot["payment"],
                language=shopper.language,
                label=shopper.words("review.pay", total=shopper.words.price(snapshot["total"])),
                shop_origin=shopper.origin,
                return_path=shopper.link("/checkout/return"),
                frictions=shopper.frictions,
            )
        pending[payment.id] = snapshot
    return ledger.frame_url(payment)


def _invoice_token(shopper: Shopper, snapshot: dict[str, Any]) -> str:
    with shopper.session.change() as data:
        pending = data.setdefault("pending", {})
        token = next((t for t, s in pending.items() if s == _plain(snapshot)), None) or secrets.token_urlsafe(12)
        pending[token] = snapshot
    return token


def _plain(snapshot: dict[str, Any]) -> Any:
    """As it comes back from the store."""
    return json.loads(json.dumps(snapshot))


def _place(shopper: Shopper, token: str) -> Response | None:
    """Place the pending order of a token and show it; None where the session knows no such order."""
    with shopper.session.change() as data:
        placed = data.setdefault("placed", {})
        if token not in placed:
            snapshot = data.get("pending", {}).pop(token, None)
            if snapshot is None:
                return None
            placed[token] = shopper.shop.store.place(token, shopper.session.id, snapshot)
            for name in ("cart", "delivery", "payment"):
                data.pop(name, None)
    return shopper.go(f"/order/KK-{placed[token]}")
