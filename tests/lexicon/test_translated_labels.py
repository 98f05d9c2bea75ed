"""What translators of shop software call the buttons of a shop: the same deed in as many words as there are shops."""

from __future__ import annotations

from typing import TypeAlias

import pytest

from frictionaudit.lexicon import Meaning, meanings_of, orders_somewhere, reads_as_order, says

Labels: TypeAlias = dict[Meaning, dict[str, tuple[str, ...]]]

LABELS: Labels = {
    Meaning.ADD_TO_CART: {
        "de": ("In Warenkorb legen", "In den Einkaufswagen legen", "Alle Artikel zum Warenkorb hinzufügen"),
        "nl": ("Voeg aan winkelmand toe", "Aan winkelmandje toevoegen", "In mijn winkelwagen plaatsen"),
        "es": ("Agregar al carro", "Poner en la cesta", "Agregar todos los productos al carrito", "Añadir a cesta"),
        "pt": ("Adicionar à cesta", "Colocar no carrinho", "Adicione ao seu carrinho"),
        "fr": ("Ajouter dans mon panier", "Ajoutez au panier"),
        "nb": ("Legg til handlekurv",),
        "sv": ("Lägga till alla produkter i varukorg", "Lägg till i bokning"),
    },
    Meaning.CHECKOUT: {
        "es": ("Proceder con la compra", "Proceder a la compra", "Continuar con el trámite del pedido"),
        "pt": ("Seguir para a compra", "Prosseguir com pedido", "Continuar com o checkout", "Check-out"),
        "fi": ("Maksamaan",),
        "it": ("Proseguire l'ordine", "Continua con l'acquisto"),
        "nb": ("Kassen", "Fortsett med bestillingsprosessen"),
        "da": ("Kassen",),
        "sv": ("Fortsätt med din bokning",),
        "pl": ("Przejdź do podsumowania", "Kontynuuj proces zamówienia"),
        "nl": ("Ga verder met het bestelproces",),
        "fr": ("Régler mes achats", "Check-out"),
        "de": ("Kaufabschluss",),
    },
    Meaning.CONTINUE: {
        "pt": ("Seguir para o envio", "Ir para a entrega"),
        "es": ("Seguir al envío",),
        "fr": ("Passer à la livraison",),
        "nl": ("Naar je gegevens", "Naar bezorging"),
        "de": ("Zum Versand",),
        "da": ("Videre til levering",),
        "nb": ("Videre til levering",),
    },
    Meaning.ORDER: {"pt": ("Efetuar encomenda", "Realizar o pedido", "Compre agora")},
    Meaning.PAY: {"pt": ("Pague agora",), "fr": ("Payez maintenant",)},
    Meaning.GUEST: {"de": ("Als Gast den Kauf abschließen",), "nl": ("Ga verder als gast",)},
    Meaning.FIELD_CARD_HOLDER: {
        "de": ("Kreditkarteninhaber",),
        "es": ("Nombre del tarjetahabiente",),
        "fi": ("Kortin omistajan nimi",),
        "fr": ("Nom du propriétaire de la carte",),
        "it": ("Nome dell'intestatario della carta",),
        "pt": ("Nome do titular do cartão",),
    },
    Meaning.REMOVE: {
        "it": ("Cancella", "Svuota il carrello"),
        "nl": ("Winkelwagen leegmaken",),
        "pl": ("Skasuj", "Usunąć"),
        "pt": ("Apagar", "Deletar"),
        "fr": ("Effacer",),
        "fi": ("Poistaa",),
    },
    Meaning.SEARCH: {"de": ("Artikel suchen",)},
    Meaning.DELIVERY_METHOD: {
        "en": ("How shall we send it?", "How would you like to receive your parcel?"),
        "fi": ("Miten haluat tilauksesi?",), "nl": ("Hoe wil je het ontvangen?", "Bezorgwijze"),
        "pl": ("Sposób wysyłki",), "sv": ("Hur vill du få ditt paket?",),
    },
    Meaning.FIELD_COUPON: {"pl": ("Numer kuponu",), "it": ("Numero del voucher",), "es": ("Vale descuento",)},
    Meaning.ACCOUNT: {"pt": ("Cadastrar-se",), "es": ("Registrar",), "fr": ("S'enregistrer",)},
    Meaning.SIGN_IN: {"fr": ("Login",)},
}  # fmt: skip

OTHERS: Labels = {
    Meaning.ADD_TO_CART: {
        "de": ("Warenkorb", "Im Warenkorb suchen", "Aus dem Warenkorb entfernen"),
        "nl": ("Winkelmand bekijken", "Bekijk winkelmandje"),
        "es": ("Ver carrito", "Vaciar el carrito"),
        "pt": ("Ver carrinho", "Remover do carrinho"),
    },
    Meaning.CHECKOUT: {"pt": ("Continuar a comprar",), "nb": ("Fortsett å handle",), "sv": ("Fortsätt handla",)},
    Meaning.ORDER: {"pt": ("Os meus pedidos", "Total do pedido")},
    Meaning.ACCOUNT: {"fr": ("Vos choix s'enregistrent",), "es": ("Registrar el envío",)},
}


def _each(labels: Labels) -> list[tuple[str, str, Meaning]]:
    return [(each, code, meaning) for meaning, told in labels.items() for code, named in told.items() for each in named]


@pytest.mark.parametrize(("label", "language", "meaning"), _each(LABELS))
def test_a_deed_is_known_in_the_words_of_other_translators(label: str, language: str, meaning: Meaning) -> None:
    assert meaning in meanings_of(label, language)


@pytest.mark.parametrize(("label", "language", "meaning"), _each(OTHERS))
def test_what_only_sounds_like_it_is_none(label: str, language: str, meaning: Meaning) -> None:
    assert meaning not in meanings_of(label, language)


@pytest.mark.parametrize(
    ("label", "language"),
    [
        ("Place binding order", "en"),
        ("Place a legally binding order", "en"),
        ("Submit reservation", "en"),
        ("Confirm and book", "en"),
        ("Passer ma commande", "fr"),
        ("Terminer la commande", "fr"),
        ("Démarrer l'essai gratuit", "fr"),
        ("Concluir encomenda", "pt"),
        ("Lõpeta tellimus", "et"),
        ("Send inn bestilling", "nb"),
        ("Legg inn en bindende bestilling.", "nb"),
        ("Bekreft betalingen.", "nb"),
        ("Placér bindende ordre", "da"),
        ("Passer une commande", "fr"),
        ("Effectuer la réservation", "fr"),
        ("Submeter pedido", "pt"),
        ("Agende agora", "pt"),
        ("Vahvista maksutapahtuma", "fi"),
        ("Bevestig betaling", "nl"),
        ("Gratismonat starten", "de"),
    ],
)
def test_what_the_reference_lists_as_an_order_is_held(label: str, language: str) -> None:
    assert reads_as_order(label, language)


@pytest.mark.parametrize(
    ("label", "language"),
    [("Passer commande", "fr"), ("Passer la commande", "fr"), ("Finalizar compra", "es"), ("Vormista tellimus", "et")],
)
def test_what_leads_on_from_a_cart_orders_in_other_shops(label: str, language: str) -> None:
    assert orders_somewhere(label, language)
    assert not reads_as_order(label, language)


@pytest.mark.parametrize(
    ("label", "language"),
    [
        ("Re-send order email", "en"),
        ("Zur Kasse", "de"),
        ("Weiter", "de"),
        ("Jatka tilaukseen", "fi"),
        ("Poursuivre la commande", "fr"),
        ("Payé", "fr"),
    ],
)
def test_what_only_goes_on_orders_nowhere(label: str, language: str) -> None:
    assert not orders_somewhere(label, language)
    assert not reads_as_order(label, language)


SENTENCES = [
    ("Tuotetta ei ole varastossa", "fi", Meaning.OUT_OF_STOCK),
    ("Hattu ei ole enää saatavilla", "fi", Meaning.OUT_OF_STOCK),
    ("'Hatt' är inte längre tillgänglig", "sv", Meaning.OUT_OF_STOCK),
    ("Hut ist nicht länger zum Kauf verfügbar", "de", Meaning.OUT_OF_STOCK),
    ("El sombrero ya no está disponible", "es", Meaning.OUT_OF_STOCK),
    ("Il cappello non è più disponibile", "it", Meaning.OUT_OF_STOCK),
    ("Hoed is niet langer beschikbaar", "nl", Meaning.OUT_OF_STOCK),
    ("Hat er ikke længere tilgængelig", "da", Meaning.OUT_OF_STOCK),
    ("Hatten er ikke lenger tilgjengelig", "nb", Meaning.OUT_OF_STOCK),
    ("Produkt nie jest już dostępny", "pl", Meaning.OUT_OF_STOCK),
    ("O chapéu já não se encontra disponível", "pt", Meaning.OUT_OF_STOCK),
    ("Kübar ei ole enam saadaval", "et", Meaning.OUT_OF_STOCK),
    ("Este producto no está disponible actualmente.", "es", Meaning.OUT_OF_STOCK),
    ("Ce produit n'est pas disponible actuellement.", "fr", Meaning.OUT_OF_STOCK),
    ("Le opzioni selezionate non sono attualmente in magazzino.", "it", Meaning.OUT_OF_STOCK),
    ("Este produto não está disponível no momento.", "pt", Meaning.OUT_OF_STOCK),
    ("Tämä tuote ei ole tällä hetkellä saatavilla", "fi", Meaning.OUT_OF_STOCK),
    ("Virhe: Tämä muunnelma ei ole käytettävissä.", "fi", Meaning.OUT_OF_STOCK),
    ("Error! This variation is not available.", "en", Meaning.OUT_OF_STOCK),
    ("¡Error! Esta variación no está disponible.", "es", Meaning.OUT_OF_STOCK),
    ("Erreur! Cette variante n'est pas disponible.", "fr", Meaning.OUT_OF_STOCK),
    ("Erro! Esta variação não está disponível.", "pt", Meaning.OUT_OF_STOCK),
    ("S'il vous plaît, attendez...", "fr", Meaning.BUSY),
    ("Merci de patienter", "fr", Meaning.BUSY),
    ("Tiempo de envío: 2-4 días", "es", Meaning.DELIVERY_TIME),
    ("Tempo totale di consegna: 2-4 giorni", "it", Meaning.DELIVERY_TIME),
    ("excl. impôt", "fr", Meaning.TAX_STATEMENT),
    ("Sie bekommen in Kürze eine Bestätigungsmail.", "de", Meaning.CONFIRMATION),
    ("Je kunt ook afrekenen zonder login of registratie.", "nl", Meaning.GUEST),
    ("Vous pouvez également régler vos achats sans vous connecter ni vous enregistrer.", "fr", Meaning.GUEST),
    ("Puoi anche andare alla cassa senza fare login o registrarti.", "it", Meaning.GUEST),
    ("También puedes comprar sin entrar ni registrarte.", "es", Meaning.GUEST),
    ("Também pode finalizar sem iniciar sessão nem registar-se", "pt", Meaning.GUEST),
    ("You can also check out without login or registration.", "en", Meaning.GUEST),
    ("Haluan vastaanottaa markkinointimateriaalia", "fi", Meaning.NEWSLETTER),
    ("Ich möchte Werbematerial erhalten", "de", Meaning.NEWSLETTER),
    ("Je souhaite recevoir du matériel marketing", "fr", Meaning.NEWSLETTER),
    ("Quiero recibir material de marketing", "es", Meaning.NEWSLETTER),
    ("Voglio ricevere materiale di marketing", "it", Meaning.NEWSLETTER),
    ("Quero receber material de marketing", "pt", Meaning.NEWSLETTER),
    ("Ik wil marketingmateriaal ontvangen", "nl", Meaning.NEWSLETTER),
    ("incl. impostos", "pt", Meaning.TAX_STATEMENT),
    ("De angivna alternativen finns inte i lager", "sv", Meaning.OUT_OF_STOCK),
    ("Gracias por comprar con nosotros, su orden está completa.", "es", Meaning.CONFIRMATION),
    ("Merci d'avoir acheté chez nous, votre commande est terminée.", "fr", Meaning.CONFIRMATION),
    ("Grazie per aver comprato da noi, il tuo ordine è completo.", "it", Meaning.CONFIRMATION),
    ("Dziękujemy za zakupy u nas, Twoje zamówienie jest zakończone.", "pl", Meaning.CONFIRMATION),
    ("Seu pedido está completo.", "pt", Meaning.CONFIRMATION),
    ("Su pedido se ha realizado con éxito.", "es", Meaning.CONFIRMATION),
    ("Tilauksesi on käsitelty onnistuneesti!", "fi", Meaning.CONFIRMATION),
    ("Din bestilling er blitt plassert suksessfullt.", "nb", Meaning.CONFIRMATION),
    ("O pedido foi efetuado com sucesso.", "pt", Meaning.CONFIRMATION),
    ("Din bokning har genomförts!", "sv", Meaning.CONFIRMATION),
    ("UTSÅLT", "sv", Meaning.OUT_OF_STOCK),
    ("COMPLÈTEMENT RÉSERVÉ", "fr", Meaning.OUT_OF_STOCK),
    ("TOTALMENTE RESERVADO", "pt", Meaning.OUT_OF_STOCK),
    ("Niektóre wybrane produkty nie były już dostępne.", "pl", Meaning.OUT_OF_STOCK),
    ("Zahlung abgewiesen.", "de", Meaning.DECLINED),
    ("Maksu evätty.", "fi", Meaning.DECLINED),
    ("Betaling nægtet.", "da", Meaning.DECLINED),
    ("Los productos se han añadido con éxito a su carrito.", "es", Meaning.IN_CART),
    ("Uw winkelwagentje is leeg.", "nl", Meaning.CART_EMPTY),
    ("Całkowita cena", "pl", Meaning.TOTAL),
    ("Bestelcode: A7KXQ", "nl", Meaning.ORDER_NUMBER),
    ("Code de commande : A7KXQ", "fr", Meaning.ORDER_NUMBER),
    ("Código de orden: 17", "es", Meaning.ORDER_NUMBER),
    ("Tilauksen tunniste: 17", "fi", Meaning.ORDER_NUMBER),
    ("ID dell'ordine: 17", "it", Meaning.ORDER_NUMBER),
    ("ID zamówienia 17", "pl", Meaning.ORDER_NUMBER),
    ("ID do Pedido: 17", "pt", Meaning.ORDER_NUMBER),
    ("Bei der Aufgabe der Bestellung ist ein Problem aufgetreten.", "de", Meaning.GENERIC_ERROR),
    ("Leider konnte der Server Deine Anfrage nicht verarbeiten.", "de", Meaning.GENERIC_ERROR),
    ("Ha ocurrido un problema cuando se procesaba el pedido.", "es", Meaning.GENERIC_ERROR),
    ("Un problème a eu lieu pendant le passage de la commande.", "fr", Meaning.GENERIC_ERROR),
    ("Erreur! Une erreur inconnue est survenue.", "fr", Meaning.GENERIC_ERROR),
    ("Malheureusement, le serveur n'a pas pu traiter votre demande.", "fr", Meaning.GENERIC_ERROR),
    ("Sfortunatamente non è stato possibile processare la tua richiesta.", "it", Meaning.GENERIC_ERROR),
    ("Nie udało się załadować treści.", "pl", Meaning.GENERIC_ERROR),
    ("Um problema ocorreu ao efetuar esta encomenda.", "pt", Meaning.GENERIC_ERROR),
    ("Virhe! Tapahtui määrittelemätön virhe.", "fi", Meaning.GENERIC_ERROR),
    ("Fel! Ett ospecificerat fel inträffade.", "sv", Meaning.GENERIC_ERROR),
    ("Herzlichen Dank für Deine Bestellung!", "de", Meaning.CONFIRMATION),
    ("Nous vous remercions de votre commande!", "fr", Meaning.CONFIRMATION),
    ("Obrigado por sua compra!", "pt", Meaning.CONFIRMATION),
    ("Din ordre er blevet registreret og en bekræftelse sendt", "da", Meaning.CONFIRMATION),
    ("Din order har skickats", "sv", Meaning.CONFIRMATION),
    ("A sua encomenda foi encaminhada", "pt", Meaning.CONFIRMATION),
    ("We zijn blij te bevestigen dat je bestelling werd ontvangen", "nl", Meaning.CONFIRMATION),
    ("Miło nam potwierdzić, że otrzymaliśmy Twoje zamówienie", "pl", Meaning.CONFIRMATION),
]


@pytest.mark.parametrize(("text", "language", "meaning"), SENTENCES)
def test_what_a_shop_tells_is_known_in_the_words_of_other_translators(
    text: str, language: str, meaning: Meaning
) -> None:
    assert says(text, meaning, language)


@pytest.mark.parametrize(
    ("text", "language", "meaning"),
    [
        ("Der Hut ist in fünf Größen verfügbar", "de", Meaning.OUT_OF_STOCK),
        ("Sobald wir Ihre Bestellung erhalten, packen wir sie ein", "de", Meaning.CONFIRMATION),
        ("El sombrero está disponible", "es", Meaning.OUT_OF_STOCK),
        ("Dessa byxor är längre än andra", "sv", Meaning.OUT_OF_STOCK),
        ("Non è un problema", "it", Meaning.GENERIC_ERROR),
        ("Bestätigen Sie Ihre E-Mail", "de", Meaning.CONFIRMATION),
        ("Sans vous ruiner", "fr", Meaning.GUEST),
        ("Zonder suiker", "nl", Meaning.GUEST),
        ("Registrati senza impegno", "it", Meaning.GUEST),
        ("Inicia sesión para comprar", "es", Meaning.GUEST),
        ("Materiale: cotone", "it", Meaning.NEWSLETTER),
        ("Matériel de camping", "fr", Meaning.NEWSLETTER),
        ("Información de envío", "es", Meaning.NEWSLETTER),
        ("Materiaali: puuvilla", "fi", Meaning.NEWSLETTER),
        ("Un problème ? Écrivez-nous", "fr", Meaning.GENERIC_ERROR),
        ("A sua encomenda chega em dois dias", "pt", Meaning.CONFIRMATION),
    ],
)
def test_what_a_shop_does_not_tell(text: str, language: str, meaning: Meaning) -> None:
    assert not says(text, meaning, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ce mode de livraison n'est pas disponible pour votre adresse", "fr"),
        ("Este método de pago no está disponible", "es"),
        ("Questo servizio non è disponibile nel fine settimana", "it"),
        ("Este método de pagamento não está disponível", "pt"),
        ("Petit déjeuner complet inclus", "fr"),
    ],
)
def test_what_cannot_be_had_but_is_no_product_is_not_sold_out(text: str, language: str) -> None:
    assert says(text, Meaning.OUT_OF_STOCK, language) is None
