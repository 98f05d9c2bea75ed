"""The words of the criteria: the customer's sentence, and the challenge it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from frictionaudit.findings.model import Criterion
from frictionaudit.record import Record

__all__ = ["CriterionWords", "criteria"]


class CriterionWords(Record):
    """One criterion in words."""

    id: Criterion
    en: str
    """What the customer wants to be able to say."""
    fi: str
    challenge: str
    """The challenge of digital buying that it comes from (Filenius 2017, as told in the essay of 2020)."""


@cache
def criteria() -> Mapping[Criterion, CriterionWords]:
    """Give the words of every criterion, in the order in which criteria are shown."""
    from ruamel.yaml import YAML  # here, for most commands need no words

    text = files("frictionaudit").joinpath("data/criteria.yaml").read_text(encoding="utf-8")
    words = [CriterionWords.model_validate(entry) for entry in YAML(typ="safe").load(text)]
    return {each.id: each for each in words}
