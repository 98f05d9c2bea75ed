"""Predicted human time and typed fields of a path: what its written target state is held against."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.page import FieldEvidence, PageEvidence
from frictionaudit.evidence.visit import PlannedStep, VisitEvidence
from frictionaudit.journey.model import ActionKind, Stage
from frictionaudit.scoring.constants import KEYSTROKE_MODEL

__all__ = ["checkout_steps", "fields_before_order", "predicted_seconds"]

_CHECKOUT = (Stage.CART, Stage.CHECKOUT, Stage.PAY, Stage.CONFIRM)
_FORM_STAGES = (Stage.CHECKOUT, Stage.PAY)

# Baymard counts fields that are typed or chosen from a list apart from buttons, boxes and radios ("form elements").
_NOT_FIELDS = frozenset({"button", "submit", "reset", "image", "hidden", "search", "checkbox", "radio"})

_PRESSES = frozenset({ActionKind.CLICK, ActionKind.CHECK, ActionKind.UNCHECK, ActionKind.HOVER})
_TYPES = frozenset({ActionKind.FILL, ActionKind.SEARCH})


def predicted_seconds(visit: VisitEvidence) -> float:
    """Give the seconds that a skilled customer needs for what was walked: keystroke-level model and measured waits."""
    acting = sum(_seconds_for(action) for step in visit.steps for action in step.actions)
    waiting = sum(step.transition.settled_ms or 0.0 for step in visit.steps if step.transition) / 1000
    return acting + waiting


def checkout_steps(steps: tuple[PlannedStep, ...]) -> int:
    """Count the journey's steps from cart to confirmation."""
    return sum(1 for step in steps if step.stage in _CHECKOUT)


def fields_before_order(visit: VisitEvidence) -> tuple[int, bool]:
    """Count the fields to type or choose in the checkout, and say whether all its pages were seen.

    A step begins on the page that the step before it ended on. A field that returns on a later page counts once.
    """
    pages = list(_form_pages(visit))
    fields = {_identity(field) for page in pages if page for form in page.forms for field in form.fields}
    fields.discard(None)
    return len(fields), all(page is not None for page in pages) and bool(pages)


def _form_pages(visit: VisitEvidence) -> Iterator[PageEvidence | None]:
    for before, step in zip(visit.journey.steps, visit.journey.steps[1:], strict=False):
        if step.stage in _FORM_STAGES:
            yield next((seen.page for seen in visit.steps if seen.id == before.id), None)


def _identity(field: FieldEvidence) -> str | None:
    return None if field.kind in _NOT_FIELDS else field.name or field.label or field.subject.locator


def _seconds_for(action: ActionEvidence) -> float:
    if action.use is None:
        return 0.0
    key, point, press, homing, mental = (
        KEYSTROKE_MODEL[name].value for name in ("key", "point", "press", "homing", "mental")
    )
    if action.kind in _PRESSES:
        return mental + point + press
    if action.kind in _TYPES:
        return mental + point + press + 2 * homing + key * len(action.value or "")
    if action.kind is ActionKind.SELECT:
        return mental + 2 * (point + press)
    return mental + key if action.kind is ActionKind.PRESS else 0.0
