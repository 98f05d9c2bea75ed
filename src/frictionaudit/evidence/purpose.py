"""What a field asks for: by its autocomplete token, its type, its words, its name, in that order of trust."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from frictionaudit.evidence.page import FieldEvidence, PageEvidence
from frictionaudit.lexicon import Meaning, language_of, meanings_of, says

__all__ = [
    "CARD",
    "PERSONAL",
    "TYPED_KINDS",
    "Purpose",
    "is_of_another",
    "is_repeat",
    "is_typed",
    "names_another",
    "page_languages",
    "purpose_of",
]

PERSONAL = frozenset({
    "name", "given-name", "family-name", "email", "tel", "street-address", "postal-code", "address-level2", "country",
})  # fmt: skip
"""Purposes that a browser fills in for every customer, in the words of the autocomplete vocabulary."""

CARD = frozenset({"cc-number", "cc-exp", "cc-csc", "cc-name"})

TYPED_KINDS = frozenset({"text", "email", "tel", "number", "password", "url", "textarea", "contenteditable", "date"})


@dataclass(frozen=True)
class Purpose:
    """What a field asks for.

    Attributes:
        name: An autocomplete token of the HTML standard (`street-address` also for address-line1, `country` also for
            its name, `cc-exp` also for its parts), or one of ours: "coupon", "quantity", "search", "password", "note",
            "organization", "address-line2", "address-level1".
        is_sure: Its own words, or a declaration of the page, say so; False where only its `name` does.
    """

    name: str
    is_sure: bool


_TOKENS = {
    "address-line1": "street-address", "address-line3": "address-line2", "country-name": "country",
    "tel-national": "tel", "tel-local": "tel", "cc-exp-month": "cc-exp", "cc-exp-year": "cc-exp",
    "current-password": "password", "new-password": "password", "cc-given-name": "cc-name",
    "cc-family-name": "cc-name", "username": "username", "organization-title": "organization",
}  # fmt: skip
_KNOWN_TOKENS = PERSONAL | CARD | {
    "address-line2", "address-level1", "organization", "one-time-code", "bday", "tel-country-code", "honorific-prefix",
    "additional-name",
}  # fmt: skip
_TYPES = {"email": "email", "tel": "tel", "password": "password", "search": "search"}

# In this order: "name on card" before "name", "repeat e-mail" is one all the same.
_MEANINGS = (
    (Meaning.FIELD_CARD_HOLDER, "cc-name"),
    (Meaning.FIELD_CARD_NUMBER, "cc-number"),
    (Meaning.FIELD_CARD_EXPIRY, "cc-exp"),
    (Meaning.FIELD_CARD_CODE, "cc-csc"),
    (Meaning.FIELD_COUPON, "coupon"),
    (Meaning.FIELD_PASSWORD, "password"),
    (Meaning.FIELD_EMAIL, "email"),
    (Meaning.FIELD_PHONE, "tel"),
    (Meaning.FIELD_POSTCODE, "postal-code"),
    (Meaning.FIELD_COMPANY, "organization"),
    (Meaning.FIELD_STREET2, "address-line2"),
    (Meaning.FIELD_NOTE, "note"),
    (Meaning.FIELD_QUANTITY, "quantity"),
    (Meaning.FIELD_GIVEN_NAME, "given-name"),
    (Meaning.FIELD_FAMILY_NAME, "family-name"),
    (Meaning.FIELD_NAME, "name"),
    (Meaning.FIELD_STREET, "street-address"),
    (Meaning.FIELD_CITY, "address-level2"),
    (Meaning.FIELD_REGION, "address-level1"),
    (Meaning.FIELD_COUNTRY, "country"),
    (Meaning.SEARCH, "search"),
)

# Words that mean the same wherever they stand in a label; the others ("name", "address") count only as the whole label.
_ANYWHERE = frozenset({
    "cc-name", "cc-number", "cc-exp", "cc-csc", "coupon", "password", "email", "tel", "postal-code",
})  # fmt: skip

_MAX_LABEL_WORDS = 7
"""A longer text is a question or a sentence, and may name a field without being one."""

_NAMES = tuple(
    (re.compile(pattern), purpose)
    for pattern, purpose in (
        (r"card.?holder|name.?on.?card|cc.?name", "cc-name"),
        (r"card.?(num|no)\b|card.?number|cc.?num|^pan$", "cc-number"),
        (r"expir|exp.?(date|month|year)|cc.?exp", "cc-exp"),
        (r"\bcvc|\bcvv|\bccv|\bcsc\b|security.?code", "cc-csc"),
        (r"coupon|discount|promo|voucher|gift.?(card|code)", "coupon"),
        (r"passw|\bpwd\b", "password"),
        (r"e.?mail|\bmail$", "email"),
        (r"phone|\btel\b|mobile|telephone", "tel"),
        (
            r"\bzip|post.?code|postal.?code|\bpostal\b|postnumero|postnummer|plz"
            r"|code.?postal|\bcp$|codigo.?postal|kod.?pocztowy|postcode",
            "postal-code",
        ),
        (
            r"first.?name|given.?name|\bfname\b|etunimi|fornamn|fornavn|vorname"
            r"|prenom|voornaam|eesnimi|\bimie$",
            "given-name",
        ),
        (
            r"last.?name|sur.?name|family.?name|\blname\b|sukunimi|efternamn|etternavn|efternavn|nachname"
            r"|achternaam|cognome|apellido|nazwisko|perekonnanimi",
            "family-name",
        ),
        (
            r"address.?(line)?.?[23]|street.?[12]$|apartment|\bapt\b|house.?(no|num)|street.?num|hausnummer",
            "address-line2",
        ),
        (r"company|organi[sz]ation|vat.?(id|no|num)", "organization"),
        (
            r"street|address.?(line)?.?1|\baddress$|katuosoite|gatuadress|strasse|\brue$|indirizzo"
            r"|direccion|\bulica|straat",
            "street-address",
        ),
        (
            r"\bcity|\btown|locality|kaupunki|\bville$|\bcitta$|ciudad|poblacion|miasto|woonplaats|\bort$|\bstadt$",
            "address-level2",
        ),
        (r"country", "country"),
        (r"\bstate\b|province|region|county", "address-level1"),
        (
            r"\bqty\b|quantity|\bqte$|quantite|quantita$|cantidad|\bmenge$|anzahl|\bantal$|\bantall$|\baantal$|ilosc",
            "quantity",
        ),
        (r"comment|\bnotes?\b|message", "note"),
        (r"full.?name|^name$|your.?name|customer.?name|recipient", "name"),
        (r"(?<!re)search|^q$|^query$", "search"),
    )
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[_.\[\]:-]+")
_ASIDE = re.compile(r"\([^)]*\)|[*＊✱∗:]")


def purpose_of(field: FieldEvidence, languages: tuple[str, ...]) -> Purpose | None:
    """Give what the field asks for, or None where neither its words nor its name tell.

    Args:
        field: A field to type or to choose in.
        languages: Languages that its words may be in.
    """
    if field.purpose is not None:
        return Purpose(_TOKENS.get(field.purpose, field.purpose), is_sure=True)
    by_token = next((p for token in field.autocomplete.lower().split() if (p := _of_token(token))), None)
    if by_token is not None and by_token != "username":
        return Purpose(by_token, is_sure=True)
    by_words = _of_words(field, languages)
    if field.kind in _TYPES and not (field.kind == "password" and by_words == "cc-csc"):
        # Dates of birth, numbers of documents and of cards are often of type tel, for its keyboard.
        is_keypad = field.kind == "tel" and by_words != "tel"
        if is_keypad and by_words is None:
            return Purpose("tel", is_sure=not field.label or _of_name(field.name) == "tel")
        return Purpose(by_words if is_keypad and by_words else _TYPES[field.kind], is_sure=True)
    if by_words is not None:
        return Purpose(by_words, is_sure=True)
    by_name = _of_name(field.name)
    return Purpose(by_name, is_sure=False) if by_name else None


def is_typed(field: FieldEvidence) -> bool:
    """Tell whether the customer types into it."""
    return field.kind in TYPED_KINDS and not field.is_readonly and not field.is_disabled


def is_repeat(field: FieldEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether the field asks to type something a second time to be sure of it."""
    words = f"{field.label} {field.placeholder} {'' if field.label else field.subject.name}"
    if any(says(words, Meaning.FIELD_REPEAT, code) for code in languages):
        return True
    return re.search(r"confirm|repeat|retype|verify|again", _spaced(field.name)) is not None


def is_of_another(field: FieldEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether an e-mail address is asked for that is not the customer's own: a gift goes to somebody else."""
    told = purpose_of(field, languages)
    if told is None or told.name != "email":
        return False  # the recipient of a parcel is the customer
    return names_another(field, languages)


def names_another(field: FieldEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether its words say "recipient", "friend": the customer himself, where a parcel is sent."""
    words = f"{field.label} {'' if field.label else field.subject.name}"
    return any(says(words, Meaning.FIELD_OF_ANOTHER, code) for code in languages)


def page_languages(page: PageEvidence | None, locale: str) -> tuple[str, ...]:
    """Give what the page declares, the visit's own language, and English, which stands on pages of every language."""
    declared = language_of(page.language) if page else ""
    return tuple(dict.fromkeys(code for code in (declared, language_of(locale), "en") if code))


def _of_token(token: str) -> str | None:
    if token in _TOKENS:
        return _TOKENS[token]
    return token if token in _KNOWN_TOKENS else None


def _of_words(field: FieldEvidence, languages: tuple[str, ...]) -> str | None:
    for words in (field.label, field.subject.name, field.placeholder):
        told = _of_label(words, languages) if words else None
        if told is not None:
            return told
    return None


@lru_cache(maxsize=2048)
def _of_label(text: str, languages: tuple[str, ...]) -> str | None:
    label = " ".join(_ASIDE.sub(" ", text).split())
    if not label:
        return None
    for code in languages:
        if Meaning.FIELD_STREET2 in meanings_of(text, code):
            return "address-line2"  # "Address (line 2)": here what stands in parentheses tells
        whole = meanings_of(_without_marks(label, code), code)
        told = next((purpose for meaning, purpose in _MEANINGS if meaning in whole), None)
        if told is None and len(label.split()) <= _MAX_LABEL_WORDS:
            told = next((p for meaning, p in _MEANINGS if p in _ANYWHERE and says(label, meaning, code)), None)
        if told is not None:
            return told
    return None


def _without_marks(label: str, language: str) -> str:
    """Take out words that say only whether the field must be filled in."""
    for meaning in (Meaning.OPTIONAL, Meaning.REQUIRED):
        while (words := says(label, meaning, language)) and words.strip() != label.strip():
            label = label.replace(words, " ", 1)
    return " ".join(label.split())


def _of_name(name: str) -> str | None:
    spaced = _spaced(name)
    return next((purpose for pattern, purpose in _NAMES if pattern.search(spaced)), None)


@lru_cache(maxsize=2048)
def _spaced(name: str) -> str:
    return _CAMEL.sub(" ", name).strip().lower()
