"""Rule: an action works in every browser, on every device, in every language alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.action.control import MEANS_CONTROL, activates, page_has_failed, subject_of
from frictionaudit.rules.registry import Context, Friction, Incomplete, RunEvidence, Verdict, rule
from frictionaudit.rules.variants import told_apart, variant_of


@rule(
    id="action/differs-by-variant",
    reads=RunEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.SERIOUS,
    title="The button works for some customers and not for others",
    message="“{name}” works with {works} and fails with {fails}.",
    customer="It works on my wife's phone.",
    why="The shop looks fine to whoever tests it on their own device, while other customers are lost unseen.",
    how_to_fix="Try this step in the browser and on the device named here; what differs is often a script or "
    "style that one of them does not know.",
    explained_by=(
        "action/missing",
        "action/hidden",
        "action/hover-only",
        "action/covered",
        "action/unexplained-disabled",
        "action/dead",
        "action/keyboard-unreachable",
    ),
)
def differs_by_variant(run: RunEvidence) -> Iterator[Verdict]:
    """Yield one finding a failing visit whose action worked on the same errand in another variant."""
    groups: dict[tuple[str, str], list[VisitEvidence]] = defaultdict(list)
    for visit in run.visits:
        groups[visit.journey.id, visit.errand].append(visit)
    if all(len({variant_of(visit) for visit in group}) < 2 for group in groups.values()):
        yield Incomplete("the run has one browser, device and locale only")
        return
    for group in groups.values():
        for visit in group:
            yield from _findings(visit, group)


def _findings(visit: VisitEvidence, group: Sequence[VisitEvidence]) -> Iterator[Friction]:
    step = next((s for s in visit.steps if s.status in (StepStatus.FAILED, StepStatus.TIMED_OUT)), None)
    action = _failed_action(visit, step) if step is not None else None
    if step is None or action is None:
        return
    other = next((o for o in group if variant_of(o) != variant_of(visit) and _has_worked(o, step.id)), None)
    if other is None or _has_same_variant_worked(visit, step.id, group):
        return
    works, fails = told_apart(other, visit)
    yield Friction(
        at=subject_of(action),
        parameters={
            "name": subject_of(action).name or action.target or str(action.kind),
            "works": works,
            "fails": fails,
        },
        visit=visit.id,
        step=step.index,
    )


def _failed_action(visit: VisitEvidence, step: StepEvidence) -> ActionEvidence | None:
    """Give the action because of which the step failed, or None where something else was the reason."""
    if page_has_failed(Context(visit, step)):
        return None
    broken = next((a for a in step.actions if a.kind in MEANS_CONTROL and _could_not_be_used(a)), None)
    if broken is not None:
        return broken
    primary = step.primary
    if primary is None or primary.use is None or not activates(primary):
        return None
    return primary if not set(primary.use.effects) - {"focus"} else None


def _could_not_be_used(action: ActionEvidence) -> bool:
    return action.failure is not None or action.match_count == 0


def _has_worked(visit: VisitEvidence, step_id: str) -> bool:
    step = next((s for s in visit.steps if s.id == step_id), None)
    return step is not None and step.status is StepStatus.PASSED


def _has_same_variant_worked(visit: VisitEvidence, step_id: str, group: Sequence[VisitEvidence]) -> bool:
    """A second visit of the very same variant that passed: then chance made the difference, not the variant."""
    return any(variant_of(other) == variant_of(visit) and _has_worked(other, step_id) for other in group)
