"""What one run came to: scores, curves, gates and the exit code, put together into a `Run`."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from frictionaudit.evidence.effort import effort_of
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import PlannedStep, VisitEvidence
from frictionaudit.figures.model import Books
from frictionaudit.findings.model import Criterion, Finding, RuleOutcome, Severity
from frictionaudit.findings.promise import PromiseCard
from frictionaudit.findings.suppression import Suppressed
from frictionaudit.results import (
    CriterionResult,
    Gate,
    JourneyResult,
    PersonaResult,
    Run,
    Score,
    StepResult,
    StepSurvival,
    Tool,
    VisitResult,
)
from frictionaudit.scoring.funnel import funnel_of
from frictionaudit.scoring.gates import exit_code_of, fail_on_gate, journey_gates
from frictionaudit.scoring.impact import impact_of
from frictionaudit.scoring.measures import Measured, measures_of, with_books
from frictionaudit.scoring.model import Left
from frictionaudit.scoring.run import RunScore, points_of, score_of, score_run
from frictionaudit.scoring.target import goal_gates, target_state
from frictionaudit.scoring.traffic import mean_of
from frictionaudit.scoring.visit import planned_steps

__all__ = ["assemble"]


def assemble(
    *,
    run_id: str,
    started: str,
    seconds: float,
    visits: Sequence[VisitEvidence],
    findings: Sequence[Finding],
    outcomes: Sequence[RuleOutcome],
    suppressed: Sequence[Suppressed] = (),
    promises: Sequence[PromiseCard] = (),
    notes: Sequence[str] = (),
    status: Literal["complete", "partial"] = "complete",
    status_reason: str = "",
    fail_on: Severity = Severity.CRITICAL,
    figures: Mapping[str, str] | None = None,
    books: Sequence[Books] = (),
    today: date | None = None,
    language: str = "en",
) -> Run:
    """Put a run together.

    Args:
        run_id: Name of the run's folder.
        started: ISO 8601, UTC.
        seconds: Wall time of the run.
        visits: Evidence in run order, walks and errands.
        findings: What the rules found, exposure set, in walking order.
        outcomes: What each rule said.
        suppressed: What the shop set aside: passed on, and counted nowhere.
        promises: What each commit action promised, and what came of it.
        notes: What the reader must know of this run.
        status: "partial" where the run was cut short.
        status_reason: Why it was.
        fail_on: A finding of this severity or worse fells a gate.
        figures: Rule id to the key of its own cited share (see constants.FIGURES).
        books: The owner's figures and feedback; see figures/model.py.
        today: The day that goals are held against; the run's own when left out.
        language: Language of the findings' texts.
    """
    scored = score_run(visits, findings, outcomes, figures or {})
    day = today or datetime.fromisoformat(started).date()
    by_journey = _by_journey(scored.walks)
    journeys = [_journey(scored, walks, _books_of(walks[0].journey.id, books), day) for walks in by_journey]
    score = scored.score(scored.walks)
    gates = [
        *(gate for walks, own in zip(by_journey, journeys, strict=True) for gate in _gates(scored, walks, own)),
        fail_on_gate(findings, fail_on, is_judged=score.value is not None),
    ]
    return Run(
        tool=Tool(
            version=_version_of("frictionaudit"), playwright=_version_of("playwright"), python=platform.python_version()
        ),
        id=run_id,
        status=status,
        status_reason=status_reason,
        started=started,
        seconds=round(seconds, 2),
        language=language,
        score=score,
        can_buy=_all([scored.can_buy(visit) for visit in scored.walks]),
        criteria=tuple(_criterion(scored, criterion) for criterion in Criterion),
        journeys=tuple(journeys),
        personas=_personas(scored),
        visits=tuple(_visit(scored, visit) for visit in visits),
        findings=tuple(_with_its_share(scored, finding) for finding in findings),
        suppressed=tuple(suppressed),
        outcomes=tuple(outcomes),
        promises=tuple(promises),
        gates=tuple(gates),
        books=tuple(books),
        impact=tuple(each for own in books if (each := impact_of(scored, own, journeys)) is not None),
        notes=tuple(notes),
        exit_code=exit_code_of(visits, gates, is_judged=score.value is not None),
    )


def _by_journey(walks: Sequence[VisitEvidence]) -> list[list[VisitEvidence]]:
    journeys: dict[str, list[VisitEvidence]] = {}
    for visit in walks:
        journeys.setdefault(visit.journey.id, []).append(visit)
    return list(journeys.values())


def _criterion(scored: RunScore, criterion: Criterion) -> CriterionResult:
    found = {f.fingerprint for own in scored.findings.values() for f in own if f.criterion is criterion}
    return CriterionResult(id=criterion, score=scored.score(scored.walks, criterion), findings=len(found))


def _books_of(journey: str, books: Sequence[Books]) -> Books | None:
    return next((each for each in books if journey in each.journeys), None)


def _measures(scored: RunScore, walks: Sequence[VisitEvidence]) -> dict[str, Measured]:
    return measures_of(walks, scored.score(walks), {each: scored.score(walks, each) for each in Criterion})


def _gates(scored: RunScore, walks: Sequence[VisitEvidence], result: JourneyResult) -> tuple[Gate, ...]:
    goals = goal_gates(result.target_state) if result.target_state else ()
    own = tuple(gate.model_copy(update={"journey": result.id}) for gate in goals)
    return (*journey_gates(walks, _measures(scored, walks)), *own)


def _journey(scored: RunScore, walks: Sequence[VisitEvidence], books: Books | None, today: date) -> JourneyResult:
    journey = walks[0].journey
    curve = _curve(scored, walks)
    return JourneyResult(
        id=journey.id,
        name=journey.name,
        file=journey.file,
        base_url=journey.base_url,
        score=scored.score(walks),
        curve=curve,
        target=journey.target,
        target_state=target_state(journey.target, with_books(_measures(scored, walks), books), today),
        funnel=funnel_of(curve, books.figures) if books and books.figures else None,
    )


def _curve(scored: RunScore, walks: Sequence[VisitEvidence]) -> tuple[StepSurvival, ...]:
    """Give the mean curve. A walk that stopped early keeps its last point, so that the curve never rises again."""
    curve: list[StepSurvival] = []
    before = 100.0
    last: dict[str, Left] = {}
    for index, step in enumerate(planned_steps(walks[0])):
        here = {v.id: left for v in walks if (left := _at(scored.of[v.id].curve, index)) is not None}
        last |= here
        left = mean_of((scored.weights[visit], at) for visit, at in last.items()) if here else None
        survival = _survival(step, index, score_of(left, 0), before)
        before = before if survival.left is None else survival.left
        curve.append(survival)
    return tuple(curve)


def _survival(step: PlannedStep, index: int, score: Score, before: float) -> StepSurvival:
    return StepSurvival(
        step=step.name,
        step_id=step.id,
        index=index,
        stage=step.stage,
        left=score.value,
        low=score.low,
        high=score.high,
        lost=0.0 if score.value is None else round(before - score.value, 2),
        file=step.file,
        line=step.line,
    )


def _at(curve: Sequence[Left | None], index: int) -> Left | None:
    return curve[index] if index < len(curve) else None


def _personas(scored: RunScore) -> tuple[PersonaResult, ...]:
    walks_by: dict[str, list[VisitEvidence]] = {}
    for visit in scored.walks:
        walks_by.setdefault(visit.persona.name, []).append(visit)
    return tuple(
        PersonaResult(
            name=name,
            title=walks[0].persona.title,
            score=scored.score(walks),
            weight=round(sum(scored.weights[visit.id] for visit in walks), 4),
            can_buy=_all([scored.can_buy(visit) for visit in walks]),
        )
        for name, walks in walks_by.items()
    )


def _all(answers: Sequence[bool | None]) -> bool | None:
    """False where one is; else None where one is not known; else True."""
    if False in answers:
        return False
    return None if None in answers or not answers else True


def _with_its_share(scored: RunScore, finding: Finding) -> Finding:
    share = scored.takes.get((finding.visit, finding.fingerprint))
    return finding.model_copy(update={"takes": None if share is None else round(share, 6)})


def _visit(scored: RunScore, visit: VisitEvidence) -> VisitResult:
    own = scored.of.get(visit.id)
    curve = own.curve if own else ()
    return VisitResult(
        id=visit.id,
        journey=visit.journey.id,
        browser=visit.engine.name,
        browser_version=visit.engine.version,
        persona=visit.persona.name,
        locale=visit.locale,
        errand=visit.errand,
        outcome=visit.outcome,
        reason=visit.reason,
        seconds=round(visit.seconds, 2),
        steps=tuple(_step(step, _at(curve, step.index)) for step in visit.steps),
        score=score_of(own.left, own.judged) if own else Score(value=None),
        faults=visit.faults,
    )


def _step(step: StepEvidence, left: Left | None) -> StepResult:
    transition, vitals = step.transition, step.vitals
    picture = next((s for kind in ("after", "failure") for s in step.screenshots if s.kind == kind), None)
    return StepResult(
        name=step.name,
        id=step.id,
        stage=step.stage,
        status=step.status,
        failure=step.failure,
        elapsed_ms=step.elapsed_ms,
        feedback_ms=transition.feedback_ms if transition else None,
        settled_ms=transition.settled_ms if transition else None,
        lcp_ms=vitals.lcp_ms if vitals else None,
        ttfb_ms=vitals.ttfb_ms if vitals else None,
        cls=vitals.cls if vitals else None,
        tbt_ms=vitals.tbt_ms if vitals else None,
        bytes=vitals.bytes if vitals else None,
        effort=effort_of(step),
        screenshot=f"evidence/{picture.path}" if picture else "",
        left=None if left is None else points_of(left.value),
        healed=tuple(action.mend for action in step.actions if action.is_healed),
    )


def _tool() -> Tool:
    return Tool(
        version=_version_of("frictionaudit"),
        playwright=_version_of("playwright"),
        python=platform.python_version(),
    )


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
