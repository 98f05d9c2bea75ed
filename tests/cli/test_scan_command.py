"""The command `scan`, from its words to the files it leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.discover.shops.server import serving
from tests.discover.shops.shadow import Shadow

from frictionaudit.cli.command import answer
from frictionaudit.errors import ExitCode
from frictionaudit.journey import check, load_journey
from frictionaudit.report.run_json import load_run
from frictionaudit.tongues import speaking


def test_what_is_no_address_is_a_mistake_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["scan", "not an address"]) == ExitCode.USAGE
    assert "is no web address; give one like https://shop.example" in capsys.readouterr().err


@pytest.mark.parametrize("who", ["two\r\nlines", "Mäkelä"])
def test_who_looks_fits_into_a_header(tmp_path: Path, who: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["scan", "http://127.0.0.1:1/", "--identify", who, "--journey", str(tmp_path / "shop.yaml")]
    assert answer(words) == ExitCode.USAGE
    assert "one line of plain ASCII" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_journey_that_stands_there_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = tmp_path / "shop.yaml"
    there.write_text("mine", encoding="utf-8")
    assert answer(["scan", "http://127.0.0.1:1/", "--journey", str(there)]) == ExitCode.USAGE
    assert "--force" in capsys.readouterr().err
    assert there.read_text(encoding="utf-8") == "mine"


@pytest.mark.browser
def test_one_address_is_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(Shadow()) as served, speaking("en"):  # the command speaks Finnish, and the next test must not
        code = answer(
            [
                "scan",
                served.url,
                "--out",
                str(tmp_path),
                "--hold-order",
                "--no-axe",
                "--explain",
                "--identify",
                "a test",
                "--language",
                "fi",
            ]
        )
    told = capsys.readouterr()
    assert code in (ExitCode.FINE, ExitCode.GATE), told.err
    assert "In winkelwagen: sanoo niin +5" in told.err
    assert (tmp_path / "report.html").is_file()
    journey = tmp_path / "127-0-0-1.yaml"
    assert f"Ostopolku: {journey}" in told.out
    assert check([journey]) == []
    assert load_journey(journey).headers == {"X-Frictionaudit": "a test"}
    run = load_run(tmp_path / "run.json")
    assert run.visits[0].outcome == "stopped_for_safety"
    steps = {step.id: step.name for step in run.visits[0].steps}
    assert (steps["put-it-into-the-cart"], steps["place-the-order"]) == ("Lisää tuote ostoskoriin", "Lähetä tilaus")
    assert [step.name for step in load_journey(journey).steps] == list(steps.values())
    assert served.orders == 0
