"""The fields that a page asks the customer to fill in: each judged where it is first seen."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from frictionaudit.evidence.page import FieldEvidence, FormEvidence, PageEvidence
from frictionaudit.evidence.purpose import is_typed
from frictionaudit.journey.model import Stage
from frictionaudit.rules.registry import Context

__all__ = ["called", "first_seen", "is_foreign", "is_walk", "own_forms"]

_CHECKOUT = (Stage.CHECKOUT, Stage.PAY)
_BESIDE_THE_PATH = frozenset({"header", "footer", "nav"})


def is_walk(context: Context) -> bool:
    """Tell whether this is the path itself: what a form looks like is judged once, not on each detour."""
    return context.visit.errand == "walk"


def own_forms(page: PageEvidence) -> Iterator[FormEvidence]:
    """Give the forms of the path without what stands in banners, menus, footers and frames of other companies."""
    for form in page.forms:
        fields = tuple(f for f in form.fields if f.region not in _BESIDE_THE_PATH and not is_foreign(f, page))
        if fields:
            yield form.model_copy(update={"fields": fields})


def first_seen(page: PageEvidence, context: Context) -> Iterator[tuple[FormEvidence, tuple[FieldEvidence, ...]]]:
    """Give each form of the path with those of its fields that no earlier step has shown.

    Before the checkout one field with a button (a newsletter, a notice when it is in stock) is no form of the path.
    """
    is_checkout = _is_checkout(context)
    seen = {_identity(field, step.page) for step in context.previous if step.page for field in _fields(step.page)}
    for form in own_forms(page):
        fresh = tuple(field for field in form.fields if _identity(field, page) not in seen)
        if fresh and (is_checkout or sum(map(is_typed, form.fields)) != 1):
            yield form, fresh


def is_foreign(field: FieldEvidence, page: PageEvidence) -> bool:
    """Tell whether it stands in a frame of another origin, say of a payment provider."""
    parts = urlsplit(page.url)
    return field.in_frame and field.frame_origin not in ("", f"{parts.scheme}://{parts.netloc}")


def called(field: FieldEvidence) -> str:
    """Give what a reader would call the field."""
    return field.label or field.subject.name or field.placeholder or field.name or field.subject.role


def _is_checkout(context: Context) -> bool:
    """Tell whether the step stands in the checkout or leads into it."""
    following = context.visit.steps[context.step.index + 1 : context.step.index + 2]
    return any(step.stage in _CHECKOUT for step in (context.step, *following))


def _identity(field: FieldEvidence, page: PageEvidence) -> tuple[str, str, str]:
    return urlsplit(page.url).path, field.subject.locator, field.name


def _fields(page: PageEvidence) -> Iterator[FieldEvidence]:
    for form in page.forms:
        yield from form.fields
