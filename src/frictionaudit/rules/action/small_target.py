"""Rule: the action is large enough to hit."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence, ElementEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind, Commitment, InputDevice
from frictionaudit.rules.action.control import MEANS_CONTROL, unseen
from frictionaudit.rules.loading import STYLES
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

TARGET_MIN_PX = 24
"""CSS px, both sides. WCAG 2.2, 2.5.8 Target Size (Minimum), AA."""

TOUCH_TARGET_PX = 44
"""CSS px, both sides, on touch. WCAG 2.2, 2.5.5 Target Size (Enhanced), AAA; Apple asks for the same."""

ROUNDING_PX = 0.5
"""CSS px: layout gives fractions, and a 24 px button may measure 23.99."""


@rule(
    id="action/small-target",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.MODERATE,
    title="The button is too small to hit with ease",
    message="“{name}” takes presses on {width_px} x {height_px} px only; on this device it should be {wanted_px} x "
    "{wanted_px} px or more.",
    customer="I keep hitting the wrong thing.",
    why="A finger covers about 44 px. On smaller targets customers miss, hit the neighbour, and lose their place.",
    how_to_fix="Give the control more padding, or more room to its neighbours: at least 24 x 24 px everywhere and 44 x "
    "44 px on touch screens.",
    references=(
        "https://www.w3.org/TR/WCAG22/#target-size-minimum",
        "https://www.w3.org/TR/WCAG22/#target-size-enhanced",
        "https://developer.apple.com/design/tips/",
    ),
    needs=(STYLES,),
)
def small_target(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the area that takes the press is too small for the persona's pointer."""
    element = action.element
    pointer = context.visit.persona.input
    if action.kind not in MEANS_CONTROL or pointer is InputDevice.KEYBOARD or action.kind is ActionKind.HOVER:
        yield Inapplicable()
        return
    if element is None:
        yield unseen(action)
        return
    if element.hidden_by is not None or element.is_inline_link:
        yield Inapplicable()
        return
    if element.target_box is None:
        yield Incomplete("the size of the area that takes the press could not be told")
        return
    side = min(element.target_box.width, element.target_box.height)
    if side < TARGET_MIN_PX - ROUNDING_PX:
        yield from _below_minimum(action, element, context)
    elif pointer is InputDevice.TOUCH and side < TOUCH_TARGET_PX - ROUNDING_PX:
        yield _finding(action, element, Severity.MINOR, TOUCH_TARGET_PX)


def _below_minimum(action: ActionEvidence, element: ElementEvidence, context: Context) -> Iterator[Verdict]:
    """Apply the spacing exception: a 24 px circle on the target meets no other target, nor its circle.

    It excuses from the least size only. A finger wants more, and most of all from what the step binds by.
    """
    pointer = context.visit.persona.input
    binds = action.is_primary and context.step.commits is not Commitment.NONE
    if element.is_spaced is None:
        yield Incomplete("how near the next target stands could not be told")
    elif not element.is_spaced:
        severity = Severity.SERIOUS if pointer is InputDevice.TOUCH else Severity.MINOR
        yield _finding(action, element, severity, TARGET_MIN_PX)
    elif pointer is InputDevice.TOUCH and (binds or not _has_room_for_a_finger(element)):
        yield _finding(action, element, Severity.MINOR, TOUCH_TARGET_PX)


def _has_room_for_a_finger(element: ElementEvidence) -> bool:
    """The same exception with the circle of a touch target: what stands all alone is hit though it is small."""
    if element.spacing_px is None or element.target_box is None:
        return True
    side = min(element.target_box.width, element.target_box.height)
    return element.spacing_px >= (TOUCH_TARGET_PX - side) / 2


def _finding(action: ActionEvidence, element: ElementEvidence, severity: Severity, wanted_px: int) -> Friction:
    box = element.target_box
    return Friction(
        at=element.subject,
        severity=severity,
        parameters={
            "name": element.subject.name or action.target,
            "width_px": round(box.width) if box else None,
            "height_px": round(box.height) if box else None,
            "wanted_px": wanted_px,
        },
    )
