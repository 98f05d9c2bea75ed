"""Evidence made by hand: only what a test speaks of differs from a plain, sound button on a plain, sound page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from frictionaudit.evidence.action import ActionEvidence, ActionUse, ElementEvidence, Motion
from frictionaudit.evidence.common import Box, Subject, TextBlock
from frictionaudit.evidence.page import PageEvidence, ViewportContent
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import EngineEvidence, JourneyFacts, PlannedStep, VisitEvidence, VisitOutcome
from frictionaudit.journey.model import ActionKind, InputDevice, Persona, Stage
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, all_rules

BUTTON_BOX = Box(x=20, y=300, width=200, height=48)


def make_element(**changes: Any) -> ElementEvidence:
    given: dict[str, Any] = {
        "subject": Subject(role="button", name="Add to cart", locator="#buy", box=BUTTON_BOX),
        "tag": "button",
        "is_native_control": True,
        "first_box": BUTTON_BOX,
        "is_below_fold": False,
        "has_equal_in_view": False,
        "page_reads_first": False,
        "offset_top_px": 300.0,
        "target_box": BUTTON_BOX,
        "contrast": 7.0,
        "is_focusable": True,
        "motion": Motion(distance_px=0),
    }
    return ElementEvidence(**{**given, **changes})


def make_action(**changes: Any) -> ActionEvidence:
    """Make a click; changes that an element knows go to its element."""
    of_element = {key: changes.pop(key) for key in list(changes) if key in ElementEvidence.model_fields}
    given: dict[str, Any] = {
        "kind": ActionKind.CLICK,
        "target": "'Add to cart'",
        "is_primary": True,
        "was_examined": True,
        "match_count": 1,
        "visible_match_count": 1,
        "element": make_element(**of_element),
        "use": ActionUse(effects=("change",), first_use_had_effect=True),
    }
    return ActionEvidence(**{**given, **changes})


def make_block(text: str, **changes: Any) -> TextBlock:
    given: dict[str, Any] = {"text": text, "tag": "p", "is_in_viewport": True}
    return TextBlock(**{**given, **changes})


def make_page(*texts: str | TextBlock, **changes: Any) -> PageEvidence:
    given: dict[str, Any] = {
        "url": "http://127.0.0.1:8000/",
        "title": "Shop",
        "language": "en",
        "viewport": Box(x=0, y=0, width=1350, height=940),
        "viewport_content": ViewportContent(text_length=100, images=0, painted=0),
        "blocks": tuple(make_block(text) if isinstance(text, str) else text for text in texts),
    }
    return PageEvidence(**{**given, **changes})


def make_step(*actions: ActionEvidence, **changes: Any) -> StepEvidence:
    given: dict[str, Any] = {
        "index": 0,
        "name": "Buy",
        "id": "buy",
        "stage": Stage.CHOOSE,
        "status": StepStatus.PASSED,
        "actions": actions,
        "page": make_page("Shop"),
    }
    return StepEvidence(**{**given, **changes})


def make_visit(*steps: StepEvidence, **changes: Any) -> VisitEvidence:
    """Make a visit; changes that a journey knows go to its journey, and `pointer` to its persona."""
    of_journey = {key: changes.pop(key) for key in list(changes) if key in ("market", "customers")}
    pointer = changes.pop("pointer", InputDevice.MOUSE)
    numbered = tuple(step.model_copy(update={"index": index}) for index, step in enumerate(steps))
    planned = tuple(PlannedStep(name=s.name, id=s.id, stage=s.stage, commits=s.commits) for s in numbered)
    given: dict[str, Any] = {
        "id": "buy.desktop.chromium",
        "journey": JourneyFacts(
            name="Buy", id="buy", base_url="http://127.0.0.1:8000", locale="en-GB", steps=planned, **of_journey
        ),
        "persona": Persona(name="desktop", input=pointer),
        "engine": EngineEvidence(name="chromium", engine="chromium", version="156"),
        "locale": "en-GB",
        "outcome": VisitOutcome.COMPLETED,
        "started": "2026-11-21T00:00:00Z",
        "seconds": 1,
        "steps": numbered,
    }
    return VisitEvidence(**{**given, **changes})


def judge_action(rule: str, action: ActionEvidence, **changes: Any) -> list[Verdict]:
    """Judge one action alone on its page; changes that a step knows go to its step, the others to its visit."""
    of_step = {k: changes.pop(k) for k in list(changes) if k in StepEvidence.model_fields and k != "id"}
    before = changes.pop("before", None)
    steps = [make_step(name="Open", id="open", page=before)] if before is not None else []
    beside = of_step.pop("actions", ())
    step = make_step(*beside, action, **of_step)
    visit = make_visit(*steps, step, **changes)
    return list(all_rules()[rule].judge(action, Context(visit, visit.steps[-1])))


def judge_step(rule: str, visit: VisitEvidence, index: int = -1) -> list[Verdict]:
    step = visit.steps[index]
    return list(all_rules()[rule].judge(step, Context(visit, step)))


def friction_of(verdicts: Sequence[Verdict]) -> Friction:
    """Give the one finding; fail where there is another verdict."""
    assert len(verdicts) == 1, verdicts
    assert isinstance(verdicts[0], Friction), verdicts
    return verdicts[0]


def is_incomplete(verdicts: Sequence[Verdict]) -> bool:
    return [type(v) for v in verdicts] == [Incomplete]


def is_inapplicable(verdicts: Sequence[Verdict]) -> bool:
    return [type(v) for v in verdicts] == [Inapplicable]
