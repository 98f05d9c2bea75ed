"""Rule: who goes by the keyboard sees where they are, and stays where they were."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence, ElementEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.action.control import is_field, primary_element
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule


@rule(
    id="access/lost-focus",
    reads=ActionEvidence,
    criterion=Criterion.ACCESS,
    severity=Severity.MINOR,
    title="The keyboard's focus is lost from sight",
    message="Nothing shows when “{name}” has the keyboard's focus.",
    variants={"thrown": "After “{name}” was pressed it is gone from the page, and the focus with it: Tab starts anew."},
    customer="Where am I?",
    why="Customers without a mouse go from control to control by Tab. Without a mark they do not see which one they "
    "would press; when the focus is thrown away, a screen reader begins at the top of the page again (WCAG 2.2, "
    "2.4.7 and 2.4.3).",
    how_to_fix="Leave the browser's outline, or give :focus-visible a clear one of your own. Where a press replaces "
    "a part of the page, move the focus to the heading of what comes instead.",
    references=(
        "https://www.w3.org/TR/WCAG22/#focus-visible",
        "https://www.w3.org/TR/WCAG22/#focus-order",
    ),
    explained_by=("action/keyboard-unreachable",),
)
def lost_focus(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the primary action shows no focus, or took the focus away with itself."""
    element = primary_element(action)
    if not isinstance(element, ElementEvidence):
        yield element
        return
    if is_field(element) or not _takes_focus(element):
        yield Inapplicable()
        return
    name = element.subject.name or action.target
    if element.focus_mark == "none":
        yield Friction(at=element.subject, parameters={"name": name})
    elif action.use is not None and action.use.loses_focus:
        yield Friction(at=element.subject, variant="thrown", parameters={"name": name})
    elif element.focus_mark is None:
        yield Incomplete("the page's styles do not say how the focus shows on it")


def _takes_focus(element: ElementEvidence) -> bool:
    """What never gets the focus is action/keyboard-unreachable's."""
    return element.is_focusable is not False and (element.is_native_control or element.has_control_role)
