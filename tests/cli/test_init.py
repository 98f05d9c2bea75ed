"""`frictionaudit init`: the files to start with load, say what was answered, and replace nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]
from click.testing import CliRunner

from frictionaudit.cli.command import answer
from frictionaudit.cli.init import init
from frictionaudit.journey import check, find_config, load_journey

FILES = ("journeys/order.yaml", "frictionaudit.yaml", ".github/workflows/friction.yml")


def written(folder: Path, *words: str) -> int:
    return answer(["init", str(folder), *words])


def test_without_a_question_it_writes_what_loads(tmp_path: Path) -> None:
    assert written(tmp_path, "--url", "kauppa.fi", "--yes") == 0
    journey_file, config_file, workflow_file = (tmp_path / name for name in FILES)
    assert check([journey_file]) == []
    journey = load_journey(journey_file, env={"SHOP_URL": ""})
    assert (journey.base_url, journey.locale, journey.market, journey.currency) == (
        *("https://kauppa.fi", "fi-FI", "FI", "EUR"),
    )
    assert journey.safety.allow_order is False
    assert journey.steps[-1].commits is not None
    assert load_journey(journey_file, env={"SHOP_URL": "http://127.0.0.1:1"}).base_url == "http://127.0.0.1:1"
    assert find_config(config_file, env={}) is not None
    workflow = yaml.safe_load(workflow_file.read_text(encoding="utf-8"))
    runs = [step.get("run", "") for step in workflow["jobs"]["friction"]["steps"]]
    assert "frictionaudit run journeys/ --out friction" in runs
    assert "@" not in workflow_file.read_text(encoding="utf-8").replace("@v", "")


def test_the_commented_lines_of_the_settings_are_right_too(tmp_path: Path) -> None:
    written(tmp_path, "--url", "shop.example", "--yes")
    config = tmp_path / "frictionaudit.yaml"
    lines = config.read_text(encoding="utf-8").splitlines()
    opened = [line.removeprefix("# ") if ":" in line and line.startswith("# ") else line for line in lines[1:]]
    config.write_text("\n".join(opened).replace("logo: logo.svg", "contact: us"), encoding="utf-8")
    assert [str(mistake) for mistake in check([tmp_path / FILES[0]])] == []


def test_four_questions_are_asked_and_their_answers_written(tmp_path: Path) -> None:
    answers = "http://127.0.0.1:8000/en/\nde-DE\ndigital\ny\n"
    done = CliRunner().invoke(init, [str(tmp_path)], input=answers)
    assert done.exit_code == 0, done.output
    journey = load_journey(tmp_path / FILES[0], env={})
    assert (journey.base_url, journey.locale, journey.goods, journey.safety.allow_order) == (
        *("http://127.0.0.1:8000", "de-DE", "digital", True),
    )


def test_nothing_is_replaced_unless_forced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "frictionaudit.yaml"
    mine.write_text("version: 1\n", encoding="utf-8")
    assert written(tmp_path, "--url", "shop.example", "--yes") == 2
    assert "stands there already" in capsys.readouterr().err
    assert not (tmp_path / FILES[0]).exists()
    assert written(tmp_path, "--url", "shop.example", "--yes", "--force") == 0
    assert "traffic" in mine.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--yes"], "--url"),
        (["--url", "ftp://x", "--yes"], "no web address"),
        (["--url", "shop.example", "--locale", "finnish!", "--yes"], "bad locale"),
        (["--url", "shop.example", "--goods", "cars", "--yes"], "cars"),
    ],
)
def test_a_wrong_answer_is_said_in_a_sentence(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert written(tmp_path, *words) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
