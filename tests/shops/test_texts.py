"""The shop says the same in all its languages."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from frictionaudit.shops.catalogue import catalogue
from frictionaudit.shops.texts import LANGUAGES, Words


def _flat(texts: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in texts.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)


def _texts(language: str) -> dict[str, str]:
    file = resources.files("frictionaudit.shops.texts") / f"{language}.toml"
    return dict(_flat(tomllib.loads(file.read_text(encoding="utf-8"))))


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_words_of_the_first_one(language: str) -> None:
    first, other = _texts("fi"), _texts(language)
    assert first.keys() == other.keys()
    # The German order button bears nothing but the words of the law; its total stands above it.
    free = {"review.pay"}
    assert {key: _placeholders(first[key]) for key in first if key not in free} == {
        key: _placeholders(other[key]) for key in other if key not in free
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_product_has_words_in_a_language(language: str) -> None:
    for product in catalogue().products:
        assert all((product.name[language], product.summary[language], product.description[language]))
        assert product.facts[language]


@pytest.mark.parametrize(
    ("language", "written"),
    [("fi", "1234,50\u00a0€"), ("sv", "1234,50\u00a0€"), ("de", "1234,50\u00a0€"), ("en", "€1,234.50")],
)
def test_prices_are_written_as_the_language_does(language: str, written: str) -> None:
    assert Words(language).price(123_450) == written
