"""Recording: what is said where it cannot be done. A recording itself is read in test_importing.py."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from frictionaudit.cli.command import answer
from frictionaudit.discover.recorder import record
from frictionaudit.errors import AuditError

RECORDINGS = Path(__file__).parent / "recordings"


@pytest.fixture
def recorder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in for Python: a program that writes what it was asked, and the recording that `LEAVES` names."""
    script = tmp_path / "python"
    script.write_text(
        f"#!{sys.executable}\nimport os, shutil, sys\n"
        f"open({str(tmp_path / 'asked')!r}, 'w').write(' '.join(sys.argv[1:]))\n"
        "if os.environ.get('LEAVES'): shutil.copy(os.environ['LEAVES'], sys.argv[sys.argv.index('--output') + 1])\n"
        "print(os.environ.get('SAYS', ''), file=sys.stderr)\n",
        encoding="utf-8",
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(sys, "executable", str(script))
    monkeypatch.setenv("DISPLAY", ":0")
    return tmp_path


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has machines without a screen")
def test_without_a_screen_it_is_said_and_leaves_with_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(AuditError, match="no screen"), record("https://shop.example"):
        pass
    monkeypatch.setenv("FRICTIONAUDIT_CHROMIUM", "/bin/false")
    assert answer(["record", "https://shop.example", "--out", str(tmp_path / "j.yaml")]) == 3
    assert "Traceback" not in capsys.readouterr().err


def test_what_was_recorded_is_given_and_then_gone(recorder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAVES", str(RECORDINGS / "codegen.jsonl"))
    with record("https://shop.example/", device="iPhone 15", locale="fi-FI", executable=Path("/x")) as file:
        assert file.read_bytes() == (RECORDINGS / "codegen.jsonl").read_bytes()
    assert not file.exists()
    asked = (recorder / "asked").read_text(encoding="utf-8")
    assert asked.startswith(f"-m playwright codegen --target jsonl --output {file} --browser chromium")
    assert asked.endswith("--device iPhone 15 --lang fi-FI https://shop.example/")


def test_a_page_that_does_not_open_is_said(recorder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYS", "[PlaywrightError: net::ERR_CONNECTION_REFUSED at https://shop.example/")
    with pytest.raises(AuditError, match="recorder did not start"), record("https://shop.example/"):
        pass
    nothing = recorder / "nothing.jsonl"
    nothing.write_text('{"browserName":"chromium","contextOptions":{}}\n', encoding="utf-8")
    monkeypatch.setenv("LEAVES", str(nothing))
    refused = r"could not be opened \(net::ERR_CONNECTION_REFUSED\)"
    with pytest.raises(AuditError, match=refused), record("https://shop.example/"):
        pass


def test_a_journey_that_stands_there_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("mine", encoding="utf-8")
    assert answer(["record", "https://shop.example", "--out", str(path)]) == 2
    assert "stands there already" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "mine"
