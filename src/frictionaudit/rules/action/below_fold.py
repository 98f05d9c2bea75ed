"""Rule: the primary action stands in the first screenful of its page."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence, ElementEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.action.control import primary_element
from frictionaudit.rules.loading import STYLES
from frictionaudit.rules.registry import Context, Friction, Incomplete, Verdict, rule

_FILLING = frozenset(
    {ActionKind.FILL, ActionKind.SELECT, ActionKind.CHECK, ActionKind.UNCHECK, ActionKind.UPLOAD, ActionKind.SEARCH}
)


@rule(
    id="action/below-fold",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.MINOR,
    title="The main button is out of sight until the customer scrolls",
    message="“{name}” starts {offset_px} px below the top of its page; the screen shows {viewport_px} px.",
    variants={"unmeasured": "“{name}” is outside the first screenful of its page."},
    customer="Is there more below?",
    why="What stands below the first screenful is found only by those who scroll; others think that the page "
    "ends there.",
    how_to_fix="Move the button up, or keep it in view with a sticky bar on this screen size.",
    explained_by=("navigation/deep-scroll",),
    needs=(STYLES,),
)
def below_fold(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the primary action starts out below the first viewport without a reason to."""
    element = primary_element(action)
    if not isinstance(element, ElementEvidence):
        yield element
        return
    if element.is_below_fold is False or _is_above(element) or _has_reason(action, element, context):
        return
    if None in (element.is_below_fold, element.has_equal_in_view, element.page_reads_first):
        yield Incomplete("it could not be told whether the action stood in the first screenful")
        return
    height = context.visit.persona.viewport.height
    yield Friction(
        at=element.subject,
        variant="" if element.offset_top_px is not None else "unmeasured",
        parameters={
            "name": element.subject.name or action.target,
            "offset_px": round(element.offset_top_px or 0),
            "viewport_px": height,
        },
    )


def _is_above(element: ElementEvidence) -> bool:
    """The customer has scrolled past it, and so has seen it."""
    return element.first_box is not None and element.first_box.y + element.first_box.height <= 0


def _has_reason(action: ActionEvidence, element: ElementEvidence, context: Context) -> bool:
    """Stand something in view that does the same, or things above it to be filled or read first."""
    if element.has_equal_in_view or element.page_reads_first:
        return True
    place = next((i for i, other in enumerate(context.step.actions) if other is action), 0)
    return any(other.kind in _FILLING for other in context.step.actions[:place])
