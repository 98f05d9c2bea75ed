"""Who buys, by what a field asks for: the journey's own data, else what every form takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError

from frictionaudit.journey.loading.values import look_up

__all__ = ["Buyer", "Told"]

_KEPT_IN: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "address.email"),
    "name": ("name", "address.name"),
    "given-name": ("given_name", "first_name"),
    "family-name": ("family_name", "last_name"),
    "tel": ("phone", "address.phone", "tel"),
    "street-address": ("address.street", "street", "address.line1"),
    "address-line2": ("address.line2", "address.house_number"),
    "postal-code": ("address.postcode", "postcode", "address.zip"),
    "address-level2": ("address.city", "city"),
    "address-level1": ("address.region", "address.state", "region"),
    "country": ("address.country", "country"),
    "organization": ("company", "address.company"),
    "cc-number": ("card.number",),
    "cc-exp": ("card.expiry",),
    "cc-csc": ("card.cvc",),
    "cc-name": ("card.name", "name"),
    "bday": ("birthday",),
    "tax-id": ("tax_id", "address.tax_id"),
}  # fmt: skip
_MADE_UP: Mapping[str, str] = {"organization": "Example", "bday": "1985-04-12", "address-line2": "1", "other": "Test"}
"""What is typed where a form insists and the journey says nothing of it."""


@dataclass(frozen=True)
class Told:
    """What the shopper answers to a field.

    Attributes:
        text: What is typed.
        reference: Where it stands in the journey's data, or None.
        is_guess: It is made up here.
    """

    text: str
    reference: str | None = None
    is_guess: bool = False


@dataclass(frozen=True)
class Buyer:
    """The shopper of one journey.

    Attributes:
        data: The journey's `data`.
        market: ISO 3166 code, or None.
    """

    data: Mapping[str, Any]
    market: str | None = None

    def answer(self, purpose: str | None) -> Told | None:
        """Give what is typed into a field of this purpose, or None where the journey says nothing."""
        for path in _KEPT_IN.get(purpose or "", ()):
            text = look_up(dict(self.data), path)
            if isinstance(text, str) and text:
                return Told(text, path)
        name = look_up(dict(self.data), "name")
        if isinstance(name, str) and purpose in ("given-name", "family-name"):
            given, _, family = name.partition(" ")
            return Told(given if purpose == "given-name" else family or given)
        return None

    def made_up(self, purpose: str | None) -> Told:
        """Give what is typed where the form insists."""
        return Told(_MADE_UP.get(purpose or "other", _MADE_UP["other"]), is_guess=True)

    def country_names(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Give what the shopper's country is called: its code, and its name in these languages and its own."""
        told = self.answer("country")
        code = (told.text if told is not None and len(told.text) == 2 else self.market or "").upper()
        written = (told.text,) if told is not None else ()
        return tuple(dict.fromkeys((*written, *_names_of(code, languages), code))) if code else written


@cache
def _names_of(code: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    code = "GB" if code == "UK" else code
    names = []
    for language in (*languages, "en", code.lower()):
        try:
            name = Locale.parse(language).territories.get(code)
        except (UnknownLocaleError, ValueError):
            continue
        if name:
            names.append(str(name))
    return tuple(dict.fromkeys(names))
