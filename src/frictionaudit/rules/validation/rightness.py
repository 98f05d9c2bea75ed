"""Whether what was typed is right for the market: the shopper's own data, judged by form only."""

from __future__ import annotations

import re
from datetime import date

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.purpose import purpose_of
from frictionaudit.journey.cards import is_card_reference
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.validation.refusal import Typed

__all__ = ["MASKED_EMAIL", "is_named_date", "is_right", "typed_purpose"]

_REFERENCES = {
    "email": "email", "name": "name", "first_name": "given-name", "last_name": "family-name", "phone": "tel",
    "street": "street-address", "postcode": "postal-code", "city": "address-level2",
}  # fmt: skip
"""Last part of the journey's own references, as in `$address.postcode`."""

MASKED_EMAIL = "[e-mail]"
"""How the replay saves an e-mail address: only what has the form of one is masked so."""

# Any letters, marks, spaces, hyphens and apostrophes: people's names are right.
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .,'’`´\u0300-\u036f-])*")
# Flats have number signs ("#4B"), houses degree signs ("N° 12"), estates ampersands.
_ADDRESS = re.compile(r"#?[^\W_](?:[^\W_]|[ .,'’`´/()#&°\u0300-\u036f-])*")
_PHONE = re.compile(r"\+?[\d ()./\u00a0-]+")

_DATE_FORM = re.compile(
    r"\b(?:[DJTGP]{2}([./ -])[MK]{2}\1[YJAVR]{4}|M{2}([./ -])D{2}\2Y{4}|[YÅJAVR]{4}([./-])[MK]{2}\3[DJTGP]{2}"
    r"|DD([./ -])MM\4ÅÅÅÅ)\b", re.IGNORECASE
)  # fmt: skip
"""How fields ask for a date in the languages of Europe: day, month and year by their first letters."""

_PARTS = re.compile(r"[^\W\d_]+|[./ -]")
_BIRTH_YEARS = range(1900, 2100)
_FIVE = r"\d{5}"
_FOUR = r"\d{4}"
_THREE_TWO = r"\d{3} ?\d{2}"
_POSTCODES = {
    **dict.fromkeys(("FI", "DE", "EE", "FR", "ES", "IT", "HR"), _FIVE),
    **dict.fromkeys(("DK", "NO", "AT", "BE", "CH", "HU", "SI", "BG", "CY", "AU", "NZ"), _FOUR),
    **dict.fromkeys(("SE", "CZ", "SK", "GR"), _THREE_TWO),
    "NL": r"\d{4} ?[A-Za-z]{2}",
    "PL": r"\d{2}-\d{3}",
    "PT": r"\d{4}-\d{3}",
    "LV": r"(?:LV-)?\d{4}",
    "LT": r"(?:LT-)?\d{5}",
    "LU": r"(?:L-)?\d{4}",
    "RO": r"\d{6}",
    "IS": r"\d{3}",
    "IE": r"[A-Za-z]\d[\dWw] ?[A-Za-z\d]{4}",
    "GB": r"[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}",
    "UK": r"[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}",
    "US": r"\d{5}(?:-\d{4})?",
    "CA": r"[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d",
}
"""Postcodes by market, as customers write them. Source: Universal Postal Union, addressing guide, by country."""


def typed_purpose(typed: Typed, languages: tuple[str, ...]) -> str | None:
    """Give what the field asks for: by the data that the journey wrote there, else by the field."""
    reference = (typed.action.reference or "").rpartition(".")[2]
    if reference in _REFERENCES and not is_card_reference(typed.action.reference):
        return _REFERENCES[reference]
    purpose = purpose_of(typed.field, languages)
    return purpose.name if purpose else None


def is_named_date(typed: Typed) -> bool:
    """Tell whether the value is a birthday, written as the field itself asks: "JJ/MM/AAAA", "TT.MM.JJJJ"."""
    field, value = typed.field, (typed.action.value or "").strip()
    form = next((m for text in (field.hint, field.placeholder, field.label) if (m := _DATE_FORM.search(text))), None)
    if form is None or typed.action.kind is not ActionKind.FILL:
        return False
    found = re.fullmatch("".join(map(_part, _PARTS.findall(form.group()))), value)
    if found is None:
        return False
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return False
    return day.year in _BIRTH_YEARS


def _part(letters: str) -> str:
    """Give the figures that letters stand for; J is the French day and the German year, and four letters are a year."""
    if not letters.isalpha():
        return re.escape(letters)
    if len(letters) > 2:
        return r"(?P<year>\d{4})"
    return r"(?P<month>\d{1,2})" if letters[0] in "MmKk" else r"(?P<day>\d{1,2})"


def is_right(purpose: str | None, action: ActionEvidence, market: str | None) -> bool | None:
    """Tell whether the value is one that a customer of the market may have; None where that cannot be told."""
    value = (action.value or "").strip()
    if action.kind is not ActionKind.FILL or not value or purpose is None:
        return None
    if purpose == "email":
        return True if value == MASKED_EMAIL else None if "@" in value or value.startswith("[") else False
    if value.startswith("["):
        return None
    if purpose in ("name", "given-name", "family-name"):
        return _NAME.fullmatch(value) is not None or None
    if purpose in ("street-address", "address-level2"):
        return _ADDRESS.fullmatch(value) is not None or None
    if purpose == "tel":
        return _PHONE.fullmatch(value) is not None and 6 <= sum(letter.isdigit() for letter in value) <= 15
    pattern = _POSTCODES.get((market or "").strip().upper()) if purpose == "postal-code" else None
    return re.fullmatch(pattern, value) is not None if pattern else None
