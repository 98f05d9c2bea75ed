"""Make `.venv` and put frictionaudit into it; what is there already is left alone.

Runs on a bare Python 3.11+: standard library only. `--dev` adds the tools of the tests.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
INPUTS = (ROOT / "pyproject.toml", ROOT / "constraints.txt", Path(__file__))
OLDEST = (3, 11)


class SetupError(Exception):
    """A sentence for the reader: what is missing and how to get it."""


def main() -> int:
    """Set up, or say in one sentence why that could not be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also the tools of the tests")
    wants_dev = parser.parse_args().dev
    try:
        if not is_fresh(wants_dev=wants_dev):
            make_venv()
            install(wants_dev=wants_dev)
            leave_stamps(wants_dev=wants_dev)
    except SetupError as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 2
    return 0


def is_fresh(*, wants_dev: bool) -> bool:
    """Say whether an earlier run left just this set-up behind."""
    stamp = stamp_file(is_dev=wants_dev)
    return runs(PYTHON) and stamp.is_file() and stamp.read_text() == fingerprint()


def make_venv() -> None:
    """Make the virtual environment, with pip in it."""
    if sys.version_info < OLDEST:
        raise SetupError(
            f"Python 3.11 or newer is needed, and this is {sys.version.split()[0]}. "
            "Install one and name it: make PYTHON=python3.13"
        )
    if runs(PYTHON) and runs(PYTHON, "-m", "pip", "--version"):
        return
    if not has_venv():
        get_venv()
    # An unfinished one, or one whose Python has gone, would only be in the way.
    shutil.rmtree(VENV, ignore_errors=True)
    say(f"making {VENV.name} with Python {sys.version.split()[0]}")
    command([sys.executable, "-m", "venv", VENV], "the virtual environment could not be made")


def has_venv() -> bool:
    """Say whether this Python can make a virtual environment with pip: Debian's cannot without python3-venv."""
    return all(runs(Path(sys.executable), "-c", f"import {name}") for name in ("venv", "ensurepip"))


def get_venv() -> None:
    """Install what Debian and Ubuntu leave out of Python, where we may."""
    package = f"python3.{sys.version_info.minor}-venv"
    if shutil.which("apt-get") is None:
        raise SetupError("this Python has no venv or no ensurepip. Install them with your system's package manager.")
    if os.geteuid() != 0:
        raise SetupError(f"this Python cannot make a virtual environment. Run: sudo apt-get install {package}")
    say(f"installing {package}")
    if not apt_install(package):
        raise SetupError(f"apt-get could not install {package}: see its words above.")
    importlib.invalidate_caches()
    if not has_venv():
        raise SetupError(f"{package} is installed, and yet {sys.executable} cannot make a virtual environment.")


def apt_install(package: str) -> bool:
    """Install a Debian package; a fresh machine has no package lists yet, so try once more with them."""
    install_it = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    if apt(install_it):
        return True
    return apt(["apt-get", "update", "-qq"]) and apt(install_it, is_last=True)


def apt(words: list[str], *, is_last: bool = False) -> bool:
    """Run apt-get quietly; its words are shown where there is no second try."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(words, env=quiet, capture_output=True, text=True, check=False)
    if done.returncode != 0 and is_last:
        print(done.stdout, done.stderr, file=sys.stderr)
    return done.returncode == 0


def install(*, wants_dev: bool) -> None:
    """Install the package from this folder, and all that it needs in the versions of constraints.txt."""
    say("installing frictionaudit" + (" and the tools of its tests" if wants_dev else ""))
    tools = development_tools() if wants_dev else []
    # Twice quiet: a machine's own pip configuration may warn of each package; what fails is still said.
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "-qq"]
    pip += ["--constraint", ROOT / "constraints.txt", "--editable", ROOT, *tools]
    command(pip, "pip could not install frictionaudit: see its words above")


def development_tools() -> list[str]:
    """Read the dev group of pyproject.toml: older pips do not know of groups."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(project["dependency-groups"]["dev"])


def leave_stamps(*, wants_dev: bool) -> None:
    """Remember what was installed. The tools come on top, so they vouch for the package too."""
    for is_dev in {False, wants_dev}:
        stamp_file(is_dev=is_dev).write_text(fingerprint())


def stamp_file(*, is_dev: bool) -> Path:
    """Give the file that remembers a finished set-up."""
    return VENV / (".set-up-dev" if is_dev else ".set-up")


def fingerprint() -> str:
    """Give the identity of this set-up: its inputs, its place (the install is editable), its Python."""
    identity = hashlib.sha256(f"{ROOT}\n{sys.version_info[:2]}".encode())
    for path in INPUTS:
        identity.update(path.read_bytes())
    return identity.hexdigest()


def runs(program: Path, *arguments: str) -> bool:
    """Say whether a program starts and ends well."""
    try:
        answer = subprocess.run([program, *(arguments or ("-c", ""))], capture_output=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0


def command(words: list[str | Path], trouble: str) -> None:
    """Run a command whose output the reader sees, or raise the trouble."""
    if subprocess.run([str(word) for word in words], check=False).returncode != 0:
        raise SetupError(f"{trouble}.")


def say(words: str) -> None:
    """Tell the reader what takes its time now."""
    print(f"set-up: {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
