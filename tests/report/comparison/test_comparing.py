"""Runs side by side: what is fixed was looked for again, what is new was looked for before."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.scoring.makers import make_finding, make_outcomes, make_run, make_steps, make_visit

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import PlannedStep, VisitEvidence, VisitOutcome
from frictionaudit.findings.model import Finding, Outcome, RuleOutcome, Severity
from frictionaudit.findings.suppression import Suppressed
from frictionaudit.journey.model import Persona, Stage
from frictionaudit.report.comparison.chart import chart_of
from frictionaudit.report.comparison.compare import compare
from frictionaudit.report.comparison.model import Comparison, Kind, Seen, State
from frictionaudit.report.page.groups import number_of
from frictionaudit.results import Run

RULES = ("errors/page-failed", "speed/slow-page", "help/x", "help/y")
"""What every run of these tests was asked."""


def run(findings: Sequence[Finding] = (), visits: Sequence[VisitEvidence] | None = None, day: int = 1) -> Run:
    walked = [make_visit()] if visits is None else list(visits)
    made = make_run(walked, findings, make_outcomes(findings, walked, passed=RULES))
    return made.model_copy(update={"id": f"run-{day}", "started": f"2026-11-{day:02}T12:00:00Z"})


def states(told: Comparison) -> list[tuple[str, str]]:
    return [(str(row.state), row.rule) for row in told.findings]


def at(visit: VisitEvidence, base_url: str, steps: Sequence[PlannedStep] | None = None) -> VisitEvidence:
    facts = visit.journey.model_copy(update={"base_url": base_url})
    return visit.model_copy(
        update={"journey": facts if steps is None else facts.model_copy(update={"steps": tuple(steps)})}
    )


def test_before_and_after() -> None:
    before = run([make_finding("speed/slow-page"), make_finding("help/x")])
    after = run([make_finding("help/x", Severity.SERIOUS), make_finding("help/y")], day=2)
    told = compare([before, after])
    assert told.kind is Kind.CHANGE
    assert states(told) == [("new", "help/y"), ("fixed", "speed/slow-page"), ("still", "help/x")]
    still = told.of(State.STILL)[0]
    assert still.severities == (Severity.MODERATE, Severity.SERIOUS)
    assert [side.name for side in told.sides] == ["1 November 2026, 12:00 UTC", "2 November 2026, 12:00 UTC"]
    assert told.cautions == ()


def test_numbers_and_times_are_no_part_of_an_identity() -> None:
    told = compare([run([make_finding(message="3.2 s")]), run([make_finding(message="4.1 s")], day=2)])
    (row,) = told.findings
    assert (row.state, row.messages, row.message) == (State.STILL, ("3.2 s", "4.1 s"), "4.1 s")


def test_a_step_that_was_not_reached_mends_nothing() -> None:
    broken = make_visit(
        outcome=VisitOutcome.FAILED,
        steps=make_steps(StepStatus.PASSED, StepStatus.FAILED, StepStatus.NOT_REACHED, StepStatus.NOT_REACHED),
    )
    findings = [make_finding("speed/slow-page", step=3), make_finding("help/x", step=None), make_finding("help/y")]
    told = compare([run(findings), run([], [broken], day=2)])
    assert states(told) == [("fixed", "help/y"), ("unknown_now", "help/x"), ("unknown_now", "speed/slow-page")]
    back = compare([run([], [broken]), run(findings, day=2)])
    assert states(back) == [("new", "help/y"), ("unknown_before", "help/x"), ("unknown_before", "speed/slow-page")]


def test_a_rule_that_could_not_judge_mends_nothing() -> None:
    visit = make_visit()
    blind = [RuleOutcome(rule="speed/slow-page", visit=visit.id, step=0, outcome=Outcome.INCOMPLETE, reason="blind")]
    told = compare([run([make_finding()]), make_run([visit], [], blind)])
    assert states(told) == [("unknown_now", "speed/slow-page")]


def test_a_rule_that_came_later_finds_nothing_new() -> None:
    told = compare([run(), run([make_finding("access/z")], day=2)])
    assert states(told) == [("unknown_before", "access/z")]


def test_who_met_it_must_have_walked_again() -> None:
    phone = make_visit("buy.phone.chromium", persona=Persona(name="phone"))
    both = [make_visit(), phone]
    told = compare([run([make_finding(visit=phone.id)], both), run([], [make_visit()], day=2)])
    assert states(told) == [("unknown_now", "speed/slow-page")]
    assert told.cautions == ("personas",)


def test_what_the_shop_set_aside_is_not_fixed_and_not_new() -> None:
    aside = run(day=2).model_copy(
        update={"suppressed": (Suppressed(finding=make_finding(), reason="We know.", until="2027-01-01"),)}
    )
    (row,) = compare([run([make_finding()]), aside]).findings
    assert (row.state, row.seen) == (State.STILL, (Seen.FOUND, Seen.ASIDE))
    assert compare([run(), aside]).findings == ()


def test_devices_are_sides_and_nothing_is_called_fixed() -> None:
    phone = make_visit("buy.phone.chromium", persona=Persona(name="phone"))
    told = compare([run([make_finding()]), run([make_finding("help/x", visit=phone.id)], [phone], day=2)])
    assert told.kind is Kind.SIDES
    assert states(told) == [("new", "help/x"), ("fixed", "speed/slow-page")]
    assert [side.name for side in told.sides] == [
        "127.0.0.1:8000, 1 November 2026, 12:00 UTC",
        "127.0.0.1:8000, 2 November 2026, 12:00 UTC",
    ]


def test_rivals_with_steps_of_their_own_are_laid_over_each_other_by_stage() -> None:
    steps = [
        PlannedStep(name="Etusivu", id="etusivu", stage=Stage.ARRIVE),
        PlannedStep(name="Maksa", id="maksa", stage=Stage.PAY),
    ]
    evidence = tuple(
        step.model_copy(update={"index": place, "name": own.name, "id": own.id, "stage": own.stage})
        for place, (step, own) in enumerate(zip(make_steps()[:2], steps, strict=True))
    )
    rival = at(make_visit(steps=evidence, journey="osta"), "https://rival.example", steps)
    theirs = make_finding(step=3, subject="button Maksa").model_copy(
        update={"journey": "osta", "step": "Maksa", "step_id": "maksa", "step_index": 1, "fingerprint": "f1"}
    )
    ours = [make_finding(step=3, subject="button Pay"), make_finding("help/x", step=2)]
    told = compare([run(ours), run([theirs], [rival], day=2)])
    assert told.kind is Kind.SIDES
    (lane,) = told.lanes
    assert (lane.by, lane.journeys) == ("stage", ("buy", "osta"))
    assert [point.stage for point in lane.points] == [Stage.ARRIVE, Stage.CART, Stage.CHECKOUT, Stage.PAY]
    # Their button has another name; rule and stage are the same.
    assert states(told) == [("still", "speed/slow-page"), ("unknown_now", "help/x")]
    assert [side.name for side in told.sides] == ["127.0.0.1:8000", "rival.example"]


def test_the_same_journey_on_another_host_is_compared_step_by_step() -> None:
    other = at(make_visit(), "https://rival.example")
    told = compare([run([make_finding()]), run([make_finding()], [other], day=2)], ["Ours", "Theirs"])
    assert told.lanes[0].by == "step"
    assert states(told) == [("still", "speed/slow-page")]
    assert [side.name for side in told.sides] == ["Ours", "Theirs"]


def test_on_the_same_steps_of_two_hosts_what_is_gone_hides_nothing_that_came() -> None:
    preview = at(make_visit(), "https://pr-13.preview.example")
    told = compare([run([make_finding(subject="button A")]), run([make_finding(subject="button B")], [preview], day=2)])
    assert told.kind is Kind.SIDES
    assert [(row.state, row.subject) for row in told.findings] == [(State.NEW, "button B"), (State.FIXED, "button A")]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("http://127.0.0.1:41061", Kind.CHANGE),
        ("http://localhost:8000", Kind.SIDES),
        ("http://10.0.0.1:8000", Kind.SIDES),
        ("not an address", Kind.SIDES),
    ],
)
def test_on_this_machine_a_port_is_no_other_shop(address: str, kind: Kind) -> None:
    assert compare([run(), run([], [at(make_visit(), address)], day=2)]).kind is kind


def test_three_sides_stand_between_the_first_and_the_last() -> None:
    middle = run([make_finding("help/x"), make_finding()], day=2)
    told = compare([run([make_finding()]), middle, run([make_finding()], day=3)])
    assert states(told) == [("still", "speed/slow-page"), ("passed_by", "help/x")]
    assert [len(point.left) for point in told.lanes[0].points] == [3, 3, 3, 3]


def test_the_same_run_twice_a_partial_one_and_one_without_visits() -> None:
    one = run([make_finding()])
    assert states(compare([one, one])) == [("still", "speed/slow-page")]
    assert compare([one, one]).cautions == ("same_run",)
    empty = run([], [], day=2).model_copy(update={"status": "partial"})
    told = compare([one, empty])
    assert states(told) == [("unknown_now", "speed/slow-page")]
    assert set(told.cautions) == {"no_visits", "partial"}
    nothing = compare([empty, empty.model_copy(update={"id": "other"})])
    assert (nothing.findings, nothing.lanes) == ((), ())


def test_lines_that_end_together_have_names_that_stand_apart() -> None:
    told = compare([run([make_finding()], day=day) for day in range(1, 7)])
    chart = chart_of(told.lanes[0])
    assert chart is not None
    heights = [line.label_y for line in chart.lines]
    assert len(heights) == 6
    assert min(abs(a - b) for a in heights for b in heights if a != b) >= 20
    assert all(chart.frame.top <= height <= chart.frame.base for height in heights)


@pytest.mark.parametrize("lefts", [(None, None), (0.0, 0.0), (100.0, 100.0)])
def test_curves_at_the_edges(lefts: tuple[float | None, float | None]) -> None:
    told = compare([run(), run(day=2)])
    points = tuple(point.model_copy(update={"left": lefts}) for point in told.lanes[0].points)
    chart = chart_of(told.lanes[0].model_copy(update={"points": points}))
    assert (chart is None) == (lefts[0] is None)


def test_a_side_counts_its_findings_as_its_report_does() -> None:
    cause = make_finding("speed/slow-server", Severity.SERIOUS, step=2)
    effect = make_finding("speed/slow-page", Severity.SERIOUS, step=2, explained_by=cause.fingerprint)
    run = make_run([make_visit()], [cause, effect, make_finding("help/fact", Severity.INFO, step=0)])
    assert [side.findings for side in compare([run, run], ()).sides] == [number_of(run)] * 2 == [2, 2]
