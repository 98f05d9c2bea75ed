"""What translators of shop software call the buttons of a shop: the same deed in as many words as there are shops."""

from __future__ import annotations

import pytest

from frictionaudit.lexicon import Meaning, meanings_of, orders_somewhere, reads_as_order

LABELS = {
    Meaning.ADD_TO_CART: {
        "de": ("In Warenkorb legen", "In den Einkaufswagen legen", "Alle Artikel zum Warenkorb hinzufügen"),
        "nl": ("Voeg aan winkelmand toe", "Aan winkelmandje toevoegen", "In mijn winkelwagen plaatsen"),
        "es": ("Agregar al carro", "Poner en la cesta", "Agregar todos los productos al carrito"),
        "pt": ("Adicionar à cesta", "Colocar no carrinho", "Adicione ao seu carrinho"),
        "fr": ("Ajouter dans mon panier", "Ajoutez au panier"),
        "nb": ("Legg til handlekurv",),
        "sv": ("Lägga till alla produkter i varukorg", "Lägg till i bokning"),
    },
    Meaning.CHECKOUT: {
        "es": ("Proceder con la compra", "Continuar con el trámite del pedido"),
        "pt": ("Seguir para a compra", "Prosseguir com pedido", "Continuar com o checkout", "Check-out"),
        "fi": ("Maksamaan",),
        "it": ("Proseguire l'ordine", "Continua con l'acquisto"),
        "nb": ("Kassen", "Fortsett med bestillingsprosessen"),
        "da": ("Kassen",),
        "sv": ("Fortsätt med din bokning",),
        "pl": ("Przejdź do podsumowania", "Kontynuuj proces zamówienia"),
        "nl": ("Ga verder met het bestelproces",),
    },
    Meaning.ORDER: {"pt": ("Efetuar encomenda", "Realizar o pedido", "Compre agora")},
    Meaning.PAY: {"pt": ("Pague agora",), "fr": ("Payez maintenant",)},
    Meaning.GUEST: {"de": ("Als Gast den Kauf abschließen",), "nl": ("Ga verder als gast",)},
    Meaning.REMOVE: {
        "it": ("Cancella",),
        "pl": ("Skasuj", "Usunąć"),
        "pt": ("Apagar", "Deletar"),
        "fr": ("Effacer",),
        "fi": ("Poistaa",),
    },
}  # fmt: skip

OTHERS = {
    Meaning.ADD_TO_CART: {
        "de": ("Warenkorb", "Im Warenkorb suchen", "Aus dem Warenkorb entfernen"),
        "nl": ("Winkelmand bekijken", "Bekijk winkelmandje"),
        "es": ("Ver carrito", "Vaciar el carrito"),
        "pt": ("Ver carrinho", "Remover do carrinho"),
    },
    Meaning.CHECKOUT: {"pt": ("Continuar a comprar",), "nb": ("Fortsett å handle",), "sv": ("Fortsätt handla",)},
    Meaning.ORDER: {"pt": ("Os meus pedidos", "Total do pedido")},
}


@pytest.mark.parametrize(
    ("label", "language", "meaning"),
    [
        (label, language, meaning)
        for meaning, told in LABELS.items()
        for language, labels in told.items()
        for label in labels
    ],
)
def test_a_deed_is_known_in_the_words_of_other_translators(label: str, language: str, meaning: Meaning) -> None:
    assert meaning in meanings_of(label, language)


@pytest.mark.parametrize(
    ("label", "language", "meaning"),
    [
        (label, language, meaning)
        for meaning, told in OTHERS.items()
        for language, labels in told.items()
        for label in labels
    ],
)
def test_what_only_sounds_like_it_is_none(label: str, language: str, meaning: Meaning) -> None:
    assert meaning not in meanings_of(label, language)


@pytest.mark.parametrize(
    ("label", "language"),
    [
        ("Passer ma commande", "fr"),
        ("Terminer la commande", "fr"),
        ("Démarrer l'essai gratuit", "fr"),
        ("Concluir encomenda", "pt"),
        ("Lõpeta tellimus", "et"),
        ("Send inn bestilling", "nb"),
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
