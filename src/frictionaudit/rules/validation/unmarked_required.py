"""Rule: the customer sees which fields must be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frictionaudit.evidence.page import FieldEvidence, FormEvidence, PageEvidence
from frictionaudit.evidence.purpose import CARD, PERSONAL, is_typed, page_languages, purpose_of
from frictionaudit.evidence.step import StepStatus
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind
from frictionaudit.lexicon import Meaning, says
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.rules.validation.fields import called, first_seen, is_walk, page_of

# "Required" is said of many things; of fields it is said with a word for field, or beside the asterisk.
_FIELD_WORDS = re.compile(
    r"[*＊✱∗]|field|kent[tä]|tiedo|fält|uppgift|feld|angabe|champ|campo|camp|veld|felt|pol[ae]|väl[ij]|everything",
    re.IGNORECASE,
)

_MARK_WORDS = 2
"""A text of so few words beside a form is a mark: "optional", "if any"."""

_BESIDE_THE_FORM = frozenset({"search", "coupon", "quantity"})

_NEEDED = frozenset({"name", "given-name", "family-name", "email", "street-address", "postal-code", "address-level2"})
"""What no shop can send goods without."""

_NEEDS_NO_MARK = PERSONAL | CARD | {"password", "username", "note", "one-time-code"}
"""What may stay empty for other reasons than that it is optional: another way to sign in or to pay, another address."""

_FREE_TEXT = frozenset({"textarea", "contenteditable", "password"})


@rule(
    id="validation/unmarked-required",
    reads=PageEvidence,
    criterion=Criterion.VALIDATION,
    severity=Severity.MINOR,
    title="Nothing tells required fields from optional ones",
    message="“{required}” must be filled in and “{optional}” need not, and neither is marked.",
    customer="Must I fill this?",
    why="Customers fill in what they need not, or skip what they must and are sent back. WCAG 2.2 asks for labels or "
    "instructions (3.3.2, level A).",
    how_to_fix="Write “optional” behind the labels of the few optional fields, or mark the required ones and say how.",
    references=("https://www.w3.org/TR/WCAG22/#labels-or-instructions",),
    limits=("What only the server requires is known only where the walk fills in a form and goes on.",),
)
def unmarked_required(page: PageEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each form that mixes both kinds and marks neither."""
    languages = page_languages(page, context.visit.locale)
    forms = [form for form, _ in first_seen(page, context)] if is_walk(context) else []
    judged = [typed for form in forms if len(typed := _typed(form, languages)) > 1]
    if not judged:
        yield Inapplicable()
    for fields in judged:
        required = [field for field in fields if field.is_required]
        optional = [field for field in fields if not field.is_required]
        if not required:
            required, optional = _shown_by_the_walk(fields, context, languages)
        if not required:
            yield Incomplete("which fields are required is not declared")
        elif optional and not _is_told(fields, page_of(fields[0], page, context) or page, languages):
            yield Friction(
                at=optional[0].subject,
                parameters={"required": called(required[0]), "optional": called(optional[0])},
            )


def _typed(form: FormEvidence, languages: tuple[str, ...]) -> list[FieldEvidence]:
    """Give the fields that are typed in; a list always holds a choice, and a filled field asks for nothing."""
    return [
        field
        for field in form.fields
        if is_typed(field)
        and not field.is_prefilled
        and ((told := purpose_of(field, languages)) is None or told.name not in _BESIDE_THE_FORM)
    ]


def _shown_by_the_walk(
    fields: list[FieldEvidence], context: Context, languages: tuple[str, ...]
) -> tuple[list[FieldEvidence], list[FieldEvidence]]:
    """Tell both kinds by what the customer did: what an order needs was typed, and the form took the rest empty."""
    typed = {
        action.element.subject.locator
        for step in context.visit.steps
        for action in step.actions
        if action.kind is ActionKind.FILL and action.element
    }
    required, optional = [], []
    for field in fields:
        told = purpose_of(field, languages)
        purpose = told.name if told else ""
        if field.subject.locator in typed:
            if purpose in _NEEDED:
                required.append(field)
        elif purpose not in _NEEDS_NO_MARK and field.kind not in _FREE_TEXT:
            optional.append(field)
    is_shown = len(required) > 1 and optional and _was_left_behind(required, context)
    return (required, optional) if is_shown else ([], [])


def _was_left_behind(fields: list[FieldEvidence], context: Context) -> bool:
    """Tell whether the walk came to a page without these fields."""
    asked = {field.subject.locator for field in fields}
    pages = [s.page for s in context.visit.steps[context.step.index + 1 :] if s.page and s.status is StepStatus.PASSED]
    return any(asked.isdisjoint(f.subject.locator for form in page.forms for f in form.fields) for page in pages)


def _is_told(fields: list[FieldEvidence], page: PageEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether a mark, a word at a field or a note on the page says which are which."""
    if any(field.is_marked_required for field in fields):
        return True
    labels = [f"{field.label} {field.hint}" for field in fields]
    inside = [f"{field.placeholder} {field.subject.name}" for field in fields]
    beside = [block.text for block in page.blocks if block.role not in ("button", "link", "heading")]
    notes = [text for text in beside if _FIELD_WORDS.search(text) or len(text.split()) <= _MARK_WORDS]
    return any(
        any(says(text, Meaning.OPTIONAL, code) for text in (*labels, *inside, *notes))
        or any(says(text, Meaning.REQUIRED, code) for text in (*labels, *filter(_marks_required, notes)))
        for code in languages
    )


def _marks_required(note: str) -> bool:
    """Tell whether the text is about fields, or a lone word as help texts under them are: "required"."""
    return bool(_FIELD_WORDS.search(note)) or len(note.split()) == 1
