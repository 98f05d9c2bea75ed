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
        ("de", "Du brauchst ein Konto, um zu bestellen", Meaning.LOGIN_WALL),
        ("de", "12 Personen haben das gerade im Warenkorb", Meaning.ACTIVITY),
        ("de", "37 Kunden haben diesen Artikel gekauft", Meaning.ACTIVITY),
        ("de", "Die Testphase geht in ein Bezahlabo über", Meaning.RENEWAL),
        ("es", "Debes identificarte para continuar", Meaning.LOGIN_WALL),
        ("nb", "Det kreves konto for å bestille", Meaning.LOGIN_WALL),
        ("pt", "É necessário entrar para continuar", Meaning.LOGIN_WALL),
        ("fr", "L'essai devient un abonnement payant", Meaning.RENEWAL),
        ("da", "7 dages prøve, derefter 50 kr. om ugen", Meaning.RENEWAL),
        ("nl", "Eerste maand € 1, daarna € 15", Meaning.RENEWAL),
        ("pl", "Okres próbny przechodzi w płatną subskrypcję", Meaning.RENEWAL),
        ("it", "Non siamo riusciti ad addebitare la carta", Meaning.DECLINED),
        ("fr", "Désolé, cela n'a pas fonctionné", Meaning.GENERIC_ERROR),
        ("da", "Der er intet på denne adresse", Meaning.NOT_FOUND),
        ("pt", "Não há nada neste endereço", Meaning.NOT_FOUND),
        ("it", "Nessun articolo ancora", Meaning.CART_EMPTY),
        ("nl", "Op dit moment kijken 12 mensen hiernaar", Meaning.ACTIVITY),
        ("nb", "12 andre har sett på denne", Meaning.ACTIVITY),
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
        ("de", "Du brauchst kein Konto, um zu bestellen", Meaning.LOGIN_WALL),
        ("de", "Newsletter-Rabatt nur mit Anmeldung erhältlich", Meaning.LOGIN_WALL),
        ("de", "Kunden haben auch gekauft", Meaning.ACTIVITY),
        ("de", "Andere haben auch angesehen", Meaning.ACTIVITY),
        ("de", "Für 2 Personen haben wir Platz", Meaning.ACTIVITY),
        ("fr", "D'autres personnes ont aussi acheté", Meaning.ACTIVITY),
        ("es", "Quien ha comprado esto también ha comprado", Meaning.ACTIVITY),
        ("it", "I clienti hanno acquistato anche", Meaning.ACTIVITY),
        ("nl", "Klanten kochten ook", Meaning.ACTIVITY),
        ("da", "Andre kunder har også købt", Meaning.ACTIVITY),
        ("nb", "Andre har også sett på", Meaning.ACTIVITY),
        ("pl", "Inni klienci kupili również", Meaning.ACTIVITY),
        ("pt", "Outros clientes viram também", Meaning.ACTIVITY),
        ("es", "Prefiero seguir sin cuenta", Meaning.SHAMING),
        ("nl", "Dit is niet inbegrepen", Meaning.GENERIC_ERROR),
        ("nl", "Eerste week ruilen, daarna niet", Meaning.RENEWAL),
        ("nb", "Prøv så ofte du vil", Meaning.RENEWAL),
        ("fr", "Livraison 0,90 €", Meaning.FREE_DELIVERY),
        ("fr", "Il n'y a rien ici", Meaning.NOT_FOUND),
        ("fr", "Chaussures pour les enfants", Meaning.EXTRA),
        ("es", "Tengo una tarjeta de regalo", Meaning.EXTRA),
    ],
)
def test_what_only_sounds_like_it_is_not(language: str, text: str, meaning: Meaning) -> None:
    assert not claims(text, meaning, language)
