"""Judge evidence by every rule. Four outcomes; a rule that crashes is incomplete and its neighbours still run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import (
    Criterion,
    Finding,
    FindingEvidence,
    Outcome,
    RuleOutcome,
    fingerprint_of,
    identity_of,
)
from frictionaudit.rules.guidance import mender_of
from frictionaudit.rules.registry import (
    Context,
    Friction,
    Inapplicable,
    Incomplete,
    Rule,
    RunEvidence,
    Verdict,
    all_rules,
)

__all__ = ["Judgement", "judge"]

Exposure = Callable[[str, Criterion], float]


@dataclass(frozen=True)
class Judgement:
    """What the rules say of a run: findings in walking order, and every outcome."""

    findings: tuple[Finding, ...]
    outcomes: tuple[RuleOutcome, ...]


def judge(
    visits: Sequence[VisitEvidence],
    rules: Mapping[str, Rule] | None = None,
    *,
    exposure: Exposure = lambda errand, criterion: 1.0,
) -> Judgement:
    """Judge all visits of a run.

    Args:
        visits: Evidence in run order.
        rules: Rules by id; all of the catalogue that are built when None.
        exposure: Share of customers who meet a finding, 0..1, by errand ("walk", "payment_declined@pay") and criterion.
    """
    chosen = all_rules() if rules is None else rules
    findings: list[Finding] = []
    outcomes: list[RuleOutcome] = []
    for visit in visits:
        for each in chosen.values():
            share = exposure(visit.errand, each.criterion)
            if each.reads is RunEvidence or not _judges(each, visit):
                continue
            for step, verdicts in _verdicts_by_step(each, visit):
                outcomes.append(_outcome(each, visit, step, verdicts))
                findings.extend(_finding(each, visit, step, v, share) for v in verdicts if isinstance(v, Friction))
    for each in chosen.values():
        if each.reads is RunEvidence and visits:
            _judge_run(each, visits, findings, outcomes, exposure)
    findings, outcomes = _without_vaguer(_without_echoes(_unique(findings), visits), outcomes, chosen)
    findings.sort(key=_walking_order)
    return Judgement(tuple(_explained(findings, chosen)), tuple(outcomes))


def _walking_order(finding: Finding) -> tuple[str, int, int, str]:
    index = finding.step_index if finding.step_index is not None else 10_000
    return finding.visit, index, finding.severity.rank, finding.rule


def _judges(each: Rule, visit: VisitEvidence) -> bool:
    """Tell whether a rule has a say: on the walk all have, on a detour or drill those that name its kind."""
    return visit.errand == "walk" or visit.errand_kind in each.errands


def _begins_at(visit: VisitEvidence) -> int:
    """Give the index of the first step that is judged: what an errand passes on its way, the walk has shown."""
    if visit.errand == "walk":
        return 0
    place = visit.errand.partition("@")[2]
    return next((step.index for step in visit.steps if step.id == place), len(visit.steps))


def _verdicts_by_step(each: Rule, visit: VisitEvidence) -> Iterator[tuple[StepEvidence | None, list[Verdict]]]:
    """Give each step's verdicts; a visit-wide rule gives one list under None."""
    if each.reads is VisitEvidence:
        yield None, _run(each, visit)
        return
    for step in visit.steps[_begins_at(visit) :]:
        if step.status is StepStatus.NOT_REACHED:
            continue
        missing = next((reason for need in each.needs if (reason := step.gap(need))), None)
        if missing is not None:
            yield step, [Incomplete(missing)]
            continue
        yield step, _step_verdicts(each, Context(visit, step))


def _step_verdicts(each: Rule, context: Context) -> list[Verdict]:
    step = context.step
    if each.reads is StepEvidence:
        return _run(each, step, context)
    if each.reads is PageEvidence:
        if step.page is not None:
            return _run(each, step.page, context)
        reason = step.gap("page")
        return [Incomplete(reason)] if reason else [Inapplicable()]
    if each.reads is ActionEvidence:
        verdicts: list[Verdict] = []
        for action in step.actions:
            verdicts.extend(_run(each, action, context) or [_PASSED])
        return _without_passes(verdicts)
    raise TypeError(each.reads)


_PASSED = Inapplicable(step=-1)  # a mark: this action passed


def _without_passes(verdicts: list[Verdict]) -> list[Verdict]:
    """Drop the marks; actions that say nothing must not make a step inapplicable where another passed."""
    judged: list[Verdict] = [v for v in verdicts if isinstance(v, Friction | Incomplete)]
    if judged or any(v is _PASSED for v in verdicts):
        return judged
    return [Inapplicable()]


def _run(each: Rule, *arguments: object) -> list[Verdict]:
    try:
        return list(each.judge(*arguments))
    except Exception as fault:  # ours: contained, and shown as ours
        return [Incomplete(f"the rule itself failed ({type(fault).__name__}: {fault})")]


def _outcome(each: Rule, visit: VisitEvidence, step: StepEvidence | None, verdicts: Iterable[Verdict]) -> RuleOutcome:
    given = list(verdicts)
    reason = next((v.reason for v in given if isinstance(v, Incomplete)), "")
    if any(isinstance(v, Friction) for v in given):
        outcome = Outcome.FAILED
    elif reason:
        outcome = Outcome.INCOMPLETE
    elif given:
        outcome = Outcome.INAPPLICABLE
    else:
        outcome = Outcome.PASSED
    return RuleOutcome(rule=each.id, visit=visit.id, step=step.index if step else None, outcome=outcome, reason=reason)


def _finding(each: Rule, visit: VisitEvidence, step: StepEvidence | None, seen: Friction, exposure: float) -> Finding:
    if step is None and seen.step is not None:
        step = next((s for s in visit.steps if s.index == seen.step), None)
    subject = identity_of(seen.at)
    picture = next((s for s in step.screenshots if s.kind == "after"), None) if step else None
    if step and picture is None and step.screenshots:
        picture = step.screenshots[0]
    path = seen.screenshot or (picture.path if picture else "")
    known = [s for place in (*visit.steps, *visit.aftermath) for s in place.screenshots]
    scale = next((s.scale for s in known if s.path == path), 1.0)
    return Finding(
        rule=each.id,
        criterion=each.criterion,
        severity=seen.severity or each.severity,
        journey=visit.journey.id,
        visit=visit.id,
        step=step.name if step else None,
        step_id=step.id if step else None,
        step_index=step.index if step else None,
        stage=step.stage if step else None,
        message_key=f"{each.id}#{seen.variant}" if seen.variant else each.id,
        parameters=dict(seen.parameters),
        message=each.text(seen.variant, seen.parameters),
        customer=each.customer,
        subject=subject,
        fingerprint=fingerprint_of(each.id, visit.journey.id, step.id if step else None, subject),
        exposure=exposure,
        blocks=seen.blocks,
        mender=mender_of(each.id, visit, step, seen.at),
        evidence=FindingEvidence(
            visit_file=f"evidence/{visit.id}.json",
            screenshot=f"evidence/{path}" if path else "",
            subject=seen.at,
            screenshot_scale=scale,
        ),
    )


def _judge_run(
    each: Rule,
    visits: Sequence[VisitEvidence],
    findings: list[Finding],
    outcomes: list[RuleOutcome],
    exposure: Exposure,
) -> None:
    verdicts = _run(each, RunEvidence(tuple(visit for visit in visits if visit.errand == "walk") or tuple(visits)))
    outcomes.append(_outcome(each, visits[0], None, verdicts))
    for seen in verdicts:
        if isinstance(seen, Friction):
            visit = next((v for v in visits if v.id == seen.visit), visits[0])
            findings.append(_finding(each, visit, None, seen, exposure(visit.errand, each.criterion)))


def _unique(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the worst of several findings of one visit that bear the same fingerprint."""
    kept: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        key = (finding.visit, finding.fingerprint)
        if key not in kept or finding.severity.rank < kept[key].severity.rank:
            kept[key] = finding
    return list(kept.values())


def _without_echoes(findings: list[Finding], visits: Sequence[VisitEvidence]) -> list[Finding]:
    """Drop what a detour or drill shows and the walk of its journey shows too."""
    walks = {visit.id for visit in visits if visit.errand == "walk"}
    shown = {finding.fingerprint for finding in findings if finding.visit in walks}
    return [finding for finding in findings if finding.visit in walks or finding.fingerprint not in shown]


def _without_vaguer(
    findings: list[Finding], outcomes: list[RuleOutcome], rules: Mapping[str, Rule]
) -> tuple[list[Finding], list[RuleOutcome]]:
    """Drop findings that say in general what another one says precisely at the same step.

    What is dropped is no longer a failure of its rule. That the step could not be passed is handed on.
    """
    places: dict[tuple[str, int | None, str], int] = {}
    for index, finding in enumerate(findings):
        places.setdefault((finding.visit, finding.step_index, finding.rule), index)
    dropped: set[int] = set()
    blocking: set[int] = set()
    for index, finding in enumerate(findings):
        names = rules[finding.rule].yields_to
        precise = next(
            (i for n in names if (i := places.get((finding.visit, finding.step_index, n))) is not None), None
        )
        if precise is not None:
            dropped.add(index)
            if finding.blocks:
                blocking.add(precise)
    gone = {(findings[i].visit, findings[i].step_index, findings[i].rule) for i in dropped}
    kept = [
        f.model_copy(update={"blocks": True}) if i in blocking else f
        for i, f in enumerate(findings)
        if i not in dropped
    ]
    judged = [
        o.model_copy(update={"outcome": Outcome.INAPPLICABLE}) if (o.visit, o.step, o.rule) in gone else o
        for o in outcomes
    ]
    return kept, judged


def _explained(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Tie each consequence to its cause: a finding of a rule it names, at its own step of the same visit.

    A cause that itself is a consequence is followed to its root, so that a chain costs once.
    """
    causes: dict[str, Finding] = {}
    for finding in findings:
        named = rules[finding.rule].explained_by
        cause = next(
            (
                other
                for name in named
                for other in findings
                if other.rule == name
                and other.visit == finding.visit
                and other is not finding
                and (other.step_index == finding.step_index or (other.blocks and _before(other, finding)))
            ),
            None,
        )
        if cause is not None:
            causes[_key(finding)] = cause
    for finding in findings:
        root = causes.get(_key(finding))
        seen = {_key(finding)}
        while root is not None and _key(root) in causes and _key(root) not in seen:
            seen.add(_key(root))
            root = causes[_key(root)]
        if root is None or _key(root) == _key(finding):
            yield finding
        else:
            yield finding.model_copy(update={"explained_by": root.fingerprint})


def _key(finding: Finding) -> str:
    return f"{finding.visit}\x1f{finding.fingerprint}"


def _before(cause: Finding, consequence: Finding) -> bool:
    if cause.step_index is None or consequence.step_index is None:
        return False
    return cause.step_index < consequence.step_index


def subject_of_page(step: StepEvidence) -> Subject:
    """Give the subject of findings about a whole page."""
    return Subject(role="page", name=step.page.title if step.page else step.name)
