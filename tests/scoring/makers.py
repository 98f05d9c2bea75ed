"""Hand-made visits, findings and outcomes for the score and what is written of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import EngineEvidence, JourneyFacts, PlannedStep, VisitEvidence, VisitOutcome
from frictionaudit.figures.model import Books
from frictionaudit.findings.model import (
    Criterion,
    Finding,
    FindingEvidence,
    Outcome,
    RuleOutcome,
    Severity,
    fingerprint_of,
)
from frictionaudit.journey.model import ActionKind, Commitment, Persona, Stage, Target
from frictionaudit.results import Run
from frictionaudit.scoring.assemble import assemble

PATH = (
    PlannedStep(name="Open the shop", id="open", stage=Stage.ARRIVE),
    PlannedStep(name="Put it in the cart", id="cart", stage=Stage.CART, commits=Commitment.CART),
    PlannedStep(name="Give my details", id="details", stage=Stage.CHECKOUT),
    PlannedStep(name="Pay", id="pay", stage=Stage.PAY, commits=Commitment.PAYMENT),
)


def make_steps(*statuses: StepStatus) -> tuple[StepEvidence, ...]:
    """Give the path's steps; those without a status passed."""
    given = [*statuses, *[StepStatus.PASSED] * (len(PATH) - len(statuses))]
    return tuple(
        StepEvidence(index=index, name=plan.name, id=plan.id, stage=plan.stage, commits=plan.commits, status=status)
        for index, (plan, status) in enumerate(zip(PATH, given, strict=True))
    )


def healed_steps() -> tuple[StepEvidence, ...]:
    """Give the path's steps; the third went on by what stood near its own words."""
    steps = make_steps()
    action = ActionEvidence(kind=ActionKind.CLICK, mend="buy.yaml:9: click: Save", is_healed=True)
    return tuple(each.model_copy(update={"actions": (action,)}) if each.id == "details" else each for each in steps)


def make_visit(
    name: str = "buy.desktop.chromium",
    *,
    persona: Persona | None = None,
    browser: str = "chromium",
    errand: str = "walk",
    outcome: VisitOutcome = VisitOutcome.COMPLETED,
    steps: tuple[StepEvidence, ...] | None = None,
    target: Target | None = None,
    journey: str = "buy",
) -> VisitEvidence:
    return VisitEvidence(
        id=name,
        journey=JourneyFacts(
            name="Buy a mug",
            id=journey,
            base_url="http://127.0.0.1:8000",
            locale="fi-FI",
            steps=PATH,
            target=target or Target(),
        ),
        persona=persona or Persona(name="desktop"),
        engine=EngineEvidence(name=browser, engine=browser, version="156.0"),
        locale="fi-FI",
        errand=errand,
        outcome=outcome,
        started="2026-11-21T21:55:01Z",
        seconds=4.2,
        walk_seconds=3.5,
        steps=make_steps() if steps is None else steps,
    )


def make_finding(
    rule: str = "speed/slow-page",
    severity: Severity = Severity.MODERATE,
    *,
    step: int | None = 0,
    visit: str = "buy.desktop.chromium",
    subject: str = "button Pay",
    exposure: float = 1.0,
    explained_by: str | None = None,
    blocks: bool = False,
    message: str = "It took 3.2 s.",
) -> Finding:
    plan = PATH[step] if step is not None else None
    return Finding(
        rule=rule,
        criterion=Criterion(rule.split("/")[0]),
        severity=severity,
        journey="buy",
        visit=visit,
        step=plan.name if plan else None,
        step_id=plan.id if plan else None,
        step_index=step,
        stage=plan.stage if plan else None,
        message_key=rule,
        message=message,
        customer="Come on…",
        subject=subject,
        fingerprint=fingerprint_of(rule, "buy", plan.id if plan else None, subject),
        exposure=exposure,
        explained_by=explained_by,
        blocks=blocks,
        evidence=FindingEvidence(
            visit_file=f"evidence/{visit}.json",
            screenshot="evidence/screenshots/0123456789abcdef.webp",
            subject=Subject(role="button", name="Pay"),
        ),
    )


def make_outcomes(
    findings: Sequence[Finding], visits: Sequence[VisitEvidence], *, passed: Sequence[str] = ("errors/page-failed",)
) -> list[RuleOutcome]:
    """Give an outcome for each finding, and passes of some rules at each step of each visit."""
    failed = [RuleOutcome(rule=f.rule, visit=f.visit, step=f.step_index, outcome=Outcome.FAILED) for f in findings]
    return failed + [
        RuleOutcome(rule=rule, visit=visit.id, step=step.index, outcome=Outcome.PASSED)
        for visit in visits
        for step in visit.steps
        if step.status is not StepStatus.NOT_REACHED
        for rule in passed
    ]


def make_run(
    visits: Sequence[VisitEvidence],
    findings: Sequence[Finding] = (),
    outcomes: Sequence[RuleOutcome] | None = None,
    fail_on: Severity = Severity.CRITICAL,
    books: Sequence[Books] = (),
    today: date | None = None,
) -> Run:
    return assemble(
        run_id="20261121-215501-buy",
        started="2026-11-21T21:55:01Z",
        seconds=9.5,
        visits=visits,
        findings=findings,
        outcomes=make_outcomes(findings, visits) if outcomes is None else outcomes,
        notes=("Chromium ran with --no-sandbox.",),
        fail_on=fail_on,
        books=books,
        today=today,
    )
