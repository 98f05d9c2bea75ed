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
from frictionaudit.rules.loading import STYLES, why_unstyled
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
from frictionaudit.rules.sifting import explained, unique, without_echoes, without_vaguer

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
            verdicts = _run(each.judge, _walks_of(visits))
            outcomes.append(_outcome(each, visits[0], None, verdicts))
            findings += _of_run(each, visits, verdicts, exposure)
        elif each.across is not None and visits:
            found = _of_run(each, visits, _run(each.across, _walks_of(visits)), exposure)
            findings += found
            outcomes = _failed_in({finding.visit for finding in found}, each, outcomes)
    findings, outcomes = without_vaguer(without_echoes(unique(findings), visits), outcomes, chosen)
    findings.sort(key=_walking_order)
    return Judgement(tuple(explained(findings, chosen, visits)), tuple(outcomes))


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
        yield None, _run(each.judge, visit)
        return
    for step in visit.steps[_begins_at(visit) :]:
        if step.status is StepStatus.NOT_REACHED:
            continue
        missing = next((reason for need in each.needs if (reason := _lack(need, each, visit, step))), None)
        if missing is not None:
            yield step, [Incomplete(missing)]
            continue
        yield step, _step_verdicts(each, Context(visit, step))


def _lack(need: str, each: Rule, visit: VisitEvidence, step: StepEvidence) -> str | None:
    return why_unstyled(visit, step, each.reads) if need == STYLES else step.gap(need)


def _step_verdicts(each: Rule, context: Context) -> list[Verdict]:
    step = context.step
    if each.reads is StepEvidence:
        return _run(each.judge, step, context)
    if each.reads is PageEvidence:
        if step.page is not None:
            return _run(each.judge, step.page, context)
        reason = step.gap("page")
        return [Incomplete(reason)] if reason else [Inapplicable()]
    if each.reads is ActionEvidence:
        verdicts: list[Verdict] = []
        for action in step.actions:
            verdicts.extend(_run(each.judge, action, context) or [_PASSED])
        return _without_passes(verdicts)
    raise TypeError(each.reads)


_PASSED = Inapplicable(step=-1)  # a mark: this action passed


def _without_passes(verdicts: list[Verdict]) -> list[Verdict]:
    """Drop the marks; actions that say nothing must not make a step inapplicable where another passed."""
    judged: list[Verdict] = [v for v in verdicts if isinstance(v, Friction | Incomplete)]
    if judged or any(v is _PASSED for v in verdicts):
        return judged
    return [Inapplicable()]


def _run(judge: Callable[..., Iterator[Verdict]], *arguments: object) -> list[Verdict]:
    try:
        return list(judge(*arguments))
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
            subject=_as_pictured(seen.at, step),
            screenshot_scale=scale,
        ),
    )


def _as_pictured(subject: Subject, step: StepEvidence | None) -> Subject:
    """Leave out the place of what stood on a page that the step only passed through: no picture shows it."""
    if step is None or not step.passing or subject.box is None:
        return subject
    passed = any(_has_field(page, subject) for page in step.passing)
    is_shown = step.page is not None and _has_field(step.page, subject)
    return subject.model_copy(update={"box": None}) if passed and not is_shown else subject


def _has_field(page: PageEvidence, subject: Subject) -> bool:
    """Tell whether it is a field of the page, or the group of one."""
    fields = (field for form in page.forms for field in form.fields)
    return any(field.subject == subject or field.group_locator == subject.locator != "" for field in fields)


def _walks_of(visits: Sequence[VisitEvidence]) -> RunEvidence:
    walks = tuple(visit for visit in visits if visit.errand == "walk")
    return RunEvidence(walks or tuple(visits), tuple(visit for visit in visits if walks and visit.errand != "walk"))


def _of_run(
    each: Rule, visits: Sequence[VisitEvidence], verdicts: Iterable[Verdict], exposure: Exposure
) -> list[Finding]:
    """Give the findings of a comparison, each at the visit that it names."""
    found = []
    for seen in verdicts:
        if isinstance(seen, Friction):
            visit = next((v for v in visits if v.id == seen.visit), visits[0])
            found.append(_finding(each, visit, None, seen, exposure(visit.errand, each.criterion)))
    return found


def _failed_in(visits: set[str], each: Rule, outcomes: list[RuleOutcome]) -> list[RuleOutcome]:
    return [
        o.model_copy(update={"outcome": Outcome.FAILED}) if o.rule == each.id and o.visit in visits else o
        for o in outcomes
    ]


def subject_of_page(step: StepEvidence) -> Subject:
    """Give the subject of findings about a whole page."""
    return Subject(role="page", name=step.page.title if step.page else step.name)
