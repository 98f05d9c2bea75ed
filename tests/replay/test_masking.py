"""What is masked at capture, and what is left as it stands."""

from __future__ import annotations

import pytest

from frictionaudit.replay.safety.masking import Mask


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("123", "[secret]"),
        (" 123 ", "[secret]"),
        ("+358 40 123 4567", "+358 40 123 4567"),
        ("Order 123", "Order 123"),
        ("the word hunter2secret here", "the word [secret] here"),
        ("maija@example.com", "[e-mail]"),
        ("4242 4242 4242 4242", "[card]"),
        ("4242-4242-4242-4242", "[card]"),
        ("Order 1234567890123456", "Order 1234567890123456"),
    ],
)
def test_secrets_and_their_near_misses(text: str, shown: str) -> None:
    assert Mask(["123", "hunter2secret"])(text) == shown


def test_a_key_alone_in_an_address_is_a_token_by_its_value() -> None:
    mask = Mask()
    assert (
        mask.url("http://shop.test/done/?key=wc_order_58d2d042d1d5e&id=7") == "http://shop.test/done/?key=[token]&id=7"
    )
    assert mask.url("http://shop.test/?key=blue-mugs&key=2024") == "http://shop.test/?key=blue-mugs&key=2024"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/terms?session=a8f5f167&lang=fi#top", "/terms?session=[token]&lang=fi#top"),
        ("/mail?to=maija%40example.com&x", "/mail?to=[e-mail]&x"),
        ("/u/a8f5f167f44f4964e6c998dee827110c/terms", "/u/[token]/terms"),
        ("/back?card=4242424242424242", "/back?card=[card]"),
        ("/reset?password=Hunter2", "/reset?password=[token]"),
        # Left as the page has it.
        ("/blue-harbour-mug-350-ml-stoneware?size=3%205&q=", "/blue-harbour-mug-350-ml-stoneware?size=3%205&q="),
        ("/a8f5f167f44f4964e6c998dee827110c.jpg", "/a8f5f167f44f4964e6c998dee827110c.jpg"),
        ("mug#photos", "mug#photos"),
        ("", ""),
    ],
)
def test_link_keeps_all_but_what_is_secret_in_it(address: str, shown: str) -> None:
    assert Mask().link(address) == shown
