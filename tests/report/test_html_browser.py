"""report.html in a real browser: offline, without an error, by keyboard, in small windows, without script, for axe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, Playwright, Request, ViewportSize, expect
from tests.report import edges
from tests.report.sample import Sample

from frictionaudit.journey.model import BrowserName
from frictionaudit.replay.browsers.find import find_browser
from frictionaudit.report.html import render_html

pytestmark = pytest.mark.browser

DESKTOP = ViewportSize(width=1440, height=900)
EVERYTHING = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": ["color-contrast"]}
"""Contrast takes axe most of its time, and does not depend on the window's width."""


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(**find_browser(BrowserName.CHROMIUM).launch_options())
    yield launched
    launched.close()


@pytest.fixture(scope="module")
def files(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Address of the report of each kind of run."""
    folder = tmp_path_factory.mktemp("reports")
    samples = {
        "sample": sample,
        "hostile": edges.hostile(sample),
        "walled": edges.walled(sample.folder),
        "empty": edges.empty(),
        "long": edges.long(sample),
        "pair": edges.pair(sample),
    }
    return {name: saved(folder / f"{name}.html", each) for name, each in samples.items()}


def saved(path: Path, sample: Sample) -> str:
    html = render_html(sample.run, sample.visits, sample.folder, guides=sample.guides)
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def opened(page: Page, address: str) -> list[str]:
    """Open a report and note whatever it does that a page at rest should not."""
    troubles: list[str] = []
    own = address.partition("#")[0]

    def note_request(request: Request) -> None:
        if request.url.partition("#")[0] != own and not request.url.startswith("data:image/"):
            troubles.append(f"request: {request.url[:80]}")

    def note_dialog(dialog: Dialog) -> None:
        troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("console", lambda message: troubles.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("popup", lambda window: troubles.append(f"window: {window.url}"))
    page.on("dialog", note_dialog)
    page.on("request", note_request)
    page.goto(address)
    return troubles


@pytest.mark.parametrize("name", ["sample", "hostile", "walled", "empty", "long"])
def test_it_is_quiet_and_fits_every_window(page: Page, files: dict[str, str], name: str) -> None:
    troubles = opened(page, files[name])
    for width in (320, 768, 1440):
        page.set_viewport_size(ViewportSize(width=width, height=900))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} at {width} px"
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    page.set_viewport_size(ViewportSize(width=320, height=900))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"{name} with all open"
    assert troubles == []


@pytest.mark.parametrize(("scheme", "width", "rules"), [("light", 320, EVERYTHING), ("dark", 1440, CONTRAST)])
def test_axe_finds_nothing(
    browser: Browser, files: dict[str, str], scheme: Literal["light", "dark"], width: int, rules: dict[str, Any]
) -> None:
    context = browser.new_context(
        viewport=ViewportSize(width=width, height=900), color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(files["pair"])
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    found = Axe().run(page, options={**rules, "resultTypes": ["violations"]})
    context.close()
    said = [
        (violation["id"], node["target"], node.get("failureSummary", "")[:200])
        for violation in found.response["violations"]
        for node in violation["nodes"][:3]
    ]
    assert said == []


@pytest.mark.parametrize("name", ["sample", "hostile", "walled"])
def test_boxes_do_not_lie_over_each_other_and_no_word_is_cut(page: Page, files: dict[str, str], name: str) -> None:
    opened(page, files[name])
    for width in (320, 768, 1440):
        page.set_viewport_size(ViewportSize(width=width, height=900))
        assert page.evaluate(OVERLAPS) == [], f"at {width} px"
        assert page.evaluate(CUT) == [], f"at {width} px"


OVERLAPS = """() => {
  const BOXES = ".hero section, .map, .map-step, .mend, .persona, .criterion, .step, .finding, h2";
  const boxes = [...document.querySelectorAll(BOXES)]
    .filter((element) => element.checkVisibility() && !element.closest(".finding .finding"))
    .map((element) => [element, element.getBoundingClientRect()]);
  const over = [];
  for (const [one, a] of boxes) for (const [two, b] of boxes) {
    if (one === two || one.contains(two) || two.contains(one)) continue;
    const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (width > 1 && height > 1) over.push([one.className, two.className]);
  }
  return over;
}"""

CUT = """() => [...document.querySelectorAll("h1, h2, h3, p, li, dd, td, th, summary, figcaption, .chip, .flag")]
  .filter((element) => element.checkVisibility() && !element.closest(".scroll, .film, .zoom, .visually-hidden"))
  .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline")
  .map((element) => element.className + ": " + element.textContent.trim().slice(0, 60))"""


def test_by_keyboard_one_skips_opens_and_closes(page: Page, files: dict[str, str]) -> None:
    opened(page, files["sample"])
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#mend .mend").first.get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    finding = page.locator("details.finding:target")
    expect(finding.locator(".finding-body").first).to_be_visible()
    summary = finding.locator("> summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(finding.locator(".finding-body").first).to_be_hidden()

    page.locator("#steps a.enlarge").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".zoom:target")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".zoom:target")).to_have_count(0)


def test_a_link_from_outside_opens_its_finding(page: Page, files: dict[str, str], sample: Sample) -> None:
    finding = sample.run.findings[-1]
    opened(page, f"{files['sample']}#f-{finding.fingerprint}")
    expect(page.locator(f"#f-{finding.fingerprint} .finding-body").first).to_be_visible()


def test_the_findings_can_be_narrowed(page: Page, files: dict[str, str]) -> None:
    opened(page, files["sample"])
    shown = page.locator("#findings .severity > details.finding:visible")
    everything = shown.count()
    page.locator("select[name=severity]").select_option("critical")
    expect(shown).to_have_count(1)
    expect(page.locator("form.filter output")).to_have_text(f"1 of {everything} shown")
    page.locator("select[name=severity]").select_option("")
    page.locator("select[name=who]").select_option(label="By keyboard alone")
    page.get_by_label("Words").fill("tab never")
    expect(shown).to_have_count(1)
    page.get_by_label("Words").fill("no such words")
    expect(shown).to_have_count(0)
    page.get_by_role("button", name="Show all").click()
    expect(shown).to_have_count(everything)
    page.locator("select[name=criterion]").select_option(label="It does not make me wait")
    page.locator("select[name=step]").select_option(label="1. Open the shop")
    page.locator("select[name=mender]").select_option(label="IT")
    expect(shown).to_have_count(1)


def test_the_findings_can_be_ordered_and_go_back(page: Page, files: dict[str, str]) -> None:
    opened(page, files["sample"])
    every = page.locator("#findings details.finding:not(.is-under)")
    names = "all => all.map((each) => each.id)"
    at_first = every.evaluate_all(names)
    page.locator("select[name=order]").select_option("gain")
    gains = every.evaluate_all("all => all.map((each) => Number(each.dataset.gain))")
    assert gains == sorted(gains, reverse=True)
    page.locator("select[name=order]").select_option("step")
    steps = every.evaluate_all("all => all.map((each) => Number(each.dataset.step.split('-')[1]))")
    assert steps == sorted(steps)
    page.locator("select[name=order]").select_option("severity")
    assert every.evaluate_all(names) == at_first


def test_a_finding_is_copied_as_a_ticket(browser: Browser, files: dict[str, str]) -> None:
    context = browser.new_context(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(files["hostile"])
    finding = page.locator("#findings .severity > details.finding:has(> .finding-body > dl > .finding-how)").first
    finding.evaluate("finding => finding.open = true")
    finding.get_by_role("button", name="Copy as ticket").first.click()
    expect(finding.get_by_role("button", name="Copied")).to_be_visible()
    ticket = page.evaluate("navigator.clipboard.readText()")
    context.close()
    lines = ticket.splitlines()
    assert lines[0].startswith("# ")
    assert lines[2] == "**Critical**"
    assert any(line.startswith("- **How to mend it:**") for line in lines)
    assert "https\\://evil.example" in ticket
    assert lines[-1].startswith("hostile.html#f-")
    # No word of the shop makes a link, a tag or a mention.
    assert not re.search(r"(?<!\\)[<>\[\]@]", ticket)


def test_without_script_all_can_be_read(browser: Browser, files: dict[str, str]) -> None:
    context = browser.new_context(viewport=DESKTOP, java_script_enabled=False)
    page = context.new_page()
    page.goto(files["sample"])
    expect(page.locator("form.filter")).to_be_hidden()
    finding = page.locator("#findings details.finding").first
    finding.locator("> summary").click()
    expect(finding.locator(".finding-how").first).to_be_visible()
    page.locator("#steps a.enlarge").first.click()
    expect(page.locator(".zoom:target")).to_be_visible()
    page.locator(".zoom:target .zoom-close").click()
    expect(page.locator(".zoom:target")).to_have_count(0)
    context.close()


def test_on_paper_everything_is_open(page: Page, files: dict[str, str]) -> None:
    opened(page, files["sample"])
    page.emulate_media(media="print")
    expect(page.locator("#findings .finding-how").first).to_be_visible()
    expect(page.locator(".technology").first).to_be_visible()
    expect(page.locator(".nav")).to_be_hidden()
    assert page.pdf(format="A4")[:4] == b"%PDF"
