"""Fields, forms and refusals made by hand: only what a test speaks of differs from a plain, sound field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.rules.action.makers import make_action, make_block, make_page, make_step, make_visit

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Box, Party, Subject
from frictionaudit.evidence.page import FieldEvidence, FormEvidence, PageEvidence
from frictionaudit.evidence.step import RequestEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import ActionKind, Stage
from frictionaudit.rules.registry import Context, Verdict, all_rules


def make_field(label: str = "Name", *, at: float = 200, **changes: Any) -> FieldEvidence:
    """Make a labelled text field; `at` is where it stands, px from the top."""
    name = changes.pop("name", label.lower().replace(" ", "-"))
    locator = changes.pop("locator", f"#{name}")
    role = "radio" if changes.get("kind") == "radio" else "textbox"
    given: dict[str, Any] = {
        "subject": Subject(role=role, name=label, locator=locator, box=Box(x=20, y=at, width=300, height=40)),
        "kind": "text",
        "name": name,
        "label": label,
        "region": "main",
    }
    return FieldEvidence(**{**given, **changes})


def make_form(*fields: FieldEvidence, **changes: Any) -> FormEvidence:
    return FormEvidence(**{"action": "http://127.0.0.1:8000/send", "method": "post", "fields": fields, **changes})


def form_page(*fields: FieldEvidence, texts: Sequence[Any] = ("Your details",), **changes: Any) -> PageEvidence:
    of_form = {key: changes.pop(key) for key in list(changes) if key in ("is_checked_natively",)}
    return make_page(*texts, forms=(make_form(*fields, **of_form),), **changes)


def typed(field: FieldEvidence, value: str, **changes: Any) -> ActionEvidence:
    given = {"kind": ActionKind.FILL, "value": value, "is_primary": False, "use": None, "subject": field.subject}
    return make_action(target=f"'{field.label}'", tag="input", **{**given, **changes})


def request_of(status: int, **changes: Any) -> RequestEvidence:
    given: dict[str, Any] = {
        "method": "POST", "url": "http://127.0.0.1:8000/api/details", "template": "/api/details", "resource": "fetch",
        "party": Party.FIRST, "status": status, "by_action": True,
    }  # fmt: skip
    return RequestEvidence(**{**given, **changes})


def sent(
    before: PageEvidence, after: PageEvidence, *entries: ActionEvidence, drill: bool = False, **changes: Any
) -> VisitEvidence:
    """Make a visit whose second step fills a form, presses and fails to go on."""
    of_visit = {key: changes.pop(key) for key in list(changes) if key in ("market", "locale")}
    given = {
        "status": StepStatus.FAILED,
        "failure_kind": "expectation",
        "stage": Stage.CHECKOUT,
        "name": "Details",
        "id": "details",
        "page": after,
    }
    step = make_step(*entries, make_action(target="'Continue'"), **{**given, **changes})
    if drill:
        of_visit["errand"] = "invalid_input@details"
    return make_visit(make_step(name="Open", id="open", page=before), step, **{"market": "FI", **of_visit})


def judge(rule: str, visit: VisitEvidence, index: int = -1) -> list[Verdict]:
    """Judge one step, or the page it ended on."""
    step = visit.steps[index]
    given = all_rules()[rule]
    evidence = step.page if given.reads is PageEvidence else step
    return list(given.judge(evidence, Context(visit, step)))


def judge_visit(rule: str, visit: VisitEvidence) -> list[Verdict]:
    return list(all_rules()[rule].judge(visit))


def judge_page(rule: str, page: PageEvidence, **changes: Any) -> list[Verdict]:
    """Judge a page that a visit opens with."""
    return judge(rule, make_visit(make_step(name="Open", id="open", stage=Stage.CHECKOUT, page=page), **changes))


__all__ = ["form_page", "judge", "judge_page", "judge_visit", "make_block", "make_field", "make_form", "request_of",
           "sent", "typed"]  # fmt: skip
