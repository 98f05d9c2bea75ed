"""What a checkout asks for: fields by their purpose, ways to deliver and to pay, boxes that must be ticked."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum

from frictionaudit.evidence.choices import Choice, Group, groups_of, rows_of
from frictionaudit.evidence.common import AROUND
from frictionaudit.evidence.page import FieldEvidence, FormEvidence, PageEvidence
from frictionaudit.evidence.purpose import CARD, is_typed, purpose_of
from frictionaudit.journey.model import ActionKind
from frictionaudit.lexicon import Meaning
from frictionaudit.lexicon.brands import PaymentKind, delivery_words, payment_kind_of, payment_words
from frictionaudit.replay.intent.buyer import Buyer, Told
from frictionaudit.replay.intent.candidate import Candidate
from frictionaudit.replay.intent.entry import Entry
from frictionaudit.replay.intent.lists import list_entry
from frictionaudit.replay.intent.look import PRICE, Look, path_parts
from frictionaudit.tongues import translatable

__all__ = [
    "Kind",
    "asks_for_address",
    "box_entries",
    "card_entries",
    "choice_entries",
    "detail_entries",
    "has_login",
    "is_chosen",
    "kind_of",
    "offers",
    "row_candidates",
]

_CORE = frozenset({
    "email", "name", "given-name", "family-name", "street-address", "postal-code", "address-level2", "country", "tel",
    "address-level1",
})  # fmt: skip
_ADDRESS = frozenset({"street-address", "postal-code", "address-level2", "given-name", "family-name", "name"})
_SKIPPED = CARD | {"coupon", "search", "note", "quantity", "one-time-code"}
_OF_A_COUNTRY = frozenset({"postal-code", "tel"})
"""What another country writes in another way."""

_EXAMPLE = re.compile(r"(?:\+|\b)[A-Z]{0,2}\d[\dA-Z]*(?:[ -][\dA-Z]{2,4})*\b")
_LEAST_EXAMPLE = 4
"""Letters and digits of an example; shorter numbers say how long it is."""

_TAX_ID = re.compile(r"\b(?:cpf|dni|nif|nie|codice[ _-]?fiscale|tax[ _-]?id)\b", re.IGNORECASE)

_NEWSLETTER_ACTION = re.compile(r"newsletter|subscri|mailchimp|klaviyo|list-manage|uutiskirj|nyhetsbrev", re.IGNORECASE)
_GENTLE_PAYMENT = (
    PaymentKind.CARD, PaymentKind.INVOICE, PaymentKind.CASH, PaymentKind.BANK, PaymentKind.MIXED, None,
    PaymentKind.INSTALMENT, PaymentKind.WALLET,
)  # fmt: skip
"""Ways to pay in the order in which they are tried: those that stay in the shop first."""

_UNWANTED = (
    Meaning.NEWSLETTER,
    Meaning.EXTRA,
    Meaning.DATA_SHARING,
    Meaning.MEMBERSHIP,
    Meaning.RENEWAL,
    Meaning.FREQUENCY,
)


class Kind(StrEnum):
    """What a group of choices is about."""

    DELIVERY = "delivery"
    PAYMENT = "payment"
    ACCOUNT = "account"
    OTHER = "other"


def detail_entries(look: Look, buyer: Buyer, *, insists: bool = False) -> list[Entry]:
    """Give the fields of the checkout that are empty and wanted, in reading order.

    Args:
        look: The page.
        buyer: Who buys.
        insists: The shop has refused once: fields that it marks are filled whatever they are.
    """
    return [
        entry
        for part, is_framed in look.parts
        for form in part.forms
        if not _is_left_alone(look, part, form)
        for field in form.fields
        if (entry := _entry(look, form, field, buyer, insists=insists, is_framed=is_framed)) is not None
    ]


def choice_entries(look: Look, kind: Kind, *, is_free: bool = False) -> list[Entry]:
    """Give one choice of each group of that kind that has none yet; `is_free`: of those only that name no price."""
    found = []
    for part, is_framed in look.parts:
        for group in groups_of(part):
            if kind_of(look, group) != kind or group.is_list:
                continue
            if is_free and any(PRICE.search(choice.label) for choice in group.choices):
                continue
            choice = _preferred(look, group, kind)
            # Who buys as a guest takes that choice, even where the shop has chosen an account for them.
            mine = group if kind is not Kind.ACCOUNT or choice is None else replace(group, choices=(choice,))
            if choice is not None and not is_chosen(mine, part):
                is_first = choice is group.choices[0]
                note = translatable("the first offered" if is_first else "the one that suits a walk")
                found.append(Entry(ActionKind.CHECK, choice.subject, choice.label, is_framed=is_framed, note=note))
    return found


def box_entries(look: Look) -> list[Entry]:
    """Give the boxes that must be ticked: those that are required, and those that accept the terms."""
    found = []
    for part, is_framed in look.parts:
        for form in part.forms:
            for field in form.fields:
                if field.kind != "checkbox" or field.is_checked or field.is_disabled or field.region in AROUND:
                    continue
                label = field.label or field.subject.name
                is_needed = field.is_required or field.is_marked_required
                is_terms = look.says(label, Meaning.TERMS, Meaning.PRIVACY, Meaning.WITHDRAWAL)
                if is_needed or (is_terms and not look.says(label, *_UNWANTED)):
                    found.append(Entry(ActionKind.CHECK, field.subject, label, is_framed=is_framed))
    return found


def row_candidates(look: Look) -> list[tuple[Kind, Candidate]]:
    """Give the buttons of rows of which one is taken: "Home delivery 6.90 € [Select]", the best of each group."""
    found = []
    for part, is_framed in look.parts:
        for group in rows_of(part):
            kind = kind_of(look, group)
            choice = _preferred(look, group, kind) if kind in (Kind.DELIVERY, Kind.PAYMENT) else None
            if choice is not None:
                reasons = ((f"takes the row '{choice.label}'", 3.0),)
                found.append((kind, Candidate(choice.subject, reasons, is_framed=is_framed)))
    return found


def card_entries(look: Look, buyer: Buyer) -> list[Entry]:
    """Give the card's fields: to be filled only in the step that pays."""
    found = []
    for field, is_framed in look.fields:
        purpose = purpose_of(field, look.languages)
        told = buyer.answer(purpose.name) if purpose is not None and purpose.name in CARD else None
        if told is not None and is_typed(field) and not field.is_filled:
            label = field.label or field.subject.name
            found.append(Entry(ActionKind.FILL, field.subject, label, told.text, told.reference, is_framed))
    return found


def asks_for_address(look: Look) -> bool:
    """Tell whether the page asks who the customer is or where the goods go."""
    purposes = set()
    for part, _ in look.parts:
        for form in part.forms:
            if _is_left_alone(look, part, form):
                continue
            for field in form.fields:
                told = purpose_of(field, look.languages) if field.region not in AROUND else None
                if told is not None and told.name in _CORE:
                    purposes.add(told.name)
    return len(purposes) >= 2 and bool(purposes & (_ADDRESS | {"email"}))


def has_login(look: Look) -> bool:
    """Tell whether the page asks for a password."""
    return any(field.kind == "password" for field, _ in look.fields)


def offers(look: Look, kind: Kind) -> bool:
    """Tell whether the page offers choices of that kind."""
    groups = (group for part, _ in look.parts for group in (*groups_of(part), *rows_of(part)))
    return any(kind_of(look, group) == kind for group in groups)


def kind_of(look: Look, group: Group) -> Kind:
    """Tell what a group is about, by its title and its choices."""
    labels = [choice.label for choice in group.choices]
    pays = sum(payment_kind_of(payment_words(label, look.languages)) is not None for label in labels)
    brings = sum(delivery_words(label, look.languages) is not None for label in labels)
    if any(look.says(label, Meaning.GUEST, Meaning.ACCOUNT, Meaning.SIGN_IN) for label in labels):
        return Kind.ACCOUNT
    if look.says(group.title, Meaning.PAYMENT_METHOD) or re.search(r"pay(?:ment)?", group.name, re.IGNORECASE):
        return Kind.PAYMENT
    if look.says(group.title, Meaning.DELIVERY_METHOD) or re.search(r"deliver|shipping", group.name, re.IGNORECASE):
        return Kind.DELIVERY
    if pays > brings:
        return Kind.PAYMENT
    return Kind.DELIVERY if brings else Kind.OTHER


def is_chosen(group: Group, page: PageEvidence) -> bool:
    """Tell whether one of a group's choices is taken."""
    mine = {choice.subject.locator for choice in group.choices}
    return any(field.is_checked for form in page.forms for field in form.fields if field.subject.locator in mine)


def _preferred(look: Look, group: Group, kind: Kind) -> Choice | None:
    usable = [choice for choice in group.choices if not choice.is_disabled and choice.label.strip()]
    if kind == Kind.PAYMENT:
        kinds = [payment_kind_of(payment_words(choice.label, look.languages)) for choice in usable]
        return min(zip(usable, kinds, strict=True), key=lambda pair: _GENTLE_PAYMENT.index(pair[1]), default=(None,))[0]
    if kind == Kind.ACCOUNT:
        guests = [choice for choice in usable if look.says(choice.label, Meaning.GUEST)]
        return next(iter(guests), None)
    return next((each for each in usable if not look.says(each.label, *_UNWANTED)), None)


def _entry(
    look: Look, form: FormEvidence, field: FieldEvidence, buyer: Buyer, *, insists: bool, is_framed: bool
) -> Entry | None:  # fmt: skip
    """Give what is done with one field, or None."""
    if field.region in AROUND or field.is_disabled or field.is_readonly:
        return None
    purpose = purpose_of(field, look.languages)
    name = purpose.name if purpose is not None else None
    if name == "name" and _asks_apart(look, form):
        name = "family-name"
    if name in _SKIPPED or name == "password" or field.is_sensitive:
        return None
    is_wrong = insists and bool(field.error or field.is_invalid or field.fails_natively)
    if field.kind == "select":
        return list_entry(look, field, name, buyer, is_wanted=is_wrong or _is_wanted(look, form, field, name),
                          is_framed=is_framed)  # fmt: skip
    if not is_typed(field) or (field.is_filled and not is_wrong):
        return None
    if not (is_wrong or _is_wanted(look, form, field, name)):
        return None
    label = field.label or field.subject.name or field.placeholder
    example = _example_at(field) if is_wrong and name in _OF_A_COUNTRY else ""
    if example:
        return Entry(ActionKind.FILL, field.subject, label, example, is_framed=is_framed, note="the shop's own example")
    told = (
        buyer.answer(_number_asked_for(field)) or buyer.answer(name) or buyer.made_up(name if name != "name" else None)
    )
    return Entry(
        ActionKind.FILL, field.subject, label, _fitting(told, field), told.reference, is_framed,
        note="made up: the field insists" if told.is_guess else "",
    )  # fmt: skip


def _asks_apart(look: Look, form: FormEvidence) -> bool:
    """Tell whether "Name" stands for the family's, as in "Vorname, Name": the given name has a field, it has none."""
    purposes = {told.name for field in form.fields if (told := purpose_of(field, look.languages)) is not None}
    return "given-name" in purposes and "family-name" not in purposes


def _number_asked_for(field: FieldEvidence) -> str | None:
    """Tell whether it asks for the number that some countries know their people by, under whatever name."""
    return "tax-id" if _TAX_ID.search(f"{field.label} {field.placeholder} {field.name}") else None


def _is_wanted(look: Look, form: FormEvidence, field: FieldEvidence, purpose: str | None) -> bool:
    """Tell whether the form wants it: by its mark, or, where the form marks nothing, as one that every order needs."""
    if field.is_required or field.is_marked_required:
        return True
    label = f"{field.label} {field.placeholder}"
    if look.says(label, Meaning.OPTIONAL) or purpose not in _CORE:
        return False
    marks = [each for each in form.fields if each.is_required or each.is_marked_required]
    typed = [each for each in marks if each.kind not in ("checkbox", "radio")]
    return not typed or purpose == "email"


def _is_left_alone(look: Look, part: PageEvidence, form: FormEvidence) -> bool:
    """Tell whether the form is none of the order's: a login, a newsletter, a search."""
    if any(field.kind == "radio" and look.says(field.label, Meaning.GUEST) for field in form.fields):
        return False  # the form asks whether there is an account, and takes no for an answer
    purposes = {told.name for field in form.fields if (told := purpose_of(field, look.languages)) is not None}
    if "password" in purposes and not purposes & (_ADDRESS - {"name"}):
        return True
    typed = [field for field in form.fields if is_typed(field)]
    if len(typed) != 1:
        return False
    if _NEWSLETTER_ACTION.search(form.action):
        return True
    return purposes == {"email"} and look.says(_words_around(part, form, typed[0]), Meaning.NEWSLETTER)


def _words_around(part: PageEvidence, form: FormEvidence, field: FieldEvidence) -> str:
    """Give the texts of the box that the form's only field stands in, without the labels of its check boxes."""
    boxes = {each.label for each in form.fields if each.kind == "checkbox"}
    own = path_parts(field.subject.locator)
    outer = next((i for i, name in enumerate(own) if name.startswith("form")), max(len(own) - 2, 1))
    near = [b for b in part.blocks if b.text not in boxes and path_parts(b.locator)[:outer] == own[:outer]]
    box = field.subject.box
    if box is not None:
        near = [b for b in near if b.box is not None and abs(b.box.y - box.y) < 250]
    return " ".join(block.text for block in near)


def _example_at(field: FieldEvidence) -> str:
    """Give the example that a refused field names, "for example 00100": its country may not be the customer's."""
    told = (match for text in (field.error, field.hint, field.placeholder) for match in _EXAMPLE.findall(text))
    return next((match for match in told if len(re.sub(r"\W", "", match)) >= _LEAST_EXAMPLE), "")


def _fitting(told: Told, field: FieldEvidence) -> str:
    """Give the text as short as the field takes it, in the shape of its kind."""
    text = told.text
    if field.kind == "number":
        text = re.sub(r"\D", "", text) or "1"
    return text[: field.maxlength] if field.maxlength else text
