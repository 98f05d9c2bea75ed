"""What shops say of stock, of what comes again, of sessions of work and of search; and sentences that only look so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from frictionaudit.lexicon import Meaning, order_reference_in, says
from frictionaudit.rules.commitment.recurrence import says_recurring
from frictionaudit.rules.languages import has_said, has_told

Texts = Mapping[str, Sequence[str]]

_SAID: Mapping[Meaning, Texts] = {
    Meaning.OUT_OF_STOCK: {
        "en": ("Temporarily unavailable online",),
        "et": ("Välja müüdud", "Vabu tube pole"),
        "sv": ("Inga lediga rum",),
        "fr": ("Le concert est complet.",),
        "pt": ("Não há quartos disponíveis",),
    },
    Meaning.NOTIFY: {
        "it": ("Ricevi un'e-mail quando torna disponibile",),
        "pl": ("Wyślij e-mail, gdy produkt wróci",),
        "pt": ("Receber e-mail quando voltar",),
        "sv": ("Förhandsbeställ",),
        "et": ("Eeltellimus", "Saada kiri, kui taas laos"),
    },
    Meaning.SCARCITY: {"et": ("Peaaegu otsas",), "pl": ("Mało w magazynie",), "es": ("Pocas existencias",)},
    Meaning.ACTIVITY: {
        "fr": ("Anna vient de l'acheter",),
        "es": ("Anna acaba de comprarlo",),
        "pl": ("Anna właśnie to kupiła", "12 osób ma to w koszyku"),
    },
    Meaning.DECLINED: {
        "en": ("Klarna could not approve your purchase.",),
        "de": ("Der Kauf auf Rechnung ist leider nicht möglich.",),
        "nl": ("Je saldo is ontoereikend.",),
        "sv": ("Ditt köp kunde inte beviljas.",),
        "es": ("No hemos podido completar el pago.",),
        "it": ("Non siamo riusciti a completare il pagamento.",),
        "fr": ("Paiement non abouti", "Nous n'avons pas pu débiter votre carte."),
        "da": ("Desværre godkendte din bank ikke betalingen.",),
    },
    Meaning.CART_EMPTY: {
        "de": ("Im Einkaufswagen sind keine Artikel.",),
        "fr": ("Rien dans ton panier",),
        "it": ("Non hai ancora aggiunto nulla al carrello",),
        "pt": ("O teu saco de compras está vazio",),
        "pl": ("W koszyku nie ma żadnych produktów.",),
    },
    Meaning.IN_CART: {
        "nl": ("Je winkelmandje is bijgewerkt.",),
        "sv": ("Ligger nu i kassen!",),
        "es": ("1 artículo añadido",),
        "it": ("Il carrello è stato aggiornato.",),
        "nb": ("Handlekurven er oppdatert.",),
    },
    Meaning.BUSY: {
        "en": ("Searching for flights…",),
        "de": ("Flüge werden gesucht…",),
        "da": ("Søger efter fly…", "Bestillingen sendes, luk ikke vinduet."),
        "nb": ("Ikke lukk vinduet",),
        "pl": ("Wysyłanie zamówienia, nie zamykaj okna",),
    },
    Meaning.NO_RESULTS: {
        "de": ("Keine Produkte entsprechen Ihrer Auswahl.",),
        "fi": ("Yksikään tuote ei vastaa valintojasi.",),
        "et": ("Ükski toode ei vasta teie valikule.", "Tulemusi pole"),
        "pl": ("Żaden produkt nie spełnia kryteriów.",),
    },
    Meaning.PRIVACY: {
        "de": ("So gehen wir mit Ihren Daten um",),
        "sv": ("Så behandlar vi dina uppgifter",),
        "es": ("Cómo tratamos tus datos",),
        "et": ("Kuidas me teie andmeid töötleme",),
    },
    Meaning.WITHDRAWAL: {
        "fi": ("Voit peruuttaa tilauksen 14 päivän kuluessa.",),
        "fr": ("Vous pouvez vous rétracter dans les 14 jours.",),
        "pl": ("Możesz odstąpić od umowy w ciągu 14 dni.",),
        "et": ("Võite 14 päeva jooksul lepingust taganeda.",),
    },
    Meaning.PRIOR_PRICE: {
        "en": ("30-day low £39.00",),
        "nl": ("Laagste 30-dagenprijs € 39,00",),
        "it": ("Miglior prezzo 30 giorni: 39,00 €",),
        "nb": ("Laveste 30-dagerspris 390 kr",),
    },
}
_UNSAID: Mapping[Meaning, Texts] = {
    Meaning.OUT_OF_STOCK: {"fr": ("Petit-déjeuner complet", "Votre dossier est complet.")},
    Meaning.NOTIFY: {"pt": ("Receba um SMS quando chegar à loja",)},
    Meaning.SCARCITY: {"pl": ("Niski stan baterii",), "es": ("Últimas novedades",)},
    Meaning.ACTIVITY: {"es": ("¿Acaba de llegar?",)},
    Meaning.DECLINED: {
        "de": ("Kauf ohne Anmeldung nicht möglich",),
        "et": ("Valige pank, kust makset teha",),
        "pl": ("Brak dodatkowych środków czystości",),
    },
    Meaning.IN_CART: {"sv": ("Paketet ligger nu i din brevlåda",)},
    Meaning.BUSY: {
        "en": ("Looking for flights?",),
        "fr": ("Recherche de vols",),
        "it": ("Registrati in un attimo",),
        "nl": ("Vluchten zoeken",),
        "sv": ("Söker du efter något?",),
        "da": ("Bestillingen sendes i morgen",),
        "pl": ("Wyszukiwanie lotów",),
    },
    Meaning.PRIOR_PRICE: {"fr": ("Prix garanti sur 30 jours",), "it": ("Prezzo bloccato 30 giorni",)},
}
_BACK_ON: Texts = {
    "es": ("Disponible en unas 3 semanas",),
    "it": ("Disponibile tra circa 3 settimane", "Nuovi arrivi previsti il 4 maggio"),
    "pt": ("Disponível dentro de 3 semanas",),
    "pl": ("Dostępny za około 3 tygodnie",),
    "sv": ("Nytt parti kommer 4 maj",),
    "de": ("Vorverkauf ab 1. Juni",),
}
_NOT_BACK: Texts = {"pl": ("Dostępny za 99 zł",), "es": ("Disponible en 3 colores",), "it": ("Nuovi arrivi 2026",)}
_AGAIN: Texts = {
    "de": ("Lieferung alle 4 Wochen, Abbuchung jeweils bei Versand",),
    "fi": (
        "Toimitus 4 viikon välein, veloitus joka toimituksesta",
        "Kokeilujakson päätyttyä kortilta veloitetaan 59 €.",
    ),
    "sv": ("Prenumerationen förlängs med ett år i taget.", "När provperioden är slut dras 590 kr."),
    "da": ("Abonnementet forlænges, medmindre du opsiger det.", "Når prøveperioden udløber, trækkes 590 kr."),
    "nb": ("Abonnementet forlenges med ett år om gangen.", "Deretter 99 kr/md."),
    "es": ("La suscripción se prorroga cada año.", "Entrega cada 4 semanas con cargo en cada envío"),
    "fr": ("À la fin de l'essai, 59 € seront débités de votre carte.",),
    "it": ("Al termine della prova verranno addebitati 59 €.",),
    "pl": ("Po zakończeniu okresu próbnego pobierzemy 59 zł.",),
}
_ONCE: Texts = {
    "sv": ("Garantin förlängs med ett år.", "Under provperioden på 100 nätter betalar du inget."),
    "da": ("Garantien forlænges med et år.", "Vi sender hver uge, fragt 49 kr."),
    "fi": ("Kastele kahden viikon välein.",),
    "es": ("La garantía se prorroga un año.",),
}


def _each(table: Mapping[Meaning, Texts]) -> list[tuple[Meaning, str, str]]:
    return [(m, language, text) for m, texts in table.items() for language, some in texts.items() for text in some]


def _texts(table: Texts) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in table.items() for text in texts]


@pytest.mark.parametrize(("meaning", "language", "text"), _each(_SAID))
def test_what_is_said(meaning: Meaning, language: str, text: str) -> None:
    assert has_said(text, meaning, (language,))


@pytest.mark.parametrize(("meaning", "language", "text"), _each(_UNSAID))
def test_what_only_looks_so(meaning: Meaning, language: str, text: str) -> None:
    assert not has_said(text, meaning, (language,))


@pytest.mark.parametrize(("language", "text"), _texts(_BACK_ON))
def test_when_it_is_back(language: str, text: str) -> None:
    assert has_told(text, Meaning.RESTOCK, (language,))


@pytest.mark.parametrize(("language", "text"), _texts(_NOT_BACK))
def test_what_tells_no_date(language: str, text: str) -> None:
    assert not has_told(text, Meaning.RESTOCK, (language,))


@pytest.mark.parametrize(("language", "text"), _texts(_AGAIN))
def test_money_taken_again(language: str, text: str) -> None:
    assert says_recurring(text, (language, "en"))


@pytest.mark.parametrize(("language", "text"), _texts(_ONCE))
def test_nothing_taken_again(language: str, text: str) -> None:
    assert not says_recurring(text, (language, "en"))


@pytest.mark.parametrize(
    ("language", "text", "reference"),
    [("fr", "N° de dossier : 30491", "30491"), ("es", "Tu n.º de pedido es A-20931.", "A-20931")],
)
def test_numbers_by_other_names(language: str, text: str, reference: str) -> None:
    assert order_reference_in(text, language) == reference


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "1 item in your basket"), ("es", "1 artículo en la cesta"), ("es", "1 artículo en su carrito"),
        ("de", "1 Artikel in Ihrem Warenkorb"), ("fr", "1 article dans votre panier"), ("sv", "1 vara i din varukorg"),
        ("it", "1 articolo nel tuo carrello"), ("pt", "1 artigo no seu carrinho"), ("da", "1 vare i din kurv"),
    ],
)  # fmt: skip
def test_what_lies_in_the_own_cart_is_nothing_that_others_do(language: str, text: str) -> None:
    assert not any(says(text, meaning, language) for meaning in (Meaning.ACTIVITY, Meaning.SCARCITY))
