"""Finding a browser: which engine is on this machine, where from, and how it is to be launched.

The order: FRICTIONAUDIT_CHROMIUM / FRICTIONAUDIT_FIREFOX, Playwright's own build, an installed browser.
Installing a missing one is `browser_setup`'s work and happens only when it is asked for.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any, Literal

from frictionaudit.errors import BrowserMissingError
from frictionaudit.journey.model import BrowserName
from frictionaudit.replay.browsers.installed import places, version_of
from frictionaudit.replay.browsers.launch import FIREFOX_PREFERENCES, QUIET_FLAGS
from frictionaudit.replay.browsers.playwright_builds import is_playwright_build, own_build
from frictionaudit.tongues import translatable

__all__ = ["BrowserFound", "Engine", "engine_of", "find", "find_browser", "launch_failure", "named_executable"]

Engine = Literal["chromium", "firefox", "webkit"]

_VARIABLES = {BrowserName.CHROMIUM: "FRICTIONAUDIT_CHROMIUM", BrowserName.FIREFOX: "FRICTIONAUDIT_FIREFOX"}

BIDI_PLAYWRIGHTS = ((1, 62), (1, 65))
"""First Playwright that drives an installed Firefox by BiDi, and the first that is not known to."""


@dataclass(frozen=True, slots=True)
class BrowserFound:
    """A browser that is on this machine.

    Attributes:
        name: As the journey asks for it.
        engine: What it is made of.
        executable: None where Playwright finds its own build by itself.
        version: As it says itself; "" where it cannot be asked without opening a window.
        source: Where it came from, in words.
        channel: Playwright's channel, or None.
        headed: With a window.
        notes: What the reader of a report must know of it.
    """

    name: BrowserName
    engine: Engine
    executable: Path | None
    version: str
    source: str
    channel: str | None = None
    headed: bool = False
    notes: tuple[str, ...] = field(default=())

    def launch_options(self) -> dict[str, Any]:
        """Give the keyword arguments of Playwright's `launch`."""
        options: dict[str, Any] = {"headless": not self.headed}
        if self.executable is not None:
            options["executable_path"] = str(self.executable)
        if self.channel is not None:
            options["channel"] = self.channel
        if self.engine == "chromium":
            # Playwright leaves the sandbox off unless it is told otherwise; a stranger's page deserves it.
            options |= {"args": list(QUIET_FLAGS), "chromium_sandbox": not _must_drop_sandbox()}
        if self.engine == "firefox":
            options["firefox_user_prefs"] = dict(FIREFOX_PREFERENCES)
        return options


def find_browser(name: BrowserName, *, headed: bool = False) -> BrowserFound:
    """Find a browser that can be launched.

    Raises:
        BrowserMissingError: says what was looked for and how to get one.
    """
    found = find(name, headed=headed)
    if found is None:
        raise BrowserMissingError(_missing(name, headed=headed))
    return found


def find(name: BrowserName, *, headed: bool = False) -> BrowserFound | None:
    """Find a browser, or None where this machine has none.

    Raises:
        BrowserMissingError: FRICTIONAUDIT_CHROMIUM or FRICTIONAUDIT_FIREFOX names something that is no such browser.
    """
    named = _named_by_environment(name, headed=headed)
    if named is not None:
        return named
    return _own(name, headed=headed) or next(_installed(name, headed=headed), None)


def engine_of(name: BrowserName) -> Engine:
    """Say what a browser is made of."""
    if name is BrowserName.FIREFOX:
        return "firefox"
    return "webkit" if name is BrowserName.WEBKIT else "chromium"


def named_executable(name: BrowserName) -> str:
    """Give what FRICTIONAUDIT_CHROMIUM or FRICTIONAUDIT_FIREFOX names, or ""."""
    return os.environ.get(_VARIABLES.get(name, ""), "")


def launch_failure(found: BrowserFound, error: Exception) -> str:
    """Turn Playwright's report of a failed launch into one sentence for the reader."""
    said = str(error)
    where = f"{found.source} ({found.executable})" if found.executable else found.source
    if "No usable sandbox" in said:
        return translatable(f"{where} did not start: this system lets it have no sandbox. {_sandbox_cure()}")
    if found.headed and ("DISPLAY" in said or "XServer" in said or "platform failed to initialize" in said):
        return translatable(
            f"{where} did not start: there is no display for its window. Leave out --headed, or use xvfb-run."
        )
    missing = re.search(r"error while loading shared libraries: (\S+?):", said)
    if missing:
        return translatable(
            f"{where} did not start: {missing[1]} is missing. `playwright install-deps` (as root) installs it."
        )
    if found.channel == "moz-firefox" and "unknown command" in said:
        return translatable(
            f"{where} is {found.version}, too old for Playwright {package_version('playwright')}. "
            "Bring it up to date, or name a newer one in FRICTIONAUDIT_FIREFOX."
        )
    first = next((line.strip() for line in said.splitlines() if line.strip()), type(error).__name__)
    return translatable(f"{where} did not start: {first}. `frictionaudit doctor` shows which browsers do.")


def _named_by_environment(name: BrowserName, *, headed: bool) -> BrowserFound | None:
    variable, value = _VARIABLES.get(name, ""), named_executable(name)
    if not value:
        return None
    path = Path(shutil.which(value) or value).expanduser()
    if not path.is_file():
        raise BrowserMissingError(f"{variable} names '{value}', and there is no such file. Mend it, or unset it.")
    if headed and _is_headless_shell(path):
        raise BrowserMissingError(
            f"{variable} names '{value}', a headless shell, which has no window. Leave out --headed, or name a browser."
        )
    version = version_of(path)
    if version is None:
        raise BrowserMissingError(f"{variable} names '{value}', which does not run as a browser. Mend it, or unset it.")
    return _at(name, path, version, translatable(f"named by {variable}"), headed=headed)


def _own(name: BrowserName, *, headed: bool) -> BrowserFound | None:
    """Playwright's own build: the headless shell before the full browser, the full one when there is a window."""
    if name in (BrowserName.CHROME, BrowserName.MSEDGE):
        return None
    wanted = [str(name)] if headed or name is not BrowserName.CHROMIUM else ["chromium-headless-shell", "chromium"]
    for build_name in wanted:
        build = own_build(build_name)
        if build is None:
            continue
        # Without a channel Playwright takes its headless shell; this one is its full browser, headless.
        channel = "chromium" if build_name == "chromium" and not headed else None
        source = translatable(f"Playwright's own {build_name}")
        return BrowserFound(name, engine_of(name), None, build.version, source, channel, headed, _notes(name))
    return None


def _installed(name: BrowserName, *, headed: bool) -> Iterator[BrowserFound]:
    if name is BrowserName.FIREFOX and not can_drive_installed_firefox():
        return
    for source, path in places(name):
        if headed and _is_headless_shell(path):
            continue
        version = version_of(path)
        # A stub that only says "install the snap" is no browser: pass it over.
        if version is not None:
            yield _at(name, path, version, source, headed=headed)


def _at(name: BrowserName, path: Path, version: str, source: str, *, headed: bool) -> BrowserFound:
    channel = None
    if name is BrowserName.FIREFOX and not is_playwright_build(path):
        if not can_drive_installed_firefox():
            raise BrowserMissingError(_firefox_needs_playwright())
        channel = "moz-firefox"
    return BrowserFound(name, engine_of(name), path, version, source, channel, headed, _notes(name))


@cache
def can_drive_installed_firefox() -> bool:
    """Say whether this Playwright drives an installed Firefox by BiDi."""
    first, beyond = BIDI_PLAYWRIGHTS
    major, minor, *_ = (int(part) for part in re.findall(r"\d+", package_version("playwright")))
    return first <= (major, minor) < beyond


def _must_drop_sandbox() -> bool:
    """Chromium has no sandbox as root, and none in most containers."""
    return sys.platform == "linux" and (os.geteuid() == 0 or is_container())


@cache
def is_container() -> bool:
    """Say whether this machine is a container: Docker, Podman, Kubernetes, LXC."""
    if Path("/.dockerenv").exists() or Path("/run/.containerenv").exists() or os.environ.get("container"):  # noqa: SIM112
        return True
    try:
        groups = Path("/proc/1/cgroup").read_text()
    except OSError:
        return False
    return bool(re.search(r"docker|kubepods|lxc|containerd", groups))


def _notes(name: BrowserName) -> tuple[str, ...]:
    if engine_of(name) != "chromium" or not _must_drop_sandbox():
        return ()
    who = translatable("as root") if os.geteuid() == 0 else translatable("in a container")
    return (
        translatable(
            f"Chromium ran without its sandbox (--no-sandbox), since it has none {who}: "
            "audit only shops that you trust with this machine."
        ),
    )


def _is_headless_shell(path: Path) -> bool:
    return "headless" in path.name


_NAMESPACE_SWITCHES = {
    # Ubuntu 23.10 and later; Debian 10 and earlier: the kernel's switch, and what forbids.
    "kernel/apparmor_restrict_unprivileged_userns": "1",
    "kernel/unprivileged_userns_clone": "0",
}


def _sandbox_cure() -> str:
    """Say how this system gives Chromium the namespaces that its sandbox is made of."""
    for switch, forbids in _NAMESPACE_SWITCHES.items():
        path = Path("/proc/sys") / switch
        if path.is_file() and path.read_text().strip() == forbids:
            allows = "0" if forbids == "1" else "1"
            setting = f"{switch.replace('/', '.')}={allows}"
            return translatable(f"Run `sudo sysctl -w {setting}`, or run frictionaudit in a container.")
    return translatable("Allow unprivileged user namespaces, or run frictionaudit in a container.")


def _missing(name: BrowserName, *, headed: bool) -> str:
    if name is BrowserName.FIREFOX and not can_drive_installed_firefox() and next(places(name), None):
        return _firefox_needs_playwright()
    if name in (BrowserName.CHROME, BrowserName.MSEDGE):
        title = "Google Chrome" if name is BrowserName.CHROME else "Microsoft Edge"
        return translatable(f"There is no {title} on this machine. Install it, or ask for --browser chromium.")
    title = "WebKit" if name is BrowserName.WEBKIT else name.capitalize()
    if headed:
        there_is_none = translatable(f"There is no {title} that can open a window on this {platform.system()} machine.")
    else:
        there_is_none = translatable(f"There is no {title} on this {platform.system()} machine.")
    install = f"frictionaudit doctor --install --browser {name}"
    if name is BrowserName.WEBKIT:
        return translatable(f"{there_is_none} Install one with `{install}`.")
    return translatable(f"{there_is_none} Install one with `{install}`, or name one in FRICTIONAUDIT_{name.upper()}.")


def _firefox_needs_playwright() -> str:
    return translatable(
        f"Playwright {package_version('playwright')} does not drive an installed Firefox. "
        "Get its own with `playwright install firefox`, or install playwright==1.64.1."
    )
