"""Rule: Back, and forward again, keeps the cart and what was typed."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import DetourKind
from frictionaudit.rules.aftermath import (
    Place,
    has_ordered,
    is_empty_cart,
    look_at,
    lost_fields,
    page_subject_of,
    picture_of,
    place_of,
    trouble_of,
)
from frictionaudit.rules.registry import Friction, Incomplete, Verdict, rule


@rule(
    id="navigation/lost-on-back",
    reads=VisitEvidence,
    criterion=Criterion.NAVIGATION,
    severity=Severity.SERIOUS,
    title="Going back loses what the customer did",
    message="After Back, “{field}” is empty again.",
    variants={
        "several": "After Back, “{field}” and {more} more fields are empty again.",
        "cart": "After Back, the cart is empty (“{words}”).",
        "error": "{place} leads to a page that {trouble}.",
    },
    customer="Everything I typed is gone.",
    why="Back is the button that customers press most. Who must type everything again often does not.",
    how_to_fix="Keep the cart and the answers of each step on the server or in the session storage, fill the fields "
    "from there, and lead from a form to its next page by a redirect (POST, then 303 to a GET).",
    errands=(DetourKind.BACK.value,),
    words=("place", "trouble"),
    limits=("Of the pages before and behind a step only those next to it are tried.",),
)
def lost_on_back(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where Back or Forward errs, or the cart or typed data is gone after them."""
    place = place_of(visit, DetourKind.BACK, look="back", otherwise="Back was not tried")
    if not isinstance(place, Place):
        yield place
        return
    step, back = place.step, place.look
    known = [each.page for each in visit.steps]
    looks = [look for look in (back, look_at(visit, "forward")) if look is not None]
    for look in looks:
        if trouble := trouble_of(visit, look, *known):
            yield Friction(
                at=page_subject_of(look), variant="error", parameters={"place": look.name, "trouble": trouble},
                screenshot=picture_of(look), step=step.index,
            )  # fmt: skip
            return
    if has_ordered(visit, step):
        return
    cart = look_at(visit, "cart")
    for look in (*looks, *((cart,) if cart else ())):
        if words := is_empty_cart(visit, look):
            yield Friction(
                at=page_subject_of(look), variant="cart", parameters={"words": words}, screenshot=picture_of(look),
                step=step.index,
            )  # fmt: skip
            return
    if back.page is None:
        yield Incomplete("the page after Back could not be read", step.index)
        return
    for look in looks:
        lost = lost_fields(visit, look.page, step.index) if look.page is not None else []
        if lost:
            yield Friction(
                at=lost[0].subject,
                variant="several" if len(lost) > 1 else "",
                parameters={"field": lost[0].label or lost[0].subject.name, "more": len(lost) - 1},
                screenshot=picture_of(look),
                step=step.index,
            )
            return
