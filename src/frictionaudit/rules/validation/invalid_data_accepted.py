"""Rule: what cannot be right is refused where it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind, DrillKind
from frictionaudit.rules.aftermath import Place, place_of
from frictionaudit.rules.common import document_of
from frictionaudit.rules.registry import Context, Friction, Incomplete, Verdict, rule
from frictionaudit.rules.validation.refusal import BROKE_DOWN, REFUSING_STATUS, Refusal, refusal_of

_SENDS = frozenset({ActionKind.CLICK, ActionKind.PRESS})


@rule(
    id="validation/invalid-data-accepted",
    reads=VisitEvidence,
    criterion=Criterion.VALIDATION,
    severity=Severity.MODERATE,
    title="Data that cannot be right is accepted",
    message="“{field}” takes “{value}”, and the customer goes on as if all were well.",
    variants={"unshown": "“{field}” takes what cannot be right, and the customer goes on as if all were well."},
    customer="Why didn't it say so earlier?",
    why="The mistake shows later, where the customer no longer sees its cause: a parcel that never comes, a "
    "confirmation that is never read.",
    how_to_fix="Check the form of each answer where it is typed, say what is wrong beside its field, and check again "
    "on the server.",
    errands=(DrillKind.INVALID_INPUT.value,),
    limits=("Only the wrong words that the drill names are tried.",),
)
def invalid_data_accepted(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where the step was passed with wrong words in a field."""
    place = place_of(visit, DrillKind.INVALID_INPUT, otherwise="the step was not reached")
    if not isinstance(place, Place):
        yield place
        return
    step = place.step
    if step.failure_kind not in (None, "expectation") and not _came_back(step):
        yield Incomplete("the wrong words could not be typed and sent", step.index)
        return
    if not _has_passed(step, visit) or _is_refused(step, visit):
        return
    if not any(each.kind in _SENDS for each in step.actions):
        yield Incomplete("the step only fills in; name in the drill the step that sends it", step.index)
        return
    wrong = next((each for each in step.actions if each.target in place.facts.wrong_fields), None)
    if wrong is None or wrong.element is None:
        yield Incomplete("the field was not found", step.index)
        return
    subject = wrong.element.subject
    value = wrong.value or ""
    is_masked = value.startswith("[") or not value
    yield Friction(
        at=subject, variant="unshown" if is_masked else "", step=step.index,
        parameters={"field": subject.name or _words(wrong), "value": value},
    )  # fmt: skip


def _came_back(step: StepEvidence) -> bool:
    """A server may send the form back with the status of a refusal: the words were typed, sent and not taken."""
    document = document_of(step)
    return document is not None and document.status in REFUSING_STATUS and document.status != BROKE_DOWN


def _has_passed(step: StepEvidence, visit: VisitEvidence) -> bool:
    """What the journey expects came; where it expects nothing, the form has gone for another page."""
    if step.expectations:
        return all(each.has_held for each in step.expectations)
    before = visit.steps[step.index - 1].page if step.index else None
    if step.page is None or before is None:
        return False
    typed = {action.element.subject.locator for action in step.actions if action.element is not None}
    there = {field.subject.locator for form in step.page.forms for field in form.fields}
    return urlsplit(step.page.url).path != urlsplit(before.url).path and not typed & there


def _is_refused(step: StepEvidence, visit: VisitEvidence) -> bool:
    """Tell whether the form stayed and said no, though what the journey expects stood there all along."""
    refusal = refusal_of(step, Context(visit, step))
    if not isinstance(refusal, Refusal):
        return False
    has_sign = bool(refusal.marked or refusal.requests or refusal.by_browser)
    return has_sign or any(message.reads_as_refusal for message in refusal.messages)


def _words(action: ActionEvidence) -> str:
    return action.target.strip("'\"")
