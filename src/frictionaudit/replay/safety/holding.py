"""Which presses bind the customer, and whether this run may make them. When in doubt the press is held."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from frictionaudit.journey.cards import is_card_reference
from frictionaudit.journey.model import Action, Commitment, Expectation, ExpectationKind, Stage, Step
from frictionaudit.lexicon import Meaning, orders_somewhere, reads_as_order, says
from frictionaudit.replay.safety.hosts import HostPolicy

__all__ = ["Binding", "binding_of", "is_card_value", "permits"]

_ORDER_PATH = re.compile(
    r"(?:^|[/_.-])(?:place|submit|confirm|complete|finish|create|process|execute|capture|do)[_-]?"
    r"(?:order|payment|purchase|pay|checkout|booking)(?:$|[/_.?-])"
    r"|(?:^|/)(?:order|orders|checkout|payment|payments|purchase)/(?:submit|confirm|place|complete|create|execute|pay|finish)(?:$|/)"
    r"|(?:^|/)(?:pay|purchase|buy-?now|subscribe)/?$",
    re.IGNORECASE,
)
"""Addresses that take an order, as shop systems name them."""


@dataclass(frozen=True)
class Binding:
    """A press that binds.

    Attributes:
        because: "commits" (the step says so); "label", "form" (it reads as an order though `commits` is missing) or
            "expectation" (what is to follow it comes after an order only).
    """

    because: str


def binding_of(step: Step, action: Action, element: dict[str, Any] | None, *, is_activating: bool, page_url: str,
               language: str) -> Binding | None:  # fmt: skip
    """Tell whether pressing would order, pay or subscribe.

    Args:
        step: The step; its `commits` decides where it is given.
        action: The press.
        element: Raw facts of the element (name, form), None where there is none.
        is_activating: This is the step's activating action.
        page_url: Where the customer is.
        language: Language of the visit; what the words are declared to be in counts as well.
    """
    if step.commits is not None and step.commits.is_binding and is_activating:
        return Binding("commits")
    if step.commits is not None and not step.commits.is_binding:
        return None
    name = str(((element or {}).get("subject") or {}).get("name") or "")
    languages = {language, str((element or {}).get("language") or language)}
    if name and _orders(name, step, languages):
        return Binding("label")
    target = str((element or {}).get("form_action") or "")
    if target and (element or {}).get("is_submit") and (element or {}).get("form_method") == "post":
        is_elsewhere = urlsplit(target).path != urlsplit(page_url).path
        if is_elsewhere and _ORDER_PATH.search(urlsplit(target).path):
            return Binding("form")
    words = action.target.text or action.target.name if action.target is not None else None
    if words and _orders(words, step, languages):
        return Binding("label")
    is_before = step.stage is not Stage.AFTERCARE  # there an older order is looked up
    if is_activating and is_before and any(_comes_after_an_order(each, languages) for each in step.expect):
        return Binding("expectation")  # "Next", "OK": the journey itself says what that press brings
    return None


def _comes_after_an_order(expected: Expectation, languages: Set[str]) -> bool:
    if expected.kind is ExpectationKind.ORDER_REFERENCE:
        return True
    is_text = expected.kind in (ExpectationKind.SEE, ExpectationKind.HEADING)
    return is_text and any(says(expected.text or "", Meaning.CONFIRMATION, each) is not None for each in languages)


def _orders(label: str, step: Step, languages: Set[str]) -> bool:
    """Tell whether a label orders here: once the checkout has begun, what leads to it no longer does."""
    has_begun = step.stage in (Stage.CHECKOUT, Stage.PAY)
    return any(reads_as_order(label, each) or (has_begun and orders_somewhere(label, each)) for each in languages)


def permits(policy: HostPolicy, page_url: str, element: dict[str, Any] | None) -> bool:
    """Tell whether the run may make a binding press here: on this page, to this form's target."""
    return policy.may_order(policy_url(page_url), str((element or {}).get("form_action") or ""))


def policy_url(page_url: str) -> str:
    """Give an address whose host counts; a page without a host (about:blank) is nobody's shop."""
    return page_url if urlsplit(page_url).hostname else "http://nowhere.invalid/"


def is_card_value(reference: str | None, *, is_sensitive: bool) -> bool:
    """Tell whether a value belongs into a card field: those stay empty in a held step."""
    return is_sensitive or is_card_reference(reference)


def commitment_of(step: Step, *, is_activating: bool) -> Commitment:
    """Give what the step's activating action binds to; other actions bind to nothing."""
    return (step.commits or Commitment.NONE) if is_activating else Commitment.NONE
