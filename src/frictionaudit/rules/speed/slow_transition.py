"""Rule: what follows an action is there before the customer loses the thread."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.target_words import own_words
from frictionaudit.rules.common import has_no_good_document, is_sabotaged, seconds, stretched
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

# The rule catalogue's bands. For scale: 1 s keeps the flow of thought and 10 s the attention (Nielsen).
SLOW_MS = 3_000
VERY_SLOW_MS = 8_000
UNBEARABLE_MS = 20_000


@rule(
    id="speed/slow-transition",
    reads=StepEvidence,
    criterion=Criterion.SPEED,
    severity=Severity.MODERATE,
    title="The customer waits long for what follows",
    message="After “{action}” the next state was complete only {settled_s} s later.",
    customer="I have been waiting a while.",
    why="After one second a customer's flow of thought breaks, after ten the attention goes elsewhere (Nielsen).",
    how_to_fix="Find what the wait is made of (see the slow requests of this step), do less of it before the "
    "customer can go on, and show progress meanwhile.",
    references=("https://www.nngroup.com/articles/response-times-3-important-limits/",),
    explained_by=("speed/slow-server", "speed/slow-page"),
)
def slow_transition(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the next state was long in settling, the runner's own work left out."""
    transition, action = step.transition, step.primary
    if has_no_good_document(step) or is_sabotaged(context.visit):
        yield Inapplicable()
        return
    if action and action.use and action.use.first_use_had_effect is False:
        yield Inapplicable()  # most of it is the wait before the second press: action/second-try's
        return
    if transition is None or transition.settled_ms is None:
        gap = step.gap("transition") or step.gap("settled")
        # What never ends is speed/endless-loading's, what never came errors/step-failed's.
        yield Incomplete(gap) if gap else Inapplicable()
        return
    severity = _severity(transition.settled_ms, transition.patience_ms)
    if severity is None:
        return
    if transition.approval and not _stood_before(transition.approval, context):
        yield Incomplete("the customer was asked to approve the payment elsewhere meanwhile")
        return
    limit_ms = min(SLOW_MS, transition.patience_ms)
    if (lag := stretched(step, transition.settled_ms, limit_ms)) is not None:
        yield lag
        return
    subject = action.element.subject if action and action.element else Subject(role="step", name=step.name)
    words = (own_words(action.target) or subject.name if action and action.target else "") or step.name
    yield Friction(
        at=subject,
        severity=severity,
        parameters={
            "action": words,
            "settled_s": seconds(transition.settled_ms),
            "settled_ms": round(transition.settled_ms),
        },
    )


def _stood_before(words: str, context: Context) -> bool:
    """Tell whether the page of the press said it already: how one pays, and not what it waits for."""
    before = context.previous[-1].page if context.previous else None
    return before is not None and words in before.text


def _severity(settled_ms: float, patience_ms: float) -> Severity | None:
    if settled_ms > UNBEARABLE_MS:
        return Severity.CRITICAL
    if settled_ms > min(VERY_SLOW_MS, patience_ms):
        return Severity.SERIOUS
    return Severity.MODERATE if settled_ms > SLOW_MS else None
