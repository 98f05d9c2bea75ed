"""Set-up: what is there is left alone, what is missing is named in a sentence."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, working in a folder of its own that has a Python in .venv."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "scripts" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", python)
    monkeypatch.setattr(module, "INPUTS", (tmp_path / "pyproject.toml", tmp_path / "constraints.txt"))
    return module


def test_a_second_run_does_nothing(bootstrap: ModuleType) -> None:
    assert not bootstrap.is_fresh(wants_dev=False)
    bootstrap.leave_stamps(wants_dev=False)
    assert bootstrap.is_fresh(wants_dev=False)
    assert not bootstrap.is_fresh(wants_dev=True)


def test_the_tools_vouch_for_the_package(bootstrap: ModuleType) -> None:
    bootstrap.leave_stamps(wants_dev=True)
    assert bootstrap.is_fresh(wants_dev=False)
    assert bootstrap.is_fresh(wants_dev=True)


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_input_is_set_up_anew(bootstrap: ModuleType, tmp_path: Path, name: str) -> None:
    bootstrap.leave_stamps(wants_dev=True)
    with (tmp_path / name).open("a") as file:
        file.write("# changed\n")
    assert not bootstrap.is_fresh(wants_dev=True)


def test_a_python_that_has_gone_is_set_up_anew(bootstrap: ModuleType, tmp_path: Path) -> None:
    bootstrap.leave_stamps(wants_dev=True)
    (tmp_path / ".venv" / "bin" / "python").unlink()
    assert not bootstrap.is_fresh(wants_dev=True)


def test_without_venv_and_without_root_it_says_what_to_install(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(bootstrap.SetupError, match=r"sudo apt-get install python3\.\d+-venv"):
        bootstrap.get_venv()


def test_without_venv_and_without_apt_it_says_so(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(bootstrap.SetupError, match="package manager"):
        bootstrap.get_venv()


def test_pip_that_fails_ends_in_a_sentence(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    python = tmp_path / ".venv" / "bin" / "python"
    python.unlink()
    python.write_text('#!/bin/sh\ncase "$*" in *install*) exit 1;; esac\n')
    python.chmod(0o755)
    monkeypatch.setattr(sys, "argv", ["bootstrap.py"])
    assert bootstrap.main() == 2
    assert "pip could not install frictionaudit" in capfd.readouterr().err
    assert not bootstrap.is_fresh(wants_dev=False)


def test_a_machine_without_a_new_enough_python_is_told(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tools / "python3").chmod(0o755)
    for name in ("make", "sh", "echo", "test"):
        found = subprocess.run(["sh", "-c", f"command -v {name}"], capture_output=True, text=True, check=True).stdout
        if found.startswith("/"):
            (tools / name).symlink_to(found.strip())
    environment = {"PATH": str(tools), "HOME": str(tmp_path)}
    done = subprocess.run(["make", "install"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "needs Python 3.11 or newer" in done.stdout + done.stderr
