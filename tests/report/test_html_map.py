"""The journey map, the waterfall, and what stands below a finding."""

from __future__ import annotations

from datetime import date

import pytest
import yaml  # type: ignore[import-untyped]
from bs4 import BeautifulSoup, Tag
from tests.report import edges
from tests.report.sample import Sample, run_of

from frictionaudit.evidence.step import RequestEvidence, StepEvidence
from frictionaudit.findings.guidance import Limit, Unit
from frictionaudit.findings.model import Finding
from frictionaudit.findings.suppression import set_aside
from frictionaudit.journey.model import Suppression
from frictionaudit.report.guide import RuleGuide
from frictionaudit.report.html import render_html
from frictionaudit.report.page.groups import FindingGroup
from frictionaudit.report.page.labels import labels_of
from frictionaudit.report.page.proof import limit_words, suppression_of
from frictionaudit.report.page.technology import technology_of
from frictionaudit.report.page.waterfall import Waterfall, waterfall_of


def soup_of(sample: Sample) -> BeautifulSoup:
    html = render_html(sample.run, sample.visits, sample.folder / "gone", guides=sample.guides)
    return BeautifulSoup(html, "lxml")


def words(node: Tag | None) -> str:
    assert node is not None
    return " ".join(node.get_text(" ").split())


@pytest.fixture(scope="module")
def page(sample: Sample) -> BeautifulSoup:
    return soup_of(sample)


def test_the_map_has_a_frame_for_each_step_with_its_curve_in_words(sample: Sample, page: BeautifulSoup) -> None:
    frames = page.select(".map-step")
    assert [words(frame.h4) for frame in frames][:2] == ["1 Open the shop", "2 Find the mug"]
    curves = [str(tag["aria-label"]) for tag in page.select(".map-curve")]
    journey = sample.run.journeys[0]
    assert len(curves) == len(journey.curve) == 12
    assert curves[4] == f"{journey.curve[4].left:.0f} of 100 left, {journey.curve[4].lost:.1f} leave here."
    stages = [words(frame.select_one(".map-stage")) for frame in frames]
    assert stages == ["Arrive", "Find", "Choose", "", "Cart", "", "Checkout", "", "", "Pay", "", "Confirm"]


def test_the_line_goes_on_from_frame_to_frame(page: BeautifulSoup) -> None:
    lines = page.select(".map-curve > line")
    assert [line["y2"] for line in lines[:-1]] == [line["y1"] for line in lines[1:]]


def test_a_thought_in_the_map_leads_to_its_finding(page: BeautifulSoup) -> None:
    link = next(tag for tag in page.select(".map-felt a") if "Is it in the cart or not?" in tag.get_text())
    target = page.select_one(str(link["href"]))
    assert "nothing says that the mug is in the cart" in words(target)


def test_a_journey_that_nobody_walked_has_no_map() -> None:
    assert soup_of(edges.empty()).select(".map") == []


def test_only_a_step_that_was_slow_shows_where_its_time_went(page: BeautifulSoup) -> None:
    steps = page.select("#steps .step")
    slow = [place for place, step in enumerate(steps) if step.select_one(".waterfall")]
    assert slow == [0, 6]
    rows = [words(row) for row in steps[0].select(".waterfall li")]
    assert any("Server begins to answer" in row for row in rows)
    assert any("GET /api/prices" in row and "from 1.3 s, takes 1.0 s" in row for row in rows)
    assert any("GET /a.woff2" in row and "from another site" in row for row in rows)
    assert any("GET /wait" in row and "still open" in row for row in rows)


def fall_of(sample: Sample, rules: set[str], **changes: object) -> Waterfall | None:
    visit = sample.visits[4]
    step = visit.steps[0].model_copy(update=changes)
    result = sample.run.visits[4].steps[0]
    label = labels_of(sample.run, sample.visits)[visit.id]
    return waterfall_of([technology_of(label, result, step, frozenset(rules))], {visit.id: step})


def test_all_bars_stand_on_one_clock(sample: Sample) -> None:
    fall = fall_of(sample, {"speed/slow-page"})
    assert fall is not None
    by_name = {span.name or span.kind: span for span in fall.spans}
    assert by_name["server"].start_ms == by_name["GET /0"].start_ms == 0
    assert by_name["lcp"].end_ms == 3_920
    assert fall.total_ms == max(span.end_ms for span in fall.spans)
    assert all(span.left >= 0 and span.left + span.width <= 100.5 for span in fall.spans)
    assert len(fall.lines) == 3


def test_the_press_is_the_zero_where_it_is_known(sample: Sample) -> None:
    transition = sample.visits[4].steps[0].transition
    assert transition is not None
    fall = fall_of(sample, {"speed/slow-page"}, transition=transition.model_copy(update={"input_ms": -700.0}))
    assert fall is not None
    by_name = {span.name or span.kind: span for span in fall.spans}
    assert by_name["feedback"].start_ms == 0
    assert by_name["server"].start_ms == by_name["GET /0"].start_ms == 1_000


def test_no_waterfall_without_a_finding_of_time_or_without_figures(sample: Sample) -> None:
    assert fall_of(sample, {"speed/layout-shift"}) is None
    assert fall_of(sample, {"speed/slow-page"}, requests=(), vitals=None, transition=None) is None


def test_a_crowd_of_requests_is_told_by_its_slowest(sample: Sample) -> None:
    step: StepEvidence = sample.visits[4].steps[0]
    one: RequestEvidence = step.requests[2]
    many = tuple(one.model_copy(update={"template": f"/{n}", "duration_ms": 100.0 + n}) for n in range(200))
    beacon = one.model_copy(update={"is_beacon": True, "duration_ms": 9_000.0})
    fall = fall_of(sample, {"speed/slow-page"}, requests=(*many, beacon))
    assert fall is not None
    assert sorted(span.name for span in fall.spans if span.name) == [f"GET /{n}" for n in range(194, 200)]


def group_of(finding: Finding, limit: Limit | None) -> FindingGroup:
    return FindingGroup("f-1", finding, (finding,), RuleGuide(title="x", limit=limit), None, None)


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (Limit(parameter="a", unit=Unit.MILLISECONDS, good=800, poor=1_800),
         "2.9 s; friction begins over 0.8 s, and weighs heavier over 1.8 s."),
        (Limit(parameter="a", unit=Unit.BYTES, good=1_000), "3 kB; friction begins over 1 kB."),
        (Limit(parameter="r", unit=Unit.RATIO, wanted="w", poor=2, is_floor=True),
         "3.1 : 1; friction begins under 4.5 : 1, and weighs heavier under 2 : 1."),
        (Limit(parameter="r", unit=Unit.PERCENT, good=30), "3%; friction begins over 30%."),
        (Limit(parameter="gone", unit=Unit.SHIFT, good=0.1), ""),
        (Limit(parameter="a", unit=Unit.COUNT, wanted="gone"), ""),
        (None, ""),
    ],
)  # fmt: skip
def test_a_figure_stands_beside_its_line(sample: Sample, limit: Limit | None, said: str) -> None:
    finding = sample.run.findings[0].model_copy(update={"parameters": {"a": 2_900, "r": 3.1, "w": 4.5}})
    assert limit_words(group_of(finding, limit)) == said


@pytest.mark.parametrize("name", ["button Pay", 'button "x": {y} # z', "button \u202eevil", "button 👩\u200d👧 50% *"])
def test_the_lines_to_set_a_finding_aside_do_so(sample: Sample, name: str) -> None:
    finding = sample.run.findings[0].model_copy(update={"subject": name})
    [entry] = yaml.safe_load(suppression_of(finding, sample.run.started))["suppress"]
    visit = sample.visits[0]
    journey = visit.journey.model_copy(update={"suppress": (Suppression.model_validate(entry),)})
    visit = visit.model_copy(update={"journey": journey})
    aside = set_aside([finding], [visit], date(2026, 11, 21))
    assert [each.finding for each in aside.suppressed] == [finding]
    assert entry["until"] == "2027-02-19"


def test_a_finding_says_who_mends_it_how_sure_it_is_and_on_what_it_was_seen(page: BeautifulSoup) -> None:
    entry = next(tag for tag in page.select("details.finding") if "The server needed" in words(tag.summary))
    said = words(entry)
    for expected in (
        "IT: who keeps the servers",
        "Measured: the browser gave the figure",
        "2.9 s; friction begins over 0.8 s",
        "phone (412 × 823): Chromium 156",
        "frictionaudit explain speed/slow-server",
        "rule: speed/slow-server",
    ):
        assert expected in said
    assert entry.select_one(f'a.permalink[href="#{entry["id"]}"]')


def test_what_was_set_aside_stands_apart_and_nowhere_else(sample: Sample) -> None:
    entry = Suppression(rule="navigation/silent-cart", reason="The drawer comes in spring", until="2027-01-31")
    visits = tuple(
        v.model_copy(update={"journey": v.journey.model_copy(update={"suppress": (entry,)})}) for v in sample.visits
    )
    aside = set_aside(sample.run.findings, visits, date(2026, 11, 21))
    run = run_of(visits, aside.kept).model_copy(update={"suppressed": aside.suppressed})
    page = soup_of(Sample(run, visits, sample.folder, sample.guides))
    section = words(page.select_one("#aside"))
    assert "The drawer comes in spring" in section
    assert "1 finding is set aside by the shop" in words(page.select_one(".score"))
    assert "31 January 2027" in section
    assert len(page.select("#aside li")) == 1
    assert "navigation/silent-cart" not in words(page.select_one("#findings"))
    assert not soup_of(sample).select("#aside")
