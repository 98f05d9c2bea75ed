"""run.json: comes back as it was, follows its schema, and says when it cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.scoring.makers import make_finding, make_run, make_visit

from frictionaudit.errors import EvidenceError
from frictionaudit.findings.model import Severity
from frictionaudit.journey.model import Target
from frictionaudit.report.run_json import load_run, run_json, run_schema, save_run
from frictionaudit.results import Run

VALIDATOR = Draft202012Validator(run_schema())
TOP = {
    "schema_version", "tool", "status", "started", "seconds", "score", "criteria", "personas", "visits", "findings",
    "outcomes", "promises", "gates", "exit_code",
}  # fmt: skip
FINDING = {
    "rule", "criterion", "severity", "step", "journey", "visit", "message", "customer", "subject", "fingerprint",
    "evidence",
}  # fmt: skip
VISIT = {"id", "journey", "browser", "persona", "locale", "outcome", "steps"}
STEP = {"name", "stage", "status", "elapsed_ms", "feedback_ms", "settled_ms", "lcp_ms"}


def a_run() -> Run:
    walk = make_visit(target=Target(score=95, criteria={"payment": 90}))
    return make_run([walk], [make_finding(severity=Severity.SERIOUS), make_finding("help/x", step=None)])


def data_of(run: Run) -> dict[str, Any]:
    found = json.loads(run_json(run))
    assert isinstance(found, dict)
    return found


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(run_schema())


@pytest.mark.parametrize("run", [a_run(), make_run([])], ids=["a run", "an empty run"])
def test_a_run_follows_the_schema(run: Run) -> None:
    assert not list(VALIDATOR.iter_errors(data_of(run)))


def test_what_readers_rely_on_is_required() -> None:
    schema = run_schema()
    parts = schema["$defs"]
    assert set(schema["required"]) >= TOP
    assert set(parts["Finding"]["required"]) >= FINDING
    assert set(parts["VisitResult"]["required"]) >= VISIT
    assert set(parts["StepResult"]["required"]) >= STEP


@pytest.mark.parametrize("missing", sorted(FINDING))
def test_a_finding_without_one_of_its_keys_is_refused(missing: str) -> None:
    data = data_of(a_run())
    del data["findings"][0][missing]
    assert list(VALIDATOR.iter_errors(data))


def test_a_run_comes_back_as_it_was(tmp_path: Path) -> None:
    run = a_run()
    path = save_run(run, tmp_path)
    assert path == tmp_path / "run.json"
    assert load_run(tmp_path) == load_run(path) == run


def test_a_second_save_replaces_the_first(tmp_path: Path) -> None:
    save_run(a_run(), tmp_path)
    save_run(make_run([]), tmp_path)
    assert load_run(tmp_path) == make_run([])
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


def test_an_unknown_key_of_a_newer_minor_version_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(json.dumps(data_of(a_run()) | {"later": 1}), encoding="utf-8")
    assert load_run(tmp_path) == a_run()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read"),
        ("{", "no whole JSON"),
        ("[" * 100_000, "no whole JSON"),
        ("[1]", "no schema_version"),
        ('{"version": 1}', "no schema_version"),
        ('{"schema_version": 2}', "newer frictionaudit"),
        ('{"schema_version": 1}', "Field required"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: str | None, said: str) -> None:
    if content is not None:
        (tmp_path / "run.json").write_text(content, encoding="utf-8")
    with pytest.raises(EvidenceError, match=said) as told:
        load_run(tmp_path)
    assert "run.json" in str(told.value)


def test_half_a_character_costs_no_run() -> None:
    run = make_run([make_visit()], [make_finding(message="cut \ud83d here")])
    assert data_of(run)["findings"][0]["message"] == "cut \ufffd here"
