"""Order numbers in running text: near the words that announce one, and not a phone number, date, price or postcode."""

from __future__ import annotations

import re

from frictionaudit.lexicon.meanings import Meaning
from frictionaudit.lexicon.phrases import MAX_TEXT, PhraseSet, Word, words_of
from frictionaudit.lexicon.words import Language, lookup

__all__ = ["labelled_code_in", "order_reference_in"]

REACH = 80
"""Characters after the announcing words within which the number must stand."""

WORDS_BETWEEN = 5
"""Words that may stand between: "Order number of your purchase is …"."""

ABBREVIATION_LETTERS = 4
"""Words up to this long may end in a full stop of their own: No., nr., ord."""

_NUMBER_ENDS = ("nr", "nro", "num")
"""So may compounds that end like this: Bestellnr., ordrenr., tilausnro."""

_CANDIDATE = re.compile(r"[#+]?\w[\w\-/.]{0,39}")
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\.?|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}\.?")
_DECIMAL = re.compile(r"\d+\.\d{1,2}")
_MONEY_AFTER = re.compile(r"[,.]\d{2}\b|\s{0,2}(?:[€$£%]|eur\b|usd\b|gbp\b|sek\b|dkk\b|nok\b|kr\b|zł)", re.IGNORECASE)
_MONEY_BEFORE = re.compile(r"[€$£]\s?$")
_PHONE = re.compile(r"(?:\+|\b0)\d{1,4}(?:[ \u00a0-]?\(?\d{2,5}\)?)?(?:[ \u00a0]\d{2,5}){1,4}\b|\+\d+")
_SIGN = re.compile(r"\s*(?:#|№|n[°º]|nr\.?|no\.?(?=\s*[:#]?\s*\d))(?!\w)", re.IGNORECASE)
"""What makes a number of the bare word before it: "Your order # is: 000000123", "Bestellung Nr. 10023"."""

LETTERS = 8
"""Capital letters that may be an order's reference without a digit; PrestaShop's have nine."""

LOCATOR_LETTERS = 6
"""Capital letters of a record locator right behind its name: airlines, railways and hotels give six (IATA)."""

CODE_LETTERS = 4
"""Capital letters of a code that stands in the page's address too."""

_ADDRESS_PARTS = re.compile(r"[/?&=#]")
_ADDRESS_CODE = re.compile(r"(?=(?:\D*\d){3})(?!\d{4}-\d\d-\d\d$)[\w-]{5,40}")
"""A piece of an address that may be an order's number: three digits at least, and no date."""

_BARE_MINIMUM = 5
"""Digits that a number needs behind the bare word order; below it is a year, a count, a time."""


def order_reference_in(text: str, language: str | None, address: str = "") -> str | None:
    """Give the order number that the text announces ("Order number: #A-10023" gives "A-10023"), or None.

    Args:
        text: Running text.
        language: Of its words.
        address: The page's own. A code of letters alone ("Order YRSEB") is a reference where it stands there as well.

    English is read everywhere: a sentence that nobody has translated names the order as well.
    """
    given = text[:MAX_TEXT]
    codes = frozenset(part for part in _ADDRESS_PARTS.split(address) if _is_code(part))
    own = lookup(language)
    for words in (*own, *(each for each in lookup("en") if each not in own)):
        found = _announced(given, words, codes)
        if found:
            return found
    return None


def labelled_code_in(text: str, address: str) -> str | None:
    """Give the code of a confirmation's own address that the text shows behind a label, whatever the label calls it.

    "Enrolment no: CU-20151" at /order/CU-20151: who calls gives that code, and the shop finds it.
    """
    path = address.partition("//")[2].partition("/")[2]
    codes = (part for part in _ADDRESS_PARTS.split(path) if _ADDRESS_CODE.fullmatch(part))
    labelled = r"(?m)^[^\W\d_][^\n:]{{2,39}}:?\s+#?{code}\.?$"
    return next((code for code in codes if re.search(labelled.format(code=re.escape(code)), text[:MAX_TEXT])), None)


def _is_code(part: str) -> bool:
    return len(part) >= CODE_LETTERS and part.isascii() and part.isupper()


def _announced(text: str, language: Language, codes: frozenset[str]) -> str | None:
    words = words_of(text, language.kept_letters)
    return (
        _after(text, words, language.phrases[Meaning.ORDER_NUMBER], codes, is_named=True)
        or _after(text, words, language.order_nouns, codes, is_named=False)
        or _before(text, words, language.phrases[Meaning.ORDER_NUMBER])
    )


def _after(
    text: str, words: tuple[Word, ...], phrases: PhraseSet, codes: frozenset[str], *, is_named: bool
) -> str | None:
    for span in phrases.spans(words):
        start = words[span.last - 1].end
        stretch = _PHONE.sub(lambda phone: " " * len(phone.group()), text[start : start + REACH])
        signed = None if is_named else _SIGN.match(stretch)
        if signed is not None:
            stretch = " " * signed.end() + stretch[signed.end() :]
        last = words[span.last - 1]
        end = _SENTENCE_END.search(stretch, 1 if _is_abbreviated(last) else 0)
        for count, match in enumerate(_CANDIDATE.finditer(stretch[: end.start() + 1] if end else stretch)):
            if count > (WORDS_BETWEEN if is_named or signed else 0):
                break
            number = _number(text, start + match.start(), match.group(), is_named=is_named or signed is not None)
            if number is None and match.group() in codes:
                number = match.group()
            if number is None and is_named and not text[words[span.first].start : start].isupper():
                number = _letters(match.group(), is_next=count == 0)
            if number:
                return number
    return None


def _is_abbreviated(word: Word) -> bool:
    """Tell whether the full stop behind the word may be its own and ends no sentence."""
    return word.end - word.start <= ABBREVIATION_LETTERS or word.text.endswith(_NUMBER_ENDS)


def _before(text: str, words: tuple[Word, ...], phrases: PhraseSet) -> str | None:
    """Read "100234 is your order number"."""
    for span in phrases.spans(words):
        for word in words[max(0, span.first - 3) : span.first]:
            if _SENTENCE_END.search(text[word.start : words[span.first].start]):
                continue
            number = _number(text, word.start, word.text.upper(), is_named=False)
            if number:
                return number
    return None


def _number(text: str, start: int, candidate: str, *, is_named: bool) -> str | None:
    """Give the candidate as an order number where it looks like one and like nothing else."""
    value = candidate.strip("#./-")
    digits = sum(c.isdigit() for c in value)
    if digits == 0 or candidate.startswith("+") or _DATE.fullmatch(value) or _DECIMAL.fullmatch(value):
        return None
    end = start + len(candidate.rstrip("./-"))
    if _MONEY_AFTER.match(text, end) or _MONEY_BEFORE.search(text[max(0, start - 3) : start]):
        return None
    has_sign = candidate.startswith("#") or text[max(0, start - 1) : start] == "#"
    if not is_named and not has_sign and digits < _BARE_MINIMUM and not (digits >= 3 and _has_letters(value)):
        return None
    return value


def _letters(candidate: str, *, is_next: bool) -> str | None:
    is_long = len(candidate) >= LETTERS or (is_next and len(candidate) == LOCATOR_LETTERS)
    return candidate if is_long and candidate.isascii() and candidate.isupper() else None


def _has_letters(value: str) -> bool:
    return any(c.isalpha() for c in value)
