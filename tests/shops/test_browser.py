"""The clean shop in a real browser: walkable with its scripts, nothing to complain of, nothing that axe-core finds."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, sync_playwright

from frictionaudit.journey.model import BrowserName
from frictionaudit.replay.browsers.find import find_browser
from frictionaudit.shops import DemoShop

from .buyer import CARD, CONFIRMED_BY_BANK, DECLINED, DETAILS

pytestmark = pytest.mark.browser

T = TypeVar("T")

_AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
_LOW_TARGETS = """() => [...document.querySelectorAll("a, button, input:not([type=radio]), select, label:has(input)")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".terms, .consent p, .skip"))
  .map((e) => [e.getBoundingClientRect(), e.outerHTML.slice(0, 80)])
  .filter(([box]) => box.bottom > 0 && (box.height < 44 || box.width < 44)).map(([, html]) => html)"""


class Walk:
    """One purchase in one browser context; what is wrong on the way is gathered in `wrong`."""

    def __init__(self, context: BrowserContext, shop: DemoShop) -> None:
        self.shop = shop
        self.wrong: list[str] = []
        self.page = context.new_page()
        self.width = (self.page.viewport_size or {"width": 0})["width"]
        self.page.on("pageerror", lambda error: self.wrong.append(f"exception: {error}"))
        self.page.on(
            "console", lambda line: self.wrong.append(f"console: {line.text}") if line.type == "error" else None
        )
        self.page.on("requestfinished", lambda request: self._check_host(request.url))

    def run(self) -> str:
        """Buy a mug; gives the number of the order."""
        page = self.page
        page.goto(f"{self.shop.url}/")
        self.look("front page with banner")
        page.get_by_role("button", name="Hylkää").click()
        self.look("front page", is_audited=True)
        page.get_by_role("searchbox").fill("muki")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search**")
        self.look("search", is_audited=True)
        page.get_by_role("link", name="Aamu-muki", exact=True).click()
        page.get_by_role("heading", name="Aamu-muki", level=1).wait_for()
        page.get_by_label("Usva").check()
        page.get_by_label("3,5 dl").check()
        self.look("product", is_audited=True)
        assert page.locator("[data-price].price").inner_text() == "28,90\u00a0€"
        page.get_by_role("button", name="Lisää ostoskoriin").click()
        page.get_by_role("dialog", name="Lisätty ostoskoriin").wait_for()
        self.look("added", is_audited=True)
        assert page.locator(".count").get_attribute("data-count") == "1"
        page.get_by_role("link", name="Näytä ostoskori").click()
        page.get_by_role("heading", name="Ostoskori", exact=True).wait_for()
        self.look("cart", is_audited=True)
        page.get_by_role("link", name="Siirry kassalle").click()
        page.get_by_role("button", name="Jatka toimitukseen").click()
        page.locator("[data-part=errors]:focus").wait_for()
        self.look("refused details")
        for name, value in DETAILS.items():
            if name != "country":
                page.locator(f"#{name}").fill(value)
        assert page.locator("[aria-invalid]").count() == 0
        self.look("details", is_audited=True)
        page.get_by_role("button", name="Jatka toimitukseen").click()
        page.get_by_label("Noutopiste").check()
        self.look("delivery", is_audited=True)
        page.get_by_role("button", name="Jatka maksutapaan").click()
        page.get_by_label("Pankki- tai luottokortti").check()
        self.look("payment", is_audited=True)
        page.get_by_role("button", name="Jatka tarkistukseen").click()
        self.pay()
        page.wait_for_url("**/order/**")
        self.look("confirmation", is_audited=True)
        return page.locator("[data-part=number] dd").inner_text()

    def pay(self) -> None:
        """Try wrong details, a declined card, and one that asks the bank."""
        frame = self.page.frame_locator("iframe")
        button = frame.get_by_role("button", name="Tilaa ja maksa 33,80 €")
        button.click()
        frame.locator("#number:focus").wait_for()
        self.look("review")
        for name, value in DECLINED.items():
            frame.locator(f"#{name}").fill(value)
        button.click()
        frame.get_by_text("eikä mitään veloitettu").wait_for()
        assert frame.locator("#holder").input_value() == CARD["holder"]
        frame.locator("#number").fill(CONFIRMED_BY_BANK["number"])
        button.click()
        frame.get_by_role("button", name="Vahvista maksu").click()

    def look(self, name: str, *, is_audited: bool = False) -> None:
        """Gather what axe-core, a thumb and a narrow screen complain of.

        Args:
            name: Of the page, for the complaint.
            is_audited: The audit of the clean shop (tests/end_to_end) gives this page to axe-core.
        """
        for violation in () if is_audited else Axe().run(self.page, options=_AXE).response["violations"]:
            nodes = [node["html"][:80] for node in violation["nodes"]]
            self.wrong.append(f"{name}: {violation['id']} {nodes}")
        self.wrong += [f"{name}: small target {html}" for html in self.page.evaluate(_LOW_TARGETS)]
        if self.page.evaluate("document.documentElement.scrollWidth") > self.width:
            self.wrong.append(f"{name}: wider than the screen")

    def _check_host(self, url: str) -> None:
        if not url.startswith((self.shop.url, self.shop.payment_url)):
            self.wrong.append(f"asks another host: {url}")


def in_chromium(work: Callable[[BrowserContext], T], **options: object) -> T:
    """Work in a browser of its own thread: another room's may be open in this one."""

    def run() -> T:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**find_browser(BrowserName.CHROMIUM).launch_options())
            try:
                return work(browser.new_context(**options))  # type: ignore[arg-type]
            finally:
                browser.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def test_the_clean_shop_has_nothing_to_complain_of(shop: DemoShop) -> None:
    """On the phone, where there is least room; the audit of the clean shop looks at the desktop."""

    def buy(context: BrowserContext) -> Walk:
        walk = Walk(context, shop)
        assert walk.run().startswith("KK-")
        return walk

    viewport = {"width": 412, "height": 823}
    assert in_chromium(buy, viewport=viewport, has_touch=True, is_mobile=True).wrong == []


def test_pages_fit_a_narrow_screen_and_the_frame_has_no_faults_of_its_own(shop: DemoShop) -> None:
    def look(context: BrowserContext) -> list[str]:
        walk = Walk(context, shop)
        page = walk.page
        for path in ("/de/", "/sv/search?q=xyz", "/de/p/aamu-muki", "/de/info/withdrawal", "/nope"):
            page.goto(shop.url + path)
            walk.look(path)
        page.request.post(f"{shop.url}/cart/add", form={"product": "pilvi-kermakko", "colour": "kuura"})
        page.request.post(f"{shop.url}/checkout/details", form=dict(DETAILS))
        page.request.post(f"{shop.url}/checkout/delivery", form={"delivery": "home"})
        page.request.post(f"{shop.url}/checkout/payment", form={"payment": "card"})
        page.goto(f"{shop.url}/de/checkout/review")
        walk.look("review")
        page.goto(str(page.locator("iframe").get_attribute("src")))
        page.get_by_role("button").click()
        page.locator("[aria-invalid=true]").first.wait_for()
        walk.look("frame")
        return [line for line in walk.wrong if "404" not in line]

    assert in_chromium(look, viewport={"width": 320, "height": 700}, has_touch=True, is_mobile=True) == []


def test_no_page_moves_while_it_loads(shop: DemoShop) -> None:
    measure = """() => new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const e of list.getEntries()) sum += e.value; })
        .observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
    })"""

    def shifts(context: BrowserContext) -> dict[str, float]:
        page: Page = context.new_page()
        found = {}
        for path in ("/", "/search?q=muki", "/p/aamu-muki", "/c/coffee"):
            page.goto(shop.url + path)
            found[path] = page.evaluate(measure)
        return found

    assert max(in_chromium(shifts, viewport={"width": 412, "height": 823}).values()) < 0.05
