"""What a field asks for: its token, its type, its words in many languages, its name."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.validation.makers import make_field

from frictionaudit.evidence.purpose import is_of_another, is_repeat, purpose_of


def _purpose(label: str, language: str = "en", **changes: Any) -> str | None:
    told = purpose_of(make_field(label, **{"name": "", **changes}), (language, "en"))
    return told.name if told else None


@pytest.mark.parametrize(
    ("label", "language", "is_another_s"),
    [
        ("Recipient's email", "en", True),
        ("Your friend’s e-mail", "en", True),
        ("Vastaanottajan sähköposti", "fi", True),
        ("Mottagarens e-post", "sv", True),
        ("E-Mail der Empfängerin", "de", True),
        ("E-mail du destinataire", "fr", True),
        ("Correo de quien la recibe", "es", True),
        ("E-mail del destinatario", "it", True),
        ("E-mail do destinatário", "pt", True),
        ("E-mail van de ontvanger", "nl", True),
        ("Modtagerens e-mail", "da", True),
        ("Mottakerens e-post", "nb", True),
        ("E-mail odbiorcy", "pl", True),
        ("Saaja e-post", "et", True),
        ("E-mail", "en", False),
        ("Email (we are friendly)", "en", False),
        ("E-Mail, bitte freundlich bleiben", "de", False),
        ("E-mail, venligst", "da", False),
        ("Recipient", "en", False),
        ("Recipient's phone", "en", False),
    ],
)
def test_a_gift_goes_to_an_address_that_is_not_the_customer_s(label: str, language: str, is_another_s: bool) -> None:
    assert is_of_another(make_field(label, name=""), (language, "en")) is is_another_s


@pytest.mark.parametrize(
    ("label", "language", "purpose"),
    [
        ("E-mail *", "en", "email"),
        ("Email address (optional)", "en", "email"),
        ("Sähköpostiosoite", "fi", "email"),
        ("Lähiosoite *", "fi", "street-address"),
        ("Postinumero ja -toimipaikka", "fi", "postal-code"),
        ("Företag (valfritt)", "sv", "organization"),
        ("Postort", "sv", "address-level2"),
        ("First line of address", "en", "street-address"),
        ("Osoite (2. rivi)", "fi", "address-line2"),
        ("Address (line 2)", "en", "address-line2"),
        ("Straße und Hausnummer*", "de", "street-address"),
        ("Telefon (freiwillig)", "de", "tel"),
        ("Numéro de téléphone", "fr", "tel"),
        ("Código postal", "es", "postal-code"),
        ("Nome e cognome", "it", "name"),
        ("Woonplaats", "nl", "address-level2"),
        ("Imię i nazwisko", "pl", "name"),
        ("Etternavn", "nb", "family-name"),
        ("Perekonnanimi", "et", "family-name"),
        ("Name on card", "en", "cc-name"),
        ("Company name", "en", "organization"),
        ("Town / City", "en", "address-level2"),
        ("Gift card or discount code", "en", "coupon"),
        ("MM / YY", "en", "cc-exp"),
        ("CCV", "pl", "cc-csc"),
        ("Kod *", "pl", "postal-code"),
        ("Kod BLIK (6 cyfr)", "pl", None),
        ("Kod z SMS-a", "pl", None),
        ("Nazwa posiadacza karty", "pl", "cc-name"),
        ("Nome impresso no cartão", "pt", "cc-name"),
        ("Nom du porteur", "fr", "cc-name"),
    ],
)
def test_words_tell_what_is_asked(label: str, language: str, purpose: str | None) -> None:
    assert _purpose(label, language) == purpose


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("comp_ville", "address-level2"), ("comp_cp", "postal-code"), ("comp_rue", "street-address"),
        ("street_number", "address-line2"), ("mail", "email"), ("qte", "quantity"),
        ("cognome", "family-name"), ("achternaam", "family-name"), ("prenom", "given-name"), ("report", None),
    ],
)  # fmt: skip
def test_names_that_programmers_give_in_their_own_language(name: str, purpose: str | None) -> None:
    assert _purpose("", name=name) == purpose


@pytest.mark.parametrize(
    "label", ["Where did you hear about us?", "Why do we need your name and address? Tell us", "Colour", ""]
)
def test_other_words_tell_nothing(label: str) -> None:
    assert _purpose(label) is None


def test_the_token_is_trusted_before_words_and_words_before_the_name() -> None:
    assert _purpose("Name", autocomplete="shipping given-name") == "given-name"
    assert _purpose("Name", name="email") == "name"
    assert _purpose("Card number", kind="tel") == "cc-number"
    assert _purpose("Contact", kind="tel") == "tel"


@pytest.mark.parametrize(
    ("label", "name", "is_sure"),
    [("Data de nascimento", "birth", False), ("Contact", "phone", True), ("", "", True), ("Telefone", "", True)],
)
def test_a_keypad_alone_makes_no_phone_of_other_words(label: str, name: str, is_sure: bool) -> None:
    told = purpose_of(make_field(label, kind="tel", name=name), ("pt", "en"))
    assert told is not None
    assert (told.name, told.is_sure) == ("tel", is_sure)


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("billing_first_name", "given-name"),
        ("customer[email]", "email"),
        ("shippingAddress.postalCode", "postal-code"),
        ("billing_address_2", "address-line2"),
        ("q", "search"),
    ],
)
def test_a_name_alone_is_not_sure(name: str, purpose: str) -> None:
    told = purpose_of(make_field("", name=name), ("en",))
    assert told is not None
    assert (told.name, told.is_sure) == (purpose, False)


def test_repetitions() -> None:
    assert is_repeat(make_field("Confirm e-mail"), ("en",))
    assert is_repeat(make_field("E-mail", name="emailConfirm"), ("en",))
    assert not is_repeat(make_field("E-mail"), ("en",))
