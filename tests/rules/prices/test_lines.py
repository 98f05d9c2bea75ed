"""Amounts, the words beside them, and what they make together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.rules.prices.makers import Row, make_block, make_rows

from frictionaudit.evidence.common import Box, TextBlock
from frictionaudit.rules.money import amounts_in, currencies_in, share_currency
from frictionaudit.rules.prices.charged import adds_up, charged_by
from frictionaudit.rules.prices.lines import Kind, is_unit_price, price_lines

ALL = ("en", "fi", "sv", "de", "fr", "es", "it", "nl", "da", "nb", "pl", "pt", "et")


def kinds(*rows: Row, languages: tuple[str, ...] = ALL) -> list[Kind]:
    return [line.kind for line in price_lines(make_rows(*rows), languages)]


def charged(*rows: Row, currency: str | None = "EUR", languages: tuple[str, ...] = ("en",)) -> tuple[str, bool] | None:
    found = charged_by(make_rows(*rows), languages, currency)
    return None if found is None else (found.amount.text, found.is_partial)


@pytest.mark.parametrize(
    ("label", "language", "kind"),
    [
        ("Total", "en", Kind.TOTAL),
        ("Order total", "en", Kind.TOTAL),
        ("Total incl. VAT", "en", Kind.TOTAL),
        ("Total including delivery", "en", Kind.TOTAL),
        ("Total excl. delivery", "en", Kind.PARTIAL),
        ("Estimated total", "en", Kind.PARTIAL),
        ("Subtotal", "en", Kind.SUBTOTAL),
        ("Sub-total", "en", Kind.SUBTOTAL),
        ("Products (2)", "en", Kind.SUBTOTAL),
        ("Total tax", "en", Kind.TAX),
        ("Total after discount", "en", Kind.TOTAL),
        ("Gesamt nach Rabatt", "de", Kind.TOTAL),
        ("Total après remise", "fr", Kind.TOTAL),
        ("Total discount", "en", Kind.DISCOUNT),
        ("You save in total", "en", Kind.DISCOUNT),
        ("Je bespaart in totaal", "nl", Kind.DISCOUNT),
        ("Sie haben insgesamt gespart", "de", Kind.DISCOUNT),
        ("Säästit yhteensä", "fi", Kind.DISCOUNT),
        ("Gesamtrabatt", "de", Kind.DISCOUNT),
        ("Alennukset yhteensä", "fi", Kind.DISCOUNT),
        ("Importe de los artículos", "es", Kind.SUBTOTAL),
        ("Totale parziale", "it", Kind.SUBTOTAL),
        ("Tussentotaal", "nl", Kind.SUBTOTAL),
        ("Total dos artigos", "pt", Kind.SUBTOTAL),
        ("Sum varer", "da", Kind.SUBTOTAL),
        ("Maksmisele kuulub", "et", Kind.TOTAL),
        ("Pandipakend", "et", Kind.DEPOSIT),
        ("Flaskepant", "nb", Kind.DEPOSIT),
        ("Opłata kaucyjna", "pl", Kind.DEPOSIT),
        ("Vuoto a rendere", "it", Kind.DEPOSIT),
        ("Total com IVA", "pt", Kind.TOTAL),
        ("Total con IVA", "es", Kind.TOTAL),
        ("Totale IVA compresa", "it", Kind.TOTAL),
        ("Total avec TVA", "fr", Kind.TOTAL),
        ("Razem z VAT", "pl", Kind.TOTAL),
        ("Totaal met btw", "nl", Kind.TOTAL),
        ("Summe mit MwSt.", "de", Kind.TOTAL),
        ("Summa med moms", "sv", Kind.TOTAL),
        ("Kokku KM-ga", "et", Kind.TOTAL),
        ("Razem z dostawą", "pl", Kind.TOTAL),
        ("Total IVA", "es", Kind.TAX),
        ("Moms i alt", "da", Kind.TAX),
        ("Suma VAT", "pl", Kind.TAX),
        ("Total shipping", "en", Kind.DELIVERY),
        ("Shipping", "en", Kind.DELIVERY),
        ("Shipping insurance", "en", Kind.ITEM),
        ("Transportversicherung", "de", Kind.ITEM),
        ("Toimitusvakuutus", "fi", Kind.ITEM),
        ("Klimatkompensation", "sv", Kind.ITEM),
        ("Insured delivery", "en", Kind.DELIVERY),
        ("Priority shipping", "en", Kind.DELIVERY),
        ("DHL Paket versichert", "de", Kind.DELIVERY),
        ("Garantierte Lieferung bis Freitag", "de", Kind.DELIVERY),
        ("Livraison avec assurance", "fr", Kind.DELIVERY),
        ("Spedizione con assicurazione", "it", Kind.DELIVERY),
        ("Klimatkompenserad frakt", "sv", Kind.DELIVERY),
        ("Przesyłka z ubezpieczeniem", "pl", Kind.DELIVERY),
        ("VAT 24 %", "en", Kind.TAX),
        ("TPS et TVQ", "fr", Kind.TAX),
        ("QST 9.975 %", "en", Kind.TAX),
        ("IGV (18 %)", "es", Kind.TAX),
        ("ITBIS 18 %", "es", Kind.TAX),
        ("ICMS", "pt", Kind.TAX),
        ("Handling fee", "en", Kind.FEE),
        ("Bottle deposit", "en", Kind.DEPOSIT),
        ("Discount SUMMER", "en", Kind.DISCOUNT),
        ("Blue mug", "en", Kind.ITEM),
        ("Yhteensä", "fi", Kind.TOTAL),
        ("Välisumma", "fi", Kind.SUBTOTAL),
        ("Tuotteet yhteensä", "fi", Kind.SUBTOTAL),
        ("Tuotteet yhteensä, toimitus erikseen", "fi", Kind.SUBTOTAL),
        ("Toimitus ja tuotteet yhteensä", "fi", Kind.TOTAL),
        ("Totaal artikelen en verzending", "nl", Kind.TOTAL),
        ("Total articles et livraison", "fr", Kind.TOTAL),
        ("Varer i alt, levering kommer til", "da", Kind.SUBTOTAL),
        ("Tuotteet", "fi", Kind.SUBTOTAL),
        ("Toimituskulut", "fi", Kind.DELIVERY),
        ("Yhteensä ilman toimitusta", "fi", Kind.PARTIAL),
        ("josta alv 25,5 %", "fi", Kind.TAX),
        ("Pullopantti", "fi", Kind.DEPOSIT),
        ("Att betala", "sv", Kind.TOTAL),
        ("Varav moms", "sv", Kind.TAX),
        ("Frakt", "sv", Kind.DELIVERY),
        ("Fakturaavgift", "sv", Kind.FEE),
        ("Sperrgutzuschlag", "de", Kind.FEE),
        ("Postiennakkomaksu", "fi", Kind.FEE),
        ("Ravintolisä", "fi", Kind.ITEM),
        ("Gastos de reembolso", "es", Kind.FEE),
        ("Köpskydd", "sv", Kind.ITEM),
        ("Gesamtsumme", "de", Kind.TOTAL),
        ("Zwischensumme", "de", Kind.SUBTOTAL),
        ("Versandkosten", "de", Kind.DELIVERY),
        ("Gesamtnettosumme", "de", Kind.SUBTOTAL),
        ("Gutschein", "de", Kind.DISCOUNT),
        ("Flaschenpfand", "de", Kind.DEPOSIT),
        ("Frais de livraison", "fr", Kind.DELIVERY),
        ("Verzendkosten", "nl", Kind.DELIVERY),
        ("Hemkörning", "sv", Kind.DELIVERY),
        ("Tassa di soggiorno", "it", Kind.TAX),
        ("Visitor levy", "en", Kind.TAX),
        ("Endreinigung", "de", Kind.FEE),
        ("Inbärning, tungt gods", "sv", Kind.FEE),
        ("Kyltillägg", "sv", Kind.FEE),
        ("Heavy goods handling", "en", Kind.FEE),
        ("Heavy goods trolley", "en", Kind.ITEM),
        ("Carried upstairs", "en", Kind.FEE),
        ("Sperrgut", "de", Kind.FEE),
        ("Babytragehilfe", "de", Kind.ITEM),
        ("Sisäänkanto", "fi", Kind.FEE),
        ("Indbæring", "da", Kind.FEE),
        ("Innbæring til ønsket rom", "nb", Kind.FEE),
        ("Naar boven dragen", "nl", Kind.FEE),
        ("Portage à l'étage", "fr", Kind.FEE),
        ("Frais de plateforme", "fr", Kind.FEE),
        ("Saumon frais de Norvège", "fr", Kind.ITEM),
        ("Salita al piano", "it", Kind.FEE),
        ("Subida a domicilio", "es", Kind.FEE),
        ("Taxa de plataforma", "pt", Kind.FEE),
        ("Wniesienie na piętro", "pl", Kind.FEE),
        ("Tuppa tõstmine", "et", Kind.FEE),
        ("Pulizia finale e diritti di agenzia", "it", Kind.FEE),
    ],
)
def test_what_a_line_is_by_its_words(label: str, language: str, kind: Kind) -> None:
    assert kinds((label, "4,90 €"), languages=(language, "en")) == [kind]


def test_amounts_in_sentences_instalments_and_units_are_no_lines_of_a_sum() -> None:
    rows = [
        "Free delivery over 60 €",
        "Order for another 12.50 € and we will bring everything to your door",
        "or 3 x 8.30 € with Klarna",
        "83.00 € / l",
        "-5.00 €",
    ]
    assert kinds(*rows, languages=("en",)) == [Kind.NOTE, Kind.NOTE, Kind.NOTE, Kind.UNIT, Kind.DISCOUNT]


def test_what_is_paid_elsewhere_is_no_total_however_much_it_is_in_all() -> None:
    stay = (
        "Tassa di soggiorno: 3,50 € a persona e notte, 14,00 € in tutto, da pagare in struttura al momento del saldo."
    )
    assert charged(("Totale", "178,00 €"), stay, languages=("it",)) == ("178,00 €", False)
    assert charged("2 mugs at 12.00 €, total 24.00 €") == ("24.00 €", False)


@pytest.mark.parametrize(
    ("language", "row", "kind"),
    [
        ("de", ("Mindermengenzuschlag bei einem Bestellwert unter 20 Euro", "3,00 €"), Kind.FEE),
        ("de", "Versandkosten bei einem Bestellwert unter 50 Euro: 3,00 €", Kind.NOTE),
        ("de", "Bei einem Bestellwert bis 50 Euro berechnen wir 3,00 € Versandkosten.", Kind.NOTE),
        ("en", ("Delivery for an order total under 50 euros", "4.90 €"), Kind.DELIVERY),
        ("fr", ("Frais de dossier pour un montant total inférieur à 20 euros", "3,00 €"), Kind.FEE),
        ("sv", ("Frakt vid ordervärde under 500 kr", "49 kr"), Kind.DELIVERY),
        ("de", ("Bestellwert inklusive Versandkosten", "29,80 €"), Kind.TOTAL),
        ("en", ("Total for your order with delivery and taxes", "29.80 €"), Kind.TOTAL),
    ],
)
def test_what_an_order_is_held_against_is_no_sum(language: str, row: Row, kind: Kind) -> None:
    assert kinds(row, languages=(language,))[-1] is kind


def test_the_label_stands_on_the_amounts_own_row() -> None:
    """As in summaries where a line has no amount yet: "Shipping: calculated at next step"."""
    lines = price_lines(make_rows(("Shipping", "Calculated at next step"), ("Total", "EUR", "24.90 €")), ("en",))
    assert [(line.label, line.kind) for line in lines] == [("Total EUR", Kind.TOTAL)]


@pytest.mark.parametrize(
    "rows",
    [
        [("Total", "29.80 € (includes 4.82 € VAT)")],
        [("Total (incl. 4.82 € VAT)", "29.80 €")],
        [("Total (incl. 4.82 VAT)", "29.80 €")],
        ["Total: 29.80 € incl. 4.82 € VAT"],
        [("Total", "29.80 €"), "Including 4.82 € in taxes"],
        ["2 items for 24.90 €, total 29.80 €"],
        [("Total", "29.80 € ($32.10)")],
    ],
)
def test_tax_and_other_amounts_within_the_line_of_the_total(rows: list[Row]) -> None:
    assert charged(*rows) == ("29.80 €", False)


def test_price_of_one_and_of_all_are_one_line() -> None:
    (line,) = price_lines(make_rows(("Blue mug", "12.45 €", "2", "24.90 €")), ("en",))
    assert (line.amount.value, line.kind) == (Decimal("24.90"), Kind.ITEM)


@pytest.mark.parametrize("name", ["Fietstas Amstel, 1 st.", "Dr. Bergs Seife", "Candle No. 5", "Blue mug"])
def test_what_stands_beside_an_amount_names_it_though_it_has_a_full_stop(name: str) -> None:
    (line,) = price_lines(make_rows("iDEAL", "Delivered on Friday.", (name, "69.00 €")), ("en",))
    assert (line.label, line.name) == (name, f"iDEAL {name}")


def test_the_head_of_a_column_is_no_label() -> None:
    head = tuple(block.model_copy(update={"tag": "th"}) for block in make_rows(("Product", "Total")))
    (line,) = price_lines((*head, *make_rows(("Blue mug", "24.90 €"), top=30)), ("en",))
    assert line.kind is Kind.ITEM


def test_a_term_right_above_goes_before_its_neighbour_on_the_row() -> None:
    boxes = [("Order number", 0, 0), ("A-10023", 0, 25), ("Total paid", 200, 0), ("33.80 €", 200, 25)]
    blocks = [make_block(text, box=Box(x=x, y=y, width=100, height=20)) for text, x, y in boxes]
    (line,) = price_lines(blocks, ("en",))
    assert (line.label, line.kind) == ("Total paid", Kind.TOTAL)


@pytest.mark.parametrize("more", [{"tag": "del"}, {"tag": "s"}, {"is_struck": True}, {"region": "footer"}])
def test_crossed_out_prices_and_footers_are_left_out(more: dict[str, object]) -> None:
    assert price_lines([make_block("Total 29.90 €", **more)], ("en",)) == ()


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("Total", "29.80 €")], ("29.80 €", False)),
        ([("Total", "29.80 €"), ("Total", "29.80 €")], ("29.80 €", False)),
        ([("Subtotal", "24.90 €")], ("24.90 €", True)),
        ([("Total without delivery", "24.90 €")], ("24.90 €", True)),
        ([("Blue mug", "24.90 €")], None),
        ([("Total", "24.90 €"), ("Total", "29.80 €")], None),
        # The one that is the sum of its parts.
        (
            [("Subtotal", "24.90 €"), ("Delivery", "4.90 €"), ("Total", "24.90 €"), ("Total", "29.80 €")],
            ("29.80 €", False),
        ),
        # Goods that are called a total too.
        ([("Total", "19.99 €"), ("Delivery", "4.90 €"), ("Grand total", "24.89 €")], ("24.89 €", False)),
        # Net and gross.
        ([("Total", "20.00 €"), ("VAT 25 %", "5.00 €"), ("Total", "25.00 €")], ("25.00 €", False)),
        # A conversion beside it.
        ([("Total", "29.80 €"), ("Total", "$32.10")], ("29.80 €", False)),
        ([("Total", "0.00 €")], ("0.00 €", False)),
    ],
)
def test_the_amount_to_be_charged(rows: list[Row], found: tuple[str, bool] | None) -> None:
    assert charged(*rows) == found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("Solo, billed monthly", "12.00 €"), ("Due today, VAT included", "12.00 €")], ("12.00 €", False)),
        ([("Studio", "9.76 €"), ("VAT 23 %", "2.24 €"), ("Due today", "12.00 €")], ("12.00 €", False)),
        ([("Mug", "40.00 €"), ("Due today", "10.00 €")], None),  # the first of four payments
        ([("Subtotal", "40.00 €"), ("Due today", "10.00 €")], ("40.00 €", True)),
        ([("Room", "250.00 €"), ("Due now", "50.00 €"), ("Total", "250.00 €")], ("250.00 €", False)),
    ],
)
def test_what_is_due_today_is_the_total_where_nothing_is_dearer(
    rows: list[Row], found: tuple[str, bool] | None
) -> None:
    assert charged(*rows) == found


def test_a_button_that_names_its_price_decides() -> None:
    button = TextBlock(text="Pay 29.80 €", tag="button", role="button", region="main")
    both = (*make_rows(("Total", "24.90 €"), ("Total", "29.80 €")), button)
    found = charged_by(both, ("en",), "EUR")
    assert found is not None
    assert found.amount.value == Decimal("29.80")
    assert charged_by((*make_rows(("Total", "24.90 €")), button), ("en",), "EUR") is None


@pytest.mark.parametrize(("wanted", "adds"), [("4.90", True), ("6.90", True), ("7.00", False), ("0.01", False)])
def test_adding_up(wanted: str, adds: bool) -> None:
    assert adds_up(Decimal(wanted), [Decimal("4.90"), Decimal("2.00")]) is adds


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("5 €", "5 EUR", True),
        ("5 €", "$5", False),
        ("5 kr", "SEK 5", True),
        ("5 kr", "5 €", False),
        ("$5", "US$5", True),
    ],
)
def test_currencies(one: str, other: str, share: bool) -> None:
    assert share_currency(amounts_in(one)[0], amounts_in(other)[0]) is share


def test_currencies_are_named_with_and_without_amounts() -> None:
    assert currencies_in("All prices in EUR") == {"EUR"}
    assert currencies_in("from 5 £") == {"GBP"}
    assert currencies_in("Knox 24.90") == frozenset()


@pytest.mark.parametrize(
    ("text", "count"), [("24,90 sis. alv", 1), ("24.90 VAT incl.", 1), ("2.50 kg", 0), ("1.75 m", 0), ("24.90", 1)]
)
def test_a_number_with_a_unit_is_no_price_and_a_word_about_tax_is_no_unit(text: str, count: int) -> None:
    assert len(amounts_in(text, is_bare=True)) == count


@pytest.mark.parametrize(
    ("text", "is_unit"),
    [
        ("Cena za 100 g: 37,80 zł", True),
        ("Prezzo al kg: 37,80 €", True),
        ("100 g hind: 9,80 €", True),
        ("Pris pr. kg 37,80 kr.", True),
        ("19,90 €/kg", True),
        ("(12,00 € le litre)", True),
        ("12,00 € al litro", True),
        ("3,50 zł za kg", True),
        ("(120,00 kr. pr. liter)", True),
        ("Kilohinta 3,50 €", True),
        ("Literpris: 35 kr", True),
        ("12,00 € le lot", False),
        ("12,00 € el kit", False),
        ("500 g: 5,90 €", False),
        ("2,5 kg 12,90 €", False),
        ("Size L: 19,90 €", False),
        ("Weight 1 kg, delivered tomorrow, 19,90 €", False),
    ],
)
def test_the_price_of_a_measure_is_not_that_of_a_packet(text: str, is_unit: bool) -> None:
    assert is_unit_price(text, amounts_in(text)[0]) is is_unit
