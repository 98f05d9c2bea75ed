"""Rule: reloading a page keeps the cart and the customer's place."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.step import StepEvidence
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
    id="navigation/lost-on-reload",
    reads=VisitEvidence,
    criterion=Criterion.NAVIGATION,
    severity=Severity.SERIOUS,
    title="Reloading a page loses what the customer did",
    message="After a reload the customer is back at an earlier form, and “{field}” is empty.",
    variants={
        "typed": "After a reload, what was typed into “{field}” is gone.",
        "cart": "After a reload, the cart is empty (“{words}”).",
        "error": "The reloaded page {trouble}.",
    },
    customer="I have to start over.",
    why="Phones reload pages by themselves when the customer comes back from another app, such as the bank's.",
    how_to_fix="Give each step an address of its own and keep cart and answers on the server or in the session "
    "storage, so that loading the address again shows the same.",
    errands=(DetourKind.RELOAD.value,),
    words=("trouble",),
    limits=(
        "The browser's question whether to send a form again is answered with yes, and is not counted as friction.",
    ),
)
def lost_on_reload(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where the reloaded page errs, has lost the cart, or has lost what was typed."""
    place = place_of(visit, DetourKind.RELOAD, look="reload", otherwise="the page was not reloaded")
    if not isinstance(place, Place):
        yield place
        return
    step, look = place.step, place.look
    at, picture = page_subject_of(look), picture_of(look)
    if trouble := trouble_of(visit, look, *(each.page for each in visit.steps)):
        yield Friction(at=at, variant="error", parameters={"trouble": trouble}, screenshot=picture, step=step.index)
        return
    if has_ordered(visit, step):
        return
    cart = look_at(visit, "cart")
    words = is_empty_cart(visit, look) or is_empty_cart(visit, cart)
    if words:
        yield Friction(at=at, variant="cart", parameters={"words": words}, screenshot=picture, step=step.index)
        return
    if look.page is None:
        yield Incomplete("the reloaded page could not be read", step.index)
        return
    lost = lost_fields(visit, look.page, step.index)
    if lost:
        was_here = _was_filled(step, lost[0].subject.locator)
        yield Friction(
            at=lost[0].subject, variant="typed" if was_here else "", severity=Severity.MINOR if was_here else None,
            parameters={"field": lost[0].label or lost[0].subject.name}, screenshot=picture, step=step.index,
        )  # fmt: skip


def _was_filled(step: StepEvidence, locator: str) -> bool:
    """The field stood filled on the page that was reloaded: typed, and not yet sent."""
    fields = [field for form in step.page.forms for field in form.fields] if step.page else []
    return any(field.subject.locator == locator and field.is_filled for field in fields)
