"""Finding a browser: the order, the broken ones, what it is started with."""

import json
import os
import sys
from pathlib import Path

import pytest

from frictionaudit.errors import BrowserMissingError
from frictionaudit.journey.model import BrowserName
from frictionaudit.replay.browsers import find as browsers
from frictionaudit.replay.browsers import installed, playwright_builds
from frictionaudit.replay.browsers import setup as browser_setup
from frictionaudit.replay.browsers.find import BrowserFound, find, find_browser, launch_failure
from frictionaudit.replay.browsers.setup import check_up, install_missing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stand-ins are shell scripts")


@pytest.fixture(autouse=True)
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with no browser: tests put stand-ins in its bin folder, and builds in its Playwright folder."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "builds"))
    for name in ("FRICTIONAUDIT_CHROMIUM", "FRICTIONAUDIT_FIREFOX"):
        monkeypatch.delenv(name, raising=False)
    without_paths = {name: tuple((w, c, ()) for w, c, _ in known) for name, known in installed._KNOWN.items()}
    monkeypatch.setattr(installed, "_KNOWN", without_paths)
    return tmp_path


def stand_in(folder: Path, name: str, script: str = "echo Stand-in 156.0.1.2") -> Path:
    path = folder / "bin" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def build(folder: Path, name: str, *, is_complete: bool = True, revision: str | None = None) -> None:
    known = {each["name"]: each["revision"] for each in playwright_builds._known_builds()}
    home = folder / "builds" / f"{name.replace('-', '_')}-{revision or known[name]}"
    home.mkdir(parents=True)
    if is_complete:
        (home / "INSTALLATION_COMPLETE").touch()


@pytest.mark.parametrize("name", list(BrowserName))
def test_a_machine_without_browsers_is_told_what_to_do(name: BrowserName) -> None:
    assert find(name) is None
    with pytest.raises(BrowserMissingError, match=r"frictionaudit doctor --install|Install it") as caught:
        find_browser(name)
    assert str(caught.value).endswith(".")


def test_the_headless_shell_comes_before_the_full_browser_and_the_full_one_has_the_window(bare_machine: Path) -> None:
    stand_in(bare_machine, "google-chrome")
    full = stand_in(bare_machine, "chromium")
    shell = stand_in(bare_machine, "chromium-headless-shell")
    assert find_browser(BrowserName.CHROMIUM).executable == shell
    assert find_browser(BrowserName.CHROMIUM, headed=True).executable == full


def test_playwrights_own_comes_before_an_installed_one(bare_machine: Path) -> None:
    stand_in(bare_machine, "chromium-headless-shell")
    build(bare_machine, "chromium-headless-shell")
    found = find_browser(BrowserName.CHROMIUM)
    assert found.executable is None
    assert "executable_path" not in found.launch_options()
    assert found.version
    assert "Playwright's own" in found.source


def test_playwrights_full_build_serves_headless_by_its_channel_and_headed_without(bare_machine: Path) -> None:
    build(bare_machine, "chromium")
    assert find_browser(BrowserName.CHROMIUM).launch_options()["channel"] == "chromium"
    assert "channel" not in find_browser(BrowserName.CHROMIUM, headed=True).launch_options()


@pytest.mark.parametrize(("is_complete", "revision"), [(False, None), (True, "1")])
def test_half_and_outdated_builds_do_not_count(bare_machine: Path, is_complete: bool, revision: str | None) -> None:
    build(bare_machine, "firefox", is_complete=is_complete, revision=revision)
    assert find(BrowserName.FIREFOX) is None


def test_the_named_one_comes_first(bare_machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(bare_machine, "chromium-headless-shell")
    mine = stand_in(bare_machine, "my-browser")
    monkeypatch.setenv("FRICTIONAUDIT_CHROMIUM", str(mine))
    found = find_browser(BrowserName.CHROMIUM)
    assert (found.executable, found.version) == (mine, "156.0.1.2")
    assert found.source == "named by FRICTIONAUDIT_CHROMIUM"


@pytest.mark.parametrize(
    ("script", "said"),
    [(None, "no such file"), ("exit 3", "does not run"), ("echo hello", "does not run")],
)
def test_a_named_one_that_is_no_browser_is_an_error_and_not_passed_over(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, said: str
) -> None:
    stand_in(bare_machine, "chromium")
    path = bare_machine / "bin" / "broken"
    if script is not None:
        stand_in(bare_machine, "broken", script)
    monkeypatch.setenv("FRICTIONAUDIT_CHROMIUM", str(path))
    with pytest.raises(BrowserMissingError, match=said):
        find(BrowserName.CHROMIUM)
    checkup = install_missing(BrowserName.CHROMIUM, lambda words: pytest.fail(f"tried to install: {words}"))
    assert said in checkup.trouble


def test_a_named_headless_shell_has_no_window(bare_machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = stand_in(bare_machine, "chromium-headless-shell")
    monkeypatch.setenv("FRICTIONAUDIT_CHROMIUM", str(shell))
    with pytest.raises(BrowserMissingError, match="no window"):
        find(BrowserName.CHROMIUM, headed=True)


def test_an_installed_stub_is_passed_over(bare_machine: Path) -> None:
    stand_in(bare_machine, "chromium", "echo 'Command requires the chromium snap' >&2; exit 1")
    chrome = stand_in(bare_machine, "google-chrome")
    assert find_browser(BrowserName.CHROMIUM).executable == chrome


def test_an_installed_firefox_is_driven_by_bidi_only_where_playwright_can(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(bare_machine, "firefox-esr", "echo Mozilla Firefox 153.7.0esr")
    found = find_browser(BrowserName.FIREFOX)
    assert (found.channel, found.version) == ("moz-firefox", "153.7.0esr")
    browsers.can_drive_installed_firefox.cache_clear()
    monkeypatch.setattr(browsers, "package_version", lambda name: "1.61.0")
    with pytest.raises(BrowserMissingError, match=r"1\.61\.0 does not drive an installed Firefox"):
        find_browser(BrowserName.FIREFOX)
    browsers.can_drive_installed_firefox.cache_clear()


@pytest.mark.parametrize(
    ("is_root", "in_container", "sandbox"), [(True, False, False), (False, True, False), (False, False, True)]
)
def test_the_sandbox_is_dropped_only_as_root_or_in_a_container_and_said_aloud(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch, is_root: bool, in_container: bool, sandbox: bool
) -> None:
    stand_in(bare_machine, "chromium")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 0 if is_root else 1000)
    monkeypatch.setattr(browsers, "is_container", lambda: in_container)
    found = find_browser(BrowserName.CHROMIUM)
    assert found.launch_options()["chromium_sandbox"] is sandbox
    assert any("--no-sandbox" in note for note in found.notes) is not sandbox


def test_a_browser_is_started_silently(bare_machine: Path) -> None:
    stand_in(bare_machine, "chromium")
    stand_in(bare_machine, "firefox")
    chromium = find_browser(BrowserName.CHROMIUM).launch_options()
    assert {"--disable-background-networking", "--disable-component-update", "--disable-quic"} <= {*chromium["args"]}
    # Playwright has a --disable-features of its own; the last one given would undo it.
    assert not any(each.startswith("--disable-features") for each in chromium["args"])
    firefox = find_browser(BrowserName.FIREFOX).launch_options()
    assert firefox["firefox_user_prefs"]["network.captive-portal-service.enabled"] is False
    assert (
        firefox["firefox_user_prefs"]["fission.webContentIsolationStrategy"] == 0
    )  # or the bank's frame feels nothing
    json.dumps([chromium, firefox])


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("No usable sandbox! Update your kernel", "user namespaces"),
        ("error while loading shared libraries: libnss3.so: cannot open", "libnss3.so is missing"),
        ("Missing X server or $DISPLAY", "no display"),
        ("Protocol error (network.addDataCollector): unknown command", "too old"),
        ("\n  Something else\n    at line 3", "Something else"),
    ],
)
def test_a_failed_launch_is_one_sentence(said: str, sentence: str) -> None:
    found = BrowserFound(
        BrowserName.FIREFOX, "firefox", Path("/x/firefox"), "140.0", "installed Firefox", "moz-firefox", headed=True
    )
    told = launch_failure(found, RuntimeError(said))
    assert sentence in told
    assert "\n" not in told


@pytest.mark.browser
def test_a_checkup_launches_for_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    (checkup,) = check_up([BrowserName.CHROMIUM])
    assert checkup.is_usable, checkup.trouble
    assert checkup.version.split(".")[0].isdigit()


def test_a_checkup_says_why_a_browser_does_not_launch(bare_machine: Path) -> None:
    stand_in(bare_machine, "chromium-headless-shell", '[ "$1" = --version ] && echo 156.0.1.2 || exit 9')
    (checkup,) = check_up([BrowserName.CHROMIUM])
    assert not checkup.is_usable
    assert "did not start" in checkup.trouble


def test_apt_is_asked_for_the_packages_of_today(bare_machine: Path) -> None:
    new = bare_machine / "new-lists"
    path = bare_machine / "bin" / "firefox-esr"
    told = f'[ -e "{new}" ] && version=153.7.0esr || version=140.12.0esr'
    firefox = f'{told}; printf "#!/bin/sh\\necho Mozilla Firefox $version\\n" > "{path}"; /bin/chmod +x "{path}"'
    stand_in(bare_machine, "apt-get", f'[ "$1" = update ] && : > "{new}" || {{ {firefox}; }}')
    assert browser_setup._apt_install("firefox-esr") == ""
    assert find_browser(BrowserName.FIREFOX).version == "153.7.0esr"
