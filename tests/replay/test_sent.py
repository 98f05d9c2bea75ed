"""What was sent again after an order: the same order, or another step of the checkout at the same address."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from frictionaudit.loops import run_to_end
from frictionaudit.replay.masking import Mask
from frictionaudit.replay.sent import sent_requests


def _posted(body: str, started: float) -> Any:
    request = SimpleNamespace(
        method="POST", url="http://shop.test/checkout/preview/", resource_type="document", redirected_from=None,
        post_data_buffer=body.encode(), headers={},
    )  # fmt: skip
    return SimpleNamespace(request=request, started=started, ended=None, failure=None, is_blocked=False, status=302)


def _calls(*bodies: str) -> list[str]:
    seen = [_posted(body, 1000.0 + place) for place, body in enumerate(bodies)]
    return [each.call for each in run_to_end(sent_requests(seen, 1000.0, "press", Mask()))]


def test_the_same_order_is_known_again() -> None:
    first, again = _calls("csrf=1&action=place_order&number=4242", "csrf=2&action=place_order&number=4242")
    assert first == again


def test_the_step_before_at_the_same_address_is_another_request() -> None:
    order, details = _calls("csrf=1&action=place_order&number=4242", "csrf=1&number=4242")
    assert order != details
