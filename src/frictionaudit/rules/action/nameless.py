"""Rule: the action has a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.action.control import PRESSED, is_field, unseen
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Verdict, rule

_MEANINGLESS = frozenset({"Co", "Cc", "Cf", "Cn", "Zs", "Zl", "Zp"})
"""Unicode categories that name nothing: glyphs of icon fonts (private use), control characters, white space."""


@rule(
    id="action/nameless",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.SERIOUS,
    title="The button has no name",
    message="The {role} at {locator} has no text and no alternative: it is a picture only.",
    customer="What does this one do?",
    why="Screen readers say just “button”, voice control cannot call it, and a picture alone leaves everyone guessing.",
    how_to_fix="Write on it what it does, or give the icon a text alternative (aria-label, or alt for an image).",
    references=("https://www.w3.org/TR/WCAG22/#name-role-value",),
    words=("role",),
)
def nameless(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where a pressed control has no accessible name."""
    element = action.element
    if element is None:
        yield unseen(action)
        return
    if action.kind not in PRESSED or is_field(element) or element.inside_control:
        yield Inapplicable()
        return
    if any(unicodedata.category(letter) not in _MEANINGLESS for letter in element.subject.name):
        return
    yield Friction(
        at=element.subject,
        parameters={"role": element.subject.role or element.tag, "locator": element.subject.locator},
    )
