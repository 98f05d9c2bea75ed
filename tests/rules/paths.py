"""A walk made by hand: product, cart, details, payment, thanks. A test says only what stands on which page."""

from __future__ import annotations

from typing import Any

from tests.rules.action.makers import make_action, make_block, make_page, make_step, make_visit

from frictionaudit.evidence.common import Box, Subject, TextBlock
from frictionaudit.evidence.page import ControlEvidence, FieldEvidence, FormEvidence, LinkEvidence, PageEvidence
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import ActionKind, Commitment, Stage
from frictionaudit.rules.registry import Verdict, all_rules

__all__ = ["judge_visit", "make_control", "make_field", "make_path", "shop_page", "visited"]

NAMES = ("product", "cart", "details", "payment", "thanks")
_SAID = {
    "product": ("Add to cart", "Go to checkout"),
    "details": ("Go on to pay",),
    "payment": ("Total 24,90 €", "Pay now"),
}
_STAGES = (Stage.CHOOSE, Stage.CHOOSE, Stage.CART, Stage.CHECKOUT, Stage.PAY)


def make_field(label: str, kind: str = "text", **changes: Any) -> FieldEvidence:
    box = Box(x=20, y=100, width=300, height=40)
    subject = Subject(role="textbox", name=label, locator=f"#{label.lower().replace(' ', '-')}", box=box)
    return FieldEvidence(**{"subject": subject, "kind": kind, "label": label, "name": label.lower(), **changes})


def make_control(name: str, **changes: Any) -> ControlEvidence:
    box = changes.pop("box", Box(x=20, y=400, width=200, height=48))
    given = {"subject": Subject(role="button", name=name, locator=f"#{name}", box=box), "is_button_like": True}
    return ControlEvidence(**{**given, **changes})


def shop_page(
    name: str,
    *texts: str | TextBlock,
    links: tuple[str, ...] = (),
    fields: tuple[FieldEvidence, ...] = (),
    controls: tuple[ControlEvidence, ...] = (),
    **changes: Any,
) -> PageEvidence:
    """Make a page of the shop with a heading, texts, links by their words, and a form."""
    return make_page(
        make_block(name.capitalize(), role="heading", tag="h1"),
        *texts,
        url=f"http://127.0.0.1:8000/{name}",
        links=tuple(LinkEvidence(text=text, url="http://127.0.0.1:8000/x", region="footer") for text in links),
        forms=(FormEvidence(action="", method="post", fields=fields),) if fields else (),
        controls=controls,
        **changes,
    )


def make_path(ended: int = len(NAMES), /, *, everywhere: dict[str, Any] | None = None, **pages: Any) -> VisitEvidence:
    """Make a walk; `pages` gives some of its pages, `ended` how many of its steps were reached.

    Keywords that belong to the visit or its journey go there; `everywhere` goes to each page that is not given.
    """
    of_visit = {key: pages.pop(key) for key in list(pages) if key not in NAMES}
    steps: list[StepEvidence] = []
    for place, name in enumerate(NAMES):
        fields = tuple(make_field(label) for label in ("Name", "Street", "Town")) if name == "details" else ()
        page = pages.get(name) or shop_page(name, *_SAID.get(name, ()), **{"fields": fields, **(everywhere or {})})
        commits = {1: Commitment.CART, 4: Commitment.PAYMENT}.get(place, Commitment.NONE)
        is_reached = place < ended
        steps.append(
            make_step(
                make_action(kind=ActionKind.CLICK, subject=Subject(role="button", name="Next", locator="#next")),
                name=name,
                id=name,
                stage=_STAGES[place],
                commits=commits,
                status=StepStatus.PASSED if is_reached else StepStatus.NOT_REACHED,
                page=page if is_reached else None,
            )
        )
    return make_visit(*steps, **of_visit)


def visited(visit: VisitEvidence, **changes: Any) -> VisitEvidence:
    """Change facts of the journey."""
    return visit.model_copy(update={"journey": visit.journey.model_copy(update=changes)})


def judge_visit(rule: str, visit: Any) -> list[Verdict]:
    return list(all_rules()[rule].judge(visit))
