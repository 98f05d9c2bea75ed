"""What a detour or drill did: how the shop was put into its bad day, and what it sent then."""

from __future__ import annotations

from typing import Literal

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.record import Record

__all__ = ["ErrandFacts", "SentRequest"]


class SentRequest(Record):
    """One writing request that followed the press of an order. Hashes are keyed by run: equal or not, no more.

    Attributes:
        moment: What sent it: the "press", or the "reload" or "back" after it.
        method: HTTP method.
        template: Path with ids as {n}.
        call: Hash of what is asked: method, host, template and, of an API with one address, the operation.
        key: Hash of the key by which the server can tell a repeat (idempotency key, token of this order); "" where none
            was seen.
        key_from: Where it stood: an idempotency key is made for repeats, a token of a form or of an address for other
            things as well.
        is_unread: It had a body that this engine does not show, so that a key in it was not seen.
        answer: Hash of an answer that names an order; "" where it names none or could not be read.
        order: Hash of the number of the order in that answer, "" where none is told apart from the rest.
        status: None where no answer came.
        at_ms: Since the press.
    """

    moment: Literal["press", "reload", "back"]
    method: str
    template: str
    call: str
    key: str = ""
    key_from: Literal["", "idempotency", "field", "address"] = ""
    is_unread: bool = False
    answer: str = ""
    order: str = ""
    status: int | None = None
    at_ms: float


class ErrandFacts(Record):
    """What a detour or drill did.

    Attributes:
        step_id: Step that it is about; "" where a deep link names a path.
        failure: Why it could not be carried out, an English sentence without a full stop; "" where it was.
        request: Method and path template of the first request that was answered in the server's place, or "".
        request_count: How many were.
        is_page_request: That request was a whole page: what a server would have shown there is not known.
        names_request: The drill names the request; else all that went to the provider's hosts was kept from them.
        wrong_fields: The journey's words for the fields that were filled with wrong words.
        presses: How often the binding press was made.
        sent: Writing requests after the press, of double_submit only.
        gave_up_by: How the bank's confirmation was left: "cancel", "back" or "close".
        known_page: The page of a deep link as the walk had it.
        address: Address that a deep link led to.
    """

    step_id: str = ""
    failure: str = ""
    request: str = ""
    request_count: int = 0
    is_page_request: bool = False
    names_request: bool = False
    wrong_fields: tuple[str, ...] = ()
    presses: int = 0
    sent: tuple[SentRequest, ...] = ()
    gave_up_by: Literal["cancel", "back", "close"] | None = None
    known_page: PageEvidence | None = None
    address: str = ""
