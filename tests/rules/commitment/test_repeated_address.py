"""What the customer typed and a summary repeats says nothing of delivery."""

from __future__ import annotations

import pytest
from tests.rules.action.makers import make_action, make_block
from tests.rules.paths import judge_visit, make_path, shop_page

from frictionaudit.journey.model import ActionKind

DELIVERY = "commitment/unknown-delivery"


@pytest.mark.parametrize(
    ("language", "recap", "street"),
    [
        ("es", "Dirección de envío: Lucía García, Calle Mayor 12, 3º B, 28013 Madrid", "Calle Mayor 12, 3º B"),
        ("en", "Delivery address: Jane Doe, 4 March Street, London", "4 March Street"),
    ],
)
def test_a_street_named_after_a_month_is_no_day_of_delivery(language: str, recap: str, street: str) -> None:
    details = shop_page("details", recap, language=language)
    visit = make_path(details=details, everywhere={"language": language})
    typed = make_action(kind=ActionKind.FILL, value=street)
    steps = (visit.steps[0].model_copy(update={"actions": (typed,)}), *visit.steps[1:])
    assert judge_visit(DELIVERY, visit) == []
    assert len(judge_visit(DELIVERY, visit.model_copy(update={"steps": steps}))) == 1


@pytest.mark.parametrize(
    ("language", "heading", "is_told"),
    [
        ("fi", "Minne tilaus toimitetaan?", False),
        ("sv", "Vart ska vi leverera?", False),
        ("fi", "Tilaus toimitetaan 2–4 arkipäivässä", True),
        ("en", "Delivery within 2 days?", True),
        ("nl", "Bezorging", False),
        ("nl", "Bezorgd bij: Renée de Vries", False),
        ("nl", "Geleverd met filter", False),
        ("nl", "Je pakket wordt morgen geleverd", True),
        ("nl", "Bezorging dezelfde dag", True),
    ],
)
def test_a_heading_that_asks_tells_nothing(language: str, heading: str, *, is_told: bool) -> None:
    details = shop_page("details", make_block(heading, role="heading", tag="h1"), language=language)
    visit = make_path(details=details, everywhere={"language": language}, locale=language)
    assert (judge_visit(DELIVERY, visit) == []) is is_told
