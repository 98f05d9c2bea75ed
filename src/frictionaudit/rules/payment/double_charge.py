"""Rule: who presses twice pays once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.errand import SentRequest
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import DrillKind
from frictionaudit.rules.aftermath import Place, place_of
from frictionaudit.rules.registry import Friction, Incomplete, Verdict, rule

TOGETHER_MS = 1_500
"""Two presses of one hand send their requests within this; what comes later is a page that asks how things stand."""

_KEEPS_CARD = re.compile(
    r"/(?:(?:card|payment)[-_]?)?(?:tokens?|nonces?|sources?|methods?)/?$|/tokeni[sz]\w*/?$|/encrypt\w*/?$",
    re.IGNORECASE,
)
"""Where a provider only takes the card and gives a token for it: nothing is charged before the token is used."""


@rule(
    id="payment/double-charge",
    reads=VisitEvidence,
    criterion=Criterion.PAYMENT,
    severity=Severity.CRITICAL,
    title="Pressing twice pays twice",
    message="Two quick presses sent {method} {path} twice, with nothing by which the server could tell that it is one "
    "order.",
    variants={
        "reload": "Reloading the page after the order sent {method} {path} once more.",
        "back": "Going back after the order sent {method} {path} once more.",
    },
    customer="They charged me twice!",
    why="Impatient and unsteady hands press twice, and some double-click everything. Money taken twice costs the shop "
    "a refund, a call and often the customer.",
    how_to_fix="Make the button deaf at the first press, send a key that is the same for one order (an Idempotency-Key "
    "header, or a token of the form) and let the server answer a repeat with the first order. Lead from the order to "
    "its confirmation by a redirect.",
    errands=(DrillKind.DOUBLE_SUBMIT.value,),
    limits=("Two quick presses, a reload and Back are tried; a second window is not.",),
)
def double_charge(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where an order was sent again without a key of its own order."""
    place = place_of(visit, DrillKind.DOUBLE_SUBMIT, otherwise="the step was not reached")
    if not isinstance(place, Place):
        yield place
        return
    step, facts = place.step, place.facts
    repeats = _repeats(facts.sent, facts.presses)
    unlike = [(first, again) for first, again in repeats if not _is_harmless(first, again)]
    repeat = next((again for first, again in unlike if not _is_unread(first, again)), None)
    if repeat is not None:
        parameters = {"method": repeat.method, "path": repeat.template}
        yield Friction(
            at=Subject(role="request", name=f"{repeat.method} {repeat.template}"), parameters=parameters,
            variant="" if repeat.moment == "press" else repeat.moment, step=step.index,
        )  # fmt: skip
    elif unlike:
        yield Incomplete("what the two requests carried could not be read in this browser", step.index)
    elif facts.presses < 2:
        yield Incomplete("the second press came too late: the page had gone", step.index)
    elif not visit.aftermath:
        yield Incomplete(f"the order did not go through after two presses: {step.failure}", step.index)
    elif any(_is_unsure(first, again) for first, again in repeats):
        yield Incomplete(
            "both requests went to one address; whether the server took them for one order was not seen", step.index
        )


def _repeats(sent: Sequence[SentRequest], presses: int) -> list[tuple[SentRequest, SentRequest]]:
    """Give the requests that ask for the same again, each with the first.

    What was sent more often than it was pressed goes out several times a press, as the fields of a card do one by one:
    no order does.
    """
    pressed = Counter(each.call for each in sent if each.moment == "press")
    first: dict[str, SentRequest] = {}
    found = []
    for each in sent:
        if _KEEPS_CARD.search(each.template) or (each.moment == "press" and pressed[each.call] > max(presses, 2)):
            continue
        known = first.setdefault(each.call, each)
        if known is not each:
            found.append((known, each))
    return found


def _is_harmless(first: SentRequest, again: SentRequest) -> bool:
    """The server can tell the repeat, has refused it, or has answered it with the same order."""
    if _is_another_matter(first, again):
        return True
    is_same = bool(again.key) and again.key == first.key
    # A token of a form or an address serves other ends too: two orders of one cart bear the same.
    are_two_orders = (
        again.key_from in ("field", "address") and bool(first.order) and again.order not in ("", first.order)
    )
    return (is_same and not are_two_orders) or _is_merged(first, again)


def _is_unread(first: SentRequest, again: SentRequest) -> bool:
    """Tell whether a key may have gone along unseen, and no answers of two orders say otherwise."""
    are_two_orders = bool(first.order) and again.order not in ("", first.order)
    return (first.is_unread or again.is_unread) and not are_two_orders


def _is_unsure(first: SentRequest, again: SentRequest) -> bool:
    """Tell whether nothing but the address says that it is one order: that of a cart stays the same for two."""
    is_elsewhere = _is_another_matter(first, again)
    return not is_elsewhere and again.key_from == "address" and not _is_merged(first, again)


def _is_another_matter(first: SentRequest, again: SentRequest) -> bool:
    if first.moment == again.moment == "press":
        return again.at_ms - first.at_ms > TOGETHER_MS
    return again.moment != "press" and first.moment != "press"


def _is_merged(first: SentRequest, again: SentRequest) -> bool:
    """Tell whether the server refused the second, or answered it with the order of the first."""
    has_same_order = again.order == first.order if again.order and first.order else again.answer == first.answer
    is_refused = again.status is not None and again.status >= 400
    return is_refused or (bool(again.answer) and has_same_order)
