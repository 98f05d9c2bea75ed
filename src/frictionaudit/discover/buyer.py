"""Who buys: what was typed into a recording goes to `data:`, and what must not stand in a file is replaced."""

from __future__ import annotations

import re
from typing import Any

from frictionaudit.discover.recording import Deed, Notes
from frictionaudit.discover.sketch import Variable
from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import FieldEvidence
from frictionaudit.evidence.purpose import purpose_of
from frictionaudit.journey.cards import is_test_card, looks_like_card
from frictionaudit.journey.model import ActionKind, Value

__all__ = ["EXAMPLE_CARD", "EXAMPLE_EMAIL", "Buyer"]

EXAMPLE_EMAIL = "maija.meikalainen@example.com"
EXAMPLE_CARD = {"number": "4242 4242 4242 4242", "expiry": "12/34", "cvc": "123"}
"""The test card that most payment providers take: journey/cards.yaml."""

PASSWORD = Variable(name="SHOP_PASSWORD")

_PATHS = {
    "email": "email",
    "name": "name",
    "given-name": "first_name",
    "family-name": "last_name",
    "organization": "company",
    "street-address": "address.street",
    "address-line2": "address.line2",
    "postal-code": "address.postcode",
    "address-level2": "address.city",
    "address-level1": "address.region",
    "country": "address.country",
    "tel": "address.phone",
    "password": "password",
    "cc-number": "card.number",
    "cc-exp": "card.expiry",
    "cc-csc": "card.cvc",
    "cc-name": "card.name",
}
"""Where `data:` keeps what a field asks for."""

_ORDER = ("email", "name", "first_name", "last_name", "company", "password", "address", "card")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_EXAMPLE_HOSTS = re.compile(r"@([\w-]+\.)*(example\.(com|org|net)|[\w-]+\.(test|example|invalid)|localhost)$", re.I)
"""Reserved by RFC 2606 and RFC 6761: nobody's address."""


class Buyer:
    """Takes what was typed, field by field.

    Attributes:
        has_card: A card number was typed.
        has_password: A password was typed.
    """

    def __init__(self, language: str, notes: Notes) -> None:
        self.has_card = False
        self.has_password = False
        self._language = language
        self._notes = notes
        self._data: dict[str, Any] = {}
        self._is_card_replaced = False

    @property
    def data(self) -> dict[str, Any]:
        """Give `data:`, its groups last."""
        return {key: self._data[key] for key in (*_ORDER, *self._data) if key in self._data}

    def is_asked(self, deed: Deed) -> bool:
        """Tell whether the field asks for something of the buyer's."""
        return self._purpose(deed) in _PATHS

    def value_of(self, deed: Deed) -> Value:
        """Give what the journey types: a reference where it is the buyer's own, else the text itself."""
        purpose = self._purpose(deed)
        if purpose not in _PATHS:
            return Value(text=deed.value)
        path, text = _PATHS[purpose], self._fit(purpose, deed)
        if isinstance(text, Variable):
            self._put(path, text)
            return Value(text=str(text), reference=path)
        return Value(text=text, reference=self._put(path, text))

    def _purpose(self, deed: Deed) -> str | None:
        if deed.kind not in (ActionKind.FILL, ActionKind.SELECT):
            return None
        if _EMAIL.fullmatch(deed.value.strip()):
            return "email"
        if looks_like_card(deed.value) or is_test_card(deed.value):
            return "cc-number"
        kind = "select" if deed.kind is ActionKind.SELECT else "text"
        subject = Subject(role=deed.role or "textbox", name=deed.words)
        field = FieldEvidence(subject=subject, kind=kind, name=deed.hint, label=deed.words)
        found = purpose_of(field, (self._language, "en"))
        return found.name if found is not None else None

    def _fit(self, purpose: str, deed: Deed) -> str | Variable:
        """Give what may stand in a file: no password, no one's e-mail address, no one's card."""
        text = deed.value
        if purpose == "password":
            self.has_password = True
            mend = f"the journey takes it from the environment: export {PASSWORD.name}=…"
            self._notes.note(deed.line, "a password was typed, and is not written down", mend)
            return PASSWORD
        if purpose == "email" and not _EXAMPLE_HOSTS.search(text.strip()):
            mend = f"the journey types {EXAMPLE_EMAIL}; write another under data: if the shop must know it"
            self._notes.note(deed.line, "an e-mail address that may be somebody's was replaced", mend)
            return EXAMPLE_EMAIL
        if purpose.startswith("cc-"):
            return self._fit_card(purpose, deed)
        return text

    def _fit_card(self, purpose: str, deed: Deed) -> str:
        key = _PATHS[purpose].removeprefix("card.")
        if purpose == "cc-number":
            self.has_card = True
            if not is_test_card(deed.value):
                self._is_card_replaced = True
                what = "a card number that no provider publishes for tests was replaced, with its date and code"
                self._notes.note(deed.line, what, f"the journey types {EXAMPLE_CARD['number']}")
        return EXAMPLE_CARD[key] if self._is_card_replaced and key in EXAMPLE_CARD else deed.value

    def _put(self, path: str, text: str | Variable) -> str:
        """Keep a text under its path, or under a numbered one where the path holds another."""
        group, _, key = path.rpartition(".")
        home = self._data.setdefault(group, {}) if group else self._data
        name, number = key, 2
        while name in home and home[name] != text:
            name, number = f"{key}_{number}", number + 1
        home[name] = text
        return f"{group}.{name}" if group else name
