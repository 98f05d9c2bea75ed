"""What steps are called that nobody has named: those that a scan finds, and those that only say what is meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from frictionaudit.journey.slug import slug
from frictionaudit.tongues import filled

__all__ = ["STEP_NAMES", "StepName"]

STEP_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "open_shop": "Open the shop",
        # By intent
        "find_product": "Find something to buy",
        "choose_variant": "Choose how it is to be",
        "add_to_cart": "Put it into the cart",
        "open_cart": "Open the cart",
        "start_checkout": "Go to the checkout",
        "continue_as_guest": "Go on as a guest",
        "fill_details": "Give my details",
        "choose_delivery": "Choose the delivery",
        "choose_payment": "Choose how to pay",
        "place_order": "Place the order",
        # In recordings
        "sign_in": "Sign in",
        "subscribe": "Subscribe",
        "pay": "Pay",
        "open_page": "Open {name}",
        "open_front_page": "Open the front page",
        "go_on_to": "Go on to {name}",
        "go_on_to_front_page": "Go on to the front page",
        # On the way
        "look_at": "Look at {name}",
        "browse": "Browse {name}",
        "search": "Search for {name}",
        "go_on": "Go on",
        "go_back": "Back to where the search goes on",
        "take_out": "Take the wrong thing out",
    }
)


@dataclass(frozen=True, slots=True)
class StepName:
    """One such name.

    Attributes:
        key: Of STEP_NAMES.
        of: What it is about, such as a product; "" where it is about nothing.
    """

    key: str
    of: str = ""

    @property
    def told(self) -> str:
        """The name in the language that is spoken now."""
        return filled(f"step/{self.key}", STEP_NAMES[self.key], {"name": self.of})

    @property
    def id(self) -> str:
        """The step's id: the same in all languages."""
        return slug(STEP_NAMES[self.key].format(name=self.of))
