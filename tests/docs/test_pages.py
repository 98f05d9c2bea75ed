"""Generated pages: complete, deterministic, and stale ones are named."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from frictionaudit.docs import pages, stale, write
from frictionaudit.docs.__main__ import main
from frictionaudit.docs.figures import EXAMPLE, FEEDBACK
from frictionaudit.errors import ExitCode
from frictionaudit.figures.read import read_feedback, read_figures
from frictionaudit.journey.metrics import FIGURES, MEASURED
from frictionaudit.journey.model import Stage
from frictionaudit.rules.catalogue import catalogue
from frictionaudit.rules.registry import Rule, all_rules
from frictionaudit.scoring.constants import EXPOSURES, SEVERITY_SHARES


def test_there_is_a_page_for_each_rule_and_a_schema_for_each_file() -> None:
    named = {f"rules/{name}.md" for name in all_rules()}
    assert set(pages()) == named | {
        "figures.md", "rules/README.md", "rules-tests.md", "scoring.md", "schema/journey.schema.json",
        "schema/config.schema.json", "schema/run.schema.json", "schema/compare.schema.json",
    }  # fmt: skip


def test_the_table_of_tests_names_pages_tests_switch_and_limits_of_each_rule() -> None:
    table = pages()["rules-tests.md"]
    (row,) = [line for line in table.splitlines() if "[commitment/sneaked-item]" in line]
    assert "3: de, sv; " in row
    assert "`prices/test_price_rules.py`" in row
    assert "`sneaked-item`" in row
    assert all(limit in row for limit in all_rules()["commitment/sneaked-item"].limits)
    assert all(f"[{name}](rules/{name}.md)" in table for name in all_rules())


def test_twice_generated_is_the_same() -> None:
    before = list(pages().items())
    pages.cache_clear()
    assert list(pages().items()) == before


@pytest.mark.parametrize("name", ["journey", "config", "run"])
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(pages()[f"schema/{name}.schema.json"]))


@pytest.mark.parametrize("rule", all_rules().values(), ids=list(all_rules()))
def test_a_rule_page_says_all_of_its_metadata(rule: Rule) -> None:
    page = pages()[f"rules/{rule.id}.md"].replace("\\<", "<")
    said = (rule.title, rule.customer, rule.message, *rule.variants.values(), rule.why, rule.how_to_fix)
    assert [text for text in (*said, *rule.references) if text not in page] == []


def test_every_link_between_rule_pages_leads_somewhere() -> None:
    there = pages()
    for name, text in there.items():
        if name.startswith("rules/"):
            for target in re.findall(r"\]\(([^)]+\.md)\)", text):
                assert (Path("/") / Path(name).parent / target).resolve().relative_to("/").as_posix() in there


def test_the_list_names_every_rule_of_the_catalogue() -> None:
    text = pages()["rules/README.md"]
    assert [name for name in catalogue() if name not in text] == []


def test_the_score_is_told_with_its_figures() -> None:
    text = pages()["scoring.md"]
    assert "a score of 73" in text
    assert [kind for kind in EXPOSURES if f"`{kind}`" not in text] == []
    assert [severity for severity in SEVERITY_SHARES if f"| {severity} |" not in text] == []
    assert "| 130 " not in text
    assert text.count("| 3 |") == 3, "the exit codes are those that the code documents"


def test_figures_and_feedback_read_as_their_page_shows_them(tmp_path: Path) -> None:
    page = pages()["figures.md"]
    (tmp_path / "figures.csv").write_text(EXAMPLE, encoding="utf-8")
    (tmp_path / "feedback.csv").write_text(FEEDBACK, encoding="utf-8")
    read = read_figures(tmp_path / "figures.csv", steps=[str(stage) for stage in Stage])
    assert (len(read.rows), read.currency) == (EXAMPLE.count("2026-10"), "EUR")
    assert len(read_feedback(tmp_path / "feedback.csv").answers) == 2
    assert [name for name in (*FIGURES, *MEASURED) if f"| `{name}` |" not in page] == []


def test_stale_pages_are_named_and_written(tmp_path: Path) -> None:
    assert stale(tmp_path) == sorted(pages())
    assert write(tmp_path) == sorted(pages())
    assert stale(tmp_path) == []
    (tmp_path / "scoring.md").write_text("old", encoding="utf-8")
    (tmp_path / "rules" / "help").mkdir(exist_ok=True)
    (tmp_path / "rules" / "help" / "gone.md").write_text("", encoding="utf-8")
    (tmp_path / "design.md").write_text("not generated", encoding="utf-8")
    assert stale(tmp_path) == ["rules/help/gone.md", "scoring.md"]
    assert write(tmp_path) == ["rules/help/gone.md", "scoring.md"]
    assert stale(tmp_path) == []
    assert (tmp_path / "design.md").is_file()


def test_check_answers_with_an_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", "--folder", str(tmp_path)]) is ExitCode.GATE
    assert f"stale: {tmp_path / 'scoring.md'}" in capsys.readouterr().out
    assert main(["--folder", str(tmp_path)]) is ExitCode.FINE
    assert main(["--check", "--folder", str(tmp_path)]) is ExitCode.FINE
