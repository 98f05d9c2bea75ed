"""Trying browsers by launching them, and getting a missing one: Playwright's own, else the system's packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Playwright, async_playwright

from frictionaudit.errors import BrowserMissingError
from frictionaudit.journey.model import BrowserName
from frictionaudit.loops import run_to_end
from frictionaudit.replay.browsers.find import BrowserFound, find_browser, launch_failure, named_executable
from frictionaudit.replay.browsers.installed import version_of
from frictionaudit.tongues import retold, translatable

__all__ = ["Checkup", "check_up", "install_missing"]

LAUNCH_PATIENCE_MS = 60_000
"""A first launch on a cold, busy machine takes seconds; a minute means that it hangs."""

INSTALL_PATIENCE_S = 900
"""A browser is some 100 to 200 MB; on a slow line that takes minutes."""

_PLAYWRIGHT_BUILD = {BrowserName.CHROMIUM: "chromium-headless-shell"}
"""What `playwright install` calls it, where that is not the browser's own name."""

_DEBIAN_PACKAGES = {
    BrowserName.CHROMIUM: ("chromium-headless-shell", "chromium"),
    BrowserName.FIREFOX: ("firefox-esr", "firefox"),
}
"""Packages by browser, best first. Ubuntu's `chromium` and `firefox` only point at snaps, which don't count."""

_DEBIAN_FONTS = "fonts-liberation"
"""A bare machine has no fonts at all, and a page without letters has no width."""


@dataclass(frozen=True, slots=True)
class Checkup:
    """One browser, tried by launching it.

    Attributes:
        name: As the journey asks for it.
        found: What was found; None where nothing was.
        version: As it said itself once launched; "" where it did not launch.
        trouble: Why it cannot be used and what to do, in sentences; "" where it can.
    """

    name: BrowserName
    found: BrowserFound | None
    version: str = ""
    trouble: str = ""

    @property
    def is_usable(self) -> bool:
        """Say whether it launched."""
        return not self.trouble


def check_up(names: Sequence[BrowserName]) -> tuple[Checkup, ...]:
    """Find and launch each of these browsers, one after the other."""
    return run_to_end(_check_up(names))


def install_missing(name: BrowserName, say: Callable[[str], None]) -> Checkup:
    """Get a browser that is missing, in the least intrusive way that works.

    Args:
        name: The browser.
        say: Told what is being done, a line at a time.

    Returns:
        How it stands afterwards; where nothing helped, its trouble says what to do by hand.
    """
    before = check_up([name])[0]
    if before.is_usable or named_executable(name):
        # What the reader has named is for the reader to mend.
        return before
    tried: list[str] = []
    for words, get in _ways(name, before):
        say(f"{name}: {words}")
        failure = get()
        # What was asked before it was installed must be asked anew.
        version_of.cache_clear()
        after = check_up([name])[0]
        if after.is_usable:
            return after
        why = retold(failure or after.trouble)
        say(retold(translatable(f"{name}: that did not help: {why}")))
        tried.append(words)
    last = check_up([name])[0]
    told = [retold(last.trouble)] if last.found else []
    return replace(last, trouble=" ".join([*told, *map(retold, _by_hand(name, tried))]))


async def _check_up(names: Sequence[BrowserName]) -> tuple[Checkup, ...]:
    async with async_playwright() as playwright:
        return tuple([await _launched(playwright, name) for name in names])


async def _launched(playwright: Playwright, name: BrowserName) -> Checkup:
    try:
        found = find_browser(name)
    except BrowserMissingError as error:
        return Checkup(name, None, trouble=str(error))
    try:
        browser = await playwright[found.engine].launch(**found.launch_options(), timeout=LAUNCH_PATIENCE_MS)
        version = browser.version
        await browser.close()
    except PlaywrightError as error:
        return Checkup(name, found, trouble=launch_failure(found, error))
    return Checkup(name, found, version)


def _ways(name: BrowserName, before: Checkup) -> Iterator[tuple[str, Callable[[], str]]]:
    """Ways to get a browser, in the order to try them: what it is, and a call that gives "" or why it failed."""
    build = _PLAYWRIGHT_BUILD.get(name, str(name))
    if before.found is None:
        yield f"playwright install {build}", partial(_run, [sys.executable, "-m", "playwright", "install", build])
    if not _has_apt_as_root():
        return
    now = check_up([name])[0]
    if now.found is not None and "is missing" in now.trouble:
        command = [sys.executable, "-m", "playwright", "install-deps", build]
        yield f"playwright install-deps {build}", partial(_run, command)
    for package in _DEBIAN_PACKAGES.get(name, ()):
        yield f"apt-get install {package}", partial(_apt_install, package, _DEBIAN_FONTS)


def _has_apt_as_root() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt_install(*packages: str) -> str:
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    # A fresh machine has no package lists yet, and old lists lead to old browsers; without a network the old must do.
    _run(["apt-get", "update"])
    return _run(install)


def _run(command: Sequence[str]) -> str:
    """Run a command quietly; give "" where it went well, else the line that says most."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            env=quiet,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=INSTALL_PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return translatable(f"it took longer than {INSTALL_PATIENCE_S // 60} minutes")
    except OSError as error:
        return str(error)
    if done.returncode == 0:
        return ""
    lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("Error", "E:", "ERROR"))]
    said = (telling or lines or [translatable(f"it ended with {done.returncode}")])[0]
    return said.removeprefix("Error: ").removesuffix(", caused by")


def _by_hand(name: BrowserName, tried: Sequence[str]) -> Iterator[str]:
    """Say what the reader can do where nothing helped, sentence by sentence."""
    if tried:
        yield translatable(f"None of these helped: {', '.join(tried)}.")
    if name in (BrowserName.CHROME, BrowserName.MSEDGE, BrowserName.WEBKIT):
        yield translatable("Install it by hand, or ask for --browser chromium.")
        return
    title = translatable("Chromium, Chrome or Edge" if name is BrowserName.CHROMIUM else "Firefox")
    if shutil.which("apt-get") and not _has_apt_as_root():
        yield translatable(f"On Debian or Ubuntu run: sudo apt-get install {_DEBIAN_PACKAGES[name][0]}.")
        yield translatable(f"Else install {title} by hand and name it in FRICTIONAUDIT_{name.upper()}.")
    else:
        yield translatable(f"Install {title} by hand and name it in FRICTIONAUDIT_{name.upper()}.")
