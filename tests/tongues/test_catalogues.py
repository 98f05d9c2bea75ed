"""The catalogues that lie in the house: whole, up to date, and true to the English."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from frictionaudit.docs.catalogues import FOLDER, TRANSLATED, compiled, entries, stale_catalogues
from frictionaudit.findings.criteria import criteria
from frictionaudit.report.texts import ENGLISH
from frictionaudit.tongues.catalogue import SENTENCES, parts_of

IN_WORK: frozenset[str] = frozenset()
"""Languages whose translation is not whole yet; take one out when it is, and it stays whole."""


@cache
def messages(language: str) -> tuple[Message, ...]:
    with (FOLDER / f"{language}.po").open("rb") as file:
        return tuple(message for message in read_po(file, locale=language) if message.id)


def placeholders(template: str) -> set[str]:
    return {name for _, name in parts_of(template) if name is not None}


def named(found: list[Message]) -> list[str]:
    return [f"{message.context}: {message.id}" for message in found]


def test_each_text_has_a_key_of_its_own() -> None:
    keys = Counter((entry.key, entry.english if entry.key == SENTENCES else "") for entry in entries())
    assert [key for key, times in keys.items() if times > 1] == []


def test_the_catalogues_hold_what_the_code_says() -> None:
    assert stale_catalogues() == [], "mend it with: python -m frictionaudit.docs"


@pytest.mark.parametrize("language", [each for each in TRANSLATED if each not in IN_WORK])
def test_a_finished_language_lacks_nothing(language: str) -> None:
    assert named([message for message in messages(language) if not message.string]) == []
    assert named([message for message in messages(language) if message.fuzzy]) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_name_the_parameters_of_the_english(language: str) -> None:
    told = [message for message in messages(language) if message.string and not message.fuzzy]
    assert named([each for each in told if placeholders(str(each.id)) != placeholders(str(each.string))]) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_begin_and_end_as_the_english_does(language: str) -> None:
    """Strings are put together: what begins or ends with a space must, and no sentence gains or loses its stop."""
    told = [(str(each.id), str(each.string), each) for each in messages(language) if each.string and not each.fuzzy]
    wrong = [
        message
        for english, text, message in told
        if (english[0].isspace(), english[-1].isspace()) != (text[0].isspace(), text[-1].isspace())
        or english.endswith((".", "!", "?", "…")) != text.endswith((".", "!", "?", "…"))
    ]
    assert named(wrong) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_read_is_what_was_translated(language: str) -> None:
    with (FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    assert (FOLDER / f"{language}.json").read_text(encoding="utf-8") == compiled(catalogue)
    assert all(text for _, _, text in json.loads(compiled(catalogue)))


def test_criteria_bear_the_same_words_in_the_report() -> None:
    assert {each.id: each.en for each in criteria().values()} == {id: ENGLISH[f"criterion.{id}"] for id in criteria()}
