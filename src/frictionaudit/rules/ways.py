"""The ways of delivery that the walked pages offer, as far as they can be read for sure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frictionaudit.evidence.choices import Group, groups_of, rows_of
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.lexicon import Meaning
from frictionaudit.lexicon.brands import delivery_words, payment_words
from frictionaudit.rules.languages import has_said, reading_languages
from frictionaudit.rules.payment.offers import is_meant

__all__ = ["is_delivery", "names_delivery", "offered_ways"]

_NAMES = re.compile(
    r"ship|deliver|toimitus|frakt|leverans|versand|liefer|livraison|env[ií]o|spedizion|consegna|verzend|bezorg|dostaw"
    r"|tarne|levering|carrier",
    re.IGNORECASE,
)
_ADDRESSES = re.compile(r"addr|country|land|osoite|maa\b", re.IGNORECASE)


def names_delivery(name: str) -> bool:
    """Tell whether the name of a field speaks of delivery, in any language that the lexicon knows."""
    return _NAMES.search(name) is not None


def is_delivery(group: Group, languages: tuple[str, ...]) -> bool:
    """Tell whether a group is for choosing how to get the goods: its title or name says so, or most of its choices."""
    if _ADDRESSES.search(group.name) or has_said(group.title, Meaning.FIELD_COUNTRY, languages):
        return False
    named = sum(bool(delivery_words(choice.label, languages)) for choice in group.choices)
    ways_to_pay = sum(bool(payment_words(choice.label, languages)) for choice in group.choices)
    if not named or ways_to_pay > named:
        return False
    return is_meant(group, named, Meaning.DELIVERY_METHOD, names_delivery, languages)


def offered_ways(visit: VisitEvidence, until: int) -> Iterator[str]:
    """Give the labels of all ways of delivery that could be chosen from up to a step; some stand there repeatedly."""
    for step in visit.steps[: until + 1]:
        for page in (*step.passing, step.page):
            if page is None:
                continue
            languages = reading_languages(page, visit)
            for group in (*groups_of(page), *rows_of(page)):
                if is_delivery(group, languages):
                    yield from (choice.label for choice in group.choices)
