"""What the rules of this folder share: which actions mean a control, and what to say where none was seen."""

from __future__ import annotations

from frictionaudit.evidence.action import ActionEvidence, ElementEvidence
from frictionaudit.evidence.common import Subject
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.registry import Context, Inapplicable, Incomplete

__all__ = [
    "FIELD_ROLES",
    "MEANS_CONTROL",
    "PRESSED",
    "activates",
    "is_field",
    "page_has_failed",
    "primary_element",
    "subject_of",
    "unseen",
]

MEANS_CONTROL = frozenset(
    {
        ActionKind.CLICK,
        ActionKind.FILL,
        ActionKind.SELECT,
        ActionKind.CHECK,
        ActionKind.UNCHECK,
        ActionKind.PRESS,
        ActionKind.HOVER,
        ActionKind.UPLOAD,
        ActionKind.SEARCH,
        ActionKind.INTENT,
    }
)
"""Actions that need a control on the page; goto, back, reload, scroll and wait_for need none."""

PRESSED = frozenset({ActionKind.CLICK, ActionKind.CHECK, ActionKind.UNCHECK, ActionKind.INTENT})
"""Actions by which a control is read and pressed."""

FIELD_ROLES = frozenset({"textbox", "searchbox", "combobox", "listbox", "spinbutton", "slider"})

_ACTIVATING_KEYS = frozenset({"Enter", "Space", " ", "NumpadEnter"})


def activates(action: ActionEvidence) -> bool:
    """Tell whether the customer expects something to happen: a click, a search, Enter or Space on a control."""
    if action.kind is ActionKind.PRESS:
        return bool(action.target) and action.value in _ACTIVATING_KEYS
    return action.kind in (ActionKind.CLICK, ActionKind.SEARCH, ActionKind.INTENT)


def primary_element(action: ActionEvidence) -> ElementEvidence | Inapplicable | Incomplete:
    """Give the element of the step's primary press where it could be seen, or why there is nothing to judge."""
    if not action.is_primary or not activates(action):
        return Inapplicable()
    if action.element is None:
        return unseen(action)
    return action.element if action.element.hidden_by is None else Inapplicable()


def is_field(element: ElementEvidence) -> bool:
    """Tell whether it is written or chosen in, so that its text is no label."""
    return (element.tag in ("input", "select", "textarea") and element.subject.role in FIELD_ROLES) or (
        element.subject.role in ("textbox", "searchbox")
    )


def unseen(action: ActionEvidence) -> Inapplicable | Incomplete:
    """Say why a rule has no element to judge: none is meant, none was found (action/missing), or it was not seen."""
    if action.kind in MEANS_CONTROL and action.match_count != 0 and action.gaps:
        return Incomplete(action.gaps[0].reason)
    return Inapplicable()


def subject_of(action: ActionEvidence) -> Subject:
    """Give the control as the journey names it, where the page shows none."""
    if action.element is not None:
        return action.element.subject
    return Subject(role=str(action.kind), name=action.target.strip("'\""))


def page_has_failed(context: Context) -> bool:
    """Tell whether the page that the step stands on never came, answered with an error or is a wall."""
    if context.step.wall is not None or context.step.failure_kind in ("crash", "navigation", "safety", "redirect"):
        return True
    for step in (context.step, *reversed(context.previous)):
        answered = [n for n in step.navigations if not n.is_replaced]
        if answered:
            last = answered[-1]
            if last.failure is not None:
                return last.failure != "download"
            return last.status is not None and last.status >= 400 and last.status != step.declared_status
    return False
