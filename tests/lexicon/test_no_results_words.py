"""A search that found nothing says so in sentences too."""

from __future__ import annotations

import pytest

from frictionaudit.lexicon import Meaning
from frictionaudit.rules.languages import has_said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Leider wurde nichts zu Ihrer Suche gefunden"),
        ("da", "Der blev ikke fundet noget"),
        ("nb", "Vi fant ingenting"),
        ("fr", "Rien n'a été trouvé"),
        ("pt", "Nada foi encontrado"),
        ("en", "Nothing was found for your search"),
    ],
)
def test_nothing_found_in_a_sentence(language: str, text: str) -> None:
    assert has_said(text, Meaning.NO_RESULTS, (language,))
