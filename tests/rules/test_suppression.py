"""What a shop sets aside counts nowhere, until its date."""

from __future__ import annotations

from datetime import date

import pytest
from tests.report.sample import JOURNEY, Sample, make_sample

from frictionaudit.findings.model import Finding
from frictionaudit.findings.suppression import Aside, set_aside
from frictionaudit.journey.model import Suppression
from frictionaudit.rules.registry import all_rules
from frictionaudit.scoring.assemble import assemble

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("none"), pictures=False)


def aside(sample: Sample, **entry: str) -> Aside:
    suppression = Suppression.model_validate({"reason": "known", "until": "2026-12-31", **entry})
    visits = [
        v.model_copy(update={"journey": v.journey.model_copy(update={"suppress": (suppression,)})})
        for v in sample.visits
    ]
    return set_aside(sample.run.findings, visits, DAY, all_rules())


def rules(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule for finding in findings}


@pytest.mark.parametrize(
    ("entry", "gone"),
    [
        ({"rule": "navigation/silent-cart"}, {"navigation/silent-cart"}),
        ({"rule": "navigation/*", "step": "Put it in the cart"}, {"navigation/silent-cart"}),
        ({"rule": "navigation/*", "step": "step-4", "subject": "button Lisää *"}, {"navigation/silent-cart"}),
        ({"rule": "navigation/silent-cart", "step": "Pay"}, set()),
        ({"rule": "navigation/silent-cart", "subject": "button"}, set()),
        ({"rule": "navigation/silent-cart", "until": "2026-11-20"}, set()),
        ({"rule": "navigation/silent-cart", "until": "2026-11-21"}, {"navigation/silent-cart"}),
        ({"rule": "speed/slow-server"}, {"speed/slow-server", "speed/slow-page"}),
    ],
)
def test_an_entry_sets_aside_what_it_names_and_what_follows(
    sample: Sample, entry: dict[str, str], gone: set[str]
) -> None:
    found = aside(sample, **entry)
    assert {each.finding.rule for each in found.suppressed} == gone
    assert rules(found.kept) == rules(sample.run.findings) - gone
    assert len(found.kept) + len(found.suppressed) == len(sample.run.findings)


def test_a_consequence_says_that_it_is_one(sample: Sample) -> None:
    found = aside(sample, rule="speed/slow-server")
    assert {each.finding.rule: each.is_consequence for each in found.suppressed} == {
        "speed/slow-server": False,
        "speed/slow-page": True,
    }


def test_an_expired_entry_and_one_for_no_rule_say_so(sample: Sample) -> None:
    assert aside(sample, rule="speed/slow-server", until="2026-11-01").notes == (
        "suppress: speed/slow-server was set aside until 2026-11-01 and counts again (known)",
    )
    assert aside(sample, rule="speed/slow-sever").notes == (
        "suppress: there is no rule speed/slow-sever, so nothing was set aside for it",
    )
    assert aside(sample, rule="help/missing-contact", until="2026-11-01").notes == ()


def test_what_is_set_aside_counts_neither_in_the_score_nor_in_the_gates(sample: Sample) -> None:
    found = aside(sample, rule="action/*")
    run = assemble(
        run_id="x",
        started=sample.run.started,
        seconds=1,
        visits=sample.visits,
        findings=found.kept,
        outcomes=sample.run.outcomes,
        suppressed=found.suppressed,
    )
    fell, held = ({gate.id: gate.has_held for gate in each.gates} for each in (sample.run, run))
    assert (fell["fail-on"], held["fail-on"]) == (False, True)
    # That the step broke stays true, whoever accepts it.
    assert fell["journey"] is held["journey"] is False
    action = {each.id: each.findings for each in run.criteria}["action"]
    assert action == 0
    assert {each.finding.journey for each in run.suppressed} == {JOURNEY}
    assert run.can_buy is False
