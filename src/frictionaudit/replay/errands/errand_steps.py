"""What of a journey an errand uses otherwise: a step with another card or wrong words, the way to the cart."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from frictionaudit.journey.cards import is_card_reference
from frictionaudit.journey.model import Action, ActionKind, Drill, Step, Value
from frictionaudit.replay.drafts import StepDraft
from frictionaudit.replay.safety.hosts import host_of

__all__ = ["cart_address", "changed_step", "types_a_card", "with_card", "without_deed"]

_CART_PATH = re.compile(
    r"(?i)/(?:[\w-]*[_-])?(?:cart|basket|bag|trolley|ostoskori|kori|varukorg|kundvagn|warenkorb|einkaufswagen|panier|"
    r"carrito|cesta|carrello|winkelwagen|winkelmand|kurv|indkobskurv|handlekurv|koszyk|carrinho|ostukorv)(?:\.\w{2,5})?/?$"
)


def changed_step(step: Step, drill: Drill) -> Step:
    """Give the step as the drill has it: another card, or wrong words in a field."""
    actions = list(with_card(step, drill.card).actions)
    for target, value in drill.fill:
        place = next((i for i, each in enumerate(actions) if each.target == target and each.value is not None), None)
        if place is not None:
            actions[place] = actions[place].model_copy(update={"value": value})
        else:
            pressing = next((i for i, each in enumerate(actions) if each.kind is ActionKind.CLICK), len(actions))
            actions.insert(pressing, Action(kind=ActionKind.FILL, target=target, value=value))
    return step.model_copy(update={"actions": tuple(actions)})


def with_card(step: Step, card: str | None) -> Step:
    """Give the step with the drill's card typed in; where an order is reviewed, the card comes in a step before."""
    if card is None:
        return step
    value = Value(text=card, reference="card.number", is_secret=True)
    actions = (
        action.model_copy(update={"value": value})
        if action.value is not None and action.value.reference == "card.number"
        else action
        for action in step.actions
    )
    return step.model_copy(update={"actions": tuple(actions)})


def types_a_card(step: Step) -> bool:
    """Tell whether the customer gives a card there: the bank comes up only after it."""
    return any(is_card_reference(action.value.reference) for action in step.actions if action.value is not None)


def without_deed(step: Step) -> Step:
    """Give the step of a customer who comes to its page and does nothing there."""
    return step.model_copy(update={"actions": (), "expect": ()})


def cart_address(walked: Sequence[StepDraft], shop_host: str) -> str | None:
    """Give the address of the cart: where the path stood, or where a link of its pages leads."""
    pages = [draft.page for draft in reversed(walked) if draft.page is not None]
    read = [(json.loads(page.main) or {}).get("page") or {} for page in pages if page.main]
    links = [link["url"] for page in read for link in page.get("links") or []]
    addresses = [*(page.url for page in pages), *links]
    return next((url for url in addresses if host_of(url) == shop_host and _CART_PATH.search(urlsplit(url).path)), None)
