"""summary.md: what a reviewer needs, and page text stays text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from tests.report.sample import Sample
from tests.scoring.makers import make_finding, make_run, make_steps, make_visit

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.findings.model import Severity
from frictionaudit.journey.model import Target
from frictionaudit.report.guide import RuleGuide
from frictionaudit.report.markdown import escaped
from frictionaudit.report.summary_md import build_address, summary_markdown
from frictionaudit.results import Run
from frictionaudit.tongues import speaking

GUIDES = {"speed/slow-page": RuleGuide(title="Late", how_to_fix="Send less.", link="https://docs.example/slow")}
HOSTILE = (
    "<img src=x onerror=alert(1)> [a](https://evil.example) ![b](https://evil.example/x.png) https://evil.example "
    "www.evil.example @everyone #12 | `x` **y** ~~z~~ :fire: $m$ <!-- \u202e a@b.example"
)


class _Page(HTMLParser):
    """Tags and words of what a reader of Markdown is shown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def shown(markdown: str) -> _Page:
    # Raw HTML on, as on the forges; `linkify` needs a package of its own, its signs are asked for by hand below.
    return _Page(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown))


def summed(run: Run, build: str = "") -> str:
    return summary_markdown(run, GUIDES, build)


def test_it_says_score_answer_worst_gates_and_where_the_rest_lies() -> None:
    visit = make_visit(target=Target(score=99))
    findings = [make_finding(f"help/{name}", Severity.MODERATE, message=f"{name}.") for name in "abcdef"]
    findings.append(make_finding(severity=Severity.SERIOUS, step=2, message="It took 3.2 s."))
    text = summed(make_run([visit], findings), "https://ci.example/build/7")
    assert text.startswith("## Friction report: Buy a mug\n\n**Yes, customers can buy.** ")
    assert "1. 🟠 **Give my details**: It took 3.2 s." in text
    assert "[`speed/slow-page`](<https://docs.example/slow>)" in text
    assert "Mend it: Send less." in text
    assert "\n5. " in text
    assert "\n6. " not in text
    assert "| ❌ | Score | at least 99 |" in text
    assert "7 findings: 1 serious, 6 moderate." in text
    assert "`report.html`" in text
    assert "[this build](https://ci.example/build/7)" in text


def test_counts_of_severities_are_inflected() -> None:
    findings = [make_finding(f"help/{name}", Severity.MODERATE) for name in "ab"]
    run = make_run([make_visit()], [*findings, make_finding(severity=Severity.SERIOUS)])
    for language, told in (
        ("fi", "3 havaintoa: 1 vakava, 2 kohtalaista."),
        ("sv", "3 fynd: 1 allvarligt, 2 måttliga."),
        ("de", "3 Befunde: 1 schwerer, 2 mittlere."),
    ):
        with speaking(language):
            assert told in summed(run)


def test_who_cannot_buy_is_named() -> None:
    walk = make_visit(outcome=VisitOutcome.FAILED, steps=make_steps(StepStatus.FAILED, *[StepStatus.NOT_REACHED] * 3))
    text = summed(make_run([walk]))
    assert "**No. Customers cannot buy.**" in text
    assert "- Cannot buy: Desktop" in text


def test_a_partial_run_without_visits_says_so() -> None:
    run = make_run([]).model_copy(update={"status": "partial", "status_reason": "the disk was full"})
    text = summed(run)
    assert "> This report is partial." in text
    assert "the disk was full" in text
    assert "Too little could be judged for a score." in text


def test_hostile_text_is_shown_and_does_nothing(sample: Sample) -> None:
    harmless = shown(summed(make_run([make_visit(target=Target(score=99))], [make_finding(message="x", subject="x")])))
    finding = make_finding(message=HOSTILE, subject=HOSTILE)
    hostile = shown(summed(make_run([make_visit(target=Target(score=99))], [finding])))
    assert hostile.tags == harmless.tags
    assert "<img src=x onerror=alert(1)> [a](https://evil.example)" in hostile.words
    assert "@everyone" not in hostile.words
    assert shown(summed(sample.run)).tags.count("li") >= 5


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("https://a.example", r"https\://a.example"),
        ("www.a.example", r"www\.a.example"),
        (":fire:", r"\:fire:"),
        ("- a", r"\- a"),
        ("1. a", r"1\. a"),
        ("3.2 s: 5 % - a+b", "3.2 s: 5 % - a+b"),
        ("a\nb", "a b"),
    ],
)
def test_only_what_would_mean_something_is_escaped(words: str, written: str) -> None:
    assert escaped(words) == written


def test_the_build_is_known_on_the_forges_and_nowhere_else() -> None:
    github = {
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "a/b",
        "GITHUB_RUN_ID": "7",
    }
    assert build_address(github) == "https://github.com/a/b/actions/runs/7"
    assert build_address({"CI_JOB_URL": "https://gitlab.com/a/-/jobs/7"}) == "https://gitlab.com/a/-/jobs/7"
    assert build_address({}) == ""
    assert build_address({"CI_JOB_URL": "javascript:alert(1)"}) == ""
