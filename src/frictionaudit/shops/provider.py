"""The payment provider "Siltamaksu": an application of its own origin, shown by the shop in a frame.

The shop and the provider share one `Ledger`: it stands for the provider's server-to-server interface.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from frictionaudit.shops.forms import read_form
from frictionaudit.shops.frictions import Friction, spoil
from frictionaudit.shops.render import STATIC, CachedFiles, render
from frictionaudit.shops.texts import Words

__all__ = ["TEST_CARDS", "DemoCard", "Ledger", "Payment", "provider_app"]


@dataclass(frozen=True)
class DemoCard:
    """One publicly documented test number (Stripe's) and what it does here."""

    number: str
    outcome: str
    meaning: str


TEST_CARDS = (
    DemoCard("4242 4242 4242 4242", "approved", "succeeds"),
    DemoCard("5555 5555 5555 4444", "approved", "succeeds"),
    DemoCard("4000 0025 0000 3155", "authenticate", "asks for the bank's confirmation, then succeeds"),
    DemoCard("4000 0000 0000 0002", "declined", "is declined"),
    DemoCard("4000 0000 0000 9995", "funds", "is declined: no money in the account"),
)
"""Any expiry in the future, any CVC. Other numbers are declined."""


@dataclass
class Payment:
    """One payment that a shop asked for."""

    id: str
    amount: int
    method: str
    language: str
    label: str
    shop_origin: str
    return_url: str
    frictions: tuple[Friction, ...] = ()
    status: str = "open"
    """open, authenticating, approved or cancelled; a declined card leaves it open."""


@dataclass
class Ledger:
    """All payments of one run of the provider."""

    origin: str = ""
    payments: dict[str, Payment] = field(default_factory=dict)

    def open(
        self,
        *,
        amount: int,
        method: str,
        language: str,
        label: str,
        shop_origin: str,
        return_path: str,
        frictions: tuple[Friction, ...] = (),
    ) -> Payment:
        """Start a payment. `return_path` is taken under the shop's origin; the payment's id is added to it."""
        id = secrets.token_urlsafe(12)
        payment = Payment(
            id, amount, method, language, label, shop_origin, f"{shop_origin}{return_path}?payment={id}", frictions
        )
        self.payments[id] = payment
        return payment

    def frame_url(self, payment: Payment) -> str:
        """Address of the frame that takes this payment."""
        return f"{self.origin}/frame/{payment.id}"


def provider_app(ledger: Ledger) -> Starlette:
    """Build the provider's application."""
    app = Starlette(
        routes=[
            Route("/frame/{id}", frame),
            Route("/pay/{id}", pay, methods=["POST"]),
            Route("/charge", charge, methods=["POST"]),
            Route("/bank/{id}", bank),
            Route("/bank/{id}", bank_answer, methods=["POST"]),
            Route("/favicon.ico", lambda request: Response(status_code=204)),
            Mount("/static", CachedFiles(directory=STATIC)),
        ]
    )
    app.state.ledger = ledger
    return app


async def frame(request: Request) -> Response:
    """The form that takes the card, or leads to the bank."""
    return _frame(_payment(request), form={}, errors={}, message=None)


async def pay(request: Request) -> Response:
    """Take a payment: the script in the frame asks for JSON, a plain form gets a page."""
    payment = _payment(request)
    form = await read_form(request)
    errors = _card_errors(form) if payment.method == "card" else {}
    outcome = "invalid" if errors else _outcome(payment, form)
    message = _refusal(payment, outcome)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(_answer(payment, outcome, errors))
    if outcome == "approved":
        return _html("done.html", payment)
    if outcome == "authenticate":
        return RedirectResponse(f"/bank/{payment.id}", status_code=303)
    return _frame(payment, form, errors, message)


async def charge(request: Request) -> Response:
    """Take a payment at an address that knows no repeat: only a friction leads here."""
    form = await read_form(request)
    payment = request.app.state.ledger.payments.get(form.get("payment"))
    if payment is None:
        raise HTTPException(404)
    errors = _card_errors(form)
    answer = _answer(payment, "invalid" if errors else _outcome(payment, form), errors)
    return JSONResponse({**answer, "charge": secrets.token_hex(8)})


async def bank(request: Request) -> Response:
    """The bank asks whether the customer means it."""
    return _html("bank.html", _payment(request))


async def bank_answer(request: Request) -> Response:
    """The customer confirmed or gave up: back to the shop, in the whole window."""
    payment = _payment(request)
    answer = (await read_form(request)).get("answer")
    if payment.status == "authenticating":
        payment.status = "approved" if answer == "confirm" else "cancelled"
    return RedirectResponse(payment.return_url, status_code=303)


def _payment(request: Request) -> Payment:
    ledger: Ledger = request.app.state.ledger
    payment = ledger.payments.get(request.path_params["id"])
    if payment is None:
        raise HTTPException(404)
    return payment


def _answer(payment: Payment, outcome: str, errors: Mapping[str, str]) -> dict[str, object]:
    """What the script in the frame is told."""
    texts = {name: Words(payment.language)(key) for name, key in errors.items()}
    message = _refusal(payment, outcome)
    return {"status": outcome, "errors": texts, "message": message, "next": f"/bank/{payment.id}"}


def _refusal(payment: Payment, outcome: str) -> str | None:
    return Words(payment.language)(f"provider.{outcome}") if outcome in ("declined", "funds") else None


def _outcome(payment: Payment, form: Mapping[str, str]) -> str:
    """Decide; paying twice is answered as paid, and takes nothing more."""
    if payment.status == "approved":
        return "approved"
    digits = _digits(form.get("number", ""))
    card = next((card for card in TEST_CARDS if _digits(card.number) == digits), None)
    outcome = "authenticate" if payment.method == "bank" else card.outcome if card else "declined"
    if outcome == "approved":
        payment.status = "approved"
    if outcome == "authenticate":
        payment.status = "authenticating"
    return outcome


def _card_errors(form: Mapping[str, str]) -> dict[str, str]:
    wrong = {
        "number": not _is_card_number(form.get("number", "")),
        "expiry": not _is_valid_until(form.get("expiry", "")),
        "cvc": re.fullmatch(r"\d{3,4}", form.get("cvc", "")) is None,
        "holder": len(form.get("holder", "")) < 2,
    }
    return {name: f"provider.bad_{name}" for name, is_wrong in wrong.items() if is_wrong}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_card_number(text: str) -> bool:
    """Check length and the Luhn digit; spaces are fine, as printed on the card."""
    digits = [int(digit) for digit in reversed(_digits(text))]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return 13 <= len(digits) <= 19 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _is_valid_until(text: str) -> bool:
    match = re.fullmatch(r"(0?[1-9]|1[0-2])\s*/?\s*(?:20)?(\d\d)", text)
    if match is None:
        return False
    now = datetime.now(tz=UTC)
    return (2000 + int(match[2]), int(match[1])) >= (now.year, now.month)


def _frame(payment: Payment, form: Mapping[str, str], errors: Mapping[str, str], message: str | None) -> Response:
    typed = {name: form.get(name, "") for name in ("expiry", "holder")}
    return _html("frame.html", payment, form=typed, errors=errors, message=message)


def _html(template: str, payment: Payment, **context: object) -> Response:
    words = Words(payment.language)
    html = render(template, t=words, payment=payment, total=words.price(payment.amount), **context)
    return HTMLResponse(spoil(html, template.removesuffix(".html"), words, payment.frictions))
