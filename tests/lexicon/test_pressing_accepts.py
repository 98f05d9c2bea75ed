"""What stands beside order buttons of the terms: accepted by the press itself, or to be accepted before it."""

from __future__ import annotations

import pytest

from frictionaudit.lexicon import Meaning, says


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "By placing your order you agree to our terms of sale."),
        ("en", "By clicking “Pay now”, you confirm that you have read our privacy policy."),
        ("de", "Mit Ihrer Bestellung erklären Sie sich mit unseren AGB einverstanden."),
        ("de", "Durch Klicken auf „Jetzt kaufen“ stimmen Sie unseren AGB zu."),
        ("fi", "Tilaamalla hyväksyt toimitusehdot ja palautusehdot."),
        ("sv", "Genom att slutföra köpet godkänner du våra köpvillkor."),
        ("da", "Ved at bestille accepterer du vores handelsbetingelser."),
        ("nb", "Ved å bestille godtar du våre kjøpsvilkår."),
        ("fr", "En passant commande, vous acceptez nos conditions générales de vente."),
        ("es", "Al realizar el pedido, aceptas nuestras condiciones de venta."),
        ("it", "Effettuando l'ordine accetti le nostre condizioni di vendita."),
        ("nl", "Door te bestellen ga je akkoord met onze voorwaarden."),
        ("pl", "Składając zamówienie, akceptujesz regulamin sklepu."),
        ("et", "Tellimust esitades nõustud meie müügitingimustega."),
        ("pt", "Ao finalizar a compra, aceita os nossos termos e condições."),
    ],
)
def test_terms_that_the_press_accepts(language: str, text: str) -> None:
    assert says(text, Meaning.BY_PRESSING, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Please accept our terms to place your order."),
        ("en", "By ticking this box you agree to our terms."),
        ("de", "Mit der Bestellung können Sie fortfahren, wenn Sie die AGB akzeptieren."),
        ("fr", "Veuillez accepter les conditions générales."),
        ("nl", "Door dit vakje aan te vinken ga je akkoord met de voorwaarden."),
        ("it", "Accetta le condizioni per procedere."),
    ],
)
def test_terms_to_be_accepted_before_it(language: str, text: str) -> None:
    assert not says(text, Meaning.BY_PRESSING, language)
    assert says(text, Meaning.PRECONDITION, language)


def test_cards_that_a_shop_takes_are_no_condition() -> None:
    assert not says("We accept Visa, Mastercard and PayPal.", Meaning.PRECONDITION, "en")
