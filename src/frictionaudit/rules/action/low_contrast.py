"""Rule: the label of the action can be read."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.action.control import PRESSED, unseen
from frictionaudit.rules.loading import STYLES
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

CONTRAST_MIN = 4.5
"""Ratio. WCAG 2.2, 1.4.3 Contrast (Minimum), AA, normal text."""

CONTRAST_MIN_LARGE = 3.0
"""Ratio. WCAG 2.2, 1.4.3, large text: 24 px, or 18.66 px bold."""

CONTRAST_UNREADABLE = 2.0
"""Ratio below which the finding is serious. Project's choice, in the rule catalogue."""


@rule(
    id="action/low-contrast",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.MODERATE,
    title="The words on the button hardly stand out from it",
    message="The label of “{name}” has a contrast of {contrast}:1; it should be {wanted}:1 or more.",
    customer="I can hardly read it.",
    why="In sunlight, on a cheap screen or with ageing eyes such a label disappears, and with it the way on.",
    how_to_fix="Make the text darker or the ground lighter until the contrast is 4.5:1, or 3:1 for large text.",
    references=("https://www.w3.org/TR/WCAG22/#contrast-minimum",),
    limits=("Text over pictures is incomplete, and over a gradient some of whose colours are clear enough.",),
    needs=(STYLES,),
)
def low_contrast(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the label's contrast is too low; disabled controls are exempt."""
    element = action.element
    if element is None:
        yield unseen(action)
        return
    if action.kind not in PRESSED or element.is_disabled or element.hidden_by is not None:
        yield Inapplicable()
        return
    if element.contrast is None:
        yield Incomplete("the contrast of the label could not be told: no text, or text over a picture or gradient")
        return
    wanted = CONTRAST_MIN_LARGE if element.is_large_text else CONTRAST_MIN
    if element.contrast >= wanted:
        return
    yield Friction(
        at=element.subject,
        severity=Severity.SERIOUS if element.contrast < CONTRAST_UNREADABLE else None,
        parameters={
            "name": element.subject.name or action.target,
            "contrast": round(element.contrast, 2),
            "wanted": wanted,
        },
    )
