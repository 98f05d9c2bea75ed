"""What confirms an order, and what only speaks of one."""

from __future__ import annotations

import pytest

from frictionaudit.lexicon import Meaning, claims, says

_UNDONE = {
    "en": (
        "Your order has been cancelled.",
        "Your order has been declined.",
        "Your order has been put on hold.",
    ),
    "fi": ("Tilauksesi on peruttu.",),
    "sv": ("Din beställning har avbrutits.", "Din order är inte bekräftad."),
    "de": (
        "Ihre Bestellung wurde storniert.",
        "Ihre Bestellung wurde nicht aufgegeben.",
    ),
    "fr": ("Votre commande a été annulée.", "Votre commande a bien été annulée."),
    "es": ("Tu pedido ha sido cancelado.",),
    "it": ("Il tuo ordine è stato annullato.",),
    "nl": ("Je bestelling is geannuleerd.", "Je bestelling is niet geplaatst."),
    "da": ("Din ordre er annulleret.", "Din bestilling er ikke gennemført."),
    "nb": ("Bestillingen din er kansellert.",),
    "pl": ("Twoje zamówienie zostało anulowane.",),
    "pt": ("A sua encomenda foi cancelada.", "O seu pedido foi recusado."),
    "et": ("Teie tellimus on tühistatud.", "Oleme teie tellimuse tühistanud."),
}
_DONE = {
    "en": ("Your order has been received.", "Your order has now been confirmed."),
    "sv": ("Din beställning är nu klar.",),
    "de": (
        "Ihre Bestellung wurde erfolgreich aufgegeben.",
        "Deine Bestellung wurde an uns übermittelt.",
        "Ihre Bestellung ist bei uns angekommen.",
    ),
    "fr": ("Votre commande a bien été enregistrée.", "La commande est confirmée."),
    "es": ("Su pedido ha sido realizado con éxito.", "El pedido se ha realizado."),
    "it": ("Il suo ordine è stato preso in carico.", "L'ordine è stato ricevuto."),
    "nl": ("Uw bestelling is in goede orde ontvangen.", "Dank je wel voor je bestelling!"),
    "da": ("Din ordre er modtaget.", "Din bestilling er nu registreret.", "Ordren er modtaget."),
    "nb": ("Bestillingen din er mottatt.",),
    "pl": ("Twoje zamówienie zostało złożone.",),
    "pt": ("A sua encomenda foi registada com sucesso.", "Obrigado pela compra!"),
    "et": ("Oleme teie tellimuse kätte saanud.",),
}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in _UNDONE.items() for text in texts])
def test_an_order_that_was_called_off_is_not_confirmed(language: str, text: str) -> None:
    assert says(text, Meaning.CONFIRMATION, language) is None


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in _DONE.items() for text in texts])
def test_an_order_that_arrived_is_confirmed(language: str, text: str) -> None:
    assert says(text, Meaning.CONFIRMATION, language) is not None


@pytest.mark.parametrize(
    ("language", "text", "is_claimed"),
    [
        ("en", "No order has been placed and nothing was charged.", False),
        ("de", "Noch keine Bestellung bestätigt: bitte neu laden.", False),
        ("fr", "Aucune commande confirmée pour le moment.", False),
        ("en", "Your order is not confirmed until you pay.", False),
        ("de", "Ihre Bestellung ist noch nicht bei uns eingegangen.", False),
        ("en", "Do not reload: your order has been placed.", True),
        ("en", "Order no. 4711 has been placed.", True),
        ("de", "Keine Sorge, Ihre Bestellung ist eingegangen.", True),
    ],
)
def test_what_is_denied_right_before_is_not_claimed(language: str, text: str, is_claimed: bool) -> None:
    assert (claims(text, Meaning.CONFIRMATION, language) is not None) is is_claimed


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We are preparing your order.", "en"),
        ("Pakkaamme tilauksesi tänään.", "fi"),
        ("Vi packar din beställning i dag.", "sv"),
        ("Your e-tickets are on their way to maija@example.com.", "en"),
        ("Ihre Unterlagen sind auf dem Weg.", "de"),
        ("Un courriel de confirmation est parti à maija@example.com.", "fr"),
        ("Votre colis est en chemin.", "fr"),
        ("Je boeken komen eraan.", "nl"),
        ("I tuoi libri sono in viaggio.", "it"),
        ("As fotos chegam à escola até 11 de dezembro.", "pt"),
        ("Wir packen Ihre Bestellung noch heute.", "de"),
        ("Nous préparons votre colis.", "fr"),
        ("Estamos preparando tu pedido.", "es"),
        ("Stiamo preparando il tuo pacco.", "it"),
        ("We pakken je bestelling vandaag in.", "nl"),
        ("Vi pakker din ordre i dag.", "da"),
        ("Vi pakker bestillingen i dag.", "nb"),
        ("Pakujemy Twoje zamówienie.", "pl"),
        ("Estamos a preparar a sua encomenda.", "pt"),
        ("Pakime sinu tellimuse täna.", "et"),
    ],
)
def test_what_is_being_packed_will_come(text: str, language: str) -> None:
    assert says(text, Meaning.NEXT_STEPS, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Show the QR code at the door.", "en"),
        ("Your room is booked from 12 March.", "en"),
        ("Der Bote klingelt am Dienstag zwischen 9 und 12 Uhr.", "de"),
        ("Ihr Zimmer ist vom 12. März an reserviert.", "de"),
        ("Näytä QR-koodi ovella.", "fi"),
        ("Chauffören kommer på tisdag mellan 9 och 12.", "sv"),
        ("Le colis quitte l’entrepôt aujourd’hui.", "fr"),
        ("El repartidor pasa el martes entre las 9 y las 12.", "es"),
        ("Il pacco parte oggi.", "it"),
        ("De bezorger komt dinsdag tussen 9 en 12.", "nl"),
        ("Pakken forlader lageret i dag.", "da"),
        ("Varene er klare tirsdag kl. 16–18.", "nb"),
        ("Kurier przyjedzie we wtorek między 9 a 12.", "pl"),
        ("A encomenda sai hoje do armazém.", "pt"),
        ("Ese ootab sind homsest poes.", "et"),
    ],
)
def test_who_comes_what_to_show_and_what_is_kept_say_what_happens_next(text: str, language: str) -> None:
    assert says(text, Meaning.NEXT_STEPS, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Show my orders", "en"),
        ("Zeigen Sie uns Ihr Foto", "de"),
        ("Visa fler produkter", "sv"),
        ("Chambre double, deux nuits", "fr"),
        ("Paga con tarjeta", "es"),
        ("Mostra altri prodotti", "it"),
        ("Toon meer producten", "nl"),
        ("Pokaż więcej", "pl"),
        ("Näita rohkem tooteid", "et"),
    ],
)
def test_more_goods_and_orders_to_look_at_are_not_what_happens_next(text: str, language: str) -> None:
    assert says(text, Meaning.NEXT_STEPS, language) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("E-tickets by email at once.", "en"),
        ("Sofort nach der Zahlung als Download und per E-Mail", "de"),
        ("Liput sähköpostiin heti maksun jälkeen", "fi"),
        ("Biljetterna kommer direkt till din e-post", "sv"),
        ("Téléchargement immédiat après paiement", "fr"),
        ("Acceso inmediato tras el pago", "es"),
        ("Biglietti subito via e-mail", "it"),
        ("E-tickets direct per e-mail", "nl"),
        ("E-billetter på e-mail med det samme", "da"),
        ("Tilgang med en gang", "nb"),
        ("Bilety od razu na e-mail", "pl"),
        ("Bilhetes por e-mail na hora", "pt"),
        ("Piletid kohe e-postiga", "et"),
    ],
)
def test_what_comes_by_mail_or_to_load_at_once_has_its_time_of_delivery(text: str, language: str) -> None:
    assert says(text, Meaning.DELIVERY_TIME, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We answer by email at once.", "en"),
        ("Tickets for Saturday", "en"),
        ("Newsletter per E-Mail", "de"),
        ("Inscription immédiate", "fr"),
    ],
)
def test_an_answer_at_once_is_no_time_of_delivery(text: str, language: str) -> None:
    assert says(text, Meaning.DELIVERY_TIME, language) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Merci pour votre réservation !"),
        ("fr", "Merci, votre place est réservée !"),
        ("sv", "Tack, din plats är bokad!"),
        ("sv", "Tack, du är medlem nu!"),
        ("de", "Danke für Ihre Buchung!"),
        ("en", "Your place is booked"),
        ("nl", "Bedankt voor uw boeking!"),
        ("da", "Tak for din booking!"),
        ("nb", "Takk for bookingen!"),
        ("es", "¡Gracias por su reserva!"),
        ("it", "Grazie per la prenotazione!"),
        ("pl", "Dziękujemy za rezerwację!"),
        ("pt", "Obrigado pela sua reserva!"),
        ("et", "Täname broneeringu eest!"),
        ("fi", "Kiitos, paikkasi on varattu!"),
    ],
)
def test_seats_and_memberships_are_confirmed(language: str, text: str) -> None:
    assert says(text, Meaning.CONFIRMATION, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Votre place est réservée pendant 09:59"),
        ("sv", "Din plats är reserverad i 09:59"),
        ("fi", "Paikkasi on varattu 10 minuutiksi"),
        ("en", "Log in if you are a member"),
    ],
)
def test_seats_that_are_held_for_a_while_are_not(language: str, text: str) -> None:
    assert not says(text, Meaning.CONFIRMATION, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Du har ingen bokning än."),
        ("fr", "Vous n’avez pas encore de réservation."),
        ("en", "You have no bookings yet."),
        ("fi", "Sinulla ei ole varauksia."),
        ("de", "Sie haben noch keine Buchung."),
    ],
)
def test_no_booking_is_an_empty_cart(language: str, text: str) -> None:
    assert says(text, Meaning.CART_EMPTY, language)
