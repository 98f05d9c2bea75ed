"""Rule: what the shop borrows from others works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from urllib.parse import urlsplit

from frictionaudit.evidence.common import SENDING, Party, Subject
from frictionaudit.evidence.step import ExceptionEvidence, RequestEvidence, StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import has_error_answer, is_unanswered, shortened
from frictionaudit.rules.loading import is_cut_off
from frictionaudit.rules.payment.frames import is_folded_away
from frictionaudit.rules.registry import Context, Friction, Incomplete, Verdict, rule
from frictionaudit.tongues import translatable

_ANSWERS = frozenset({400, 402, 409, 422})


@rule(
    id="errors/third-party-failure",
    reads=StepEvidence,
    criterion=Criterion.ERRORS,
    severity=Severity.MINOR,
    title="Something that the shop loads from others fails",
    message="{resource} of {host} could not be loaded: {reason}.",
    variants={
        "exception": "A script of {host} threw “{reason}”.",
        "payment": "{resource} of the payment provider's {host} could not be loaded: {reason}.",
        "payment_exception": "A script of the payment provider's {host} threw “{reason}”.",
    },
    customer="",
    why="Scripts, fonts and frames of others slow the page down or leave holes when they fail; a payment provider's "
    "failure ends the purchase.",
    how_to_fix="Remove what is no longer in use, mend the address of what is, and make sure that the page works "
    "without it. For a payment provider: check its status page, your keys and the allowed domains in its settings.",
    explained_by=("payment/unusable-method",),
    needs=("requests",),
    words=("reason", "resource"),
)
def third_party_failure(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each foreign host of which something failed."""
    payment_hosts = context.visit.journey.payment.hosts
    reported: set[str] = set()
    cut_off = is_cut_off(context.visit)
    if cut_off:
        yield Incomplete(translatable("the machine that ran the audit could not reach the hosts of others"))
    for host, variant, resource, reason in (*_requests(step), *_exceptions(step.exceptions)):
        if not host or host in reported:
            continue
        reported.add(host)
        is_payment = any(fnmatch(host, pattern.lower()) for pattern in payment_hosts)
        if cut_off and not is_payment:
            continue
        yield Friction(
            at=Subject(role="third party", name=host),
            severity=Severity.SERIOUS if is_payment else None,
            variant=f"payment_{variant}".rstrip("_") if is_payment else variant,
            parameters={"host": host, "resource": resource, "reason": shortened(reason)},
        )


def _requests(step: StepEvidence) -> Iterator[tuple[str, str, str, str]]:
    # A broken picture of the content is reported as one, wherever it comes from.
    pictures = {image.url.split("?")[0] for image in step.page.images if image.is_broken} if step.page else set()
    for request in step.requests:
        if is_folded_away(request, step.page):
            continue
        if _has_failed(request) and not (request.resource == "image" and request.url in pictures):
            reason = translatable(f"status {request.status}") if has_error_answer(request) else request.failure or ""
            yield _host(request.url), "", f"{request.resource.capitalize()} {request.template}", reason


def _has_failed(request: RequestEvidence) -> bool:
    if request.party is not Party.THIRD or request.is_blocked or request.is_beacon:
        return False
    if request.resource in ("ping", "websocket", "eventsource"):
        return False
    if request.by_action and request.method in SENDING and request.status in _ANSWERS:
        return False  # the provider says no to what the customer sent: whether the shop tells so is for other rules
    return has_error_answer(request) or is_unanswered(request)


def _exceptions(thrown: Sequence[ExceptionEvidence]) -> Iterator[tuple[str, str, str, str]]:
    for each in thrown:
        if each.party is Party.THIRD:
            yield _host(each.url), "exception", "script", each.message


def _host(url: str) -> str:
    parts = urlsplit(url)
    return (parts.hostname or "") if parts.scheme in ("http", "https", "ws", "wss") else ""
