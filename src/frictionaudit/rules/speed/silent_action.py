"""Rule: an action that takes its time shows that it has begun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.step import RequestEvidence, StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.common import has_no_good_document, seconds, stretched
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

FLOW_MS = 1_000  # nngroup.com/articles/response-times-3-important-limits

_STARTS_SOMETHING = frozenset(
    {
        ActionKind.CLICK,
        ActionKind.PRESS,
        ActionKind.SEARCH,
        ActionKind.SELECT,
        ActionKind.CHECK,
        ActionKind.UNCHECK,
        ActionKind.UPLOAD,
        ActionKind.INTENT,
    }
)


@rule(
    id="speed/silent-action",
    reads=ActionEvidence,
    criterion=Criterion.SPEED,
    severity=Severity.SERIOUS,
    title="A press is not acknowledged",
    message="For {feedback_s} s after the customer used “{name}” nothing on the page moved.",
    variants={"never": "Nothing on the page moved after the customer used “{name}”, though it was still at work."},
    customer="Did I press it? I'll press again.",
    why="Without a sign within a second customers think that the press was lost, and press again: two orders, or none.",
    how_to_fix="On the press, disable the button and say in it what is going on (“Paying…”), at once and not when the "
    "server answers.",
    references=("https://www.nngroup.com/articles/response-times-3-important-limits/",),
    # The next page itself is the sign that a link was followed: where only the server makes it late, the server is to
    # mend.
    explained_by=("speed/slow-server",),
)
def silent_action(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where an action took over a second and nothing changed in the first one."""
    use = action.use
    if use is None or action.kind not in _STARTS_SOMETHING or has_no_good_document(context.step):
        yield Inapplicable()
        return
    if not use.effects or use.first_use_had_effect is False:
        yield Inapplicable()  # a dead control is action/dead's, one that wants a second press action/second-try's
        return
    if use.settled_ms is not None and use.settled_ms <= FLOW_MS:
        return
    if use.feedback_ms is not None and use.feedback_ms <= FLOW_MS:
        return
    gap = next((g.reason for g in (*action.gaps, *context.step.gaps) if g.what in ("feedback", "settled", "use")), None)
    if gap is not None:
        yield Incomplete(gap)
        return
    if use.feedback_ms is None and use.settled_ms is None and "request" not in use.effects:
        return  # it moved the focus or opened a window: no wait of the customer's is known
    if use.feedback_ms is None and use.settled_ms is None and _was_answered_at_once(context.step):
        return  # nothing came of it, which is another rule's matter: the customer was not kept waiting
    silence = use.feedback_ms if use.feedback_ms is not None else use.settled_ms
    if silence is not None and (lag := stretched(context.step, silence, FLOW_MS)) is not None:
        yield lag
        return
    if silence is not None and silence <= 2 * FLOW_MS and _came_at_once(context.step):
        return  # how fast a page that has come is painted is speed/slow-page's question
    subject = action.element.subject if action.element else Subject(role=str(action.kind), name=action.target)
    yield Friction(
        at=subject,
        variant="" if silence is not None else "never",
        parameters={
            "name": subject.name or action.target,
            "feedback_s": None if silence is None else seconds(silence),
        },
    )


def _came_at_once(step: StepEvidence) -> bool:
    """Tell whether the next page had come within a second, say through a bank's and the shop's redirects."""
    pages = [each for each in step.requests if each.by_action and each.resource == "document"]
    return step.has_navigated and _are_answered_at_once(pages, step)


def _was_answered_at_once(step: StepEvidence) -> bool:
    """Tell whether all that the press asked of the server had been answered within a second."""
    return _are_answered_at_once([each for each in step.requests if each.by_action and not each.is_beacon], step)


def _are_answered_at_once(sent: Sequence[RequestEvidence], step: StepEvidence) -> bool:
    pressed_ms = step.transition.input_ms if step.transition is not None else None
    if pressed_ms is None or not sent:
        return False
    return all(
        request.duration_ms is not None and request.start_ms + request.duration_ms - pressed_ms <= FLOW_MS
        for request in sent
    )
