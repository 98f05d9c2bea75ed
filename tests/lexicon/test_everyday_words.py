"""Plain ways to say what every shop has to say; and sentences that begin the same and say something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from frictionaudit.lexicon import Meaning, claims
from frictionaudit.rules.languages import has_said, has_told

Texts = Mapping[str, Sequence[str]]

_SAID: Mapping[Meaning, Texts] = {
    Meaning.DECLINED: {
        "en": ("The bank turned your payment of €32 down.", "We couldn't take the £32 from your card."),
        "de": ("Wir konnten den Betrag von 32 € nicht abbuchen.",),
        "nl": ("We konden het bedrag niet afschrijven.",),
        "fi": ("Emme voineet veloittaa korttiasi.",),
        "sv": ("Vi kunde inte dra 320 kr från ditt kort.",),
        "it": ("Non abbiamo potuto addebitare 32 €.",),
        "pt": ("Não conseguimos cobrar 32 €.",),
        "pl": ("Nie mogliśmy pobrać 32 zł z karty.",),
        "da": ("Vi kunne ikke trække 320 kr.",),
        "nb": ("Vi kunne ikke trekke 320 kr.",),
    },
    Meaning.NOT_FOUND: {
        "de": ("Leider können wir diese Seite nicht finden.",),
        "sv": ("Vi hittar tyvärr inte sidan.",),
        "fr": ("Nous ne trouvons pas cette page.",),
        "es": ("No hemos encontrado esta página.",),
        "da": ("Vi kan desværre ikke finde siden.",),
        "nb": ("Vi finner dessverre ikke siden.",),
    },
    Meaning.OUT_OF_STOCK: {
        "en": ("All tickets sold", "No longer in stock"),
        "de": ("Alle Karten sind verkauft",),
        "nl": ("Niet meer op voorraad",),
        "fi": ("Kaikki liput on myyty", "Ei enää varastossa"),
        "sv": ("Alla biljetter är sålda",),
        "fr": ("Plus en stock",),
        "es": ("Todas las entradas están vendidas",),
        "it": ("Tutti i biglietti sono venduti",),
        "pt": ("Já não temos em stock",),
        "pl": ("Nie ma już w magazynie",),
        "da": ("Alle billetter er solgt",),
        "et": ("Kõik piletid on müüdud",),
    },
    Meaning.NOTIFY: {
        "en": ("Get an email when available",),
        "nl": ("Ontvang een mail zodra het leverbaar is",),
        "sv": ("Få ett mejl när varan är tillbaka",),
        "fr": ("Recevez un e-mail dès qu'il est disponible",),
        "es": ("Recibe un correo cuando esté disponible",),
        "nb": ("Få e-post når varen er tilbake",),
    },
    Meaning.CART_EMPTY: {
        "sv": ("Du har inget i varukorgen ännu",),
        "es": ("Todavía no tienes nada en la cesta",),
        "pt": ("Ainda não tem nada no carrinho",),
        "da": ("Du har ikke noget i kurven endnu",),
        "nb": ("Du har ikke noe i handlekurven ennå",),
    },
    Meaning.SHAMING: {
        "de": ("Nein danke, ich will keine kostenlose Lieferung",),
        "fr": ("Non merci, je ne veux pas de livraison gratuite", "Non, je préfère payer plus cher"),
        "es": ("No, gracias, no quiero envío gratis",),
        "pl": ("Nie, dziękuję, nie chcę darmowej dostawy",),
        "da": ("Nej tak, jeg vil ikke have gratis fragt",),
    },
    Meaning.TAX_STATEMENT: {
        "fi": ("sis. 25,5 % alv",),
        "fr": ("TVA de 20 % incluse",),
        "it": ("IVA al 22% inclusa",),
        "pt": ("IVA de 23% incluído",),
        "et": ("sh 24% käibemaks",),
    },
    Meaning.INVALID: {
        "nl": ("Het nummer mag alleen cijfers bevatten.",),
        "fi": ("Puhelinnumerossa saa olla vain numeroita.",),
        "es": ("El teléfono solo puede contener números.",),
        "it": ("Il numero può contenere solo cifre.",),
        "da": ("Nummeret må kun indeholde tal.",),
        "nb": ("Nummeret kan bare inneholde tall.",),
        "et": ("Number võib sisaldada ainult numbreid.",),
    },
    Meaning.EXPIRED: {
        "nl": ("De tijd om te reserveren is verstreken.",),
        "es": ("El tiempo para reservar se ha agotado.",),
        "pl": ("Czas na dokończenie rezerwacji upłynął.",),
        "da": ("Tiden til at reservere er udløbet.",),
    },
    Meaning.OPTIONAL: {"es": ("No es obligatorio",), "pt": ("Não é obrigatório",), "pl": ("Nie jest wymagane",)},
    Meaning.REQUIRED: {"en": ("This can't be left empty",), "de": ("Das Feld darf nicht leer bleiben",)},
    Meaning.CONTACT: {"de": ("Sprechen Sie mit uns",), "sv": ("Prata med oss",), "fr": ("Parlez-nous",)},
}
_UNSAID: Mapping[Meaning, Texts] = {
    Meaning.DECLINED: {"et": ("Me ei saanud teiega ühendust võtta.",), "de": ("Wir buchen nicht vor Versand ab.",)},
    Meaning.MAINTENANCE: {"de": ("Unsere Sommerkleider sind zurück!",), "fi": ("Suosikkisi on pian takaisin!",)},
    Meaning.SHAMING: {"fr": ("Je préfère payer plus tard",)},
    Meaning.RESTOCK: {"fr": ("Droit de retour dans les 14 jours",)},
    Meaning.CART_EMPTY: {"it": ("Il carrello non è vuoto",)},
    Meaning.REDUCTION: {"it": ("Spedito in meno di 24 ore",), "pt": ("IVA à taxa reduzida de 6%",)},
    Meaning.EXCLUDING: {"nb": ("Eksklusiv design",)},
    Meaning.TAX_STATEMENT: {"et": ("sh tasuta vedu kuni 20 km",)},
    Meaning.DELIVERY_TIME: {"da": ("Bestil i dag og få 10 % rabat",), "sv": ("Beställ i dag och få 10 % rabatt",)},
    Meaning.RETURNS: {"fr": ("Retournez à la boutique",)},
    Meaning.PRIOR_PRICE: {"it": ("Prezzo di partenza 20 €",)},
}
_CONFIRMED: Texts = {
    "en": ("Your reservation is confirmed",),
    "fi": ("Varaus on vahvistettu",),
    "sv": ("Din reservation är bekräftad", "Din order har kommit in."),
    "fr": ("Votre commande nous est bien parvenue.",),
    "da": ("Vi har fået din ordre.",),
    "nb": ("Vi har fått bestillingen din.",),
    "pl": ("Twoje zamówienie do nas dotarło.",),
}


def _each(table: Mapping[Meaning, Texts]) -> list[tuple[Meaning, str, str]]:
    return [(m, language, text) for m, texts in table.items() for language, some in texts.items() for text in some]


@pytest.mark.parametrize(("meaning", "language", "text"), _each(_SAID))
def test_what_every_shop_says(meaning: Meaning, language: str, text: str) -> None:
    assert has_said(text, meaning, (language,))


@pytest.mark.parametrize(("meaning", "language", "text"), _each(_UNSAID))
def test_what_begins_the_same(meaning: Meaning, language: str, text: str) -> None:
    assert not has_told(text, meaning, (language,))


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in _CONFIRMED.items() for text in texts])
def test_an_order_that_has_come_in(language: str, text: str) -> None:
    assert claims(text, Meaning.CONFIRMATION, language)
