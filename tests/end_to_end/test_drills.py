"""Detours and drills on the demo shop: clean it stands them all; with its bad days switched on each one is found."""

from __future__ import annotations

from pathlib import Path

import pytest

import frictionaudit
from frictionaudit import shops
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.results import Run
from frictionaudit.shops.frictions.bad_days import BAD_DAYS

pytestmark = pytest.mark.browser

JOURNEY = Path("journeys/demo-drills.yaml")

# The one replaces what the other needs: its payment goes another way, its refusal leads elsewhere.
ALONE = {"double-charge", "decline-dead-end"}


def audit(frictions: list[str], out: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    with shops.serve(frictions=frictions) as shop:
        monkeypatch.setenv("SHOP_URL", shop.url)
        return frictionaudit.run(JOURNEY, out=out, axe=False, workers=3)


def found(result: Run) -> set[str]:
    """Give the rules that found something of moderate or worse; see tests/end_to_end/test_demo_shop.py for speed."""
    return {
        each.rule
        for each in result.findings
        if each.severity.rank <= Severity.MODERATE.rank and each.criterion is not Criterion.SPEED
    }


def test_the_clean_shop_stands_its_bad_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = audit([], tmp_path, monkeypatch)
    assert [(visit.errand, visit.outcome) for visit in result.visits if visit.outcome != "completed"] == []
    assert len(result.visits) == 13
    assert found(result) == set()
    drills = {friction.rule for friction in BAD_DAYS}
    unjudged = [o for o in result.outcomes if o.rule in drills and o.outcome == "incomplete"]
    assert unjudged == []
    assert result.can_buy is True


def test_each_bad_day_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frictions = [friction for friction in BAD_DAYS if friction.name not in ALONE]
    result = audit([friction.name for friction in frictions], tmp_path, monkeypatch)
    assert found(result) == {friction.rule for friction in frictions}
    assert result.can_buy is True, "a bad day is no broken path"
    assert all(finding.exposure < 1 for finding in result.findings if finding.rule in found(result))
