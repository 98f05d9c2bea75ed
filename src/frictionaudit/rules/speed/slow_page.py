"""Rule: the main content of a page comes quickly."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import (
    band,
    document_of,
    has_no_good_document,
    held_up,
    is_sabotaged,
    page_subject,
    seconds,
)
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

LCP_GOOD_MS = 2_500  # web.dev/articles/lcp
LCP_POOR_MS = 4_000  # web.dev/articles/lcp


@rule(
    id="speed/slow-page",
    reads=StepEvidence,
    criterion=Criterion.SPEED,
    severity=Severity.MODERATE,
    title="The page is slow to show its main content",
    message="The main content of {url} came after {lcp_s} s; up to 2.5 s is good (Largest Contentful Paint).",
    customer="Come on…",
    why="Customers judge a page by when its main content is there. In one month of visits to large shops, pages slower "
    "than the best by 0.1 s sold less, most of all on phones (Akamai 2017; a correlation).",
    how_to_fix="Make the largest picture or text of the first screen come first: smaller files, no lazy loading for "
    "it, no scripts or styles that hold it up.",
    references=("https://web.dev/articles/lcp",),
    explained_by=("speed/slow-server",),
    figure="delay",
    limits=("One replay in the lab, on one machine: no mean of many customers. Chromium and newer Firefox only.",),
)
def slow_page(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the Largest Contentful Paint of a newly loaded page came late."""
    if not step.has_navigated or has_no_good_document(step) or is_sabotaged(context.visit):
        yield Inapplicable()
        return
    lcp = step.vitals.lcp_ms if step.vitals else None
    if lcp is None:
        reason = step.gap("lcp") or step.gap("vitals")
        yield Incomplete(reason or "the browser did not report when the main content was painted")
        return
    severity = band(lcp, LCP_GOOD_MS, LCP_POOR_MS)
    if severity is not None and (lag := held_up(step, lcp)) is not None:
        yield lag
    elif severity is not None:
        document = document_of(step)
        url = document.url if document else step.page.url if step.page else ""
        yield Friction(
            at=page_subject(url),
            severity=severity,
            parameters={"lcp_s": seconds(lcp), "lcp_ms": round(lcp), "url": url},
        )
