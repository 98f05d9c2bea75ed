"""Rule: on touch, a field asks for the keyboard that its value is typed with."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.page import FieldEvidence, FormEvidence, PageEvidence
from frictionaudit.evidence.purpose import is_typed, page_languages, purpose_of
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import InputDevice
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.rules.validation.fields import asked_for, called, is_walk
from frictionaudit.tongues import translatable

_DIGITS = frozenset({"numeric", "decimal", "tel"})

_DIGIT_POSTCODES = frozenset({
    "FI", "SE", "NO", "DK", "IS", "DE", "AT", "CH", "EE", "FR", "ES", "IT", "BE", "HU", "RO", "BG", "HR", "SI", "GR",
    "CZ", "SK", "CY", "US", "AU", "NZ",
})  # fmt: skip
"""Markets whose postcodes are digits only, a space at most; a hyphen or letter needs the whole keyboard."""

_MANY_COUNTRIES = 12
"""A list of more countries than this holds some with letters in their postcodes. Project's choice."""


@rule(
    id="validation/wrong-keyboard",
    reads=PageEvidence,
    criterion=Criterion.VALIDATION,
    severity=Severity.MINOR,
    title="A field opens the wrong keyboard",
    message="“{label}” opens the letter keyboard on a phone; it takes {wanted}.",
    customer="Wrong keyboard again.",
    why="On a phone the customer has to switch keyboards before each digit or @; small keys, more mistakes.",
    how_to_fix='Use type="email" and type="tel", and inputmode="numeric" for postcodes and numbers.',
    references=("https://html.spec.whatwg.org/#input-modalities:-the-inputmode-attribute",),
    words=("wanted",),
)
def wrong_keyboard(page: PageEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each e-mail, phone, postcode or number field without its keyboard."""
    if context.visit.persona.input is not InputDevice.TOUCH or not is_walk(context):
        yield Inapplicable()
        return
    languages = page_languages(page, context.visit.locale)
    is_judged = False
    for form, fields in asked_for(page, context):
        for field in filter(is_typed, fields):
            wanted = _wanted(field, form, languages, context.visit.journey.market)
            if isinstance(wanted, Incomplete):
                yield wanted
            if not isinstance(wanted, str):
                continue
            is_judged = True
            if not _has_keyboard(field, wanted):
                yield Friction(at=field.subject, parameters={"label": called(field), "wanted": wanted})
    if not is_judged:
        yield Inapplicable()


def _wanted(
    field: FieldEvidence, form: FormEvidence, languages: tuple[str, ...], market: str | None
) -> str | Incomplete | None:
    told = purpose_of(field, languages)
    if told is None or not told.is_sure or field.kind in ("textarea", "contenteditable", "date"):
        return None
    if told.name == "email":
        return translatable("an e-mail address")
    if told.name == "tel":
        return translatable("a phone number")
    if told.name == "quantity":
        return translatable("a number")
    if told.name != "postal-code":
        return None
    if market is None:
        return Incomplete("the journey names no market, and postcodes hold letters in some")
    countries = [each for each in form.fields if each.kind == "select" and _is_country(each, languages)]
    if market.strip().upper() not in _DIGIT_POSTCODES or any(len(each.options) > _MANY_COUNTRIES for each in countries):
        return None
    return translatable("a postcode of digits")


def _is_country(field: FieldEvidence, languages: tuple[str, ...]) -> bool:
    told = purpose_of(field, languages)
    return told is not None and told.name == "country"


def _has_keyboard(field: FieldEvidence, wanted: str) -> bool:
    if field.kind in ("number", "tel") and wanted != "an e-mail address":
        return True
    if wanted == "an e-mail address":
        return field.kind == "email" or field.inputmode.lower() == "email"
    # Phones show digits for this pattern as well.
    return field.inputmode.lower() in _DIGITS or field.pattern in ("[0-9]*", r"\d*")
