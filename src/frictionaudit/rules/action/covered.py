"""Rule: a press on the action reaches the action."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence, Cover
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.action.control import unseen
from frictionaudit.rules.common import has_failed
from frictionaudit.rules.navigation.banners import first_banner
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

PARTLY_COVERED_FROM = 0.3
"""Share of the nine points probed, 15 % inside the edges: three of nine, one whole side. Project's choice: a badge on
one corner takes one point, a rounded corner or a border none."""

_SHORT_LOCATOR = 24
"""Characters: a longer locator of what bears a name says nothing more to a reader."""

_HOLDERS = frozenset({"form", "group", "list", "listitem", "radiogroup", "tablist"})
"""What is switched off often lets presses through to what holds it: that it is off is told by its own rules."""


@rule(
    id="action/covered",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.CRITICAL,
    title="Something lies over the button and takes the press",
    message="“{name}” is covered by {cover}, which takes the press in its middle.",
    variants={"partly": "“{name}” is {percent}% covered by {cover}, which takes the presses there."},
    customer="I press it and nothing happens.",
    why="The customer presses what they see and something else gets the press: nothing happens, or the wrong thing.",
    how_to_fix="Keep banners, chat bubbles and bars off the button on this screen size, or let presses through "
    "where the layer is only decoration (pointer-events: none).",
    words=("cover",),
)
def covered(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where another element takes the press at the centre, or on a side or more."""
    element = action.element
    if element is None:
        yield unseen(action)
        return
    if element.hidden_by is not None:
        yield Inapplicable()
        return
    covers = [cover for cover in element.covers if not (element.is_disabled and cover.subject.role in _HOLDERS)]
    central = next((cover for cover in covers if cover.at_centre), None)
    name = element.subject.name or action.target
    if central is not None:
        yield Friction(
            at=element.subject,
            parameters={"name": name, "cover": _named(central)},
            blocks=has_failed(context.step),
        )
        return
    share = sum(cover.share for cover in covers)
    if share < PARTLY_COVERED_FROM:
        return
    largest = max(covers, key=lambda cover: cover.share)
    if _is_open_question(largest, context):
        yield Incomplete("the question about cookies, still unanswered, lies over a part of it")
        return
    yield Friction(
        at=element.subject,
        severity=Severity.SERIOUS,
        variant="partly",
        parameters={"name": name, "cover": _named(largest), "percent": round(min(share, 1.0) * 100)},
    )


def _is_open_question(cover: Cover, context: Context) -> bool:
    """Most answer the question about cookies; whoever finds no No on it scrolls. What it lacks is told elsewhere."""
    banner = first_banner(context.visit)
    return banner is not None and banner.subject is not None and banner.subject.locator == cover.subject.locator


def _named(cover: Cover) -> str:
    subject = cover.subject
    words = f"{subject.role} “{subject.name}”" if subject.name else subject.role
    is_told = subject.locator and (not subject.name or len(subject.locator) <= _SHORT_LOCATOR)
    return f"{words} ({subject.locator})" if is_told else words
