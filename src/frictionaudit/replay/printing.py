"""report.pdf: a page of this machine, printed by the installed Chromium without script and without a network."""

from __future__ import annotations

import contextlib
import html
import os
import re
from collections.abc import Mapping
from pathlib import Path

from playwright.async_api import Browser, Error, PdfMargins, Route, async_playwright

from frictionaudit.errors import AuditError
from frictionaudit.files import write_whole
from frictionaudit.journey.model import BrowserName
from frictionaudit.replay.browsers.find import find_browser, launch_failure

__all__ = ["paper_of", "print_pdf"]

_MARGIN = PdfMargins(top="14mm", bottom="17mm", left="13mm", right="13mm")
_SCALE = 0.8
"""Of a CSS pixel: a sheet is then as wide as a tablet, and the page is laid out for that."""

_FOOT = (
    '<div style="width: 100%; margin: 0 13mm; display: flex; justify-content: space-between; gap: 10mm; '
    "font: 7.5pt Arial, 'Liberation Sans', sans-serif; color: #4b5d66\"><span>{words}</span>"
    '<span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>'
)
"""Chromium fills in the numbers by class; nothing of the page's style reaches it."""


_LETTER = frozenset({"US", "CA", "MX", "PR", "PH", "CL", "CO", "VE", "CR", "GT", "NI", "PA", "SV"})
"""Where letters are written on Letter paper (Unicode CLDR, paper sizes by territory)."""


def paper_of(environment: Mapping[str, str]) -> str:
    """Give the paper of the locale that the environment names (LC_ALL, LC_PAPER, LANG): "Letter", or "A4"."""
    locale = next((value for name in ("LC_ALL", "LC_PAPER", "LANG") if (value := environment.get(name))), "")
    territory = re.match(r"[a-z]{2,3}_([A-Z]{2})\b", locale)
    return "Letter" if territory and territory[1] in _LETTER else "A4"


async def print_pdf(page: Path, pdf: Path, *, footer: str = "") -> None:
    """Print a page: on the locale's paper, with page numbers, bookmarks from its headings, and tags for screen readers.

    Args:
        page: An HTML file that stands alone.
        pdf: Where the print goes.
        footer: Words at the foot of each sheet, beside its number; plain text.

    Raises:
        BrowserMissingError: there is no Chromium; says how to get one.
        AuditError: the page is not there, Chromium failed, or the file could not be written.
    """
    address = _address_of(page)
    found = find_browser(BrowserName.CHROMIUM)
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(**found.launch_options())
        except Error as error:
            raise AuditError(launch_failure(found, error)) from None
        try:
            content = await _printed(browser, address, footer)
        except Error as error:
            first = error.message.splitlines()[0]
            raise AuditError(f"Chromium gave up on {page.name} ({first}); try again") from None
        finally:
            with contextlib.suppress(Error):
                await browser.close()
    write_whole(pdf, content)


def _address_of(page: Path) -> str:
    if not page.is_file():
        raise AuditError(f"{page}: is not there, so nothing can be printed; `frictionaudit report` makes it anew")
    return page.resolve().as_uri()


async def _printed(browser: Browser, address: str, footer: str) -> bytes:
    context = await browser.new_context(java_script_enabled=False, offline=True)

    async def only_the_page(route: Route) -> None:
        await (route.continue_() if route.request.url == address else route.abort())

    await context.route("**/*", only_the_page)
    sheet = await context.new_page()
    await sheet.goto(address)
    return await sheet.pdf(
        format=paper_of(os.environ),
        margin=_MARGIN,
        scale=_SCALE,
        print_background=True,
        display_header_footer=True,
        header_template="<span></span>",
        footer_template=_FOOT.format(words=html.escape(footer)),
        outline=True,
        tagged=True,
    )
