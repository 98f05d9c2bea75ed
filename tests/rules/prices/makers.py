"""Hand-made pages of prices, and paths over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from frictionaudit.evidence.action import ActionEvidence, ActionUse, ElementEvidence
from frictionaudit.evidence.common import Box, Subject, TextBlock
from frictionaudit.evidence.page import FieldEvidence, FormEvidence, PageEvidence, ViewportContent
from frictionaudit.evidence.step import ExpectationEvidence, StepEvidence, StepStatus
from frictionaudit.evidence.visit import EngineEvidence, JourneyFacts, PlannedStep, VisitEvidence, VisitOutcome
from frictionaudit.findings.model import Finding, Outcome, Severity
from frictionaudit.journey.model import ActionKind, Commitment, Goods, Persona, Stage, Target
from frictionaudit.rules.engine import judge
from frictionaudit.rules.registry import all_rules

__all__ = [
    "make_block",
    "make_page",
    "make_path",
    "make_rows",
    "make_step",
    "outcome_of",
    "said",
]

ROW_PX = 30

Row = Sequence[str] | str


def make_block(text: str, **more: object) -> TextBlock:
    return TextBlock.model_validate({"text": text, "tag": "p", "region": "main", **more})


def make_rows(*rows: Row, region: str = "main", role: str = "", top: float = 0) -> tuple[TextBlock, ...]:
    """Lay texts out in rows: cells of a row beside each other, rows below each other."""
    blocks: list[TextBlock] = []
    for index, row in enumerate(rows):
        cells = (row,) if isinstance(row, str) else row
        for column, text in enumerate(cells):
            box = Box(x=column * 300, y=top + index * ROW_PX, width=200, height=20)
            place = f"#r{index} > td:nth-of-type({column + 1})"
            blocks.append(TextBlock(text=text, tag="td", region=region, role=role, box=box, locator=place))
    return tuple(blocks)


def make_page(
    *rows: Row,
    blocks: Iterable[TextBlock] = (),
    url: str = "http://shop.example/page",
    language: str = "en",
    fields: tuple[FieldEvidence, ...] = (),
    **more: object,
) -> PageEvidence:
    return PageEvidence.model_validate(
        {
            "url": url,
            "language": language,
            "viewport": Box(x=0, y=0, width=1350, height=940),
            "viewport_content": ViewportContent(text_length=100, images=1, painted=0),
            "blocks": (*make_rows(*rows), *blocks),
            "forms": (FormEvidence(action="/", method="post", fields=fields),) if fields else (),
            **more,
        }
    )


def make_step(
    page: PageEvidence | None,
    stage: Stage = Stage.CHECKOUT,
    commits: Commitment = Commitment.NONE,
    actions: tuple[ActionEvidence, ...] | None = None,
    status: StepStatus = StepStatus.PASSED,
    **more: object,
) -> StepEvidence:
    """A step; its index and name are given by `make_path`. A binding step was pressed, and its page confirms."""
    element = ElementEvidence(subject=Subject(role="button", name="Go on", locator="#go"), tag="button")
    pressed = ActionEvidence(
        kind=ActionKind.CLICK,
        commits=commits,
        is_primary=True,
        element=element,
        is_held=status is StepStatus.HELD,
        use=None if status is StepStatus.HELD else ActionUse(),
    )
    if commits.is_binding and status is StepStatus.PASSED:
        more = {"expectations": (ExpectationEvidence(kind="see", wanted="Thank you", has_held=True),), **more}
    return StepEvidence.model_validate(
        {
            "index": 0,
            "name": "",
            "id": "",
            "stage": stage,
            "commits": commits,
            "status": status,
            "page": page,
            "actions": (pressed,) if actions is None else actions,
            **more,
        }
    )


def make_path(
    *steps: StepEvidence,
    market: str | None = "FI",
    currency: str | None = "EUR",
    locale: str = "en-GB",
    goods: Goods = Goods.PHYSICAL,
    customers: str = "consumer",
    target: Target | None = None,
    outcome: VisitOutcome = VisitOutcome.COMPLETED,
    errand: str = "walk",
) -> VisitEvidence:
    placed = tuple(
        step.model_copy(update={"index": index, "name": f"Step {index}", "id": f"step-{index}"})
        for index, step in enumerate(steps)
    )
    return VisitEvidence(
        id="buy.desktop.chromium",
        journey=JourneyFacts(
            name="Buy a mug",
            id="buy",
            base_url="http://shop.example",
            locale=locale,
            market=market,
            currency=currency,
            goods=goods,
            customers=customers,
            target=target or Target(),
            steps=tuple(
                PlannedStep(name=step.name, id=step.id, stage=step.stage, commits=step.commits) for step in placed
            ),
        ),
        persona=Persona(name="desktop"),
        engine=EngineEvidence(name="chromium", engine="chromium", version="156.0"),
        locale=locale,
        errand=errand,
        outcome=outcome,
        started="2026-11-21T21:55:01Z",
        seconds=4.2,
        steps=placed,
    )


def said(rule: str, visit: VisitEvidence) -> list[tuple[int | None, Severity, str]]:
    """Give step, severity and message of each finding of the rule."""
    return [(f.step_index, f.severity, f.message) for f in findings_of(rule, visit)]


def findings_of(rule: str, visit: VisitEvidence) -> tuple[Finding, ...]:
    return judge([visit], {rule: all_rules()[rule]}).findings


def outcome_of(rule: str, visit: VisitEvidence) -> Outcome:
    """Give the worst outcome of the rule on the visit."""
    given = {each.outcome for each in judge([visit], {rule: all_rules()[rule]}).outcomes}
    return next(
        each for each in (Outcome.FAILED, Outcome.INCOMPLETE, Outcome.PASSED, Outcome.INAPPLICABLE) if each in given
    )
