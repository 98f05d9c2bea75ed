"""Rule: the customer gets past every step."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.action.keyboard_unreachable import keyboard_unreachable
from frictionaudit.rules.common import has_failed, shortened
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Parameter, Verdict, rule


@rule(
    id="errors/step-failed",
    reads=StepEvidence,
    criterion=Criterion.ERRORS,
    severity=Severity.CRITICAL,
    title="The customer cannot get past this step",
    message="The step did not succeed: {reason}.",
    variants={
        "action": "{target} could not be used: {reason}. On screen was “{seen}”.",
        "expectation": "What should follow did not come: {wanted}. On screen was “{seen}”.",
        "crash": "The page crashed the browser's tab.",
    },
    customer="I can't get any further.",
    why="The path ends here for everyone who comes this far in this browser on this device.",
    how_to_fix="Walk this step by hand on the same device and look at the picture of this finding. If the shop is "
    "right and the journey wrong, mend the step in the journey file.",
    follows=("errors/http-error-page", "errors/page-failed"),
    yields_to=(
        "action/missing",
        "action/hidden",
        "action/hover-only",
        "action/covered",
        "action/unexplained-disabled",
        "action/dead",
        "errors/page-failed",
        "errors/http-error-page",
        "errors/soft-error-page",
        "errors/blank-page",
        "commitment/forced-account",
        "confirmation/missing",
        "confirmation/missing-reference",
        "navigation/failed-search",
        "navigation/silent-cart",
        "payment/valid-payment-refused",
        "payment/unusable-method",
        "payment/unhandled-gateway-failure",
        "speed/endless-loading",
        "validation/backend-mismatch",
        "validation/valid-data-refused",
    ),
    words=("reason", "wanted"),
)
def step_failed(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for the step that the visit broke at; what comes after it is not reached."""
    if not has_failed(step):
        return
    # A wall is an outcome of the visit, and a stop for safety is as designed: neither is the shop's fault.
    if step.wall is not None or step.failure_kind == "safety":
        yield Inapplicable()
        return
    if step.failure_kind == "fault":
        yield Incomplete(step.failure)
        return
    if _ended_at_the_keyboard(step, context):
        yield Inapplicable()  # action/keyboard-unreachable says it
        return
    variant = step.failure_kind if step.failure_kind in ("action", "expectation", "crash") else ""
    subject, parameters = _place(step, variant)
    yield Friction(
        at=subject,
        variant=variant,
        parameters={"reason": shortened(step.failure).rstrip("."), "seen": _seen(step), **parameters},
        blocks=True,
    )


def _ended_at_the_keyboard(step: StepEvidence, context: Context) -> bool:
    """Tell a control that the keys did not reach or fire; what a mouse can use all the same ended no visit by mouse."""
    told = (verdict for action in step.actions for verdict in keyboard_unreachable(action, context))
    return any(isinstance(verdict, Friction) and verdict.blocks for verdict in told)


def _place(step: StepEvidence, variant: str) -> tuple[Subject, dict[str, Parameter]]:
    if variant == "action":
        failed = next((action for action in step.actions if action.failure), step.primary)
        target = failed.target if failed and failed.target else step.name
        if failed is not None and failed.element is not None:
            return failed.element.subject, {"target": target}
        return Subject(role="action", name=target.strip("'\"")), {"target": target}
    if variant == "expectation":
        missed = next((expected for expected in step.expectations if not expected.has_held), None)
        wanted = f"{missed.kind}: {missed.wanted}" if missed else step.failure
        return Subject(role="expectation", name=wanted), {"wanted": shortened(wanted)}
    return Subject(role="step", name=step.name), {}


def _seen(step: StepEvidence) -> str:
    """Say what was on screen instead: what the failed expectation saw, else the first heading, else the title."""
    seen = next((expected.seen for expected in step.expectations if not expected.has_held and expected.seen), "")
    if seen or step.page is None:
        return shortened(seen)
    return shortened(next(iter(step.page.headings), step.page.title) or step.page.url)
