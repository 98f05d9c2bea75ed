"""How much longer does frictionaudit walk than bare Playwright? Ratios of pairs in one run, never absolute times.

The same journey, alternating: by bare Playwright (warm browser, fresh context, the same waits for the expectations, no
evidence), by bare Playwright with a picture after each step, by frictionaudit with everything on but axe, and by
frictionaudit with axe too. Then whole processes: the command against a script that launches a browser and walks bare.
Writes reports/bench.json.

    python scripts/bench.py [--pairs 10] [--whole-pairs 3]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.async_api import Browser, Frame, Page, async_playwright
from playwright.async_api import Locator as PageLocator

from frictionaudit import shops
from frictionaudit.evidence.store import EvidenceStore
from frictionaudit.journey import load_journeys, resolve_personas
from frictionaudit.journey.model import Action, ActionKind, BrowserName, Expectation, ExpectationKind, Journey, Locator
from frictionaudit.lexicon import order_reference_in
from frictionaudit.replay.acting.act import address_of
from frictionaudit.replay.browsers.engine import Engine
from frictionaudit.replay.browsers.find import find_browser
from frictionaudit.replay.errands.footprints import Footprints
from frictionaudit.replay.visit import VisitPlan, visit
from frictionaudit.replay.walk import WalkSettings
from frictionaudit.replay.watching.expectations import matches_glob

ROOT = Path(__file__).resolve().parent.parent
JOURNEY = ROOT / "journeys" / "demo.yaml"
PERSONA = "desktop-careful"


async def main(pairs: int, whole_pairs: int) -> None:
    """Measure, print, write."""
    with shops.serve() as shop:
        os.environ["SHOP_URL"] = shop.url
        journey = load_journeys([JOURNEY])[0]
        rows = await _walks(journey, pairs)
        whole = [_whole_processes(shop.url) for _ in range(whole_pairs)]
    bare = [row["bare"] for row in rows]
    figures = {
        "ratio": _median(row["plain"] / row["bare"] for row in rows),
        "ratio_with_axe": _median(row["axe"] / row["bare"] for row in rows),
        "ratio_of_bare_with_pictures": _median(row["pictures"] / row["bare"] for row in rows),
        "whole_command_ratio": _median(ours / theirs for ours, theirs in whole) if whole else None,
        "bare_median_s": _median(bare),
        "walk_median_s": _median(row["plain"] for row in rows),
        "walk_with_axe_median_s": _median(row["axe"] for row in rows),
        "pairs": pairs,
        "steps": len(journey.steps),
        "peak_memory_mb": _median(row["memory"] for row in rows),
        "bare_peak_memory_mb": _median(row["bare_memory"] for row in rows),
    }
    for name, value in figures.items():
        print(f"{name:28} {value:.3f}" if isinstance(value, float) else f"{name:28} {value}")
    (ROOT / "reports").mkdir(exist_ok=True)
    (ROOT / "reports" / "bench.json").write_text(json.dumps(figures, indent=1) + "\n")


def _median(values: Iterator[float] | list[float]) -> float:
    return statistics.median(values)


async def _walks(journey: Journey, pairs: int) -> list[dict[str, float]]:
    rows = []
    persona = resolve_personas((PERSONA,), None)[0]
    plan = VisitPlan(journey, persona, BrowserName.CHROMIUM)
    async with async_playwright() as playwright:
        engine = Engine.of(playwright, BrowserName.CHROMIUM)
        await engine.ready()
        options = find_browser(BrowserName.CHROMIUM).launch_options()
        browser = await playwright.chromium.launch(**options)
        with tempfile.TemporaryDirectory() as folder:
            store = EvidenceStore(Path(folder))
            for number in range(pairs + 1):
                row = {"bare": await bare_walk(browser, journey), "bare_memory": _memory_mb()}
                row["pictures"] = await bare_walk(browser, journey, pictures=True)
                for name, settings in (("plain", WalkSettings(axe=False)), ("axe", WalkSettings())):
                    seen = await visit(plan, engine, store, settings, lambda event: None, b"bench", Footprints())
                    if seen.outcome != "completed":
                        raise SystemExit(f"the bench's own walk ended {seen.outcome}: {seen.reason}")
                    row[name] = seen.walk_seconds
                row["memory"] = _memory_mb()
                if number:  # the first pair warms both
                    rows.append(row)
        await browser.close()
        await engine.close()
    return rows


async def bare_walk(browser: Browser, journey: Journey, *, pictures: bool = False) -> float:
    """Walk as a plain Playwright script does; give the seconds from the first address to the last expectation."""
    context = await browser.new_context(locale=journey.locale, viewport={"width": 1350, "height": 940})
    page = await context.new_page()
    started = time.perf_counter()
    for step in journey.steps:
        for action in step.actions:
            await _bare_action(page, journey, action)
        await asyncio.gather(*(_bare_expectation(page, each, journey) for each in step.expect))
        if pictures:
            await page.screenshot(type="jpeg", quality=60)
    seconds = time.perf_counter() - started
    await context.close()
    return seconds


async def _bare_action(page: Page, journey: Journey, action: Action) -> None:
    value = action.value.text if action.value is not None else ""
    match action.kind:
        case ActionKind.GOTO:
            await page.goto(address_of(journey.base_url, value), wait_until="commit")
            await _bare_banner(page, journey)
        case ActionKind.SEARCH:
            await page.get_by_role("searchbox").fill(value)
            await page.get_by_role("searchbox").press("Enter")
        case ActionKind.CLICK:
            await (await _bare_locator(page, action)).click()
        case ActionKind.FILL:
            await (await _bare_locator(page, action)).fill(value)
        case ActionKind.SELECT:
            await (await _bare_locator(page, action)).select_option(label=value)
        case ActionKind.CHECK:
            await (await _bare_locator(page, action)).check()
        case _:
            raise SystemExit(f"the bench's bare walk does not know '{action.kind}'")


async def _bare_banner(page: Page, journey: Journey) -> None:
    """Answer the demo shop's banner by its known button, as a hand-written script would."""
    if journey.consent != "ignore":
        await page.get_by_role(
            "button", name={"reject": "Hylkää", "accept": "Hyväksy"}[journey.consent], exact=True
        ).click()


async def _bare_locator(page: Page, action: Action) -> PageLocator:
    target = action.target or Locator()
    if target.frame is not None:
        frame = page.frame_locator(
            target.frame if re.search(r"[#.\[]", target.frame) else f"iframe[title='{target.frame}']"
        )
        return frame.get_by_label(target.label or target.text or target.name or "").first
    if target.text is None:
        if target.css is not None:
            return page.locator(target.css).first
        if target.label is not None:
            return page.get_by_label(target.label).first
        return page.get_by_role(target.role or "button", name=target.name).first  # type: ignore[arg-type]
    places: list[Frame | Page] = [*page.frames[1:], page]  # a hand-written script knows where the payment stands
    for place in places:
        if action.kind is ActionKind.CLICK:
            button, link = place.get_by_role("button", name=target.text), place.get_by_role("link", name=target.text)
            found = button.or_(link)
        else:
            found = place.get_by_label(re.compile(rf"^\s*{re.escape(target.text)}"))
        if place is page or await found.count():
            return found.first
    raise SystemExit("the page has no frame")


async def _bare_expectation(page: Page, wanted: Expectation, journey: Journey) -> None:
    match wanted.kind:
        case ExpectationKind.SEE:
            await page.get_by_text(wanted.text or "").filter(visible=True).first.wait_for()
        case ExpectationKind.HEADING:
            await page.get_by_role("heading", name=wanted.text).first.wait_for()
        case ExpectationKind.URL:
            await page.wait_for_url(lambda url: matches_glob(url, wanted.text or ""), wait_until="commit")
        case ExpectationKind.ORDER_REFERENCE:
            while not order_reference_in(await page.inner_text("body"), journey.locale.split("-")[0]):
                await page.wait_for_load_state()
        case _:
            raise SystemExit(f"the bench's bare walk does not know 'expect: {wanted.kind}'")


def _whole_processes(url: str) -> tuple[float, float]:
    """Give seconds of the whole command and of a whole bare script."""
    environment = {**os.environ, "SHOP_URL": url}
    with tempfile.TemporaryDirectory() as folder:
        command = [str(Path(sys.executable).with_name("frictionaudit")), "run", str(JOURNEY), "--persona", PERSONA]
        ours = _seconds([*command, "--out", folder, "--quiet"], environment, accepted=(0, 1))
    theirs = _seconds([sys.executable, __file__, "--bare"], environment, accepted=(0,))
    return ours, theirs


def _seconds(command: list[str], environment: dict[str, str], accepted: tuple[int, ...]) -> float:
    started = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in accepted:
        raise SystemExit(f"{' '.join(command)} left with {done.returncode}:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - started


async def _bare_process() -> None:
    journey = load_journeys([JOURNEY])[0]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(**find_browser(BrowserName.CHROMIUM).launch_options())
        await bare_walk(browser, journey)
        await browser.close()


def _memory_mb() -> float:
    """Give the resident memory of this process and all below it, MB; 0 where /proc is not there."""
    parents: dict[int, list[int]] = {}
    sizes: dict[int, float] = {}
    for entry in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in entry.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        pid = int(entry.parent.name)
        parents.setdefault(int(fields["PPid"]), []).append(pid)
        sizes[pid] = float(fields.get("VmRSS", "0 kB").split()[0]) / 1024
    total, queue = 0.0, [os.getpid()]
    while queue:
        pid = queue.pop()
        total += sizes.get(pid, 0.0)
        queue += parents.get(pid, [])
    return total


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--whole-pairs", type=int, default=3)
    parser.add_argument("--bare", action="store_true", help="walk bare once and leave")
    arguments = parser.parse_args()
    asyncio.run(_bare_process() if arguments.bare else main(arguments.pairs, arguments.whole_pairs))
