"""Parts of a page in the words of the reader."""

from __future__ import annotations

import pytest

from frictionaudit.rules.registry import all_rules
from frictionaudit.tongues import part_word, parts_told, retold, speaking


@pytest.mark.parametrize(
    ("noted", "english", "finnish", "german"),
    [
        ("textbox", "text field", "tekstikenttä", "Textfeld"),
        ("button “Buy” (#buy)", "button “Buy” (#buy)", "painike ”Buy” (#buy)", "Schaltfläche „Buy“ (#buy)"),
        (
            "link “Home”, img, div “x”",
            "link “Home”, picture, div “x”",
            "linkki ”Home”, kuva, div ”x”",
            "Link „Home“, Bild, div „x“",
        ),
        ("“Yes”, “No”", "“Yes”, “No”", "”Yes”, ”No”", "„Yes“, „No“"),
        ("A pop-up (“10 %”)", "A pop-up (“10 %”)", "Ponnahdusikkuna (”10 %”)", "Ein Pop-up („10 %“)"),
        ("Xhr /cart", "Data request /cart", "Tietopyyntö /cart", "Datenanfrage /cart"),
        ("link to the shop", "link to the shop", "link to the shop", "link to the shop"),
        ("my button", "my button", "my button", "my button"),
        ("“ “ ”", "“ “ ”", "“ ” ”", "“ „ “"),
        ("", "", "", ""),
    ],
)
def test_a_part_is_told_in_the_language_of_the_reader(noted: str, english: str, finnish: str, german: str) -> None:
    told = []
    for language in ("en", "fi", "de"):
        with speaking(language):
            told.append(parts_told(noted))
    assert told == [english, finnish, german]


def test_a_part_that_is_not_known_stays_as_it_is() -> None:
    with speaking("fi"):
        assert part_word("link") == "linkki"
        assert part_word("x-fancy") == "x-fancy"


def test_only_what_a_rule_names_as_ours_is_told_anew() -> None:
    covered = all_rules()["action/covered"]
    parameters = {"name": "button “Link”.", "cover": "dialog “Link”"}
    with speaking("sv"):
        assert (
            covered.text("", parameters)
            == "”button “Link”.” täcks av dialogruta ”Link”, som tar emot trycket på mitten."
        )


@pytest.mark.parametrize("name", ["Pay", "'Pay'", '"Pay"', "“Pay”"])
def test_a_name_stands_in_one_pair_of_marks(name: str) -> None:
    assert all_rules()["action/second-try"].text("", {"name": name}).startswith("The first press of “Pay” did")


def test_a_name_that_brings_its_marks_keeps_them() -> None:
    told = all_rules()["navigation/dead-link"].text("", {"name": "“Terms”", "path": "/terms", "status": 404})
    assert told == "The link “Terms” leads to /terms, which answers 404."


@pytest.mark.parametrize(
    ("noted", "finnish"),
    [
        ("heading: Thank you", "otsikko: Thank you"),
        ("timed out (careful, chromium)", "aika loppui (careful, chromium)"),
        (
            "timed out (careful, chromium); out of stock (hasty, firefox)",
            "aika loppui (careful, chromium); loppu varastosta (hasty, firefox)",
        ),
    ],
)
def test_what_was_expected_and_how_a_visit_ended(noted: str, finnish: str) -> None:
    with speaking("fi"):
        assert retold(noted) == finnish


def test_a_purpose_is_told_in_words() -> None:
    autocomplete = all_rules()["validation/missing-autocomplete"]
    told = autocomplete.text("", {"label": "Address", "purpose": "street-address"})
    assert told == "“Address” asks for street address, and the browser is not told so."
