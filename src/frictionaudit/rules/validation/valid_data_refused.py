"""Rule: data that is right for the market is taken."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.page import FieldEvidence
from frictionaudit.evidence.purpose import CARD, page_languages
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.common import shortened
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.rules.validation.messages import names_field
from frictionaudit.rules.validation.refusal import Refusal, Typed, refusal_of
from frictionaudit.rules.validation.rightness import is_named_date, is_right, typed_purpose

_KEPT_WHOLE = frozenset({"name", "given-name", "family-name", "email", "tel", "postal-code"})
"""Of an address, what is typed may give way to the one that the shop finds for it."""


@rule(
    id="validation/valid-data-refused",
    reads=StepEvidence,
    criterion=Criterion.VALIDATION,
    severity=Severity.CRITICAL,
    title="Data that is right is refused",
    message="“{label}” refuses what is right for this market: {message}",
    variants={
        "browser": "“{label}” has a pattern or limit that refuses what is right for this market.",
        "cut": "“{label}” keeps only a part of what is right for this market.",
    },
    customer="That IS my name.",
    why="Customers cannot change their name, phone number or postcode: whoever is refused cannot buy. Of US shoppers "
    "who left a checkout, 17 % name errors (Baymard 2025).",
    how_to_fix="Take every letter, accent, hyphen and apostrophe in names, + and spaces in phone numbers, and the "
    "postcodes of all countries you deliver to. Check e-mail addresses for one @ and a dot behind it, no more.",
    references=("https://baymard.com/lists/cart-abandonment-rate", "https://www.w3.org/International/questions/qa-personal-names"),
    limits=(
        "Only the data that the journey types is tried.",
    ),
)  # fmt: skip
def valid_data_refused(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each field that refuses a right value of the walk."""
    refusal = refusal_of(step, context)
    cut = tuple(_cut(step, context))
    told: set[str] = set()
    if isinstance(refusal, Incomplete):
        yield refusal
    elif refusal is not None and not refusal.is_drill:
        told = {typed.field.subject.locator for typed in _refused(refusal)}
        yield from _refusals(refusal, context)
    elif not cut:
        yield Inapplicable()
    for field in cut:
        if field.subject.locator not in told:
            label = field.label or field.subject.name
            yield Friction(at=field.subject, variant="cut", parameters={"label": label, "message": ""})


def _refusals(refusal: Refusal, context: Context) -> Iterator[Verdict]:
    refused = list(_refused(refusal))
    if not refused:
        yield Incomplete("which field was refused could not be told")
    market = context.visit.journey.market
    for typed in refused:
        purpose = typed_purpose(typed, refusal.languages)
        if purpose in CARD:
            continue
        right = is_right(purpose, typed.action, market)
        if right is None and purpose == "bday" and is_named_date(typed):
            right = True
        if right is None:
            yield Incomplete("whether what was typed is right for this market could not be told")
        elif right:
            message = _message(refusal, typed)
            yield Friction(
                at=typed.field.subject,
                variant="" if message else "browser",
                parameters={"label": typed.field.label or typed.field.subject.name, "message": shortened(message)},
                blocks=True,
            )


def _cut(step: StepEvidence, context: Context) -> Iterator[FieldEvidence]:
    """Give the fields that kept only a part of a right value, as the customer may notice or not."""
    if context.visit.errand != "walk" or step.page is None:
        return
    languages = page_languages(step.page, context.visit.locale)
    for action in step.actions:
        field = action.element.field if action.element else None
        if field is None or not action.left_out or action.kind is not ActionKind.FILL:
            continue
        typed = Typed(field, action)
        purpose = typed_purpose(typed, languages)
        if purpose in _KEPT_WHOLE and is_right(purpose, action, context.visit.journey.market):
            yield field


def _refused(refusal: Refusal) -> Iterator[Typed]:
    """Give the fields that were filled in and are refused all the same."""
    refused = {field.subject.locator for field in (*refusal.marked, *refusal.by_browser)}
    loose = [m.text for m in refusal.messages if not m.is_own and m.reads_as_refusal]
    named = {locator for text in loose if (locator := _only_named(text, refusal))}
    for typed in refusal.typed:
        locator = typed.field.subject.locator
        if locator in refused or (locator in named and not refused):
            yield typed


def _only_named(text: str, refusal: Refusal) -> str | None:
    """Give the field that a message apart names; None where it names none, or several: "check the company name"."""
    fields = [field for form in refusal.page.forms for field in form.fields]
    named = [field.subject.locator for field in fields if names_field(text, field, refusal.languages)]
    return named[0] if len(named) == 1 else None


def _message(refusal: Refusal, typed: Typed) -> str:
    own = [m.text for m in refusal.messages if m.field and m.field.subject.locator == typed.field.subject.locator]
    loose = [m.text for m in refusal.messages if names_field(m.text, typed.field, refusal.languages)]
    return next(iter(own or loose), "")
