"""Messages name the field they are about in its other forms, too."""

from __future__ import annotations

import pytest
from tests.rules.validation.makers import make_field

from frictionaudit.rules.validation.messages import names_field


@pytest.mark.parametrize(
    ("language", "label", "text"),
    [
        ("en", "Full name", "Names may only hold letters A to Z."),
        ("fi", "Etu- ja sukunimi", "Nimessä saa olla vain kirjaimia a–z."),
        ("sv", "För- och efternamn", "Namnet får bara innehålla bokstäverna a–z."),
        ("sv", "Telefonnummer", "Telefonnumret är fel."),
        ("fr", "Prénom et nom", "Le nom ne doit contenir que des lettres."),
        ("da", "For- og efternavn", "Navnet må kun indeholde bogstaver."),
        ("nb", "E-post", "E-posten er feil."),
        ("pl", "Imię i nazwisko", "Imię może zawierać tylko litery."),
        ("et", "Postiindeks", "Postiindeksis on viga."),
    ],
)
def test_a_bent_word_names_its_field(language: str, label: str, text: str) -> None:
    assert names_field(text, make_field(label), (language,))


@pytest.mark.parametrize(
    ("language", "label", "text"),
    [("en", "Full name", "Check the nameplate"), ("sv", "Ort", "Fortsätt nedan"), ("da", "By", "Du kan bytte varen")],
)
def test_a_word_that_only_begins_so_does_not(language: str, label: str, text: str) -> None:
    assert not names_field(text, make_field(label), (language,))
