"""Reading amounts of money from the text of a page, as shops of many countries write them.

Why not price-parser and babel: the one takes a text for one price and gives no place in it, so that "3 x 10 €, total
30 €" is lost; the other formats and parses numbers of one known locale, and pages write in others than they declare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

__all__ = ["Amount", "amounts_in", "currencies_in", "numbers_in", "share_currency"]

_SPACE = r"[ \u00a0\u2007\u2009\u202f]"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:[.,'’]\d{{2,3}})*[.,'’]\d{{3}}(?!\d)(?:[.,:]\d{{1,2}}(?!\d))?"  # 1.234,50  1,234.50  1,23,456.00
    rf"|\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,:]\d{{1,2}}(?!\d))?"  # 1 234,50
    r"|\d+[.,:]\d{1,2}(?!\d)"  # 24,90  24.9  24:90
    r"|\d+)"
)
_SIGNS = (
    r"[€$£¥￥₹₺₽₴₩₪₫₱₦₡₲₵฿₨]|R\$|(?:zł|Kč|[Kk]r|Ft|лв|[Ll]ei|Rs|TL|[Рр]уб|[Гг]рн|дин|Fr(?=\.))(?!\w(?<!\d))\.?"
    r"|р\.(?!\w)|(?<=,\d\d)e(?![\w-])|(?<=,\d\d )e(?![\w-])"  # "47 405 р." and the "24,90 e" of Finnish shops
    r"|(?<=\d)[円元원]|(?<=\d )[円元원]"
)
_CODES = (
    r"(?:EUR|USD|GBP|SEK|NOK|DKK|ISK|CHF|PLN|CZK|HUF|RON|BGN|TRY|RUB|UAH|JPY|CNY|INR|PKR|LKR|AUD|CAD|NZD|ZAR|BRL|MXN"
    r"|SGD|HKD|KRW|THB|AED|SAR|ILS|RSD|MYR|eur|usd|gbp|Eur|euros?|euroa|eura)(?!\w(?<!\d))"
)
_CURRENCY = rf"(?:{_SIGNS}|{_CODES})"
# Only behind a number: "EURO 2024" is a tournament.
_WORDS = r"(?:E(?:uros?|UROS?)|eurot|[Kk]ron(?:or|er)|złot(?:ych|e|y))(?![\w-])"
_FRENCH = rf"\d{{1,5}}€\d{{2}}(?![\w.,])(?!{_SPACE}?{_CURRENCY})"  # 44€90
_AMOUNT = re.compile(
    rf"(?<![.,])(?<!\w(?<![ぁ-鿿가-힣]))(?P<minus>[-−]{_SPACE}?)?"  # 税込1,296円
    rf"(?:(?P<d>{_FRENCH})"
    rf"|(?P<before>(?:[A-Z]{{1,2}}(?=\$))?{_CURRENCY}){_SPACE}?(?P<minus_inside>[-−])?(?P<a>{_NUMBER})"
    rf"|(?P<b>{_NUMBER}){_SPACE}?(?P<after>{_CURRENCY}|{_WORDS})"
    rf"|(?P<c>{_NUMBER})(?P<whole>[,:.]?[-–—]{{1,2}})"  # 249,- Kč
    rf"(?:{_SPACE}?(?P<behind>{_CURRENCY}|{_WORDS})(?!{_SPACE}?\d)|(?![\w-])))"
)
# Up to three letters behind a number are its unit, unless they speak of tax.
_UNIT = r"(?!(?i:sis|inc|alv|vat|tax|iva|btw|ttc|tva|mva)\b)[a-zA-Zµ]{1,3}\d?\b"
_BARE = re.compile(
    rf"(?<![\w.,:/-])(?P<minus>[-−])?(?P<n>{_NUMBER})(?![\w:/%-]|[.,]\d)(?!{_SPACE}?(?:%|[xX×]\b|{_UNIT}))"
)
_ANY = re.compile(rf"(?<![\d.,]){_NUMBER}")
_DECIMALS = re.compile(r"[.,:](\d{1,2})$")
_REFERENCE = re.compile(r"[^\W\d]+-\d{4,}")
"""“TL-10481” is no amount of lira less than nothing, but an order or an article."""

_NAMED = re.compile(rf"(?<!\w)(?:(?:[A-Z]{{1,2}}(?=\$))?{_CURRENCY}|{_WORDS})|(?<=\d){_CURRENCY}")

_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"})
_CODES_OF = {
    "€": {"EUR"}, "EURO": {"EUR"}, "EUROS": {"EUR"}, "EUROA": {"EUR"}, "£": {"GBP"}, "$": _DOLLARS, "US$": {"USD"},
    "CA$": {"CAD"}, "C$": {"CAD"}, "A$": {"AUD"}, "AU$": {"AUD"}, "NZ$": {"NZD"}, "S$": {"SGD"}, "HK$": {"HKD"},
    "R$": {"BRL"}, "¥": {"JPY", "CNY"}, "￥": {"JPY", "CNY"}, "₹": {"INR"}, "RS": {"INR", "PKR", "LKR"},
    "₨": {"INR", "PKR", "LKR"}, "₺": {"TRY"}, "₽": {"RUB"}, "₴": {"UAH"}, "₩": {"KRW"}, "₪": {"ILS"}, "฿": {"THB"},
    "KR": {"SEK", "NOK", "DKK", "ISK"}, "ZŁ": {"PLN"}, "KČ": {"CZK"}, "FT": {"HUF"}, "ЛВ": {"BGN"}, "LEI": {"RON"},
    "EUROT": {"EUR"}, "KRONOR": {"SEK"}, "KRONER": {"NOK", "DKK"}, "ZŁOTYCH": {"PLN"},
    "ZŁOTE": {"PLN"}, "ZŁOTY": {"PLN"},
    "FR": {"CHF"}, "EURA": {"EUR"}, "E": {"EUR"}, "TL": {"TRY"}, "РУБ": {"RUB"}, "Р": {"RUB"}, "ГРН": {"UAH"},
    "ДИН": {"RSD"}, "円": {"JPY"}, "元": {"CNY"}, "원": {"KRW"},
}  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """One amount as it stands in a text.

    Attributes:
        value: Major units; negative where a minus stands before it (a discount).
        text: As written, for messages.
        currencies: ISO codes that its sign may stand for ("kr": four of them); empty where none is written.
        start, end: Where it stands in the text.
    """

    value: Decimal
    text: str
    currencies: frozenset[str] = frozenset()
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


def amounts_in(text: str, *, is_bare: bool = False) -> tuple[Amount, ...]:
    """Give the amounts of a text in reading order.

    Args:
        text: White space folded.
        is_bare: Also take numbers with two decimals and no currency, as cells beside the word total hold them.
    """
    found = tuple(_with_currency(text))
    return found or (tuple(_without_currency(text)) if is_bare else ())


def numbers_in(text: str) -> frozenset[Decimal]:
    """Give every number that stands in the text, with a currency or without: a generous reading."""
    return frozenset(_value(match.group()) for match in _ANY.finditer(text))


def currencies_in(text: str) -> frozenset[str]:
    """Give the ISO codes of every currency that the text names, with an amount or without one."""
    return frozenset().union(*(_codes(match.group()) for match in _NAMED.finditer(text)))


def share_currency(one: Amount, other: Amount) -> bool:
    """Tell whether two amounts may be of one currency; one without a sign may be of any."""
    return not one.currencies or not other.currencies or bool(one.currencies & other.currencies)


def _with_currency(text: str) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(text):
        french = match["d"] or ""
        number = match["a"] or match["b"] or match["c"] or french.replace("€", ",")
        if _REFERENCE.fullmatch(match.group()):
            continue
        is_negative = bool(match["minus"] or match["minus_inside"])
        value = _value(number)
        yield Amount(
            value=-value if is_negative else value,
            text=match.group().strip(),
            currencies=_codes("€" if french else match["before"] or match["after"] or match["behind"] or ""),
            start=match.start(),
            end=match.end(),
        )


def _without_currency(text: str) -> Iterator[Amount]:
    for match in _BARE.finditer(text):
        decimals = _DECIMALS.search(match["n"])
        if decimals is not None and len(decimals[1]) == 2 and decimals[0][0] != ":":
            value = _value(match["n"])
            signed = -value if match["minus"] else value
            yield Amount(signed, match.group().strip(), start=match.start(), end=match.end())


def _codes(sign: str) -> frozenset[str]:
    name = sign.rstrip(".").upper()
    return frozenset(_CODES_OF.get(name, {name} if name else ()))


def _value(number: str) -> Decimal:
    """Read a number: one or two digits behind its last point, comma or colon are decimals, three are thousands."""
    decimals = _DECIMALS.search(number)
    whole = number[: decimals.start()] if decimals else number
    digits = re.sub(r"\D", "", whole)
    return Decimal(f"{digits or '0'}.{decimals[1] if decimals else '0'}")
