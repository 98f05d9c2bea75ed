"""Frames of sentences with other words in them, and near misses, in the languages of the other shops."""

from __future__ import annotations

import pytest

from frictionaudit.lexicon import Meaning, claims


@pytest.mark.parametrize(
    ("language", "text", "meaning"),
    [
        ("fr", "Connectez-vous d'abord pour terminer votre achat", Meaning.LOGIN_WALL),
        ("nl", "Zonder account kun je niet bestellen", Meaning.LOGIN_WALL),
        ("da", "Opret en konto for at kunne bestille", Meaning.LOGIN_WALL),
        ("nb", "Logg inn først for å fullføre kjøpet", Meaning.LOGIN_WALL),
        ("es", "Identifícate primero para terminar la compra", Meaning.LOGIN_WALL),
        ("it", "Accedi prima per completare l'acquisto", Meaning.LOGIN_WALL),
        ("pl", "Załóż konto, żeby złożyć zamówienie", Meaning.LOGIN_WALL),
        ("pt", "É preciso ter conta para comprar", Meaning.LOGIN_WALL),
        ("nl", "Er ging helaas iets fout", Meaning.GENERIC_ERROR),
        ("it", "Non è stato possibile elaborare la richiesta", Meaning.GENERIC_ERROR),
        ("pl", "Kod pocztowy składa się z pięciu cyfr", Meaning.INVALID),
        ("es", "Tu compra cuesta 58,40 €", Meaning.TOTAL),
        ("fr", "Nous vous offrons la livraison", Meaning.FREE_DELIVERY),
        ("pt", "O IVA será adicionado", Meaning.TAX_STATEMENT),
        ("da", "Du har ikke valgt noget endnu", Meaning.CART_EMPTY),
        ("nb", "Du er logget ut på grunn av inaktivitet", Meaning.EXPIRED),
    ],
)
def test_the_frame_is_known_with_other_words_in_it(language: str, text: str, meaning: Meaning) -> None:
    assert claims(text, meaning, language)


@pytest.mark.parametrize(
    ("language", "text", "meaning"),
    [
        ("fr", "Créez votre compte pour suivre vos commandes", Meaning.LOGIN_WALL),
        ("nl", "Je hebt geen account nodig om te bestellen", Meaning.LOGIN_WALL),
        ("da", "Opret en konto for at se dine ordrer", Meaning.LOGIN_WALL),
        ("nb", "Du må ikke ha konto for å handle", Meaning.LOGIN_WALL),
        ("es", "No hace falta cuenta para comprar", Meaning.LOGIN_WALL),
        ("it", "Crea un account per seguire gli ordini", Meaning.LOGIN_WALL),
        ("pl", "Nie musisz mieć konta", Meaning.LOGIN_WALL),
        ("pt", "Não é preciso ter conta para comprar", Meaning.LOGIN_WALL),
        ("nl", "Helaas op zondag gesloten", Meaning.OUT_OF_STOCK),
        ("it", "Il piano è finito in rovere", Meaning.OUT_OF_STOCK),
        ("pt", "O artigo acabou de chegar", Meaning.OUT_OF_STOCK),
        ("es", "Se añadirá a tu pedido", Meaning.TAX_STATEMENT),
        ("da", "Vi leverer i hele Danmark", Meaning.FREE_DELIVERY),
        ("nb", "Frakten koster 39 kr", Meaning.TOTAL),
        ("it", "Registrati in un attimo", Meaning.BUSY),
    ],
)
def test_what_only_sounds_like_it_is_not(language: str, text: str, meaning: Meaning) -> None:
    assert not claims(text, meaning, language)
