"""Rule: the action is on the page at all."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.action.control import MEANS_CONTROL, page_has_failed, subject_of, unseen
from frictionaudit.rules.common import has_failed, shortened
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Verdict, rule
from frictionaudit.rules.validation.refusal import Refusal, refusal_of

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
        "refused": "Nothing on the page answers to {target}: the step before was refused with “{refusal}”.",
    },
    customer="There is no button.",
    why="Without it this customer, on this device and in this browser, cannot go on: everyone who reaches the step is "
    "lost.",
    how_to_fix="Show the control on every screen size and in every browser that your customers use; if it only "
    "has a new name, correct the name in the journey file.",
    yields_to=("errors/page-failed", "errors/http-error-page", "errors/soft-error-page", "errors/blank-page"),
    explained_by=(
        "navigation/failed-search",
        "commitment/forced-account",
        "payment/unusable-method",
        "speed/endless-loading",
    ),
    follows=(
        "payment/unusable-method",
        "payment/valid-payment-refused",
        "validation/valid-data-refused",
        "validation/backend-mismatch",
        "validation/vague-error",
        "errors/soft-error-page",
        "action/dead",
        "navigation/failed-search",
        "navigation/silent-cart",
        "errors/failed-request",
        "errors/uncaught-exception",
    ),
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
    refusal = _refusal_before(context)
    variant = "refused" if refusal else "near" if near else ""
    if not action.target:  # a search names no control
        variant = "search"
    yield Friction(
        at=subject_of(action),
        variant=variant,
        parameters={"target": action.target, "near": near, "refusal": shortened(refusal)},
        blocks=has_failed(context.step),
    )


def _refusal_before(context: Context) -> str:
    """Give the words with which the step before was refused, so that the customer still stands there; else ""."""
    if not context.previous:
        return ""
    before = Context(context.visit, context.previous[-1])
    refusal = refusal_of(before.step, before)
    if not isinstance(refusal, Refusal):
        return ""
    return next((message.text for message in refusal.messages if message.reads_as_refusal), "")
