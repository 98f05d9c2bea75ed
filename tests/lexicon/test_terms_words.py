"""The box at the order button names the terms in the form that its sentence asks for."""

from __future__ import annotations

import pytest

from frictionaudit.lexicon import Meaning
from frictionaudit.rules.languages import has_said


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("da", "Jeg har læst og accepterer handelsbetingelserne"),
        ("da", "Jeg accepterer vilkårene"),
        ("nb", "Jeg godtar kjøpsvilkårene"),
        ("nb", "Jeg har lest og godtar salgsbetingelsene"),
        ("sv", "Jag godkänner köpvillkoren"),
        ("fi", "Suostun tilausehtoihin"),
        ("fi", "Olen tutustunut toimitusehtoihin"),
        ("et", "Nõustun müügitingimustega"),
        ("pl", "Zapoznałem się z warunkami sprzedaży"),
    ],
)
def test_terms_in_the_form_of_their_sentence(language: str, label: str) -> None:
    assert has_said(label, Meaning.TERMS, (language,))


@pytest.mark.parametrize(
    ("language", "label"),
    [("da", "Se betalingsbetingelserne"), ("nb", "Les returbetingelsene"), ("fi", "Tutustu takuuehtoihin")],
)
def test_terms_of_a_part_in_that_form_too(language: str, label: str) -> None:
    assert has_said(label, Meaning.TERMS_OF_PART, (language,))
