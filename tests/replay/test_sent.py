"""What was sent again after an order: the same order, or another step of the checkout at the same address."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from frictionaudit.loops import run_to_end
from frictionaudit.replay.errands.sent import sent_requests
from frictionaudit.replay.safety.masking import Mask


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


def test_the_same_order_is_known_again() -> None:
    first, again = _calls("csrf=1&action=place_order&number=4242", "csrf=2&action=place_order&number=4242")
    assert first == again


def test_the_step_before_at_the_same_address_is_another_request() -> None:
    order, details = _calls("csrf=1&action=place_order&number=4242", "csrf=1&number=4242")
    assert order != details
