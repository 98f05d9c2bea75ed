"""Why a way to pay is switched off, as far as the words beside it tell."""

from __future__ import annotations

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.lexicon import Meaning, has_words
from frictionaudit.rules.languages import has_said
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.payment.offers import Offer, Offers

__all__ = ["is_unexplained"]

SAME_ROW_PX, LAST_ROW_PX, ROW_WIDTH_PX, FEWEST_WORDS = 8, 60, 480, 3
"""How far apart tops of one row are, how far the last row goes down, how wide rows are before another column begins,
and what is a sentence. Project's choice."""

_REASONS = (Meaning.PRECONDITION, Meaning.OUT_OF_STOCK, Meaning.LOGIN_WALL)
_TERMS = (*_REASONS, Meaning.RESTRICTION, Meaning.NEGATION)
"""What a reason speaks of, and a mere description ("Pay within 14 days") does not."""


def is_unexplained(offer: Offer, offers: Offers | None, page: PageEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether nothing says why a way to pay is switched off, or all that is said of it only describes it."""
    said = sum(len(word.text) for word in offer.words)
    is_bare = 2 * said >= len(offer.label) and not _may_say_why(offer, offers, page, languages)
    return is_bare or _is_only_described(offer, offers, page, languages)


def _is_only_described(offer: Offer, offers: Offers | None, page: PageEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether all that is said of the way to pay describes it, while others can be chosen."""
    others = [each for each in (offers.chosen_from if offers is not None else ()) if each is not offer]
    if all(each.choice.is_disabled for each in others):
        return False  # all of them wait for something
    texts = [offer.label, *_said_beside(offer, offers, page, languages)]
    is_readable = any(has_words(code, Meaning.RESTRICTION) for code in languages)
    return is_readable and not any(_names_terms(text, languages) for text in texts)


def _may_say_why(offer: Offer, offers: Offers | None, page: PageEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether words beside the way to pay may be the reason: where all have some, theirs only describe them."""
    beside = _said_beside(offer, offers, page, languages)
    if any(has_said(text, meaning, languages) for text in beside for meaning in _REASONS):
        return True
    others = [each for each in (offers.chosen_from if offers is not None else ()) if each is not offer]
    return bool(beside) and not any(_said_beside(each, offers, page, languages) for each in others)


def _names_terms(text: str, languages: tuple[str, ...]) -> bool:
    return bool(amounts_in(text)) or any(has_said(text, meaning, languages) for meaning in _TERMS)


def _said_beside(offer: Offer, offers: Offers | None, page: PageEvidence, languages: tuple[str, ...]) -> list[str]:
    """Give the texts in the row of a way to pay, up to the next one."""
    box = offer.choice.subject.box
    if box is None or offers is None:
        return []
    places = [each.choice.subject.box for each in offers.chosen_from]
    below = [place.y for place in places if place is not None and place.y > box.y + SAME_ROW_PX]
    end = min(below, default=box.y + box.height + LAST_ROW_PX) - SAME_ROW_PX
    return [
        block.text
        for block in page.blocks
        if block.box is not None
        and box.y - SAME_ROW_PX <= block.box.y < end
        and abs(block.box.x - box.x) < ROW_WIDTH_PX
        and (len(block.text.split()) >= FEWEST_WORDS or _names_terms(block.text, languages))
        and not any(block.text in each.label for each in offers.chosen_from)
    ]
