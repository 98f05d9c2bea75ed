"""Rule: what the customer has told is not asked for again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.page import FieldEvidence, PageEvidence
from frictionaudit.evidence.purpose import is_of_another, is_repeat, page_languages, purpose_of
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind
from frictionaudit.lexicon import Meaning, says
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Verdict, rule
from frictionaudit.rules.validation.fields import called, is_foreign, is_walk
from frictionaudit.rules.validation.rightness import MASKED_EMAIL

# What customers have one of; a card's holder may be someone else, and a region or note is no fact of theirs.
_TOLD_ONCE = frozenset({
    "name", "given-name", "family-name", "email", "tel", "street-address", "postal-code", "address-level2", "bday",
})  # fmt: skip
_ADDRESS = frozenset({"name", "given-name", "family-name", "street-address", "postal-code", "address-level2", "tel"})


@dataclass(frozen=True)
class _Entry:
    """Something typed: what it is, where, and its value as far as it is known.

    Attributes:
        form: Names of the fields that stand with it: one address may show several forms, one after the other.
        was_there: The shop had filled it in already, and the customer only wrote over it.
    """

    purpose: str
    value: str
    reference: str
    path: str
    locator: str
    step: int
    action: ActionEvidence
    field: FieldEvidence
    form: frozenset[str]
    was_there: bool


@rule(
    id="validation/asked-twice",
    reads=StepEvidence,
    criterion=Criterion.VALIDATION,
    severity=Severity.MODERATE,
    title="The same information is asked for again",
    message="“{label}” was typed already at the step “{first}”.",
    variants={"repeat": "“{label}” has to be typed a second time to confirm it."},
    customer="I already told you.",
    why="Typing again what the shop knows is wasted work and a chance for mistakes. WCAG 2.2 forbids it within one "
    "process (3.3.7, level A).",
    how_to_fix="Fill the field with what was given, or offer it to choose, for example “same as the delivery address”. "
    "Show the e-mail address once more instead of asking twice.",
    references=("https://www.w3.org/TR/WCAG22/#redundant-entry",),
)
def asked_twice(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each thing typed at an earlier step and again at this one, and for confirmations."""
    if not is_walk(context):
        yield Inapplicable()
        return
    before = [entry for each in context.previous for entry in _entries(each, context.visit)]
    now = list(_entries(step, context.visit))
    if not now:
        yield Inapplicable()
    reported: set[str] = set()
    for entry in now:
        if entry.locator in reported or is_repeat(entry.field, _languages(step, context)):
            continue
        first = next((other for other in before if _is_same(entry, other)), None)
        if first is None or entry.was_there or _offers_the_same(entry, context):
            continue
        reported.add(entry.locator)
        yield Friction(
            at=entry.field.subject,
            parameters={"label": called(entry.field), "first": context.visit.steps[first.step].name},
        )
    yield from _repeats(step, context)


def _repeats(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield minor findings for fields that are there to type the same once more."""
    languages = _languages(step, context)
    seen = {f.subject.locator for each in context.previous if each.page for f in _fields(each.page)}
    fields = [] if step.page is None else [f for f in _fields(step.page) if not is_foreign(f, step.page)]
    for field in fields:
        told = purpose_of(field, languages)
        if field.subject.locator in seen or told is None or told.name not in ("email", "password"):
            continue
        others = [f for f in fields if f is not field and (p := purpose_of(f, languages)) and p.name == told.name]
        if others and is_repeat(field, languages):
            yield Friction(
                at=field.subject, severity=Severity.MINOR, variant="repeat", parameters={"label": called(field)}
            )


def _entries(step: StepEvidence, visit: VisitEvidence) -> Iterator[_Entry]:
    """Give what was typed at a step, with the page that it was typed on: the one that the step before ended on."""
    begun_on = visit.steps[step.index - 1].page if step.index else None
    pages = [page for page in (begun_on, step.page) if page is not None]
    for action in step.actions:
        if action.kind is not ActionKind.FILL or action.failure is not None or action.element is None:
            continue
        locator = action.element.subject.locator
        found = (
            (page, form, field)
            for page in pages
            for form in page.forms
            for field in form.fields
            if field.subject.locator == locator
        )
        page, form, field = next(found, (None, None, None))
        if page is None or form is None or field is None or field.is_sensitive:  # whoever asks, it is typed again
            continue
        languages = page_languages(page, visit.locale)
        told = purpose_of(field, languages)
        if told is not None and told.name in _TOLD_ONCE and not is_of_another(field, languages):
            path = urlsplit(page.url).path
            value, reference = (action.value or "").strip(), action.reference or ""
            names = frozenset(each.name or each.subject.locator for each in form.fields)
            was_there = page is begun_on and field.is_prefilled
            yield _Entry(told.name, value, reference, path, locator, step.index, action, field, names, was_there)


def _is_same(entry: _Entry, earlier: _Entry) -> bool:
    """Tell whether both are one thing; the same field of the same page is typed again after a refusal."""
    is_same_place = (entry.path, entry.locator, entry.field.name) == (earlier.path, earlier.locator, earlier.field.name)
    if is_same_place and len(entry.form & earlier.form) * 2 >= len(entry.form | earlier.form):
        return False
    if entry.reference and entry.reference == earlier.reference:
        return True
    if entry.reference and earlier.reference and entry.value.startswith("["):
        return False  # two of the journey's data, and what either says is masked
    # A masked e-mail address is the shopper's only one; other masked values may be anything.
    is_known = bool(entry.value) and (entry.value == MASKED_EMAIL or not entry.value.startswith("["))
    return entry.purpose == earlier.purpose and is_known and entry.value.casefold() == earlier.value.casefold()


def _offers_the_same(entry: _Entry, context: Context) -> bool:
    """Tell whether a box or choice would have spared the customer the typing; one that stands ticked did not."""
    if entry.purpose not in _ADDRESS:
        return False
    touched = {action.element.subject.locator for action in context.step.actions if action.element is not None}
    pages = [each.page for each in (*context.previous[-1:], context.step) if each.page is not None]
    return any(
        says(f"{field.label} {field.subject.name}", Meaning.SAME_ADDRESS, code)
        for page in pages
        for field in _fields(page)
        if field.kind in ("checkbox", "radio") and not (field.is_checked and field.subject.locator not in touched)
        for code in page_languages(page, context.visit.locale)
    )


def _languages(step: StepEvidence, context: Context) -> tuple[str, ...]:
    return page_languages(step.page, context.visit.locale)


def _fields(page: PageEvidence) -> list[FieldEvidence]:
    return [field for form in page.forms for field in form.fields]
