"""What is told as one finding: many alike on one page; and that every place that counts them agrees."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup
from tests.scoring.makers import make_finding, make_run, make_visit

from frictionaudit.cli.summary import closing
from frictionaudit.findings.model import Finding, Severity
from frictionaudit.report.html import render_html
from frictionaudit.report.page.gains import Gains
from frictionaudit.report.page.groups import grouped, mends_of
from frictionaudit.report.summary_md import summary_markdown
from frictionaudit.results import Run

FIELDS = ("Name", "Street", "Postcode", "Town")


def fields(names: tuple[str, ...] = FIELDS, role: str = "textbox", step: int = 2) -> list[Finding]:
    found = [
        make_finding("validation/missing-autocomplete", Severity.MINOR, step=step, subject=f"{role} {name}",
                     message=f"“{name}” is not told.")
        for name in names
    ]  # fmt: skip
    return [
        each.model_copy(
            update={
                "evidence": each.evidence.model_copy(
                    update={"subject": each.evidence.subject.model_copy(update={"role": role, "name": name})}
                )
            }
        )
        for each, name in zip(found, names, strict=True)
    ]


def made(findings: list[Finding]) -> Run:
    return make_run([make_visit()], findings)


def test_many_alike_on_one_page_are_one_entry_that_names_all() -> None:
    run = made([*fields(), make_finding("speed/slow-page", step=2)])
    groups = grouped(run.findings, {}, Gains(run))
    [head] = [group for group in groups if group.rule == "validation/missing-autocomplete"]
    assert (len(groups), len(head.siblings)) == (2, 3)
    assert len(head.fingerprints) == 4
    assert sorted(each.number for group in groups for each in (group, *group.siblings)) == [1, 2, 3, 4, 5]
    [mend] = [each for each in mends_of(groups, Gains(run)) if each.group is head]
    assert mend.places == 3
    assert mend.gain == head.gain == Gains(run).of(head.fingerprints)


def test_two_pages_as_a_whole_and_what_differs_stand_for_themselves() -> None:
    for findings in (
        fields(FIELDS[:2]),
        fields(role="page"),
        [*fields(FIELDS[:2]), *fields(FIELDS[2:], step=3)],
        [each.model_copy(update={"blocks": each.message.startswith("“Town")}) for each in fields()],
    ):
        run = made(findings)
        assert len(grouped(run.findings, {}, Gains(run))) == len(findings)


def test_every_place_names_the_same_number(tmp_path: Path) -> None:
    cause = make_finding("speed/slow-server", Severity.SERIOUS, step=0)
    caused = make_finding("speed/slow-page", step=0, explained_by=cause.fingerprint)
    fact = make_finding("navigation/slow-path", Severity.INFO, step=None)
    run = made([*fields(), cause, caused, fact])
    page = BeautifulSoup(render_html(run, (), tmp_path), "lxml")
    assert "3 findings" in page.select_one("#top .meta").get_text()  # type: ignore[union-attr]
    assert len(page.select("#findings .severity details.finding:not(.is-under)")) == 3
    counted = [each.get_text() for each in page.select(".criterion-more")]
    assert sum(int(words.split()[0]) for words in counted if words.strip()) == 3
    assert "3 findings: 1 serious, 1 minor, 1 good to know." in summary_markdown(run, {})
    assert any("3 findings" in line for line in closing(run, tmp_path))


def test_the_entry_leads_to_all_its_places_and_sets_all_aside(tmp_path: Path) -> None:
    run = made(fields())
    page = BeautifulSoup(render_html(run, (), tmp_path), "lxml")
    [entry] = page.select("details.finding")
    assert "and 3 more like it" in entry.select_one("summary").get_text()  # type: ignore[union-attr]
    places = {entry["id"], *(each["id"] for each in entry.select(".alike li"))}
    assert places == {f"f-{finding.fingerprint}" for finding in run.findings}
    assert {link["href"].lstrip("#") for link in page.select(".frictions .friction, .frictions .alike a")} == places  # type: ignore[union-attr]
    assert "subject:" not in entry.select_one(".set-aside pre").get_text()  # type: ignore[union-attr]


def test_the_summary_puts_the_same_mends_first_as_the_report(tmp_path: Path) -> None:
    rules = ("errors/console-error", "help/missing-contact", "speed/slow-page", "access/lost-focus")
    findings = [make_finding(rule, message=f"{rule}.") for rule in rules]
    findings += [make_finding("speed/slow-page", step=step, message="Slow again.") for step in (1, 2)]
    run = made(findings)
    page = BeautifulSoup(render_html(run, (), tmp_path), "lxml")
    shown = [mend.get_text() for mend in page.select(".mend h3")]
    assert len(shown) == 4
    assert [words for words in shown if words not in summary_markdown(run, {})] == []
    assert summary_markdown(run, {}).count("Slow again") == 0
