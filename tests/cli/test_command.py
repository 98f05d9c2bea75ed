"""The command's top: help at once, near matches, exit codes, and no traceback ever."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from frictionaudit.cli import command as command_module
from frictionaudit.cli.command import COMMANDS, answer, cli
from frictionaudit.errors import BrowserMissingError, EvidenceError, ExitCode, JourneyFileError, Mistake, UsageError

HEAVY = ("pydantic", "playwright", "jinja2", "rich", "starlette", "PIL", "ruamel", "axe_playwright_python")

HELP_LIMIT_S = 0.25
"""Of processor time beyond Python's own start: the clock on the wall measures the neighbours too."""


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)


def processor_seconds(*arguments: str) -> float:
    """What a fresh Python takes, the best of three: the first one reads the files."""

    def taken() -> float:
        before = os.times()
        run_python(*arguments)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    return min(taken() for _ in range(3))


def test_help_imports_nothing_heavy() -> None:
    asks = f"import sys; from frictionaudit.cli.command import cli; cli.main(['--help'], standalone_mode=False); \
print([name for name in {HEAVY!r} if name in sys.modules])"
    done = run_python("-c", asks)
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr


def test_help_answers_at_once() -> None:
    assert processor_seconds("-m", "frictionaudit", "--help") - processor_seconds("-c", "") < HELP_LIMIT_S


def test_help_names_every_command_and_exit_code() -> None:
    done = run_python("-m", "frictionaudit", "--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in COMMANDS)
    assert all(f"\n    {code.value}" in done.stdout for code in ExitCode)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_the_same_line_as_the_group(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert isinstance(command, click.Command)
    assert command.get_short_help_str(limit=200) == COMMANDS[name]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["docter"], "Did you mean 'doctor'?"),
        (["shop.yaml"], "frictionaudit run shop.yaml"),
        (["zzz"], "Commands: run, "),
        (["--wat"], "--wat"),
        (["run"], "PATHS"),
        (["run", "no-such-file.yaml"], "no-such-file.yaml"),
        (["run", ".", "--browser", "chromum"], "chromium"),
        (["run", ".", "--fail-on", "sever"], "serious"),
        (["run", ".", "--workers", "0"], "--workers"),
    ],
)
def test_a_wrong_command_leaves_with_2(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(words) == ExitCode.USAGE
    shown = capsys.readouterr().err
    assert said in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    ("trouble", "code", "said"),
    [
        (UsageError("there is no rule 'x'"), 2, "there is no rule 'x'"),
        (
            JourneyFileError([Mistake(Path("a.yaml"), 3, 5, "unknown key", "did you mean?")]),
            2,
            "a.yaml:3:5: unknown key",
        ),
        (EvidenceError("evidence of version 9"), 2, "version 9"),
        (BrowserMissingError("There is no Chromium."), 3, "There is no Chromium."),
        (KeyboardInterrupt(), 130, "Interrupted"),
        (click.Abort(), 130, "Interrupted"),
        (PermissionError(13, "Permission denied", "reports"), 3, "Permission denied: reports"),
        (BrokenPipeError(), 0, ""),
        (UsageError("page says \x1b[2Jhello\u202e"), 2, "page says \\x1b[2Jhello\\u202e"),
    ],
)
def test_every_trouble_is_a_sentence_and_an_exit_code(
    trouble: BaseException, code: int, said: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise trouble

    monkeypatch.setattr(cli, "main", fail)
    monkeypatch.setattr(command_module, "forget_output", lambda: None)
    assert answer([]) == code
    shown = capfd.readouterr().err
    assert said in shown
    assert "Traceback" not in shown


def test_a_fault_of_ours_is_confessed_and_kept(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(cli, "main", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert answer(["run"]) == ExitCode.AUDIT_FAILED
    shown = capfd.readouterr().err
    assert "fault of ours" in shown
    assert "Traceback" not in shown
    (log,) = tmp_path.iterdir()
    assert str(log) in shown
    assert "ZeroDivisionError" in log.read_text()


def test_verbose_shows_the_details_of_a_fault(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(cli, "main", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert answer(["run", "x.yaml", "--verbose"]) == ExitCode.AUDIT_FAILED
    assert "Traceback" in capfd.readouterr().err


def test_a_reader_who_goes_away_is_no_trouble() -> None:
    command = f"{sys.executable} -m frictionaudit rules | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_closed_output_and_a_plain_locale_are_no_fault() -> None:
    closed = f"{shlex.quote(sys.executable)} -m frictionaudit rules >&-"
    done = subprocess.run(["bash", "-c", closed], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-c", "import frictionaudit.replay"]
    done = subprocess.run(command, env=plain, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_what_a_terminal_cannot_write_is_shown_as_its_code(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "j.yaml").write_text("version: 1\njourney: Mug → tea\nbase_url: http://127.0.0.1:9\n", encoding="utf-8")
    with (tmp_path / "j.yaml").open("a", encoding="utf-8") as file:
        file.write("steps: [{step: Look → 見る, goto: /}]\n")
    command = [sys.executable, "-m", "frictionaudit", "run", "j.yaml", "--dry-run"]
    spoken = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, cwd=tmp_path, env=spoken, capture_output=True, check=False)
    assert (done.returncode, b"\\u898b" in done.stdout) == (0, True)


@pytest.mark.parametrize("closed", ["2>&-", "<&-", ">&- 2>&-"])
def test_a_stream_that_the_shell_closed_is_no_fault(tmp_path: Path, closed: str) -> None:
    (tmp_path / "j.yaml").write_text("version: 1\njourney: A\nbase_url: http://127.0.0.1:9\n", encoding="utf-8")
    with (tmp_path / "j.yaml").open("a", encoding="utf-8") as file:
        file.write("steps: [{step: Look, goto: /}]\n")
    for words, code in (("run j.yaml --dry-run", 0), ("run nowhere.yaml", 2), ("run j.yaml --step", 2)):
        command = f"{shlex.quote(sys.executable)} -m frictionaudit {words} {closed}"
        done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, "Traceback" in done.stderr) == (code, False)
