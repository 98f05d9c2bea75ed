"""Rule: no single request keeps the customer waiting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from frictionaudit.evidence.common import Party
from frictionaudit.evidence.step import RequestEvidence, StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.common import held_up, is_sabotaged, request_subject, seconds
from frictionaudit.rules.registry import Context, Friction, Verdict, rule

SLOW_REQUEST_MS = 1_000  # the flow of thought: nngroup.com/articles/response-times-3-important-limits

MOST_NAMED = 5
"""The slowest say what to do; the rest follow from them."""

_NOISE_MS = 50
"""How far two clocks may disagree on which of two things ended first."""

_WAITED_FOR = frozenset({"document", "script", "stylesheet", "fetch", "xhr"})
_REPORTS_HOME = re.compile(
    r"(?:^|[/_.-])(?:analytics|beacon|collect|metrics|pixel|rum|telemetry|track(?:ing)?)(?:$|[/_.-])"
)

_ASKS_HOW_IT_STANDS = re.compile(r"(?:^|[/_.-])(?:state|status|statuses|pending|progress)(?:$|[/_.-])", re.IGNORECASE)
_ASKED_AGAIN = 3
"""So often in a row one question is a poll, whatever its address says; two are enough where that asks for a state."""


@rule(
    id="speed/slow-request",
    reads=StepEvidence,
    criterion=Criterion.SPEED,
    severity=Severity.MINOR,
    title="One request holds the step up",
    message="{method} {path} took {duration_s} s.",
    customer="",
    why="The customer waits for the slowest part: this request is where the step's time goes.",
    how_to_fix="Make the server answer it faster or from a cache, send less, or do not wait for it before the customer "
    "can go on.",
    references=("https://www.nngroup.com/articles/response-times-3-important-limits/",),
    explained_by=("speed/slow-server",),
    needs=("requests",),
)
def slow_request(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each of the shop's own requests that took over a second on the way to settled."""
    slow = [request for request in step.requests if _is_slow(request) and _was_waited_for(request, step)]
    slow = [request for request in slow if not _is_poll(request, step)]
    if is_sabotaged(context.visit):
        slow = [request for request in slow if not request.by_action]
    slow.sort(key=lambda request: -(request.duration_ms or 0))
    for request in slow[:MOST_NAMED]:
        duration = request.duration_ms or 0
        if (lag := held_up(step, duration)) is not None:
            yield lag
            return
        yield Friction(
            at=request_subject(request),
            parameters={
                "method": request.method,
                "path": request.template,
                "duration_s": seconds(duration),
                "duration_ms": round(duration),
            },
        )


def _is_slow(request: RequestEvidence) -> bool:
    if request.party is not Party.FIRST or request.resource not in _WAITED_FOR:
        return False
    if request.is_long_lived or request.is_beacon or request.is_cancelled or request.is_blocked:
        return False
    if request.failure is not None or _REPORTS_HOME.search(request.template):
        return False
    return (request.duration_ms or 0) > SLOW_REQUEST_MS


def _is_poll(request: RequestEvidence, step: StepEvidence) -> bool:
    """Tell a poll from a slow answer: the page asks the same again as soon as it was answered, until all is well.

    How long one is held is the server's choice, and what is waited for is somebody else: the bank, the customer's app.
    """
    if request.method != "GET":
        return False
    asked = [each for each in step.requests if each.method == "GET" and each.url == request.url]
    asked.sort(key=lambda each: each.start_ms)
    in_a_row = all(
        one.end_ms is not None and one.status == 200 and one.end_ms <= other.start_ms + _NOISE_MS
        for one, other in pairwise(asked)
    )
    enough = 2 if _ASKS_HOW_IT_STANDS.search(request.template) else _ASKED_AGAIN
    return in_a_row and len(asked) >= enough


def _was_waited_for(request: RequestEvidence, step: StepEvidence) -> bool:
    """Leave out what was still under way when the next state had settled."""
    settled = step.transition.settled_ms if step.transition else None
    if settled is None or (request.duration_ms or 0) <= settled + _NOISE_MS:
        return True
    # Where the journey says that the customer waits, what was answered before the press is what they waited for.
    waits = any(action.kind is ActionKind.WAIT_FOR for action in step.actions)
    pressed = step.transition.input_ms if step.transition else None
    return waits and pressed is not None and request.end_ms is not None and request.end_ms <= pressed
