"""Each switch of the demo shop, alone: its own finding, at its step, and nothing else. Slow: `make test-slow`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import frictionaudit
from frictionaudit import shops
from frictionaudit.findings.model import Severity
from frictionaudit.shops import FRICTIONS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ALONE: dict[str, dict[str, Any]] = YAML(typ="safe").load(Path("tests/shops/alone.yaml"))


def test_every_switch_is_turned_on_alone() -> None:
    assert sorted(ALONE) == sorted(FRICTIONS)
    assert all(FRICTIONS[name].rule in str(case["found"]) for name, case in ALONE.items())


@pytest.mark.parametrize("name", ALONE)
def test_alone_it_shows_itself_and_nothing_else(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = ALONE[name]
    with shops.serve(frictions=[name]) as shop:
        monkeypatch.setenv("SHOP_URL", shop.url)
        result = frictionaudit.run(
            _journey(name, case, tmp_path), out=tmp_path / "run", personas=case.get("personas", ["desktop-careful"])
        )
    judges_speed = FRICTIONS[name].rule.startswith("speed/")
    found = {
        (each.step_id or "path", each.rule)
        for each in result.findings
        if each.severity is not Severity.INFO and (judges_speed or not each.rule.startswith("speed/"))
    }
    wanted = {(step, rule) for step, rules in case["found"].items() for rule in rules}
    assert found == {(step, rule) for step, rule in wanted if judges_speed or not rule.startswith("speed/")}


def _journey(name: str, case: dict[str, Any], folder: Path) -> Path:
    """Write the journey as the switch needs it; of detours and drills only the one that the switch is about."""
    if "errand" in case:
        text, _, _ = Path("journeys/demo-drills.yaml").read_text(encoding="utf-8").partition("\ndetours:")
        errand = YAML(typ="safe").load(case["errand"])
        kind = "detours" if {"back", "reload", "deep_link"} & set(errand) else "drills"
        text += f"\n{kind}: {json.dumps([errand])}\n"
    else:
        text = Path("journeys/demo.yaml").read_text(encoding="utf-8")
        # What the button says of the amount is the frictions' to change.
        put = {"Tilaa ja maksa 33,80 €": "{role: button, name: Tilaa ja maksa}", **case.get("put", {})}
        for old, new in put.items():
            assert old in text
            text = text.replace(old, new)
    file = folder / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    return file
