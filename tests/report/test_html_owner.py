"""Target state, the four classes and impact on the page."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from tests.report.sample import GUIDES, Sample

from frictionaudit.figures.outcome import Span
from frictionaudit.report.html import render_html
from frictionaudit.report.page.figures import money, period, rough_money, roughly, share
from frictionaudit.report.page.impact import impact_views
from frictionaudit.report.page.target import target_views
from frictionaudit.results import Run
from frictionaudit.tongues import speaking


def part(sample: Sample, id: str, run: Run | None = None) -> Tag | None:
    page = BeautifulSoup(render_html(run or sample.run, sample.visits, sample.folder, guides=GUIDES), "html.parser")
    found = page.find(id=id)
    return found if isinstance(found, Tag) else None


def words(found: Tag | None) -> str:
    assert found is not None
    return " ".join(found.get_text(" ").split())


def test_goals_say_how_far_and_how_long(sample: Sample) -> None:
    told = words(part(sample, "target"))
    assert "at least 85 by 30 June 2027" in told
    assert "221 days left" in told
    assert "21 days late" in told
    assert "2.56% in October 2026 0.44 percentage points" in told
    assert "not measured" in told
    assert "The gap is" in told


def test_the_four_classes_stand_side_by_side(sample: Sample) -> None:
    target = part(sample, "target")
    assert target is not None
    groups = {str(group["aria-label"]): words(group) for group in target.select(".class")}
    assert list(groups) == ["Quantitative", "Qualitative", "Economic", "Technical"]
    assert "1180 in September 2026" in groups["Quantitative"]
    assert "−20 (from −74 to 34)" in groups["Qualitative"]
    assert "and 4 more answers in run.json" in groups["Qualitative"]
    assert "€40,766" in groups["Economic"]
    assert "Weight of the path" in groups["Technical"]


def test_impact_is_ranges_formulas_and_rows(sample: Sample) -> None:
    told = words(part(sample, "impact"))
    assert "Lost sales in October 2026 €" in told
    assert "Orders × (1 ÷ share of willing customers left − 1) × average order" in told
    assert "From figures.csv: Orders 1090 (line 8)" in told
    assert "Your figures do not say: Cost of a contact." in told
    assert "no honest figure" in told
    [impact] = sample.run.impact
    mends = impact_views(sample.run, [])[0].mends
    assert (len(impact.mends) > 5, mends) == (True, ())


def test_no_figures_no_money(sample: Sample) -> None:
    bare = sample.run.model_copy(update={"books": (), "impact": ()})
    told = words(part(sample, "impact", bare))
    assert "No figures, no money: of 100 customers" in told
    assert "€" not in told
    journeys = tuple(each.model_copy(update={"target_state": None}) for each in bare.journeys)
    assert part(sample, "target", bare.model_copy(update={"journeys": journeys})) is None


def test_figures_without_a_score_are_no_missing_figures(sample: Sample) -> None:
    told = words(part(sample, "impact", sample.run.model_copy(update={"impact": ()})))
    assert "Too little could be judged to hold it against your figures" in told
    assert "No figures" not in told


def test_a_range_whose_ends_look_alike_is_a_bound(sample: Sample) -> None:
    [impact] = sample.run.impact
    heads = tuple(
        head.model_copy(update={"money": Span(low=600, high=600), "amount": Span(low=6, high=6)})
        if head.id == "lost_sales" else head for head in impact.heads
    )  # fmt: skip
    run = sample.run.model_copy(update={"impact": (impact.model_copy(update={"heads": heads}),)})
    assert impact_views(run, [])[0].sum == "up to €600"


def test_targets_of_several_journeys_bear_their_names(sample: Sample) -> None:
    [journey] = sample.run.journeys
    two = sample.run.model_copy(update={"journeys": (journey, journey.model_copy(update={"name": "As a member"}))})
    assert [view.journey for view in target_views(two)] == [journey.name, "As a member"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("€37.40", "SEK\N{NO-BREAK SPACE}12", "€116,000", "2.56%", "October 2026", "3090")),
        ("fi", ("37,40\N{NO-BREAK SPACE}€", "12\N{NO-BREAK SPACE}SEK", "116\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}€",
                "2,56\N{NO-BREAK SPACE}%", "lokakuu 2026", "3090")),
        ("de", ("37,40\N{NO-BREAK SPACE}€", "12\N{NO-BREAK SPACE}SEK", "116.000\N{NO-BREAK SPACE}€",
                "2,56\N{NO-BREAK SPACE}%", "Oktober 2026", "3090")),
    ],
)  # fmt: skip
def test_figures_are_written_as_their_language_does(language: str, told: tuple[str, ...]) -> None:
    with speaking(language):
        shown = (money(37.4, "EUR"), money(12, "SEK"), rough_money(115_566, "EUR"), share(2.5587), period("2026-10"))
        assert (*shown, roughly(3090.4)) == told


@pytest.mark.parametrize(
    ("iso", "told"),
    [
        ("2026", "2026"), ("2026-Q3", "2026-Q3"), ("2026-09-14", "14 September 2026"), ("2026-99", "2026-99"), ("", ""),
        ("2026-09-01/2026-09-14", "1 September 2026–14 September 2026"),
    ],
)  # fmt: skip
def test_periods(iso: str, told: str) -> None:
    assert period(iso) == told


@pytest.mark.parametrize(("value", "told"), [(0.0, "0"), (9.94, "9.9"), (9.95, "10"), (999.4, "999"), (1_234, "1230")])
def test_estimates_claim_three_digits(value: float, told: str) -> None:
    assert roughly(value) == told
