"""What forms say of their fields and shops of tax and customs, in whole sentences; and what only looks like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import FieldEvidence
from frictionaudit.evidence.purpose import purpose_of
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.languages import has_said
from frictionaudit.rules.validation.messages import is_vague

Texts = Mapping[str, Sequence[str]]

_MUST: Texts = {
    "de": ("Felder mit Stern müssen ausgefüllt werden.",),
    "nl": ("Dit veld moet worden ingevuld.",),
    "fi": ("Tähdellä merkityt tiedot ovat pakollisia.",),
    "et": ("Tärniga väljad on kohustuslikud.",),
    "es": ("Los campos con asterisco son obligatorios.",),
    "it": ("Tutti i campi sono obbligatori.",),
    "pt": ("Todos os campos são obrigatórios.",),
    "da": ("* Obligatoriske felter",),
    "nb": ("* Obligatoriske felt",),
}
_MAY: Texts = {
    "en": ("You may leave this blank.",),
    "de": ("Darf leer bleiben",),
    "nl": ("Mag leeg blijven",),
    "fi": ("Voit jättää tyhjäksi",),
    "sv": ("Kan lämnas tomt",),
    "et": ("Võib tühjaks jätta",),
    "fr": ("Peut rester vide", "Non obligatoire"),
    "es": ("Puede dejarse en blanco",),
    "it": ("Può essere lasciato vuoto",),
    "pt": ("Pode ficar em branco",),
    "pl": ("Można zostawić puste",),
    "da": ("Kan stå tomt",),
    "nb": ("Kan stå tomt",),
}
_OF_TAX: Texts = {
    "en": ("Our prices exclude VAT.", "Taxes calculated at checkout"),
    "de": ("Alle Preise einschließlich der gesetzlichen Mehrwertsteuer", "zzgl. gesetzlicher Umsatzsteuer"),
    "nl": ("exclusief 21% btw",),
    "fi": ("Alv:n osuus 8,00 €",),
    "sv": ("Momsen beräknas i kassan",),
    "fr": ("TVA en sus",),
    "es": ("IVA (21 %) incluido",),
    "it": ("Prezzi al netto dell'IVA",),
    "pt": ("do qual IVA: 8,00 €",),
    "pl": ("Do cen należy doliczyć 23% VAT",),
    "da": ("Moms tillægges",),
    "nb": ("Mva. kommer i tillegg",),
}
_OF_CUSTOMS: Texts = {
    "en": ("Customs charges",),
    "de": ("Zollgebühren", "Einfuhrabgaben"),
    "nl": ("Douanekosten",),
    "fi": ("Tuontitulli",),
    "sv": ("Tullavgift",),
    "et": ("Tollimaks",),
    "fr": ("Frais de douane",),
    "es": ("Gastos de aduana",),
    "it": ("Spese doganali",),
    "pt": ("Taxas alfandegárias",),
    "pl": ("Opłaty celne",),
    "da": ("Toldafgifter",),
}
_NOT_OF_CUSTOMS: Texts = {"de": ("Fahrrad 28 Zoll", "24-Zoll-Monitor"), "nb": ("I tillegg får du en gave",)}
_FOR_THE_DRIVER: Texts = {
    "en": ("Note for the driver", "Message to the courier"),
    "de": ("Hinweis für den Zusteller", "Bemerkungen zur Lieferung"),
    "nl": ("Opmerking voor de bezorger",),
    "fi": ("Viesti kuljettajalle",),
    "sv": ("Meddelande till budet",),
    "et": ("Märkused kullerile",),
    "fr": ("Message pour le livreur",),
    "es": ("Nota para el repartidor",),
    "it": ("Note per il corriere",),
    "pt": ("Observações para o estafeta",),
    "pl": ("Uwagi dla kuriera",),
    "da": ("Besked til chaufføren",),
    "nb": ("Melding til sjåføren",),
}
_PURPOSES = [
    ("en", "Recipient's name", "name"),
    ("en", "Long number on your card", "cc-number"),
    ("en", "Number on gift card", None),
    ("en", "Loyalty number on card", None),
    ("en", "3 digits on the back", "cc-csc"),
    ("es", "N.º de tarjeta", "cc-number"),
    ("es", "Razón social", "organization"),
    ("pt", "N.º do cartão", "cc-number"),
    ("sv", "Kontrollkod", "cc-csc"),
    ("sv", "Gata och husnummer", "street-address"),
    ("da", "Land/region", "country"),
    ("da", "Vejnavn og husnr.", "street-address"),
    ("nb", "Mottakers navn", "name"),
    ("nl", "Cadeauboncode", "coupon"),
    ("et", "Kehtiv kuni (KK/AA)", "cc-exp"),
]
_NOTHING_SAID: Texts = {
    "en": ("There was a problem with the information you provided.",),
    "de": ("Dieser Wert ist nicht korrekt.",),
    "nl": ("Dat ging niet goed.",),
    "fr": ("Saisie non valide.",),
    "it": ("Controlli i dati inseriti.",),
    "et": ("Sisestus ei sobi.",),
    "nb": ("Feil i inndata.",),
}


def _each(table: Texts) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in table.items() for text in texts]


def _purpose(label: str, language: str) -> str | None:
    field = FieldEvidence(subject=Subject(role="textbox", name=label, locator="#field"), kind="text", label=label)
    told = purpose_of(field, (language, "en"))
    return told.name if told else None


@pytest.mark.parametrize(("language", "text"), _each(_MUST))
def test_what_must_be_filled_in(language: str, text: str) -> None:
    assert has_said(text, Meaning.REQUIRED, (language,))


@pytest.mark.parametrize(("language", "text"), _each(_MAY))
def test_what_may_stay_empty(language: str, text: str) -> None:
    assert has_said(text, Meaning.OPTIONAL, (language,))


@pytest.mark.parametrize(("language", "text"), _each(_OF_TAX))
def test_whether_tax_is_in_the_price(language: str, text: str) -> None:
    assert has_said(text, Meaning.TAX_STATEMENT, (language,))


@pytest.mark.parametrize(("language", "text"), _each(_OF_CUSTOMS))
def test_customs_are_a_tax(language: str, text: str) -> None:
    assert has_said(text, Meaning.TAX, (language,))


@pytest.mark.parametrize(("language", "text"), _each(_NOT_OF_CUSTOMS))
def test_inches_are_no_tax(language: str, text: str) -> None:
    assert not has_said(text, Meaning.TAX, (language,))
    assert not has_said(text, Meaning.EXCLUDING, (language,))


@pytest.mark.parametrize(("language", "text"), _each(_FOR_THE_DRIVER))
def test_notes_to_whoever_brings_it(language: str, text: str) -> None:
    assert _purpose(text, language) == "note"


@pytest.mark.parametrize(("language", "label", "purpose"), _PURPOSES)
def test_what_fields_ask_for(language: str, label: str, purpose: str | None) -> None:
    told = _purpose(label, language)
    assert told == purpose if purpose else told != "cc-number"


@pytest.mark.parametrize(("language", "text"), _each(_NOTHING_SAID))
def test_messages_that_help_nobody(language: str, text: str) -> None:
    assert is_vague(text, (language,))
