"""Rule: the server answers before the customer wonders."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import band, document_of, held_up, is_sabotaged, page_subject, seconds
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

TTFB_GOOD_MS = 800  # web.dev/articles/ttfb
TTFB_POOR_MS = 1_800  # web.dev/articles/ttfb


@rule(
    id="speed/slow-server",
    reads=StepEvidence,
    criterion=Criterion.SPEED,
    severity=Severity.MODERATE,
    title="The server is slow to answer",
    message="The server took {ttfb_s} s to begin its answer for {url}; up to 0.8 s is good.",
    customer="Is it loading?",
    why="Until the first byte comes the customer sees nothing new: every other wait of the page is added to this one.",
    how_to_fix="Find what the server does in that time: slow queries, calls to other systems, a cold cache. Cache what "
    "is equal for all, and cut redirects.",
    references=("https://web.dev/articles/ttfb",),
    limits=("One replay: a server that is slow now and then may be missed.",),
)
def slow_server(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the step's document was long in coming, the emulated network left out."""
    document = document_of(step)
    if document is None or document.failure is not None or is_sabotaged(context.visit):
        yield Inapplicable()
        return
    if document.ttfb_ms is None:
        yield Incomplete(step.gap("ttfb") or "the browser did not tell when the first byte came")
        return
    waited = document.ttfb_ms - _emulated_latency_ms(context)
    severity = band(waited, TTFB_GOOD_MS, TTFB_POOR_MS)
    if severity is None:
        return
    if document.is_cold:
        # Of the first visit only the server's own share counts: of a shop in one page there is no other document.
        waited = (document.wait_ms or 0.0) - _emulated_latency_ms(context)
        severity = band(waited, TTFB_GOOD_MS, TTFB_POOR_MS)
    if severity is None:
        yield Incomplete("the browser's own start is part of this first visit")
        return
    if (lag := held_up(step, waited)) is not None:
        yield lag
        return
    yield Friction(
        at=page_subject(document.url),
        severity=severity,
        parameters={"ttfb_s": seconds(waited), "ttfb_ms": round(waited), "url": document.url},
    )


def _emulated_latency_ms(context: Context) -> float:
    """Give the wait that the persona's network adds, which is not the server's."""
    network = context.visit.persona.network
    return network.latency_ms if network is not None and context.visit.is_throttled else 0.0
