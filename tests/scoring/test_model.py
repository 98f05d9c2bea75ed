"""Willing customers left on one visit."""

from __future__ import annotations

import math
import random

import pytest
from tests.scoring.makers import make_finding

from frictionaudit.findings.model import Criterion, Finding, Severity
from frictionaudit.scoring.constants import ANCHOR
from frictionaudit.scoring.model import Loss, curve_of, losses_of, product_of

SEED = range(40)


def a_finding(dice: random.Random, number: int) -> Finding:
    criterion = dice.choice(list(Criterion))
    return make_finding(
        f"{criterion}/rule-{dice.randint(0, 3)}",
        dice.choice(list(Severity)),
        step=dice.choice([None, 0, 1, 2, 3]),
        subject=f"button {number}",
        exposure=dice.choice([1.0, 1.0, 0.1]),
        blocks=dice.random() < 0.03,
    )


def some_findings(seed: int) -> list[Finding]:
    dice = random.Random(seed)
    findings = [a_finding(dice, number) for number in range(dice.randint(0, 25))]
    for number in range(1, len(findings)):
        if dice.random() < 0.2:
            cause = findings[dice.randrange(number)]
            if cause.explained_by is None:  # the engine ties each consequence to its root
                findings[number] = findings[number].model_copy(update={"explained_by": cause.fingerprint})
    return findings


def left(findings: list[Finding]) -> float:
    return product_of(losses_of(findings)).value


def of(criterion: Criterion, losses: tuple[Loss, ...]) -> list[Loss]:
    return [loss for loss in losses if loss.criterion is criterion]


def test_the_anchor_stands_at_73() -> None:
    findings = [
        make_finding(f"help/{severity}-{number}", severity) for severity, count in ANCHOR for number in range(count)
    ]
    assert len(findings) == 32
    assert round(100 * left(findings)) == 73


@pytest.mark.parametrize("seed", SEED)
def test_criteria_multiply_to_the_whole(seed: int) -> None:
    losses = losses_of(some_findings(seed), broken_step=random.Random(seed).choice([None, None, 2]))
    parts = [product_of(of(criterion, losses)) for criterion in Criterion]
    whole = product_of(losses)
    assert math.isclose(whole.value, math.prod(part.value for part in parts), abs_tol=1e-12)
    assert math.isclose(whole.low, math.prod(part.low for part in parts), abs_tol=1e-12)
    assert math.isclose(whole.high, math.prod(part.high for part in parts), abs_tol=1e-12)


@pytest.mark.parametrize("seed", SEED)
def test_every_point_lost_has_a_finding(seed: int) -> None:
    findings = some_findings(seed)
    losses = losses_of(findings)
    assert all(loss.finding in findings for loss in losses)
    assert (product_of(losses).value == 1) == (not any(loss.share.value for loss in losses))


@pytest.mark.parametrize("seed", SEED)
def test_one_more_finding_never_helps(seed: int) -> None:
    findings = some_findings(seed)
    more = a_finding(random.Random(seed + 1000), 99)
    for place in (0, len(findings) // 2, len(findings)):
        assert left([*findings[:place], more, *findings[place:]]) <= left(findings) + 1e-12


@pytest.mark.parametrize("seed", SEED)
def test_the_curve_falls_and_ends_at_the_score(seed: int) -> None:
    losses = losses_of(some_findings(seed))
    curve = curve_of(losses, 4)
    values = [1.0, *(point.value for point in curve)]
    assert values == sorted(values, reverse=True)
    assert math.isclose(curve[-1].value, product_of(losses).value, abs_tol=1e-12)
    assert all(0 <= point.low <= point.value <= point.high <= 1 for point in curve)


def test_repeats_of_a_rule_weigh_half_each_time_the_worst_first() -> None:
    findings = [
        make_finding("help/x", Severity.MINOR, subject="a"),
        make_finding("help/x", Severity.SERIOUS, subject="b"),
        make_finding("help/x", Severity.MODERATE, subject="c"),
    ]
    shares = {loss.finding.subject: loss.share.value for loss in losses_of(findings) if loss.finding}
    assert shares == pytest.approx({"b": 0.06, "c": 0.015 / 2, "a": 0.002 / 4})


def test_different_rules_are_no_repeats() -> None:
    findings = [make_finding(f"help/{name}", Severity.SERIOUS) for name in "ab"]
    assert left(findings) == pytest.approx(0.94**2)


def test_a_fact_costs_nothing() -> None:
    assert losses_of([make_finding(severity=Severity.INFO)]) == ()


def test_a_consequence_costs_nothing_more_than_its_cause() -> None:
    cause = make_finding("speed/slow-server", Severity.SERIOUS)
    consequence = make_finding("speed/slow-page", Severity.SERIOUS, explained_by=cause.fingerprint)
    assert left([cause, consequence]) == pytest.approx(0.94)
    assert left([consequence]) == pytest.approx(0.94), "a cause that was left out bears nothing"


def test_a_cause_whose_consequence_stops_the_customer_takes_everyone() -> None:
    cause = make_finding("action/dead", Severity.CRITICAL)
    consequence = make_finding("errors/step-failed", Severity.CRITICAL, explained_by=cause.fingerprint, blocks=True)
    (loss,) = losses_of([cause, consequence])
    assert (loss.finding, loss.share.value) == (cause, 1)


def test_a_blocked_step_takes_everyone() -> None:
    left_over = product_of(losses_of([make_finding("action/dead", Severity.CRITICAL, blocks=True)]))
    assert (left_over.low, left_over.value, left_over.high) == (0, 0, 0)


def test_a_blocking_repeat_is_not_halved_and_a_drill_stops_only_its_own() -> None:
    findings = [
        make_finding("errors/step-failed", Severity.CRITICAL, subject=name, exposure=0.1, blocks=True) for name in "ab"
    ]
    assert left(findings) == pytest.approx(0.9**2)


def test_a_broken_step_is_borne_by_its_critical_finding() -> None:
    finding = make_finding("action/missing", Severity.CRITICAL, step=2)
    (loss,) = losses_of([finding], broken_step=2)
    assert (loss.finding, loss.share.value, loss.criterion) == (finding, 1, Criterion.ACTION)


def test_a_broken_step_without_a_finding_counts_as_an_error() -> None:
    (minor, unborne) = losses_of([make_finding("help/x", Severity.MINOR, step=2)], broken_step=2)
    assert minor.share.value == 0.002
    assert (unborne.finding, unborne.share.value, unborne.criterion) == (None, 1, Criterion.ERRORS)


def test_exposure_scales_what_a_bad_day_takes() -> None:
    assert left([make_finding(severity=Severity.SERIOUS, exposure=0.1)]) == pytest.approx(1 - 0.006)


def test_a_cited_figure_stands_instead_of_the_severity() -> None:
    finding = make_finding("speed/slow-page", Severity.MODERATE)
    (loss,) = losses_of([finding], figures={"speed/slow-page": "delay"})
    assert (loss.share.low, loss.share.value, loss.share.high) == (0, 0.024, 0.071)
    (plain,) = losses_of([make_finding("speed/slow-page", Severity.MINOR)], figures={"speed/slow-page": "delay"})
    assert plain.share.value == 0.002, "a severity that the figure does not know keeps its own share"


def test_the_path_as_a_whole_counts_at_its_end() -> None:
    curve = curve_of(losses_of([make_finding("help/x", Severity.SERIOUS, step=None)]), 3)
    assert [point.value for point in curve] == pytest.approx([1, 1, 0.94])
