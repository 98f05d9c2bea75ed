"""Lists and groups of choices that stand on a line with a price, though a line without one stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from frictionaudit.evidence.choices import Group, groups_of
from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import FieldEvidence, PageEvidence
from frictionaudit.lexicon import Meaning
from frictionaudit.lexicon.brands import delivery_words, payment_words
from frictionaudit.rules.languages import has_said, says_any
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.payment.offers import names_paying
from frictionaudit.rules.prices.lines import is_service
from frictionaudit.rules.prices.thresholds import without_thresholds
from frictionaudit.rules.ways import names_delivery

__all__ = ["PaidPreset", "paid_presets"]

_WAYS = (
    Meaning.DELIVERY, Meaning.DELIVERY_METHOD, Meaning.DELIVERY_TIME, Meaning.PAYMENT_METHOD, Meaning.INSTALMENT,
)  # fmt: skip
_NOTHING = (Meaning.FREE, Meaning.NEGATION)
_EXTRAS = (Meaning.EXTRA, Meaning.MEMBERSHIP)
_SHARE = re.compile(r"\s*(?!0\s*%)\d{1,2}(?:[.,]\d)?\s*%\s*")
"""A tip or donation that is a share of the bill: "15 %", and nothing else."""


@dataclass(frozen=True)
class PaidPreset:
    """A line with a price that a page itself chose.

    Attributes:
        label: What is chosen from, and the line: "Gift wrapping: silk paper 4,90 €".
        names: Words by which the journey would have chosen it.
        subject: The list or the radio.
        is_known: Its words name an extra; else it is only known to be neither delivery nor payment.
        is_free_beside: Some other line says for sure that it costs nothing.
    """

    label: str
    names: frozenset[str]
    subject: Subject
    is_known: bool
    is_free_beside: bool


def paid_presets(page: PageEvidence, languages: tuple[str, ...]) -> Iterator[PaidPreset]:
    """Give what a page chose though it costs and could be left; ways to deliver and to pay have their own default."""
    fields = {field.subject.locator: field for form in page.forms for field in form.fields}
    for group in groups_of(page):
        lines = tuple(choice.label for choice in group.choices)
        for chosen, subject in _chosen(group, fields):
            others = tuple(line for line in lines if line != chosen)
            title = group.title if group.title != chosen else ""
            is_known = _is_extra(title, chosen, languages)
            is_paid = _costs(chosen, languages) or (is_known and _SHARE.fullmatch(chosen) is not None)
            if not is_paid or not any(_may_be_free(line) for line in others):
                continue
            if is_known or not _is_way(group, languages):
                is_free_beside = any(_is_free(line, languages) for line in others)
                label = f"{title.rstrip(' :')}: {chosen}" if group.is_list and title else chosen
                yield PaidPreset(label, frozenset({chosen, title}), subject, is_known, is_free_beside)
    for field in fields.values():
        if field.preset and not field.options and _costs(field.preset, languages):
            title = field.label or field.subject.name
            if _is_extra(title, field.preset, languages):  # a list of a script's own: its other lines are not known
                names = frozenset({field.preset, title})
                yield PaidPreset(f"{title.rstrip(' :')}: {field.preset}", names, field.subject, True, False)


def _chosen(group: Group, fields: dict[str, FieldEvidence]) -> Iterator[tuple[str, Subject]]:
    """Give the line that a group stands on by itself."""
    for choice in group.choices:
        if group.is_list:
            field = fields.get(choice.subject.locator)
            is_chosen = field is not None and bool(field.preset) and choice.label == field.preset
        else:
            is_chosen = choice.is_preselected
        if is_chosen:
            yield choice.label, choice.subject


def _costs(line: str, languages: tuple[str, ...]) -> bool:
    amounts = amounts_in(without_thresholds(line))
    return any(amount.value > 0 for amount in amounts) and not has_said(line, Meaning.FREE, languages)


def _may_be_free(line: str) -> bool:
    """Tell whether a line names no price, or one of nothing."""
    return all(amount.value == 0 for amount in amounts_in(line))


def _is_free(line: str, languages: tuple[str, ...]) -> bool:
    amounts = amounts_in(line)
    if amounts:
        return all(amount.value == 0 for amount in amounts)
    return any(has_said(line, meaning, languages) for meaning in _NOTHING)


def _is_extra(title: str, chosen: str, languages: tuple[str, ...]) -> bool:
    """Tell whether the words name something beside the goods: of delivery only what is sold beside it."""
    if has_said(title, Meaning.DELIVERY, languages):
        # "Tip for your courier" delivers nothing, "Delivery insurance" neither.
        extra = says_any(title, Meaning.EXTRA, languages)
        return is_service(title, languages) or (extra is not None and title.startswith(extra))
    if has_said(chosen, Meaning.DELIVERY, languages) and not is_service(chosen, languages):
        return False
    return any(has_said(text, meaning, languages) for text in (title, chosen) for meaning in _EXTRAS)


def _is_way(group: Group, languages: tuple[str, ...]) -> bool:
    """Tell whether the group may be for delivery or payment, by anything that is said of it."""
    if names_delivery(group.name) or names_paying(group.name):
        return True
    texts = (group.title, *(choice.label for choice in group.choices))
    return any(has_said(text, meaning, languages) for text in texts for meaning in _WAYS) or any(
        delivery_words(text, languages) or payment_words(text, languages) for text in texts
    )
