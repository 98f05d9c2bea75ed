"""Words of passing on data for others' ends, and of what others have just bought, in sentences that shops write."""

from __future__ import annotations

import pytest

from frictionaudit.lexicon import Meaning, says

SHARES = [
    ("es", "Acepto que mis datos se cedan a empresas colaboradoras con fines comerciales"),
    ("es", "Consiento el tratamiento de mis datos con fines de marketing"),
    ("fr", "J'accepte que mes données soient cédées à des sociétés partenaires à des fins commerciales"),
    ("it", "I miei dati possono essere comunicati ad altre aziende"),
    ("pt", "Aceito que os meus dados sejam cedidos a empresas colaboradoras para fins comerciais"),
    ("de", "Ich bin einverstanden, dass meine Daten an verbundene Unternehmen übermittelt werden"),
]
SHARES_NOTHING = [
    ("es", "Guardar mis datos para la próxima compra"),
    ("es", "Acepto el tratamiento de mis datos para tramitar el pedido"),
    ("fr", "Mes données sont utilisées pour traiter ma commande"),
    ("it", "Acconsento al trattamento dei miei dati per evadere l’ordine"),
    ("pt", "Guardar os meus dados para a próxima compra"),
    ("de", "Meine Daten werden zur Abwicklung der Bestellung an den Paketdienst übermittelt"),
    ("de", "Ich kaufe für ein Unternehmen"),
]
OTHERS_BUY = [
    ("en", "Someone in Cork bought this 4 minutes ago"),
    ("es", "12 personas lo están viendo"),
    ("es", "Alguien de Sevilla lo compró hace 4 minutos"),
    ("fr", "Acheté il y a 3 minutes"),
    ("it", "Qualcuno a Torino lo ha acquistato 4 minuti fa"),
    ("pt", "Alguém em Braga comprou isto há 4 minutos"),
    ("de", "Vor 3 Minuten gekauft"),
    ("nl", "Iemand in Utrecht kocht dit 4 minuten geleden"),
    ("da", "Nogen i Odense købte denne for 4 minutter siden"),
    ("nb", "Noen i Bergen kjøpte denne for 4 minutter siden"),
    ("sv", "Någon i Lund köpte denna för 4 minuter sedan"),
    ("fi", "Ostettu 3 minuuttia sitten"),
    ("et", "Ostetud 3 minutit tagasi"),
    ("pl", "Ktoś z Gdyni kupił to 4 minuty temu"),
]
LONG_AGO = [
    ("en", "I bought this 2 years ago and it still works"),
    ("en", "Updated 4 minutes ago"),
    ("es", "Lo compré hace 2 años y sigue igual"),
    ("fr", "Achetée il y a 2 ans, toujours solide"),
    ("it", "Comprato 2 anni fa, ancora perfetto"),
    ("pt", "Comprei há 2 anos e continua ótimo"),
    ("de", "Vor 2 Jahren gekauft, immer noch top"),
    ("fi", "Ostettu 2 vuotta sitten"),
    ("pl", "Kupione 2 lata temu"),
]


@pytest.mark.parametrize(("language", "text"), SHARES)
def test_data_passed_on(language: str, text: str) -> None:
    assert says(text, Meaning.DATA_SHARING, language)


@pytest.mark.parametrize(("language", "text"), SHARES_NOTHING)
def test_data_kept_for_the_order(language: str, text: str) -> None:
    assert not says(text, Meaning.DATA_SHARING, language)


@pytest.mark.parametrize(("language", "text"), OTHERS_BUY)
def test_what_others_have_just_bought(language: str, text: str) -> None:
    assert says(text, Meaning.ACTIVITY, language)


@pytest.mark.parametrize(("language", "text"), LONG_AGO)
def test_a_review_is_no_activity(language: str, text: str) -> None:
    assert not says(text, Meaning.ACTIVITY, language)


def test_shaming_by_luck() -> None:
    assert says("No, I don't feel lucky today and hate saving", Meaning.SHAMING, "en")
    assert not says("No thanks, I hate spam", Meaning.SHAMING, "en")
