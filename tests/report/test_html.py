"""report.html: one file that loads nothing, says what matters first, and shows page text as text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from tests.report import edges
from tests.report.sample import JOURNEY, Sample, run_of
from tests.scoring.makers import healed_steps, make_run, make_visit

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.report.html import prepare, render_html
from frictionaudit.report.page.gains import Gains

WALKED = ("sample", "hostile", "walled", "empty", "crowded", "long")


@pytest.fixture(scope="session")
def pages(sample: Sample) -> dict[str, str]:
    """The page of each kind of run."""
    samples = {
        "sample": sample,
        "hostile": edges.hostile(sample),
        "walled": edges.walled(sample.folder),
        "empty": edges.empty(),
        "crowded": edges.crowded(sample),
        "long": edges.long(sample),
    }
    return {name: html_of(each) for name, each in samples.items()}


def html_of(sample: Sample) -> str:
    return render_html(sample.run, sample.visits, sample.folder, guides=sample.guides)


@cache
def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(re.sub('data:image/([a-z]+);base64,[^"]+', _digest, html), "lxml")


def _digest(address: re.Match[str]) -> str:
    """Parsing megabytes of pictures takes seconds; what they are is told by their digest."""
    return f"data:image/{address[1]};digest,{hashlib.sha256(address[0].encode()).hexdigest()}"


def words(node: Tag) -> str:
    return " ".join(node.get_text(" ").split())


def part(html: str, selector: str) -> str:
    found = parsed(html).select_one(selector)
    assert found is not None, selector
    return words(found)


@pytest.mark.parametrize("name", WALKED)
def test_nothing_on_the_page_is_loaded_from_anywhere(pages: dict[str, str], name: str) -> None:
    page = parsed(pages[name])
    for tag in page.find_all(True):
        assert tag.name not in ("link", "iframe", "object", "embed", "base", "video", "audio", "img"), tag
        for attribute, value in tag.attrs.items():
            assert not attribute.startswith("on"), (tag.name, attribute)
            assert attribute not in ("style", "src", "srcset", "action", "formaction", "ping"), (tag.name, attribute)
            if attribute == "href":
                assert_inert(tag, str(value))
    style = page.style.get_text() if page.style else ""
    assert style
    assert "url(" not in style
    assert "@import" not in style


def assert_inert(tag: Tag, address: str) -> None:
    """A fragment, an embedded picture, or a link that somebody must follow on purpose."""
    if tag.name == "image":
        assert address.startswith("data:image/")
    elif not address.startswith("#"):
        assert tag.name == "a"
        assert address.startswith(("https://", "http://"))
        assert "noreferrer" in tag["rel"]


@pytest.mark.parametrize("name", WALKED)
def test_the_policy_lets_only_our_own_style_and_script_work(pages: dict[str, str], name: str) -> None:
    page = parsed(pages[name])
    meta = page.select_one('meta[http-equiv="Content-Security-Policy"]')
    assert meta is not None
    policy = dict(rule.split(" ", 1) for rule in str(meta["content"]).split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["img-src"] == "data:"
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        found = page.find_all(tag)
        assert len(found) == 1
        content = found[0].string or ""
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert policy[rule] == f"'sha256-{digest}'"
        assert pages[name].index("Content-Security-Policy") < pages[name].index(f"<{tag}")


@pytest.mark.parametrize("name", WALKED)
def test_every_fragment_leads_somewhere_and_every_id_is_there_once(pages: dict[str, str], name: str) -> None:
    page = parsed(pages[name])
    ids = Counter(str(tag["id"]) for tag in page.select("[id]"))
    assert [id for id, times in ids.items() if times > 1] == []
    targets = {str(tag["href"])[1:] for tag in page.select('[href^="#"]')}
    assert targets - set(ids) == set()
    labels = {id for tag in page.select("[aria-labelledby]") for id in str(tag["aria-labelledby"]).split()}
    assert labels - set(ids) == set()


def test_hostile_words_are_words(pages: dict[str, str]) -> None:
    html = pages["hostile"]
    page = parsed(html)
    shown = page.body.get_text() if page.body else ""
    assert "</script><script>alert(1)</script>" in shown
    assert "<img src=x onerror=alert(2)>" in shown
    assert "[U+202E]evil" in shown
    assert not re.search("[\x00-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html)
    assert {"{{ 7 * 7 }}", "49"} & set(re.findall(r"\{\{ 7 \* 7 \}\}|\b49\b", shown)) == {"{{ 7 * 7 }}"}
    pictures = sum(map(len, re.findall(r"data:image/[^\"]+", html)))
    assert len(html) - pictures < 700_000


def test_twelve_steps_in_six_visits_fit_in_five_megabytes_each_picture_once(
    sample: Sample, pages: dict[str, str]
) -> None:
    html = pages["sample"]
    embedded = re.findall(r'href="(data:image/[^"]+)"', html)
    assert len(html.encode()) < 5_000_000
    assert len(embedded) == len(set(embedded)) == len(list(sample.folder.rglob("*.jpg")))
    assert len(parsed(html).select("use")) > 2 * len(embedded)


def test_a_crowd_of_findings_stays_a_page(pages: dict[str, str]) -> None:
    page = parsed(pages["crowded"])
    # Many alike on one page are one entry that names all its places.
    assert len(page.select("#findings details.finding, #findings .alike li")) == 500
    assert len(page.select("#mend .mend")) == 5
    assert len(pages["crowded"].encode()) < 5_000_000
    # A long list is folded away, and everything in it can still be reached.
    assert [words(tag) for tag in page.select("#findings details.rest > summary")]


def test_forty_steps_have_a_curve_and_a_place_each(pages: dict[str, str]) -> None:
    page = parsed(pages["long"])
    assert len(page.select("#steps .step")) == 40
    assert len(page.select(".curve-wide .point")) == 40


def test_no_visit_at_all_is_said_plainly(pages: dict[str, str]) -> None:
    assert part(pages["empty"], "h1") == "Nothing was walked, so nothing can be said."
    assert "nothing to mend yet" in part(pages["empty"], "#mend")
    assert part(pages["empty"], ".score-none") == "Too little could be judged for a score."


def test_a_partial_run_says_so_before_any_figure(pages: dict[str, str]) -> None:
    top = part(pages["walled"], "header.hero")
    assert "This report is partial." in top
    assert "Interrupted by Ctrl-C." in top
    # One person in two browsers: who arrived is told apart from who did not.
    assert "Reached the end At the desk, reading everything · Chromium 156" in top
    assert "Stopped before the end At the desk, reading everything · Firefox 153" in top
    assert top.index("This report is partial") < top.index("Willing customers left")


def test_walls_crashes_and_holds_are_told_apart(pages: dict[str, str]) -> None:
    notices = part(pages["walled"], ".notices")
    assert "bot wall turned us away (At the desk, reading everything · Firefox 153)" in notices
    assert "crashed on the way (On the phone, in the tram · Firefox 153)" in notices
    assert "We stopped on purpose before a binding press (On the phone, in the tram · Chromium 156)" in notices
    assert "sold out (By keyboard alone · Chromium 156)" in notices


@pytest.mark.parametrize(
    ("outcomes", "headline", "broken"),
    [
        ({}, "Yes, customers can buy.", None),
        ({"mobile-first": VisitOutcome.FAILED}, "Yes, but not everyone can buy.", "On the phone, in the tram"),
        (dict.fromkeys(("desktop-careful", "mobile-first"), VisitOutcome.TIMED_OUT), "No. Customers cannot buy.", None),
        (
            dict.fromkeys(("desktop-careful", "mobile-first"), VisitOutcome.STOPPED_FOR_SAFETY),
            "We could not see whether customers can buy.",
            None,
        ),
    ],
)
def test_the_first_line_answers_the_question(
    sample: Sample, outcomes: dict[str, VisitOutcome], headline: str, broken: str | None
) -> None:
    visits = tuple(
        visit.model_copy(update={"outcome": outcomes.get(visit.persona.name, VisitOutcome.COMPLETED)})
        for visit in sample.visits
        if visit.persona.name in ("desktop-careful", "mobile-first")
    )
    html = render_html(run_of(visits, ()), visits, sample.folder)
    assert part(html, "h1") == headline
    if broken:
        assert part(html, ".who-broken") == f"Cannot buy {broken}"


def test_one_finding_over_visits_is_one_entry_with_its_variants(pages: dict[str, str]) -> None:
    page = parsed(pages["sample"])
    entries = [
        tag
        for tag in page.select("details.finding")
        if "until the checkout could be used" in words(tag.summary)  # type: ignore[arg-type]
    ]
    assert len(entries) == 1
    variants = [words(item) for item in entries[0].select(".variants li")]
    assert variants == [
        "It took 3.4 s until the checkout could be used. On the phone, in the tram · Chromium 156; "
        "An old phone on a slow line",
        "It took 4.1 s until the checkout could be used. On the phone, in the tram · Firefox 153",
    ]


def test_a_consequence_stands_under_its_cause_and_nowhere_else(pages: dict[str, str]) -> None:
    page = parsed(pages["sample"])
    slow_page = page.find_all("details", class_="finding", string=None)
    of_page = [tag for tag in slow_page if tag.summary and "The main content came after" in words(tag.summary)]
    assert len(of_page) == 1
    cause = of_page[0].find_parent("details", class_="finding")
    assert cause is not None
    assert cause.summary is not None
    assert "The server needed" in words(cause.summary)
    assert "The main content came after" not in part(pages["sample"], "#mend")


def test_a_finding_says_what_it_costs_why_and_how_to_mend_it(pages: dict[str, str]) -> None:
    page = parsed(pages["sample"])
    entry = next(tag for tag in page.select("details.finding") if "Tab never reaches" in tag.get_text())
    said = words(entry)
    for expected in (
        "I can't use a mouse.",
        "Step 10, Choose how to pay",
        "By keyboard alone",
        "European Accessibility Act",
        "Use a real radio input",
        "Nobody can pass this step.",
        "action/keyboard-unreachable",
        "https://www.w3.org/TR/WCAG22/#keyboard",
    ):
        assert expected in said
    assert entry.select_one('a[href="https://example.org/rules/action/keyboard-unreachable"]')


def test_the_five_mends_are_those_that_win_back_most_one_for_each_rule(sample: Sample, pages: dict[str, str]) -> None:
    gains = Gains(sample.run)
    by_rule: dict[str, set[str]] = {}
    for finding in sample.run.findings:
        by_rule.setdefault(finding.rule, set()).add(finding.fingerprint)
    best = sorted((gains.of(prints) or 0.0 for prints in by_rule.values()), reverse=True)[:5]
    shown = [words(tag) for tag in parsed(pages["sample"]).select("#mend .gain")]
    assert shown == [f"wins back about {gain:.1f} of 100".replace(".0 ", " ") for gain in best]


def test_mending_all_wins_back_all(sample: Sample) -> None:
    everything = Gains(sample.run).of({finding.fingerprint for finding in sample.run.findings})
    assert everything == pytest.approx(100 - (sample.run.score.value or 0), abs=0.2)


def test_every_step_answers_the_four_questions(sample: Sample, pages: dict[str, str]) -> None:
    steps = parsed(pages["sample"]).select("#steps .step")
    assert len(steps) == len(sample.visits[0].steps)
    for step in steps:
        assert [words(tag) for tag in step.select("h4")] == [
            "What the customer did",
            "What they saw",
            "How they experienced it",
            "How the technology performed",
        ]
    assert "Ticked “Kortti”" in words(steps[9])
    assert len(steps[9].select(".frame")) == 6
    assert "Not reached by: By keyboard alone · Chromium 156" in words(steps[10])
    assert "Server 0.2–0.7 s (slow or faulty)" in words(steps[0])


def test_a_healed_step_is_marked_and_opens_with_the_line_to_write() -> None:
    run = make_run([make_visit(steps=healed_steps())])
    step = parsed(render_html(run, [], Path("nowhere"))).select(".step")[2]
    assert step.select_one("details[open] .step-meta .flag-open") is not None
    assert step.select_one(".healed code") is not None
    assert "healed on the way" in step.get_text()
    assert "buy.yaml:9: click: Save" in step.get_text()


def test_what_could_not_be_judged_is_grouped_by_its_reason(pages: dict[str, str]) -> None:
    reasons = parsed(pages["sample"]).select("#unjudged .reason")
    assert [words(tag.summary) for tag in reasons if tag.summary] == [
        "This browser does not report long tasks and layout shifts 48 checks",
        "The journey has no drill payment_declined 6 checks",
    ]
    assert "all visits" in words(reasons[1])


def test_without_evidence_pictures_and_guides_the_run_alone_makes_a_page(sample: Sample) -> None:
    html = render_html(sample.run, (), sample.folder / "gone")
    assert "data:image" not in html
    assert len(parsed(html).select("#findings details.finding")) == 13
    assert "No picture was kept of this step." in part(html, "#steps")


def test_two_journeys_each_have_their_curve_and_steps(sample: Sample) -> None:
    others = tuple(
        visit.model_copy(
            update={
                "id": visit.id.replace(JOURNEY, "other"),
                "journey": visit.journey.model_copy(update={"id": "other", "name": "Buy a gift card"}),
            }
        )
        for visit in sample.visits
    )
    visits = (*sample.visits, *others)
    html = render_html(run_of(visits, sample.run.findings), visits, sample.folder, guides=sample.guides)
    page = parsed(html)
    assert [words(tag) for tag in page.select(".curve > h2")] == [
        "Where they leave: Buy a mug as a guest",
        "Where they leave: Buy a gift card",
    ]
    assert len(page.select("#steps .step")) == 24


def test_the_page_is_the_same_each_time(sample: Sample, pages: dict[str, str]) -> None:
    prepare()
    assert html_of(sample) == pages["sample"]


def test_a_walk_that_held_at_the_order_says_so_far(sample: Sample) -> None:
    visit = sample.visits[0]
    held = [
        step.model_copy(update={"status": StepStatus.HELD if step.name == "Pay" else step.status})
        for step in visit.steps[:11]
    ]
    stopped = visit.model_copy(update={"outcome": VisitOutcome.STOPPED_FOR_SAFETY, "steps": tuple(held)})
    html = render_html(run_of((stopped,), ()), (stopped,), sample.folder)
    assert part(html, "h1") == "So far nothing stops them. We held at the order."
    assert "At the desk, reading everything · Chromium 156 : held for safety" in part(html, "#steps")
