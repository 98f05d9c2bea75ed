"""Rule: what the shop's pages ask of their own server is answered."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Party
from frictionaudit.evidence.step import RequestEvidence, StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import (
    has_error_answer,
    has_failed,
    is_sabotaged,
    is_unanswered,
    request_subject,
    shortened,
)
from frictionaudit.rules.registry import Context, Friction, Verdict, rule

_JUDGED = frozenset({"script", "stylesheet", "fetch", "xhr"})
_APIS = frozenset({"fetch", "xhr"})

# An API says so where a visitor is not signed in or has no cart yet, and the page goes on.
_QUIET_ANSWERS = frozenset({401, 403, 404})

# The visitor's own ad blocker, not the shop.
_BLOCKED_BY_BROWSER = "BLOCKED_BY_CLIENT"


@rule(
    id="errors/failed-request",
    reads=StepEvidence,
    criterion=Criterion.ERRORS,
    severity=Severity.MODERATE,
    title="A request to the shop's own server fails",
    message="{method} {path} answered {status}.",
    variants={
        "unanswered": "{method} {path} got no answer: {reason}.",
        "action": "The customer's action sent {method} {path}, which answered {status}.",
        "action_unanswered": "The customer's action sent {method} {path}, which got no answer: {reason}.",
    },
    customer="Nothing happened. Did it go through?",
    why="A part of the page, or the answer to what the customer just did, is missing, often without a word about it.",
    how_to_fix="Find the request in the server's log at this time and mend its cause; tell the customer in the page "
    "when it fails, and let them try again.",
    explained_by=(
        "errors/page-failed",
        "payment/unusable-method",
        "payment/valid-payment-refused",
        "validation/backend-mismatch",
        "validation/valid-data-refused",
    ),
    needs=("requests",),
)
def failed_request(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each different request of the shop's own that failed."""
    reported: set[tuple[str, str, int | None]] = set()
    for request in step.requests:
        key = (request.method, request.template, request.status)
        if key in reported or not _is_failure(request) or _is_excused(request, context):
            continue
        reported.add(key)
        yield Friction(
            at=request_subject(request),
            severity=_severity(request, step),
            variant=_variant(request),
            parameters={
                "method": request.method,
                "path": request.template,
                "status": request.status,
                "reason": shortened(request.failure or ""),
                "resource": request.resource,
            },
        )


def _is_failure(request: RequestEvidence) -> bool:
    if request.party is not Party.FIRST or request.resource not in _JUDGED or "favicon" in request.template:
        return False
    return has_error_answer(request) or is_unanswered(request)


def _is_excused(request: RequestEvidence, context: Context) -> bool:
    if request.is_blocked or request.is_beacon:
        return True
    if request.failure is not None and _BLOCKED_BY_BROWSER in request.failure:
        return True
    # A drill breaks what the action sends on purpose; the ordinary walk judges the same request.
    return request.by_action and is_sabotaged(context.visit)


def _severity(request: RequestEvidence, step: StepEvidence) -> Severity | None:
    has_consequence = request.has_visible_consequence is True or (request.by_action and has_failed(step))
    if request.resource in _APIS and request.status in _QUIET_ANSWERS and not has_consequence:
        return Severity.INFO
    return Severity.SERIOUS if request.by_action else None


def _variant(request: RequestEvidence) -> str:
    if request.by_action:
        return "action" if has_error_answer(request) else "action_unanswered"
    return "" if has_error_answer(request) else "unanswered"
