"""Rule: the label of the action stands there whole."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence, ElementEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.action.control import PRESSED, is_field, unseen
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Verdict, rule


@rule(
    id="action/cut-label",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.MODERATE,
    title="The words on the button are cut off",
    message="The label of “{name}” does not fit its box on this device and is cut off.",
    variants={"ellipsis": "The label of “{name}” is shortened with dots on this device."},
    customer="Pay n…?",
    why="Half a label is a guess, and nobody likes to guess with money.",
    how_to_fix="Let the label wrap or the button grow on narrow screens, and choose shorter words.",
)
def cut_label(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the label overflows, or is shortened on an action that binds or bears no full name."""
    element = action.element
    if element is None:
        yield unseen(action)
        return
    if action.kind not in PRESSED or is_field(element) or element.hidden_by is not None:
        yield Inapplicable()
        return
    if element.label_cut is None or _is_harmless(action, element):
        return
    yield Friction(
        at=element.subject,
        variant="ellipsis" if element.label_cut == "ellipsis" else "",
        parameters={"name": element.subject.name or action.target},
    )


def _is_harmless(action: ActionEvidence, element: ElementEvidence) -> bool:
    """An ellipsis on an action that binds to nothing, with the full words in its name."""
    name = element.subject.name.rstrip()
    has_full_name = bool(name) and not name.endswith(("…", "..."))
    return element.label_cut == "ellipsis" and has_full_name and not action.commits.is_binding
