"""Rule: a card number can be typed as it is printed, or pasted, or filled in by the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frictionaudit.evidence.page import FieldEvidence, PageEvidence
from frictionaudit.evidence.purpose import CARD, page_languages, purpose_of
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import InputDevice
from frictionaudit.lexicon import Meaning, says
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.rules.validation.fields import asked_for, called, is_foreign, is_walk

PRINTED_CHARS = 19
"""Characters of sixteen digits in four groups, as they stand on most cards (ISO/IEC 7811: embossed in groups)."""

_PRINTED = "4242 4242 4242 4242"
_PLAIN = "4242424242424242"
_DIGIT_KEYPADS = frozenset({"numeric", "decimal", "tel"})
_TYPED_IN_DIGITS = frozenset({"cc-number", "cc-csc"})


@rule(
    id="payment/awkward-card-form",
    reads=PageEvidence,
    criterion=Criterion.PAYMENT,
    severity=Severity.MODERATE,
    title="The card form makes typing hard",
    message="“{label}” has no {token}: the browser cannot fill in the card.",
    variants={
        "spaces": "“{label}” takes no spaces: a number typed or pasted as it is printed does not fit.",
        "paste": "“{label}” forbids pasting.",
        "keypad": "“{label}” opens the letter keyboard on a phone.",
    },
    customer="It won't take the number as it's printed.",
    why="Sixteen digits are the longest thing that anyone types in a shop; each hurdle makes mistakes, and a mistake "
    "looks like a refused card. 10 % of US shoppers who left a checkout had their card declined (Baymard 2025).",
    how_to_fix='Take spaces and strip them yourself, allow pasting, set inputmode="numeric" and the tokens '
    "cc-number, cc-exp, cc-csc and cc-name.",
    references=("https://baymard.com/lists/cart-abandonment-rate", "https://html.spec.whatwg.org/#autofill-field"),
    limits=(
        "Fields in the provider's own frame are incomplete.",
        "That a script refuses what is pasted shows only where the journey fills the card in.",
    ),
)
def awkward_card_form(page: PageEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each card field that is hard to fill in."""
    languages = page_languages(page, context.visit.locale)
    is_touch = context.visit.persona.input is InputDevice.TOUCH
    judged = [
        (field, purpose)
        for _, fields in asked_for(page, context)
        for field in fields
        if (purpose := _card_purpose(field, languages)) is not None
    ] if is_walk(context) else []  # fmt: skip
    if not judged:
        framed = [f for form in page.forms for f in form.fields if is_foreign(f, page) and _card_purpose(f, languages)]
        if framed and is_walk(context):
            yield Incomplete("the card fields stand in the provider's own frame")
        else:
            yield Inapplicable()
    barred = _refused_paste(context.visit) if judged else frozenset()
    for field, purpose in judged:
        blocks_paste = field.blocks_paste or field.subject.locator in barred
        hurdle = _hurdle(field, purpose, languages, is_touch=is_touch, blocks_paste=blocks_paste)
        if hurdle is not None:
            variant = "" if hurdle == "token" else hurdle
            yield Friction(at=field.subject, variant=variant, parameters={"label": called(field), "token": purpose})


def _card_purpose(field: FieldEvidence, languages: tuple[str, ...]) -> str | None:
    told = purpose_of(field, languages)
    return told.name if told is not None and told.is_sure and told.name in CARD else None


def _refused_paste(visit: VisitEvidence) -> frozenset[str]:
    """Give the locators of the fields that refused what was pasted into them when they were filled in."""
    elements = (action.element for step in visit.steps for action in step.actions if action.element is not None)
    return frozenset(each.subject.locator for each in elements if each.field is not None and each.field.blocks_paste)


def _hurdle(
    field: FieldEvidence, purpose: str, languages: tuple[str, ...], *, is_touch: bool, blocks_paste: bool
) -> str | None:
    """Give the worst hurdle of a field."""
    if purpose == "cc-number" and (_refuses_spaces(field) or _has_refused_spaces(field, languages)):
        return "spaces"
    if blocks_paste:
        return "paste"
    if is_touch and purpose in _TYPED_IN_DIGITS and not _has_keypad(field):
        return "keypad"
    return None if any(token.startswith("cc-") for token in field.autocomplete.lower().split()) else "token"


def _refuses_spaces(field: FieldEvidence) -> bool:
    if field.kind == "number" or (field.maxlength is not None and 13 <= field.maxlength < PRINTED_CHARS):
        return True
    try:
        pattern = re.compile(field.pattern) if field.pattern else None
    except re.error:
        return False  # patterns of browsers know more than ours
    return pattern is not None and bool(pattern.fullmatch(_PLAIN)) and not pattern.fullmatch(_PRINTED)


def _has_refused_spaces(field: FieldEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether the field's error asks for the number without spaces, as a script or the server does it."""
    return any(says(field.error, Meaning.NO_SPACES, code) for code in languages)


def _has_keypad(field: FieldEvidence) -> bool:
    is_numeric = field.kind in ("tel", "number") or field.inputmode.lower() in _DIGIT_KEYPADS
    # A code that is hidden as it is typed may be of type password: no keypad either, but a known habit.
    return is_numeric or field.kind == "password" or field.pattern in ("[0-9]*", r"\d*")
