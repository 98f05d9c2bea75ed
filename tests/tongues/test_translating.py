"""Texts in the language that is spoken now, on a catalogue of our own."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping

import pytest

from frictionaudit.tongues import catalogue, filled, language, language_of, retold, speak, speaking, translated

FINNISH = {
    ("greeting", "Hello, {name}."): "Hei, {name}.",
    ("slip", "Hello, {name}."): "Hei, {nimi}.",
    (catalogue.SENTENCES, "the page crashed"): "sivu kaatui",
    (catalogue.SENTENCES, "step '{name}': {failure}"): "vaihe ”{name}”: {failure}",
    (catalogue.SENTENCES, "{target} is disabled"): "{target} ei ole käytössä",
    (catalogue.SENTENCES, "expected {wanted}, saw {seen}"): "odotettiin {wanted}, nähtiin {seen}",
    (catalogue.SENTENCES, "expected {wanted}"): "odotettiin {wanted}",
}


@pytest.fixture(autouse=True)
def finnish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def texts(language: str) -> Mapping[tuple[str, str], str]:
        return FINNISH if language == "fi" else {}

    monkeypatch.setattr(catalogue, "_texts", texts)
    catalogue._templates.cache_clear()
    catalogue._retold.cache_clear()
    with speaking("fi"):
        yield
    catalogue._templates.cache_clear()
    catalogue._retold.cache_clear()


def test_a_text_is_found_by_its_key_and_its_very_english() -> None:
    assert translated("greeting", "Hello, {name}.") == "Hei, {name}."
    assert translated("greeting", "Good day, {name}.") == "Good day, {name}."
    assert translated("other", "Hello, {name}.") == "Hello, {name}."
    with speaking("sv"):
        assert translated("greeting", "Hello, {name}.") == "Hello, {name}."


def test_a_slip_of_the_translator_costs_the_language_and_not_the_report() -> None:
    assert filled("greeting", "Hello, {name}.", {"name": "{0}"}) == "Hei, {0}."
    assert filled("slip", "Hello, {name}.", {"name": "Maija"}) == "Hello, Maija."
    with pytest.raises(KeyError):
        filled("greeting", "Hello, {name}.", {})


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("the page crashed", "sivu kaatui"),
        ("step 'Pay': the page crashed", "vaihe ”Pay”: sivu kaatui"),
        ("step 'It's 'here'': 'Buy' is disabled", "vaihe ”It's 'here'”: 'Buy' ei ole käytössä"),
        ("expected a, saw b", "odotettiin a, nähtiin b"),
        ("expected a; expected b, saw c", "odotettiin a; odotettiin b, nähtiin c"),
        ("what a page says", "what a page says"),
        ("", ""),
        ("'{0} {name}' is disabled", "'{0} {name}' ei ole käytössä"),
        ("is disabled " * 500, "is disabled " * 500),
    ],
)
def test_a_sentence_is_told_again_with_what_stands_in_it(english: str, told: str) -> None:
    assert retold(english) == told
    with speaking("en"):
        assert retold(english) == english


def test_hostile_words_take_no_time() -> None:
    long = "step '" * 150 + "': expected , saw " * 50
    assert retold(long[:1_900])


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "fi_FI.UTF-8"}, "fi"),
        ({"LANG": "fi_FI.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C.UTF-8", "LC_MESSAGES": "de_AT@euro"}, "de"),
        ({"LC_ALL": "", "LANG": "sv"}, "sv"),
        ({"LANG": "pt_BR.UTF-8"}, "en"),
    ],
)
def test_the_environment_names_a_language(environment: dict[str, str], expected: str) -> None:
    assert language_of(environment) == expected


def test_two_threads_speak_each_its_own() -> None:
    heard: dict[str, set[str]] = {"fi": set(), "sv": set()}
    both = threading.Barrier(2)

    def speaks(tongue: str) -> None:
        with speaking(tongue):
            both.wait()
            heard[tongue].add(language())
            both.wait()
        heard[tongue].add(language())

    threads = [threading.Thread(target=speaks, args=(tongue,)) for tongue in heard]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == {"fi": {"fi", "en"}, "sv": {"sv", "en"}}


def test_a_language_that_is_none_of_ours_is_english() -> None:
    with speaking("fi"):
        speak("pt")
        assert language() == "en"
    assert language() == "fi"
