"""What a page says of delivery: when the goods come, or what it costs to have them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.units import format_unit

from frictionaudit.evidence.common import TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.lexicon import Meaning, stems_of
from frictionaudit.rules.common import without_reviews
from frictionaudit.rules.languages import has_said, has_told, says_any
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.prices.lines import is_service

__all__ = ["tells_of_delivery"]

_TEXTS_BETWEEN = 3
"""Texts after the word delivery within which its price or time stands: the name of the method may come between."""

_LABEL_WORDS = 8
"""Words of a label with its price; longer texts may speak of delivery and of its insurance both."""

_NO_WORDS = frozenset({"link", "button"})
_TITLES = frozenset({"heading", "label"})
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?![\da-zß-öø-ÿąćęłńśźżšž])")  # "120 kr. mere" goes on
_FREE_OF_ELSE = re.compile(r"\b(?!cost|charge|postage|fee)[a-z]\w*-free\b", re.IGNORECASE)
"""What delivery is without, and costs all the same: "plastic-free packaging", "contact-free delivery"."""
_OF_ELSE = (
    Meaning.RETURNS, Meaning.WITHDRAWAL, Meaning.CONTACT, Meaning.PAY, Meaning.PAY_INVOICE, Meaning.INSTALMENT,
    Meaning.OPENING, Meaning.PROGRESS,
)  # fmt: skip
"""What else takes days or costs nothing: "return within 14 days of delivery", "we answer in 2 working days"."""

_REACHED = ""
"""Stands for a text that tells how to reach the shop: what follows it, "Mon–Fri 9–17", is no time of delivery."""

_NEXT_SUM = (Meaning.TOTAL, Meaning.SUBTOTAL, Meaning.DISCOUNT)

_WITHOUT_COST = (Meaning.FREE_DELIVERY, Meaning.FREE)

_WORD = re.compile(r"\d+|[^\W\d_]+")
_DATE = re.compile(r"\b\d{1,2}[./]\s?\d{1,2}\.|\b\d{1,2}/\d{1,2}\b|\b\d{4}-\d{2}-\d{2}\b")
_COUNT_OF_STEPS = re.compile(r"^\W*[1-9]\s?/\s?[1-9]\b|\(?\b[1-9]\s?/\s?[1-9]\)?\W*$")
"""How far one is: "1/3 · Delivery", "Delivery (1/3)"."""
_HOURS = re.compile(
    r"\b([01]?\d)(?:[.:]\d\d)?\s?(?:[-–—]|til|to|bis|till)\s?(\d\d)(?:[.:]\d\d)?(?![\d.:])(?!\s?(?!h\b|uhr)[^\W\d_])",
    re.I,
)
"""From one hour of the day to another: "weekdays 9–17" are opening hours, "10–14 weekdays" a time of delivery."""
_PIECES = re.compile(r"(?<!\w)[x×]\s?\d{1,3}(?!\w)|(?<!\w)\d{1,3}\s?[x×](?!\w)", re.IGNORECASE)
"""How many of it: the "Daggry × 1" of a Danish cart is a mug, and no day."""
_COUNTS = (1, 2, 3, 5)
"""Counts in whose company CLDR's languages have all the forms of a noun."""

_SHORTEST_STEM = 3
_LONGEST_END = 4
"""Letters of an ending: "viikossa", "tygodni"; "Tagesdecke" and "diamante" are no days."""
_MORE_UNITS = {
    "et": ("päev",),
    "fi": ("tunni",),
    "it": ("giorno", "giorni"),
    "nb": ("dag", "dager"),
    "nl": ("uur", "dag", "dagen"),
    "pt": ("dia", "dias"),
    "sv": ("dag", "dagar"),
}
"""What CLDR as babel has it leaves out, or counts in 24 hours ("dygn"): shops promise days of the week."""
_BENT = frozenset({"pl"})
"""Languages whose days change their last letter: "środa", "w środę"."""


def tells_of_delivery(
    page: PageEvidence, languages: tuple[str, ...], goods: Collection[Decimal] = (), own: Collection[str] = ()
) -> bool:
    """Tell whether a page says when the goods come or what their delivery costs.

    Links are left out: one that leads to delivery times says none; so are buttons, which bear the total.

    Args:
        page: Any page of the path.
        languages: To read it in.
        goods: Amounts that were there before anything was said of delivery: prices of the goods, no price of delivery.
        own: What the customer typed. A summary repeats it: "Delivery address: Calle Mayor 12" names no day of May.
    """
    own_words = [b for b in without_reviews(page.blocks) if b.role not in _NO_WORDS and not _only_asks(b)]
    blocks = [_without(b.text, own) for b in own_words]
    texts = [sentence for text in blocks for sentence in _sentences(text)]
    spoken = list(_spoken(texts, languages))
    return any(
        (_tells_time(text, languages) and not _tells_hours(text, languages))
        or has_said(text, Meaning.FREE_DELIVERY, languages)
        or (_names_a_day(text, languages) and _is_of_delivery(text, languages))
        for text in spoken
    ) or _has_price_or_time(spoken, languages, frozenset(goods))


def _only_asks(block: TextBlock) -> bool:
    """Tell a heading that asks and says nothing itself: "Where do we deliver?", "When will it come?"."""
    is_question = block.role in _TITLES and block.text.rstrip().endswith("?")
    return is_question and not any(map(str.isdigit, block.text))


def _spoken(texts: Sequence[str], languages: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        if _is_of_else(text, languages):
            if has_said(text, Meaning.CONTACT, languages):
                yield _REACHED
        elif not _names_what_is_lacking(text, languages) and not _is_of_service(text, languages):
            yield text


def _tells_hours(text: str, languages: tuple[str, ...]) -> bool:
    """Read "Weekdays 9–17": somebody is there then; "delivery on weekdays 9–17" is one."""
    hours = _HOURS.search(text)
    return hours is not None and int(hours[1]) < int(hours[2]) <= 24 and not has_said(text, Meaning.DELIVERY, languages)


def _without(text: str, own: Collection[str]) -> str:
    for value in own:
        text = text.replace(value, " ")
    return text


def _sentences(text: str) -> list[str]:
    return _SENTENCES.split(_FREE_OF_ELSE.sub(" ", text))


def _is_of_else(text: str, languages: tuple[str, ...]) -> bool:
    return any(has_said(text, meaning, languages) for meaning in _OF_ELSE) and not amounts_in(text)


def _is_of_delivery(text: str, languages: tuple[str, ...]) -> bool:
    return any(has_said(text, meaning, languages) for meaning in (Meaning.DELIVERY, Meaning.DELIVERY_TIME))


def _tells_time(text: str, languages: tuple[str, ...]) -> bool:
    """Read "with you in 2 days", and with the number in words: "arrives in two days", "on your table by Friday"."""
    if has_told(text, Meaning.DELIVERY_TIME, languages):
        return True
    return has_said(text, Meaning.DELIVERY_TIME, languages) and (
        _is_time(text, languages) or _days_named(text, languages) > 0
    )


def _names_a_day(text: str, languages: tuple[str, ...]) -> bool:
    """Tell whether one day of the week is named: "with you by Thursday"; two are opening hours."""
    return _days_named(text, languages) == 1


def _days_named(text: str, languages: tuple[str, ...]) -> int:
    words = [word.casefold() for word in _WORD.findall(text)]
    counts = [sum(word.startswith(_days_of_week(code)) for word in words) for code in languages]
    return 1 if 1 in counts else max(counts, default=0)


def _names_what_is_lacking(text: str, languages: tuple[str, ...]) -> bool:
    """Read "Only 12 € left to free delivery": it is not free now, and what it costs is not said."""
    amounts = amounts_in(text)
    if len(amounts) != 1 or not any(has_said(text, meaning, languages) for meaning in _WITHOUT_COST):
        return False
    (amount,) = amounts
    return has_said(f"{text[: amount.start]} 0 {text[amount.end :]}", Meaning.LACKING, languages)


def _has_price_or_time(texts: Sequence[str], languages: tuple[str, ...], goods: frozenset[Decimal]) -> bool:
    """Tell whether an amount, a period or a date stands with a word for delivery, in one text or those that follow."""
    for place, text in enumerate(texts):
        if not has_said(text, Meaning.DELIVERY, languages) or _is_of_extra(text, languages):
            continue
        # Below "Delivery address" stands one: "Main Street 14/5" is no date.
        is_address = has_said(text, Meaning.FIELD_STREET, languages)
        behind = () if is_address else texts[place + 1 : place + 1 + _TEXTS_BETWEEN]
        for following in (text, *_until_next_sum(text, behind, languages)):
            if _is_price(following, languages, goods):
                return True
            if _is_time(following, languages) and not _is_item(following, goods):
                return True
    return False


def _until_next_sum(first: str, texts: Sequence[str], languages: tuple[str, ...]) -> Iterator[str]:
    """Give the texts up to the next row of a list of sums, or to a way to reach the shop.

    "incl. VAT" is no row, it speaks of the row it stands in.
    """
    for before, text in zip((first, *texts), texts, strict=False):
        if text == _REACHED:
            return
        # Sentences are parted after "incl." too.
        is_stated = has_said(f"{before} {text}", Meaning.TAX_STATEMENT, languages)
        is_of_tax = has_said(text, Meaning.TAX, languages) and not is_stated
        if is_of_tax or any(has_said(text, meaning, languages) for meaning in _NEXT_SUM):
            return
        yield text


def _is_of_service(text: str, languages: tuple[str, ...]) -> bool:
    is_label = len(amounts_in(text)) <= 1 and len(text.split()) <= _LABEL_WORDS
    return is_label and is_service(text, languages)


def _is_of_extra(text: str, languages: tuple[str, ...]) -> bool:
    """Tell what is sold beside the delivery: "Protect your parcel for 1 €?", "Delivery insurance 2 €".

    "Climate-neutral delivery 4,90 €" is one all the same: without the words of the extra it still speaks of it.
    """
    if not amounts_in(text):
        return False
    said = says_any(text, Meaning.EXTRA, languages)
    rest = text.replace(said, " ") if said is not None else text
    return text.rstrip().endswith("?") or not has_said(rest, Meaning.DELIVERY, languages)


def _is_item(text: str, goods: frozenset[Decimal]) -> bool:
    """Tell whether a line names the goods by their price: "Marseille soap 600 g 24,90 €" is no day of March."""
    amounts = {amount.value for amount in amounts_in(text)}
    return bool(amounts) and amounts <= goods


def _is_price(text: str, languages: tuple[str, ...], goods: frozenset[Decimal]) -> bool:
    """Free is a price too: PrestaShop's summary says "Shipping" and beside it "Free"."""
    amounts = {amount.value for amount in amounts_in(text, is_bare=True)}
    return bool(amounts - goods) or has_said(text, Meaning.FREE, languages)


@lru_cache(maxsize=8_192)
def _is_time(text: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a text holds a number of hours, days or weeks, or a date: "two days", "Tue 24 November"."""
    counts = frozenset(word for code in languages for word in stems_of(Meaning.COUNT, code))
    words = ["0" if word in counts else word for word in map(str.casefold, _WORD.findall(_PIECES.sub(" ", text)))]
    if not any(word.isdigit() for word in words):
        return False
    if _DATE.search(_COUNT_OF_STEPS.sub(" ", text)):
        return True
    beside = {
        word
        for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False)
        if before.isdigit() or after.isdigit()
    }
    return any(
        word in _short_names(code)
        or any(word.startswith(stem) and len(word) <= len(stem) + _LONGEST_END for stem in _stems(code))
        for code in languages
        for word in beside
    )


@cache
def _stems(code: str) -> frozenset[str]:
    """Give how the words for hours, days, weeks, days of the week and months begin, by CLDR."""
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    units = tuple(f"duration-{name}" for name in ("hour", "day", "week"))
    words = [format_unit(count, unit, locale=locale) for unit in units for count in _COUNTS]
    words += _MORE_UNITS.get(code, ())
    words += [*locale.days["format"]["wide"].values(), *locale.months["format"]["wide"].values()]
    bare = (_letters(word) for word in words if "duration" not in word)
    # Nouns change their ends: "viikko", "viikossa".
    return frozenset(word[:-2] if len(word) > _SHORTEST_STEM + 2 else word for word in bare if len(word) >= 2)


@cache
def _days_of_week(code: str) -> tuple[str, ...]:
    """Give how the days of the week begin, by CLDR: "torstai", "torstaina"; of "quinta-feira" the first word."""
    try:
        names = Locale.parse(code).days["format"]["wide"].values()
    except (UnknownLocaleError, ValueError):
        return ()
    firsts = (_WORD.findall(name)[0].casefold() for name in names)
    return tuple(first.rstrip("a") if code in _BENT else first for first in firsts)


@cache
def _short_names(code: str) -> frozenset[str]:
    """Give what days of the week and months are called for short, by CLDR: "Tue", "Nov"."""
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    names = (*locale.days["format"]["abbreviated"].values(), *locale.months["format"]["abbreviated"].values())
    return frozenset(map(_letters, names))


def _letters(text: str) -> str:
    return "".join(part for part in _WORD.findall(text) if not part.isdigit()).casefold()
