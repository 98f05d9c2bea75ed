"""The words on a button, and the languages that they may be in."""

from __future__ import annotations

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Box
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.lexicon.matcher import language_of
from frictionaudit.rules.registry import Context

__all__ = ["languages_of", "page_of_action", "visible_label"]

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


def languages_of(context: Context) -> tuple[str, ...]:
    """Give the languages the label may be in: what the page declares, then the visit's own; pages declare wrongly."""
    page = page_of_action(context)
    declared = language_of(page.language) if page else ""
    return tuple(dict.fromkeys(code for code in (declared, language_of(context.visit.locale)) if code))


def page_of_action(context: Context) -> PageEvidence | None:
    """Give the page that the step's action stood on: the one that the step before it ended on."""
    before = context.previous[-1].page if context.previous else None
    return before or context.step.page


def _is_inside(inner: Box, outer: Box | None) -> bool:
    if outer is None:
        return False
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return outer.x <= x <= outer.x + outer.width and outer.y <= y <= outer.y + outer.height
