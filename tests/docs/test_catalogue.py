"""Rules and their catalogue agree."""

from __future__ import annotations

from importlib.resources import files

import pytest

from frictionaudit.rules.catalogue import catalogue, planned
from frictionaudit.rules.registry import Rule, all_rules

BUILT_IN_FULL = ("errors", "speed", "action")
BUILT_IN_PART = {
    "access/wcag-violation",
    "commitment/ambiguous-label",
    "commitment/hidden-total",
    "commitment/missing-obligation-wording",
    "confirmation/missing",
    "confirmation/missing-reference",
}


def test_the_catalogue_names_each_rule_once_under_its_criterion() -> None:
    text = files("frictionaudit.rules").joinpath("catalogue.yaml").read_text(encoding="utf-8")
    assert len(catalogue()) == text.count("- {id: ")
    assert all(entry.id.startswith(f"{entry.criterion}/") for entry in catalogue().values())


@pytest.mark.parametrize("rule", all_rules().values(), ids=list(all_rules()))
def test_a_rule_says_what_the_catalogue_says(rule: Rule) -> None:
    entry = catalogue()[rule.id]
    assert (rule.criterion, rule.severity, rule.customer) == (entry.criterion, entry.severity, entry.customer)


def test_the_rules_of_the_main_path_are_built() -> None:
    wanted = BUILT_IN_PART | {name for name, entry in catalogue().items() if entry.criterion in BUILT_IN_FULL}
    assert wanted - set(all_rules()) == set()


def test_planned_and_built_make_the_catalogue() -> None:
    assert {entry.id for entry in planned()} | set(all_rules()) == set(catalogue())
    assert not {entry.id for entry in planned()} & set(all_rules())


@pytest.mark.parametrize("rule", all_rules().values(), ids=list(all_rules()))
def test_a_cause_that_a_rule_names_is_in_the_catalogue(rule: Rule) -> None:
    assert set(rule.causes) <= set(catalogue())
