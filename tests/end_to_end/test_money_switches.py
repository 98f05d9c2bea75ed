"""The demo shop's switches of money: what is charged, named and confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest

import frictionaudit
from frictionaudit import shops
from frictionaudit.findings.model import Criterion, Severity

pytestmark = pytest.mark.browser

FRICTIONS = "sneaked-item,unclear-price,differing-total"


def test_prices_that_say_too_little_and_charge_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journey = Path("journeys/demo.yaml").read_text(encoding="utf-8")
    spoiled = journey.replace("goto: /\n", f'goto: "/?friction={FRICTIONS}"\n').replace("33,80", "35,75")
    assert FRICTIONS in spoiled
    file = tmp_path / "money.yaml"
    file.write_text(spoiled, encoding="utf-8")
    with shops.serve() as shop:
        monkeypatch.setenv("SHOP_URL", shop.url)
        result = frictionaudit.run(
            file, out=tmp_path / "run", personas=["desktop-careful"], axe=False, drills=False, fail_on="critical"
        )
    found = {
        (finding.step_id, finding.rule)
        for finding in result.findings
        if finding.severity.rank <= Severity.MODERATE.rank and finding.criterion is not Criterion.SPEED
    }
    assert found == {
        ("look-at-the-mug", "help/unclear-price"),
        ("choose-how-to-pay", "commitment/sneaked-item"),
        ("pay", "confirmation/differing-total"),
    }
    (promise,) = [card for card in result.promises if card.commits.is_binding]
    assert promise.is_kept is False
    assert promise.promised.amount is not None
    assert promise.happened is not None
    assert promise.happened.amount is not None
    assert (promise.promised.amount.text, promise.happened.amount.text) == ("35,75 €", "37,75 €")
