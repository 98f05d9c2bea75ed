"""The rule catalogue: what each rule id means, those that are built and those that are planned.

Ids are a public contract: they stand in reports, baselines and suppressions, and never change their meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import Field

from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.record import Record
from frictionaudit.rules.registry import all_rules

__all__ = ["CatalogueEntry", "catalogue", "planned"]


class CatalogueEntry(Record):
    """One rule as the catalogue defines it."""

    id: str
    criterion: Criterion
    severity: Severity
    """By default; a finding may be raised or lowered as `when` says."""
    when: str
    """What is observed."""
    unless: str = Field(default="", alias="not")
    """What is not reported."""
    customer: str = ""
    """What the customer thinks at that moment."""
    needs: str = ""
    """What the journey must declare or the run must include, else the rule is incomplete."""


@cache
def catalogue() -> Mapping[str, CatalogueEntry]:
    """Give all entries by id, in the catalogue's order."""
    from ruamel.yaml import YAML  # here, for judging needs no catalogue

    text = files("frictionaudit.rules").joinpath("catalogue.yaml").read_text(encoding="utf-8")
    entries = [CatalogueEntry.model_validate(entry) for entry in YAML(typ="safe").load(text)]
    return {entry.id: entry for entry in entries}


def planned() -> tuple[CatalogueEntry, ...]:
    """Give the entries that no rule is built for yet, in the catalogue's order."""
    built = all_rules()
    return tuple(entry for entry in catalogue().values() if entry.id not in built)
