"""What was sent again after an order: the same order, or another step of the checkout at the same address."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from frictionaudit.evidence.errand import SentRequest
from frictionaudit.loops import run_to_end
from frictionaudit.replay.errands.sent import sent_requests
from frictionaudit.replay.safety.masking import Mask

MASK = Mask()


def _posted(body: str, started: float) -> Any:
    request = SimpleNamespace(
        method="POST", url="http://shop.test/checkout/preview/", resource_type="document", redirected_from=None,
        post_data_buffer=body.encode(), headers={},
    )  # fmt: skip
    return SimpleNamespace(request=request, started=started, ended=None, failure=None, is_blocked=False, status=302)


def _calls(*bodies: str) -> list[str]:
    seen = [_posted(body, 1000.0 + place) for place, body in enumerate(bodies)]
    return [each.call for each in run_to_end(sent_requests(seen, 1000.0, "press", Mask()))]


@pytest.mark.parametrize(
    ("body", "is_key"),
    [
        ("key=9f1c0d2e-77aa-4b11-8c5e-5a1f00aa77bb&name=Maija", True),
        ("key=blue-mug-with-a-long-name", False),
        ("key=9f1c0d2e77aa4b118c5e5a1f00aa77bb", False),
        ("api_key=9f1c0d2e77aa4b118c5e&access_key=9f1c0d2e77aa4b118c5e", False),
    ],
)
def test_a_field_that_is_only_called_key_is_one_by_its_value(body: str, is_key: bool) -> None:
    (only,) = run_to_end(sent_requests([_posted(body, 1000.0)], 1000.0, "press", Mask()))
    assert bool(only.key) is is_key


@pytest.mark.parametrize(
    ("body", "length", "is_unread"),
    [(None, "42", True), (None, None, False), (None, "0", False), (b"name=Maija", "10", False)],
)
def test_a_body_of_which_the_browser_tells_the_length_alone(
    body: bytes | None, length: str | None, is_unread: bool
) -> None:
    seen = _posted("", 1000.0)
    seen.request.post_data_buffer = body
    seen.request.headers = {"content-length": length} if length else {}
    (only,) = run_to_end(sent_requests([seen], 1000.0, "press", Mask()))
    assert only.is_unread is is_unread


@pytest.mark.parametrize(
    ("url", "body", "place"),
    [
        ("/api/orders", '{"idempotencyKey": "9f1c0d2e77aa"}', "idempotency"),
        ("/api/orders", "token=9f1c0d2e77aa", "field"),
        ("/api/carts/cart9f1c0d2e77aa4b/order", "{}", "address"),
        ("/bank/9f1c0d2e77aa", "do=confirm", "address"),
        ("/rooms/deluxe-2026", "do=confirm", ""),
        ("/api/orders", '{"csrf_token": "9f1c0d2e77aa"}', ""),
    ],
)
def test_where_a_key_stands(url: str, body: str, place: str) -> None:
    seen = _posted(body, 1000.0)
    seen.request.url = f"http://shop.test{url}"
    (only,) = run_to_end(sent_requests([seen], 1000.0, "press", Mask()))
    assert only.key_from == place


def _answered(answer: str) -> SentRequest:
    seen = _posted("mug=blue", 1000.0)
    is_data = answer.startswith("{")

    async def text() -> str:
        return answer

    async def response() -> Any:
        headers = {"content-type": "application/json"} if is_data else {"location": answer}
        return SimpleNamespace(status=200 if is_data else 303, headers=headers, text=text)

    seen.request.response, seen.ended = response, 1001.0
    (only,) = run_to_end(sent_requests([seen], 1000.0, "press", MASK))
    return only


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        ('{"order": "A-1042", "at": "10:00:01.123"}', '{"order": "A-1042", "at": "10:00:01.456"}', True),
        ('{"order": "A-1042", "total": 2490}', '{"order": "A-1043", "total": 2490}', False),
        ('{"order": {"id": 1042}, "requestId": "11112222"}', '{"order": {"id": 1042}, "requestId": "11113333"}', True),
        ('{"id": 1042}', '{"id": 1043}', False),
        ("/thanks?order=1042&t=1700000001", "/thanks?order=1042&t=1700000002", True),
        ("/2026/thanks?order=1042", "/2026/thanks?order=1043", False),
        ("/orders/1042/thanks", "/orders/1043/thanks", False),
    ],
)
def test_which_order_an_answer_names(one: str, other: str, are_same: bool) -> None:
    first, again = _answered(one), _answered(other)
    assert "" not in (first.order, again.order)
    assert (first.order == again.order) is are_same


@pytest.mark.parametrize("answer", ['{"ok": true, "amount": 2490}', '{"status": 200, "date": "2026-11-23"}', "/thanks"])
def test_an_answer_that_names_no_order(answer: str) -> None:
    assert (_answered(answer).order, _answered(answer).answer) == ("", "")


def test_the_same_order_is_known_again() -> None:
    first, again = _calls("csrf=1&action=place_order&number=4242", "csrf=2&action=place_order&number=4242")
    assert first == again


def test_the_step_before_at_the_same_address_is_another_request() -> None:
    order, details = _calls("csrf=1&action=place_order&number=4242", "csrf=1&number=4242")
    assert order != details
