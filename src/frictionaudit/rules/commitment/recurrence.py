"""Words and prices of a charge that comes again and again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from frictionaudit.evidence.common import TextBlock
from frictionaudit.evidence.page import FieldEvidence, PageEvidence
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.languages import says_any
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.prices.words import words_in

__all__ = ["chosen_recurrences", "comes_with_the_goods", "offers_a_choice", "recurrences_in", "says_recurring"]

_ELSEWHERE = frozenset({"nav", "header", "footer"})
"""Where a shop advertises what is not in the cart."""

_CHOICES = frozenset({"label", "option"})
_BOXES = frozenset({"checkbox", "radio"})
_WORDS_AFTER = 3
_TEXTS_BEFORE = 2
"""Between the name of what comes along, on a badge or a line of its own, and its later price. Project's choice."""
_CLAUSE_END = re.compile(r"[.!?…,;:–—\n]")
_WORDS_OF_DENIAL = 3
"""Of the words of renewal, those among which a "not" denies them: "verlängert sich nicht automatisch"."""
_LITTLE_WORD = re.compile(r"an?|any|is|be|ole|ist|einen?|de?|est|une?|e[snrt]|är|ett|s[ei]|jest|een|ein|é|è|automa\w+")
"""Between "no" and what there is not: "ei ole kestotilaus", "pas de renouvellement", "niet automatisch verlengd"."""
_CONDITION = re.compile(r"if|unless|jos|ellet|ellei|wenn|falls|sofern|om|si|hvis|jeśli|als|caso|kui")
_IS_NONE = re.compile(r"\s+(?:sich\s+)?(?:inte|nicht|ikke|niet|pas|ei\s+(?:ole|tarvita|tarvitse|vaadita))\b", re.I)
"""Said after what it denies: "förnyas inte", "kestotilausta ei tarvita", "püsitellimust ei ole"."""
_SENTENCE_END = re.compile(r"[.!?]\s")
_NO_COMPANION = (Meaning.TAX, Meaning.DELIVERY, Meaning.RETURNS, Meaning.NEGATION)


def says_recurring(text: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a text speaks of money that is taken again: renewal, or a price a month that is no instalment."""
    if says_any(text, Meaning.INSTALMENT, languages):
        return False
    if _renews(text, languages) or _has_period_price(text, languages):
        return True
    if says_any(text, Meaning.NEWSLETTER, languages):
        return False
    # "New colours every month" takes no money.
    is_of_money = bool(amounts_in(text)) or says_any(text, Meaning.CHARGING, languages) is not None
    return is_of_money and says_any(text, Meaning.FREQUENCY, languages) is not None


def _renews(text: str, languages: tuple[str, ...]) -> bool:
    """Tell whether words of renewal stand in the text that it does not deny: "no auto-renewal" takes no money."""
    begin = 0
    while (found := says_any(text[begin:], Meaning.RENEWAL, languages)) is not None:
        at = text.index(found, begin)
        if not _is_denied(text[:at], found, text[at + len(found) :], languages):
            return True
        begin = at + len(found.split()[0])
    return False


def _is_denied(before: str, found: str, after: str, languages: tuple[str, ...]) -> bool:
    """Tell "no renewal", "does not renew" and "renews not" from "no minimum term and renews", "renews if not …"."""
    clause = words_in(_CLAUSE_END.split(before)[-1])
    while clause and _LITTLE_WORD.fullmatch(clause[-1]):
        clause.pop()
    if clause and _denies(clause[-1], languages) and not any(map(_CONDITION.fullmatch, clause)):
        return True
    own = words_in(found)[1:_WORDS_OF_DENIAL]
    sayable = next((place for place, word in enumerate(own) if _CONDITION.fullmatch(word)), len(own))
    return any(_denies(word, languages) for word in own[:sayable]) or _IS_NONE.match(after) is not None


def _denies(word: str, languages: tuple[str, ...]) -> bool:
    return says_any(word, Meaning.NEGATION, languages) is not None


def recurrences_in(page: PageEvidence, languages: tuple[str, ...]) -> Iterable[TextBlock]:
    """Give the texts of a page that speak of a recurring charge; choices that are not made speak of none."""
    fields = [field for form in page.forms for field in form.fields if field.kind in _BOXES]
    is_open = _not_chosen(fields)
    return [
        block
        for block in page.blocks
        if block.region not in _ELSEWHERE
        and says_recurring(block.text, languages)
        and not (block.role in _CHOICES and any(block.text in name for name in is_open))
    ]


def chosen_recurrences(page: PageEvidence, languages: tuple[str, ...]) -> list[str]:
    """Give the words of the choices made on a page that speak of a recurring charge."""
    fields = [field for form in page.forms for field in form.fields if field.kind in _BOXES and field.is_checked]
    named = [field.label or field.subject.name for field in fields]
    return [name for name in named if _orders_again(name, languages)]


def offers_a_choice(page: PageEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether a recurring charge is something to choose on the page: a box, a line of a list, a button."""
    fields = [field for form in page.forms for field in form.fields]
    named = [words for field in fields for words in (field.label, field.subject.name, *field.options)]
    named += [control.subject.name for control in page.controls]
    return any(_orders_again(words, languages) for words in named if words)


def comes_with_the_goods(block: TextBlock, page: PageEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether a text prices what comes along unasked: "incl. 30 days of PLUS membership, then 9.95 € a month"."""
    has_price = any(amount.value > 0 for amount in amounts_in(block.text))
    if not has_price or block.region == "aside":
        return False
    if not (says_any(block.text, Meaning.THEREAFTER, languages) or _renews_by_itself(block.text, languages)):
        return False
    fields = [field for form in page.forms for field in form.fields if field.kind in _BOXES]
    if any(_joins(f"{field.label} {field.subject.name}", languages) for field in fields):
        return False
    place = page.blocks.index(block)
    before = [text.text for text in page.blocks[max(0, place - _TEXTS_BEFORE) : place]]
    if any(says_any(text, Meaning.BY_CHOICE, languages) for text in (block.text, *before)):
        return False
    return any(_is_bundled(text, languages) for text in (block.text, *before))


def _renews_by_itself(text: str, languages: tuple[str, ...]) -> bool:
    """Tell whether what is included is said, in the same breath, to go on: "Includes the club: £4.99, renews …"."""
    return any(
        _is_bundled(sentence, languages) and says_any(sentence, Meaning.RENEWAL, languages)
        for sentence in _SENTENCE_END.split(text)
    )


def _is_bundled(text: str, languages: tuple[str, ...]) -> bool:
    found = says_any(text, Meaning.BUNDLED, languages)
    if found is None:
        return False
    # "Free delivery incl. with your membership", "incl. VAT": what is included is something else.
    sentence = _SENTENCE_END.split(text[: text.index(found)])[-1] + found
    return not any(says_any(sentence, other, languages) for other in _NO_COMPANION)


def _joins(choice: str, languages: tuple[str, ...]) -> bool:
    return any(says_any(choice, meaning, languages) for meaning in (Meaning.MEMBERSHIP, Meaning.BUNDLED))


def _orders_again(choice: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a choice is one of a recurring charge: of "Once" and "Every month" the second is."""
    is_newsletter = says_any(choice, Meaning.NEWSLETTER, languages) is not None
    is_rhythm = says_any(choice, Meaning.FREQUENCY, languages) is not None and not is_newsletter
    return is_rhythm or says_recurring(choice, languages)


def _not_chosen(fields: Sequence[FieldEvidence]) -> list[str]:
    return [f"{field.label} {field.subject.name}" for field in fields if field.is_checked is False]


def _has_period_price(text: str, languages: tuple[str, ...]) -> bool:
    """Read "9,90 € / kk", "9.90 per month", "99 kr i månaden"; a least price a month is an offer to pay bit by bit."""
    # "ab dem 2. Monat 9,90 €" is no price to begin with.
    if says_any(text, Meaning.FROM_PRICE, languages) and not says_any(text, Meaning.THEREAFTER, languages):
        return False
    for amount in amounts_in(text):
        after = " ".join(words_in(text[amount.end :])[:_WORDS_AFTER])
        is_close = len(text[amount.end :].split(".")[0].strip()) > 0
        is_once = says_any(after, Meaning.THIS_PERIOD, languages)
        if is_close and not is_once and says_any(after, Meaning.PERIOD, languages):
            return True
    return False
