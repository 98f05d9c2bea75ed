"""Words that press customers, and the way out of a contract, in every language; and words that only look alike."""

from __future__ import annotations

import pytest

from frictionaudit.lexicon import Meaning, says


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Bought 12 times today"),
        ("fi", "8 asiakkaalla tämä on ostoskorissa"),
        ("sv", "Köpt 12 gånger i dag"),
        ("fr", "Acheté 12 fois aujourd'hui"),
        ("es", "Comprado 12 veces hoy"),
        ("it", "8 persone lo hanno nel carrello"),
        ("da", "8 personer har den i kurven"),
        ("nb", "23 solgt siste døgn"),
        ("pl", "Kupiono 12 razy dzisiaj"),
        ("pt", "8 pessoas têm este produto no carrinho"),
        ("et", "8 inimesel on see ostukorvis"),
    ],
)
def test_what_others_do_is_known(language: str, text: str) -> None:
    assert says(text, Meaning.ACTIVITY, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Varastossa enää 1"),
        ("nl", "Slechts 2 beschikbaar"),
        ("fr", "Derniers articles en stock"),
        ("da", "De sidste 3 på lager"),
        ("et", "Viimane tükk!"),
        ("et", "Laos vaid 1 tk"),
    ],
)
def test_few_left_is_known(language: str, text: str) -> None:
    assert says(text, Meaning.SCARCITY, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Derniers articles du blog"),
        ("es", "Últimos artículos del blog"),
        ("it", "Ultimi articoli letti"),
        ("pt", "Últimos artigos do blogue"),
        ("da", "De sidste nyheder"),
        ("nb", "De siste nyhetene"),
        ("et", "Viimased uudised"),
    ],
)
def test_the_latest_is_not_the_last(language: str, text: str) -> None:
    assert not says(text, Meaning.SCARCITY, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No, leave my package unprotected"),
        ("de", "Nein, lieber den vollen Preis zahlen"),
        ("fr", "Non merci, tant pis pour moi"),
        ("it", "No, preferisco rischiare"),
        ("nl", "Nee, ik loop de aanbieding liever mis"),
        ("nb", "Nei, heller betale full pris"),
        ("pl", "Nie, wolę przepłacać"),
        ("pt", "Não, prefiro arriscar"),
        ("et", "Ei, ma ei soovi säästa"),
        ("fi", "Jätän edun käyttämättä"),
        ("fi", "Ei, en tarvitse parempaa ihoa"),
        ("sv", "Nej tack, jag har råd att betala mer"),
        ("sv", "Jag missar gärna rabatten"),
        ("de", "Nein danke, ich verschenke gern mein Geld"),
        ("en", "No, let my parcel get lost"),
        ("en", "I don't deserve a discount"),
        ("fr", "Je ne mérite pas cette remise"),
        ("es", "No, renuncio a mi descuento"),
        ("it", "No grazie, non amo le offerte"),
        ("nl", "Nee, ik zie af van mijn korting"),
        ("da", "Nej tak, jeg går glip af rabatten"),
        ("nb", "Nei takk, jeg går glipp av rabatten"),
        ("pl", "Nie, rezygnuję z mojej zniżki"),
        ("pt", "Não, abdico do meu desconto"),
        ("et", "Ei, loobun allahindlusest"),
    ],
)
def test_shaming_is_known(language: str, text: str) -> None:
    assert says(text, Meaning.SHAMING, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Ei kiitos, jatkan ilman"),
        ("sv", "Jag avstår från försäkringen"),
        ("de", "Ich verzichte auf die Versicherung"),
        ("en", "Don't let my parcel get lost"),
        ("en", "I'd rather pay by invoice"),
        ("fr", "Je renonce à l'assurance"),
        ("es", "Prefiero pagar al recibir"),
        ("it", "Rinuncio alla confezione regalo"),
        ("nl", "Ik zie af van verzekering"),
        ("da", "Jeg vil ikke gå glip af tilbud"),
        ("nb", "Jeg vil ikke ha forsikring"),
        ("pl", "Rezygnuję z ubezpieczenia"),
        ("pt", "Abdico da embalagem de oferta"),
        ("et", "Loobun kindlustusest"),
    ],
)
def test_a_plain_refusal_is_no_shaming(language: str, text: str) -> None:
    assert not says(text, Meaning.SHAMING, language)


@pytest.mark.parametrize(
    ("language", "text", "is_way_out"),
    [
        ("fr", "Se rétracter", True),
        ("es", "Solicitar desistimiento", True),
        ("it", "Richiedi il recesso", True),
        ("nl", "Online herroepen", True),
        ("pt", "Livre resolução aqui", True),
        ("es", "Derecho de desistimiento", False),
        ("da", "Fortryd", False),
        ("nl", "Herroepingsrecht", False),
    ],
)
def test_the_way_out_is_told_from_the_right_to_it(language: str, text: str, is_way_out: bool) -> None:
    assert bool(says(text, Meaning.WITHDRAW, language)) is is_way_out
