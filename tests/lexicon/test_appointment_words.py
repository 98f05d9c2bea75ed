"""Appointments that are confirmed, goods that a shop has none of, and what to bring; and sentences near to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from frictionaudit.lexicon import Meaning, claims
from frictionaudit.rules.languages import has_said

Texts = Mapping[str, Sequence[str]]

_CONFIRMED: Texts = {
    "en": ("Your appointment is confirmed.",),
    "de": ("Ihr Termin ist bestätigt.",),
    "nl": ("Je afspraak is bevestigd.",),
    "fi": ("Ajanvarauksesi on vahvistettu.",),
    "sv": ("Din tid är bekräftad.",),
    "fr": ("Votre rendez-vous est confirmé.",),
    "es": ("Su cita está confirmada.",),
    "it": ("Il suo appuntamento è confermato.",),
    "pt": ("A sua marcação está confirmada.",),
    "pl": ("Twoja wizyta jest potwierdzona.",),
    "da": ("Din tid er bekræftet.",),
    "nb": ("Timen din er bekreftet.",),
    "et": ("Teie aeg on kinnitatud.",),
}
_ONLY_HELD: Texts = {
    "fi": ("Aikasi on varattu 10 minuuttia.",),
    "da": ("Din tid er reserveret i 10 minutter.",),
    "et": ("Teie aeg on broneeritud 10 minutiks.",),
}
_SAID: Mapping[Meaning, Texts] = {
    Meaning.OUT_OF_STOCK: {
        "en": ("We're out of this item at the moment.",),
        "de": ("Diesen Artikel haben wir momentan nicht da.",),
        "fi": ("Tätä tuotetta ei juuri nyt ole.",),
        "sv": ("Den här varan har vi inte just nu.",),
        "fr": ("Nous n'avons plus cet article pour le moment.",),
        "pl": ("Obecnie nie mamy tego produktu.",),
    },
    Meaning.NOTIFY: {
        "de": ("Wir schreiben Ihnen, sobald der Artikel wieder da ist",),
        "sv": ("Vi mejlar dig så snart den är tillbaka",),
        "es": ("Te escribiremos en cuanto vuelva",),
    },
    Meaning.NEXT_STEPS: {
        "en": ("Please bring your booking reference with you.",),
        "nl": ("Neem je boekingsnummer mee.",),
        "it": ("Porta con te il numero di prenotazione.",),
        "et": ("Võtke broneeringu number kaasa.",),
    },
    Meaning.REQUIRED: {"fr": ("Remplissez tous les champs marqués d'un *",), "pl": ("Wypełnij wszystkie pola",)},
}


def _texts(table: Texts) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in table.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), _texts(_CONFIRMED))
def test_an_appointment_is_confirmed(language: str, text: str) -> None:
    assert claims(text, Meaning.CONFIRMATION, language)


@pytest.mark.parametrize(("language", "text"), _texts(_ONLY_HELD))
def test_an_appointment_that_is_only_held(language: str, text: str) -> None:
    assert claims(text, Meaning.CONFIRMATION, language) is None


@pytest.mark.parametrize(
    ("meaning", "language", "text"),
    [(meaning, language, text) for meaning, texts in _SAID.items() for language, text in _texts(texts)],
)
def test_what_is_said_of_goods_and_days(meaning: Meaning, language: str, text: str) -> None:
    assert has_said(text, meaning, (language,))


@pytest.mark.parametrize(
    ("meaning", "language", "text"),
    [
        (Meaning.OUT_OF_STOCK, "fi", "Tätä tuotetta ei lähetetä, jos osoitetta ei ole."),
        (Meaning.NEXT_STEPS, "it", "Porta con te la tua musica"),
    ],
)
def test_what_only_begins_so(meaning: Meaning, language: str, text: str) -> None:
    assert not has_said(text, meaning, (language,))
