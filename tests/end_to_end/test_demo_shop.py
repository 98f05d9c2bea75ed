"""The whole house on the demo shop: clean it is clean everywhere; the bad day shows what is on, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import frictionaudit
from frictionaudit import shops
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.results import Run

pytestmark = pytest.mark.browser

JOURNEYS = Path("journeys")
BAD_DAY = Path("tests/shops/bad_day.yaml")


@pytest.fixture(scope="module")
def shop() -> Iterator[shops.DemoShop]:
    with shops.serve() as running:
        yield running


def run(shop: shops.DemoShop, out: Path, name: str, monkeypatch: pytest.MonkeyPatch, **options: Any) -> Run:
    monkeypatch.setenv("SHOP_URL", shop.url)
    return frictionaudit.run(JOURNEYS / name, out=out, **options)


def at_least_moderate(result: Run) -> list[str]:
    """Give what is amiss, speed left out: the machine that runs all tests at once is no fault of the shop's."""
    return [
        f"{each.rule} at {each.step}: {each.message}"
        for each in result.findings
        if each.severity.rank <= Severity.MODERATE.rank and each.criterion is not Criterion.SPEED
    ]


@pytest.mark.parametrize(
    ("browser", "personas"),
    [
        ("chromium", ["desktop-careful", "mobile-first", "keyboard-only"]),
        pytest.param("firefox", ["desktop-careful"], marks=pytest.mark.firefox),
    ],
)
def test_the_clean_shop_is_clean(
    shop: shops.DemoShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: str, personas: list[str]
) -> None:
    result = run(shop, tmp_path, "demo.yaml", monkeypatch, browsers=[browser], personas=personas, workers=3)
    assert [visit.outcome for visit in result.visits] == ["completed"] * len(personas)
    assert at_least_moderate(result) == []
    scores = {each.id: each.score.value for each in result.criteria if each.id != Criterion.SPEED}
    assert all(value is None or value >= 95 for value in scores.values()), scores
    for name in ("report.html", "run.json", "junit.xml", "findings.csv"):
        assert (tmp_path / name).stat().st_size > 0


def test_the_bad_day_shows_each_friction_at_its_step_and_nothing_else(
    shop: shops.DemoShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = YAML(typ="safe").load(BAD_DAY)
    result = run(shop, tmp_path, "bad-day.yaml", monkeypatch)
    assert [visit.outcome for visit in result.visits] == ["completed"]
    found = {(each.step_id or "", each.rule) for each in result.findings if each.severity is not Severity.INFO}
    wanted = {(step, rule) for step, rules in expected["found"].items() for rule in rules}
    also = {(step, rule) for step, rules in expected["also"].items() for rule in rules}
    assert wanted - found == set(), "missed"
    slow = {(step, rule) for step, rule in found if rule.startswith("speed/")}  # see at_least_moderate
    assert found - wanted - also - slow == set(), "false alarms"

    again = frictionaudit.audit(tmp_path, out=tmp_path / "again")
    assert [each.fingerprint for each in again.findings] == [each.fingerprint for each in result.findings]
    assert again.findings == result.findings, "judged again without a browser: the same"
    assert json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["schema_version"] == 1
