"""report.pdf: printed by the installed Chromium, offline, with numbers and bookmarks; and a sentence without one."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from frictionaudit.errors import AuditError, BrowserMissingError
from frictionaudit.loops import run_to_end
from frictionaudit.replay import printing
from frictionaudit.replay.printing import paper_of, print_pdf

PAGE = """<!doctype html><html lang="fi"><title>Kitkaraportti</title><h1>Voiko ostaa?</h1><p id="said">Ei.</p>
<h2>Askeleet</h2><p style="break-before: page">Toinen sivu</p><img src="http://127.0.0.1:9/leak.png">
<script>document.getElementById("said").textContent = "Ran a script"</script></html>"""


@pytest.mark.browser
def test_a_page_is_printed_with_numbers_and_bookmarks_and_nothing_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fi_FI.UTF-8")
    (tmp_path / "report.html").write_text(PAGE, encoding="utf-8")
    run_to_end(print_pdf(tmp_path / "report.html", tmp_path / "report.pdf", footer="Kuppi & <b>Kannu</b>"))
    printed = PdfReader(tmp_path / "report.pdf")
    first, second = (page.extract_text() for page in printed.pages)
    assert "Voiko ostaa?\nEi." in first
    assert "Kuppi & <b>Kannu</b>" in first
    assert "1 / 2" in first
    assert "2 / 2" in second
    assert titles(printed.outline) == ["Voiko ostaa?", "Askeleet"]
    root = printed.root_object
    assert str(root["/Lang"]) == "fi"
    assert "/Marked" in str(root["/MarkInfo"])
    assert printed.metadata is not None
    assert printed.metadata.title == "Kitkaraportti"
    assert printed.pages[0].mediabox.width == pytest.approx(595, abs=2)  # A4


@pytest.mark.parametrize(
    ("environment", "paper"),
    [
        ({}, "A4"),
        ({"LANG": "C.UTF-8"}, "A4"),
        ({"LANG": "fi_FI.UTF-8"}, "A4"),
        ({"LANG": "en_US.UTF-8"}, "Letter"),
        ({"LANG": "en_US.UTF-8", "LC_PAPER": "fi_FI.UTF-8"}, "A4"),
        ({"LANG": "fi_FI.UTF-8", "LC_ALL": "en_CA"}, "Letter"),
    ],
)
def test_the_paper_is_that_of_the_locale(environment: dict[str, str], paper: str) -> None:
    assert paper_of(environment) == paper


def titles(outline: object) -> list[str]:
    if isinstance(outline, Destination):
        return [str(outline.title)]
    return [title for each in outline for title in titles(each)] if isinstance(outline, list) else []


def test_where_there_is_no_chromium_or_no_page_a_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(AuditError, match=r"report\.html: is not there, so nothing can be printed"):
        run_to_end(print_pdf(tmp_path / "report.html", tmp_path / "report.pdf"))
    (tmp_path / "report.html").write_text(PAGE, encoding="utf-8")

    def none(*given: object) -> None:
        raise BrowserMissingError("no usable chromium was found; `frictionaudit doctor --install` gets one")

    monkeypatch.setattr(printing, "find_browser", none)
    with pytest.raises(BrowserMissingError, match="no usable chromium"):
        run_to_end(print_pdf(tmp_path / "report.html", tmp_path / "report.pdf"))
    assert not (tmp_path / "report.pdf").exists()
