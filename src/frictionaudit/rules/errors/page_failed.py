"""Rule: every page of the path can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.step import NavigationEvidence, StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import ANSWERED_BY_THE_SHOP, document_of, has_failed, page_subject, seconds, shortened
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.tongues import translatable

_VARIANTS = {"dns": "dns", "refused": "refused", "tls": "tls", "redirect-loop": "redirect_loop", "timeout": "timeout"}


@rule(
    id="errors/page-failed",
    reads=StepEvidence,
    criterion=Criterion.ERRORS,
    severity=Severity.CRITICAL,
    title="A page of the path cannot be reached",
    message="{url} could not be loaded: {detail}.",
    variants={
        "dns": "{url} could not be loaded: the name of the server was not found.",
        "refused": "{url} could not be loaded: the server closed or refused the connection.",
        "tls": "{url} could not be loaded: the browser does not trust the server's certificate.",
        "redirect_loop": "{url} never arrives: the server sends the browser round in a circle of redirects.",
        "timeout": "{url} did not answer within the {patience_s} s that this customer waits.",
    },
    customer="Is the shop closed?",
    why="Where the page does not come, nobody buys. 17 % of US shoppers who left a checkout name site errors or "
    "crashes as a reason (Baymard 2025, self-reported).",
    how_to_fix="Open the address from outside your own network. Check that the server runs and answers, that its name "
    "and certificate are valid, and that no redirect leads back to itself.",
    references=("https://baymard.com/lists/cart-abandonment-rate",),
    errands=ANSWERED_BY_THE_SHOP,
)
def page_failed(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the document that the step should end on never came."""
    document = document_of(step)
    if document is None or step.failure_kind in ("safety", "window"):
        yield Inapplicable()
        return
    patience_ms = step.transition.patience_ms if step.transition else _patience_ms(context)
    failure = document.failure or ("timeout" if _came_too_late(document, step, patience_ms) else None)
    if failure is None:
        return
    if failure == "own-network":
        yield Incomplete(translatable(f"the proxy or this machine's own network failed ({shortened(document.detail)})"))
        return
    # An abort that hurt nobody: an answer without content, or the page stayed where it was on purpose.
    if failure == "aborted" and not has_failed(step):
        return
    yield Friction(
        at=page_subject(document.url),
        variant=_VARIANTS.get(failure, ""),
        parameters={
            "url": document.url,
            "detail": shortened(document.detail) or failure,
            "patience_s": seconds(patience_ms),
        },
        blocks=has_failed(step),
    )


def _came_too_late(document: NavigationEvidence, step: StepEvidence, patience_ms: float) -> bool:
    """Tell whether the answer began when the customer had given up: the step had failed without it."""
    return has_failed(step) and document.ttfb_ms is not None and document.ttfb_ms > patience_ms


def _patience_ms(context: Context) -> float:
    return context.visit.persona.patience_s * 1000
