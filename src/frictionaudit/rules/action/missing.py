"""Rule: the action is on the page at all."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.action.control import MEANS_CONTROL, page_has_failed, subject_of, unseen
from frictionaudit.rules.common import has_failed
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Verdict, rule

_NEAR_SHOWN = 3


@rule(
    id="action/missing",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.CRITICAL,
    title="The button or field that the next step needs is not there",
    message="Nothing on the page answers to {target}.",
    variants={
        "near": "Nothing on the page answers to {target}. The nearest things there: {near}.",
        "search": "No search is to be found on the page.",
    },
    customer="There is no button.",
    why="Without it this customer, on this device and in this browser, cannot go on: everyone who reaches the step is "
    "lost.",
    how_to_fix="Show the control on every screen size and in every browser that your customers use; if it only "
    "has a new name, correct the name in the journey file.",
    yields_to=("errors/page-failed", "errors/http-error-page", "errors/soft-error-page", "errors/blank-page"),
    explained_by=("navigation/failed-search", "commitment/forced-account"),
    words=("near",),
)
def missing(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where nothing on a page that itself came up matches the action."""
    if action.kind not in MEANS_CONTROL or page_has_failed(context):
        yield Inapplicable()
        return
    if action.match_count is None:
        yield unseen(action)
        return
    if action.match_count > 0:
        return
    near = ", ".join(f"“{name}”" for name in action.near_matches[:_NEAR_SHOWN])
    variant = "near" if near else ""
    if not action.target:  # a search names no control
        variant = "search"
    yield Friction(
        at=subject_of(action),
        variant=variant,
        parameters={"target": action.target, "near": near},
        blocks=has_failed(context.step),
    )
