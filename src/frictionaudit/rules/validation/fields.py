"""The fields that a page asks the customer to fill in: each judged where it is first seen."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from frictionaudit.evidence.page import FieldEvidence, FormEvidence, PageEvidence
from frictionaudit.evidence.purpose import is_typed
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.journey.model import Stage
from frictionaudit.rules.registry import Context

__all__ = ["asked_for", "called", "first_seen", "is_foreign", "is_walk", "own_forms", "page_of"]

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

    Forms that came up and were gone again within the step are among them, see `page_of`. Before the checkout one field
    with a button (a newsletter, a notice when it is in stock) is no form of the path.
    """
    is_checkout = _is_checkout(context)
    seen = {_identity(field, step.page) for step in context.previous if step.page for field in _fields(step.page)}
    fresh_forms = [(form, _fresh(form, page, seen)) for form in own_forms(page)]
    for form, fresh in (*_forms_within(page, context), *fresh_forms):
        if fresh and (is_checkout or sum(map(is_typed, form.fields)) != 1):
            yield form, fresh


def _fresh(form: FormEvidence, page: PageEvidence, seen: set[tuple[str, str, str]]) -> tuple[FieldEvidence, ...]:
    return tuple(field for field in form.fields if _identity(field, page) not in seen)


def _forms_within(page: PageEvidence, context: Context) -> Iterator[tuple[FormEvidence, tuple[FieldEvidence, ...]]]:
    """Give the forms that the step passed through, with those of their fields that no page at rest shows."""
    earlier = [field for step in context.previous for field in _all_fields(step)]
    shown = {key for field in (*earlier, *_fields(page)) for key in _likenesses(field)}
    for within in context.step.passing:
        for form in own_forms(within):
            fresh = tuple(field for field in form.fields if shown.isdisjoint(_likenesses(field)))
            shown.update(key for field in fresh for key in _likenesses(field))
            yield form, fresh


def page_of(field: FieldEvidence, page: PageEvidence, context: Context) -> PageEvidence | None:
    """Give the page that a field of `asked_for` stood on: the step's own, or one that it passed through.

    None where nobody looked at the page as a whole while the field was there.
    """
    pages = (page, *context.step.passing)
    return next((each for each in pages if any(field in form.fields for form in each.forms)), None)


def asked_for(page: PageEvidence, context: Context) -> Iterator[tuple[FormEvidence, tuple[FieldEvidence, ...]]]:
    """Give what `first_seen` gives, and the fields that came up within the step and were gone again at its end.

    Of a form that nobody looked at as a whole, only what the customer wrote in is known.
    """
    yield from first_seen(page, context)
    passing = tuple(_passing(page, context))
    if passing and (_is_checkout(context) or sum(map(is_typed, passing)) != 1):
        yield FormEvidence(action="", method="", fields=passing), passing


def _passing(page: PageEvidence, context: Context) -> Iterator[FieldEvidence]:
    """Give the fields that this step wrote in and that no page shows, before or after."""
    seen = [field for step in context.previous for field in _all_fields(step)]
    within = [field for each in context.step.passing for field in _fields(each)]
    shown = {key for field in (*seen, *within, *_fields(page)) for key in _likenesses(field)}
    for field in _written_in(context.step):
        is_beside = field.region in _BESIDE_THE_PATH or is_foreign(field, page)
        if not is_beside and not shown.intersection(_likenesses(field)):
            shown.update(_likenesses(field))
            # The step's picture was taken when the field was gone: there is no place in it to point at.
            yield field.model_copy(update={"subject": field.subject.model_copy(update={"box": None})})


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


def _likenesses(field: FieldEvidence) -> Iterator[tuple[str, str]]:
    """Give what a field may be known by where a page has drawn it anew: a framework gives it another place and name."""
    yield "locator", field.subject.locator
    for word in (field.name, field.label, field.placeholder):
        if word:
            yield "word", word


def _all_fields(step: StepEvidence) -> Iterator[FieldEvidence]:
    yield from _fields(step.page) if step.page else ()
    for within in step.passing:
        yield from _fields(within)
    yield from _written_in(step)


def _written_in(step: StepEvidence) -> Iterator[FieldEvidence]:
    for action in step.actions:
        if action.element is not None and action.element.field is not None and action.element.hidden_by is None:
            yield action.element.field


def _fields(page: PageEvidence) -> Iterator[FieldEvidence]:
    for form in page.forms:
        yield from form.fields
