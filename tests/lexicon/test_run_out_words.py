"""Pages that failed: one that moved, a shop that is shut, a session or seats that have run out; and what only warns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from frictionaudit.lexicon import Meaning, claims, says

Texts = Mapping[str, Sequence[str]]

_RUN_OUT: Texts = {
    "en": ("Your session has timed out.", "For your safety we've signed you out after 20 minutes of inactivity."),
    "de": ("Ihre Sitzung ist leider abgelaufen.", "Die Reservierungszeit für Ihre Plätze ist abgelaufen."),
    "nl": ("Je sessie is verlopen.", "De reserveringstijd is voorbij."),
    "fi": ("Istuntosi on vanhentunut.", "Varausaika on päättynyt."),
    "sv": ("Sessionen har gått ut.", "Du har loggats ut på grund av inaktivitet."),
    "et": ("Seanss on aegunud.",),
    "fr": ("Votre session a expiré.", "Le délai de réservation est dépassé."),
    "es": ("La sesión ha caducado.", "Se ha cerrado la sesión por inactividad."),
    "it": ("Sessione scaduta", "Il tempo per la prenotazione è scaduto."),
    "pt": ("A sessão expirou.",),
    "pl": ("Sesja wygasła", "Czas na rezerwację minął."),
    "da": ("Sessionen er udløbet.", "Reservationstiden er udløbet."),
    "nb": ("Økten er utløpt.", "Reservasjonstiden er ute."),
}
_STILL_RUNS: Texts = {
    "en": (
        "For your security the session ends after 30 minutes.",
        "More tickets have been released!",
        "Session 2: pay",
    ),
    "de": ("Die Sitzung endet nach 30 Minuten.", "Abgelaufene Gutscheine"),
    "fi": ("Istunto vanhentuu 30 minuutin kuluttua.", "Turvallisuussyistä istunto päättyy puolen tunnin kuluttua."),
    "sv": ("Sessionen avslutas efter 30 minuter.",),
    "fr": ("La session se termine au bout de 30 minutes.",),
    "pt": ("A sessão termina ao fim de 30 minutos.",),
    "pl": ("Sesja kończy się po 30 minutach.",),
}
_GONE: Texts = {
    "en": ("The page may have been moved or deleted.",),
    "de": ("Diese Seite wurde verschoben.", "Diese Seite gibt es leider nicht mehr."),
    "nl": ("De link werkt niet meer of de pagina is verplaatst.",),
    "fi": ("Linkki on vanhentunut tai sivu on siirretty.",),
    "sv": ("Länken är gammal eller så har sidan flyttats.",),
    "et": ("Seda lehte enam ei ole.",),
    "fr": ("La page a été déplacée.",),
    "es": ("La página se ha movido.",),
    "it": ("La pagina è stata rimossa.",),
    "pt": ("A página foi movida.",),
    "pl": ("Nie znaleźliśmy takiej strony.",),
    "da": ("Linket er forældet, eller siden er flyttet.",),
    "nb": ("Lenken er utdatert eller siden er slettet.",),
}
_SHUT: Texts = {
    "fi": ("Varausjärjestelmä ei ole tilapäisesti käytettävissä.",),
    "es": ("Cerrado por mantenimiento",),
    "it": ("Negozio chiuso per manutenzione",),
    "pt": ("Loja fechada para manutenção",),
    "pl": ("Sklep nieczynny z powodu prac technicznych",),
    "da": ("Bookingsystemet er midlertidigt utilgængeligt",),
}
_CONFIRMED: Texts = {
    "en": ("Your payment of £48.90 was successful.", "Your tickets are booked!"),
    "de": ("Ihre Buchung ist bestätigt", "Ihre Zahlung über 48,90 € ist eingegangen."),
    "nl": ("Je reservering is bevestigd",),
    "et": ("Teie broneering on kinnitatud",),
    "fr": ("Merci pour ton achat !",),
    "es": ("Tu reserva está confirmada",),
    "it": ("La tua prenotazione è confermata",),
    "pt": ("A sua reserva está confirmada", "Obrigada pela tua encomenda!"),
    "pl": ("Twoja rezerwacja jest potwierdzona", "Zamówienie potwierdzone"),
    "da": ("Din booking er bekræftet",),
    "nb": ("Bookingen din er bekreftet",),
    "sv": ("Vi har tagit emot din bokning.",),
}
_UNCONFIRMED: Texts = {
    "de": ("Ihre Buchung ist noch nicht bestätigt.",),
    "fr": ("Vos places sont réservées pendant 10 minutes.",),
    "es": ("Sus asientos están reservados durante 10 minutos.",),
    "da": ("Dine pladser er reserveret i 10 minutter.",),
}


def _each(table: Texts) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in table.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), _each(_RUN_OUT))
def test_what_has_run_out(language: str, text: str) -> None:
    assert says(text, Meaning.EXPIRED, language)


@pytest.mark.parametrize(("language", "text"), _each(_STILL_RUNS))
def test_what_still_runs(language: str, text: str) -> None:
    assert says(text, Meaning.EXPIRED, language) is None


@pytest.mark.parametrize(("language", "text"), _each(_GONE))
def test_pages_that_are_gone(language: str, text: str) -> None:
    assert says(text, Meaning.NOT_FOUND, language)


@pytest.mark.parametrize(("language", "text"), _each(_SHUT))
def test_shops_that_are_shut(language: str, text: str) -> None:
    assert says(text, Meaning.MAINTENANCE, language)


@pytest.mark.parametrize(("language", "text"), _each(_CONFIRMED))
def test_bookings_and_payments_are_confirmed(language: str, text: str) -> None:
    assert claims(text, Meaning.CONFIRMATION, language)


@pytest.mark.parametrize(("language", "text"), _each(_UNCONFIRMED))
def test_what_is_only_held_or_awaited(language: str, text: str) -> None:
    assert claims(text, Meaning.CONFIRMATION, language) is None
