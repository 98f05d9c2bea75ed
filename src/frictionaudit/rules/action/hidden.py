"""Rule: the action can be seen."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.action.control import page_has_failed, unseen
from frictionaudit.rules.common import has_failed
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Verdict, rule

_VARIANTS = {
    "display": "“{name}” is in the page but switched off (display: none), so nobody sees it.",
    "visibility": "“{name}” is in the page but made invisible (visibility: hidden).",
    "opacity": "“{name}” is in the page but fully transparent.",
    "zero-size": "“{name}” is in the page but has no size.",
    "clipped": "“{name}” is in the page but cut away by the box around it.",
    "off-screen": "“{name}” is in the page but stands outside the screen where no scrolling reaches it.",
    "text-colour": "The words of “{name}” have the colour of their ground, so they cannot be seen.",
}


@rule(
    id="action/hidden",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.CRITICAL,
    title="The button or field is in the page but cannot be seen",
    message="“{name}” is in the page but cannot be seen ({reason}).",
    variants=_VARIANTS,
    customer="Where is the buy button?",
    why="What customers cannot see they cannot press: on this device the step is closed to them.",
    how_to_fix="Show it whenever the customer needs it. Look at the styles for this screen size, and at scripts that "
    "should have revealed it.",
)
def hidden(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the element cannot be seen when its turn has come.

    The element is examined just before its use, when the step's earlier actions have revealed what they reveal.
    """
    element = action.element
    if element is None:
        yield unseen(action)
        return
    if page_has_failed(context) or element.is_revealed_by_hover:
        yield Inapplicable()  # a page that failed speaks for itself, and action/hover-only for the hovered
        return
    if element.hidden_by is None:
        return
    yield Friction(
        at=element.subject,
        variant=element.hidden_by if element.hidden_by in _VARIANTS else "",
        parameters={"name": element.subject.name or action.target, "reason": element.hidden_by},
        blocks=has_failed(context.step),
    )
