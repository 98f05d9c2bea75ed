"""Errands made by hand: a short path to a payment, one detour or drill on it, and looks off the path."""

from __future__ import annotations

from typing import Any

from tests.rules.action.makers import make_action, make_block, make_page, make_step, make_visit

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.errand import ErrandFacts, SentRequest
from frictionaudit.evidence.page import ControlEvidence, FieldEvidence, FormEvidence, PageEvidence
from frictionaudit.evidence.step import ExpectationEvidence, NavigationEvidence, StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import ActionKind, Commitment, Stage
from frictionaudit.rules.registry import Verdict, all_rules

PAY = "Order and pay 24.90 €"
CHECKOUT = ("Review and pay", "Blue mug", "Total 24.90 €")


def control(name: str, **changes: Any) -> ControlEvidence:
    return ControlEvidence(subject=Subject(role="button", name=name, locator="#go"), **changes)


def page(*texts: str, controls: tuple[str, ...] = (PAY,), **changes: Any) -> PageEvidence:
    """Make a page of texts; the first one is its heading."""
    blocks = tuple(make_block(text, role="" if index else "heading") for index, text in enumerate(texts))
    return make_page(**{"blocks": blocks, "controls": tuple(control(each) for each in controls), **changes})


def field(name: str, *, is_filled: bool, **changes: Any) -> FieldEvidence:
    subject = Subject(role="textbox", name=name, locator=f"#{name.lower()}")
    return FieldEvidence(subject=subject, kind="text", label=name, is_filled=is_filled, **changes)


def with_fields(made: PageEvidence, *fields: FieldEvidence) -> PageEvidence:
    return made.model_copy(update={"forms": (FormEvidence(action="/", method="post", fields=fields),)})


def typed(name: str, value: str = "Maija") -> ActionEvidence:
    subject = Subject(role="textbox", name=name, locator=f"#{name.lower()}")
    return make_action(
        kind=ActionKind.FILL, target=f"'{name}'", value=value, is_primary=False, subject=subject, use=None
    )


def look(name: str, made: PageEvidence | None, *, status: int = 200, **changes: Any) -> StepEvidence:
    """Make a look off the path: "Back", "Reload", "Cart" …"""
    went = (NavigationEvidence(url="http://127.0.0.1:8000/there", status=status),)
    given: dict[str, Any] = {"name": name, "id": name.lower().replace(" ", "-"), "page": made, "navigations": went}
    return make_step(**{**given, **changes})


def pay_step(after: PageEvidence | None, **changes: Any) -> StepEvidence:
    pressed = make_action(target=f"'{PAY}'", subject=Subject(role="button", name=PAY, locator="#pay"))
    given: dict[str, Any] = {
        "name": "Pay", "id": "pay", "stage": Stage.PAY, "commits": Commitment.PAYMENT, "page": after,
        "status": StepStatus.FAILED, "failure_kind": "expectation",
        "expectations": (ExpectationEvidence(kind="see", wanted="Thank you", has_held=False),),
    }  # fmt: skip
    return make_step(pressed, **{**given, **changes})


def errand(kind: str, *steps: StepEvidence, aftermath: tuple[StepEvidence, ...] = (), **facts: Any) -> VisitEvidence:
    """Make the visit of an errand at the last of the steps; the checkout stands before it."""
    before = make_step(name="Open", id="open", stage=Stage.CHECKOUT, page=page(*CHECKOUT))
    place = steps[-1].id
    numbered = tuple(each.model_copy(update={"index": 10 + index}) for index, each in enumerate(aftermath))
    return make_visit(
        before, *steps, errand=f"{kind}@{place}", aftermath=numbered,
        errand_facts=ErrandFacts(step_id=place, **facts),
    )  # fmt: skip


def sent(moment: str = "press", **changes: Any) -> SentRequest:
    return SentRequest(moment=moment, method="POST", template="/orders", call="orders", at_ms=10, **changes)


def judge(rule: str, visit: VisitEvidence) -> list[Verdict]:
    return list(all_rules()[rule].judge(visit))
