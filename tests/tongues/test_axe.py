"""axe-core's own sentences in the reader's language."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from frictionaudit.rules.registry import all_rules
from frictionaudit.tongues import LANGUAGES, speaking

UNTRANSLATED = {"de": {"aria-tab-name"}}


def sentences(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(
        files("frictionaudit.tongues").joinpath(f"axe/{language}.json").read_text("utf-8")
    )
    return found


def test_the_english_is_that_of_the_axe_that_runs() -> None:
    said = AXE_SCRIPT.replace('\\"', '"').replace("\\'", "'")
    assert [rule for rule, words in sentences("en").items() if words not in said] == []


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_each_language_has_them(language: str) -> None:
    assert set(sentences("en")) - set(sentences(language)) == UNTRANSLATED.get(language, set())


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Images must have alternative text: picture “Mug” (axe rule image-alt; places on this page: 2)."),
        (
            "de",
            "Abbildungen müssen einen Alternativtext besitzen: Bild „Mug“ (axe-Regel image-alt; Stellen auf dieser "
            "Seite: 2).",
        ),
        ("fi", "Kuvilla on oltava tekstivastine: kuva ”Mug” (axe-sääntö image-alt; kohtia tällä sivulla: 2)."),
    ],
)
def test_a_finding_says_it(language: str, told: str) -> None:
    given: dict[str, str | int | float | bool | None] = {
        "help": "Images must have alternative text", "axe_rule": "image-alt", "count": 2, "nodes": "img “Mug”",
    }  # fmt: skip
    with speaking(language):
        assert all_rules()["access/wcag-violation"].text("", given) == told
