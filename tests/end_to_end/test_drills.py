"""Detours and drills on the demo shop: clean it stands them all. What a bad shop shows, the twin pages tell."""

from __future__ import annotations

from pathlib import Path

import pytest

import frictionaudit
from frictionaudit import shops
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.results import Run
from frictionaudit.shops.frictions.bad_days import BAD_DAYS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

JOURNEY = Path("journeys/demo-drills.yaml")


def found(result: Run) -> set[str]:
    """Give the rules that found something of moderate or worse; see tests/end_to_end/test_demo_shop.py for speed."""
    return {
        each.rule
        for each in result.findings
        if each.severity.rank <= Severity.MODERATE.rank and each.criterion is not Criterion.SPEED
    }


def test_the_clean_shop_stands_its_bad_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with shops.serve() as shop:
        monkeypatch.setenv("SHOP_URL", shop.url)
        result = frictionaudit.run(JOURNEY, out=tmp_path, axe=False, workers=3)
    assert [(visit.errand, visit.outcome) for visit in result.visits if visit.outcome != "completed"] == []
    assert len(result.visits) == 13
    assert found(result) == set()
    drills = {friction.rule for friction in BAD_DAYS}
    unjudged = [o for o in result.outcomes if o.rule in drills and o.outcome == "incomplete"]
    assert unjudged == []
    assert result.can_buy is True
