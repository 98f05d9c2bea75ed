"""Each YAML example in README and the journey format is loaded, and its schema accepts it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from frictionaudit.journey import check, config_schema, find_config, journey_schema, load_journey

ROOT = Path(__file__).parents[2]
CONFIG = "# frictionaudit.yaml"


def examples() -> list[tuple[str, str]]:
    """Give the YAML blocks of the pages: page and place, and text."""
    found = []
    for page in ("README.md", "docs/journey-format.md"):
        for number, block in enumerate((ROOT / page).read_text(encoding="utf-8").split("```yaml\n")[1:], start=1):
            found.append((f"{page} {number}", block.split("```")[0]))
    return found


def is_journey(text: str) -> bool:
    return "\nsteps:" in text


EXAMPLES = examples()
JOURNEYS = {name: text for name, text in EXAMPLES if is_journey(text)}
CONFIGS = {name: text for name, text in EXAMPLES if text.startswith(CONFIG)}


def test_pages_hold_examples_of_both() -> None:
    assert [name for name in JOURNEYS if name.startswith("README.md")]
    assert len(JOURNEYS) >= 4
    assert CONFIGS


@pytest.mark.parametrize("text", JOURNEYS.values(), ids=JOURNEYS)
def test_journey_loads_without_a_warning(tmp_path: Path, text: str) -> None:
    file = tmp_path / "journey.yaml"
    file.write_text(text, encoding="utf-8")

    assert check([file], env={}) == []
    assert load_journey(file, env={}).steps
    assert errors_of(text, journey_schema()) == []


@pytest.mark.parametrize("text", CONFIGS.values(), ids=CONFIGS)
def test_config_loads(tmp_path: Path, text: str) -> None:
    (tmp_path / "frictionaudit.yaml").write_text(text, encoding="utf-8")
    # What an example names stands beside it.
    (tmp_path / "logo.svg").write_text("<svg></svg>", encoding="utf-8")
    (tmp_path / "our-templates").mkdir()
    (tmp_path / "our-templates" / "brand_head.html.j2").write_text("{{ brand.name }}", encoding="utf-8")

    assert find_config(tmp_path, env={}) is not None
    assert check([tmp_path / "frictionaudit.yaml"], env={}) == []
    assert errors_of(text, config_schema()) == []


def errors_of(text: str, schema: dict[str, Any]) -> list[str]:
    """Give what the schema says against an example."""
    return [error.message for error in Draft202012Validator(schema).iter_errors(YAML(typ="safe").load(text))]
