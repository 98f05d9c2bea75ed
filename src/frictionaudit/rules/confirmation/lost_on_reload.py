"""Rule: the confirmation can be loaded again."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import DrillKind
from frictionaudit.lexicon import order_reference_in
from frictionaudit.rules.aftermath import (
    Place,
    is_empty_cart,
    page_subject_of,
    picture_of,
    place_of,
    trouble_of,
)
from frictionaudit.rules.languages import own_languages
from frictionaudit.rules.registry import Friction, Incomplete, Verdict, rule


@rule(
    id="confirmation/lost-on-reload",
    reads=VisitEvidence,
    criterion=Criterion.CONFIRMATION,
    severity=Severity.MODERATE,
    title="The confirmation is gone when it is loaded again",
    message="The reloaded confirmation no longer shows the order; it shows “{seen}”.",
    variants={
        "error": "The reloaded confirmation {trouble}.",
        "cart": "The reloaded confirmation says “{words}”.",
    },
    customer="I wanted to print it.",
    why="Customers print the confirmation, take a picture of it, or come back to it from another app. One that is gone "
    "makes them doubt that there is an order.",
    how_to_fix="Give each confirmation an address of its own that shows the same order to the same customer each time.",
    explained_by=("confirmation/missing",),
    errands=(DrillKind.RELOAD_CONFIRMATION.value,),
    words=("trouble",),
)
def lost_on_reload(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where the reloaded page errs, shows an empty cart, or shows the order no more."""
    place = place_of(visit, DrillKind.RELOAD_CONFIRMATION, look="reload", otherwise="the confirmation was not reloaded")
    if not isinstance(place, Place):
        yield place
        return
    step, look = place.step, place.look
    at, picture = page_subject_of(look), picture_of(look)
    if trouble := trouble_of(visit, look, *(each.page for each in visit.steps)):
        yield Friction(at=at, variant="error", parameters={"trouble": trouble}, screenshot=picture, step=step.index)
        return
    if words := is_empty_cart(visit, look):
        yield Friction(at=at, variant="cart", parameters={"words": words}, screenshot=picture, step=step.index)
        return
    if step.page is None or look.page is None:
        yield Incomplete("one of both pages could not be read", step.index)
        return
    if _shows_same(step.page, look.page, visit):
        return
    if look.page.busy:
        yield Incomplete("the reloaded page was still loading", step.index)
        return
    seen = next(iter(look.page.headings), look.page.title)
    yield Friction(at=at, parameters={"seen": seen}, screenshot=picture, step=step.index)


def _shows_same(first: PageEvidence, again: PageEvidence, visit: VisitEvidence) -> bool:
    """The order's number still stands there; where none was shown, the page's headings do."""
    for code in own_languages(first, visit):
        reference = order_reference_in(first.text, code)
        if reference:
            return reference in again.text
    return not first.headings or bool(set(first.headings) & set(again.headings))
