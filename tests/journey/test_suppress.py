"""`suppress:` in a journey and in frictionaudit.yaml."""

from __future__ import annotations

from pathlib import Path

from tests.journey.writing import HEAD, STEPS, mistakes_of, write

from frictionaudit.journey import load_journey

ENTRY = "{rule: speed/slow-server, reason: Old hosting until spring, until: 2027-03-31}"


def test_a_journeys_own_entries_stand_before_those_of_the_config(tmp_path: Path) -> None:
    write(tmp_path, f"suppress: [{ENTRY}]\n", "frictionaudit.yaml")
    own = "suppress:\n  - {rule: action/*, step: Open the shop, subject: button Pay, reason: r, until: 2026-12-31}\n"
    file, _ = write(tmp_path, HEAD + own + STEPS)

    found = load_journey(file, env={}).suppress

    assert [each.rule for each in found] == ["action/*", "speed/slow-server"]
    assert (found[0].step, found[0].subject, found[0].until) == ("Open the shop", "button Pay", "2026-12-31")
    assert found[1].reason == "Old hosting until spring"


def test_each_mistake_is_told_at_its_place(tmp_path: Path) -> None:
    text = (
        HEAD + "suppress:\n  - {rule: ▸slow, reason: r, until: ▸31.12.2026}\n"
        "  - ▸{rule: speed/slow-page, until: 2026-12-31}\n"
        "  - {rule: speed/slow-page, step: ▸Open the shp, reason: r, until: 2026-12-31}\n" + STEPS
    )
    found = mistakes_of(tmp_path, text)
    assert "'slow' is no rule" in found[0].what
    assert "2026-12-31" in found[1].mend
    assert "reason" in found[2].what
    assert "did you mean 'Open the shop'?" in found[3].mend
