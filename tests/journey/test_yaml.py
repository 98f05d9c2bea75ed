"""The two YAML readers agree, and YAML 1.2 is what they read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.journey.writing import CASES, PLACE

from frictionaudit.journey.loading import yaml
from frictionaudit.journey.loading.yaml import Node, compose, resolve_plain

FORMAT = Path(__file__).parents[2] / "docs" / "journey-format.md"


def outline(node: Node | None) -> Any:
    """Give all that is read of a node: tag, text, place, whether quoted. Where nothing stands has no place."""
    if node is None:
        return None
    place = (str(node.tag), node.start_mark.line, node.start_mark.column) if node.value != "" else ()
    if isinstance(node.value, str):
        return (*place, node.value, bool(node.style))
    inner = [each for entry in node.value for each in (entry if isinstance(entry, tuple) else (entry,))]
    return (*place, node.id, [outline(each) for each in inner])


def read(text: str) -> Any:
    try:
        return outline(compose(text))
    except RecursionError:
        return "in itself"
    except yaml.YamlError as error:
        return error.line, error.column, error.what, error.mend


def test_both_readers_agree_on_every_case_and_example(monkeypatch: pytest.MonkeyPatch) -> None:
    assert yaml._quick_reader() is not None
    texts = [text.replace(PLACE, "") for text, _ in CASES.values()]
    texts += FORMAT.read_text(encoding="utf-8").split("```yaml\n")[1:]
    quickly = [read(text.split("```")[0]) for text in texts]

    monkeypatch.setattr(yaml, "_quick_reader", lambda: None)

    assert [read(text.split("```")[0]) for text in texts] == quickly


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("yes", "yes"), ("NO", "NO"), ("on", "on"), ("12:30", "12:30"), ("2026-01-01", "2026-01-01"),
        ("1_000", "1_000"),
        ("true", True), ("False", False), ("~", None), ("null", None), ("", None),
        ("00100", 100), ("0o17", 15), ("0xfF", 255), ("+358", 358), ("-1", -1), ("1.5", 1.5), (".5", 0.5),
        ("1e3", 1000.0),
        ("-.inf", float("-inf")), ("+", "+"), (".", "."), ("nothing", "nothing"), ("1.2.3", "1.2.3"),
    ],
)  # fmt: skip
def test_core_schema(written: str, read: object) -> None:
    assert resolve_plain(written) == read
