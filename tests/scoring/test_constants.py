"""The figures: in order, within bounds, and for every kind of bad day."""

from __future__ import annotations

import pytest

from frictionaudit.findings.model import Severity
from frictionaudit.journey.model import DetourKind, DrillKind
from frictionaudit.rules.registry import all_rules
from frictionaudit.scoring.constants import EXPOSURES, FIGURES, SEVERITY_SHARES, UNKNOWN_EXPOSURE, Share, exposure_of

ALL_SHARES = [*SEVERITY_SHARES.values(), *(share for figure in FIGURES.values() for share in figure.shares.values())]


@pytest.mark.parametrize("share", ALL_SHARES, ids=str)
def test_a_share_lies_within_its_range(share: Share) -> None:
    assert 0 <= share.low <= share.value <= share.high < 1


def test_worse_takes_more() -> None:
    values = [SEVERITY_SHARES[severity].value for severity in Severity]
    assert values == sorted(values, reverse=True)
    assert values[-1] == 0


def test_every_drill_and_detour_has_its_exposure() -> None:
    assert set(EXPOSURES) == {*DrillKind, *DetourKind}
    assert all(0 < exposure.value < 1 for exposure in EXPOSURES.values())


def test_exposure_of_an_errand() -> None:
    assert exposure_of("walk") == 1
    assert exposure_of("payment_declined@pay") == 0.10
    assert exposure_of("sun_storm@pay") == UNKNOWN_EXPOSURE.value


def test_the_figures_are_those_that_rules_name() -> None:
    assert {rule.figure for rule in all_rules().values() if rule.figure} == set(FIGURES)
