"""Finding a browser: which engine is on this machine, where from, and how it is to be launched.

The order: FRICTIONAUDIT_CHROMIUM / FRICTIONAUDIT_FIREFOX, Playwright's own build, an installed browser.
Installing a missing one is `browser_setup`'s work and happens only when it is asked for.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any, Literal

from frictionaudit.errors import BrowserMissingError
from frictionaudit.journey.model import BrowserName
from frictionaudit.replay.playwright_builds import is_playwright_build, own_build

__all__ = ["BrowserFound", "Engine", "engine_of", "find", "find_browser", "launch_failure", "named_executable"]

Engine = Literal["chromium", "firefox", "webkit"]

QUIET_FLAGS = (
    # Nothing but the shop may load the line or the processor while it is measured.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
    # QUIC leaves the throttled and the blocked path; a shop without UDP would only wait for it.
    "--disable-quic",
)

QUIET_PREFERENCES: dict[str, str | int | float | bool] = {
    # Firefox calls home at every start of a fresh profile; each key silences one of these calls.
    "app.normandy.enabled": False,
    "app.shield.optoutstudies.enabled": False,
    "app.update.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.discovery.enabled": False,
    "browser.newtabpage.activity-stream.feeds.system.topstories": False,
    "browser.newtabpage.enabled": False,
    "browser.region.network.url": "",
    "browser.region.update.enabled": False,
    "browser.safebrowsing.provider.google4.updateURL": "",
    "browser.safebrowsing.provider.mozilla.updateURL": "",
    "browser.search.update": False,
    "browser.topsites.contile.enabled": False,
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.blocklist.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "messaging-system.rsexperimentloader.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.http.http3.enable": False,
    "network.trr.mode": 5,
    "services.settings.poll_interval": 0,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.unified": False,
}

_VARIABLES = {BrowserName.CHROMIUM: "FRICTIONAUDIT_CHROMIUM", BrowserName.FIREFOX: "FRICTIONAUDIT_FIREFOX"}

VERSION_PATIENCE_S = 15
"""An executable that has not named its version by then is taken for broken."""

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
            options["firefox_user_prefs"] = dict(QUIET_PREFERENCES)
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
    where = f"{found.source}{f' ({found.executable})' if found.executable else ''}"
    if "No usable sandbox" in said:
        return (
            f"{where} did not start: this system lets it have no sandbox. Allow unprivileged user namespaces, "
            "or run frictionaudit in a container."
        )
    if found.headed and ("DISPLAY" in said or "XServer" in said or "platform failed to initialize" in said):
        return f"{where} did not start: there is no display for its window. Leave out --headed, or use xvfb-run."
    missing = re.search(r"error while loading shared libraries: (\S+?):", said)
    if missing:
        return f"{where} did not start: {missing[1]} is missing. `playwright install-deps` (as root) installs it."
    if found.channel == "moz-firefox" and "unknown command" in said:
        return (
            f"{where} is {found.version}, too old for Playwright {package_version('playwright')}. "
            "Bring it up to date, or name a newer one in FRICTIONAUDIT_FIREFOX."
        )
    first = next((line.strip() for line in said.splitlines() if line.strip()), type(error).__name__)
    return f"{where} did not start: {first}. `frictionaudit doctor` shows which browsers do."


def _named_by_environment(name: BrowserName, *, headed: bool) -> BrowserFound | None:
    variable, value = _VARIABLES.get(name, ""), named_executable(name)
    if not value:
        return None
    path = Path(shutil.which(value) or value).expanduser()
    if not path.is_file():
        raise BrowserMissingError(f"{variable} names {value!r}, and there is no such file. Mend it, or unset it.")
    if headed and _is_headless_shell(path):
        raise BrowserMissingError(
            f"{variable} names {value!r}, a headless shell, which has no window. Leave out --headed, or name a browser."
        )
    version = version_of(path)
    if version is None:
        raise BrowserMissingError(f"{variable} names {value!r}, which does not run as a browser. Mend it, or unset it.")
    return _at(name, path, version, f"named by {variable}", headed=headed)


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
        return BrowserFound(
            name, engine_of(name), None, build.version, f"Playwright's own {build_name}", channel, headed, _notes(name)
        )
    return None


def _installed(name: BrowserName, *, headed: bool) -> Iterator[BrowserFound]:
    if name is BrowserName.FIREFOX and not can_drive_installed_firefox():
        return
    for source, path in _places(name):
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


def _places(name: BrowserName) -> Iterator[tuple[str, Path]]:
    """Where installed browsers usually are, best first: (words, path) of those that exist."""
    seen: set[Path] = set()
    for words, commands, paths in _KNOWN.get(name, ()):
        found = [Path(hit) for command in commands if (hit := shutil.which(command))]
        for path in [*found, *(Path(os.path.expandvars(each)).expanduser() for each in paths)]:
            if path.is_file() and path.resolve() not in seen:
                seen.add(path.resolve())
                yield f"installed {words}", path


_CHROME = (
    "Google Chrome",
    ("google-chrome-stable", "google-chrome"),
    (
        "/opt/google/chrome/chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"%PROGRAMFILES%\Google\Chrome\Application\chrome.exe",
        r"%LOCALAPPDATA%\Google\Chrome\Application\chrome.exe",
    ),
)
_EDGE = (
    "Microsoft Edge",
    ("microsoft-edge-stable", "microsoft-edge"),
    (
        "/opt/microsoft/msedge/msedge",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        r"%PROGRAMFILES(X86)%\Microsoft\Edge\Application\msedge.exe",
        r"%PROGRAMFILES%\Microsoft\Edge\Application\msedge.exe",
    ),
)
_KNOWN: dict[BrowserName, tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = {
    BrowserName.CHROMIUM: (
        # Debian's headless shell took 0.75 of full Chromium's time and 60 % of its memory on the same journey.
        ("chromium-headless-shell", ("chromium-headless-shell", "chrome-headless-shell"), ()),
        ("Chromium", ("chromium", "chromium-browser"), ("/Applications/Chromium.app/Contents/MacOS/Chromium",)),
        _CHROME,
        _EDGE,
    ),
    BrowserName.CHROME: (_CHROME,),
    BrowserName.MSEDGE: (_EDGE,),
    BrowserName.FIREFOX: (
        (
            "Firefox",
            ("firefox-esr", "firefox"),
            (
                "/Applications/Firefox.app/Contents/MacOS/firefox",
                r"%PROGRAMFILES%\Mozilla Firefox\firefox.exe",
            ),
        ),
    ),
}


@cache
def version_of(executable: Path) -> str | None:
    """Ask an executable for its version: "156.0.8078.79"; "" where it cannot be asked; None where it does not run."""
    if sys.platform == "win32":
        return ""  # chrome.exe answers --version with a window
    try:
        said = subprocess.run(
            [executable, "--version"], capture_output=True, text=True, timeout=VERSION_PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.search(r"\d+(?:\.\d+)+\w*", said.stdout)
    return match[0] if said.returncode == 0 and match else None


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
    who = "as root" if os.geteuid() == 0 else "in a container"
    return (
        f"Chromium ran without its sandbox (--no-sandbox), since it has none {who}: "
        "audit only shops that you trust with this machine.",
    )


def _is_headless_shell(path: Path) -> bool:
    return "headless" in path.name


def _missing(name: BrowserName, *, headed: bool) -> str:
    if name is BrowserName.FIREFOX and not can_drive_installed_firefox() and next(_places(name), None):
        return _firefox_needs_playwright()
    window = " that can open a window" if headed else ""
    if name in (BrowserName.CHROME, BrowserName.MSEDGE):
        title = "Google Chrome" if name is BrowserName.CHROME else "Microsoft Edge"
        return f"There is no {title} on this machine. Install it, or ask for --browser chromium."
    cure = f"Install one with `frictionaudit doctor --install --browser {name}`"
    variable = f"FRICTIONAUDIT_{name.upper()}"
    named = "" if name is BrowserName.WEBKIT else f", or name one in {variable}"
    title = "WebKit" if name is BrowserName.WEBKIT else name.capitalize()
    return f"There is no {title}{window} on this {platform.system()} machine. {cure}{named}."


def _firefox_needs_playwright() -> str:
    return (
        f"Playwright {package_version('playwright')} does not drive an installed Firefox. "
        "Get its own with `playwright install firefox`, or install playwright==1.64.1."
    )
