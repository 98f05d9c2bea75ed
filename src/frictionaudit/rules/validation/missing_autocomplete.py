"""Rule: contact and card fields say to the browser what they are for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frictionaudit.evidence.page import FieldEvidence, FormEvidence, PageEvidence
from frictionaudit.evidence.purpose import (
    CARD,
    PERSONAL,
    TYPED_KINDS,
    is_of_another,
    names_another,
    page_languages,
    purpose_of,
)
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Verdict, rule
from frictionaudit.rules.validation.fields import asked_for, called, is_walk

_NAMES = frozenset({"name", "given-name", "family-name", "additional-name", "honorific-prefix", "nickname"})
_RIGHT: Mapping[str, frozenset[str]] = {
    "name": _NAMES,
    "given-name": _NAMES,
    "family-name": _NAMES,
    "email": frozenset({"email", "username"}),
    "tel": frozenset({"tel", "tel-national", "tel-local", "tel-country-code"}),
    "street-address": frozenset({"street-address", "address-line1", "address-line2", "address-line3"}),
    "postal-code": frozenset({"postal-code"}),
    "address-level2": frozenset({"address-level2", "address-level1", "address-level3"}),
    "country": frozenset({"country", "country-name"}),
    "cc-number": frozenset({"cc-number"}),
    "cc-exp": frozenset({"cc-exp", "cc-exp-month", "cc-exp-year"}),
    "cc-csc": frozenset({"cc-csc"}),
    "cc-name": frozenset({"cc-name", "cc-given-name", "cc-family-name", "name"}),
}
"""Tokens that a browser fills the purpose from. Source: https://html.spec.whatwg.org/#autofill-field"""


@rule(
    id="validation/missing-autocomplete",
    reads=PageEvidence,
    criterion=Criterion.VALIDATION,
    severity=Severity.MINOR,
    title="A contact or card field has no autocomplete token",
    message="“{label}” asks for {purpose}, and the browser is not told so.",
    variants={"wrong": "“{label}” asks for {purpose}, and the browser is told “{token}”."},
    customer="My phone could fill this in.",
    why="A browser fills in only fields that say what they are for; the rest is typed by thumb. WCAG 2.2 asks for it "
    "(1.3.5, level AA).",
    how_to_fix='Add the token of the field\'s purpose, for example autocomplete="shipping postal-code".',
    references=("https://www.w3.org/TR/WCAG22/#identify-input-purpose", "https://html.spec.whatwg.org/#autofill-field"),
    words=("purpose",),
)
def missing_autocomplete(page: PageEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each field of a known purpose that does not declare it."""
    languages = page_languages(page, context.visit.locale)
    judged = [
        (field, purpose)
        for form, fields in asked_for(page, context)
        for field in fields
        if (purpose := _judged_purpose(field, form, languages)) is not None
    ] if is_walk(context) else []  # fmt: skip
    if not judged:
        yield Inapplicable()
    for field, purpose in judged:
        tokens = frozenset(field.autocomplete.lower().split())
        # "Code" is many things; what comes to the customer's phone is neither a card's nor a postcode.
        if tokens & (_RIGHT[purpose] | {"one-time-code"}):
            continue
        known = next((token for token in tokens if any(token in right for right in _RIGHT.values())), "")
        yield Friction(
            at=field.subject,
            variant="wrong" if known else "",
            parameters={"label": called(field), "purpose": purpose, "token": known},
        )


def _judged_purpose(field: FieldEvidence, form: FormEvidence, languages: tuple[str, ...]) -> str | None:
    if field.kind not in TYPED_KINDS and field.kind != "select":
        return None
    if field.is_readonly or field.is_disabled:
        return None
    if field.kind == "select" and not field.options:
        return None  # a list of the shop's own making is a button: it takes no token
    # What its own words say, not its token: that one is on trial.
    told = purpose_of(field.model_copy(update={"autocomplete": ""}), languages)
    if told is None or not told.is_sure or told.name not in PERSONAL | CARD:
        return None
    if is_of_another(field, languages) or (names_another(field, languages) and _is_of_gift(form, languages)):
        return None  # the browser knows its owner only
    # A postcode alone asks for a pick-up point near by, not for an address.
    return None if told.name == "postal-code" and len(form.fields) <= 2 else told.name


def _is_of_gift(form: FormEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether it goes to somebody else: by mail to him, or at least neither parcel nor mail to one's own."""
    if any(is_of_another(field, languages) for field in form.fields):
        return True
    told = (purpose_of(field, languages) for field in form.fields)
    return not {"street-address", "email"} & {each.name for each in told if each is not None}
