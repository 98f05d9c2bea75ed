"""The words on a button."""

from __future__ import annotations

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Box

__all__ = ["visible_label"]

_LABEL_ROLES = frozenset({"button", "link"})


def visible_label(action: ActionEvidence) -> str:
    """Give the words that the customer sees on the button, else its accessible name.

    Only the words on the button count (CJEU C-249/21): a name for screen readers does not mend a vague label.
    """
    element = action.element
    if element is None:
        return ""
    own = [
        block.text
        for block in action.view or ()
        if block.role in _LABEL_ROLES and block.box is not None and _is_inside(block.box, element.subject.box)
    ]
    return " ".join(own) or element.subject.name


def _is_inside(inner: Box, outer: Box | None) -> bool:
    if outer is None:
        return False
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return outer.x <= x <= outer.x + outer.width and outer.y <= y <= outer.y + outer.height
