"""Strings by their keys: each that is named is there, each that is there is named."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from frictionaudit.report.texts import ENGLISH, count, text
from frictionaudit.tongues import speaking

REPORT = Path(__file__).parents[2] / "src" / "frictionaudit" / "report"
PLURALS = (".one", ".other")


def sources() -> Iterator[Path]:
    yield from REPORT.rglob("*.j2")
    yield from (path for path in REPORT.rglob("*.py") if not path.name.startswith("texts"))
    yield from (REPORT.parent / "cli").glob("*.py")


def read(pattern: str) -> set[str]:
    return {found for path in sources() for found in re.findall(pattern, path.read_text(encoding="utf-8"))}


def test_every_string_that_is_named_is_there() -> None:
    named = read(r"""\b(?:t|text)\(\s*["']([a-z_.]+)["'][,)]""")
    counted = read(r"""\b(?:n|count)\(\s*["']([a-z_.]+)["'], """)
    assert len(named) > 100
    assert {*named, *(f"{key}{end}" for key in counted for end in PLURALS)} - set(ENGLISH) == set()


def quoted() -> Iterator[str]:
    """Every string that stands in code, and every quoted one of a template, that could be a key."""
    yield from read(r"""["']([a-z_]+(?:\.[a-z0-9_-]+)*)["']""")
    yield from (f"finding.{key}" for key in read(r'\bfact\("([a-z_]+)"\)'))


def beginnings() -> Iterator[str]:
    """What begins a key that is put together: t("stage." ~ name), text(f"stage.{name}")."""
    yield from read(r'"([a-z_.]+\.)" *~')
    for path in (path for path in sources() if path.suffix == ".py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(first := node.values[0], ast.Constant):
                yield str(first.value)


def test_every_string_that_is_there_is_named() -> None:
    named = set(quoted())
    begun = tuple(start for start in beginnings() if re.fullmatch(r"[a-z_]+\.[a-z_.]*", start) and start != "finding.")
    unused = [
        key
        for key in ENGLISH
        if key not in named
        and key.removesuffix(".one").removesuffix(".other") not in named
        and not key.startswith(begun)
    ]
    assert unused == []


def test_numbers_stand_in_a_string_as_its_language_writes_them() -> None:
    with speaking("de"):
        assert "12.345" in count("effort.characters", 12_345)
    assert count("effort.characters", 1) == "1 character"


def test_a_parameter_is_text_and_no_template() -> None:
    assert text("title", journey="{0.__class__} {journey}") == "Friction report: {0.__class__} {journey}"


def test_a_string_that_nobody_wrote_is_a_fault() -> None:
    with pytest.raises(KeyError):
        text("no.such.key")
