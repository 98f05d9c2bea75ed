"""What a reader calls the element that a locator means."""

from __future__ import annotations

import pytest

from frictionaudit.journey.model import Locator
from frictionaudit.journey.target_words import own_words, target_words


@pytest.mark.parametrize(
    ("locator", "own", "shown"),
    [
        (Locator(text="Lisää ostoskoriin"), "Lisää ostoskoriin", "Lisää ostoskoriin"),
        (Locator(text="Don't know"), "Don't know", "Don't know"),
        (Locator(text="""Say "yes", don't"""), """Say "yes", don't""", """Say "yes", don't"""),
        (Locator(role="button", name="Pay"), "Pay", "Pay"),
        (Locator(label="E-mail"), "E-mail", "E-mail"),
        (Locator(css="[data-part=next]"), "", "[data-part=next]"),
        (Locator(test_id="next"), "", "next"),
    ],
)
def test_code_is_no_name(locator: Locator, own: str, shown: str) -> None:
    assert (own_words(str(locator)), target_words(str(locator))) == (own, shown)


def test_what_is_no_locator_stays_as_it_is() -> None:
    assert (own_words("the step"), target_words("the step")) == ("", "the step")
