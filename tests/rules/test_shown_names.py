"""What stands in a rule's message for what was seen: names and addresses as a person reads them."""

from __future__ import annotations

import pytest

from frictionaudit.rules.registry import all_rules
from frictionaudit.tongues import speaking


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://shop.test/search?q=mug", "https://shop.test/search?q=mug"),
        (f"https://shop.test/search?filters={'a' * 200}", "https://shop.test/search?…"),
        (f"https://shop.test/{'a' * 200}?b=1", f"https://shop.test/{'a' * 61}…"),
    ],
)
def test_a_long_address_leaves_room_for_the_sentence(url: str, shown: str) -> None:
    with speaking("en"):
        told = all_rules()["speed/layout-shift"].text("", {"url": url, "cls": 0.2})
    assert told == f"The content of {shown} jumped by 0.2 (Cumulative Layout Shift); up to 0.1 is good."


def test_a_locator_is_shown_by_its_words() -> None:
    with speaking("en"):
        told = all_rules()["speed/slow-transition"].text("", {"action": "role 'button', name 'Pay'", "settled_s": 4})
    assert told == "After “Pay” the next state was complete only 4 s later."
