"""Rule: a step does not eat the customer's data plan."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import page_subject
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

HEAVY_BYTES = 3_000_000  # Project's choice: the rule catalogue's 3 MB
VERY_HEAVY_BYTES = 6_000_000  # Project's choice: the rule catalogue's 6 MB


@rule(
    id="speed/heavy-page",
    reads=StepEvidence,
    criterion=Criterion.SPEED,
    severity=Severity.MINOR,
    title="The page is heavy",
    message="This step transferred {megabytes} MB in {requests} requests.",
    customer="My data plan…",
    why="On the move every megabyte costs seconds, and money where the plan is small.",
    how_to_fix="Send pictures in the size they are shown and in a modern format, compress text, and let caches keep "
    "what does not change.",
    references=("https://web.dev/articles/total-byte-weight",),
)
def heavy_page(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where a step moved too many bytes over the wire, cached ones left out."""
    if step.vitals is None and not step.gap("vitals"):
        yield Inapplicable()
        return
    size = step.vitals.bytes if step.vitals else None
    if size is None:
        yield Incomplete(step.gap("bytes") or step.gap("vitals") or "the browser did not tell how many bytes came")
        return
    if size > HEAVY_BYTES:
        yield Friction(
            at=page_subject(step.page.url if step.page else ""),
            severity=Severity.MODERATE if size > VERY_HEAVY_BYTES else None,
            parameters={
                "megabytes": round(size / 1_000_000, 1),
                "bytes": size,
                "requests": step.vitals.requests if step.vitals else None,
            },
        )
