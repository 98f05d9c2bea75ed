"""Which messages help, and which say nothing."""

from __future__ import annotations

import pytest
from tests.rules.validation.makers import form_page, make_block, make_field

from frictionaudit.evidence.common import Box
from frictionaudit.rules.validation.messages import gap_px, is_vague, messages_on, names_field


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Invalid input", "en"),
        ("Error: Invalid input.", "en"),
        ("Something went wrong. Please try again.", "en"),
        ("E-1042", "en"),
        ("VALIDATION_ERROR", "en"),
        ("errors.postcode.format", "en"),
        ("Oops! We found some errors - please check the error messages below and try again", "en"),
        ("Hupsista! Löysimme virheitä. Tarkista alla olevat virheet ja yritä uudelleen", "fi"),
        ("Virhe. Tarkista tiedot.", "fi"),
        ("Vi hittade några fel - kontrollera felmeddelandena nedan och försök igen", "sv"),
        ("Ups! Es sind Fehler aufgetreten - bitte korrigieren Sie die untenstehenden Fehler.", "de"),
        (
            "Hoppla! Wir haben einige Fehler gefunden - bitte überprüfen Sie die Fehlermeldungen unten und versuchen "
            "Sie es erneut",
            "de",
        ),
        ("Corrija los errores siguientes.", "es"),
        ("Popraw poniższe błędy i spróbuj ponownie", "pl"),
        ("Kontrollera dina uppgifter", "sv"),
        ("Bitte überprüfen Sie Ihre Eingaben.", "de"),
        ("Erreur", "fr"),
        ("Viga!", "et"),
        ("Tietojen käsittely epäonnistui (virhe 12).", "fi"),
        ("Ihre Angaben konnten nicht gespeichert werden.", "de"),
        ("Opplysningene kunne ikke behandles. [E-17]", "nb"),
        ("No se pudieron guardar los datos", "es"),
        ("Warning: Please check the form carefully for errors!", "en"),
        ("Uwaga: sprawdź formularz pod kątem błędów!", "pl"),
        ("Attenzione: controllare attentamente il modulo!", "it"),
    ],
)
def test_words_that_say_nothing(text: str, language: str) -> None:
    assert is_vague(text, (language, "en"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Enter a postcode of five digits, for example 00100.", "en"),
        ("Invalid e-mail address", "en"),
        ("This field is required", "en"),
        ("We cannot deliver to this postcode.", "en"),
        ("Anna postinumero", "fi"),
        ("Ange ett giltigt telefonnummer", "sv"),
        ("Die PLZ muss fünf Ziffern haben.", "de"),
        ("Corrija el código postal", "es"),
        ("Warning: E-Mail Address is already registered!", "en"),
        ("Attention: le code postal est trop court", "fr"),
    ],
)
def test_words_that_help(text: str, language: str) -> None:
    assert not is_vague(text, (language, "en"))


def test_only_what_is_new_is_a_message() -> None:
    field = make_field("E-mail", hint="We send the order here")
    before = form_page(field, texts=("Your details", "Check the date"))
    wrong = make_field("E-mail", error="We send the order here", is_invalid=True)
    assert messages_on(form_page(wrong, texts=("Your details", "Check the date")), before, ("en",)) == ()
    wrong = make_field("E-mail", error="Enter an e-mail address", error_box=Box(x=20, y=245, width=300, height=20))
    (message,) = messages_on(form_page(wrong), before, ("en",))
    assert (message.text, message.is_own, message.is_in_viewport) == ("Enter an e-mail address", True, True)


@pytest.mark.parametrize(("hint", "is_own"), [("Give an e-mail address with an @.", True), ("We send it here", False)])
def test_what_describes_a_field_is_its_own_wherever_it_stands(hint: str, is_own: bool) -> None:
    told = make_block("Give an e-mail address with an @.", role="alert", box=Box(x=20, y=900, width=300, height=20))
    before = form_page(make_field("E-mail"))
    after = form_page(make_field("E-mail", hint=hint), texts=("Your details", told))
    (message,) = messages_on(after, before, ("en",))
    assert message.is_own is is_own


def test_text_beside_a_field_is_its_own_only_by_place() -> None:
    page = form_page(
        make_field("E-mail", at=200),
        texts=(make_block("Please check this", box=Box(x=20, y=330, width=200, height=20)),),
    )
    (message,) = messages_on(page, form_page(make_field("E-mail")), ("en",))
    assert message.field is not None
    assert not message.is_own
    far = form_page(
        make_field("E-mail", at=200),
        texts=(make_block("Please check this", box=Box(x=20, y=341, width=200, height=20)),),
    )
    assert messages_on(far, form_page(make_field("E-mail")), ("en",))[0].field is None


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("Processing your order …", False),
        ("Please wait …", False),
        ("Please wait: the postcode is invalid", True),
        ("We cannot send that far", True),
    ],
)
def test_what_is_told_aloud_refuses_unless_it_only_tells_of_being_busy(text: str, reads: bool) -> None:
    told = make_block(text, role="status", box=Box(x=20, y=900, width=300, height=20))
    (message,) = messages_on(form_page(make_field(), texts=(told,)), form_page(make_field()), ("en",))
    assert message.reads_as_refusal is reads


def test_naming_a_field() -> None:
    assert names_field("Check the postal code", make_field("Zip"), ("en",))
    assert names_field("Kuppi: too long", make_field("Kuppi"), ("en",))
    assert not names_field("Check the nameplate", make_field("Name"), ("en",))


def test_gaps_between_boxes() -> None:
    box = Box(x=0, y=0, width=10, height=10)
    assert gap_px(box, Box(x=5, y=5, width=10, height=10)) == 0
    assert gap_px(box, Box(x=13, y=14, width=5, height=5)) == 5


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("One or more fields contain errors. Please check and try again.", "en"),
        ("Lomakkeen tiedoissa on virhe.", "fi"),
        ("Något är fel i formuläret.", "sv"),
        ("Ein oder mehrere Felder sind fehlerhaft.", "de"),
        ("Le formulaire n'est pas valide.", "fr"),
        ("Comprueba los datos introducidos.", "es"),
        ("Errore nella compilazione del modulo.", "it"),
        ("Niet alle velden zijn juist ingevuld.", "nl"),
        ("Et eller flere felter er ikke udfyldt korrekt.", "da"),
        ("Det er feil i skjemaet.", "nb"),
        ("Jedno lub więcej pól zawiera błędy.", "pl"),
        ("Alguns campos são inválidos.", "pt"),
        ("Üks või mitu välja on valesti täidetud.", "et"),
        ("Unable to save shipping information. Please check input data.", "en"),
        ("The shipping information was unable to be saved. Verify the input data and try again.", "en"),
        ("Emme voineet tallentaa tietojasi. Tarkista tiedot ja yritä uudelleen.", "fi"),
        ("Tilauksen käsittely epäonnistui. Yritä myöhemmin uudelleen.", "fi"),
        ("Eingabe ungültig (Code 4012).", "de"),
    ],
)
def test_a_sentence_that_would_do_for_any_form_is_vague(text: str, language: str) -> None:
    assert is_vague(text, (language,))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("This field is required.", "en"),
        ("Enter a valid postcode.", "en"),
        ("The date is in the past.", "en"),
        ("Tarkista postinumero.", "fi"),
        ("Täytä tämä kenttä.", "fi"),
        ("E-postadressen är felaktig.", "sv"),
        ("Dieses Feld ist nicht ausgefüllt.", "de"),
        ("Veuillez renseigner ce champ.", "fr"),
        ("El teléfono no es válido.", "es"),
        ("Controlla l'indirizzo e-mail.", "it"),
        ("Vul dit veld in.", "nl"),
        ("Feltet skal udfyldes.", "da"),
        ("E-postadressen er feil.", "nb"),
        ("Wypełnij to pole.", "pl"),
        ("Este campo é obrigatório.", "pt"),
        ("See väli on kohustuslik.", "et"),
        ("We could not save your address. The postcode is not known in this town.", "en"),
        ("Unable to save the card: it has expired", "en"),
        ("Eingabe ungültig (E-Mail).", "de"),
    ],
)
def test_a_word_for_the_field_or_for_what_to_do_helps(text: str, language: str) -> None:
    assert not is_vague(text, (language,))
