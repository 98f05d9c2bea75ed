"""The words on a button."""

from __future__ import annotations

from frictionaudit.evidence.action import ActionEvidence

__all__ = ["visible_label"]

_LABEL_ROLES = frozenset({"button", "link"})


def visible_label(action: ActionEvidence) -> str:
    """Give the words that the customer sees on the button, else its accessible name.

    Only the words on the button count (CJEU C-249/21): a name for screen readers does not mend a vague label.
    """
    element = action.element
    if element is None:
        return ""
    box = element.subject.box
    own = [
        block.text
        for block in action.view or ()
        if block.role in _LABEL_ROLES and block.box is not None and box is not None and box.holds(block.box)
    ]
    return " ".join(own) or element.subject.name
