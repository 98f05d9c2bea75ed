"""The demo shop's switches for the way through it: how far down it lies, where it leads, and whether it answers."""

from __future__ import annotations

from pathlib import Path

import pytest

import frictionaudit
from frictionaudit import shops
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.results import Run

pytestmark = pytest.mark.browser


def run(shop: shops.DemoShop, file: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SHOP_URL", shop.url)
    return frictionaudit.run(file, out=out, personas=["desktop-careful"], axe=False, drills=False)


def found(result: Run) -> set[tuple[str | None, str]]:
    return {
        (each.step_id, each.rule)
        for each in result.findings
        if each.severity is not Severity.INFO and each.criterion is not Criterion.SPEED
    }


def test_a_way_that_lies_deep_leads_away_and_has_a_rival(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journey = Path("journeys/demo.yaml").read_text(encoding="utf-8")
    spoiled = journey.replace(
        "goto: /\n", 'goto: "/?friction=deep-scroll,unexpected-window,competing-actions"\n'
    )  # fmt: skip
    file = tmp_path / "ways.yaml"
    file.write_text(spoiled, encoding="utf-8")
    with shops.serve() as shop:
        result = run(shop, file, tmp_path / "run", monkeypatch)
    assert found(result) == {
        ("go-to-the-checkout", "navigation/unexpected-window"),
        ("go-to-the-checkout", "navigation/competing-actions"),
        ("give-my-details", "navigation/deep-scroll"),
    }


@pytest.mark.parametrize(
    ("friction", "step"), [("silent-cart", "put-it-in-the-cart"), ("failed-search", "find-the-mug")]
)
def test_a_shop_that_does_not_answer_loses_the_customer_there(
    friction: str, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRICTION", friction)
    with shops.serve() as shop:
        result = run(shop, Path("journeys/bad-day-dead-end.yaml"), tmp_path, monkeypatch)
    assert found(result) == {(step, f"navigation/{friction}")}
    assert [finding.blocks for finding in result.findings if finding.rule == f"navigation/{friction}"] == [True]
