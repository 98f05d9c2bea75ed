"""Criteria have their words."""

from __future__ import annotations

from frictionaudit.findings.criteria import criteria
from frictionaudit.findings.model import Criterion


def test_every_criterion_has_words_in_its_order() -> None:
    assert list(criteria()) == list(Criterion)
    assert all(words.en and words.fi and words.challenge for words in criteria().values())
