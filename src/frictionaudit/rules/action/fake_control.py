"""Rule: what acts like a button is one."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.action.control import unseen
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

_OPAQUE_TAGS = frozenset({"canvas", "video", "audio", "iframe", "embed", "object", "body", "html"})
"""Elements that paint their own controls, or are the whole page: a press on them says nothing."""


@rule(
    id="action/fake-control",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.MODERATE,
    title="It works like a button but is none",
    message="“{name}” is a <{tag}> that answers to clicks without being a button or link.",
    customer="It doesn't look like a button.",
    why="Browsers, screen readers, keyboards and voice control do not know that it can be pressed, and it often "
    "does not look it either.",
    how_to_fix="Make it a <button>, or an <a href> where it leads to another page, and style that.",
    references=("https://www.w3.org/TR/WCAG22/#name-role-value",),
)
def fake_control(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where a pressed element has no role of a control and stands in none."""
    element = action.element
    if element is None:
        yield unseen(action)
        return
    if action.kind is not ActionKind.CLICK or action.failure is not None or _is_dead(action):
        yield Inapplicable()  # not pressed, or dead: then nothing shows that it means to be a control
        return
    if element.is_native_control or element.has_control_role or element.inside_control:
        return
    if "-" in element.tag:
        yield Incomplete("a custom element may set its role where the page does not show it")
        return
    if element.tag not in _OPAQUE_TAGS:
        yield Friction(
            at=element.subject, parameters={"name": element.subject.name or action.target, "tag": element.tag}
        )


def _is_dead(action: ActionEvidence) -> bool:
    """Only the press that carries the step forward is watched for what follows it."""
    return action.use is not None and not set(action.use.effects) - {"focus"}
