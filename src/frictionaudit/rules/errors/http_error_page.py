"""Rule: the page of a step is no error page of the server."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import DrillKind
from frictionaudit.rules.common import ANSWERED_BY_THE_SHOP, document_of, has_failed, is_sabotaged, page_subject
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Verdict, rule
from frictionaudit.rules.validation.refusal import Refusal, refusal_of

_CREDENTIALS_WANTED = (401, 407)

# How a server may well answer a customer whose payment or input a drill has spoilt.
_FAIR_REFUSALS = (400, 401, 402, 403, 409, 422)


@rule(
    id="errors/http-error-page",
    reads=StepEvidence,
    criterion=Criterion.ERRORS,
    severity=Severity.CRITICAL,
    title="The server answers with an error page",
    message="{url} answers {status} {phrase}.",
    customer="Something broke, and I did nothing wrong.",
    why="The customer stands on an error page in the middle of buying. 17 % of US shoppers who left a "
    "checkout name site errors or crashes as a reason (Baymard 2025, self-reported).",
    how_to_fix="Find the request in the server's log and mend its cause: a 404 is a wrong link or a missing page, "
    "a 403 a missing right, a 5xx a fault of the server.",
    references=("https://baymard.com/lists/cart-abandonment-rate",),
    errands=ANSWERED_BY_THE_SHOP,
)
def http_error_page(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the document that the step ends on bears a status of 400 or more."""
    document = document_of(step)
    if document is None or document.status is None or step.wall is not None:
        yield Inapplicable()
        return
    status = document.status
    if status < 400 or status == step.declared_status:
        return
    if status in _CREDENTIALS_WANTED and context.visit.journey.has_http_credentials:
        return
    if status in _FAIR_REFUSALS and (_is_fair(step, context) or _is_the_form_again(step, context)):
        return
    yield Friction(
        at=page_subject(document.url),
        parameters={"url": document.url, "status": status, "phrase": _phrase(status)},
        blocks=has_failed(step),
    )


def _is_fair(step: StepEvidence, context: Context) -> bool:
    """Tell whether a drill has earned the refusal; who comes too late is still to be led somewhere from there."""
    visit, page = context.visit, step.page
    is_late = visit.errand.split("@")[0] == DrillKind.SESSION_EXPIRED
    is_bare = page is not None and not (page.links or page.controls or page.forms or page.frames)
    return is_sabotaged(visit) and not (is_late and is_bare)


def _is_the_form_again(step: StepEvidence, context: Context) -> bool:
    """What was typed stands there again, with the status of a refusal: the rules of validation judge the answer."""
    refusal = refusal_of(step, context)
    return isinstance(refusal, Refusal) and bool(refusal.typed)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
