"""How a checkout lets its customers in: by signing in, by becoming a member, or as guests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from frictionaudit.evidence.common import Box, Subject
from frictionaudit.evidence.page import ControlEvidence, FieldEvidence, FormEvidence, PageEvidence
from frictionaudit.lexicon import Meaning, claims, meanings_of
from frictionaudit.rules.languages import has_said, says_any
from frictionaudit.rules.validation.fields import is_foreign

__all__ = ["Entrance", "GuestWay"]

DETAILS = 3
"""Fields to type in, beside e-mail and password, that make a form one for an order: name, street, town."""

SIGN_IN_DETAILS = 1
"""Such fields that a sign-in form may have: a customer number."""

_TYPED = frozenset({"text", "tel", "textarea", "select", "number", "contenteditable"})
_IDENTITY = ("username", "user", "login")
_BESIDE_THE_PATH = ("header", "nav", "footer")


@dataclass(frozen=True)
class GuestWay:
    """Something to press that lets the customer go on as a guest."""

    subject: Subject
    is_button_like: bool


@dataclass(frozen=True)
class Entrance:
    """A page of the checkout, as the way in."""

    page: PageEvidence
    languages: tuple[str, ...]

    @cached_property
    def sign_in_form(self) -> FormEvidence | None:
        """The form that asks for a password and little else; one that may be left out asks for none."""
        return next(
            (
                form
                for form in self.page.forms
                if (password := self._password(form)) is not None
                and not self._is_offered(password)
                and _details(form) <= SIGN_IN_DETAILS
            ),
            None,
        )

    @cached_property
    def has_order_form(self) -> bool:
        """A form that takes the order's details without a password that has to be given."""
        return self._new_password is None and any(
            _details(form) >= DETAILS and not ((password := self._password(form)) and self._is_demanded(password))
            for form in self.page.forms
        )

    @cached_property
    def registration(self) -> FieldEvidence | None:
        """The password that a form for the order's details insists on."""
        forms = (form for form in self.page.forms if _details(form) > SIGN_IN_DETAILS)
        return next((p for form in forms if (p := self._password(form)) and self._is_demanded(p)), self._new_password)

    @cached_property
    def _new_password(self) -> FieldEvidence | None:
        """The password asked for beside the order's details, in a form of its own that signs nobody in."""
        password = self._password(self.sign_in_form) if self.sign_in_form is not None else None
        if password is None or self.sign_in_button is not None:
            return None
        takes_details = any(_details(form) >= DETAILS for form in self.page.forms)
        return password if takes_details and (password.is_required or password.is_marked_required) else None

    @cached_property
    def ways(self) -> tuple[GuestWay, ...]:
        """Buttons and links that let guests in."""
        controls = [
            GuestWay(c.subject, c.is_button_like) for c in self.page.controls if self._says_guest(c.subject.name)
        ]
        known = {way.subject.name for way in controls}
        links = [
            GuestWay(Subject(role="link", name=block.text, locator=block.locator, box=block.box), False)
            for block in self.page.blocks
            if block.role == "link" and block.text not in known and self._says_guest(block.text)
        ]
        return (*controls, *links)

    @cached_property
    def has_guest_choice(self) -> bool:
        """Guests are named in a choice to tick, such as a radio button."""
        fields = (field for form in self.page.forms for field in form.fields)
        return any(
            self._says_guest(field.label or field.subject.name) for field in fields if field.is_checked is not None
        )

    @cached_property
    def names_guests(self) -> bool:
        """Some text of the page speaks of buying without an account."""
        return bool(self.ways) or self.has_guest_choice or any(self._says_guest(b.text) for b in self.page.blocks)

    @cached_property
    def sign_in_button(self) -> ControlEvidence | None:
        """The button-like way to sign in."""
        return next((c for c in self.page.controls if c.is_button_like and self.means(c, Meaning.SIGN_IN)), None)

    def means(self, control: ControlEvidence, meaning: Meaning) -> bool:
        """Tell whether the control's whole name has the meaning."""
        return any(meaning in meanings_of(control.subject.name, language) for language in self.languages)

    def names(self, name: str, meaning: Meaning) -> bool:
        """Tell whether what a control is called speaks of it."""
        return has_said(name, meaning, self.languages)

    def says(self, meaning: Meaning) -> bool:
        """Tell whether some text of the content has the meaning."""
        return any(
            has_said(block.text, meaning, self.languages)
            for block in self.page.blocks
            if block.region not in _BESIDE_THE_PATH
        )

    def demands_account(self) -> bool:
        """Tell whether some text of the content says that nobody orders without an account: "no account needed" not."""
        texts = (block.text for block in self.page.blocks if block.region not in _BESIDE_THE_PATH)
        return any(claims(text, Meaning.LOGIN_WALL, code) for text in texts for code in self.languages)

    def form_bottom(self) -> float | None:
        """Where the sign-in form ends, CSS px of the viewport."""
        form = self.sign_in_form
        boxes = [field.subject.box for field in form.fields if field.subject.box] if form else []
        if self.sign_in_button is not None and self.sign_in_button.subject.box is not None:
            boxes.append(self.sign_in_button.subject.box)
        return max((box.y + box.height for box in boxes), default=None)

    def stands_beside(self, box: Box) -> bool:
        """Tell whether something stands in another column than the sign-in form."""
        form = self.sign_in_form
        boxes = [field.subject.box for field in form.fields if field.subject.box] if form else []
        return bool(boxes) and all(box.x >= b.x + b.width - 2 or box.x + box.width <= b.x + 2 for b in boxes)

    def _password(self, form: FormEvidence) -> FieldEvidence | None:
        """Give the form's password, also in a frame of the shop's own; a wallet's frame asks for its own members."""
        passwords = (field for field in form.fields if field.kind == "password")
        return next((field for field in passwords if not is_foreign(field, self.page)), None)

    def _says_guest(self, text: str) -> bool:
        """Tell whether a text speaks of guests, and does not turn them away: "You cannot order as a guest"."""
        found = (says_any(text, Meaning.LOGIN_WALL, self.languages) or "").strip()
        if found and has_said(found, Meaning.GUEST, self.languages) and self._denies(found):
            text = text.replace(found, " ")
        return has_said(text, Meaning.GUEST, self.languages)

    def _denies(self, words: str) -> bool:
        return has_said(words, Meaning.NEGATION, self.languages)

    def _is_offered(self, field: FieldEvidence) -> bool:
        """Tell whether the field's own words say that it may be left out, and nothing else of it objects."""
        is_optional = has_said(f"{field.label} {field.hint}", Meaning.OPTIONAL, self.languages)
        return is_optional and not (field.is_required or field.is_marked_required)

    def _is_demanded(self, field: FieldEvidence) -> bool:
        """Declared, marked, or asked for under words that say nothing but that nobody orders without an account."""
        if field.is_required or field.is_marked_required:
            return True
        if self._is_offered(field):
            return False
        texts = [block.text for block in self.page.blocks if block.region not in _BESIDE_THE_PATH]
        return any(Meaning.LOGIN_WALL in meanings_of(text, code) for text in texts for code in self.languages)


def _details(form: FormEvidence) -> int:
    """Count what is to be typed or chosen beside e-mail, user name and password; a choice only shown is neither."""
    return sum(
        field.kind in _TYPED
        and not field.is_readonly
        and not any(word in f"{field.name} {field.autocomplete}".lower() for word in _IDENTITY)
        for field in form.fields
        if not field.is_sensitive and "email" not in f"{field.name} {field.autocomplete}".lower()
    )
