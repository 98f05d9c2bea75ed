"""Amounts as shops of many countries write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from frictionaudit.rules.money import amounts_in, currencies_in, numbers_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("24,90 €", "24.90"),
        ("24.90€", "24.90"),
        ("44€90", "44.90"),
        ("1249€00 TTC", "1249"),
        ("€24", "24"),
        ("1 234,50 €", "1234.50"),
        ("1\u00a0234,50\u00a0€", "1234.50"),
        ("1\u202f234,50 €", "1234.50"),
        ("€1,234.50", "1234.50"),
        ("1.234,50 EUR", "1234.50"),
        ("1.234 €", "1234"),
        ("12.345.678,90 €", "12345678.90"),
        ("EUR24.90", "24.90"),
        ("24,90 euroa", "24.90"),
        ("24,90 e", "24.90"),
        ("47 405 руб.", "47405"),
        ("253 грн", "253"),
        ("24:90 kr", "24.90"),
        ("249 kr", "249"),
        ("kr 249", "249"),
        ("SEK 1 249", "1249"),
        ("249:-", "249"),
        ("24,-", "24"),
        ("Rs 1,23,456.00", "123456"),
        ("Rs. 499", "499"),
        ("₹1,23,456", "123456"),
        ("CHF 1'234.50", "1234.50"),
        ("US$ 24.90", "24.90"),
        ("R$ 1.234,50", "1234.50"),
        ("24,90 zł", "24.90"),
        ("1 234 Kč", "1234"),
        ("12 345 Ft", "12345"),
        ("¥1,200", "1200"),
        ("Maksa 24,90 € nyt", "24.90"),
        ("Total: £29.80 (incl. VAT 20 %)", "29.80"),
        ("2 x 24,90 €", "24.90"),
        ("24,90 €/kk", "24.90"),
        ("−5,00 €", "-5"),
        ("-$5.00", "-5"),
    ],
)
def test_reads_one_amount(text: str, value: str) -> None:
    assert [amount.value for amount in amounts_in(text)] == [Decimal(value)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3 items",
        "12.10.2026",
        "at 12:30",
        "2.50 kg",
        "5 sek",
        "A-10023",
        "24 %",
        "4.5/5",
        "5 e-mails",
        "TL-10481",
        "Order KR-2031",
        "SEK-1002",
    ],
)
def test_reads_no_money_where_there_is_none(text: str) -> None:
    assert amounts_in(text) == ()
    assert amounts_in(text, is_bare=True) == ()


def test_a_bare_price_is_money_only_where_it_is_asked_for() -> None:
    assert amounts_in("29.80") == ()
    assert [amount.value for amount in amounts_in("29,80", is_bare=True)] == [Decimal("29.80")]


def test_keeps_reading_order_and_the_words_as_written() -> None:
    assert [amount.text for amount in amounts_in("24,90 € + 4,90 € = 29,80 €")] == ["24,90 €", "4,90 €", "29,80 €"]


def test_numbers_are_read_generously() -> None:
    assert {Decimal("29.8"), Decimal("10023")} <= numbers_in("Order 10023, 29.80 to pay")


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("249,- Kč", "249", "CZK"),
        ("1.290,- €", "1290", "EUR"),
        ("1 290,– EUR", "1290", "EUR"),
        ("12.– CHF inkl. MwSt.", "12", "CHF"),
        ("1,296円（税込）", "1296", "JPY"),
        ("税込1,296円", "1296", "JPY"),
        ("￥1,296", "1296", "JPY"),
        ("12 900원", "12900", "KRW"),
    ],
)
def test_a_currency_stands_behind_a_dash_or_close_to_words_of_the_east(text: str, value: str, currency: str) -> None:
    (amount,) = amounts_in(text)
    assert amount.value == Decimal(value)
    assert currency in amount.currencies


def test_a_currency_behind_a_dash_may_be_of_the_next_amount() -> None:
    assert [amount.value for amount in amounts_in("10-€20")][-1:] == [Decimal(20)]
    assert amounts_in("单元12") == ()


@pytest.mark.parametrize("text", ["44,90€", "44€90", "1.299,00€", "€ 12", "prices in euros", "EUR"])
def test_a_currency_is_named_with_or_without_a_space_before_it(text: str) -> None:
    assert currencies_in(text) == {"EUR"}


@pytest.mark.parametrize(("text", "values"), [("10€20 €", ["10", "20"]), ("44€ 90 pièces", ["44"]), ("2€501", ["2"])])
def test_digits_behind_a_sign_may_be_no_cents(text: str, values: list[str]) -> None:
    assert [amount.value for amount in amounts_in(text)] == [Decimal(value) for value in values]
