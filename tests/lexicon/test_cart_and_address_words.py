"""What shops call the cart, the invoice's address to send to, and a note to the shop."""

from __future__ import annotations

import pytest

from frictionaudit.lexicon import Meaning, meanings_of, says

CARTS = {
    "en": ("Your shopping cart", "Shopping basket", "Cart summary"),
    "fi": ("Ostoskorin sisältö", "Oma ostoskori", "Ostoskassi"),
    "sv": ("Din varukorg", "Kundkorg", "Shoppingkorg"),
    "de": ("Ihr Warenkorb", "Dein Warenkorb", "Einkaufskorb", "Warenkorb anzeigen"),
    "fr": ("Panier d'achat", "Mon panier d'achats", "Récapitulatif du panier", "Chariot"),
    "es": ("Carrito de la compra", "Carrito de compras", "Cesta de la compra", "Carro de compras", "Carro"),
    "it": ("Carrello della spesa", "Carrello acquisti", "Mostra carrello"),
    "nl": ("Winkelwagentje", "Uw winkelwagentje", "Boodschappenmand"),
    "pl": ("Twój koszyk", "Koszyk zakupów"),
    "pt": ("Carrinho de compras", "Saco de compras", "Sacola de compras"),
    "da": ("Indkøbstaske",),
    "nb": ("Handlekurven din",),
    "et": ("Teie ostukorv",),
}

TO_THE_INVOICE = {
    "en": ("Ship to my billing address", "Deliver to the invoice address", "Same as invoice:"),
    "fi": ("Toimita laskutusosoitteeseeni", "Toimitetaan laskutusosoitteeseen"),
    "sv": ("Leverera till faktureringsadressen", "Skicka till min fakturaadress", "Samma som faktureringsadressen"),
    "de": ("Versand an meine Rechnungsadresse", "An Rechnungsadresse liefern"),
    "fr": ("Envoyer à mon adresse de facturation", "Livrer à l'adresse de facturation"),
    "es": ("Enviar a mi dirección de facturación", "Entregar en la dirección de facturación"),
    "it": ("Spedisci al mio indirizzo di fatturazione", "Consegna all'indirizzo di fatturazione"),
    "pt": ("Enviar para o meu endereço de faturação", "Entregar na morada de faturação"),
    "nl": ("Verzenden naar mijn factuuradres", "Bezorgen op het factuuradres"),
    "da": ("Send til faktureringsadressen",),
    "nb": ("Lever til fakturaadressen",),
    "pl": ("Wyślij na adres rozliczeniowy",),
    "et": ("Tarni arve aadressile",),
}

NOTES = {
    "de": ("Ihre Nachricht an uns",),
    "fi": ("Viestisi meille", "Lisätietoja tilaukseen"),
    "sv": ("Ditt meddelande till oss",),
    "es": ("Tu mensaje para nosotros",),
    "it": ("Il tuo messaggio per noi",),
    "nl": ("Uw bericht aan ons", "Toelichting"),
    "pl": ("Twoja wiadomość dla nas",),
}


def _each(labels: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(each, language) for language, named in labels.items() for each in named]


@pytest.mark.parametrize(("heading", "language"), _each(CARTS))
def test_a_cart_is_known_by_its_heading(heading: str, language: str) -> None:
    assert Meaning.CART in meanings_of(heading, language)


@pytest.mark.parametrize(
    ("label", "language"),
    [
        ("Warenkorb leeren", "de"),
        ("Vaciar el carrito", "es"),
        ("Chariot de jardin", "fr"),
        ("Carro portabicicletas", "es"),
        ("Remover do carrinho", "pt"),
    ],
)
def test_what_is_done_to_a_cart_or_sold_in_one_is_no_cart(label: str, language: str) -> None:
    assert Meaning.CART not in meanings_of(label, language)


@pytest.mark.parametrize(("label", "language"), _each(TO_THE_INVOICE))
def test_sending_to_the_invoices_address_spares_the_other(label: str, language: str) -> None:
    assert says(label, Meaning.SAME_ADDRESS, language)


@pytest.mark.parametrize(
    ("label", "language"),
    [
        ("Send the invoice to my e-mail address", "en"),
        ("Ship to a pick-up point", "en"),
        ("Skicka fakturan till min e-post", "sv"),
        ("Lähetä lasku sähköpostiin", "fi"),
        ("Rechnung an meine E-Mail-Adresse senden", "de"),
        ("Enviar la factura por correo", "es"),
        ("Send faktura til min e-mail", "da"),
    ],
)
def test_sending_an_invoice_is_no_address(label: str, language: str) -> None:
    assert says(label, Meaning.SAME_ADDRESS, language) is None


@pytest.mark.parametrize(("label", "language"), _each(NOTES))
def test_a_note_to_the_shop_is_known(label: str, language: str) -> None:
    assert Meaning.FIELD_NOTE in meanings_of(label, language)
