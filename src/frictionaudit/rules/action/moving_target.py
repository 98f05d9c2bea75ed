"""Rule: the action stays where it is."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.action.control import unseen
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

MOVED_FROM_HEIGHTS = 0.5
"""Share of its own height beyond which a press aimed at the middle misses. Geometry, in the rule catalogue."""


@rule(
    id="action/moving-target",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.MODERATE,
    title="The button moves away while the customer aims at it",
    message="“{name}” moved by {distance_px} px after it had appeared; it is {height_px} px high.",
    variants={
        "pushed": "“{name}” moved by {distance_px} px after it had appeared, pushed by {cause}; it is {height_px} "
        "px high."
    },
    customer="It ran away.",
    why="A press that was aimed well lands on something else: another product, an advertisement, or nothing.",
    how_to_fix="Keep room for what loads late (give pictures and banners their size), and do not slide buttons in.",
    references=("https://web.dev/articles/cls",),
    limits=("What a script fetches late for a part of the page that has just unfolded may count as a move as well.",),
    words=("cause",),
)
def moving_target(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the box moved by more than half its height between being visible and being usable."""
    element = action.element
    if element is None:
        yield unseen(action)
        return
    if element.hidden_by is not None:
        yield Inapplicable()
        return
    if element.motion is None or element.subject.box is None:
        yield Incomplete("the movement of the control could not be watched")
        return
    height = element.subject.box.height
    if element.motion.distance_px <= MOVED_FROM_HEIGHTS * height:
        return
    yield Friction(
        at=element.subject,
        variant="pushed" if element.motion.cause else "",
        parameters={
            "name": element.subject.name or action.target,
            "distance_px": round(element.motion.distance_px),
            "height_px": round(height),
            "cause": element.motion.cause,
        },
    )
