"""The ways to pay that a page offers, as far as they can be read for sure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from frictionaudit.evidence.choices import Choice, Group, groups_of, rows_of
from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.purpose import page_languages, purpose_of
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import Stage
from frictionaudit.lexicon import Meaning, says
from frictionaudit.lexicon.brands import PaymentKind, PaymentWords, payment_kind_of, payment_words

__all__ = ["Offer", "Offers", "checkout_pages", "is_meant", "names_paying", "offers_on"]

_NAMES = re.compile(r"pay(?!pal)|maksu|betal|zahl|paiement|pago|pagament|platn|płatn|makse", re.IGNORECASE)
_MAX_BUTTON_WORDS = 4
_TERM = re.compile(r"\(?\b\d+\s*[^\W\d]+\)?")
"""How long an invoice may wait, or in how many parts one pays: "Faktura 30 dagar", "Lasku (14 pv)"."""
_FORM_STAGES = (Stage.CHECKOUT, Stage.PAY)


@dataclass(frozen=True)
class Offer:
    """One way to pay.

    Attributes:
        label: As the customer reads it.
        words: The ways to pay that the label names.
        kind: What it is; None where no word of it is known.
        choice: What to press.
    """

    label: str
    words: tuple[PaymentWords, ...]
    kind: PaymentKind | None
    choice: Choice


@dataclass(frozen=True)
class Offers:
    """All ways to pay of one page.

    Attributes:
        group: The group to choose from, or None where there is only a card form, or buttons.
        chosen_from: What stands in the group, in its order.
        beside: Buttons of wallets and the like, and a card form without a group.
        subject: What a finding about all of them points at.
        has_form_and_buttons: The shop's own card form and buttons of wallets stand side by side: they are the choice.
    """

    group: Group | None
    chosen_from: tuple[Offer, ...]
    beside: tuple[Offer, ...]
    subject: Subject
    has_form_and_buttons: bool = False

    @property
    def all(self) -> tuple[Offer, ...]:
        """All of them; one that stands in the group and as a button counts once."""
        return tuple({offer.label.casefold(): offer for offer in (*self.beside, *self.chosen_from)}.values())


def names_paying(text: str) -> bool:
    """Tell whether a text speaks of paying, in any language that the lexicon knows."""
    return _NAMES.search(text) is not None


def checkout_pages(visit: VisitEvidence) -> Iterator[tuple[int, PageEvidence]]:
    """Give the pages of the checkout up to the order, by the step that passed through them or ended on them."""
    planned = {step.id for step in visit.journey.steps if step.stage in _FORM_STAGES}
    for step, following in zip(visit.steps, (*visit.steps[1:], None), strict=True):
        if step.stage in _FORM_STAGES:
            yield from ((step.index, page) for page in step.passing)
        is_before_form = following is not None and following.id in planned
        if step.page is not None and (step.stage in _FORM_STAGES or is_before_form):
            yield step.index, step.page


def offers_on(page: PageEvidence, locale: str) -> Offers | None:
    """Give the ways to pay of a page; None where none could be read."""
    languages = page_languages(page, locale)
    group = next((each for each in (*groups_of(page), *rows_of(page)) if _is_payment(each, languages)), None)
    chosen_from = tuple(_offers_of(group, languages)) if group else ()
    buttons = tuple(_buttons(page, languages))
    if group is None and (tiles := _tiles(buttons, page, languages)) is not None:
        group, chosen_from, buttons = tiles, buttons, ()
    if group is None and not buttons and (group := _below_heading(page, languages)) is not None:
        chosen_from = tuple(_offers_of(group, languages))
    form = () if group else tuple(_card_form(page, languages))
    beside = (*buttons, *form)
    if group is None and not beside:
        return None
    subject = group.subject if group else beside[0].choice.subject
    is_beside_form = bool(form) and not form[0].choice.is_framed and any(_is_wallet(each.words[0]) for each in buttons)
    return Offers(group, chosen_from, beside, subject, has_form_and_buttons=is_beside_form)


def _is_payment(group: Group, languages: tuple[str, ...]) -> bool:
    """Tell whether a group is for choosing how to pay: its title or name says so, or most of its choices are ways."""
    named = sum(bool(payment_words(choice.label, languages)) for choice in group.choices)
    if not named:
        return False
    return is_meant(group, named, Meaning.PAYMENT_METHOD, names_paying, languages)


def _below_heading(page: PageEvidence, languages: tuple[str, ...]) -> Group | None:
    """Give the only group of a page that is headed as the choice how to pay, where all in it are ways to pay."""
    groups = list(groups_of(page))
    if not any(says(text, Meaning.PAYMENT_METHOD, code) for text in page.headings for code in languages):
        return None
    is_theirs = len(groups) == 1 and all(payment_words(choice.label, languages) for choice in groups[0].choices)
    return groups[0] if is_theirs else None


def is_meant(
    group: Group, named: int, title: Meaning, is_name: Callable[[str], bool], languages: tuple[str, ...]
) -> bool:
    """Tell whether a group is what its title, its fields' name or most of its choices say.

    Args:
        group: Something to choose from.
        named: How many of its choices are known by their words.
        title: What its title would say.
        is_name: Tells whether its fields would be called so.
        languages: To read the title in.
    """
    says_so = any(says(group.title, title, code) for code in languages)
    if says_so or group.is_rows:
        return says_so
    return is_name(group.name) or (named > 1 and 2 * named > len(group.choices))


def _offers_of(group: Group, languages: tuple[str, ...]) -> Iterator[Offer]:
    for choice in group.choices:
        words = payment_words(choice.label, languages)
        is_voucher = any(says(choice.label, Meaning.FIELD_COUPON, code) for code in languages)
        if is_voucher or (group.is_list and not words and choice is group.choices[0]):
            continue  # a gift card is no way to pay the whole; the first line of a list says "choose"
        yield Offer(choice.label, words, payment_kind_of(words), choice)


def _buttons(page: PageEvidence, languages: tuple[str, ...]) -> Iterator[Offer]:
    """Give buttons and tabs that are named after a way to pay: short, and not much else in their name."""
    for control in page.controls:
        name = control.subject.name
        words = payment_words(name, languages) if 0 < len(name.split()) <= _MAX_BUTTON_WORDS else ()
        bare = _TERM.sub("", name).strip()
        if words and any(2 * len(word.text) >= len(bare) or _is_wallet(word) for word in words):
            choice = Choice(name, control.subject, is_disabled=control.is_disabled)
            yield Offer(name, words, payment_kind_of(words), choice)


def _tiles(buttons: tuple[Offer, ...], page: PageEvidence, languages: tuple[str, ...]) -> Group | None:
    """Give the group that buttons and tabs named after ways to pay make under a heading that says so."""
    if sum(offer.kind is not None and not _is_wallet(offer.words[0]) for offer in buttons) < 2:
        return None
    titles = [text for text in page.headings if any(says(text, Meaning.PAYMENT_METHOD, code) for code in languages)]
    if not titles:
        return None
    return Group(titles[-1], "", tuple(offer.choice for offer in buttons), buttons[0].choice.subject)


def _is_wallet(words: PaymentWords) -> bool:
    return words.kind in (PaymentKind.WALLET, PaymentKind.MIXED)


def _card_form(page: PageEvidence, languages: tuple[str, ...]) -> Iterator[Offer]:
    for form in page.forms:
        for field in form.fields:
            told = purpose_of(field, languages)
            if told is not None and told.name == "cc-number":
                label = field.label or field.subject.name
                words = (PaymentWords(PaymentKind.CARD, label, 0),)
                yield Offer(label, words, PaymentKind.CARD, Choice(label, field.subject, is_framed=field.in_frame))
                return
