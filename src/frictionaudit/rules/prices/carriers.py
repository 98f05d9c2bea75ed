"""Lines of a summary that bear the name of a carrier: "PostNord MyPack 49 kr" is what the delivery costs."""

from __future__ import annotations

from dataclasses import replace

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import Goods
from frictionaudit.lexicon import Meaning
from frictionaudit.lexicon.brands import delivery_words
from frictionaudit.rules.languages import has_said, reading_languages
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.prices.charged import Charged
from frictionaudit.rules.prices.items import added_words, name_words
from frictionaudit.rules.prices.lines import Kind, PriceLine, is_service
from frictionaudit.rules.prices.track import Sighting
from frictionaudit.rules.prices.words import words_in
from frictionaudit.rules.ways import offered_ways

__all__ = ["with_named_delivery"]

_LABEL_WORDS = 6
"""Words of a line that is named after its carrier, at most. Project's choice."""

_SHORT = 3


def with_named_delivery(seen: Sighting, visit: VisitEvidence) -> Charged:
    """Give what a page charges with the way of delivery known by its name.

    The ways that the walk was offered tell it; where the page charges no other delivery, well-known carriers too.
    """
    ways = tuple(dict.fromkeys(offered_ways(visit, seen.step.index)))
    has_delivery = any(line.kind is Kind.DELIVERY and not line.is_choice for line in seen.charged.lines)
    lines = tuple(
        replace(line, kind=Kind.DELIVERY)
        if _may_be_named(line, seen, visit)
        and (any(_is_way(line, way) for way in ways) or (not has_delivery and _is_carrier(line, seen, visit)))
        else line
        for line in seen.charged.lines
    )
    return replace(seen.charged, lines=lines)


def _may_be_named(line: PriceLine, seen: Sighting, visit: VisitEvidence) -> bool:
    """Leave out what the journey bought, and what is sold beside the delivery."""
    if line.kind is not Kind.ITEM or line.is_choice or visit.journey.goods is not Goods.PHYSICAL:
        return False
    languages = reading_languages(seen.step.page, visit)
    is_extra = is_service(line.label, languages) or has_said(line.label, Meaning.EXTRA, languages)
    return not is_extra and not name_words(line) & added_words(visit, seen.step)


def _is_way(line: PriceLine, way: str) -> bool:
    """Tell whether the line bears the way's name, or a part of it and its price."""
    named, offered = _naming(line.label), _naming(way)
    if not named & offered:
        return False
    is_same_price = line.amount.value in {amount.value for amount in amounts_in(way)}
    return is_same_price or named <= offered or offered <= named


def _naming(text: str) -> frozenset[str]:
    return frozenset(word for word in words_in(text) if len(word) >= _SHORT)


def _is_carrier(line: PriceLine, seen: Sighting, visit: VisitEvidence) -> bool:
    languages = reading_languages(seen.step.page, visit)
    return len(words_in(line.label)) <= _LABEL_WORDS and delivery_words(line.label, languages) is not None
