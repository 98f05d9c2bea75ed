"""The score of one visit: what it walked, what broke, and how much of it could be judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import PlannedStep, VisitEvidence, VisitOutcome
from frictionaudit.findings.model import Criterion, Finding, Outcome, RuleOutcome
from frictionaudit.journey.model import Stage
from frictionaudit.scoring.model import Left, Loss, curve_of, losses_of, product_of

__all__ = ["WALLS", "VisitScore", "broken_step", "can_buy", "is_walk", "planned_steps", "score_visit"]

WALLS = frozenset({
    VisitOutcome.BLOCKED_BY_BOT_WALL, VisitOutcome.LOGIN_REQUIRED, VisitOutcome.OUT_OF_STOCK, VisitOutcome.NO_WAY_FOUND,
})  # fmt: skip
"""Outcomes that say nothing of the shop: blocked is not broken."""

_BROKEN = frozenset({StepStatus.FAILED, StepStatus.TIMED_OUT})


@dataclass(frozen=True, slots=True)
class VisitScore:
    """What one walk came to. None: nothing could be judged.

    Attributes:
        left: Willing customers left at its end.
        criteria: The same by criterion; those that could be judged multiply to `left`.
        curve: After each planned step; None where it is not known what would have come.
        losses: What each finding took.
        judged: Share of what the rules had to say that they could say, 0..1.
        criteria_judged: The same by criterion.
    """

    left: Left | None
    criteria: Mapping[Criterion, Left | None]
    curve: tuple[Left | None, ...]
    losses: tuple[Loss, ...]
    judged: float
    criteria_judged: Mapping[Criterion, float]


def score_visit(
    visit: VisitEvidence,
    findings: Sequence[Finding],
    outcomes: Sequence[RuleOutcome],
    figures: Mapping[str, str] | None = None,
) -> VisitScore:
    """Score one walk.

    Args:
        visit: The walk.
        findings: Its own, and those of its drills and detours.
        outcomes: Its own.
        figures: Rule id to a key of FIGURES.
    """
    planned = len(planned_steps(visit))
    by_criterion: dict[Criterion, list[RuleOutcome]] = {criterion: [] for criterion in Criterion}
    for outcome in outcomes:
        by_criterion[Criterion(outcome.rule.split("/")[0])].append(outcome)
    reach = _reach(visit)
    judged = {criterion: _judged(own) * reach for criterion, own in by_criterion.items()}
    if visit.outcome in WALLS:
        nothing = dict.fromkeys(Criterion)
        return VisitScore(None, nothing, (None,) * planned, (), 0.0, dict.fromkeys(Criterion, 0.0))
    losses = losses_of(findings, broken_step=broken_step(visit), figures=figures)
    criteria = {criterion: _left_of(criterion, losses, judged[criterion]) for criterion in Criterion}
    left = product_of(losses) if any(criteria.values()) else None
    known = planned if broken_step(visit) is not None else _last_walked(visit) + 1
    curve = curve_of(losses, known) if left is not None else ()
    return VisitScore(
        left=left,
        criteria=criteria,
        curve=(*curve, *(None,) * (planned - len(curve))),
        losses=losses,
        judged=_judged(outcomes) * reach,
        criteria_judged=judged,
    )


def is_walk(visit: VisitEvidence) -> bool:
    """True for the path itself, False for a drill or detour."""
    return visit.errand == "walk"


def planned_steps(visit: VisitEvidence) -> Sequence[PlannedStep]:
    """Give the steps that the journey plans, in walking order."""
    if visit.journey.steps:
        return visit.journey.steps
    return [PlannedStep(name=s.name, id=s.id, stage=s.stage, commits=s.commits) for s in visit.steps]


def broken_step(visit: VisitEvidence) -> int | None:
    """Give the index of the step that the customer could not pass, or None where the path did not break.

    What stopped us and not the customer breaks nothing: safety, a wall, a crash of the browser, an interruption.
    """
    if visit.outcome not in (VisitOutcome.COMPLETED, VisitOutcome.FAILED, VisitOutcome.TIMED_OUT):
        return None
    for step in visit.steps:
        if step.status in _BROKEN:
            return step.index
    if visit.outcome is VisitOutcome.COMPLETED or visit.status == "partial":
        return None
    return max(0, min(_last_walked(visit) + 1, len(planned_steps(visit)) - 1))


def can_buy(visit: VisitEvidence, findings: Sequence[Finding]) -> bool | None:
    """True: reached the end of a path that buys; False: could not pass a step; None: not known."""
    if visit.outcome in WALLS:
        return None
    if broken_step(visit) is not None or any(finding.blocks for finding in findings):
        return False
    is_purchase = any(s.commits.is_binding or s.stage in (Stage.PAY, Stage.CONFIRM) for s in planned_steps(visit))
    return True if visit.outcome is VisitOutcome.COMPLETED and is_purchase else None


def _left_of(criterion: Criterion, losses: Sequence[Loss], judged: float) -> Left | None:
    own = [loss for loss in losses if loss.criterion is criterion]
    return product_of(own) if own or judged else None


def _last_walked(visit: VisitEvidence) -> int:
    return max((s.index for s in visit.steps if s.status is not StepStatus.NOT_REACHED), default=-1)


def _reach(visit: VisitEvidence) -> float:
    """Give the share of the planned steps that were walked: of the others the rules know nothing."""
    planned = len(planned_steps(visit))
    walked = sum(1 for s in visit.steps if s.status is not StepStatus.NOT_REACHED)
    return min(1.0, walked / planned) if planned else 0.0


def _judged(outcomes: Sequence[RuleOutcome]) -> float:
    known = sum(1 for o in outcomes if o.outcome in (Outcome.PASSED, Outcome.FAILED))
    unknown = sum(1 for o in outcomes if o.outcome is Outcome.INCOMPLETE)
    return known / (known + unknown) if known else 0.0
