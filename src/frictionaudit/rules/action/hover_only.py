"""Rule: the action needs no hovering mouse."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.action.control import MEANS_CONTROL, unseen
from frictionaudit.rules.common import has_failed
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule


@rule(
    id="action/hover-only",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.SERIOUS,
    title="The button shows only while a mouse hovers there",
    message="“{name}” is hidden until a mouse hovers over its surroundings; a finger cannot hover.",
    customer="Nothing here to press.",
    why="On phones and tablets there is no hovering: those customers never see it. Many on a computer do not find it "
    "either.",
    how_to_fix="Show it all the time, or open it with a tap on a control that is always there.",
)
def hover_only(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where only a hovering mouse brings the element out."""
    if action.kind not in MEANS_CONTROL or action.kind is ActionKind.HOVER:
        yield Inapplicable()
        return
    element = action.element
    if element is None:
        yield unseen(action)
        return
    if element.is_revealed_by_hover:
        yield Friction(
            at=element.subject,
            parameters={"name": element.subject.name or action.target},
            blocks=has_failed(context.step),
        )
        return
    place = next((i for i, other in enumerate(context.step.actions) if other is action), 0)
    if any(other.kind is ActionKind.HOVER for other in context.step.actions[:place]):
        yield Incomplete("the journey hovered first, so it is not known whether a tap would have shown it")
