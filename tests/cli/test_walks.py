"""The command from end to end: a journey file goes in, a report comes out, and the shell gets its answer."""

import io
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.site import serve_site

from frictionaudit.cli.command import answer
from frictionaudit.errors import ExitCode

pytestmark = pytest.mark.browser

JOURNEY = """\
version: 1
journey: Buy a blue mug
base_url: {address}
locale: en-GB
consent: ignore
personas: [desktop-quick]
steps:
  - step: Open the shop
    stage: arrive
    goto: {path}
    expect: {{see: {see}}}
  - step: Put it in the cart
    stage: choose
    click: {click}
    commits: cart
    patience: 2s
    expect: {{heading: {heading}}}
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serve_site() as found:
        yield found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def write_journey(
    folder: Path,
    address: str,
    path: str = "/",
    see: str = "A blue mug",
    click: str = "Add the blue mug",
    heading: str = "Your cart",
) -> str:
    text = JOURNEY.format(address=address, path=path, see=see, click=click, heading=heading)
    (folder / "mug.yaml").write_text(text)
    return "mug.yaml"


def saved_run(folder: Path) -> dict[str, Any]:
    result: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return result


def test_a_journey_that_goes_well(folder: Path, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["run", write_journey(folder, address)]) == ExitCode.FINE
    told = capsys.readouterr()
    assert "mug.desktop-quick.chromium  completed in" in told.err
    assert "of 100 willing customers left" in told.out
    assert "Exit code 0: no gate fell" in told.out
    report = folder / "reports" / "latest"
    assert {"report.html", "run.json", "junit.xml", "findings.csv", "findings.sarif", "summary.md", "evidence"} <= {
        each.name for each in report.iterdir()
    }
    assert f"Report: reports/{report.resolve().name}/report.html" in told.out
    assert saved_run(report)["exit_code"] == 0

    assert answer(["audit", "reports/latest", "--out", "again"]) == ExitCode.FINE
    assert saved_run(folder / "again")["findings"] == saved_run(report)["findings"]


def test_a_journey_that_breaks_leaves_with_1_and_says_where(
    folder: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    journey = write_journey(folder, address, heading="Your basket")
    assert answer(["run", journey, "--out", "here", "--no-axe"]) == ExitCode.GATE
    told = capsys.readouterr()
    assert "2. Put it in the cart  failed" in told.err
    assert "Gate of mug fell: The journey reaches its end. Wanted: no visit breaks" in told.out
    assert saved_run(folder / "here")["visits"][0]["outcome"] == "failed"


def test_a_hostile_shop_stays_text(folder: Path, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    journey = write_journey(folder, address, path="/hostile", see="shop", click="Pay", heading="x")
    assert answer(["run", journey, "--out", "here", "--no-axe", "--verbose"]) == ExitCode.GATE
    told = capsys.readouterr()
    assert not {"\x1b", "\u202e"} & {*told.out, *told.err}


def test_a_shop_that_is_not_there_is_evidence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Port 9 (discard) is closed nearly everywhere, and reserved.
    assert answer(["run", write_journey(folder, "http://127.0.0.1:9"), "--out", "here", "-q"]) == ExitCode.GATE
    told = capsys.readouterr()
    assert told.err == ""
    assert len(told.out.splitlines()) == 1


def test_a_dry_run_says_what_it_would_do_and_does_nothing(
    folder: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(["run", write_journey(folder, address), "--dry-run"]) == ExitCode.FINE
    assert "2. Put it in the cart: click 'Add the blue mug'" in capsys.readouterr().out
    assert not (folder / "reports").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--persona", "moble-first"], ExitCode.USAGE, "mobile-first"),
        (["--only-step", "Open the shup"], ExitCode.USAGE, "Open the shop"),
        (["--step"], ExitCode.USAGE, "no terminal"),
        (["--browser", "msedge"], ExitCode.AUDIT_FAILED, "There is no Microsoft Edge"),
        (["--out", "mug.yaml/below"], ExitCode.AUDIT_FAILED, "mug.yaml"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    folder: Path,
    address: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    code: ExitCode,
    said: str,
) -> None:
    monkeypatch.setattr("frictionaudit.replay.browsers.installed._KNOWN", {})
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert answer(["run", write_journey(folder, address), *words]) == code
    told = capsys.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err


def test_ctrl_c_keeps_what_was_seen(folder: Path, address: str) -> None:
    journey = write_journey(folder, address, click="Add the blue mug")
    text = (folder / journey).read_text().replace("patience: 2s", "patience: 60s")
    (folder / journey).write_text(text.replace("click: Add the blue mug", "goto: /hang"))
    command = [sys.executable, "-m", "frictionaudit", "run", journey, "--out", "here", "--verbose", "--no-axe"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "1. Open the shop  passed" in line:
                process.send_signal(signal.SIGINT)
                break
        out, err = process.communicate()
    assert process.returncode == ExitCode.INTERRUPTED, err
    assert "Traceback" not in err
    assert "Exit code 130: interrupted" in out
    kept = saved_run(folder / "here")
    assert (kept["status"], kept["exit_code"]) == ("partial", 130)
    assert (folder / "here" / "report.html").is_file()
