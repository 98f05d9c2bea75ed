"""compare.html: one file, offline, for everybody; compare.json and the command beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator
from PIL import Image
from playwright.sync_api import Playwright, Request, ViewportSize
from tests.report.comparison.test_comparing import RULES, at
from tests.scoring.makers import make_finding, make_outcomes, make_run, make_steps, make_visit

from frictionaudit.cli.command import answer
from frictionaudit.errors import AuditError, ExitCode, UsageError
from frictionaudit.evidence.step import ScreenshotEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Finding, Severity
from frictionaudit.journey.model import BrowserName
from frictionaudit.publishing import compare_runs
from frictionaudit.replay.browsers.find import find_browser
from frictionaudit.report.comparison.model import Comparison, compare_schema
from frictionaudit.report.run_json import save_run

HOSTILE = "</script><script>alert(1)</script>\u202e \U0001f600 " + "x" * 3_000


def saved(folder: Path, findings: Sequence[Finding], visit: VisitEvidence | None = None, day: int = 1) -> Path:
    visits = [visit or make_visit()]
    run = make_run(visits, findings, make_outcomes(findings, visits, passed=RULES))
    save_run(run.model_copy(update={"id": folder.name, "started": f"2026-11-{day:02}T12:00:00Z"}), folder)
    return folder


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Before, after and a rival; the words of the last two are hostile."""
    folder = tmp_path_factory.mktemp("runs")
    fixed = make_finding("help/x", Severity.SERIOUS, message="No help.", step=1)
    hostile = make_finding("help/y", Severity.SERIOUS, message=HOSTILE, subject="link Help").model_copy(
        update={"step": HOSTILE}
    )
    return [
        saved(folder / "before", [make_finding(), fixed]),
        saved(folder / "after", [make_finding(), hostile], day=2),
        saved(folder / "rival", [hostile], at(make_visit(), "https://rival.example"), day=2),
    ]


def page(folder: Path) -> BeautifulSoup:
    return BeautifulSoup((folder / "compare.html").read_text(encoding="utf-8"), "lxml")


def test_the_page_says_what_became_of_each_finding(runs: list[Path], tmp_path: Path) -> None:
    compare_runs(runs[:2], out=tmp_path)
    shown = page(tmp_path)
    parts = {
        str(part["id"]): [m.get_text() for m in part.select(".finding-message")] for part in shown.select(".state")
    }
    assert parts["fixed"] == ["No help."]
    assert parts["still"] == ["It took 3.2 s."]
    assert parts["new"][0].startswith("</script><script>alert(1)</script>[U+202E]")
    assert shown.select("script") == []
    assert len(shown.select(".curve-wide .line")) == 2
    written = json.loads((tmp_path / "compare.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(compare_schema()).iter_errors(written)) == []
    assert Comparison.model_validate(written).kind == "change"
    assert [row["state"] for row in written["findings"]] == ["new", "fixed", "still"]


def test_what_each_side_saw_stands_side_by_side(runs: list[Path], tmp_path: Path) -> None:
    pairs = []
    for name, colour in (("one", "red"), ("two", "blue")):
        steps = tuple(
            step.model_copy(
                update={"screenshots": (ScreenshotEvidence(path="shot.png", kind="after", width=80, height=50),)}
            )
            for step in make_steps()[:1]
        )
        pairs.append(saved(tmp_path / name, [], make_visit(steps=steps + make_steps()[1:])))
        (tmp_path / name / "evidence").mkdir()
        Image.new("RGB", (80, 50), colour).save(tmp_path / name / "evidence" / "shot.png")
    compare_runs(pairs, out=tmp_path / "out")
    shown = page(tmp_path / "out")
    assert [each.get_text() for each in shown.select(".pair h3")] == ["Open the shop"]
    assert [each["href"] for each in shown.select(".pair use")] == ["#A-p1", "#B-p1"]
    assert [each["id"] for each in shown.select(".album image")] == ["A-p1", "B-p1"]
    compare_runs(runs, out=tmp_path / "out")
    assert page(tmp_path / "out").select("#film") == []


def test_a_language_for_all_and_names_for_the_sides(runs: list[Path], tmp_path: Path) -> None:
    told = compare_runs(runs, out=tmp_path, names=["Meillä ennen", "Meillä nyt"], language="fi")
    assert told.language == "fi"
    assert [side.name for side in told.sides] == ["Meillä ennen", "Meillä nyt", "rival.example"]
    html = page(tmp_path).html
    assert html is not None
    assert html["lang"] == "fi"
    told = compare_runs(runs[:2], out=tmp_path, language="fi")
    assert [side.name.partition(", ")[0] for side in told.sides] == ["1. marraskuuta 2026", "2. marraskuuta 2026"]


def test_a_brand_and_its_templates_reach_the_page(runs: list[Path], tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "brand_foot.html.j2").write_text("<p id=foot>{{ brand.name }}</p>", encoding="utf-8")
    (tmp_path / "agency.yaml").write_text("brand: {name: Polku, templates: ours}\n", encoding="utf-8")
    compare_runs(runs, out=tmp_path / "out", brand=tmp_path / "agency.yaml")
    shown = page(tmp_path / "out")
    assert [each.get_text() for each in shown.select("#foot, .brand-head strong")] == ["Polku", "Polku"]
    (tmp_path / "ours" / "brand_foot.html.j2").write_text("{{ nobody.knows }}", encoding="utf-8")
    told = compare_runs(runs, out=tmp_path / "out", brand=tmp_path / "agency.yaml")
    assert told.cautions[-1] == "templates"
    assert page(tmp_path / "out").select(".brand-head")


@pytest.mark.parametrize(
    ("paths", "names", "said"),
    [(1, 0, "1 run given; name two to 6"), (7, 0, "7 runs given"), (2, 3, "3 names given for 2 runs")],
)
def test_too_few_and_too_many_are_sentences(
    runs: list[Path], tmp_path: Path, paths: int, names: int, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        compare_runs([runs[0]] * paths, out=tmp_path, names=["n"] * names)


def test_the_command_tells_it_and_its_gate_falls(
    runs: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after, _ = map(str, runs)
    out = str(tmp_path / "out")
    assert answer(["compare", before, after, "--out", out]) == ExitCode.FINE
    said = capsys.readouterr().out
    assert "New: 1" in said
    assert "Fixed: 1" in said
    assert f"Comparison: {out}/compare.html" in said
    assert answer(["compare", before, after, "--out", out, "--fail-on-new", "critical", "-q"]) == ExitCode.FINE
    assert capsys.readouterr().out == f"{out}/compare.html\n"
    assert answer(["compare", before, after, "--out", out, "--fail-on-new", "serious"]) == ExitCode.GATE
    assert "A gate fell: 1 new at or above serious." in capsys.readouterr().out
    assert answer(["compare", after, before, "--out", out, "--fail-on-new", "moderate"]) == ExitCode.GATE
    assert answer(["compare", before, str(tmp_path), "--out", out]) == ExitCode.USAGE
    assert "run.json: cannot be read" in capsys.readouterr().err


def test_where_nothing_can_be_written_a_sentence_says_so(runs: list[Path], tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    with pytest.raises(AuditError, match="could not be written"):
        compare_runs(runs, out=tmp_path / "out")


@pytest.mark.browser
def test_it_is_quiet_fits_every_window_and_shuts_nobody_out(
    playwright: Playwright, runs: list[Path], tmp_path: Path
) -> None:
    compare_runs([*runs, *runs], out=tmp_path)
    browser = playwright.chromium.launch(**find_browser(BrowserName.CHROMIUM).launch_options())
    shown = browser.new_page(color_scheme="dark", viewport=ViewportSize(width=1440, height=900))
    troubles: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            troubles.append(request.url)

    shown.on("request", note)
    shown.on("console", lambda message: troubles.append(message.text))
    shown.goto((tmp_path / "compare.html").as_uri())
    for details in shown.locator("details").all():
        details.evaluate("part => { part.open = true }")
    for width in (320, 768, 1440):
        shown.set_viewport_size(ViewportSize(width=width, height=900))
        assert shown.evaluate("document.documentElement.scrollWidth") <= width, f"at {width} px"
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    dark = Axe().run(shown, options={"runOnly": rules, "resultTypes": ["violations"]})
    shown.emulate_media(color_scheme="light")
    light = Axe().run(shown, options={"runOnly": ["color-contrast"], "resultTypes": ["violations"]})
    browser.close()
    found = [*dark.response["violations"], *light.response["violations"]]
    assert [(each["id"], [node["target"] for node in each["nodes"][:3]]) for each in found] == []
    assert troubles == []
