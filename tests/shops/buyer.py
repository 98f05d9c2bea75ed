"""A customer without a browser: walks the demo shop by plain forms, in any of its languages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from frictionaudit.shops import DemoShop

DETAILS = {
    "email": "maija.meikalainen@example.com",
    "name": "Maija Meikäläinen-O’Hara",
    "street": "Mannerheimintie 1 A 5",
    "postcode": "00100",
    "city": "Helsinki",
    "country": "FI",
    "phone": "+358 40 123 4567",
}
CARD = {"number": "4242 4242 4242 4242", "expiry": "12/34", "cvc": "123", "holder": "Maija Meikäläinen"}
DECLINED = {**CARD, "number": "4000 0000 0000 0002"}
CONFIRMED_BY_BANK = {**CARD, "number": "4000 0025 0000 3155"}


class Buyer:
    """One session. `prefix` is "" for the shop's own language, else /sv, /de, …"""

    def __init__(self, client: httpx.Client, prefix: str = "") -> None:
        self.client = client
        self.prefix = prefix

    def get(self, path: str) -> httpx.Response:
        return self.client.get(self.prefix + path)

    def post(self, path: str, **form: str) -> httpx.Response:
        return self.client.post(self.prefix + path, data=form)

    def add(self, colour: str = "usva", size: str = "35") -> httpx.Response:
        return self.post("/cart/add", product="aamu-muki", colour=colour, size=size)

    def to_review(self, payment: str = "card") -> str:
        """Walk from an empty cart to the last step; gives its page."""
        self.add()
        self.post("/checkout/details", **DETAILS)
        self.post("/checkout/delivery", delivery="locker")
        return self.post("/checkout/payment", payment=payment).text

    def pay(self, review: str, **card: str) -> dict[str, str]:
        """Pay in the provider's frame, as its script does."""
        frame = self.client.get(attribute(review, "iframe", "src"))
        action = httpx.URL(str(frame.url)).join(attribute(frame.text, "form", "action"))
        answer = self.client.post(action, data=card, headers={"Accept": "application/json"})
        return {**answer.json(), "return": f"/checkout/return?payment={action.path.split('/')[-1]}"}


@contextmanager
def buyer(shop: DemoShop, prefix: str = "") -> Iterator[Buyer]:
    # No https here: reading the certificates would take longer than a page.
    with httpx.Client(base_url=shop.url, follow_redirects=True, verify=False) as client:
        yield Buyer(client, prefix)


def attribute(page: str, element: str, name: str) -> str:
    """Value of an attribute of the last such element of a page that has it."""
    found = re.findall(rf'<{element}\b[^>]*?\b{name}="([^"]*)"', page)
    return html.unescape(found[-1])


def order_token(review: str) -> str:
    """The hidden token of an order on invoice."""
    match = re.search(r'name="token" value="([^"]+)"', review)
    assert match, review
    return match[1]


def heading(page: str) -> str:
    match = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert match, page
    return html.unescape(match[1])
